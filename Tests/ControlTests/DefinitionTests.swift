// Interface definitions: what is written, and what is refused because clients would stumble over it.

import Control
import Testing

@testable import Codec

@Suite("Interface definitions")
struct DefinitionTests {
    @Test("an interface is written with its types, meanings and errors")
    func text() throws {
        let expected = """
            # An interface for tests.
            # It has a method of each kind.
            interface org.example.test

            type Seat (
                # who sits there
                capacity: string,
                moods: ?[]Mood
            )

            type Mood (
                calm,
                lively
            )

            # Says the same.
            method Echo(
                # what to say
                text: string,
                count: ?int,
                isLoud: ?bool,
                weight: ?float,
                # where people sit
                seats: ?[]Seat,
                # what comes next
                # One of: call-in, ratify
                step: ?string,
                rest: ?object
            ) -> (
                # what to say
                text: string,
                count: ?int,
                isLoud: ?bool,
                weight: ?float,
                # where people sit
                seats: []Seat,
                # what comes next
                # One of: call-in, ratify
                step: ?string,
                rest: ?object
            )

            # Counts up.
            # Has many replies: it has to be called with 'more'.
            method Count(
                number: int
            ) -> (
                number: int
            )

            """
        let text = try InterfaceDefinition.test.text()
        #expect(text.hasPrefix(expected))
        #expect(text.hasSuffix("\n# It was refused.\nerror Refused (\n    reason: string\n)\n"))
        #expect(text.contains("# Never answers.\nmethod Forget() -> ()\n"))
    }

    @Test("the interface of every service can be written too")
    func service() throws {
        let text = try InterfaceDefinition.service.text()
        #expect(text.contains("interface org.varlink.service\n"))
        #expect(text.contains("method GetInfo() -> (\n    vendor: string,"))
        #expect(text.contains("    interfaces: []string\n)"))
        #expect(text.contains("error ExpectedMore ()\n"))
    }

    private func definition(
        _ name: String = "org.example.x", method: String = "Do", fields: [FieldDescription] = [],
        errors: [ErrorDefinition] = []
    ) -> InterfaceDefinition {
        InterfaceDefinition(
            name: name, documentation: "",
            methods: [MethodDefinition(name: method, documentation: "", parameters: fields)], errors: errors)
    }

    private func field(_ name: String, _ shape: FieldShape) -> FieldDescription {
        FieldDescription(name: name, shape: shape, isOptional: false, meaning: "")
    }

    @Test(
        "names that some client cannot read are refused",
        arguments: ["minuted", "org..x", ".org", "org.", "org.my-own", "o1g.x", "org.ex_x", ""])
    func interfaceNames(_ name: String) {
        #expect(throws: DefinitionError.self) { try definition(name).text() }
    }

    @Test("so are those of methods", arguments: ["", "do", "Do_It", "Do-It", "1Do", "Ö"])
    func methodNames(_ name: String) {
        #expect(throws: DefinitionError.self) { try definition(method: name).text() }
    }

    @Test("and those of fields", arguments: ["", "_a", "a_", "a__b", "a-b", "1a", "ä"])
    func fieldNames(_ name: String) {
        #expect(throws: DefinitionError.self) { try definition(fields: [field(name, .string)]).text() }
    }

    @Test(
        "words that are no enumeration become a string",
        arguments: [["one"], ["a-b", "c"], ["1a", "b"], []])
    func words(_ words: [String]) throws {
        let text = try definition(fields: [field("a", .list(.choice("Words", words)))]).text()
        #expect(text.contains("    a: []string\n"))
        #expect(!text.contains("type Words"))
    }

    @Test("a record without fields becomes an object")
    func emptyRecord() throws {
        let text = try definition(fields: [field("a", NoParameters.shape)]).text()
        #expect(text.contains("    a: object\n"))
    }

    @Test("a list of lists cannot be described")
    func nestedLists() {
        #expect(throws: DefinitionError.self) {
            try definition(fields: [field("a", .list(.list(.string)))]).text()
        }
    }

    @Test("a record may hold itself")
    func recursive() throws {
        struct Tree: Record {
            var branches: [Tree] = []
            mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
                try coder.field("branches", &branches)
            }
        }
        let text = try definition(fields: [field("a", Tree.shape)]).text()
        #expect(text.contains("type Tree (\n    branches: ?[]Tree\n)\n"))
    }

    @Test("one name for two things is refused")
    func conflicts() {
        let one = FieldShape.choice("Kind", ["a", "b"])
        let other = FieldShape.choice("Kind", ["a", "c"])
        #expect(throws: Never.self) { try definition(fields: [field("a", one), field("b", one)]).text() }
        #expect(throws: DefinitionError.self) {
            try definition(fields: [field("a", one), field("b", other)]).text()
        }
        #expect(throws: DefinitionError.self) {
            try definition(fields: [field("a", .choice("Do", ["a", "b"]))]).text()
        }
        #expect(throws: DefinitionError.self) {
            try definition(errors: [ErrorDefinition("Do", "")]).text()
        }
        #expect(throws: DefinitionError.self) {
            try definition(fields: [field("a", .string), field("a", .string)]).text()
        }
    }

    @Test("long documentation is broken into lines, and cannot break out of its comment")
    func comments() throws {
        let long = "word " + String(repeating: "word ", count: 60) + "\r\ninterface org.evil"
        let definition = InterfaceDefinition(
            name: "org.example.x", documentation: long, methods: [MethodDefinition("Do", "")])
        let lines = try definition.text().split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 101 && !$0.contains("\r") })
        #expect(lines.contains("# interface org.evil"))
    }

    @Test("a service does not offer two interfaces of one name")
    func twice() {
        let identity = ServiceIdentity(vendor: "", product: "", version: "", url: "")
        #expect(throws: DefinitionError.self) {
            try StandardService(identity: identity, interfaces: [.test, .test])
        }
    }
}
