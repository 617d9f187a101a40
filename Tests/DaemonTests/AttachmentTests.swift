// Attached files through the real programs: kept, given back, altered, lost, backed up and restored.

import Codec
import Foundation
import Testing

@Suite("Attached files, through the real programs", .timeLimit(.minutes(10)))
struct AttachmentTests {
    private static let record = "decision/corporate-parenting"
    /// No text in UTF-8, and longer than one piece of an upload.
    private static let content = Data((0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })

    private func stockton() throws -> (daemon: RunningDaemon, file: String) {
        let daemon = try RunningDaemon.stockton()
        let file = daemon.directory.appending(path: "strategy.pdf")
        try Self.content.write(to: file)
        let added = try daemon.minutectl(
            "attachment", "add", Self.record, file.path(percentEncoded: false), "--title", "The strategy")
        #expect(added.status == 0, "\(added.errors)")
        return (daemon, file.path(percentEncoded: false))
    }

    /// Where the only content lies.
    private func content(_ daemon: RunningDaemon) throws -> String {
        let sha = try #require(
            daemon.json("attachment", "list")["attachments"]?.elements[0]["sha256"]?.string)
        return "\(daemon.state)/attachments/\(sha.prefix(2))/\(sha)"
    }

    private func verify(_ daemon: RunningDaemon) throws -> Outcome {
        try Programs.run(Programs.path("minuted"), ["verify", daemon.state])
    }

    private func get(_ daemon: RunningDaemon, _ name: String = "strategy.pdf") throws -> (Outcome, Data?) {
        let output = daemon.directory.appending(path: "got-\(UUID().uuidString)")
        let outcome = try daemon.minutectl(
            "attachment", "get", Self.record, name, "--to", output.path(percentEncoded: false))
        return (outcome, try? Data(contentsOf: output))
    }

    @Test("come back as they were, for the daemon's eyes only meanwhile, after a power cut too")
    func kept() throws {
        let (daemon, file) = try stockton()
        daemon.kill()
        try daemon.start()
        let (outcome, bytes) = try get(daemon)
        #expect(outcome.status == 0 && bytes == Self.content, "\(outcome.errors)")
        let mode = try FileManager.default.attributesOfItem(atPath: content(daemon))[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
        let verified = try verify(daemon)
        #expect(verified.status == 5 && verified.output.contains("1 files are unchanged"))
        // Attaching it again adds nothing; another name for it is refused.
        #expect(
            try daemon.minutectl("attachment", "add", Self.record, file, "--title", "The strategy").status
                == 0)
        #expect(try daemon.json("attachment", "list")["attachments"]?.elements.count == 1)
        let again = try daemon.minutectl("attachment", "add", Self.record, file, "--name", "other.pdf")
        #expect(again.status == 1 && again.errors.contains("attached already"))
    }

    @Test("altered or lost are named with their entry, and put right by attaching the same file")
    func altered() throws {
        let (daemon, file) = try stockton()
        let path = try content(daemon)
        var other = Self.content
        other[17] ^= 1
        try other.write(to: URL(filePath: path))
        let (refused, nothing) = try get(daemon)
        #expect(refused.status == 1 && nothing == nil)
        #expect(refused.errors.contains("Entry \(stocktonEntries + 1)") && refused.errors.contains("altered"))
        let broken = try verify(daemon)
        #expect(
            broken.status == 4 && broken.output.contains("entry \(stocktonEntries + 1) attaches strategy.pdf")
        )
        try FileManager.default.removeItem(atPath: path)
        #expect(try verify(daemon).output.contains("missing"))
        let backup = daemon.directory.appending(path: "backup").path(percentEncoded: false)
        let lacking = try daemon.minutectl("backup", backup)
        #expect(lacking.status == 4 && lacking.errors.contains("entry \(stocktonEntries + 1), strategy.pdf"))
        #expect(
            try daemon.minutectl("attachment", "add", Self.record, file, "--title", "The strategy").status
                == 0)
        #expect(try get(daemon).1 == Self.content)
        #expect(try verify(daemon).status == 5)
    }

    @Test("go with a backup, and come back with its restore")
    func backup() throws {
        let (daemon, _) = try stockton()
        let backup = daemon.directory.appending(path: "backup").path(percentEncoded: false)
        #expect(try daemon.minutectl("backup", backup).status == 0)
        let fresh = try RunningDaemon()
        let restored = try fresh.minutectl("log", "restore", "\(backup)/entries.ndjson")
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try get(fresh).1 == Self.content)
        #expect(try verify(fresh).status == 5)
        // Without the folder the log is whole, and what it lacks is said.
        let poor = try RunningDaemon()
        let lacking = try poor.minutectl(
            "log", "restore", "\(backup)/entries.ndjson", "--attachments", "/nonexistent")
        #expect(
            lacking.status == 4 && lacking.errors.contains("Entry \(stocktonEntries + 1)"),
            "\(lacking.errors)")
    }

    @Test("are not recorded before their content is kept, and not without a kind")
    func refused() throws {
        let daemon = try RunningDaemon.stockton()
        let command = """
            {"command": "AddAttachment", "parameters": {"record": "\(Self.record)", "sha256": \
            "\(String(repeating: "a", count: 64))", "size": 3, "name": "a.txt", "mediatype": "text/plain"}}
            """
        let file = daemon.directory.appending(path: "commands.json")
        try command.write(to: file, atomically: true, encoding: .utf8)
        let submitted = try daemon.minutectl("submit", file.path(percentEncoded: false))
        #expect(
            submitted.status != 0 && submitted.errors.contains("does not have the content"),
            "\(submitted.errors)")
        let unknown = daemon.directory.appending(path: "minutes").path(percentEncoded: false)
        try Data([1]).write(to: URL(filePath: unknown))
        #expect(try daemon.minutectl("attachment", "add", Self.record, unknown).status == 2)
        let nowhere = try daemon.minutectl(
            "attachment", "add", "decision/none", unknown, "--type", "text/plain")
        #expect(nowhere.status == 1 && nowhere.errors.contains("no decision"), "\(nowhere.errors)")
    }
}
