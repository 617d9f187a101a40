// Meetings and marks as one transaction's entries change them: kept in memory, and written once each when
// the transaction ends. Entries about a meeting stand close together in a log, so most rows are never read.

import Codec
import Governance
import SQLite

/// Folds meetings and marks.
final class AttendanceFold: Fold {
    /// What is known of a meeting's row that is on its way. What is nil stays as the table has it.
    private struct Slot {
        let id: MeetingID
        let body: BodyID
        /// The first of the entries that are on their way.
        let seq: Int
        /// What it was called by; nil for a row that is in the table already.
        var made: MeetingScheduled?
        var starts: CivilDateTime?
        var status: Meeting.Status?
        var hasRoll: Bool?
        var marks: PackedRoll?
        /// Who chaired, as the entry has it.
        var chaired: MeetingChaired?
        var cancelledOn: CivilDate?
        /// Where it takes place, if it was moved there.
        var place: String?
        /// Entries about agenda and minutes.
        var business = 0

        mutating func take(_ roll: PackedRoll) {
            if marks == nil { marks = roll } else { marks?.take(roll) }
        }
    }

    private let database: Database
    private let inserting, updating: RowStatement
    private var slots: [Slot] = []
    private var places: [MeetingID: Int] = [:]
    /// The books to write again; nil during a rebuild, which writes all books at its end.
    private var stale: StaleBooks?

    /// How many rows are kept before they are written: bounds the memory of a long transaction.
    private static let most = 8_192
    /// Up to how many a transaction of an ordinary moment has.
    private static let few = 64

    init(_ database: Database) throws {
        self.database = database
        inserting = try RowStatement(
            "INSERT INTO meeting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", database)
        stale = try database.indexExists("meeting_body") ? StaleBooks() : nil
        updating = try RowStatement(
            """
            UPDATE meeting SET starts = ifnull(?, starts), day = ifnull(?, day), status = ifnull(?, status),
                hasroll = ifnull(?, hasroll), business = business + ?, marks = ?,
                chaired = ifnull(?, chaired), cancelledon = ifnull(?, cancelledon),
                place = ifnull(?, place)
            WHERE id = ?
            """, database)
    }

    func apply(_ change: Change, seq: Int) throws {
        switch change {
        case .meetingScheduled(let it): try schedule(it, seq)
        case .meetingHeld(let id): try self.change(id, seq) { $0.status = .held }
        case .roll(let id, let roll):
            try self.change(id, seq) { slot in
                slot.hasRoll = true
                slot.take(roll)
            }
        case .mark(let id, let mark): try self.change(id, seq) { $0.take(mark) }
        case .markRemoved(let id, let person): try self.change(id, seq) { $0.marks?.remove(person) }
        case .event(.meetingRescheduled(let it)):
            try self.change(it.meeting, seq) { ($0.starts, $0.place) = (it.starts, it.place ?? $0.place) }
        case .event(.meetingCancelled(let it)):
            try self.change(it.meeting, seq) { ($0.status, $0.cancelledOn) = (.cancelled, it.on) }
        case .event(.meetingWithdrawn(let it)): try self.change(it.meeting, seq) { $0.status = .withdrawn }
        case .event(.meetingChaired(let it)): try self.change(it.meeting, seq) { $0.chaired = it }
        case .event(.itemTabled(let it)): try self.change(it.meeting, seq) { $0.business += 1 }
        case .event(.itemRemoved(let it)): try self.change(it.meeting, seq) { $0.business += 1 }
        case .event(.agendaPublished(let it)): try self.change(it.meeting, seq) { $0.business += 1 }
        case .event(.minutesRecorded(let it)): try self.change(it.meeting, seq) { $0.business += 1 }
        case .event(.meetingNoticeExcepted(let it)): try self.change(it.meeting, seq) { $0.business += 1 }
        case .event, .decision, .decisionPublished: break
        }
    }

    private func schedule(_ it: MeetingScheduled, _ seq: Int) throws {
        // One that is in the table already is found out when the row is written.
        guard let place = place(of: it.meeting) else {
            return try add(Slot(id: it.meeting, body: it.body, seq: seq, made: it))
        }
        // The identifier of a withdrawn meeting may be used again: nothing of the first is kept.
        guard slots[place].status == .withdrawn else { throw RepeatedMeeting(meeting: it.meeting) }
        try flush()
        try add(Slot(id: it.meeting, body: it.body, seq: seq, made: it))
    }

