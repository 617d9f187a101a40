// What people write in YAML arrives as they meant it, and what two readers could read differently is refused.

import Codec
import Constitutions
import Testing

private func json(_ yaml: String) throws -> String {
    String(decoding: try YAMLDocument(yaml).json, as: UTF8.self)
}

private func refusal(of yaml: String) -> YAMLError? {
    do {
        _ = try YAMLDocument(yaml)
        return nil
    } catch { return error }
}

@Suite struct YAMLScalars {
    @Test(arguments: [
        "2007-08-02", "2007-08", "2007-autumn", "no", "yes", "on", "off", "Yes", "y", "True", "FALSE", "NULL",
        "007", "+1", "0x1F", "0o17", "1_000", "1.50", "1e3", ".inf", "16:30", "-", "--1", "<<", "=",
        "99999999999999999999", "10.0.0.1", "Director of Children's Services", "two words",
    ])
    func whatIsNotPlainlyAValueIsAString(text: String) throws {
        var expected = JSONWriter()
        expected.array { $0.value(text) }
        #expect(try json("[\(text)]") == expected.text)
    }

    @Test(arguments: [
        ("true", "true"), ("false", "false"), ("null", "null"), ("~", "null"), ("0", "0"), ("5", "5"),
        ("-12", "-12"), ("999999999999999999", "999999999999999999"),
    ])
    func valuesAreWhatTheyLookLike(text: String, expected: String) throws {
        #expect(try json("[\(text)]") == "[\(expected)]")
    }

    @Test(arguments: ["true", "null", "5", "~", ""])
    func quotedIsAString(text: String) throws {
        #expect(try json("- '\(text)'\n- \"\(text)\"") == #"["\#(text)","\#(text)"]"#)
    }

    @Test func nothingIsNull() throws {
        #expect(try json("until:\nfrom: 2007-05") == #"{"until":null,"from":"2007-05"}"#)
    }

    @Test func aYearMeantAsTextCanSaySo() throws {
        #expect(try json("from: !!str 2006") == #"{"from":"2006"}"#)
        #expect(try json("from: 2006") == #"{"from":2006}"#)
    }

    @Test func blocksKeepOrFoldTheirLines() throws {
        #expect(try json("a: |\n  one\n  two\nb: >-\n  one\n  two") == #"{"a":"one\ntwo\n","b":"one two"}"#)
    }

    @Test func textBeyondASCIIAndControlCharactersSurvive() throws {
        #expect(try json(#"a: "Ärger ‘one’ \" \\ \t \u0001""#) == #"{"a":"Ärger ‘one’ \" \\ \t \u0001"}"#)
    }
}

@Suite struct YAMLStructure {
    @Test func membersStayInTheirOrder() throws {
        #expect(try json("z: 1\na: {y: [], x: {}}\n") == #"{"z":1,"a":{"y":[],"x":{}}}"#)
    }

    @Test func aDocumentMayBeOneValue() throws { #expect(try json("Council") == #""Council""#) }

    @Test func keysAreStringsWhateverTheyLookLike() throws {
        #expect(try json("1: a\ntrue: b\n2007-08-02: c") == #"{"1":"a","true":"b","2007-08-02":"c"}"#)
    }

    @Test func theJSONIsOneThatOurParserTakes() throws {
        let document = try JSONDocument(YAMLDocument("bodies:\n  - {id: malap, from: 2007-09-13}\n").json)
        #expect(document.root.members.first?.value.elements.first?.members.count == 2)
    }
}

@Suite struct YAMLRefusals {
    @Test(arguments: [
        ("a: 1\nb: 2\na: 3", "given twice"),
        ("a: 1\n\"a\": 2", "given twice"),
        ("1: one\n\"1\": uno", "given twice"),
        ("a: &x 1\nb: 2", "anchors"),
        ("a: &x [1]\nb: *x", "anchors"),
        ("&x a: 1", "plain name"),
        ("a: *x", "aliases"),
        ("a: !!binary aGVsbG8=", "tags"),
        ("a: !person {}", "tags"),
        ("a: !!set {b, c}", "tags"),
        ("? [1, 2]\n: a", "plain name"),
        ("a: 1\n---\nb: 2", "more than one document"),
        ("", "empty"),
        ("# nothing but a remark\n", "empty"),
        ("a: [1", "flow sequence"),
        ("a:\n\t- 1", "cannot start any token"),
        ("a: b: c", "mapping values"),
        ("a: \u{1}", "control characters"),
    ])
    func whatIsRefusedSaysWhy(yaml: String, why: String) throws {
        let error = try #require(refusal(of: yaml))
        #expect(error.problem.contains(why), "\(error)")
        #expect(error.line != nil, "\(error)")
    }

    @Test func theLineIsNamed() throws {
        #expect(refusal(of: "council:\n  id: stockton\n  id: stoke\n")?.line == 3)
        #expect(refusal(of: "a: 1\nb: [1, 2\nc: 3\n")?.description.hasPrefix("line 3") == true)
    }

    @Test func aliasesThatMultiplyAreRefusedBeforeTheyDo() throws {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...40 {
            let copies = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            yaml += "a\(level): &a\(level) [\(copies)]\n"
        }
        #expect(refusal(of: yaml)?.problem.contains("anchors") == true)
    }

    @Test func nestingHasAnEnd() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) {
            try JSONDocument(YAMLDocument(nested(JSONDocument.maximumDepth)).json)
        }
        #expect(refusal(of: nested(JSONDocument.maximumDepth + 1))?.problem.contains("nested") == true)
    }
}

@Suite struct YAMLLines {
    private let document = """
        # A remark.
        council:
          id: stockton
        bodies:
          - id: council
            terms:
              - powers: decides
          - id: malap
            aliases: [MALAP]
            members:
              - {person: councillor-b, from: 2007}
        """

    @Test(arguments: [
        (["council"], 2), (["council", "id"], 3), (["bodies"], 4), (["bodies", "0"], 5),
        (["bodies", "0", "terms"], 6), (["bodies", "0", "terms", "0", "powers"], 7),
        (["bodies", "1", "id"], 8),
        (["bodies", "1", "aliases", "0"], 9), (["bodies", "1", "members", "0", "from"], 11),
        // What is missing is missing where it would stand.
        (["council", "name"], 2), (["bodies", "1", "members", "0", "capacity"], 11), (["bodies", "7"], 4),
        (["people"], 2), ([], 2),
    ])
    func aPathLeadsToItsLine(path: [String], line: Int) throws {
        #expect(try YAMLDocument(document).line(of: path) == line)
    }
}
