// What is invented says so: every entry of a replay has its provenance, and every letter and page made of one says that
// it is invented for illustration. In another record only what rests on such an entry says so.

import Codec
import Foundation
import Governance
import Ledger
import Projections
import RecordKeeping
import ReplayKit
import Reports
import Testing

@Suite("What is invented says so") struct ReplayProvenanceTests {
    private static let words = "Invented for illustration"

    @Test(
        "every entry of a replay has a provenance, and one from a source the place in it",
        arguments: Replay.all)
    func entries(replay: Replay) throws {
        var found: [ProvenanceKind: Int] = [:]
        for line in try replay.history().split(separator: UInt8(ascii: "\n")) {
            let envelope = try Envelope(checking: Array(line))
            let provenance = try #require(envelope.provenance, "entry \(envelope.seq)")
            #expect(provenance.kind != .source || provenance.place != nil, "entry \(envelope.seq)")
            found[provenance.kind, default: 0] += 1
        }
        #expect(found[.source, default: 0] > 0 && found[.invented, default: 0] > found[.source, default: 0])
    }

    @Test("every letter of a replay says it in its first line", arguments: Replay.all)
    func letters(replay: Replay) throws {
        let letters = replay.folder.appending(path: "letters")
        let files = try FileManager.default.contentsOfDirectory(at: letters, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.hasPrefix(Self.words + "."), "\(file.lastPathComponent)")
        }
    }

    @Test("every page, mail, digest and status made of a replay says it", arguments: Replay.all)
    func pages(replay: Replay) throws {
        let daemon = try RestoredDaemon(history: replay.historyFile)
        let list = try daemon.minutectl(["-o", "json", "notice", "list", "--status", "issued"])
        let notice = try JSONDocument(Array(list)).root["notices"]?.elements.first
        let id = try #require(notice?["id"]?.string)
        let person = try #require(notice?["recipients"]?.elements.first?["person"]?.string)
        for words in [
            ["report", "attendance", "--format", "html"], ["report", "attendance", "--format", "eml"],
            ["report", "non-attendance", "--format", "html"],
            ["report", "non-attendance", "--format", "eml"],
            ["report", "digest"], ["report", "leader"], ["status"], ["meeting", "list"],
            ["notice", "show", id], ["notice", "show", id, "--to", person, "--format", "html"],
            ["notice", "show", id, "--to", person, "--format", "eml"],
            ["notice", "show", id, "--to", person, "--format", "csv"],
        ] {
            let page = try String(decoding: daemon.minutectl(words), as: UTF8.self)
            #expect(page.contains(Self.words), "\(words)")
            if words.last == "eml" { #expect(page.contains("Subject: \(Self.words): "), "\(words)") }
        }
    }

    @Test("a command says it, answers show it, and a repeated one with another provenance is refused")
    func commands() throws {
        let daemon = try RestoredDaemon(history: Replay.stockton.historyFile)
        let raise = [
            "matter", "raise", "question", "Where is the plan?", "--from", "malap", "--to", "cabinet", "--on",
            "1 October 2008", "--command-id", "raise-1", "--provenance", "source",
        ]
        let place = ["--source-place", "S0, paragraph 3"]
        #expect(throws: DaemonFailure.self) { try daemon.minutectl(raise) }
        _ = try daemon.minutectl(raise + place)
        _ = try daemon.minutectl(raise + place)
        #expect(throws: DaemonFailure.self) {
            try daemon.minutectl(raise + ["--source-place", "S0, paragraph 4"])
        }
        let history = ["record", "history", "matter/where-is-the-plan"]
        let json = try JSONDocument(Array(daemon.minutectl(["-o", "json"] + history))).root
        let step = try #require(json["steps"]?.elements.first)
        #expect(step["provenance"]?.string == "source" && step["sourceplace"]?.string == "S0, paragraph 3")
        let said =
            try text(daemon, history)
            + text(daemon, ["log", "show", "\(try #require(step["seq"]?.integer))"])
        #expect(said.components(separatedBy: "source: S0, paragraph 3").count == 3)
        #expect(
            try text(daemon, ["-o", "csv", "log", "list", "--newest-first"]).contains(
                ",source,\"S0, paragraph 3\""))
        #expect(try text(daemon, ["projection", "why", "matters", "where-is-the-plan"]).contains("(source)"))
        let decision = try text(daemon, ["decision", "show", "corporate-parenting-strategy"])
        #expect(decision.contains("inferred: Cabinet's"))
        #expect(try text(daemon, ["log", "list"]).contains("(invented for illustration)"))
    }

    private func text(_ daemon: RestoredDaemon, _ words: [String]) throws -> String {
        try String(decoding: daemon.minutectl(words), as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("an import keeps it, and refuses what no entry can say")
    func imported() throws {
        let line = try #require(
            String(decoding: Replay.stockton.history(), as: UTF8.self).split(separator: "\n")
                .first { $0.contains("org.minuted.pledge.adopted") })
        let other = line.replacing("\"id\":\"0", with: "\"id\":\"1")
            .replacing("corporate-parenting-pledge", with: "another-pledge")
        let daemon = try RestoredDaemon(history: Replay.stockton.historyFile)
        let file = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID()).ndjson")
        defer { try? FileManager.default.removeItem(at: file) }
        for (text, isTaken) in [(other.replacing("\"assumed\"", with: "\"true\""), false), (other, true)] {
            try Data((text + "\n").utf8).write(to: file)
            let isRefused = (try? daemon.minutectl(["log", "import", file.path])) == nil
            #expect(isRefused != isTaken)
        }
        let shown = try daemon.minutectl(["-o", "json", "record", "history", "pledge/another-pledge"])
        let step = try JSONDocument(Array(shown)).root["steps"]?.elements.first
        #expect(step?["provenance"]?.string == "assumed")
        #expect(step?["sourceplace"]?.string?.hasPrefix("Cabinet's record of 2 August 2007") == true)
    }

    // MARK: - Letters of other records

    /// The provenance of each notice and follow-up when a script is played with these provenances alone.
    private func notices(
        _ provenance: (ScriptLine) -> ProvenanceKind?
    ) async throws -> [String: ProvenanceKind?] {
        let replay = Replay.stockton
        let text = try replay.script().lines.map { line in
            var line = line
            (line.provenance, line.sourcePlace) = (provenance(line), nil)
            return String(decoding: line.json, as: UTF8.self)
        }.joined(separator: "\n")
        return try await withTemporaryDirectory { directory in
            let council = try ScriptedCouncil(directory: directory)
            defer { council.close() }
            try await replay.play(Script(text), to: council)
            var found: [String: ProvenanceKind?] = [:]
            for seq in 1...(try council.ledger.lastSeq()) {
                switch try Event(#require(try council.ledger.entry(seq: seq))) {
                case .noticeIssued(let it):
                    found[it.notice.text] = it.provenance
                    let letter = NoticeValue(it).letter(to: NoticeValue(it).recipients[0])
                    #expect(letter.contains(Self.words) == (it.provenance == .invented))
                    #expect(letter.contains("Partly assumed") == (it.provenance == .assumed))
                case .noticeFollowedUp(let it): found["\(it.notice.text)/\(it.number)"] = it.provenance
                default: break
                }
            }
            return found
        }
    }

    @Test("a record that does not say where its entries come from has letters as before")
    func nothingSaid() async throws {
        let found = try await notices { _ in nil }
        #expect(!found.isEmpty && found.values.allSatisfy { $0 == nil })
    }

    @Test("one invented roll is said by the letters that rest on it, and by no others")
    func oneRoll() async throws {
        let found = try await notices { line in
            line.command == "RecordAttendance"
                && line.parameters.map { String(decoding: $0.bytes, as: UTF8.self).contains("2008-07") }
                    == true
                ? .invented : .inferred
        }
        #expect(found.contains { $0.value == .invented } && found.contains { $0.value == nil })
    }

    @Test("an assumed rule is said by every letter under it; what is invented beside it is said instead")
    func rule() async throws {
        let assumed = try await notices { $0.command == "ApplyConstitution" ? .assumed : nil }
        #expect(!assumed.isEmpty && assumed.values.allSatisfy { $0 == .assumed })
        let both = try await notices { line in
            switch line.command {
            case "ApplyConstitution": .assumed
            case "IssueNotice": .invented
            default: nil
            }
        }
        #expect(both.filter { !$0.key.contains("/") }.values.allSatisfy { $0 == .invented })
    }
}
