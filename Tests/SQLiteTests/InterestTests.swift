// What nobody waits for any more ends where it is: counted, not timed.

import Foundation
import Synchronization
import Testing

@testable import SQLite

@Suite("Work that nobody waits for") struct InterestTests {
    /// More rows than any machine counts in the time of a test.
    private static let endless =
        "WITH RECURSIVE number(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number) SELECT max(value) FROM number"

    private final class Folder {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        init() throws {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    @Test func aStatementEndsOnceNobodyWaitsAndTheConnectionIsWhole() throws {
        let folder = try Folder()
        let pool = try DatabasePool(path: folder.path + "/some.db")
        try pool.write {
            try $0.execute(sql: "CREATE TABLE thing(name TEXT); INSERT INTO thing VALUES ('a')")
        }
        let asked = Mutex(0)
        let looks = { @Sendable in
            asked.withLock {
                $0 += 1; return $0 < 5
            }
        }
        let failure = #expect(throws: StorageFailure.self) {
            try Interest.lasts(while: looks) { try pool.read { try Int.fetchOne($0, sql: Self.endless) } }
        }
        #expect(failure?.isOfInterruption == true)
        #expect(asked.withLock { $0 } == 5)
        // The next one to read with it is not concerned.
        #expect(try pool.read { try String.fetchOne($0, sql: "SELECT name FROM thing") } == "a")
    }

    @Test func whoeverWritesForAllGoesOn() throws {
        let folder = try Folder()
        let pool = try DatabasePool(path: folder.path + "/some.db")
        try Interest.lasts(while: { false }) {
            try pool.write { database in
                try database.execute(
                    sql: """
                        CREATE TABLE thing(number INTEGER);
                        WITH RECURSIVE number(value) AS (
                            SELECT 1 UNION ALL SELECT value + 1 FROM number LIMIT 50000)
                        INSERT INTO thing SELECT value FROM number
                        """)
            }
        }
        #expect(try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM thing") } == 50_000)
    }

    @Test func loopsAskToo() throws {
        try Interest.check()
        #expect(!Interest.isOver)
        #expect(throws: NobodyWaits.self) { try Interest.lasts(while: { false }) { try Interest.check() } }
        try Interest.lasts(while: { true }) { try Interest.check() }
    }
}
