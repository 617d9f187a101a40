// A log that is damaged while the daemon runs, and one of the first format.

import Codec
import Foundation
import Testing

@Suite("Damage to the log") struct DamageTests {
    @Test("it is noticed by whoever reads: nothing more is recorded, and status says what to do")
    func whileRunning() throws {
        let daemon = try RunningDaemon.stockton()
        // What SQLite had in its write-ahead log is in the file then.
        #expect(daemon.stop() == 0)
        try daemon.start()
        #expect(try daemon.minutectl("person", "register", "Officer New", "--kind", "officer").status == 0)
        let body = try daemon.sqlite("SELECT body FROM entry WHERE seq = 40").output
            .trimmingCharacters(in: .newlines)
        let file = URL(filePath: daemon.ledger)
        let place = try #require(try Data(contentsOf: file).range(of: Data(body.utf8))).lowerBound
        let handle = try FileHandle(forUpdating: file)
        try handle.seek(toOffset: UInt64(place / 4_096 * 4_096))
        try handle.write(contentsOf: Data(repeating: 0x5A, count: 4_096))
        try handle.close()
        #expect(try daemon.minutectl("log", "show", "40").status != 0)
        let refused = try daemon.minutectl("person", "register", "Officer Other", "--kind", "officer")
        #expect(refused.status != 0 && refused.errors.contains("damaged"), "\(refused.errors)")
        let status = try daemon.minutectl("status")
        #expect(status.status == 0, "\(status.errors)")
        #expect(status.output.contains("Recording has stopped"), "\(status.output)")
        #expect(status.output.contains("minutectl log restore"), "\(status.output)")
        #expect(try daemon.entries == stocktonEntries + 1)
    }

    @Test("to the last entry, found at a start: nothing is recorded, and questions and status are answered")
    func lastEntry() throws {
        let daemon = try RunningDaemon.stockton()
        #expect(daemon.stop() == 0)
        let body = try daemon.sqlite("SELECT body FROM entry WHERE seq = \(stocktonEntries)").output
            .trimmingCharacters(in: .newlines)
        let file = URL(filePath: daemon.ledger)
        let place = try #require(try Data(contentsOf: file).range(of: Data(body.utf8))).lowerBound
        let handle = try FileHandle(forUpdating: file)
        try handle.seek(toOffset: UInt64(place + 10))
        try handle.write(contentsOf: Data(repeating: 0x5A, count: 40))
        try handle.close()
        try daemon.start()
        let status = try daemon.minutectl("status")
        #expect(
            status.status == 0 && status.output.contains("Recording has stopped"),
            "\(status.output)\(status.errors)")
        let refused = try daemon.minutectl("person", "register", "Officer Other", "--kind", "officer")
        #expect(refused.status != 0 && refused.errors.contains("damaged"), "\(refused.errors)")
        #expect(try daemon.minutectl("log", "show", "40").status == 0)
    }

    @Test("a log of the first format is refused with the commands that move it, and its export restores")
    func firstFormat() throws {
        let daemon = try RunningDaemon()
        #expect(daemon.stop() == 0)
        for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
            try? FileManager.default.removeItem(atPath: daemon.state + "/" + name)
        }
        _ = try daemon.sqlite(
            """
            CREATE TABLE entry(seq INTEGER PRIMARY KEY, id TEXT, body TEXT);
            PRAGMA application_id = 0x4D4E5444; PRAGMA user_version = 1;
            """)
        let refused = try Programs.run(
            Programs.path("minuted"), ["--state-directory", daemon.state, "--socket", daemon.socket + "2"])
        #expect(refused.status == 65, "\(refused.errors)")
        for command in ["minutectl log export record.ndjson", "minutectl log restore record.ndjson"] {
            #expect(refused.errors.contains(command), "\(refused.errors)")
        }
    }
}
