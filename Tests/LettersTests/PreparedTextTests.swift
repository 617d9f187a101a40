// Texts that somebody prepared: headers that would be read as something else, templates without end.

import Testing

@testable import Letters

@Suite("Mail headers and templates that somebody prepared")
struct PreparedTextTests {
    @Test("what looks like an encoded word is encoded, so that it is shown as it was written")
    func encodedWord() {
        let subject = "=?utf-8?B?QWxsIGlzIHdlbGw=?= Smith"
        #expect(!Mail.header(subject).contains("=?utf-8?B?QWxsIGlzIHdlbGw=?="))
        #expect(Mail.header("Plain words?") == "Plain words?")
        #expect(Mail.header("a=b ?c").hasPrefix("a=b"))
    }

    @Test("sections nest so deep and no deeper")
    func nesting() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "{{#a}}", count: depth) + "x" + String(repeating: "{{/a}}", count: depth)
        }
        #expect(try Template(nested(32)).render(["a": .truth(true)]) == "x")
        #expect(throws: TemplateProblem.self) { try Template(nested(33)) }
        #expect(throws: TemplateProblem.self) { try Template(String(repeating: "{{#a}}", count: 90_000)) }
    }

    @Test("a page that would become endless is given up")
    func endless() throws {
        let text =
            String(repeating: "{{#a}}", count: 12) + "xxxxxxxxxx" + String(repeating: "{{/a}}", count: 12)
        let items = TemplateValue.list(Array(repeating: .text("y"), count: 20))
        let template = try Template(text)
        #expect(throws: TemplateProblem.self) { try template.render(["a": items]) }
    }
}
