// What bad input gets: a clear error, to that client alone, and the log unchanged.

import Codec
import Control
import Foundation
import Testing

@Suite("What bad input gets", .timeLimit(.minutes(10)))
struct RefusalTests {
    /// Asks, and expects a refusal by a rule that names something, with the log as it was.
    private func refused(
        _ daemon: RunningDaemon, _ rule: String, naming words: String..., by arguments: String...
    ) throws {
        let before = try daemon.entries
        let outcome = try Programs.run(
            Programs.path("minutectl"), ["--socket", daemon.socket, "--verbose"] + arguments)
        #expect(outcome.status == 1, "\(arguments): \(outcome.output)\(outcome.errors)")
        #expect(outcome.errors.contains(rule), "\(arguments): \(outcome.errors)")
        for word in words { #expect(outcome.errors.contains(word), "\(arguments): \(outcome.errors)") }
        #expect(try daemon.entries == before)
    }

    @Test("each mistake is refused by its rule")
    func mistakes() throws {
        let daemon = try RunningDaemon.stockton()
        for command in [
            ["meeting", "schedule", "MALAP", "2026-01-08T16:30"], ["meeting", "hold", "malap-2026-01-08"],
            ["meeting", "schedule", "MALAP", "2026-02-05T16:30"],
        ] {
            let outcome = try Programs.run(Programs.path("minutectl"), ["--socket", daemon.socket] + command)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        let held = "malap-2026-01-08"
        try refused(
            daemon, "known-person", naming: "Nobody", by: "attendance", "record", held, "--present", "Nobody")
        try refused(
            daemon, "unambiguous-person", naming: "councillor-b", "councillor-c",
            by: "attendance", "record", held, "--present", "councillor")
        try refused(
            daemon, "meeting-held", naming: "minutectl meeting hold",
            by: "attendance", "record", "malap-2026-02-05", "--present", "councillor-b")
        try refused(
            daemon, "once-in-a-roll", naming: "councillor-b",
            by: "attendance", "record", held, "--present", "councillor-b", "--apologies", "councillor-b")
        let roll = try daemon.minutectl("attendance", "record", held, "--present", "councillor-b")
        #expect(roll.status == 0, "\(roll.errors)")
        try refused(
            daemon, "one-roll", naming: "attendance correct",
            by: "attendance", "record", held, "--present", "councillor-c")
        try refused(
            daemon, "date", naming: "31", by: "meeting", "schedule", "MALAP", "31 June 2026 4.30pm")
        try refused(
            daemon, "date", naming: "1.30am on Sunday 29 March 2026", "clocks go forward", "2.30am",
            by: "meeting", "schedule", "MALAP", "29 March 2026 1.30am")
        try refused(daemon, "date", by: "meeting", "schedule", "MALAP", "2026-03-29T01:00")
        // The hour before and after it are there, and so is the one that autumn has twice, which is said.
        for (time, isTwice) in [
            ("2026-03-29T00:59", false), ("2026-03-29T02:00", false), ("2026-10-25T00:59", false),
            ("2026-10-25T01:00", true), ("2026-10-25T01:59", true), ("2026-10-25T02:00", false),
        ] {
            let scheduled = try daemon.minutectl("meeting", "schedule", "MALAP", time)
            #expect(scheduled.status == 0, "\(scheduled.errors)")
            #expect(
                scheduled.output.contains("twice: the first of the two is meant") == isTwice,
                "\(time): \(scheduled.output)")
        }
        try refused(daemon, "known-body", by: "meeting", "schedule", "Nowhere", "1 June 2026 4.30pm")
    }

    @Test("a resolution by a body without the power is refused, and so is what is too long")
    func decisions() throws {
        let daemon = try RunningDaemon.stockton()
        func submit(_ parameters: String) throws -> Outcome {
            try daemon.minutectl(
                "submit", "-", "--verbose",
                input: #"{"command":"RecordDecision","parameters":\#(parameters)}"# + "\n")
        }
        let before = try daemon.entries
        let powerless = try submit(
            #"{"title":"x","body":"malap","made":"2008-01-10","resolutions":[{"number":1,"kind":"resolved","text":"that it be so"}]}"#
        )
        #expect(powerless.status == 1 && powerless.errors.contains("power-to-decide"), "\(powerless.errors)")
        let long = String(repeating: "long ", count: 14_000)
        let tooLong = try submit(
            #"{"title":"x","body":"cabinet","made":"2008-01-10","how":"By letter","record":"\#(long)","resolutions":[{"number":1,"kind":"resolved","text":"that it be so"}]}"#
        )
        #expect(tooLong.status == 1 && tooLong.errors.contains("entry-size"), "\(tooLong.errors)")
        let unknown = try submit(#"{"title":"x","colour":"blue"}"#)
        #expect(unknown.status == 1 && unknown.errors.contains("colour"), "\(unknown.errors)")
        let broken = try daemon.minutectl("submit", "-", input: "{\"command\":\n")
        #expect(broken.status != 0 && !broken.errors.isEmpty)
        #expect(try daemon.entries == before)
    }

    @Test("of a submission with a mistake nothing is recorded, and the command is named")
    func submission() throws {
        let daemon = try RunningDaemon.stockton()
        let before = try daemon.entries
        let outcome = try daemon.minutectl(
            "submit", "-", "--verbose",
            input: """
                {"command":"RegisterPerson","parameters":{"name":"Officer New","kind":"officer"}}
                {"command":"HoldMeeting","parameters":{"meeting":"nowhere"}}

                """)
        #expect(outcome.status == 1 && outcome.errors.contains("known-meeting"), "\(outcome.errors)")
        #expect(try daemon.entries == before)
    }

    @Test("a frame that is too large, no JSON and half a frame cost their own connections only")
    func frames() throws {
        let daemon = try RunningDaemon.stockton()
        let stalled = try RawSocket(daemon.socket)
        stalled.send(Array(#"{"method":"org.minuted.Service."#.utf8))
        let broken = try RawSocket(daemon.socket)
        broken.send(Array("not json\0".utf8))
        #expect(broken.isClosedByPeer())
        let large = try RawSocket(daemon.socket)
        large.send([UInt8](repeating: UInt8(ascii: "x"), count: 3 << 20))
        #expect(large.isClosedByPeer())
        #expect(try daemon.entries == stocktonEntries)
    }

    @Test("one command identifier, one recording; another content under it is refused")
    func repetition() throws {
        let daemon = try RunningDaemon.stockton()
        let one = ["--command-id", "c-1", "person", "register", "Officer New", "--kind", "officer"]
        func ask(_ arguments: [String]) throws -> Outcome {
            try Programs.run(
                Programs.path("minutectl"), ["--socket", daemon.socket, "-o", "json"] + arguments)
        }
        let arguments = Array(one[2...]) + Array(one[..<2])
        let first = try ask(arguments)
        #expect(first.status == 0, "\(first.errors)")
        let again = try ask(arguments)
        #expect(try JSONDocument(again.output).root["repeated"]?.boolean == true)
        #expect(
            try JSONDocument(again.output).root["first"]?.integer
                == JSONDocument(first.output).root["first"]?.integer)
        let other = try ask([
            "person", "register", "Officer Other", "--kind", "officer", "--command-id", "c-1",
        ])
        #expect(other.status == 1 && other.errors.contains("command-id"), "\(other.errors)")
        #expect(try daemon.entries == stocktonEntries + 1)
    }

    @Test("a record that has changed since is refused by its version, and nothing of it is kept in mind")
    func expectedVersion() throws {
        let daemon = try RunningDaemon.stockton()
        #expect(try daemon.minutectl("meeting", "schedule", "MALAP", "2026-01-08T16:30").status == 0)
        let stale = try daemon.minutectl(
            "meeting", "hold", "malap-2026-01-08", "--expected-version", "7", "--verbose")
        #expect(stale.status == 1 && stale.errors.contains("expected-version"), "\(stale.errors)")
        let held = try daemon.json("meeting", "hold", "malap-2026-01-08", "--expected-version", "1")
        #expect(held["changed"]?.boolean == true)
        #expect(try daemon.entries == stocktonEntries + 2)
    }

    @Test("a dry run says what would be recorded, and records nothing")
    func dryRun() throws {
        let daemon = try RunningDaemon.stockton()
        let tried = try daemon.json("meeting", "schedule", "MALAP", "2026-01-08T16:30", "--dry-run")
        #expect(tried["dryrun"]?.boolean == true && tried["changed"]?.boolean == true)
        #expect(try daemon.entries == stocktonEntries)
        let real = try daemon.json("meeting", "schedule", "MALAP", "2026-01-08T16:30")
        #expect(real["changed"]?.boolean == true && real["first"]?.integer == stocktonEntries + 1)
    }

    @Test("who has no role is refused, and a reader may not write", .enabled(if: getuid() == 0, "needs root"))
    func roles() throws {
        let daemon = try RunningDaemon.stockton(configuration: "roles:\n  reader:\n    users: [\"65534\"]\n")
        chmod(daemon.socket, 0o666)
        chmod(daemon.directory.path(percentEncoded: false), 0o755)
        func asUser(_ user: String, _ arguments: String...) throws -> Outcome {
            let program = daemon.directory.appending(path: "minutectl-\(user)").path(percentEncoded: false)
            if !FileManager.default.fileExists(atPath: program) {
                try FileManager.default.copyItem(atPath: Programs.path("minutectl"), toPath: program)
                chmod(program, 0o755)
            }
            return try Programs.run(
                "/usr/bin/setpriv",
                ["--reuid", user, "--regid", user, "--clear-groups", program, "--socket", daemon.socket]
                    + arguments)
        }
        let read = try asUser("65534", "decision", "list")
        #expect(read.status == 0, "\(read.errors)")
        let written = try asUser("65534", "person", "register", "Officer New", "--kind", "officer")
        #expect(written.status == 1 && written.errors.contains("clerk"), "\(written.errors)")
        let stranger = try asUser("65533", "decision", "list")
        #expect(stranger.status == 1 && stranger.errors.contains("reader"), "\(stranger.errors)")
        #expect(try daemon.entries == stocktonEntries)
        #expect(daemon.journal.contains("refused uid:65534"))
    }

    @Test("the log cannot be changed past the daemon, and is readable by a person")
    func sqlite() throws {
        let daemon = try RunningDaemon.stockton()
        for sql in [
            "UPDATE entry SET body = 'x' WHERE seq = 1", "DELETE FROM entry WHERE seq = \(stocktonEntries)",
            "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 5",
            "INSERT OR IGNORE INTO entry SELECT 5, '{}'",
            "INSERT INTO entry SELECT 900, body FROM entry WHERE seq = 5",
        ] {
            let outcome = try daemon.sqlite(sql)
            #expect(outcome.status != 0 && !outcome.errors.isEmpty, "\(sql)")
        }
        let body = try daemon.sqlite("SELECT body FROM entry WHERE seq = 1").output
        #expect(
            try JSONDocument(body.trimmingCharacters(in: .newlines)).root["type"]?.string
                == "org.minuted.council.founded")
        #expect(try daemon.entries == stocktonEntries)
    }
}

/// A connection on which anything can be sent.
private final class RawSocket {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(connected == 0)
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) {
        // The other end may hang up in the middle, which is what some tests are about.
        _ = Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Waits for the other end to hang up.
    func isClosedByPeer() -> Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, 0) <= 0
    }
}
