// JSON texts and records: what is read is what was written, and nothing dubious is read at all.

import Codec
import Foundation
import Testing

@Suite("JSON texts")
struct JSONDocumentTests {
    @Test(
        "what RFC 8259 forbids is refused",
        arguments: [
            "", " ", "{", "[", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "nul", "tru",
            "01", "-",
            "1.", ".5", "1e", "+1", "\"", "\"\\x\"", "\"\\u12\"", "\"\u{1}\"", "[1] 2", "[1 2]", "{\"a\" 1}",
            "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"\\u0061\":2}",
            "NaN", "Infinity", "'a'", "[1}", "{\"a\":1]", "\u{feff}1",
        ])
    func refused(_ text: String) {
        #expect(throws: JSONError.self) { try JSONDocument(text) }
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
        ])
    func notUTF8(_ inner: [Int]) {
        let bytes = [0x22] + inner.map { UInt8($0) } + [0x22]
        #expect(throws: JSONError.self) { try JSONDocument(bytes) }
    }

    @Test("nesting is bounded, so that no input exhausts the stack")
    func depth() throws {
        let deepest = JSONDocument.maximumDepth
        _ = try JSONDocument(String(repeating: "[", count: deepest) + String(repeating: "]", count: deepest))
        #expect(throws: JSONError.self) {
            try JSONDocument(String(repeating: "[", count: 1_000_000))
        }
    }

    @Test("a repeated name is found among many members too, and many members are read in linear time")
    func manyMembers() throws {
        let members = (0..<30_000).map { "\"k\($0)\":{\"a\":1}" }
        let text = "{" + members.joined(separator: ",") + "}"
        #expect(try JSONDocument(text).root.members.count == 30_000)
        for repeated in ["\"k0\":1", "\"k29999\":1", "\"\\u006b7\":1"] {
            #expect(throws: JSONError.self) {
                try JSONDocument(String(text.dropLast()) + "," + repeated + "}")
            }
        }
    }

    @Test("values are what Foundation reads from the same bytes")
    func agreesWithFoundation() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<2_000 {
            let text = randomValue(&random, depth: 0)
            let ours = try JSONDocument(text).root
            let theirs = try JSONSerialization.jsonObject(
                with: Data(text.utf8), options: [.fragmentsAllowed])
            #expect(isSame(ours, theirs), "\(text)")
        }
    }

    @Test("no text of random bytes traps, and what is read Foundation reads too")
    func randomBytes() {
        var random = SeededGenerator(seed: 11)
        let alphabet = Array("{}[]\",:\\u0123456789abcdefnrtE+-. \n\u{e9}".utf8) + [0x80, 0xff, 0x00]
        for _ in 0..<20_000 {
            let length = Int.random(in: 0..<24, using: &random)
            let bytes = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            guard (try? JSONDocument(bytes)) != nil else { continue }
            #expect(
                throws: Never.self, "\(String(decoding: bytes, as: UTF8.self))"
            ) { try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed]) }
        }
    }

    @Test("a number without a fraction is whole, however it is spelt")
    func integers() throws {
        #expect(try JSONDocument("1.000000e+00").root.integer == 1)
        #expect(try JSONDocument("-9223372036854775808").root.integer == Int.min)
        #expect(try JSONDocument("9223372036854775807").root.integer == Int.max)
        #expect(try JSONDocument("9223372036854775808").root.integer == nil)
        #expect(try JSONDocument("1.5").root.integer == nil)
        #expect(try JSONDocument("1e400").root.integer == nil)
    }

    @Test("strings come back from the writer as they went in")
    func stringRoundTrip() throws {
        for text in ["", "a\"b\\c/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}", "Zoë \u{1F600} \u{2028}", "\\u0041"] {
            var json = JSONWriter()
            json.value(text)
            #expect(try JSONDocument(json.bytes).root.string == text)
        }
        #expect(try JSONDocument(#""\ud83d\ude00\u00e9\/""#).root.string == "\u{1F600}\u{e9}/")
    }
}

