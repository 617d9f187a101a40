// The recorded histories: they come out of their scripts again, can be restored, and give the answers that
// were checked by hand.

import Codec
import Foundation
import Governance
import Ledger
import Projections
import RecordKeeping
import ReplayKit
import Reports
import Testing

@Suite struct ReplayTests {
    @Test(arguments: Replay.all) func theScriptGivesTheHistoryByteForByte(replay: Replay) async throws {
        let recorded = try await withTemporaryDirectory { try await replay.record(in: $0) }
        let kept = try replay.history()
        // Compared line by line first, so that a difference is one that can be read.
        let lines = (recorded.lines, kept.lines)
        #expect(zip(lines.0, lines.1).first { $0 != $1 }.map { "\($0)" } == nil)
        #expect(recorded == kept)
    }

    @Test(arguments: Replay.all) func theHistoryIsRestoredByteForByte(replay: Replay) async throws {
        let history = try replay.history()
        let restored = try await withTemporaryDirectory {
            try LedgerStore.restored(from: history, in: $0).exported()
        }
        #expect(restored == history)
    }

    /// Asked of the real daemon, over the socket and on the command line.
    @Test(arguments: Replay.all) func theAnswersAreThoseExpected(replay: Replay) throws {
        let daemon = try RestoredDaemon(history: replay.historyFile)
        let inquiries = try replay.inquiries()
        #expect(!inquiries.isEmpty)
        for inquiry in inquiries {
            let expected = try String(contentsOf: replay.expectedFile(inquiry), encoding: .utf8)
            #expect(try daemon.answer(inquiry) == expected, "\(inquiry.into)")
            #expect(throws: Never.self) {
                guard let answer = try daemon.answerOnTheCommandLine(inquiry) else { return }
                #expect(answer == expected, "minutectl \(inquiry.words ?? "")")
            }
        }
        #expect(try Array(daemon.minutectl(["log", "export"])) == replay.history())
    }

    @Test(arguments: Replay.all) func nothingIsExpectedThatIsNotAskedFor(replay: Replay) throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: replay.folder.appending(path: "expected").path)
        let asked = try replay.inquiries().map(\.into)
        #expect(Set(files) == Set(asked))
        #expect(Set(asked).count == asked.count)
    }

    @Test func thereAreReplays() { #expect(Replay.all.contains { $0.name == Replay.stockton.name }) }
}

/// The constitution as a document and the record as commands made it.
@Suite struct ConstitutionReplayTests {
    private let replay = Replay.stockton

