// The events that make up nearly all of a long log, read straight out of the bytes in which they are
// written. Whatever is not exactly of that form (an escape, a rarer field, other spacing) is left to the
// general reader, which therefore alone decides what is an event and what is wrong with it.

import Codec
import Glibc
import Governance
import Ledger

extension Event {
    /// Reads an event of the most frequent kinds; nil for all that is out of the ordinary.
    init?(quickly view: EntryView) {
        guard !view.type.isEscaped else { return nil }
        var reader = QuickReader(view.data)
        if view.type.raw.spells("org.minuted.attendance.corrected") {
            guard let event = reader.attendanceCorrected() else { return nil }
            self = .attendanceCorrected(event)
        } else if view.type.raw.spells("org.minuted.attendance.recorded") {
            guard let event = reader.attendanceRecorded() else { return nil }
            self = .attendanceRecorded(event)
        } else if view.type.raw.spells("org.minuted.meeting.held") {
            guard let event = reader.meetingHeld() else { return nil }
            self = .meetingHeld(event)
        } else if view.type.raw.spells("org.minuted.meeting.scheduled") {
            guard let event = reader.meetingScheduled() else { return nil }
            self = .meetingScheduled(event)
        } else if view.type.raw.spells("org.minuted.decision.published") {
            guard let event = reader.decisionPublished() else { return nil }
            self = .decisionPublished(event)
        } else {
            return nil
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func spells(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount, let start = baseAddress else { return false }
        return memcmp(start, text.utf8Start, count) == 0
    }
}

/// Goes through a payload's bytes. Any step that fails makes the whole reading fail.
private struct QuickReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private mutating func skip(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard let start = bytes.baseAddress, bytes.count - position >= length,
            memcmp(start + position, text.utf8Start, length) == 0
        else { return false }
        position += length
        return true
    }

    private var isOver: Bool { position == bytes.count }

    /// A string's text up to and with its closing quotation mark: printable ASCII without escapes.
    private mutating func text() -> String? {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                let raw = UnsafeRawBufferPointer(rebasing: bytes[start..<position])
                position += 1
                return String(decoding: raw, as: UTF8.self)
            }
            guard (0x20..<0x7F).contains(byte), byte != UInt8(ascii: "\\") else { return nil }
            position += 1
        }
        return nil
    }

    private mutating func identifier<Kind>() -> Identifier<Kind>? {
        text().flatMap { try? Identifier(text: $0) }
    }

    private mutating func rollEntry() -> RollEntry? {
        guard skip("{\"person\":\""), let person: PersonID = identifier(), skip(",\"standing\":\""),
            let standing = text().flatMap({ Standing(rawValue: $0) }), skip("}")
        else { return nil }
        return RollEntry(person, standing)
    }

    mutating func attendanceCorrected() -> AttendanceCorrected? {
        var event = AttendanceCorrected()
        guard skip("{\"meeting\":\""), let meeting: MeetingID = identifier(), skip(",\"entry\":"),
            let entry = rollEntry(), skip(",\"removed\":")
        else { return nil }
        event.isRemoved = skip("true")
        guard event.isRemoved || skip("false"), skip(",\"why\":\""), let reason = text(), skip("}"), isOver
        else { return nil }
        (event.meeting, event.entry, event.reason) = (meeting, entry, reason)
        return event
    }

    mutating func attendanceRecorded() -> AttendanceRecorded? {
        var event = AttendanceRecorded()
        guard skip("{\"meeting\":\""), let meeting: MeetingID = identifier(), skip(",\"entries\":[") else {
            return nil
        }
        event.meeting = meeting
        event.entries.reserveCapacity(16)
        repeat {
            guard let entry = rollEntry() else { return nil }
            event.entries.append(entry)
        } while skip(",")
        return skip("]}") && isOver ? event : nil
    }

    private mutating func value<Value: TextValue>() -> Value? { text().flatMap { try? Value(text: $0) } }

    mutating func meetingScheduled() -> MeetingScheduled? {
        var event = MeetingScheduled()
        guard skip("{\"meeting\":\""), let meeting: MeetingID = identifier(), skip(",\"body\":\""),
            let body: BodyID = identifier(), skip(",\"starts\":\""), let starts: CivilDateTime = value(),
            skip("}"), isOver
        else { return nil }
        (event.meeting, event.body, event.starts) = (meeting, body, starts)
        return event
    }

    mutating func decisionPublished() -> DecisionPublished? {
        var event = DecisionPublished()
        guard skip("{\"decision\":\""), let decision: DecisionID = identifier(), skip(",\"on\":\""),
            let on: CivilDate = value(), skip("}"), isOver
        else { return nil }
        (event.decision, event.on) = (decision, on)
        return event
    }

    mutating func meetingHeld() -> MeetingHeld? {
        var event = MeetingHeld()
        guard skip("{\"meeting\":\""), let meeting: MeetingID = identifier(), skip("}"), isOver else {
            return nil
        }
        event.meeting = meeting
        return event
    }
}
