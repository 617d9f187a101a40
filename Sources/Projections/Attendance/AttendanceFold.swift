// Meetings and their marks as one transaction's entries change them: kept in memory, and written once each when
// the transaction ends. Entries about a meeting stand close together in a log, so most rows are never read.

import GRDB
import Governance

/// Folds meetings and marks.
final class AttendanceFold: Fold {
    /// A meeting's row on its way.
    fileprivate struct Slot {
        let id: MeetingID
        /// The columns that no entry changes; nil for a row that is in the table already.
        var made: MeetingScheduled?
        var seq = 0
        var starts: String
        var status: Meeting.Status
        var hasRoll: Bool
        /// A roll that is whole as one entry gave it, which most of them stay.
        var roll: (entries: [RollEntry], seq: Int)?
        /// The marks, where there is no such roll.
        var marks: [Mark] = []
        var hasMarks = false
        var isChanged = false
    }

    private let database: Database
    private var rows: [Slot] = []
    private var places: [MeetingID: Int] = [:]
    private var writer = PackedRoll.Writer()

    /// How many rows are kept before they are written: bounds the memory of a long transaction.
    private static let most = 8_192

    init(_ database: Database) { self.database = database }

    func apply(_ event: Event, seq: Int) throws {
        switch event {
        case .meetingScheduled(let it): try schedule(it, seq)
        case .meetingRescheduled(let it): try change(it.meeting) { $0.starts = it.starts.iso }
        case .meetingCancelled(let it): try change(it.meeting) { $0.status = .cancelled }
        case .meetingHeld(let it): try change(it.meeting) { $0.status = .held }
        case .meetingWithdrawn(let it): try change(it.meeting) { $0.status = .withdrawn }
        case .attendanceRecorded(let it):
            try change(it.meeting) { row in
                row.hasRoll = true
                if row.hasMarks {
                    for entry in it.entries { row.set(Mark(entry: entry, isCorrected: false, seq: seq)) }
                } else {
                    (row.roll, row.hasMarks) = ((it.entries, seq), true)
                }
            }
        case .attendanceCorrected(let it):
            try change(it.meeting) { row in
                if it.isRemoved {
                    row.expand()
                    row.marks.removeAll { $0.entry.person == it.entry.person }
                } else {
                    row.set(Mark(entry: it.entry, isCorrected: true, seq: seq))
                }
            }
        default: break
        }
    }

    private func schedule(_ it: MeetingScheduled, _ seq: Int) throws {
        // One that is in the table already is found out when the row is written.
        guard places[it.meeting] == nil else { throw RepeatedMeeting(meeting: it.meeting) }
        if rows.count >= Self.most { try flush() }
        places[it.meeting] = rows.count
        rows.append(
            Slot(
                id: it.meeting, made: it, seq: seq, starts: it.starts.iso, status: .scheduled, hasRoll: false,
                isChanged: true))
    }

    private func change(_ meeting: MeetingID, _ body: (inout Slot) -> Void) throws {
        let place = try places[meeting] ?? load(meeting)
        body(&rows[place])
        rows[place].isChanged = true
    }

    private func load(_ meeting: MeetingID) throws -> Int {
        let found = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT starts, status, hasroll, marks FROM meeting WHERE id = ?"),
            arguments: [meeting.text])
        guard let found else { throw UnknownMeeting(meeting: meeting) }
        if rows.count >= Self.most { try flush() }
        let marks: String? = found["marks"]
        places[meeting] = rows.count
        rows.append(
            Slot(
                id: meeting, starts: found["starts"],
                status: Meeting.Status(rawValue: found["status"]) ?? .scheduled, hasRoll: found["hasroll"],
                marks: try marks.map { try PackedRoll.read($0) } ?? [], hasMarks: marks != nil))
        return rows.count - 1
    }

    // MARK: - Writing

    func flush() throws {
        for place in rows.indices where rows[place].isChanged {
            do { try write(rows[place]) } catch {
                guard let error = error as? DatabaseError, error.resultCode == .SQLITE_CONSTRAINT else {
                    throw error
                }
                throw LateFailure(
                    seq: rows[place].seq, underlying: RepeatedMeeting(meeting: rows[place].id))
            }
        }
        rows.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    private func write(_ row: Slot) throws {
        var marks: [UInt8]?
        if row.hasMarks {
            if let roll = row.roll {
                writer.write(roll.entries, seq: roll.seq)
            } else {
                writer.write(row.marks)
            }
            marks = writer.text
        }
        let day = String(row.starts.prefix(10))
        guard let made = row.made else {
            return try database.run(
                "UPDATE meeting SET starts = ?, day = ?, status = ?, hasroll = ?, marks = ? WHERE id = ?",
                [row.starts, day, row.status.rawValue, row.hasRoll, marks, row.id.text])
        }
        try database.run(
            "INSERT INTO meeting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                row.id.text, made.body.text, row.starts, day, made.title, row.status.rawValue, row.hasRoll,
                row.seq, (made.kind ?? .ordinary).rawValue, marks,
            ])
    }
}

extension AttendanceFold.Slot {
    /// Puts a mark in place of the one that there may be of the same person.
    fileprivate mutating func set(_ mark: Mark) {
        hasMarks = true
        expand()
        if let known = marks.firstIndex(where: { $0.entry.person == mark.entry.person }) {
            marks[known] = mark
        } else {
            marks.append(mark)
        }
    }

    /// Makes a mark of its own of each entry of the roll.
    fileprivate mutating func expand() {
        guard let (entries, seq) = roll else { return }
        roll = nil
        marks.reserveCapacity(entries.count + 1)
        for entry in entries { set(Mark(entry: entry, isCorrected: false, seq: seq)) }
    }
}

/// An entry about a meeting that no entry has called.
struct UnknownMeeting: Error, CustomStringConvertible {
    let meeting: MeetingID

    var description: String { "there is no meeting \(meeting)" }
}

/// An entry that calls a meeting which has been called already.
struct RepeatedMeeting: Error, CustomStringConvertible {
    let meeting: MeetingID

    var description: String { "the meeting \(meeting) is there already" }
}