    @Test(arguments: Replay.all, [true, false])
    func applyingItAfterwardsRecordsNothing(replay: Replay, isDryRun: Bool) async throws {
        let history = try replay.history()
        try await withTemporaryDirectory { directory in
            _ = try LedgerStore.restored(from: history, in: directory)
            let council = try ScriptedCouncil(directory: directory)
            defer { council.close() }
            let receipt = try await council.submit(
                "ApplyConstitution", try replay.constitution(replay.constitutionPath),
                actor: "uid:1001(clerk)",
                at: try #require(RFC3339("2030-10-01T09:00:00Z")).instant, isDryRun: isDryRun)
            #expect(!receipt.isChange)
            #expect(receipt.entries.isEmpty)
            #expect(try council.ledger.exported() == history)
        }
    }

    @Test func appliedToAnEmptyLogItSaysWhatTheCommandsSaid() async throws {
        let history = try replay.history()
        let byCommands = try await withTemporaryDirectory { directory in
            let ledger = try LedgerStore.restored(from: history, in: directory)
            // What the document describes was complete when the Advisory Group was established.
            var filter = EntryFilter()
            filter.recordedBefore = LogInstant(rfc3339: "2007-10-02T00:00:00Z")
            (filter.isNewestFirst, filter.limit) = (true, 1)
            return try ledger.directory(upTo: #require(ledger.list(filter).entries.first).seq)
        }
        let byDocument = try await withTemporaryDirectory { directory in
            let council = try ScriptedCouncil(directory: directory)
            defer { council.close() }
            let command = try replay.constitution(replay.constitutionPath)
            // On the day of the history's first entry, since the record begins then.
            let time = try #require(RFC3339("2007-07-02T08:00:00Z")).instant
            let first = try await council.submit("ApplyConstitution", command, actor: "uid:0(root)", at: time)
            #expect(first.isChange)
            let again = try await council.submit("ApplyConstitution", command, actor: "uid:0(root)", at: time)
            #expect(!again.isChange)
            return try council.ledger.directory()
        }
        #expect(byDocument.council == byCommands.council)
        #expect(byDocument.people == byCommands.people)
        #expect(byDocument.groups == byCommands.groups)
        #expect(byDocument.offices == byCommands.offices)
        #expect(byDocument.bodies == byCommands.bodies)
    }

    @Test func aMistakeInItIsNamedWithItsLine() async throws {
        try await withTemporaryDirectory { directory in
            let text = try String(
                contentsOf: TopOfRepository.url.appending(path: replay.constitutionPath), encoding: .utf8)
            let broken = text.replacing("callin: {workingdays: 5}", with: "callin: {workingdays: five}")
            let lines = broken.split(separator: "\n", omittingEmptySubsequences: false)
            let line = try #require(lines.firstIndex { $0.contains("workingdays: five") }) + 1
            let root = URL(filePath: directory)
            try broken.write(to: root.appending(path: "c.yaml"), atomically: true, encoding: .utf8)
            let error = #expect(throws: ScriptError.self) {
                try Replay("broken", root: root).constitution("c.yaml")
            }
            #expect(error?.line == line)
            #expect(error?.problem.contains("bodies[1].terms[0].callin.workingdays") == true)
        }
    }
}

/// A script does what it says, or is refused.
@Suite struct ScriptTests {
    private func play(_ lines: String...) async throws {
        let july = #"""
            {"at":"2007-07-02T08:00:00Z","actor":"uid:1(c)","command":"ApplyConstitution","file":"replay/stockton-2007/july-2007.yaml"}
            """#
        let script = try Script(([july] + lines).joined(separator: "\n"))
        try await withTemporaryDirectory { directory in
            let council = try ScriptedCouncil(directory: directory)
            defer { council.close() }
            try await Replay.stockton.play(script, to: council)
        }
    }

    private func line(_ command: String, _ parameters: String, _ more: String = "") -> String {
        #"{"at":"2007-07-03T08:00:00Z","actor":"uid:1(c)","command":"\#(command)","parameters":\#(parameters)\#(more)}"#
    }

    @Test(arguments: [
        (#"FormGroup"#, #"{"name":"Group One","group":"group-one"}"#, "", "changed nothing"),
        (#"FormGroup"#, #"{"name":"Group Nine"}"#, #","refused":"one-group""#, "not refused under one-group"),
        (
            #"JoinGroup"#, #"{"person":"nobody","group":"group-one"}"#, #","refused":"one-group""#,
            "known-person"
        ),
        (#"Frobnicate"#, "{}", "", "known-command"),
        (#"FormGroup"#, "{}", "", "name"),
    ])
    func aLineThatTurnsOutDifferentlyStopsIt(
        command: String, parameters: String, more: String, problem: String
    ) async throws {
        let error = await #expect(throws: ScriptError.self) {
            try await play(line(command, parameters, more))
        }
        #expect(error?.line == 2)
        #expect(error?.problem.contains(problem) == true, "\(String(describing: error))")
    }

    @Test func aLineThatIsNeitherNoteNorCommandStopsIt() async throws {
        let error = await #expect(throws: ScriptError.self) { try await play("{}") }
        #expect(error?.line == 2)
        #expect(throws: ScriptError.self) { try Script(#"{"remark":"no such field"}"#) }
    }

    @Test func aRefusalThatIsForeseenLetsItGoOn() async throws {
        try await play(
            line("JoinGroup", #"{"person":"nobody","group":"group-one"}"#, #","refused":"known-person""#),
            #"{"note":"and a remark"}"#, line("FormGroup", #"{"name":"Group Nine"}"#))
    }
}

extension [UInt8] {
    var lines: [String] { split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) } }
}
