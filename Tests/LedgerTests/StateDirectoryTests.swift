// Opening: one process at a time, private files, and a clear no to what is not our log.

import Foundation
import Ledger
import SQLite
import Testing

@Suite struct StateDirectoryTests {
    let directory = TemporaryDirectory()

    private func mode(_ name: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + name)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test func filesArePrivateToTheirOwner() throws {
        let store = try LedgerStore.open(directory: directory.path)
        let writer = try foundedWriter(store)
        // With the last connection the write-ahead log goes.
        defer { withExtendedLifetime(writer) {} }
        #expect(try mode("") == 0o700)
        for name in [
            "/lock", "/ledger.db", "/ledger.db-wal", "/ledger.db-shm", "/index.db", "/index.db-wal",
            "/index.db-shm",
        ] {
            #expect(try mode(name) == 0o600, "\(name)")
        }
    }

    @Test func anOpenDirectoryIsMadePrivate() throws {
        try FileManager.default.createDirectory(
            atPath: directory.path, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o755])
        _ = try LedgerStore.open(directory: directory.path)
        #expect(try mode("") == 0o700)
    }

    @Test func aSecondOpenIsRefusedUntilTheFirstIsGone() throws {
        var store: LedgerStore? = try LedgerStore.open(directory: directory.path)
        #expect(throws: LedgerError.directoryInUse(path: directory.path)) {
            try LedgerStore.open(directory: directory.path)
        }
        var writer: LedgerWriter? = try store.map { try foundedWriter($0) }
        store = nil
        #expect(throws: LedgerError.directoryInUse(path: directory.path)) {
            try LedgerStore.open(directory: directory.path)
        }
        #expect(writer?.lastSeq == 1)
        writer = nil
        #expect(try LedgerStore.open(directory: directory.path).lastSeq() == 1)
    }

    /// A program that is being started has copies of all descriptors for a moment.
    @Test func itIsGivenBackWhoeverHasACopyOfTheDescriptor() throws {
        var store: LedgerStore? = try LedgerStore.open(directory: directory.path)
        #expect(store != nil)
        let lock = URL(filePath: directory.path).resolvingSymlinksInPath().path + "/lock"
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
            Int32($0)
        }
        let descriptor = try #require(
            open.first { number in
                let link = "/proc/self/fd/\(number)"
                return (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) == lock
            })
        let copy = dup(descriptor)
        defer { close(copy) }
        store = nil
        #expect(throws: Never.self) { try LedgerStore.open(directory: directory.path) }
    }

    @Test func aSecondWriterIsRefused() throws {
        let store = try LedgerStore.open(directory: directory.path)
        let writer = try store.makeWriter()
        #expect(throws: LedgerError.writerExists) { try store.makeWriter() }
        #expect(writer.lastSeq == 0)
    }

    @Test func commitsAreWrittenThroughToTheDisk() throws {
        let store = try LedgerStore.open(directory: directory.path)
        #expect(try store.makeWriter().synchronousLevel() == 2)
        let mode = try store.read { connection in
            let statement = try Statement(connection, "PRAGMA journal_mode")
            return try statement.step() ? statement.text(0) : ""
        }
        #expect(mode == "wal")
    }

    @Test func readersCannotWrite() throws {
        let store = try LedgerStore.open(directory: directory.path)
        #expect(throws: (any Error).self) {
            try store.read { try execute($0, "DROP TABLE entry", "drop it") }
        }
    }

    @Test func anotherFormatVersionIsRefused() throws {
        do { _ = try LedgerStore.open(directory: directory.path) }
        #expect(tamper(directory, "PRAGMA user_version = 7") == nil)
        let error = #expect(throws: LedgerError.self) { try LedgerStore.open(directory: directory.path) }
        #expect(
            error == .formatVersion(path: directory.path + "/ledger.db", found: 7, expected: 2))
        #expect(error?.description.contains("`minutectl log export record.ndjson`") == true)
        #expect(error?.description.contains("`minutectl log restore record.ndjson`") == true)
    }

    @Test func aLogOfTheFirstFormatIsRefusedWithTheTwoCommandsThatMoveIt() throws {
        try FileManager.default.createDirectory(atPath: directory.path, withIntermediateDirectories: false)
        #expect(
            tamper(
                directory,
                """
                CREATE TABLE entry(seq INTEGER PRIMARY KEY, id TEXT, body TEXT);
                CREATE TABLE receipt(commandid TEXT PRIMARY KEY);
                PRAGMA application_id = 0x4D4E5444; PRAGMA user_version = 1;
                """) == nil)
        let error = #expect(throws: LedgerError.self) { try LedgerStore.open(directory: directory.path) }
        #expect(error == .formatVersion(path: directory.path + "/ledger.db", found: 1, expected: 2))
        #expect(error?.description.contains("`minutectl log export record.ndjson`") == true)
        #expect(error?.description.contains("`minutectl log restore record.ndjson`") == true)
    }

    @Test func anotherProgramsDatabaseIsRefused() throws {
        do { _ = try LedgerStore.open(directory: directory.path) }
        #expect(tamper(directory, "PRAGMA application_id = 1") == nil)
        #expect(throws: LedgerError.notALedger(path: directory.path + "/ledger.db")) {
            try LedgerStore.open(directory: directory.path)
        }
    }

    @Test func aFileThatIsNoDatabaseIsRefused() throws {
        try FileManager.default.createDirectory(
            atPath: directory.path, withIntermediateDirectories: false)
        try Data(repeating: 0x41, count: 8_192)
            .write(to: URL(fileURLWithPath: directory.path + "/ledger.db"))
        #expect(throws: LedgerError.notALedger(path: directory.path + "/ledger.db")) {
            try LedgerStore.open(directory: directory.path)
        }
    }
}
