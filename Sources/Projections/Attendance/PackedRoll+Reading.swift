// Stored rolls read straight out of their bytes, as they are written: a council's rolls have 160,000 marks, and the
// general reader takes ten times as long for them. Whatever is spelled otherwise is left to it.

import Governance

extension PackedRoll {
    /// The marks of a text, or those of one person; nil where it is not spelled as rolls are written.
    static func quickly(_ text: String, only person: PersonID?) -> [Mark]? {
        var (text, name) = (text, person?.text ?? "")
        return text.withUTF8 { bytes -> [Mark]? in
            name.withUTF8 { name -> [Mark]? in
                quickly(bytes, only: person == nil ? nil : UnsafeRawBufferPointer(name))
            }
        }
    }

    private static func quickly(
        _ bytes: UnsafeBufferPointer<UInt8>, only: UnsafeRawBufferPointer?
    ) -> [Mark]? {
        var reader = MarkReader(bytes)
        guard reader.skip("[") else { return nil }
        if reader.skip("]") { return reader.isOver ? [] : nil }
        var marks: [Mark] = []
        marks.reserveCapacity(only == nil ? 16 : 1)
        repeat {
            guard reader.skip("["), let name = reader.text(), reader.skip(","),
                let standing = reader.text().flatMap(Self.standing), reader.skip(","),
                let seq = reader.number(), reader.skip(","), let corrected = reader.number()
            else { return nil }
            if let only, PackedRoll.compare(only, name) != 0 {
                guard reader.skipMark() else { return nil }
                continue
            }
            guard let person = PersonID(spelled: name) else { return nil }
            var entry = RollEntry(person, standing)
            guard reader.rest(into: &entry) else { return nil }
            marks.append(Mark(entry: entry, isCorrected: corrected != 0, seq: seq))
        } while reader.skip(",")
        return reader.skip("]") && reader.isOver ? marks : nil
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

    /// Goes behind the end of a mark, in which no bracket stands.
    mutating func skipMark() -> Bool {
        while position < bytes.count {
            position += 1
            if bytes[position - 1] == UInt8(ascii: "]") { return true }
        }
        return false
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
