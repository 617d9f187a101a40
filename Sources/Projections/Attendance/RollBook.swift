// Books of rolls: what the meetings of one body in one year are and what their rolls say, packed so that going through
// every roll of a council's decades costs little. Each book only repeats what the rows of its meetings say.
//
// A book is ASCII, so that it can be compared and searched as text:
//
//   book    = people, meetings
//   people  = number of them, and each identifier as a text, in the order in which rolls first name them
//   meeting = identifier as a text, day of the year from 0, second of the day, what it is, number of marks, marks
//   mark    = place among the people, a letter for the standing (small where somebody was stood in for), and then the
//             place of whom they stood in for
//   text    = length, bytes
//   number  = base 32, the lowest digit first: a byte is 64 + digit, and 32 more where another one follows

import Governance

/// What a roll says of a person, with people as numbers.
struct BookedMark {
    let person: Int32
    let standing: Standing
    /// Whom they stood in for; -1 for nobody.
    let substituteFor: Int32
}

/// A meeting as a book has it, good for as long as the book is read.
struct BookedMeeting {
    let idBytes: UnsafeRawBufferPointer
    let starts: CivilDateTime
    let day: CivilDate
    var status: Meeting.Status
    let kind: MeetingKind
    var hasRoll: Bool
    /// Whether its row has marks, which those of a late correction are without a roll.
    var hasMarks: Bool
    /// Whether a mark has a reason or a time, which only the row says.
    let isDetailed: Bool

    var id: MeetingID { MeetingID(spelled: idBytes) ?? MeetingID() }

    /// What was held later than the moment asked about was still to come then.
    mutating func hide() { (status, hasRoll, hasMarks) = (.scheduled, false, false) }
}

/// Letters and bits of a book.
private enum Spelling {
    static let statuses: [Meeting.Status] = [.scheduled, .cancelled, .held, .withdrawn]
    static let kinds: [MeetingKind] = [.ordinary, .training, .engagement, .event]
    static let standings: [Standing] = [
        .present, .presentVirtually, .substitute, .substituteVirtually, .inAttendance, .inAttendanceVirtually,
        .apologies, .absent,
    ]
    static let (roll, marks, detail): (Int, Int, Int) = (16, 32, 64)
    /// What is added to a standing's letter where somebody was stood in for.
    static let standsIn: UInt8 = 32
}

/// A book that is not written as books are.
struct DamagedBook: Error, CustomStringConvertible {
    let body, year: String

    var description: String { "the rolls of \(body) in \(year) cannot be read: rebuild the projections" }
}

// MARK: - Writing

/// Writes a book, meeting by meeting.
struct RollBookWriter {
    private var people = TextNumbers()
    private var meetings: [UInt8] = []
    private var marks: [UInt8] = []
    private var count = 0
    private let firstDay: CivilDate

    init(year: Int) { firstDay = CivilDate(year: year, month: 1, day: 1) ?? .first }

    var isEmpty: Bool { count == 0 }

    /// - Parameter packed: the roll as the meeting's row has it.
    mutating func add(
        id: UnsafeRawBufferPointer, starts: CivilDateTime, status: Meeting.Status, kind: MeetingKind,
        hasRoll: Bool, packed: UnsafeRawBufferPointer?
    ) throws {
        count += 1
        Self.add(text: id, to: &meetings)
        Self.add(firstDay.days(until: starts.date), to: &meetings)
        Self.add(starts.secondOfDay, to: &meetings)
        marks.removeAll(keepingCapacity: true)
        let (named, isDetailed) = try packed.map { try add(marks: $0) } ?? (0, false)
        Self.add(
            (Spelling.statuses.firstIndex(of: status) ?? 0) + 4 * (Spelling.kinds.firstIndex(of: kind) ?? 0)
                + (hasRoll ? Spelling.roll : 0) + (packed == nil ? 0 : Spelling.marks)
                + (isDetailed ? Spelling.detail : 0), to: &meetings)
        Self.add(named, to: &meetings)
        meetings += marks
    }

