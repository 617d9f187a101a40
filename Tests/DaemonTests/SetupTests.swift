// Setting up through the real programs: every template from nothing to a clean status, and the page docs/SETUP.md as it
// stands.

import Codec
import Foundation
import Testing

@Suite("Setting up, through the real programs", .timeLimit(.minutes(5)))
struct SetupTests {
    private func ok(_ outcome: Outcome) { #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)") }

    @Test(
        "a template is written, checked and applied, and then nothing waits",
        arguments: ["district", "county", "unitary", "combined-authority", "parish"])
    func templates(template: String) throws {
        let daemon = try RunningDaemon()
        let file = daemon.directory.appending(path: "constitution.yaml").path(percentEncoded: false)
        let answers = [
            "--template", template, "--name", "Testham Council", "--origin", "records.testham.example/log",
            "--missed-meetings", "2", "--output", file,
        ]
        ok(try Programs.run(Programs.path("minutectl"), ["init"] + answers))
        ok(try daemon.minutectl("constitution", "check", file))
        ok(try daemon.minutectl("constitution", "apply", file))
        #expect(try daemon.minutectl("constitution", "apply", file).output.contains("already recorded"))
        #expect(try daemon.json("report", "digest")["items"]?.elements.isEmpty == true)
        #expect(try daemon.json("report", "findings")["findings"]?.elements.isEmpty == true)
        ok(try daemon.minutectl("status"))
    }

    @Test("a record does not begin under an origin that nobody chose")
    func origin() throws {
        let daemon = try RunningDaemon()
        let refused = try daemon.minutectl(
            "constitution", "apply", "-", input: "council: {id: test, name: Test Council}\n")
        #expect(refused.status == 1 && refused.errors.contains("origin"), "\(refused.errors)")
    }

    @Test("a document with problems is refused with all of them, and their lines")
    func problems() throws {
        let daemon = try RunningDaemon()
        let text = """
            council: {id: test, name: Test Council, origin: records.test.example/log}
            offices:
              - {id: leader, title: Leader, kind: leader, holders: [{person: okafor, from: 2026}]}
              - {id: gl, title: Group Leader, kind: group-leader}
            """
        let refused = try daemon.minutectl("constitution", "apply", "-", input: text)
        #expect(refused.status == 1)
        #expect(
            refused.errors.contains("standard input has 2 problems. Nothing has been recorded."),
            "\(refused.errors)")
        #expect(
            refused.errors.contains("standard input:3: There is no person")
                && refused.errors.contains("input:4: "))
        let checked = try daemon.minutectl("constitution", "check", "-", input: text)
        #expect(checked.status == 1 && checked.output.contains("2 problems."), "\(checked.output)")
        let json = try daemon.minutectl("constitution", "check", "-", "-o", "json", input: text)
        #expect(
            try JSONDocument(json.output).root["problems"]?.elements.compactMap { $0["line"]?.integer } == [
                3, 4,
            ])
        let unreadable = try daemon.minutectl("constitution", "check", "-", input: "council: [")
        #expect(unreadable.status == 2)
    }

    @Test("the page on setting up leads to a letter, command by command")
    func page() throws {
        let page = try String(
            contentsOf: Programs.root.appending(path: "docs/SETUP.md"), encoding: .utf8)
        var script = "set -eu\ntrap 'kill %1' EXIT\n"
        var isCommand = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isCommand = line == "```sh"
            } else if isCommand {
                script += line + "\n"
            }
            // Somebody who types needs longer than the service to start.
            if isCommand, line.hasSuffix("&") {
                script += "for i in $(seq 400); do [ -S minuted.sock ] && break; sleep 0.05; done\n"
            }
        }
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "setup-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = Programs.directory.path(percentEncoded: false)
        let done = try Programs.run(
            "/bin/bash", ["-c", "cd \(folder.path(percentEncoded: false))\n\(script)"],
            environment: ["PATH": "\(path):/usr/bin:/bin", "PAGER": "cat"])
        #expect(done.status == 0, "\(done.output)\n\(done.errors)")
        let letters = folder.appending(path: "example/letters")
        let names = try FileManager.default.contentsOfDirectory(atPath: letters.path(percentEncoded: false))
        #expect(names.count == 2)
        for name in names {
            let letter = try String(contentsOf: letters.appending(path: name), encoding: .utf8)
            #expect(letter.contains("records.example.gov.uk/minuted") && !letter.contains("minuted.example"))
        }
    }
}
