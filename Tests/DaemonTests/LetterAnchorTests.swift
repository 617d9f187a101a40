// Letters as evidence, through the real programs: what a leader was sent anchors the record from then on.

import Codec
import Foundation
import Testing

@Suite("Letters anchor the record, through the real programs", .timeLimit(.minutes(10)))
struct LetterAnchorTests {
    /// The key that replays are signed with, as `ReplayKit` has it.
    private static let replayKey = Array("a fictional key for replays only".utf8)

    private func verify(_ daemon: RunningDaemon, _ anchor: String) throws -> Outcome {
        let key = try daemon.minutectl("log", "checkpoint", "--key").output.trimmingCharacters(in: .newlines)
        return try Programs.run(
            Programs.path("minuted"), ["verify", daemon.state, "--vkey", key, "--anchor", anchor])
    }

    @Test("the recorded history verifies against every letter of it")
    func recorded() throws {
        let daemon = try RunningDaemon.stockton(signingKey: Self.replayKey)
        let folder = Programs.root.appending(path: "replay/stockton-2007/letters")
        let letters = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
        #expect(!letters.isEmpty)
        for letter in letters {
            let file = folder.appending(path: letter)
            // Cut out: the four lines before the signature's, and that.
            let text = try String(contentsOf: file, encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let cut = daemon.directory.appending(path: "cut")
            try (lines.dropLast().suffix(5).joined(separator: "\n") + "\n")
                .write(to: cut, atomically: true, encoding: .utf8)
            for anchor in [file, cut] {
                let verified = try verify(daemon, anchor.path(percentEncoded: false))
                #expect(verified.status == 0, "\(letter): \(verified.output)\(verified.errors)")
            }
        }
    }

    @Test("a letter of today verifies what came before it, and an altered record does not pass it")
    func today() throws {
        let daemon = try RunningDaemon.stockton()
        let ran = try daemon.minutectl("notice", "run", "--from", "1 January 2007")
        #expect(ran.status == 0, "\(ran.errors)")
        let id = "malap-councillor-i-2008-09-18"
        let letter = daemon.directory.appending(path: "letter.txt").path(percentEncoded: false)
        let shown = try daemon.minutectl("notice", "show", id, "--format", "text")
        #expect(shown.output.contains("\(stocktonEntries) entries"), "\(shown.output)\(shown.errors)")
        try shown.output.write(toFile: letter, atomically: true, encoding: .utf8)
        let page = try daemon.minutectl("notice", "show", id, "--format", "html")
        #expect(
            page.output.contains("<pre tabindex=\"0\">minuted.example/stockton\n\(stocktonEntries)\n"),
            "\(page.errors)")
        #expect(try daemon.minutectl("person", "register", "Officer New", "--kind", "officer").status == 0)
        let verified = try verify(daemon, letter)
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        #expect(verified.output.contains("first \(stocktonEntries) entries"), "\(verified.output)")
        let mail = try daemon.minutectl("notice", "show", id, "--format", "eml")
        for (kind, text) in [("html", page.output), ("eml", mail.output)] {
            let file = letter + "." + kind
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let same = try verify(daemon, file)
            #expect(
                same.output == verified.output.replacing("letter.txt", with: "letter.txt.\(kind)"), "\(same)")
        }
        try "Dear Leader,\n".write(toFile: letter + ".none", atomically: true, encoding: .utf8)
        let none = try verify(daemon, letter + ".none")
        #expect(none.status == 1 && none.errors.contains("there is no checkpoint in it"), "\(none)")

        // The same record with another name in it, signed anew by whoever has the key.
        let export = daemon.directory.appending(path: "export.ndjson")
        #expect(try daemon.minutectl("log", "export", export.path(percentEncoded: false)).status == 0)
        let altered = try String(contentsOf: export, encoding: .utf8)
            .replacing(#""name":"Councillor B""#, with: #""name":"Councillor Z""#)
        try altered.write(to: export, atomically: true, encoding: .utf8)
        let key = try Data(contentsOf: URL(filePath: daemon.state + "/signing.key"))
        let other = try RunningDaemon(signingKey: Array(key))
        let restored = try other.minutectl("log", "restore", export.path(percentEncoded: false))
        #expect(restored.status == 0, "\(restored.errors)")
        let broken = try verify(other, letter)
        #expect(broken.status == 4, "\(broken.output)\(broken.errors)")
    }

    @Test("a letter cannot name a checkpoint that covers its own entry")
    func fromTheFuture() throws {
        let daemon = try RunningDaemon()
        let history = Programs.root.appending(path: "replay/stockton-2007/history.ndjson")
        let text = try String(contentsOf: history, encoding: .utf8)
            .replacing(
                #/("checkpoint":"minuted\.example/stockton\\n)\d+\\n/#, with: { $0.1 + #"900\n"# })
        let file = daemon.directory.appending(path: "altered.ndjson")
        try text.write(to: file, atomically: true, encoding: .utf8)
        let refused = try daemon.minutectl("log", "restore", file.path(percentEncoded: false))
        #expect(
            refused.status == 1 && refused.errors.contains("checkpoint-before-entry"), "\(refused.errors)")
        // Imported into a log of its own numbering it stays what was told.
        let imported = try daemon.minutectl("log", "import", file.path(percentEncoded: false))
        #expect(imported.status == 0, "\(imported.errors)")
        let shown = try daemon.minutectl("notice", "show", "malap-councillor-h-2007-11-15")
        #expect(shown.output.contains("minuted.example/stockton\n900\n"), "\(shown.output)")
    }

    @Test("no letter is issued while the head of what it would print cannot be written")
    func withoutHead() throws {
        let daemon = try RunningDaemon.stockton()
        let head = URL(filePath: daemon.state + "/head")
        try FileManager.default.removeItem(at: head)
        try Data().write(to: head)
        #expect(try daemon.minutectl("person", "register", "Officer New", "--kind", "officer").status == 0)
        let refused = try daemon.minutectl("notice", "run", "--from", "1 January 2007")
        #expect(
            refused.status == 1 && (refused.output + refused.errors).contains("its head"),
            "\(refused.output)\(refused.errors)")
        try FileManager.default.removeItem(at: head)
        #expect(try daemon.minutectl("notice", "run", "--from", "1 January 2007").status == 0)
    }
}
