// Folders that somebody prepared, or a power cut left: what is published into them, and what is verified of them.

import Attestation
import Evidence
import Foundation
import Publication
import Testing

@Suite("Hostile folders", .timeLimit(.minutes(5)))
struct HostileFolderTests {
    private let published = TemporaryDirectory()
    private let precious = TemporaryDirectory()

    private func link(_ name: String, to target: String) throws {
        let path = published.path + "/" + name
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }

    @Test(
        "nothing is written or deleted through a link", arguments: ["entries.ndjson", "entries.ndjson.new"])
    func entriesThroughALink(_ name: String) throws {
        let log = try TestLog(entries: 10)
        try precious.write([1, 2, 3], "file")
        try FileManager.default.createDirectory(atPath: published.path, withIntermediateDirectories: true)
        try link(name, to: precious.path + "/file")
        if name == "entries.ndjson" {
            #expect(throws: PublicationError.self) { try log.publish(into: published.path) }
        } else {
            try log.publish(into: published.path)
        }
        #expect(try precious.bytes("file") == [1, 2, 3])
    }

    @Test(
        "a file that is a link, or left half-written, is replaced and not followed",
        arguments: ["vkey", "vkey.new", "checkpoint.new", "RECIPE.txt", "tile/0/000.p/10.new"])
    func othersThroughALink(_ name: String) throws {
        let log = try TestLog(entries: 10)
        try precious.write([1, 2, 3], "file")
        try published.write([], name)
        try link(name, to: precious.path + "/file")
        do { try log.publish(into: published.path) } catch let error as PublicationError {
            // A link in a file's own place is refused, with its name.
            #expect(error.description.contains(name) && !name.hasSuffix(".new"), "\(error)")
            try FileManager.default.removeItem(atPath: published.path + "/" + name)
            try log.publish(into: published.path)
        }
        #expect(try precious.bytes("file") == [1, 2, 3])
        #expect(try audit(published.path, [log.anchor()]).verdict == .verified)
        #expect(try published.files().allSatisfy { !$0.hasSuffix(".new") })
    }

    @Test("a folder of tiles that leads elsewhere is refused, and nothing is written there")
    func tilesElsewhere() throws {
        let log = try TestLog(entries: 10)
        try precious.write([1], "0/000.p/7")
        try FileManager.default.createDirectory(atPath: published.path, withIntermediateDirectories: true)
        try link("tile", to: precious.path)
        #expect(throws: PublicationError.self) { try log.publish(into: published.path) }
        #expect(try precious.files() == ["0/000.p/7"])
    }

    @Test(
        "an empty tile that a power cut left is gone after the next publication",
        arguments: ["tile/0/000.p/12", "tile/0/000.p/20", "tile/entries/000.p/12", "tile/entries/000.p/5"])
    func powerCut(_ name: String) throws {
        let log = try TestLog(entries: 10)
        try log.publish(into: published.path)
        try published.write([], name)
        try log.append(10)
        try log.publish(into: published.path)
        let result = try audit(published.path, [log.anchor()])
        #expect(
            result.verdict == .verified && result.lines.allSatisfy { !$0.hasPrefix("note") },
            "\(result.lines)")
    }

    private func publishedLog() throws -> TestLog {
        let log = try TestLog(entries: 10)
        try log.publish(into: published.path)
        return log
    }

    @Test(
        "verification does not read without end", arguments: ["/dev/zero", "/dev/stdin", "/", "/etc/passwd"])
    func linksToDevices(_ target: String) throws {
        let log = try publishedLog()
        for name in ["entries.ndjson", "tile/entries/000.p/10", "tile/0/000.p/10"] {
            let kept = try published.bytes(name)
            try link(name, to: target)
            #expect(try audit(published.path, [log.anchor()]).verdict == .broken, "\(name) → \(target)")
            try FileManager.default.removeItem(atPath: published.path + "/" + name)
            try published.write(kept, name)
        }
        #expect(try audit(published.path, [log.anchor()]).verdict == .verified)
    }

    @Test("a tree of tiles that leads to the root directory is not walked")
    func treeElsewhere() throws {
        let log = try publishedLog()
        try FileManager.default.removeItem(atPath: published.path + "/tile")
        try link("tile", to: "/")
        #expect(try audit(published.path, [log.anchor()]).verdict == .broken)
    }

    @Test("a pipe and a large file without lines are no rendering of the entries")
    func pipesAndHoles() throws {
        let log = try publishedLog()
        let path = published.path + "/entries.ndjson"
        try FileManager.default.removeItem(atPath: path)
        #expect(mkfifo(path, 0o600) == 0)
        #expect(try audit(published.path, [log.anchor()]).verdict == .broken)
        try FileManager.default.removeItem(atPath: path)
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        #expect(truncate(path, 5 << 30) == 0)
        #expect(try audit(published.path, [log.anchor()]).verdict == .broken)
    }

    @Test(
        "behind the entries that the checkpoint covers only entries may stand",
        arguments: ["{}\n", "\n", "{}\n{"])
    func linesBehindTheLast(_ added: String) throws {
        let log = try publishedLog()
        let entries = try published.bytes("entries.ndjson")
        try published.write(entries + Array(added.utf8), "entries.ndjson")
        let result = try audit(published.path, [log.anchor()])
        #expect(result.verdict == .broken)
        #expect(
            result.lines.contains {
                $0.contains("entries.ndjson has a line behind entry 10 that is not entry 11")
            },
            "\(result.lines)")
        try published.write(entries + Array("{\"actor".utf8), "entries.ndjson")
        let cut = try audit(published.path, [log.anchor()])
        #expect(cut.verdict == .verified)
        #expect(cut.lines.contains { $0.contains("ends with part of a line") }, "\(cut.lines)")
    }

    @Test("a pipe in place of a database is refused, and hangs nobody", arguments: ["ledger.db", "index.db"])
    func pipeForADatabase(_ name: String) throws {
        let log = try TestLog(entries: 3)
        let copy = try log.directory.copy()
        try FileManager.default.removeItem(atPath: copy.path + "/" + name)
        #expect(mkfifo(copy.path + "/" + name, 0o600) == 0)
        if name == "ledger.db" {
            #expect(throws: AuditError.self) { try audit(copy.path, [log.anchor()]) }
        } else {
            #expect(try audit(copy.path, [log.anchor()]).verdict == .verified)
        }
    }

    @Test("files of a fresh name appear whole or not at all, and take nothing that is there")
    func freshFiles() throws {
        try precious.write([1, 2, 3], "q.partial")
        let file = try FreshFile(precious.path + "/q", mode: 0o600)
        try file.write([4])
        #expect(try precious.files() == ["q.partial"])
        try file.finish()
        #expect(try precious.bytes("q") == [4])
        #expect(try precious.bytes("q.partial") == [1, 2, 3])
        #expect(throws: FileFailure.self) { try FreshFile(precious.path + "/q", mode: 0o600) }
        // One that takes the name meanwhile keeps it.
        let late = try FreshFile(precious.path + "/r", mode: 0o600)
        try late.write([5])
        try precious.write([6], "r")
        let failure = #expect(throws: FileFailure.self) { try late.finish() }
        #expect(failure?.code == EEXIST)
        #expect(try precious.bytes("r") == [6])
        // A dangling link is something of that name.
        try FileManager.default.createSymbolicLink(
            atPath: precious.path + "/s", withDestinationPath: precious.path + "/nowhere")
        #expect(throws: FileFailure.self) { try FreshFile(precious.path + "/s", mode: 0o600) }
    }
}
