// What a letter on paper is worth years later: the checkpoint that it prints is cut out of it, and the whole
// history, months of entries longer, is held against that.

import Attestation
import Evidence
import Foundation
import Ledger
import ReplayKit
import Testing

@Suite struct LetterAnchorTests {
    /// The letters as they are kept, by their files' names.
    private func letters(_ replay: Replay) throws -> [(name: String, text: String)] {
        let folder = replay.folder.appending(path: "letters")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
            ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
        }
    }

    /// The lines of a letter from the log's name to the signature.
    private func checkpoint(in letter: String) throws -> SignedCheckpoint {
        let lines = letter.split(separator: "\n", omittingEmptySubsequences: false)
        let signature = try #require(lines.firstIndex { $0.hasPrefix("— ") })
        let note = lines[(signature - 4)...signature].map { $0 + "\n" }.joined()
        return try SignedCheckpoint(parsing: Array(note.utf8))
    }

    private func verify(_ directory: String, against anchor: [UInt8]) throws -> Audit.Result {
        var inputs = AuditInputs()
        let key = try SigningKey(name: "minuted.example/stockton", seed: Attestor.Settings.replayKey)
        inputs.keys = try KeyHistory(first: key.verifierKey)
        inputs.anchors = [.init(label: "the letter", bytes: anchor)]
        return try Audit.run(directory, inputs: inputs)
    }

    @Test func whatLettersPrintVerifiesTheHistoryMonthsLater() async throws {
        let (replay, history) = (Replay.stockton, try Replay.stockton.history())
        try await withTemporaryDirectory { directory in
            let total = UInt64(try LedgerStore.restored(from: history, in: directory).lastSeq())
            let letters = try letters(replay)
            #expect(!letters.isEmpty)
            for (name, text) in letters {
                let printed = try checkpoint(in: text)
                let size = printed.checkpoint.size
                #expect(size > 0 && size < total, "\(name)")
                for anchor in [printed.bytes, Array(text.utf8)] {
                    let report = try #require(try verify(directory, against: anchor).report)
                    #expect(report.verdict == .verified, "\(name): \(report.lines)")
                    #expect(
                        report.entries.anchor?.size == size && report.entries.uncoveredTail == total - size)
                }
            }
        }
    }

    @Test func itGoesAgainstAHistoryOfWhichOneWordIsAnother() async throws {
        let history = String(decoding: try Replay.stockton.history(), as: UTF8.self)
        let altered = history.replacing(#""name":"Councillor B""#, with: #""name":"Councillor Z""#)
        #expect(altered != history)
        try await withTemporaryDirectory { directory in
            _ = try LedgerStore.restored(from: Array(altered.utf8), in: directory)
            for (name, text) in try letters(.stockton) {
                let report = try #require(try verify(directory, against: Array(text.utf8)).report)
                #expect(report.verdict == .broken, "\(name): \(report.lines)")
            }
        }
    }

    @Test(
        arguments: [
            { (text: String) in text.replacing("\n", with: "\r\n") },
            { text in
                text.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }.joined(
                    separator: "\n")
            },
            { text in
                // Broken behind the name, and once more within the signature.
                text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                    guard line.hasPrefix("— "), let name = line.split(separator: " ").dropFirst().first else {
                        return String(line)
                    }
                    let signature = line.split(separator: " ")[2]
                    return "— \(name)\n  \(signature.prefix(60))\n  \(signature.dropFirst(60))"
                }.joined(separator: "\n")
            },
        ] as [@Sendable (String) -> String])
    func whatAMailProgramDoesToALetterDoesNoHarm(change: @Sendable (String) -> String) async throws {
        let history = try Replay.stockton.history()
        let letter = try #require(try letters(.stockton).first).text
        try await withTemporaryDirectory { directory in
            _ = try LedgerStore.restored(from: history, in: directory)
            let result = try verify(directory, against: Array(change(letter).utf8))
            #expect(result.verdict == .verified, "\(result.lines)")
        }
    }
}
