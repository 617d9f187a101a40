// Stored rolls read straight out of their bytes, as they are written: a council's rolls have 160,000 marks, and the
// general reader takes ten times as long for them. Whatever is spelled otherwise is left to it.

import Governance

extension PackedRoll {
    /// The marks of a text; nil where it is not spelled as rolls are written.
    static func quickly(_ text: String) -> [Mark]? {
        var text = text
        return text.withUTF8 { quickly($0) }
    }

    private static func quickly(_ bytes: UnsafeBufferPointer<UInt8>) -> [Mark]? {
        var reader = MarkReader(bytes)
        guard reader.skip("[") else { return nil }
        if reader.skip("]") { return reader.isOver ? [] : nil }
        var marks: [Mark] = []
        marks.reserveCapacity(16)
        repeat {
            guard reader.skip("["), let person = reader.text().flatMap({ PersonID(spelled: $0) }),
                reader.skip(","), let standing = reader.text().flatMap(Self.standing), reader.skip(","),
                let seq = reader.number(), reader.skip(","), let corrected = reader.number()
            else { return nil }
            var entry = RollEntry(person, standing)
            guard reader.rest(into: &entry) else { return nil }
            marks.append(Mark(entry: entry, isCorrected: corrected != 0, seq: seq))
        } while reader.skip(",")
        return reader.skip("]") && reader.isOver ? marks : nil
    }

    // MARK: - Without making anything of them

    /// A mark as places in the bytes of a stored roll.
    struct Place {
        let person: UnsafeRawBufferPointer
        let standing: Standing
        var substituteFor: UnsafeRawBufferPointer?
        /// Whether it has a reason or a time.
        var isDetailed = false
    }

    /// Goes through the marks of a stored roll.
    ///
    /// - Throws: ``JSONError`` or ``FieldError`` where somebody has made another text of it.
    static func forEachMark(of bytes: UnsafeRawBufferPointer, _ body: (Place) throws -> Void) throws {
        if let places = places(in: bytes.assumingMemoryBound(to: UInt8.self)) {
            return try places.forEach(body)
        }
        for mark in try general(String(decoding: bytes, as: UTF8.self)) {
            let entry = mark.entry
            try Array(entry.person.text.utf8).withUnsafeBytes { person in
                try Array((entry.substituteFor?.text ?? "").utf8).withUnsafeBytes { member in
                    var place = Place(person: person, standing: entry.standing)
                    if entry.substituteFor != nil { place.substituteFor = member }
                    place.isDetailed = entry.reason != nil || entry.arrived != nil || entry.left != nil
                    try body(place)
                }
            }
        }
    }

    /// nil where it is not spelled as rolls are written.
    private static func places(in bytes: UnsafeBufferPointer<UInt8>) -> [Place]? {
        var reader = MarkReader(bytes)
        guard reader.skip("[") else { return nil }
        if reader.skip("]") { return reader.isOver ? [] : nil }
        var places: [Place] = []
        places.reserveCapacity(16)
        repeat {
            guard reader.skip("["), let name = reader.text(), Slug.isWellFormed(name), reader.skip(","),
                let standing = reader.text().flatMap(Self.standing), reader.skip(","),
                reader.number() != nil, reader.skip(","), reader.number() != nil
            else { return nil }
            var place = Place(person: name, standing: standing)
            // What is rarer is read whole, so that whatever is wrong with it is found out.
            if !reader.skip("]") {
                guard let name = PersonID(spelled: name) else { return nil }
                let start = reader
                var entry = RollEntry(name, standing)
                guard reader.rest(into: &entry) else { return nil }
                if entry.substituteFor != nil { place.substituteFor = start.first() }
                place.isDetailed = entry.reason != nil || entry.arrived != nil || entry.left != nil
            }
            places.append(place)
        } while reader.skip(",")
        return reader.skip("]") && reader.isOver ? places : nil
    }

    private static let standings = Standing.allCases.map { ($0, Array($0.rawValue.utf8)) }

    private static func standing(_ bytes: UnsafeRawBufferPointer) -> Standing? {
        standings.first { one in one.1.withUnsafeBytes { PackedRoll.compare($0, bytes) == 0 } }?.0
    }
}

/// Goes through a stored roll's bytes.
private struct MarkReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isOver: Bool { position == bytes.count }

    @inline(__always)
    mutating func skip(_ byte: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    /// A string without escapes: everything in a roll is one.
    mutating func text() -> UnsafeRawBufferPointer? {
        guard skip("\"") else { return nil }
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                return UnsafeRawBufferPointer(
                    UnsafeBufferPointer(rebasing: bytes[start..<position - 1]))
            }
            guard byte != UInt8(ascii: "\\"), (0x20..<0x7F).contains(byte) else { return nil }
        }
        return nil
    }

    mutating func number() -> Int? {
        let start = position
        var number = 0
        while position < bytes.count, position - start < 16, case 0x30...0x39 = bytes[position] {
            number = number * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        return position > start ? number : nil
    }

    /// The text behind the next comma.
    func first() -> UnsafeRawBufferPointer? {
        var copy = self
        return copy.skip(",") ? copy.text() : nil
    }

    /// The rarer parts of a mark, and its end.
    mutating func rest(into entry: inout RollEntry) -> Bool {
        var place = 0
        while skip(",") {
            place += 1
            if skipNull() { continue }
            guard let text = text().map({ String(decoding: $0, as: UTF8.self) }) else { return false }
            switch place {
            case 1:
                guard let person = try? PersonID(text: text) else { return false }
                entry.substituteFor = person
            case 2:
                guard let reason = AbsenceReason(rawValue: text) else { return false }
                entry.reason = reason
            case 3:
                guard let time = try? ClockTime(text: text) else { return false }
                entry.arrived = time
            case 4:
                guard let time = try? ClockTime(text: text) else { return false }
                entry.left = time
            default: return false
            }
        }
        return skip("]")
    }

    private mutating func skipNull() -> Bool {
        skip("n") && skip("u") && skip("l") && skip("l")
    }
}
