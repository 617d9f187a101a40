// The recipe in a published log runs as it stands, with tools that were not made for it, and finds changes.

import Attestation
import Evidence
import Foundation
import Publication
import Testing

/// Whether the tools that the recipe needs are there; says loudly when they are not.
private let hasTools: Bool = {
    let missing = ["openssl", "jq", "sha256sum", "basenc", "split", "awk"].filter { tool in
        !["/usr/bin/", "/bin/", "/usr/local/bin/"].contains {
            FileManager.default.isExecutableFile(atPath: $0 + tool)
        }
    }
    if !missing.isEmpty { print("*** RECIPE LEFT OUT: missing \(missing.joined(separator: ", "))") }
    return missing.isEmpty
}()

@Suite(.enabled(if: hasTools, "needs openssl, jq and coreutils"))
struct RecipeTests {
    private let published = TemporaryDirectory()

    /// Runs the recipe; answers its exit status and what it said.
    private func follow(anchor: String? = nil, key: String? = nil) throws -> (status: Int32, text: String) {
        let text = String(decoding: try published.bytes("RECIPE.txt"), as: UTF8.self)
        let script = text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { $0.hasPrefix("    ") }.map { $0.dropFirst(4) }.joined(separator: "\n")
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-euc", script]
        process.currentDirectoryURL = URL(filePath: published.path)
        var environment = ProcessInfo.processInfo.environment
        environment["ANCHOR"] = anchor
        environment["KEY"] = key
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }

    @Test func itVerifiesWhatWasPublished() throws {
        let log = try TestLog(entries: 37)
        try log.publish(into: published.path)
        let anchor = TemporaryDirectory()
        try anchor.write(log.attestor.checkpoint().bytes, "minutes")
        try log.append(26)
        try log.publish(into: published.path)
        let alone = try follow()
        #expect(alone.status == 0, "\(alone.text)")
        #expect(alone.text.contains("no more is known"))
        let anchored = try follow(
            anchor: anchor.path + "/minutes", key: logKey().verifierKey.description)
        #expect(anchored.status == 0, "\(anchored.text)")
        #expect(anchored.text.contains("the entries are those that \(anchor.path)/minutes stands for"))
        #expect(anchored.text.hasSuffix("done\n"))
    }

    @Test func itFollowsTheKeysThatSucceeded() throws {
        let log = try TestLog(TemporaryDirectory(), credential: nil)
        try log.append(7)
        let first = try #require(log.attestor.verifierKey).description
        let anchor = TemporaryDirectory()
        try anchor.write(log.attestor.checkpoint().bytes, "old")
        try log.rotate()
        try log.append(5)
        try anchor.write(log.attestor.checkpoint().bytes, "new")
        try log.rotate()
        try log.append(3)
        try log.publish(into: published.path)
        for name in ["old", "new"] {
            let result = try follow(anchor: anchor.path + "/" + name, key: first)
            #expect(result.status == 0 && result.text.hasSuffix("done\n"), "\(name): \(result.text)")
            #expect(result.text.contains("ok: the key from entry 14 on"), "\(result.text)")
        }
        // A key that nobody handed over to, and one that stands at another entry.
        let listed = String(decoding: try published.bytes("vkey"), as: UTF8.self)
        let stranger = try SigningKey.generate(name: origin).verifierKey.description
        let lines = listed.split(separator: "\n").map(String.init)
        for text in [
            lines[0] + "\n" + stranger + " 8\n" + lines[2] + "\n", listed.replacing(" 8\n", with: " 9\n"),
        ] {
            try published.write(Array(text.utf8), "vkey")
            let result = try follow(key: first)
            #expect(result.status != 0 && result.text.contains("FAILED"), "\(result.text)")
        }
    }

    @Test func itFindsWhatWasChanged() throws {
        let log = try TestLog(entries: 5)
        try log.publish(into: published.path)
        let changes: [(String, String, String)] = [
            ("entries.ndjson", "Room 3", "Room 4"),
            (
                "entries.ndjson", "\"sequence\":\"00000000000000000002\"",
                "\"sequence\":\"00000000000000000003\""
            ),
            ("checkpoint", "\n5\n", "\n4\n"),
        ]
        for (name, old, new) in changes {
            let whole = try published.bytes(name)
            let changed = String(decoding: whole, as: UTF8.self).replacingOccurrences(of: old, with: new)
            try published.write(Array(changed.utf8), name)
            #expect(changed != String(decoding: whole, as: UTF8.self))
            let result = try follow()
            #expect(result.status != 0 && result.text.contains("FAILED"), "\(old): \(result.text)")
            try published.write(whole, name)
        }
        let other = try SigningKey.generate(name: origin).verifierKey.description
        #expect(try follow(key: other).status != 0)
    }
}
