// What an outsider can check, through the real programs: checkpoints, proofs, publication, witnesses, and a
// log that was put back from an old copy.

import Codec
import Foundation
import Testing

@Suite("Evidence, through the real programs", .timeLimit(.minutes(10)))
struct EvidenceTests {
    private func minuted(_ arguments: String...) throws -> Outcome {
        try Programs.run(Programs.path("minuted"), arguments)
    }

    private func file(_ daemon: RunningDaemon, _ name: String, _ text: String) throws -> String {
        let file = daemon.directory.appending(path: name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path(percentEncoded: false)
    }

    @Test("a checkpoint that left the building proves what came before it, entries later")
    func anchored() throws {
        let daemon = try RunningDaemon.stockton()
        let key = try daemon.minutectl("log", "checkpoint", "--key").output.trimmingCharacters(in: .newlines)
        let anchor = try file(daemon, "anchor", daemon.minutectl("log", "checkpoint").output)
        let folder = daemon.directory.appending(path: "published").path(percentEncoded: false)
        #expect(try daemon.minutectl("log", "publish", folder).status == 0)
        #expect(try daemon.minutectl("person", "register", "Officer New", "--kind", "officer").status == 0)
        #expect(try daemon.minutectl("log", "publish", folder).output.contains("\(stocktonEntries + 1)"))
        for place in [folder, daemon.state] {
            let verified = try minuted("verify", place, "--vkey", key, "--anchor", anchor)
            #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
            #expect(verified.output.contains("first \(stocktonEntries) entries"))
            #expect(verified.output.contains("last 1 "), "\(verified.output)")
            #expect(try minuted("verify", place, "--vkey", key).status == 5)
        }
        let proof = try file(daemon, "decision.tlog-proof", daemon.minutectl("log", "prove", "77").output)
        let latest = try file(daemon, "latest", daemon.minutectl("log", "checkpoint").output)
        #expect(try minuted("verify", proof, "--vkey", key).status == 5)
        #expect(try minuted("verify", proof, "--vkey", key, "--anchor", latest).status == 0)
        let text = try String(contentsOfFile: proof, encoding: .utf8)
        let moved = try file(daemon, "moved.tlog-proof", text.replacing("index 76\n", with: "index 75\n"))
        #expect(try minuted("verify", moved, "--vkey", key, "--anchor", latest).status == 4)
        let nothing = try daemon.minutectl("log", "prove", "900")
        #expect(nothing.status == 1 && nothing.errors.contains("900"), "\(nothing.errors)")
    }

    @Test("an entry altered in the published folder is named")
    func altered() throws {
        let daemon = try RunningDaemon.stockton()
        let folder = daemon.directory.appending(path: "published")
        #expect(try daemon.minutectl("log", "publish", folder.path(percentEncoded: false)).status == 0)
        let entries = folder.appending(path: "tile/entries/000.p/\(stocktonEntries)")
        var bytes = try Data(contentsOf: entries)
        let place = try #require(bytes.range(of: Data("councillor-e".utf8)))
        bytes.replaceSubrange(place, with: Data("councillor-f".utf8))
        try bytes.write(to: entries)
        let verified = try minuted("verify", folder.path(percentEncoded: false))
        #expect(verified.status == 4, "\(verified.output)\(verified.errors)")
        #expect(verified.output.contains("broken"), "\(verified.output)")
    }

    @Test("a witness cosigns what continues, and its signature travels with the checkpoint")
    func witness() throws {
        let place = FileManager.default.temporaryDirectory.appending(
            path: "witness-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: place) }
        let directory = place.path(percentEncoded: false)
        let made = try minuted("witness", "--directory", directory, "--init", "witness.example/leader")
        #expect(made.status == 0, "\(made.errors)")
        let key = made.output.trimmingCharacters(in: .newlines)
        let daemon = try RunningDaemon.stockton(configuration: "witnesses:\n  - \(key)\n")
        let log = try daemon.minutectl("log", "checkpoint", "--key").output.trimmingCharacters(in: .newlines)
        #expect(try minuted("witness", "--directory", directory, "--follow", log).status == 0)
        let request = try file(daemon, "request", daemon.minutectl("log", "cosign", "--from", "0").output)
        let answer = try minuted("witness", "--directory", directory, request)
        #expect(answer.status == 0, "\(answer.errors)")
        let taken = try daemon.minutectl("log", "cosign", try file(daemon, "answer", answer.output))
        #expect(taken.status == 0 && taken.output.contains("witness.example/leader"), "\(taken.errors)")
        #expect(try daemon.minutectl("log", "checkpoint").output.contains("witness.example/leader"))
    }

    @Test("a log put back from an old copy is read, and neither written nor signed")
    func rolledBack() throws {
        let daemon = try RunningDaemon.stockton()
        #expect(daemon.stop() == 0)
        // The log as it lies there, with what SQLite has not moved into the main file yet.
        let files = ["ledger.db", "ledger.db-wal", "ledger.db-shm"]
        let state = URL(filePath: daemon.state)
        let copies = files.map { try? Data(contentsOf: state.appending(path: $0)) }
        try daemon.start()
        #expect(try daemon.minutectl("person", "register", "Officer New", "--kind", "officer").status == 0)
        #expect(daemon.stop() == 0)
        for (name, copy) in zip(files, copies) {
            let file = state.appending(path: name)
            try? FileManager.default.removeItem(at: file)
            try copy?.write(to: file)
        }
        try daemon.start()
        #expect(daemon.journal.contains("rollback-found"))
        #expect(try daemon.minutectl("decision", "list").status == 0)
        let refused = try daemon.minutectl("person", "register", "Officer Other", "--kind", "officer")
        #expect(refused.status != 0 && refused.errors.contains("\(stocktonEntries + 1)"), "\(refused.errors)")
        #expect(try daemon.minutectl("log", "checkpoint").status != 0)
        #expect(try daemon.entries == stocktonEntries)
        #expect(daemon.journal.contains("minuted resume --state-directory"), "\(daemon.journal)")

        // It goes on under another name, and says what is missing.
        let anchor = try file(
            daemon, "anchor", String(contentsOfFile: daemon.state + "/head/checkpoint", encoding: .utf8))
        let key = try String(contentsOfFile: daemon.state + "/vkey", encoding: .utf8).trimmingCharacters(
            in: .newlines)
        let running = try resume(daemon, "minuted.example/stockton-2")
        #expect(running.status == 1 && running.errors.contains("in use"), "\(running.errors)")
        #expect(daemon.stop() == 0)
        let sameName = try resume(daemon, "minuted.example/stockton")
        #expect(sameName.status == 1 && sameName.errors.contains("next name"), "\(sameName.errors)")
        let resumed = try resume(daemon, "minuted.example/stockton-2")
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(
            resumed.output.contains("entry \(stocktonEntries + 1)")
                && resumed.output.contains("minuted.example/stockton-2"))
        #expect(try resume(daemon, "minuted.example/stockton-3").status == 1)
        try daemon.start()
        #expect(try daemon.minutectl("person", "register", "Officer Other", "--kind", "officer").status == 0)
        #expect(try daemon.minutectl("person", "list").output.contains("Officer Other"))
        #expect(try !daemon.minutectl("person", "list").output.contains("Officer New"))
        let checkpoint = try daemon.minutectl("log", "checkpoint").output
        #expect(checkpoint.hasPrefix("minuted.example/stockton-2\n\(stocktonEntries + 2)\n"), "\(checkpoint)")
        let new = try file(daemon, "new", checkpoint)
        let verified = try minuted("verify", daemon.state, "--vkey", key, "--anchor", new)
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        #expect(
            verified.output.contains(
                "as minuted.example/stockton it had reached \(stocktonEntries + 1) entries"))
        let missing = try minuted("verify", daemon.state, "--vkey", key, "--anchor", anchor)
        #expect(missing.status == 4 && missing.output.contains("were lost"), "\(missing.output)")
        #expect(
            try daemon.minutectl("log", "show", "\(stocktonEntries + 1)").output.contains("key_succeeded"))
    }

