// ledger.db opened by somebody who must not change it, whether a daemon has it open or not.

import CSQLite
import Evidence
import Governance
import Ledger
import Publication

/// A read-only connection to a log. Confined to one thread.
final class LedgerFile {
    let handle: OpaquePointer

    /// Opens the log in a state directory.
    ///
    /// - Throws: ``AuditError``: it cannot be read, or is no log of this format.
    init(directory: String) throws(AuditError) {
        let path = directory + "/ledger.db"
        // With no write-ahead log nobody has the file open, and it can be read as it is. Otherwise SQLite
        // would make two files beside it, which the daemon might then not be allowed to open.
        let isOpenElsewhere = Files.kind(path + "-wal") != nil
        let uri = "file:\(LedgerFile.escaped(path))?mode=ro\(isOpenElsewhere ? "" : "&immutable=1")"
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
        let code = sqlite3_open_v2(uri, &opened, flags, nil)
        guard let opened else { throw .unreadable("cannot open \(path): out of memory") }
        handle = opened
        guard code == SQLITE_OK else {
            throw .unreadable("cannot open \(path): \(String(cString: sqlite3_errmsg(opened)))")
        }
        sqlite3_busy_timeout(opened, 10_000)
        do throws(StorageFailure) {
            try execute(opened, "PRAGMA trusted_schema = OFF", "read \(path)")
            let application = try Schema.integer(opened, "PRAGMA application_id")
            let version = try Schema.integer(opened, "PRAGMA user_version")
            guard application == Schema.applicationId, version == Schema.version else {
                throw StorageFailure(
                    operation: "read \(path)", code: 0,
                    message: "it is no log of format \(Schema.version) (application \(application), "
                        + "format \(version))")
            }
        } catch {
            throw .unreadable(error.description)
        }
    }

    deinit { sqlite3_close_v2(handle) }

    /// The last entry and the signed checkpoint, of one moment.
    func end() throws(StorageFailure) -> (lastSeq: Int, checkpoint: (size: Int, note: [UInt8])?) {
        try execute(handle, "BEGIN", "read the log")
        defer { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
        return (
            try Schema.integer(handle, "SELECT coalesce(max(seq), 0) FROM entry"),
            try TreeTables.checkpoint(handle)
        )
    }

    /// The entries that change the log's key.
    func successions() throws(StorageFailure) -> [(seq: Int, bytes: [UInt8])] {
        // By the index, which may lie; the scan of all entries finds those that it leaves out.
        let statement = try Statement(handle, "SELECT seq, body FROM entry WHERE type = ?1 ORDER BY seq")
        statement.bind(1, KeySucceeded.type)
        var found: [(Int, [UInt8])] = []
        while try statement.step() { found.append((statement.integer(0), Array(statement.bytes(1)))) }
        return found
    }

    /// What SQLite finds wrong with the structure of the file; at most a few findings.
    func structuralDamage() -> [String] {
        var findings: [String] = []
        do {
            let statement = try Statement(handle, "PRAGMA integrity_check(5)")
            while try statement.step() {
                let finding = statement.text(0)
                if finding != "ok" { findings.append("ledger.db: \(finding)") }
            }
        } catch {
            findings.append("ledger.db: \(error)")
        }
        return findings
    }

    /// What differs in the tables, indexes and triggers from those that are made for every log.
    func schemaDamage() -> [String] {
        do throws(StorageFailure) {
            let expected = try LedgerFile.expectedSchema()
            let actual = try LedgerFile.schema(handle)
            let names = Set(expected.keys).union(actual.keys).sorted()
            return names.filter { expected[$0] != actual[$0] }.map { name in
                actual[name] == nil
                    ? "ledger.db: \(name) is missing" : "ledger.db: \(name) is not what is made for a log"
            }
        } catch {
            return ["ledger.db: \(error)"]
        }
    }

    private static func expectedSchema() throws(StorageFailure) -> [String: String] {
        var opened: OpaquePointer?
        defer { sqlite3_close_v2(opened) }
        guard sqlite3_open(":memory:", &opened) == SQLITE_OK, let opened else {
            throw StorageFailure(operation: "open a database in memory", code: 0, message: "out of memory")
        }
        try execute(opened, Schema.sql + TreeTables.sql, "make the tables of a log")
        return try schema(opened)
    }

    private static func schema(_ connection: OpaquePointer) throws(StorageFailure) -> [String: String] {
        let statement = try Statement(
            connection,
            """
            SELECT type || ' ' || name, tbl_name || ': ' || coalesce(sql, ''),
                typeof(type) || typeof(name) || typeof(tbl_name) || typeof(rootpage) || typeof(sql)
            FROM sqlite_schema
            """)
        var found: [String: String] = [:]
        while try statement.step() {
            found[statement.text(0)] = statement.text(1) + " " + statement.text(2)
        }
        return found
    }

    private static func escaped(_ path: String) -> String {
        var text = ""
        for byte in path.utf8 {
            let isPlain =
                byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            text += isPlain ? String(UnicodeScalar(byte)) : "%" + Hex.encode([byte])
        }
        return text
    }
}

extension LedgerFile: TileReader {
    func tile(_ address: TileAddress, width: Int) throws -> [UInt8] {
        guard let bytes = try TreeTables.tile(handle, address) else { throw TileError.missing(address) }
        return bytes
    }
}
