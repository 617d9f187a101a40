// A roll as a meeting's row keeps it: a JSON array with an array for each mark, in the order of the persons'
// identifiers, so that the same marks are always the same text.

import Codec
import Governance

/// What a roll says of a person, and the entry that says it.
struct Mark: Equatable {
    var entry: RollEntry
    var isCorrected: Bool
    var seq: Int
}

/// Marks to and from their text.
enum PackedRoll {
    /// How the rows are seen: the places in a mark's array have these names.
    static let rows = PackedRows(
        view: "mark", table: "meeting", column: "marks", owner: "id",
        columns: [
            "meeting", "person", "standing", "seq", "corrected", "substitutefor", "reason", "arrived", "left",
        ], keyLength: 2)

    /// Writes marks as their text.
    ///
    /// Everything in it is an identifier, a code or a time, so nothing has to be escaped.
    struct Writer {
        private(set) var text: [UInt8] = []
        private var order: [Int] = []

        /// Writes the entries of one roll, none of which has been corrected.
        mutating func write(_ entries: [RollEntry], seq: Int) {
            let tail = ",\(seq),0"
            begin(entries.count) { entries[$0].person }
            for (position, place) in order.enumerated() {
                // Of two that speak of the same person the later one counts.
                if position + 1 < order.count, entries[order[position + 1]].person == entries[place].person {
                    continue
                }
                write(entries[place], tail)
            }
            append("]")
        }

        /// Writes marks of any entries, one for each person.
        mutating func write(_ marks: [Mark]) {
            begin(marks.count) { marks[$0].entry.person }
            for place in order {
                let mark = marks[place]
                write(mark.entry, ",\(mark.seq),\(mark.isCorrected ? 1 : 0)")
            }
            append("]")
        }

        private mutating func begin(_ count: Int, _ person: (Int) -> PersonID) {
            text.removeAll(keepingCapacity: true)
            append("[")
            order.removeAll(keepingCapacity: true)
            order.append(contentsOf: 0..<count)
            order.sort { one, other in
                let (first, second) = (person(one).text, person(other).text)
                return first == second ? one < other : first < second
            }
        }

        private mutating func write(_ entry: RollEntry, _ tail: String) {
            append(text.count > 1 ? ",[\"" : "[\"")
            append(entry.person.text)
            append("\",\"")
            append(entry.standing.rawValue)
            append("\"")
            append(tail)
            if entry.substituteFor != nil || entry.reason != nil || entry.arrived != nil || entry.left != nil
            {
                let rare = [
                    entry.substituteFor?.text, entry.reason?.rawValue, entry.arrived?.text, entry.left?.text,
                ]
                for value in rare[...(rare.lastIndex { $0 != nil } ?? 0)] {
                    append(value.map { ",\"\($0)\"" } ?? ",null")
                }
            }
            append("]")
        }

        @inline(__always)
        private mutating func append(_ part: String) {
            var part = part
            part.withUTF8 { text.append(contentsOf: $0) }
        }
    }

    /// Reads the marks of a text.
    ///
    /// - Throws: ``JSONError`` or ``FieldError`` where somebody has made another text of it.
    static func read(_ text: String) throws -> [Mark] {
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
