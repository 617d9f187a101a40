// Backups that are not what they ought to be: nothing that looks like one may stay behind.

import Codec
import Control
import ControlServer
import Foundation
import Reports
import Testing

@testable import minutectl

@Suite("minutectl backup", .timeLimit(.minutes(10)))
struct BackupTests {
    /// Lines as a log has them, as far as a backup looks.
    private static func line(_ number: Int, source: String = "urn:minuted:test") -> String {
        #"{"id":"e\#(number)","source":"\#(source)","sequence":"\#(String(repeating: "0", count: 19))\#(number)"}"#
            + "\n"
    }

    private static func summary(entries: Int, lastId: String) -> BackupSummary {
        var summary = BackupSummary()
        (summary.council, summary.source) = ("Test", "urn:minuted:test")
        (summary.entries, summary.lastId, summary.lastRecorded) = (
            entries, lastId, "2008-03-31T12:00:00.000Z"
        )
        return summary
    }

    /// Runs a backup of what a daemon sends.
    ///
    /// - Returns: how it ended, and the files that are there afterwards.
    private func backup(
        _ lines: [String], summary: BackupSummary, done: Int? = nil
    ) async throws -> (outcome: Outcome, files: [String]?, mode: Int?) {
        let directory = try TemporaryDirectory()
        let target = "\(directory.path)/backup"
        var outcome: Outcome?
        try await CannedService.run({ _, reply in
            var piece = BackupPiece()
            piece.summary = summary
            for (index, line) in lines.enumerated() {
                (piece.text, piece.done) = (line, index + 1)
                reply.continues(piece)
                piece.summary = nil
            }
            (piece.text, piece.done) = ("", done ?? lines.count)
            reply.reply(piece)
        }) { socket in
            outcome = try minutectl(["--socket", socket, "backup", target, "-o", "json"])
        }
        let files = try? FileManager.default.contentsOfDirectory(atPath: target).sorted()
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(target)/entries.ndjson")
        return (try #require(outcome), files, (attributes?[.posixPermissions] as? NSNumber)?.intValue)
    }

    @Test("a whole one is kept, for its owner's eyes")
    func whole() async throws {
        let lines = (1...3).map { Self.line($0) }
        let (outcome, files, mode) = try await backup(lines, summary: Self.summary(entries: 3, lastId: "e3"))
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(files == ["backup.json", "entries.ndjson"])
        #expect(mode == 0o600)
        let listed = try BackupSummary(json: Array(outcome.output.utf8))
        #expect(listed.bytes == lines.joined().utf8.count)
    }

    @Test(
        "what was not sent whole, in order and of one log is not kept",
        arguments: [
            [line(1), line(2)], [line(1), line(3), line(2)], [line(1), line(2), line(4)],
            [line(1), line(2), line(3, source: "urn:minuted:other")], [line(1), line(2), "nonsense\n"],
            [line(1), line(2), String(line(3).dropLast())], [],
        ])
    func broken(lines: [String]) async throws {
        let (outcome, files, _) = try await backup(
            lines, summary: Self.summary(entries: 3, lastId: "e3"), done: 3)
        #expect(outcome.status == 4)
        #expect(outcome.errors.contains("The copy is not what was sent"))
        #expect(outcome.output.isEmpty)
        #expect(files == nil)
    }

    @Test("one that ends early is not kept")
    func cutOff() async throws {
        let (outcome, files, _) = try await backup(
            [Self.line(1)], summary: Self.summary(entries: 3, lastId: "e3"))
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("stopped after 1 of 3 entries"))
        #expect(files == nil)
    }

    @Test("a directory that is there is left as it is")
    func taken() throws {
        let directory = try TemporaryDirectory()
        let daemon = try TestDaemon()
        let outcome = try daemon.run("backup", directory.path)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("never overwritten"))
        #expect(FileManager.default.fileExists(atPath: directory.path))
    }
}
