// Connections, transactions, statements and values, against SQLite itself.

import Foundation
import SQLite
import Testing

@Suite struct DatabaseTests {
    private struct Refused: Error {}

    /// A database with one table and one row of each kind of value.
    private func queue() throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: "")
        try queue.write { try $0.execute(sql: "CREATE TABLE thing(name TEXT, number INTEGER, share REAL)") }
        return queue
    }

    private func withFile<Value>(_ body: (String) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder.appending(path: "some.db").path)
    }

    // MARK: - Values

    @Test func valuesComeBackAsTheyWent() throws {
        try queue().write { database in
            try database.run("INSERT INTO thing VALUES (?, ?, 1.5)", ["Ōkafor", 7])
            try database.run("INSERT INTO thing VALUES (?, ?, NULL)", ["", true])
            try database.run("INSERT INTO thing VALUES (?, ?, NULL)", [nil, Int.min])
            let rows = try Row.fetchAll(database, sql: "SELECT * FROM thing ORDER BY rowid")
            #expect(rows.map { $0["name"] as String? } == ["Ōkafor", "", nil])
            #expect(rows.map { $0["number"] as Int } == [7, 1, .min])
            #expect(rows.map(\.cells[2]) == [.real(1.5), .null, .null])
            #expect(rows[1]["number"] as Bool)
            #expect(rows[0][0] as String == "Ōkafor")
        }
    }

    @Test func emptyBytesAreATextAndNotNull() throws {
        try queue().write { database in
            try database.run("INSERT INTO thing(name) VALUES (?)", [[UInt8]()])
            #expect(try String.fetchOne(database, sql: "SELECT typeof(name) FROM thing") == "text")
        }
    }

    @Test func argumentsThatAreMissingAreNull() throws {
        try queue().write { database in
            try database.run("INSERT INTO thing VALUES (?, ?, ?)", ["first", 1])
            // The same statement once more: nothing of the time before is left in it.
            try database.run("INSERT INTO thing VALUES (?, ?, ?)", ["second"])
            #expect(
                try Int.fetchOne(database, sql: "SELECT number FROM thing WHERE name = 'second'") == nil)
            #expect(try Int.fetchOne(database, sql: "SELECT number FROM thing WHERE name = 'third'") == nil)
        }
    }

    @Test func aRowWithoutAValueIsNotLeftOut() throws {
        let queue = try queue()
        try queue.write { database in
            for name in ["a", nil, "b"] { try database.run("INSERT INTO thing(name) VALUES (?)", [name]) }
        }
        let failure = #expect(throws: StorageFailure.self) {
            try queue.read { try String.fetchAll($0, sql: "SELECT name FROM thing ORDER BY rowid") }
        }
        #expect(failure?.message == "row 2 has no value")
    }

    @Test func aMisspeltColumnIsNoText() throws {
        try queue().write { database in
            _ = #expect(throws: StorageFailure.self) {
                try Int.fetchOne(database, sql: #"SELECT count(*) FROM thing WHERE "nmae" = 'a'"#)
            }
        }
    }

    // MARK: - Statements

    @Test func aStatementWhoseRowsAreBeingReadIsNotDisturbed() throws {
        try queue().write { database in
            for number in 1...3 { try database.run("INSERT INTO thing(number) VALUES (?)", [number]) }
            let sql = "SELECT number FROM thing ORDER BY number"
            let rows = try Row.fetchCursor(database.cachedStatement(sql: sql))
            var seen: [Int] = []
            while let row = try rows.next() {
                seen.append(row[0])
                #expect(try Int.fetchAll(database, sql: sql) == [1, 2, 3])
            }
            #expect(seen == [1, 2, 3])
        }
    }

    @Test func aFailureSaysWhatSQLiteSays() throws {
        try queue().write { database in
            try database.execute(sql: "CREATE UNIQUE INDEX named ON thing(name)")
            try database.run("INSERT INTO thing(name) VALUES ('a')")
            let failure = #expect(throws: StorageFailure.self) {
                try database.run("INSERT INTO thing(name) VALUES ('a')")
            }
            #expect(failure?.message == "UNIQUE constraint failed: thing.name")
            #expect(failure?.code == 2067)
            // And the statement can be used again.
            try database.run("INSERT INTO thing(name) VALUES ('b')")
        }
    }

    // MARK: - Transactions

    @Test func whatIsThrownTakesTheTransactionBack() throws {
        let queue = try queue()
        #expect(throws: Refused.self) {
            try queue.write { database in
                try database.run("INSERT INTO thing(number) VALUES (1)")
                throw Refused()
            }
        }
        #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM thing") } == 0)
        try queue.write { try $0.run("INSERT INTO thing(number) VALUES (2)") }
        #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT number FROM thing") } == 2)
    }

    @Test func aReaderSeesOneMomentWhileOthersWrite() throws {
        try withFile { path in
            let pool = try DatabasePool(path: path)
            try pool.write { try $0.execute(sql: "CREATE TABLE thing(number INTEGER)") }
            let count = "SELECT count(*) FROM thing"
            try pool.read { database in
                #expect(try Int.fetchOne(database, sql: count) == 0)
                try pool.write { try $0.run("INSERT INTO thing VALUES (1)") }
                #expect(try Int.fetchOne(database, sql: count) == 0)
            }
            #expect(try pool.read { try Int.fetchOne($0, sql: count) } == 1)
        }
    }

    @Test func aPoolsReadersCannotWrite() throws {
        try withFile { path in
            let pool = try DatabasePool(path: path)
            try pool.write { try $0.execute(sql: "CREATE TABLE thing(number INTEGER)") }
            let failure = #expect(throws: StorageFailure.self) {
                try pool.read { try $0.run("INSERT INTO thing VALUES (1)") }
            }
            #expect(failure?.code == 8)
            // The connection goes back without a transaction, and is of use to the next one.
            #expect(try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM thing") } == 0)
        }
    }

    @Test func aPoolWritesAheadAndDoesNotSynchroniseEachCommit() throws {
        try withFile { path in
            let pool = try DatabasePool(path: path)
            try pool.writeWithoutTransaction { database in
                let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
                let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
                #expect(mode == "wal")
                #expect(synchronous == 1)
            }
        }
    }

    // MARK: - The whole

    @Test func aCopyHasEverythingAndIsApart() throws {
        let (one, other) = (try queue(), try DatabaseQueue(path: ""))
        try one.write { try $0.run("INSERT INTO thing(number) VALUES (1)") }
        try one.backup(to: other)
        try one.write { try $0.run("INSERT INTO thing(number) VALUES (2)") }
        #expect(try other.read { try Int.fetchAll($0, sql: "SELECT number FROM thing") } == [1])
    }

    @Test func aClosedDatabaseFailsAndItsFilesAreWhole() throws {
        try withFile { path in
            let pool = try DatabasePool(path: path)
            try pool.write { try $0.execute(sql: "CREATE TABLE thing(number INTEGER)") }
            try pool.read { _ in }
            pool.close()
            #expect(throws: StorageFailure.self) { try pool.read { _ in } }
            #expect(throws: StorageFailure.self) { try pool.write { _ in } }
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
        }
    }

    @Test func aFileThatIsNotThereIsNotMadeForAReader() throws {
        try withFile { path in
            var configuration = Database.Configuration()
            configuration.isReadOnly = true
            #expect(throws: StorageFailure.self) {
                try DatabaseQueue(path: path, configuration: configuration)
            }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}
