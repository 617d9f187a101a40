// Files that people write: read with their lines, or refused with them.

import Codec
import Control
import Governance
import Reports
import Testing

@testable import minutectl

@Suite("Files that people write")
struct InputTests {
    private func document(_ text: String) throws -> SourceDocument {
        try SourceDocument(name: "f", bytes: Array(text.utf8))
    }

    private func failure(_ body: () throws -> Void) -> Failure? {
        do {
            try body()
            return nil
        } catch { return error as? Failure }
    }

    @Test("a decision reads the same from YAML and from JSON")
    func bothForms() throws {
        let yaml = """
            title: Corporate Parenting
            meeting: Cabinet 2 August 2007
            alternatives: None
            resolutions:
              - {number: 1, kind: resolved, text: "It be so", callable: true}
            """
        let json = """
            {"title":"Corporate Parenting","meeting":"Cabinet 2 August 2007","alternatives":"None",
            "resolutions":[{"number":1,"kind":"resolved","text":"It be so","callable":true}]}
            """
        let one = try document(yaml).read(RecordDecision.self)
        let other = try document(json).read(RecordDecision.self)
        #expect(one.json == other.json)
        #expect(one.alternatives == "None")
    }

    @Test(
        "a field that cannot be used is shown with its line",
        arguments: [
            (
                "title: T\nresolutions:\n  - number: one\n",
                "f:3: resolutions[0].number: expected a whole number"
            ),
            ("title: T\ncolour: red\n", "f:2: colour is not recognised here"),
            (
                "{\"title\":\"T\",\n\"resolutions\":[\n{\"number\":\"x\"}]}",
                "f:3: resolutions[0].number: expected"
            ),
            ("title: T\nReasons: none\n", "f:2: Reasons is not recognised here; did you mean \"reasons\"?"),
            ("title: T\nresolutions:\n  - number: 1\n", "f:3: resolutions[0].kind is missing"),
            ("\u{FEFF}title: T\ncolour: red\n", "f:2: colour is not recognised here"),
            ("\u{FEFF}{\"title\":\"T\",\n\"colour\":1}", "f:2: colour is not recognised here"),
            ("{\"title\":\n\"T\",}", "f:2: not valid JSON"), ("title: [\n", "f:2"),
            ("title: T\ntitle: U\n", "f:2: \"title\" is given twice"),
        ])
    func lines(text: String, message: String) throws {
        let found = failure { _ = try document(text).read(RecordDecision.self) }
        #expect(found?.message.hasPrefix(message) == true, "\(found?.message ?? "no failure")")
        #expect(found?.status == .usage)
    }

    @Test("what is no text, not there or too long is refused")
    func noText() throws {
        #expect(
            failure { _ = try SourceDocument(name: "f", bytes: [0x61, 0xFF]) }?.message
                == "f is not text in UTF-8.")
        #expect(failure { _ = try SourceDocument(file: "/nonexistent/f") }?.status == .usage)
        let directory = try TemporaryDirectory()
        let path = try directory.file("long", String(repeating: "x", count: 3000))
        let long = failure { _ = try InputFile(path).readAll(atMost: 2999) }
        #expect(long?.message.contains("is too long to send in one piece") == true)
        #expect(long?.details.first?.hasPrefix("Split it into smaller files") == true)
        #expect(long?.status == .usage)
        #expect(try InputFile(path).readAll(atMost: 3000).count == 3000)
    }

    @Test("a refusal about a record in a constitution points at its line")
    func refusedConstitution() throws {
        let text = """
            council: {id: c, name: C}
            people:
              - {id: okafor, name: Okafor, kind: councillor}
            bodies:
              - id: malap
                name: MALAP
                kind: board
                terms:
                  - powers: advises
                    quorum: 1
            """
        let directory = try TemporaryDirectory()
        let path = try directory.file("c.yaml", text)
        let file = try ConstitutionFile(path)
        func placed(_ rejection: Rejection) -> String { file.placed(Failure(rejection)).message }
        #expect(placed(Rejection("r", "body/malap", "M", remedy: "")) == "\(path):5: M")
        #expect(placed(Rejection("r", "person/okafor", "M", remedy: "")) == "\(path):3: M")
        #expect(placed(Rejection("r", "person/nobody", "M", remedy: "")) == "M")
        let field = FieldError("is odd", path: ["constitution", "bodies", "0", "terms", "0", "quorum"])
        #expect(placed(.badField(field, in: "ApplyConstitution")).hasPrefix("\(path):10: The field"))
    }

    @Test("a submission keeps the lines of its commands")
    func submission() throws {
        let text = "{\"command\":\"HoldMeeting\",\"parameters\":{\"meeting\":\"m\"}}\n\n \r\n"
        let submission = try Submission(name: "f", bytes: Array((text + text).utf8))
        #expect(submission.commands.map(\.command) == ["HoldMeeting", "HoldMeeting"])
        var failure = Failure(.refused, "No.")
        failure.command = 1
        #expect(submission.placed(failure).message == "f:4: No.")
        #expect(submission.placed(Failure(.refused, "No.")).message == "No.")
    }

    @Test(
        "a line that is no command is refused with its number",
        arguments: [
            ("\n{", "f:2: "),
            ("{\"command\":\"HoldMeetings\",\"parameters\":{}}", "f:1: there is no command"),
            ("{\"command\":\"Submit\",\"parameters\":{}}", "f:1: there is no command"),
            ("\n\n", "f contains no commands"),
            ("{\"command\":\"HoldMeeting\"}", "f:1: parameters"),
        ])
    func badSubmission(text: String, message: String) {
        let found = failure { _ = try Submission(name: "f", bytes: Array(text.utf8)) }
        #expect(found?.message.hasPrefix(message) == true, "\(found?.message ?? "no failure")")
        #expect(found?.status == .usage)
    }

    @Test("text that is cut anywhere comes out whole", arguments: 1...9)
    func pieces(size: Int) throws {
        let text = "añ€😀 – ‘x’ 😀😀 end"
        let bytes = Array(text.utf8)
        var pieces = TextPieces()
        var joined = ""
        for start in stride(from: 0, to: bytes.count, by: size) {
            joined += try pieces.next(Array(bytes[start..<min(start + size, bytes.count)]), of: "f")
        }
        try pieces.finish("f")
        #expect(joined == text)
    }

    @Test(
        "what is no UTF-8 is refused and not replaced",
        arguments: [
            [0xFF], [0x61, 0xC3], [0xE2, 0x82], [0x80], [0xC3, 0x28], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80],
        ])
    func badPieces(bytes: [UInt8]) {
        var pieces = TextPieces()
        #expect(throws: Failure.self) {
            _ = try pieces.next(bytes, of: "f")
            try pieces.finish("f")
        }
    }
}
