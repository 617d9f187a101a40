// Derived files that are damaged, foreign or full of rubbish: set aside and made again, while questions are told so.

import Codec
import Foundation
import Testing

@Suite("Damaged projections, against the real daemon", .timeLimit(.minutes(10)))
struct DamagedProjectionTests {
    private func active(_ daemon: RunningDaemon) throws -> String {
        let pointer = try String(contentsOfFile: daemon.state + "/projections/active", encoding: .utf8)
        return daemon.state + "/projections/\(pointer.split(separator: "\n")[0]).db"
    }

    /// Asks until the answer is whole again.
    private func expectHealed(_ daemon: RunningDaemon, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        for _ in 0..<200 {
            let status = try daemon.minutectl("person", "list")
            if status.status == 0 { break }
            #expect(
                status.status == 3 && status.errors.contains("rebuilt from the log"), "\(status.errors)",
                sourceLocation: sourceLocation)
        }
        let verified = try daemon.minutectl("projection", "verify")
        #expect(verified.status == 0, "\(verified.errors)\(verified.output)", sourceLocation: sourceLocation)
        #expect(try daemon.entries == stocktonEntries, sourceLocation: sourceLocation)
    }

    /// Writes over all pages from one on, as a failing disk may.
    private func damage(_ path: String, from page: Int) throws {
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        let end = try handle.seekToEnd()
        let start = UInt64(page * 16_384)
        try handle.seek(toOffset: start)
        try handle.write(contentsOf: Data(repeating: 0xA5, count: Int(end - start)))
        try handle.close()
    }

    @Test("bad pages are found at the start or at the first question, and healed", arguments: [0, 1, 2])
    func badPages(from page: Int) throws {
        let daemon = try RunningDaemon.stockton()
        #expect(try daemon.minutectl("person", "list").status == 0)
        #expect(daemon.stop() == 0)
        try damage(try active(daemon), from: page)
        try daemon.start()
        try expectHealed(daemon)
        #expect(FileManager.default.fileExists(atPath: daemon.state + "/projections/damaged.db"))
    }

    @Test("bad pages under a running daemon are healed by `projection verify` and `rebuild` too")
    func badPagesWhileRunning() throws {
        let daemon = try RunningDaemon.stockton()
        #expect(try daemon.minutectl("projection", "rebuild").status == 0)
        #expect(daemon.stop() == 0)
        try daemon.start()
        try damage(try active(daemon), from: 3)
        let rebuilt = try daemon.minutectl("projection", "rebuild")
        #expect([0, 3].contains(rebuilt.status), "\(rebuilt.errors)")
        try expectHealed(daemon)
    }

    @Test(
        "a pointer with rubbish in it is no end of the daemon",
        arguments: [
            "", "\u{0}\u{1}\u{2}", "-5\n", "99999999999999999999\n", "9223372036854775807\n1\n", "7\n7\n7\n",
        ])
    func rubbishInThePointer(_ text: String) throws {
        let daemon = try RunningDaemon.stockton()
        #expect(daemon.stop() == 0)
        try Data(text.utf8).write(to: URL(filePath: daemon.state + "/projections/active"))
        try daemon.start()
        try expectHealed(daemon)
    }

    /// Puts another daemon's derived files in the place of this one's. Both are stopped.
    private func move(_ other: RunningDaemon, to daemon: RunningDaemon) throws {
        for name in ["index.db", "index.db-wal", "index.db-shm", "projections"] {
            try? FileManager.default.removeItem(atPath: "\(daemon.state)/\(name)")
            try? FileManager.default.copyItem(
                atPath: "\(other.state)/\(name)", toPath: "\(daemon.state)/\(name)")
        }
    }

    @Test("derived files of another council's log are not taken for this one's")
    func foreignFiles() throws {
        let daemon = try RunningDaemon.stockton()
        #expect(daemon.stop() == 0)
        let other = try RunningDaemon()
        let applied = try other.minutectl(
            "constitution", "apply",
            Programs.root.appending(path: "config/constitutions/derby-2009.yaml").path(percentEncoded: false))
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(try other.minutectl("person", "list").status != 3)
        #expect(other.stop() == 0)
        try move(other, to: daemon)
        try daemon.start()
        try expectHealed(daemon)
    }

    @Test("derived files of another history of the same council are not taken for this one's")
    func anotherHistory() throws {
        let daemon = try RunningDaemon.stockton()
        let exported = try daemon.minutectl("log", "export").output.split(separator: "\n")
        #expect(daemon.stop() == 0)
        // A backup was restored elsewhere, and the record went on there.
        let other = try RunningDaemon()
        let backup = exported.dropLast(10).joined(separator: "\n") + "\n"
        #expect(try other.minutectl("log", "restore", "-", input: backup).status == 0)
        for number in 1...5 {
            let added = try other.minutectl(
                "person", "register", "Councillor Q\(number)", "--kind", "councillor")
            #expect(added.status == 0, "\(added.errors)")
        }
        #expect(try other.minutectl("person", "list").output.contains("Q5"))
        #expect(other.stop() == 0)
        try move(other, to: daemon)
        try daemon.start()
        try expectHealed(daemon)
        #expect(try !daemon.minutectl("person", "list").output.contains("Q5"))
        #expect(try daemon.minutectl("person", "show", "Councillor Q5").status != 0)
    }
}