    private mutating func add(marks packed: UnsafeRawBufferPointer) throws -> (count: Int, isDetailed: Bool) {
        var (count, isDetailed) = (0, false)
        try PackedRoll.forEachMark(of: packed) { mark in
            count += 1
            if mark.isDetailed { isDetailed = true }
            Self.add(people.number(of: mark.person), to: &marks)
            let letter = 65 + UInt8(Spelling.standings.firstIndex(of: mark.standing) ?? 0)
            guard let member = mark.substituteFor else { return marks.append(letter) }
            marks.append(letter + Spelling.standsIn)
            Self.add(people.number(of: member), to: &marks)
        }
        return (count, isDetailed)
    }

    /// The book as text.
    var text: [UInt8] {
        var book: [UInt8] = []
        Self.add(people.count, to: &book)
        for number in 0..<people.count { people.withText(of: number) { Self.add(text: $0, to: &book) } }
        Self.add(count, to: &book)
        return book + meetings
    }

    private static func add(text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        add(text.count, to: &bytes)
        bytes.append(contentsOf: text)
    }

    private static func add(_ number: Int, to bytes: inout [UInt8]) {
        var rest = max(number, 0)
        while rest >= 32 {
            bytes.append(UInt8(96 + rest % 32))
            rest /= 32
        }
        bytes.append(UInt8(64 + rest))
    }
}

// MARK: - Reading

/// Reads a book out of its bytes. Whatever is not as it has to be makes the reading end with nil.
struct RollBookReader {
    private let bytes: UnsafeRawBufferPointer
    private let firstDay: CivilDate
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer, year: Int) {
        (self.bytes, firstDay) = (bytes, CivilDate(year: year, month: 1, day: 1) ?? .first)
    }

    var isOver: Bool { position == bytes.count }

    /// The people in it, by the numbers that they have with the reader.
    mutating func people(_ numbers: inout PeopleNumbers, into found: inout [Int32]) -> Bool {
        found.removeAll(keepingCapacity: true)
        guard let count = number() else { return false }
        for _ in 0..<count {
            guard let number = text().flatMap({ numbers.number(of: $0) }) else { return false }
            found.append(Int32(truncatingIfNeeded: number))
        }
        return true
    }

    mutating func number() -> Int? {
        var (found, shift) = (0, 0)
        while position < bytes.count, shift < 60 {
            let byte = bytes[position]
            position += 1
            guard byte >= 64 else { return nil }
            found |= Int(byte & 31) << shift
            if byte < 96 { return found }
            shift += 5
        }
        return nil
    }

    private mutating func text() -> UnsafeRawBufferPointer? {
        guard let length = number(), length <= bytes.count - position else { return nil }
        defer { position += length }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])
    }

    /// The next meeting, with its marks.
    mutating func meeting(_ people: [Int32], marks: inout [BookedMark]) -> BookedMeeting? {
        guard let id = text(), let place = number(), let second = number(), let what = number(),
            let count = number(), let day = firstDay.adding(days: place),
            let starts = CivilDateTime(day, secondOfDay: second)
        else { return nil }
        marks.removeAll(keepingCapacity: true)
        for _ in 0..<count {
            guard let mark = mark(people) else { return nil }
            marks.append(mark)
        }
        return BookedMeeting(
            idBytes: id, starts: starts, day: day, status: Spelling.statuses[what & 3],
            kind: Spelling.kinds[what >> 2 & 3], hasRoll: what & Spelling.roll != 0,
            hasMarks: what & Spelling.marks != 0, isDetailed: what & Spelling.detail != 0)
    }

    @inline(__always)
    private mutating func mark(_ people: [Int32]) -> BookedMark? {
        guard let person = number(), person < people.count, position < bytes.count else { return nil }
        let letter = bytes[position]
        position += 1
        let standsIn = letter & Spelling.standsIn != 0
        let code = Int(letter & ~Spelling.standsIn) - 65
        guard Spelling.standings.indices.contains(code) else { return nil }
        let standing = Spelling.standings[code]
        guard standsIn else {
            return BookedMark(person: people[person], standing: standing, substituteFor: -1)
        }
        guard let member = number(), member < people.count else { return nil }
        return BookedMark(person: people[person], standing: standing, substituteFor: people[member])
    }
}
