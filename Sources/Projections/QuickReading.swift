// A fast path for the most frequent events: it decodes them straight from their stored bytes. Anything not in
// exactly that form (an escape, a rarer field, other spacing) goes to the general reader, which alone decides what
// a valid event is.

import Codec
import Glibc
import Governance
import Ledger

extension Change {
    /// Reads an event of the most frequent kinds; nil for all that is out of the ordinary.
    init?(quickly view: EntryView) {
        guard !view.type.isEscaped else { return nil }
        var reader = QuickReader(view.data, seq: view.seq)
        let type = view.type.raw
        let change =
            if type.spells("org.minuted.attendance.corrected") {
                reader.attendanceCorrected()
            } else if type.spells("org.minuted.attendance.recorded") {
                reader.attendanceRecorded()
            } else if type.spells("org.minuted.meeting.held") {
                reader.meetingHeld()
            } else if type.spells("org.minuted.meeting.scheduled") {
                reader.meetingScheduled()
            } else if type.spells("org.minuted.decision.recorded") {
                reader.decisionRecorded()
            } else if type.spells("org.minuted.decision.published") {
                reader.decisionPublished()
            } else {
                nil as Change?
            }
        guard let change else { return nil }
        self = change
    }
}

extension UnsafeRawBufferPointer {
    @inline(__always)
    fileprivate func spells(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount, let start = baseAddress else { return false }
        return memcmp(start, text.utf8Start, count) == 0
    }
}

/// Goes through a payload's bytes. Any step that fails makes the whole reading fail.
struct QuickReader {
    private let bytes: UnsafeRawBufferPointer
    private let seq: Int
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer, seq: Int) { (self.bytes, self.seq) = (bytes, seq) }

    // MARK: - Kinds of events

    mutating func attendanceCorrected() -> Change? {
        guard let meeting: MeetingID = identifier(behind: "{\"meeting\":\""), skip(",\"entry\":"),
            let line = rollLine(), skip(",\"removed\":")
        else { return nil }
        let isRemoved = skip("true")
        guard isRemoved || skip("false"), skip(",\"why\":\""), text() != nil, skip("}"), isOver else {
            return nil
        }
        if isRemoved { return PersonID(spelled: line.person).map { .markRemoved(meeting, $0) } }
        return .mark(meeting, PackedRoll([line], seq: seq, isCorrected: true))
    }

    mutating func attendanceRecorded() -> Change? {
        guard let meeting: MeetingID = identifier(behind: "{\"meeting\":\""), skip(",\"entries\":[") else {
            return nil
        }
        var lines: [PackedRoll.Line] = []
        lines.reserveCapacity(16)
        repeat {
            guard let line = rollLine() else { return nil }
            line.place(into: &lines)
        } while skip(",")
        guard skip("]}"), isOver else { return nil }
        return .roll(meeting, PackedRoll(lines, seq: seq, isCorrected: false))
    }

    mutating func meetingScheduled() -> Change? {
        var event = MeetingScheduled()
        guard let meeting: MeetingID = identifier(behind: "{\"meeting\":\""),
            let body: BodyID = identifier(behind: ",\"body\":\""), skip(",\"starts\":\""),
            let starts = text().flatMap({ CivilDateTime(iso: $0.span) }), skip("}"), isOver
        else { return nil }
        (event.meeting, event.body, event.starts) = (meeting, body, starts)
        return .meetingScheduled(event)
    }

    mutating func meetingHeld() -> Change? {
        guard let meeting: MeetingID = identifier(behind: "{\"meeting\":\""), skip("}"), isOver else {
            return nil
        }
        return .meetingHeld(meeting)
    }

    mutating func decisionPublished() -> Change? {
        guard let decision: DecisionID = identifier(behind: "{\"decision\":\""), skip(",\"on\":\""),
            let on = day(), skip("}"), isOver
        else { return nil }
        return .decisionPublished(decision, on)
    }

    // MARK: - Steps

    var isOver: Bool { position == bytes.count }

    @inline(__always)
    mutating func skip(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard let start = bytes.baseAddress, bytes.count - position >= length,
            memcmp(start + position, text.utf8Start, length) == 0
        else { return false }
        position += length
        return true
    }

    /// A string's bytes up to its closing quotation mark, which is skipped: printable ASCII without escapes.
    mutating func text() -> UnsafeBufferPointer<UInt8>? {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return UnsafeRawBufferPointer(rebasing: bytes[start..<position - 1]).assumingMemoryBound(
                    to: UInt8.self)
            }
            guard (0x20..<0x7F).contains(byte), byte != UInt8(ascii: "\\") else { return nil }
            position += 1
        }
        return nil
    }

    mutating func day() -> CivilDate? { text().flatMap { CivilDate(iso: $0.span) } }

    mutating func identifier<Kind>(behind key: StaticString) -> Identifier<Kind>? {
        guard skip(key) else { return nil }
        return text().flatMap { Identifier(spelled: UnsafeRawBufferPointer($0)) }
    }

    /// A string of any letters, without escapes.
    mutating func words() -> String? {
        let start = position
        guard skipWords() else { return nil }
        let written = UnsafeRawBufferPointer(rebasing: bytes[start..<position - 1])
        guard !written.contains(UInt8(ascii: "\\")) else { return nil }
        return String(decoding: written, as: UTF8.self)
    }

    /// Goes behind a string of any letters, with such escapes as stand for one letter.
    mutating func skipWords() -> Bool {
        let start = position
        var isASCII = true
        while true {
            skipPlain()
            guard position + 1 < bytes.count else { return false }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return isASCII || String(validating: bytes[start..<position], as: UTF8.self) != nil
            case UInt8(ascii: "\\"):
                guard Self.escapable.contains(bytes[position + 1]) else { return false }
                position += 2
            case 0x80...:
                isASCII = false
                position += 1
            case 0..<0x20: return false
            default: position += 1
            }
        }
    }

    /// Goes behind a string, and says whether it has no letter in it; nil where that takes a look at more than ASCII.
    mutating func blankWords() -> Bool? {
        let start = position
        guard skipWords() else { return nil }
        var place = start
        var isASCII = true
        while place < position - 1 {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "\\"): place += 1
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return false
            case 0x80...: isASCII = false
            default: break
            }
            place += 1
        }
        return isASCII ? true : nil
    }

    private static let escapable = Array("\"\\/bfnrt".utf8)

    /// Goes over ordinary ASCII, eight bytes at a time: they are looked at as one number (Hacker's Delight, 6-1).
    private mutating func skipPlain() {
        let (ones, tops) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
        while bytes.count - position >= 8 {
            let some = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let quotes = some ^ (ones &* 0x22)
            let backslashes = some ^ (ones &* 0x5C)
            let control = (some &- ones &* 0x20) & ~some
            let isOther =
                some | control | ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
            if isOther & tops != 0 { return }
            position += 8
        }
    }

    /// A number of up to nine digits, written as it has to be.
    mutating func number() -> Int? {
        let start = position
        var number = 0
        while position < bytes.count, position - start < 10, case 0x30...0x39 = bytes[position] {
            number = number * 10 + Int(bytes[position] - 0x30)
            position += 1
        }
        let length = position - start
        return (1...9).contains(length) && (bytes[start] != 0x30 || length == 1) ? number : nil
    }

    private mutating func rollLine() -> PackedRoll.Line? {
        guard skip("{\"person\":\""), let person = text(), skip(",\"standing\":\""), let standing = text(),
            skip("}")
        else { return nil }
        return PackedRoll.Line(UnsafeRawBufferPointer(person), UnsafeRawBufferPointer(standing))
    }
}
