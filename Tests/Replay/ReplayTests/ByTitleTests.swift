// Records named by their titles, and records without rows explained, through the real programs.

import Codec
import Foundation
import ReplayKit
import Testing

@Suite("Named by title, through the real programs") struct ByTitleTests {
    private func ask(_ daemon: RestoredDaemon, _ words: String...) throws -> JSONNode {
        try JSONDocument(Array(daemon.minutectl(["-o", "json"] + words))).root
    }

    private func refusal(_ daemon: RestoredDaemon, _ words: String...) -> String {
        do {
            _ = try daemon.minutectl(words)
            return ""
        } catch { return "\(error)" }
    }

    @Test(
        "A question finds a decision, an action and a history by title; several are named with their identifiers"
    )
    func questions() throws {
        let derby = try RestoredDaemon(
            history: Replay("derby-2009", root: TopOfRepository.url).historyFile)
        let decision = try ask(derby, "decision", "show", "Corporate parenting strategy")
        #expect(decision["decision"]?["id"]?.string == "corporate-parenting-strategy")
        let chain = try ask(derby, "decision", "chain", "Agreement in principle")
        #expect(chain["chains"]?.elements.isEmpty == false)
        let history = try ask(derby, "record", "history", "action/Offer work experience placements")
        #expect(history["record"]?.string?.hasPrefix("action/") == true)
        let several = refusal(derby, "decision", "show", "Parenting Strategy")
        #expect(
            several.contains("matches 2 records") && several.contains("(agreement-in-principle)"),
            "\(several)")
        #expect(
            refusal(derby, "decision", "show", "Parking charges").contains("no decision \"Parking charges\""))
    }

    @Test("A command means the same record by its title, and nothing where two have it")
    func commands() throws {
        let daemon = try RestoredDaemon(history: Replay.stockton.historyFile)
        let implemented = try ask(
            daemon, "decision", "implement", "Corporate Parenting Strategy", "3", "--on", "1 October 2008")
        #expect(
            implemented["entries"]?.elements.first?["subject"]?.string
                == "decision/corporate-parenting-strategy")
        for _ in 1...2 {
            _ = try ask(
                daemon, "matter", "raise", "question", "Where is the plan?", "--from", "malap", "--to",
                "cabinet",
                "--on", "1 October 2008")
        }
        let once = try ask(
            daemon, "matter", "answer", "where is the plan", "In the library", "--on", "2 October 2008")
        #expect(once["entries"]?.elements.count == 1)
        _ = try ask(
            daemon, "matter", "raise", "question", "Where is the plan?", "--from", "malap", "--to", "council",
            "--on", "3 October 2008")
        let refused = refusal(daemon, "matter", "close", "Where is the plan?", "--reason", "moot")
        #expect(refused.contains("matches 2 records"), "\(refused)")
    }

    @Test("What has no row is explained by its entries, each with what it changed")
    func why() throws {
        let daemon = try RestoredDaemon(history: Replay.stockton.historyFile)
        let found = try ask(daemon, "projection", "why", "duties", "Implement the strategy as Council policy")
        let row = try #require(found["rows"]?.elements.first)
        #expect(row["row"]?.string == "implement-the-strategy")
        let entries = row["entries"]?.elements ?? []
        let discharged = try #require(entries.last)
        #expect(discharged["what"]?.string?.hasPrefix("duty discharged on") == true)
        let changes = discharged["changes"]?.elements ?? []
        #expect(changes.contains { $0["field"]?.string == "last" && $0["here"]?.string == "2007-11-01" })
        #expect(
            changes.contains { $0["field"]?.string == "state" && $0["here"]?.string == "discharged" })
        let meetings = refusal(daemon, "projection", "why", "duties", "meetings/malap")
        #expect(meetings.contains("meetings held") && meetings.contains("minutectl body show malap"))
        #expect(refusal(daemon, "projection", "why", "actions", "no such").contains("no action"))
    }

    @Test("The history's times are by the council's clocks, in summer an hour later than UTC")
    func times() throws {
        let daemon = try RestoredDaemon(history: Replay.stockton.historyFile)
        let shown = try String(
            decoding: daemon.minutectl(["decision", "show", "corporate-parenting-strategy"]), as: UTF8.self)
        #expect(shown.contains("3 August 2007, 10am ") && !shown.contains("UTC"))
        let listed = try String(decoding: daemon.minutectl(["log", "list", "--limit", "1"]), as: UTF8.self)
        #expect(!listed.contains("UTC") && !listed.contains("Z "))
    }
}
