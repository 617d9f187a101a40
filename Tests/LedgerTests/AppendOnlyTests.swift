// Whoever has the file in hand, and forgets that the log is append-only, is told so.

import Ledger
import Testing

@Suite struct AppendOnlyTests {
    let directory = TemporaryDirectory()
    let store: LedgerStore
    let writer: LedgerWriter

    init() throws {
        store = try LedgerStore.open(directory: directory.path)
        writer = try foundedWriter(store)
        try writer.begin()
        for version in 1...3 { _ = try writer.append(draft(version: version), context()) }
        try writer.recordReceipt(commandId: "c-1", digest: [1, 2], entries: 2...4, at: someTime)
        try writer.commit()
    }

    private static func insert(
        _ verb: String, seq: Int, id: String = "'fresh'", stream: String = "'meeting/other'", version: Int = 1
    ) -> String {
        "\(verb) INTO entry(seq, id, stream, streamversion, type, time, recordedtime, actor, body) "
            + "VALUES (\(seq), \(id), \(stream), \(version), 't', 't', 't', 'a', '{}')"
    }

    private static let verbs = [
        "INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE", "INSERT OR FAIL", "INSERT OR ROLLBACK", "REPLACE",
    ]
    private static let existingId = "(SELECT id FROM entry WHERE seq = 2)"

    @Test(arguments: [
        "UPDATE entry SET body = '{}' WHERE seq = 2", "UPDATE OR REPLACE entry SET seq = 9 WHERE seq = 2",
        "UPDATE entry SET actor = 'x'", "DELETE FROM entry WHERE seq = 4", "DELETE FROM entry",
    ])
    func entriesAreNeitherChangedNorDeleted(sql: String) {
        #expect(tamper(directory, sql) == "entry: the log is append-only")
    }

    @Test(arguments: verbs)
    func noInsertReplacesAnEntry(verb: String) throws {
        let before = try store.entry(seq: 2)
        let stream = "'meeting/malap-2007-09-06'"
        #expect(tamper(directory, Self.insert(verb, seq: 2)) == "entry: seq is not the next one")
        #expect(tamper(directory, Self.insert(verb, seq: 5, id: Self.existingId)) == "entry: id exists")
        #expect(
            tamper(directory, Self.insert(verb, seq: 5, stream: stream, version: 2))
                == "entry: streamversion is not the next one")
        #expect(try store.entry(seq: 2) == before)
        #expect(try store.lastSeq() == 4)
    }

    @Test(arguments: verbs)
    func noInsertLeavesAGap(verb: String) {
        for seq in [6, 0, -1, 1_000] {
            #expect(tamper(directory, Self.insert(verb, seq: seq)) == "entry: seq is not the next one")
        }
        let stream = "'meeting/malap-2007-09-06'"
        #expect(
            tamper(directory, Self.insert(verb, seq: 5, stream: stream, version: 5))
                == "entry: streamversion is not the next one")
        #expect(
            tamper(directory, Self.insert(verb, seq: 5, version: 2))
                == "entry: streamversion is not the next one")
    }

    @Test func theTriggersLetTheNextEntryIn() {
        #expect(tamper(directory, Self.insert("INSERT", seq: 5)) == nil)
    }

    @Test(arguments: [
        "UPDATE receipt SET digest = x'00'", "DELETE FROM receipt",
    ])
    func receiptsAreNeitherChangedNorDeleted(sql: String) {
        #expect(tamper(directory, sql) == "receipt: the log is append-only")
    }

    @Test func columnsAreComparedWithTheEntry() throws {
        #expect(try store.firstColumnMismatch() == nil)
        for (column, value) in [
            ("id", "'x'"), ("stream", "'x/y'"), ("streamversion", "99"), ("type", "'x'"), ("time", "'x'"),
            ("recordedtime", "'x'"), ("actor", "'x'"), ("body", "'{}'"),
        ] {
            let sql = """
                DROP TRIGGER entry_update;
                CREATE TABLE kept AS SELECT * FROM entry WHERE seq = 3;
                UPDATE entry SET \(column) = \(value) WHERE seq = 3;
                """
            #expect(tamper(directory, sql) == nil)
            let mismatch = try #require(try store.firstColumnMismatch(), "\(column)")
            #expect(mismatch.seq == 3)
            #expect(mismatch.column == column)
            #expect(try store.firstColumnMismatch(in: 1...2) == nil)
            let undo = """
                UPDATE entry SET \(column) = (SELECT \(column) FROM kept) WHERE seq = 3;
                DROP TABLE kept;
                CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'no'); END;
                """
            #expect(tamper(directory, undo) == nil)
        }
        #expect(tamper(directory, "DROP TRIGGER entry_delete; DELETE FROM entry WHERE seq = 3") == nil)
        #expect(try store.firstColumnMismatch()?.column == "seq")
        #expect(throws: StorageFailure.self) {
            var export = try store.export()
            while try export.piece() != nil {}
        }
    }
}
