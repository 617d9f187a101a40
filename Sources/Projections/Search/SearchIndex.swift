// The index of texts, in a file beside the projections (`projections/search.db`, SQLite's FTS5). It can be deleted at
// any time. It is brought up to date whenever somebody searches, and built again if it is damaged or of another log.

import Governance
import Ledger
import Reports
import SQLite
import Synchronization

/// Keeps the texts of a log indexed.
final class SearchIndex: Sendable {
    private let files: GenerationFiles
    private let ledger: LedgerStore
    private let opened = Mutex<DatabaseQueue?>(nil)

    /// Raise it when something else is indexed: an index of another version is built again.
    private static let version = 3
    /// So many entries are gone through in one transaction.
    private static let batch = 20_000

    init(_ files: GenerationFiles, of ledger: LedgerStore) { (self.files, self.ledger) = (files, ledger) }

    /// Reads it once everything up to an entry is in it.
    func read<Value>(upTo end: Int, _ body: (Database) throws -> Value) throws -> Value {
        do { return try readOnce(upTo: end, body) } catch let failure as StorageFailure where failure.isDamage
        {
            try discard()
            return try readOnce(upTo: end, body)
        }
    }

    private func readOnce<Value>(upTo end: Int, _ body: (Database) throws -> Value) throws -> Value {
        let queue = try queue()
        try catchUp(queue, to: end)
        return try queue.read(body)
    }

    // MARK: - The file

    private func queue() throws -> DatabaseQueue {
        try opened.withLock { opened in
            if let known = opened { return known }
            let queue = try files.openSearch()
            try queue.write { try prepare($0) }
            opened = queue
            return queue
        }
    }

    private func discard() throws {
        opened.withLock { opened in
            opened?.close()
            opened = nil
        }
        files.removeSearch()
    }

    /// Makes the tables. Those of another version or another log are replaced.
    private func prepare(_ database: Database) throws {
        if try database.tableExists("log") {
            let row = try Row.fetchOne(database, sql: "SELECT version, seq, root FROM log")
            if let row, row[0] == Self.version, let seq: Int = row[1], let root: String = row[2],
                seq <= (try ledger.lastSeq()), try seq == 0 || ledger.mark(at: seq).root == root
            {
                return
            }
            try database.execute(sql: "DROP TABLE found; DROP TABLE passage; DROP TABLE log")
        }
        try database.execute(
            sql: """
                CREATE TABLE log (version INTEGER NOT NULL, seq INTEGER NOT NULL, root TEXT NOT NULL);
                INSERT INTO log VALUES (\(Self.version), 0, '');
                CREATE TABLE passage (
                    id INTEGER PRIMARY KEY, record TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, "on" TEXT NOT NULL,
                    since TEXT NOT NULL, body TEXT, part TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL);
                CREATE INDEX passage_record ON passage(record);
                CREATE VIRTUAL TABLE found USING fts5(
                    title, words, content='passage', content_rowid='id',
                    tokenize='porter unicode61 remove_diacritics 2');
                """)
    }

    // MARK: - Keeping up

    private func catchUp(_ queue: DatabaseQueue, to end: Int) throws {
        try queue.writeWithoutTransaction { database in
            while let first = try Int.fetchOne(database, sql: "SELECT seq + 1 FROM log"), first <= end {
                let last = min(first + Self.batch - 1, end)
                try database.inTransaction {
                    for stream in try changed(in: first...last) { try index(stream, upTo: end, database) }
                    try database.run(
                        "UPDATE log SET seq = ?, root = ?", [last, try ledger.mark(at: last).root])
                }
            }
        }
    }

    /// The records of which something is said in these entries.
    private func changed(in range: ClosedRange<Int>) throws -> [Governance.Stream] {
        var found: Set<Governance.Stream> = []
        try ledger.forEach(in: range) { seq, bytes in
            if seq % 256 == 0 { try Interest.check() }
            let entry = try EntryView(seq: seq, entry: bytes)
            let stream = try Stream(text: entry.stream.string)
            if SearchedRecord.isChanged(stream, by: entry.type.string) { found.insert(stream) }
        }
        return found.sorted { $0.text < $1.text }
    }

    private func index(_ stream: Governance.Stream, upTo end: Int, _ database: Database) throws {
        try Interest.check()
        let name = stream.text
        try database.run(
            """
            INSERT INTO found(found, rowid, title, words)
            SELECT 'delete', id, title, words FROM passage WHERE record = ?
            """, [name])
        try database.run("DELETE FROM passage WHERE record = ?", [name])
        let events = try ledger.events(of: stream, upTo: end).map(\.event)
        guard let record = SearchedRecord(of: stream, events) else { return }
        for passage in record.passages {
            try database.run(
                """
                INSERT INTO passage(record, kind, day, "on", since, body, part, title, words)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    name, record.kind.rawValue, record.on.earliest.iso, record.on.text, passage.since.iso,
                    record.body?.text,
                    passage.part, record.title,
                    passage.words,
                ])
        }
        try database.run(
            "INSERT INTO found(rowid, title, words) SELECT id, title, words FROM passage WHERE record = ?",
            [name])
    }
}
