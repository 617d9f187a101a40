// ledger.db opened by somebody who must not change it, whether a daemon has it open or not, with index.db beside it if
// that is of any use.

import CSQLite
import Evidence
import Governance
import Ledger
import Publication

/// A read-only connection to a log. Confined to one thread.
final class LedgerFile {
    let handle: OpaquePointer
    /// The last entry that the index covers; 0 without an index.
    private let indexed: Int

    /// Opens the log in a state directory.
    ///
    /// - Throws: ``AuditError``: it cannot be read, or is no log of this format.
    init(directory: String) throws(AuditError) {
        let path = directory + "/ledger.db"
        do throws(StorageFailure) {
            handle = try openConnection(
                path, uri: LedgerFile.uri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
        } catch {
            throw .unreadable(error.description)
        }
        sqlite3_busy_timeout(handle, 10_000)
        do throws(StorageFailure) {
            try execute(handle, "PRAGMA trusted_schema = OFF", "read \(path)")
            let application = try Schema.integer(handle, "PRAGMA application_id")
            let version = try Schema.integer(handle, "PRAGMA user_version")
            guard application == Schema.applicationId, version == Schema.version else {
                throw StorageFailure(
                    operation: "read \(path)", code: 0,
                    message: "it is not a log of format \(Schema.version) (application \(application), "
                        + "format \(version))")
            }
        } catch {
            throw .unreadable(error.description)
        }
        indexed = LedgerFile.attach(directory + "/index.db", to: handle)
    }

    /// Attaches the index and returns the last entry it covers; 0 if no index can be read.
    private static func attach(_ path: String, to connection: OpaquePointer) -> Int {
        guard case .file? = Files.kind(path), let attach = try? Statement(connection, "ATTACH ?1 AS beside")
        else {
            return 0
        }
        attach.bind(1, uri(path))
        guard (try? attach.run("open \(path)")) != nil else { return 0 }
        return (try? Schema.integer(connection, "SELECT seq FROM beside.position")) ?? 0
    }

    /// With no write-ahead log nobody has the file open, and it can be read as it is. Otherwise SQLite would make
    /// two files beside it, which the daemon might then not be allowed to open.
    private static func uri(_ path: String) -> String {
        let isOpenElsewhere = Files.kind(path + "-wal") != nil
        return "file:\(escaped(path))?mode=ro\(isOpenElsewhere ? "" : "&immutable=1")"
    }

    deinit { sqlite3_close_v2(handle) }

    /// The last entry's number; 0 if there is none.
    func lastSeq() throws(StorageFailure) -> Int {
        try Schema.integer(handle, "SELECT coalesce(max(seq), 0) FROM main.entry")
    }

    /// The entries of a type: by the index as far as it goes, and a look at all behind it. The index may lie; the scan
    /// of all entries finds what it leaves out.
    func entries(ofType type: String) throws(StorageFailure) -> [(seq: Int, bytes: [UInt8])] {
        var found: [(Int, [UInt8])] = []
        if indexed > 0, let known = try? seqs(ofType: type) {
            let one = try Statement(handle, "SELECT body FROM main.entry WHERE seq = ?1")
            for seq in known {
                one.bind(1, seq)
                if try one.step() { found.append((seq, Array(one.bytes(0)))) }
                one.reset()
            }
        }
        let rest = try Statement(
            handle,
            "SELECT seq, body FROM main.entry WHERE seq > ?1 AND instr(body, ?2) > 0 ORDER BY seq")
        rest.bind(1, indexed)
        rest.bind(2, "\"type\":\"\(type)\"")
        while try rest.step() { found.append((rest.integer(0), Array(rest.bytes(1)))) }
        return found
    }

    private func seqs(ofType type: String) throws(StorageFailure) -> [Int] {
        let statement = try Statement(
            handle, "SELECT seqs FROM beside.type WHERE name = ?1 ORDER BY first")
        statement.bind(1, type)
        var seqs: [Int] = []
        while try statement.step() { PackedNumbers.forEach(statement.bytes(0)) { seqs.append($0) } }
        return seqs
    }

    /// What SQLite finds wrong with the structure of the file; at most a few findings.
    func structuralDamage() -> [String] {
        var findings: [String] = []
        do {
            let statement = try Statement(handle, "PRAGMA main.integrity_check(5)")
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
                    ? "ledger.db: \(name) is missing" : "ledger.db: \(name) is not as in a new log"
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
        try execute(opened, Schema.sql, "make the tables of a log")
        return try schema(opened)
    }

    private static func schema(_ connection: OpaquePointer) throws(StorageFailure) -> [String: String] {
        let statement = try Statement(
            connection,
            """
            SELECT type || ' ' || name, tbl_name || ': ' || coalesce(sql, ''),
                typeof(type) || typeof(name) || typeof(tbl_name) || typeof(rootpage) || typeof(sql)
            FROM main.sqlite_schema
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
        guard indexed > 0, address.index <= UInt64(Int.max) else { throw TileError.missing(address) }
        let statement = try Statement(
            handle, "SELECT hashes FROM beside.tile WHERE level = ?1 AND number = ?2")
        statement.bind(1, address.level)
        statement.bind(2, Int(address.index))
        guard try statement.step() else { throw TileError.missing(address) }
        return Array(statement.bytes(0))
    }
}