    private func resume(_ daemon: RunningDaemon, _ name: String) throws -> Outcome {
        try minuted(
            "resume", "--state-directory", daemon.state, "--new-origin", name, "--reason", "The disk failed")
    }

    @Test("a key is replaced in the running daemon, and the first one is enough to verify everything")
    func rotation() throws {
        let daemon = try RunningDaemon.stockton()
        let key = try daemon.minutectl("log", "checkpoint", "--key").output
        let witness = FileManager.default.temporaryDirectory.appending(
            path: "witness-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: witness) }
        let store = witness.path(percentEncoded: false)
        #expect(try minuted("witness", "--directory", store, "--init", "witness.example/leader").status == 0)
        #expect(
            try minuted("witness", "--directory", store, "--follow", file(daemon, "vkey-1", key)).status == 0)
        let request = try file(daemon, "request", daemon.minutectl("log", "cosign", "--from", "0").output)
        #expect(try minuted("witness", "--directory", store, request).status == 0)
        let old = try file(daemon, "old", daemon.minutectl("log", "checkpoint").output)
        let rotated = try daemon.minutectl("log", "rotate-key", "--reason", "Yearly change")
        #expect(
            rotated.status == 0 && rotated.output.contains("entry \(stocktonEntries + 1)"),
            "\(rotated.errors)")
        #expect(try daemon.minutectl("person", "register", "Officer New", "--kind", "officer").status == 0)
        let new = try file(daemon, "new", daemon.minutectl("log", "checkpoint").output)
        let keys = try daemon.minutectl("log", "checkpoint", "--key").output
        #expect(keys.hasPrefix(key) && keys.split(separator: "\n").count == 2, "\(keys)")
        let folder = daemon.directory.appending(path: "published").path(percentEncoded: false)
        #expect(try daemon.minutectl("log", "publish", folder).status == 0)
        let first = key.trimmingCharacters(in: .newlines)
        for place in [daemon.state, folder] {
            for (anchor, size) in [(old, stocktonEntries), (new, stocktonEntries + 2)] {
                let verified = try minuted("verify", place, "--vkey", first, "--anchor", anchor)
                #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
                #expect(verified.output.contains("first \(size) entries"), "\(verified.output)")
            }
        }
        // The witness learns of the key from the list.
        let next = try file(
            daemon, "next", daemon.minutectl("log", "cosign", "--from", "\(stocktonEntries)").output)
        #expect(try minuted("witness", "--directory", store, next).status == 4)
        #expect(
            try minuted("witness", "--directory", store, "--follow", file(daemon, "vkey-2", keys)).status == 0
        )
        #expect(try minuted("witness", "--directory", store, next).status == 0)

        #expect(daemon.stop() == 0)
        try daemon.start()
        #expect(try daemon.minutectl("person", "register", "Officer Last", "--kind", "officer").status == 0)
        // The export goes back where the key in office is, and nowhere else.
        let export = daemon.directory.appending(path: "export.ndjson").path(percentEncoded: false)
        #expect(try daemon.minutectl("log", "export", export).status == 0)
        let secret = try Data(contentsOf: URL(filePath: daemon.state + "/signing.key"))
        let heir = try RunningDaemon(signingKey: Array(secret))
        let restored = try heir.minutectl("log", "restore", export)
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try heir.minutectl("log", "checkpoint", "--key").output == keys)
        let stranger = try RunningDaemon()
        let refused = try stranger.minutectl("log", "restore", export)
        #expect(refused.status != 0 && refused.errors.contains("which its entries name"), "\(refused.errors)")
        // Imported, the entries are another log's, and so are its keys.
        #expect(try stranger.minutectl("log", "import", export).status == 0)
        #expect(try stranger.entries == stocktonEntries + 2)
        #expect(try stranger.minutectl("log", "checkpoint", "--key").output.split(separator: "\n").count == 1)
    }
}
