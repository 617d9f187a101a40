// Entries taken back through the real programs: the rows agree with the log, after a restart and a restore too.

import Codec
import Foundation
import Testing

@Suite("Entries taken back, through the real programs", .timeLimit(.minutes(10)))
struct TakeBackTests {
    /// The number of the last entry of that record whose sentence has these words.
    private func entry(_ record: String, _ words: String, _ daemon: RunningDaemon) throws -> String {
        let steps = try #require(daemon.json("record", "history", record)["steps"]?.elements)
        let found = try #require(steps.last { $0["what"]?.string?.contains(words) ?? false })
        return "\(try #require(found["seq"]?.integer))"
    }

    private func takeBack(_ record: String, _ words: String, _ daemon: RunningDaemon) throws -> Outcome {
        try daemon.minutectl("record", "take-back", entry(record, words, daemon), "--reason", "By mistake")
    }

    private func verified(_ daemon: RunningDaemon) throws {
        let outcome = try daemon.minutectl("projection", "verify")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    private func standing(_ daemon: RunningDaemon) throws -> String {
        try daemon.minutectl("meeting", "list", "-o", "csv").output
            + daemon.minutectl("decision", "list", "-o", "csv").output
            + daemon.minutectl("body", "list", "-o", "csv").output
    }

    @Test("leave rows, rules and answers as they were")
    func undone() throws {
        let daemon = try RunningDaemon.stockton()
        let decision = "decision/corporate-parenting-strategy"
        #expect(
            try daemon.minutectl("meeting", "schedule", "cabinet", "1 December 2008 10:00", "--id", "later")
                .status == 0)
        let before = try standing(daemon)
        #expect(try daemon.minutectl("meeting", "cancel", "later", "--reason", "Snow").status == 0)
        #expect(
            try daemon.minutectl("body", "dissolve", "cabinet", "--on", "1 January 2009").status == 0)
        #expect(
            try daemon.minutectl("decision", "withdraw", "corporate-parenting", "--reason", "Twice").status
                == 0)
        #expect(try standing(daemon) != before)
        for (record, words) in [
            ("meeting/later", "cancelled"), ("body/cabinet", "dissolved"), (decision, "withdrawn"),
        ] {
            let taken = try takeBack(record, words, daemon)
            #expect(taken.status == 0, "\(record): \(taken.errors)")
        }
        #expect(try standing(daemon) == before)
        try verified(daemon)
        // A restart reads the same out of the log.
        daemon.kill()
        try daemon.start()
        #expect(try standing(daemon) == before)
        #expect(try daemon.minutectl("meeting", "cancel", "later", "--reason", "Snow").status == 0)
        #expect(try takeBack("meeting/later", "cancelled", daemon).status == 0)
        #expect(try standing(daemon) == before)
        #expect(try daemon.minutectl("projection", "rebuild").status == 0)
        #expect(try standing(daemon) == before)
        let history = try daemon.minutectl("record", "history", decision)
        #expect(history.output.contains("(undone)"), "\(history.output)")
        // And so does a restore.
        let export = daemon.directory.appending(path: "export.ndjson").path(percentEncoded: false)
        #expect(try daemon.minutectl("log", "export", export).status == 0)
        let fresh = try RunningDaemon()
        #expect(try fresh.minutectl("log", "restore", export).status == 0)
        #expect(try standing(fresh) == before)
        try verified(fresh)
    }

    @Test("are refused where something rests on them, and where there is no such entry")
    func refused() throws {
        let daemon = try RunningDaemon.stockton()
        // Resolution 1 was implemented after it was ratified. (A meeting that was not held takes its roll along.)
        let decision = "decision/corporate-parenting-strategy"
        let entries = try daemon.entries
        let refused = try takeBack(decision, "resolution 1 ratified", daemon)
        #expect(refused.status == 1 && refused.errors.contains("depends on it"), "\(refused.errors)")
        #expect(try daemon.entries == entries)
        let none = try daemon.minutectl("record", "take-back", "900", "--reason", "By mistake")
        #expect(none.status == 1 && none.errors.contains("no entry 900"), "\(none.errors)")
    }
}
