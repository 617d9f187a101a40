// What setting up reads: answers, tables out of spreadsheets, headings.

import ArgumentParser
import Codec
import Foundation
import Governance
import Testing

@testable import minutectl

@Suite("Setting up a council")
struct SetupInputTests {
    private func answers(_ template: CouncilTemplate, missed: String = "2") throws -> CouncilAnswers {
        var answers = CouncilAnswers()
        for (option, text) in [
            ("--name", "The \"Royal\" Borough of Testham: Council"), ("--template", template.rawValue),
            ("--origin", "records.testham.example/minuted"), ("--record-begins", "7 May 2026"),
            ("--missed-meetings", missed), ("--zone", "Europe/London"),
        ] { #expect(answers.take(text, for: option) == nil) }
        return answers
    }

    @Test(
        "the document of every template is right as it is", arguments: CouncilTemplate.allCases, ["0", "2"])
    func templates(template: CouncilTemplate, missed: String) throws {
        let text = try answers(template, missed: missed).document("constitution.yaml")
        #expect(!text.contains("{{"))
        let source = try SourceDocument(name: "f", bytes: Array(text.utf8))
        let check = try source.check(isWhole: true)
        #expect(check.problems.isEmpty, "\(check.problems)")
        let council = check.constitution.council
        #expect(council.name == "The \"Royal\" Borough of Testham: Council" && council.id == "testham")
        #expect(
            council.origin == "records.testham.example/minuted" && council.recordBegins?.iso == "2026-05-07")
        let rules = check.constitution.bodies.flatMap(\.terms).compactMap(\.terms.nonAttendance)
        #expect(rules.isEmpty == (missed == "0") && rules.allSatisfy { $0.consecutive == 2 })
        // It says nothing about anybody, and letters have somebody to go to.
        #expect(check.constitution.people.isEmpty && check.constitution.groups.isEmpty)
        #expect(check.constitution.offices.count { $0.kind == .leader } == 1)
        #expect(check.constitution.bodies.count { $0.kind == .council } == 1)
    }

    @Test("what a comment shows can be used", arguments: CouncilTemplate.allCases)
    func examples(template: CouncilTemplate) throws {
        let lines = try answers(template).document("constitution.yaml").split(
            separator: "\n", omittingEmptySubsequences: false)
        // Examples are YAML, and the sentences around them are not.
        let used = lines.map { line in
            line.replacing(
                /^( *)# (groups:|people:|members:|holders:.*|quorum:.*|callin:.*|closures:|  .*| *- .*)$/
            ) {
                "\($0.output.1)\($0.output.2)"
            }
        }.filter { !$0.contains("minutectl constitution ") }.joined(separator: "\n")
            .replacing("Councillor A\n", with: "Councillor A\n")
        let check = try SourceDocument(name: "f", bytes: Array(used.utf8)).check(isWhole: true)
        let problems = check.problems.filter {
            !$0.line.contains("councillor-b") && !$0.line.contains("mayor-a")
        }
        #expect(problems.isEmpty, "\(problems)\n\(used)")
        #expect(check.constitution.groups.count == 2 && check.constitution.people.count == 2)
    }

    @Test(
        "an answer that cannot be used is refused with what can",
        arguments: [
            ("--template", "distric", "Did you mean \"district\"?"),
            ("--template", "shire", "Give one of: district"),
            ("--origin", "records of testham", "has a space"),
            ("--record-begins", "31 June 2026", "30 June 2026"),
            ("--zone", "Europe/Testham", "There is no time zone"),
            ("--zone", "Europe", "There is no time zone"), ("--zone", "tzdata.zi", "There is no time zone"),
            ("--missed-meetings", "many", "from 0 to 50"),
            ("--name", " ", "Give the council's name."),
        ])
    func badAnswers(option: String, text: String, problem: String) {
        var answers = CouncilAnswers()
        #expect(answers.take(text, for: option)?.contains(problem) == true)
    }