    private func change(_ meeting: MeetingID, _ seq: Int, _ body: (inout Slot) -> Void) throws {
        if let place = place(of: meeting) { return body(&slots[place]) }
        let found = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT marks, body, day FROM meeting WHERE id = ?"),
            arguments: [meeting.text]
        )
        guard let found else { throw UnknownMeeting(meeting: meeting) }
        let (marks, day): (String?, String) = (found["marks"], found["day"])
        var slot = Slot(id: meeting, body: try BodyID(text: found["body"]), seq: seq)
        slot.marks = try marks.map { try PackedRoll(stored: $0) }
        try stale?.note(slot.body, CivilDate(text: day))
        body(&slot)
        try add(slot)
    }

    /// Where a meeting's row on its way is: most often it is the last.
    private func place(of meeting: MeetingID) -> Int? {
        if let last = slots.last, last.id == meeting { return slots.count - 1 }
        return places[meeting]
    }

    private func add(_ slot: Slot) throws {
        if slots.count >= Self.most { try flush() }
        if slots.count == Self.few {
            // Growing step by step would move everything again and again.
            slots.reserveCapacity(Self.most)
            places.reserveCapacity(Self.most)
        }
        places[slot.id] = slots.count
        slots.append(slot)
    }

    // MARK: - Writing

    func flush() throws {
        try slots.forEachInPlace { slot in
            do {
                if slot.made == nil { try update(slot) } else { try insert(slot) }
            } catch let error as StorageFailure where error.isOfConstraint {
                throw LateFailure(seq: slot.seq, underlying: RepeatedMeeting(meeting: slot.id))
            }
        }
        slots.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    func willRemove(_ stream: Governance.Stream) throws {
        guard case .meeting(let id) = stream else { return }
        try stale?.note(id, in: database)
    }

    func finish() throws { try stale?.write(to: database) }

    private func insert(_ slot: Slot) throws {
        guard let made = slot.made else { return }
        do { try insertRow(slot, made) } catch let error as StorageFailure where error.isOfConstraint {
            let status = try String.fetchOne(
                database, sql: "SELECT status FROM meeting WHERE id = ?", arguments: [slot.id.text])
            guard status == Meeting.Status.withdrawn.rawValue else { throw error }
            try stale?.note(slot.id, in: database)
            try database.run("DELETE FROM meeting WHERE id = ?", [slot.id.text])
            try insertRow(slot, made)
        }
    }

    private func insertRow(_ slot: Slot, _ made: MeetingScheduled) throws {
        let starts = slot.starts ?? made.starts
        stale?.note(made.body, starts.date)
        inserting.add(slot.id.text)
        inserting.add(made.body.text)
        inserting.add { starts.appendISO(to: &$0) }
        inserting.add { starts.date.appendISO(to: &$0) }
        inserting.add(made.title)
        inserting.add((slot.status ?? .scheduled).rawValue)
        inserting.add(slot.hasRoll ?? false)
        inserting.add(slot.seq)
        inserting.add((made.kind ?? .ordinary).rawValue)
        inserting.add(slot.business)
        inserting.add(slot.marks?.text)
        inserting.add(slot.chaired.map { String(decoding: $0.json, as: UTF8.self) })
        inserting.add(slot.cancelledOn?.iso)
        inserting.add(slot.place ?? made.place)
        try inserting.run()
    }

    private func update(_ slot: Slot) throws {
        // The book that it stands in so far was noted when the row was read.
        if let starts = slot.starts { stale?.note(slot.body, starts.date) }
        updating.add(slot.starts?.iso)
        updating.add(slot.starts?.date.iso)
        updating.add(slot.status?.rawValue)
        updating.add(slot.hasRoll)
        updating.add(slot.business)
        updating.add(slot.marks?.text)
        updating.add(slot.chaired.map { String(decoding: $0.json, as: UTF8.self) })
        updating.add(slot.cancelledOn?.iso)
        updating.add(slot.place)
        updating.add(slot.id.text)
        try updating.run()
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