@Suite("Records")
struct RecordTests {
    struct Seat: Record, Equatable {
        var capacity = ""
        var count = 0
        mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("capacity", &capacity, "who sits there")
            try coder.field("count", &count)
        }
    }
    struct Board: Record, Equatable {
        var name = ""
        var chair: String?
        var seats: [Seat] = []
        mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("name", &name)
            try coder.field("chair", &chair)
            try coder.field("seats", &seats)
        }
    }

    private func read(_ text: String) throws -> Board { try Board(json: Array(text.utf8)) }

    @Test("fields are written in the record's order, and absent ones are left out")
    func written() {
        let board = Board(name: "MALAP", chair: nil, seats: [Seat(capacity: "councillor", count: 2)])
        #expect(
            String(decoding: board.json, as: UTF8.self)
                == #"{"name":"MALAP","seats":[{"capacity":"councillor","count":2}]}"#)
    }

    @Test("fields are read in any order")
    func anyOrder() throws {
        let board = try read(#"{"seats":[{"count":2,"capacity":"x"}],"chair":"C","name":"N"}"#)
        #expect(board == Board(name: "N", chair: "C", seats: [Seat(capacity: "x", count: 2)]))
        #expect(try read(#"{"n\u0061me":"N"}"#) == Board(name: "N"))
    }

    @Test(
        "a refusal names the field",
        arguments: [
            (#"{}"#, "name: is missing"),
            (#"{"name":1}"#, "name: expected a string, found a number"),
            (#"{"name":"N","colour":1}"#, "colour: is not recognised here; possible: name, chair, seats"),
            (
                #"{"name":"N","chiar":"C"}"#, "chiar: is not recognised here; did you mean \"chair\"?"
            ),
            (
                #"{"name":"N","seats":[{"capacity":"c","count":1},{"capacity":"c","count":"2"}]}"#,
                "seats[1].count: expected a whole number, found \"2\""
            ),
            (#"[]"#, "expected an object, found a list"),
        ])
    func refusals(_ text: String, _ message: String) {
        #expect { try read(text) } throws: { "\($0)" == message }
    }

    @Test("a record describes itself")
    func described() {
        let fields = Board.describedFields
        #expect(fields.map(\.name) == ["name", "chair", "seats"])
        #expect(fields.map(\.isOptional) == [false, true, true])
        #expect(Seat.describedFields[0].meaning == "who sits there")
    }
}

struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

private func randomValue(_ random: inout SeededGenerator, depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &random) {
    case 0: return "null"
    case 1: return Bool.random(using: &random) ? "true" : "false"
    case 2: return String(Int.random(in: -1_000_000...1_000_000, using: &random))
    case 3: return "\(Int.random(in: -99...99, using: &random)).5e\(Int.random(in: 0...3, using: &random))"
    case 4:
        let pieces = ["a", "é", "\\n", "\\u00e9", "\\ud83d\\ude00", "😀", "\\\\", "\\\"", " "]
        let count = Int.random(in: 0...5, using: &random)
        return "\"" + (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "\""
    case 5:
        let count = Int.random(in: 0...4, using: &random)
        return "[ " + (0..<count).map { _ in randomValue(&random, depth: depth + 1) }.joined(separator: ",")
            + "]"
    default:
        let count = Int.random(in: 0...4, using: &random)
        let members = (0..<count).map { "\"k\($0)\" : " + randomValue(&random, depth: depth + 1) }
        return "{" + members.joined(separator: " , ") + " }"
    }
}

private func isSame(_ ours: JSONNode, _ theirs: Any) -> Bool {
    switch ours.kind {
    case .null: theirs is NSNull
    case .boolean: (theirs as? Bool) == ours.boolean
    case .number: (theirs as? NSNumber)?.doubleValue == ours.number
    case .string: (theirs as? String) == ours.string
    case .array:
        if let list = theirs as? [Any] {
            list.count == ours.elements.count && zip(ours.elements, list).allSatisfy { isSame($0, $1) }
        } else {
            false
        }
    case .object:
        if let object = theirs as? [String: Any] {
            object.count == ours.members.count
                && ours.members.allSatisfy { member in
                    object[member.name].map { isSame(member.value, $0) } ?? false
                }
        } else {
            false
        }
    }
}