    @Test(
        "a short name is the council's own part of its name",
        arguments: [
            ("Example District Council", "example"), ("Stockton-on-Tees Borough Council", "stockton-on-tees"),
            ("London Borough of Camden", "camden"), ("City Council", "city-council"),
            ("Greater Testham Combined Authority", "greater-testham"),
        ])
    func shortNames(name: String, id: String) { #expect(CouncilAnswers.id(name) == id) }

    @Test("a file that is there is not written over, and one that is not is")
    func output() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("constitution.yaml", "mine")
        let words = ["init", "--name", "T", "--template", "parish", "--origin", "t.example/log", "--output"]
        var command = try #require(try Minutectl.parsed(words + [path]) as? InitCommand)
        #expect(throws: Failure.self) { try command.run() }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        command = try #require(try Minutectl.parsed(words + [path + ".new"]) as? InitCommand)
        try command.run()
        #expect(
            try String(contentsOfFile: path + ".new", encoding: .utf8).contains("origin: \"t.example/log\""))
    }

    @Test("the schema has every field, and what may stand in it")
    func schema() throws {
        let schema = try JSONDocument(JSONSchema.of(Constitution.self, title: "T")).root
        #expect(schema["additionalProperties"]?.boolean == false)
        #expect(schema["required"]?.elements.compactMap(\.string) == ["council"])
        let person = schema["$defs"]?["PersonSection"]
        #expect(person?["required"]?.elements.compactMap(\.string) == ["id", "kind"])
        #expect(
            person?["properties"]?["kind"]?["enum"]?.elements.compactMap(\.string)
                == PersonKind.allCases.map(\.rawValue))
        #expect(schema["$defs"]?["SeatSection"]?["properties"]?["ward"]?["type"]?.string == "string")
        // Whatever is referred to is described.
        let text = String(decoding: schema.rawBytes, as: UTF8.self)
        for match in text.matches(of: /#\/\$defs\/([A-Za-z]+)/) {
            #expect(schema["$defs"]?[String(match.1)] != nil, "\(match.1)")
        }
    }
}

@Suite("Lists of councillors out of spreadsheets")
struct PeopleTableTests {
    private func table(_ text: String) throws -> CSVText { try CSVText(Array(text.utf8), name: "f") }

    @Test(
        "the delimiter is found, fields are read as they were written",
        arguments: [
            ("a,b\n1,2\n", ","), ("a;b\r\n1;2\r\n", ";"), ("a\tb\n1\t2", "\t"), ("a|b\n1|2\n", "|"),
            ("\"a, x\";b\n1;2\n", ";"),
        ] as [(String, Character)])
    func delimiters(text: String, delimiter: Character) throws {
        let found = try table(text)
        #expect(found.delimiter == delimiter && found.rows.count == 2)
        #expect(found.rows[1] == CSVText.Row(line: 2, fields: ["1", "2"]))
    }

    @Test("quotation marks, line ends inside a field, blank lines and the mark before the text")
    func quoting() throws {
        let found = try table(
            "\u{FEFF}name,note\n\"O'Neill, \"\"Pat\"\"\",\"two\nlines\"\n\n , \nLee,5\" nail\n")
        #expect(found.rows.map(\.line) == [1, 2, 6])
        #expect(found.rows[0].fields == ["name", "note"])
        #expect(found.rows[1].fields == ["O'Neill, \"Pat\"", "two\nlines"])
        #expect(found.rows[2].fields == ["Lee", "5\" nail"])
        #expect(throws: Failure.self) { _ = try table("a,b\n\"1,2\n") }
    }

    @Test("letters of older Windows programs are read, and UTF-16 is refused")
    func letters() throws {
        let found = try CSVText(
            Array("name\n".utf8) + [0x53, 0x69, 0xE2, 0x6E, 0x20, 0x4F, 0x92, 0x4E], name: "f")
        #expect(found.isWindows && found.rows[1].fields == ["Siân O’N"])
        #expect(throws: Failure.self) { _ = try CSVText([0xFF, 0xFE, 0x61, 0x00], name: "f") }
    }

    @Test("headings are taken for what they look like, the others are left out")
    func headings() throws {
        let text = """
            First name,Surname,Electoral Division,Political Party,E-mail address,Date elected,Role,Phone
            Jane,Okafor,Abbey,Labour,j@example.gov.uk,7 May 2026,Leader,0123
            """
        let found = try PeopleTable(table(text), name: "f", meant: [])
        #expect(
            found.columns.map(\.column)
                == [.forename, .surname, .ward, .group, .email, .from, .office, nil])
        #expect(found.people[0].name == "Jane Okafor" && found.people[0].ward == "Abbey")
        #expect(found.addresses == ["j@example.gov.uk"] && found.lines == [2])
        let said = try PeopleTable(
            table("Who,Patch\nLee,Hill\n"), name: "f", meant: [("who", .name), ("Patch", .ward)])
        #expect(said.people[0].name == "Lee" && said.people[0].ward == "Hill")
    }

    @Test("the first day of a position or in a party is found by its heading")
    func firstDays() throws {
        let text =
            "Name,Position,Position from,Party,Date joined party\nLee,Leader,7 May 2026,Labour,1 May 2020\n"
        let found = try PeopleTable(table(text), name: "f", meant: [])
        #expect(found.columns.map(\.column) == [.name, .office, .officeFrom, .group, .groupFrom])
        #expect(found.people[0].officeFrom == "7 May 2026" && found.people[0].groupFrom == "1 May 2020")
    }

    @Test(
        "a table whose columns are not clear is refused",
        arguments: ["Who,Patch\nLee,Hill\n", "Name,Member\nLee,Lee\n", "Name\n", ""])
    func unclear(text: String) {
        #expect(throws: Failure.self) { _ = try PeopleTable(table(text), name: "f", meant: []) }
    }
}
