// A roll as a meeting's row keeps it: a JSON array with an array for each mark, in the order of the persons'
// identifiers, so that the same marks are always the same text. It is changed as it stands, mark by mark:
// everything in it is an identifier, a code, a time or a number, so nothing is escaped and no bracket stands
// inside of a mark.

import Codec
import Glibc
import Governance

/// What a roll says of a person, and the entry that says it.
struct Mark: Equatable {
    var entry: RollEntry
    var isCorrected: Bool
    var seq: Int
}

/// The marks of a meeting, or those of one entry.
public struct PackedRoll: Equatable, Sendable {
    /// How the rows are seen: the places in a mark's array have these names.
    static let rows = PackedRows(
        view: "mark", table: "meeting", column: "marks", owner: "id",
        columns: [
            "meeting", "person", "standing", "seq", "corrected", "substitutefor", "reason", "arrived", "left",
        ], keyLength: 2)

    /// The JSON text.
    private(set) var text: [UInt8]

    /// A roll without marks.
    init() { text = Array("[]".utf8) }

    /// The marks of one entry, none of which has been corrected. Of two that speak of the same person the later
    /// one counts.
    init(_ entries: [RollEntry], seq: Int) {
        self.init()
        for entry in entries { take(PackedRoll(Mark(entry: entry, isCorrected: false, seq: seq))) }
    }

    /// One mark.
    init(_ mark: Mark) {
        let entry = mark.entry
        var line =
            "[[\"\(entry.person)\",\"\(entry.standing.rawValue)\",\(mark.seq),\(mark.isCorrected ? 1 : 0)"
        let rare = [
            entry.substituteFor?.text, entry.reason?.rawValue, entry.arrived?.text, entry.left?.text,
        ]
        for value in rare[..<(rare.lastIndex { $0 != nil }.map { $0 + 1 } ?? 0)] {
            line += value.map { ",\"\($0)\"" } ?? ",null"
        }
        text = Array((line + "]]").utf8)
    }

    /// The roll that a stored text says.
    ///
    /// - Throws: ``JSONError`` or ``FieldError`` where somebody has made another text of it.
    init(stored: String) throws {
        self.init()
        for mark in try Self.read(stored) { take(PackedRoll(mark)) }
    }

    /// A text that is known to be one.
    init(text: [UInt8]) { self.text = text }

    // MARK: - Changing

    /// Takes marks in: each in the place of the one that there may be of the same person.
    mutating func take(_ other: PackedRoll) {
        if text.count == 2 {
            text = other.text
            return
        }
        other.text.withUnsafeBytes { bytes in
            var marks = Marks(bytes)
            while let mark = marks.next() {
                let (place, isThere) = find(mark.person)
                let line = UnsafeRawBufferPointer(rebasing: bytes[mark.place])
                if isThere {
                    text.replaceSubrange(place, with: line)
                } else if place.lowerBound == text.count - 1 {
                    text.removeLast()
                    text.append(UInt8(ascii: ","))
                    text.append(contentsOf: line)
                    text.append(UInt8(ascii: "]"))
                } else {
                    text.insert(UInt8(ascii: ","), at: place.lowerBound)
                    text.insert(contentsOf: line, at: place.lowerBound)
                }
            }
        }
    }

    /// Takes the mark of a person out.
    mutating func remove(_ person: PersonID) {
        let (place, isThere) = Array(person.text.utf8).withUnsafeBytes { find($0) }
        guard isThere else { return }
        // With the comma behind it, or else the one in front.
        let end = text[place.upperBound] == UInt8(ascii: ",") ? place.upperBound + 1 : place.upperBound
        let isLast = end == place.upperBound && place.lowerBound > 1
        text.removeSubrange((isLast ? place.lowerBound - 1 : place.lowerBound)..<end)
    }

    /// Where the mark of a person is, or else the place, of no length, where it belongs.
    private func find(_ person: UnsafeRawBufferPointer) -> (Range<Int>, isThere: Bool) {
        text.withUnsafeBytes { bytes in
            var marks = Marks(bytes)
            while let mark = marks.next() {
                let order = Self.compare(mark.person, person)
                if order == 0 { return (mark.place, true) }
                if order > 0 { return (mark.place.lowerBound..<mark.place.lowerBound, false) }
            }
            return (bytes.count - 1..<bytes.count - 1, false)
        }
    }

    /// Goes through the people whom it names.
    func forEachPerson(_ body: (PersonID) throws -> Void) throws {
        try text.withUnsafeBytes { bytes in
            var marks = Marks(bytes)
            while let mark = marks.next() {
                if let person = PersonID(spelled: mark.person) { try body(person) }
            }
        }
    }

    /// Goes through the marks of a text.
    private struct Marks {
        private let text: UnsafeRawBufferPointer
        private var position = 1

        init(_ text: UnsafeRawBufferPointer) { self.text = text }

        /// Where the next mark is, brackets included, and the person in it; nil behind the last.
        mutating func next() -> (place: Range<Int>, person: UnsafeRawBufferPointer)? {
            let name = position + 2
            guard let person = length(from: name, upTo: "\""),
                let rest = length(from: name + person, upTo: "]")
            else { return nil }
            let end = name + person + rest + 1
            defer { position = end + 1 }
            return (position..<end, UnsafeRawBufferPointer(rebasing: text[name..<name + person]))
        }

        private func length(from start: Int, upTo byte: Unicode.Scalar) -> Int? {
            guard start < text.count, let base = text.baseAddress,
                let end = memchr(base + start, Int32(byte.value), text.count - start)
            else { return nil }
            return UnsafeRawPointer(end) - (base + start)
        }
    }

    /// Less than 0 where one comes first, 0 where both are the same.
    static func compare(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Int {
        guard let first = one.baseAddress, let second = other.baseAddress else {
            return one.count - other.count
        }
        let order = Int(memcmp(first, second, min(one.count, other.count)))
        return order == 0 ? one.count - other.count : order
    }

    // MARK: - Reading

    /// Reads the marks of a text.
    ///
    /// - Throws: ``JSONError`` or ``FieldError`` where somebody has made another text of it.
    static func read(_ text: String) throws -> [Mark] { try quickly(text) ?? general(text) }

    static func general(_ text: String) throws -> [Mark] {
        try JSONDocument(text).root.elements.map { node in
            let parts = node.elements
            func text(_ place: Int) -> String? { parts.indices.contains(place) ? parts[place].string : nil }
            guard let person = text(0), let standing = text(1).flatMap({ Standing(rawValue: $0) }),
                parts.count > 3, let seq = parts[2].integer, let corrected = parts[3].integer
            else { throw FieldError("\(node.text) is no mark") }
            var entry = RollEntry(try PersonID(text: person), standing)
            entry.substituteFor = try text(4).map { other throws(FieldError) in try PersonID(text: other) }
            entry.reason = text(5).flatMap { AbsenceReason(rawValue: $0) }
            entry.arrived = try text(6).map { time throws(FieldError) in try ClockTime(text: time) }
            entry.left = try text(7).map { time throws(FieldError) in try ClockTime(text: time) }
            return Mark(entry: entry, isCorrected: corrected != 0, seq: seq)
        }
    }
}
