// Meetings, rolls and attendance, in the categories that councils publish.

import Codec
import Governance
public import Reports
import SQLite

/// A meeting's row.
struct MeetingRow {
    let id: MeetingID
    let body: BodyID
    let starts: CivilDateTime
    let title: String?
    let status: Meeting.Status
    let hasRoll: Bool
    let kind: MeetingKind
    /// Its roll, packed; nil if it has none.
    let packedMarks: String?

    static let columns = "id, body, starts, title, status, hasroll, kind, marks"

    init(_ row: Row) throws {
        id = try MeetingID(text: row["id"])
        body = try BodyID(text: row["body"])
        starts = try CivilDateTime(text: row["starts"])
        title = row["title"]
        status = Meeting.Status(rawValue: row["status"]) ?? .scheduled
        hasRoll = row["hasroll"]
        kind = MeetingKind(rawValue: row["kind"]) ?? .ordinary
        packedMarks = row["marks"]
    }

    var day: CivilDate { starts.date }

    /// What its roll says, in the order of the persons' identifiers; of one person alone where one is named.
    func marks(by person: PersonID? = nil) throws -> [MarkRow] {
        try (packedMarks.map { try PackedRoll.read($0) } ?? []).filter { mark in
            person.map { $0 == mark.entry.person } ?? true
        }.map { MarkRow(id, $0) }
    }
}

/// What a roll says of a person.
struct MarkRow {
    let meeting: String
    let person: PersonID
    let standing: Standing
    let substituteFor: PersonID?

    init(_ meeting: MeetingID, _ mark: Mark) {
        (self.meeting, person, standing) = (meeting.text, mark.entry.person, mark.entry.standing)
        substituteFor = mark.entry.substituteFor
    }

    init(_ row: Row) throws {
        meeting = row["meeting"]
        person = try PersonID(text: row["person"])
        standing = Standing(rawValue: row["standing"]) ?? .absent
        substituteFor = try (row["substitutefor"] as String?).map { try PersonID(text: $0) }
    }
}

extension Reading {
    // MARK: - Meetings

    func meetingRows(of body: BodyID?, from: CivilDate?, to: CivilDate?) throws -> [MeetingRow] {
        // Two texts, so that there is an index for either.
        let statement = try database.cachedStatement(
            sql: """
                SELECT \(MeetingRow.columns) FROM meeting
                WHERE \(body == nil ? "" : "body = ?3 AND ")day >= ?1 AND day <= ?2 ORDER BY starts, id
                """)
        var arguments: StatementArguments = [(from ?? .first).iso, (to ?? .last).iso]
        if let body { arguments += [body.text] }
        return try Row.fetchAll(statement, arguments: arguments).map { try MeetingRow($0) }
    }

    /// Meetings, with how many were expected and came.
    public func meetings(_ question: MeetingsQuestion) throws -> MeetingsReport {
        var report = MeetingsReport()
        report.basis = basis
        let body = try question.body.map { try directory.body($0).id }
        let from = try question.from.map { try days(from: $0, to: nil).first } ?? nil
        let to = try question.to.map { try days(from: nil, to: $0).last }
        let person = try question.person.map { try directory.person($0).id }
        for row in try meetingRows(of: body, from: from, to: to)
        where question.status.map({ $0 == row.status }) ?? (row.status != .withdrawn) {
            let marks = try row.marks()
            if let person, !marks.contains(where: { $0.person == person || $0.substituteFor == person }) {
                continue
            }
            report.meetings.append(value(row, marks))
        }
        return report
    }

    /// How many meetings were held and have no roll.
    public func meetingsWithoutRoll() throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM meeting WHERE status = 'held' AND NOT hasroll AND day <= ?",
            arguments: [asAt.iso]) ?? 0
    }

    private func value(_ row: MeetingRow, _ marks: [MarkRow]) -> MeetingValue {
        var value = MeetingValue()
        (value.id, value.body, value.starts) = (row.id.text, row.body.text, row.starts)
        (value.title, value.status, value.hasRoll) = (row.title, row.status, row.hasRoll)
        let body = directory.bodies[row.body]
        let expected = Set((body?.expected(on: row.day) ?? []).map(\.person))
        value.expected = expected.count
        value.present = marks.count { mark in
            mark.standing.isSubstitute || (mark.standing.isPresent && expected.contains(mark.person))
        }
        value.kind = row.kind == .ordinary ? nil : row.kind
        value.quorum = body?.terms(on: row.day)?.quorum
        if row.hasRoll, row.kind == .ordinary { value.composition = composition(row, body, marks) }
        if let quorum = value.quorum, row.hasRoll { value.isQuorate = value.present >= quorum }
        return value
    }

    private func composition(_ row: MeetingRow, _ body: Body?, _ marks: [MarkRow]) -> [CompositionValue]? {
        guard let body, body.terms(on: row.day)?.composition != nil else { return nil }
        let roll = marks.map { (person: $0.person, standing: $0.standing, substituteFor: $0.substituteFor) }
        return body.composition(on: row.day, roll).map { count in
            var value = CompositionValue()
            (value.capacity, value.atLeast) = (count.rule.capacity, count.rule.atLeast)
            (value.present, value.isMet) = (count.present, count.isMet)
            return value
        }
    }

    /// One meeting with its roll: everyone named in it, and everyone expected of whom it says nothing.
    public func meeting(_ question: MeetingQuestion) throws -> MeetingReport {
        let id = try meetingIdentifier(question.meeting)
        guard
            let row = try Row.fetchOne(
                database,
                sql: "SELECT \(MeetingRow.columns) FROM meeting WHERE id = ?",
                arguments: [id]
            ).map({ try MeetingRow($0) })
        else { throw Rejection.noMeeting(question.meeting) }
        var report = MeetingReport()
        report.basis = basis
        report.meeting = value(row, try row.marks())
        report.bodyName = directory.bodies[row.body]?.name ?? row.body.text
        report.roll = try roll(row)
        return report
    }

    /// The meeting that is meant: an identifier, its beginning, or a body and a day.
    func meetingIdentifier(_ reference: String) throws -> String {
        guard let phrase = try MeetingPhrase(reference, in: directory, on: now.date) else {
            return try identifier("meeting", reference, in: "meeting")
        }
        let rows = try meetingRows(of: phrase.body, from: phrase.day, to: phrase.day)
        let facts = rows.map { MeetingFacts($0.id, starts: $0.starts, title: $0.title, status: $0.status) }
        return try phrase.pick(among: facts, near: daysOfMeetings(near: phrase), in: directory).text
    }

    /// The days before and after on which the body meets.
    private func daysOfMeetings(near phrase: MeetingPhrase) throws -> [CivilDate] {
        try [("max", "<"), ("min", ">")].compactMap { end, side in
            try String.fetchOne(
                database,
                sql: """
                    SELECT \(end)(day) FROM meeting
                    WHERE body = ? AND day \(side) ? AND status NOT IN ('withdrawn', 'cancelled')
                    """, arguments: [phrase.body.text, phrase.day.iso]
            ).flatMap { CivilDate(iso: $0) }
        }
    }

    private func roll(_ meeting: MeetingRow) throws -> [RollValue] {
        let seats = directory.bodies[meeting.body]?.expected(on: meeting.day) ?? []
        var roll: [RollValue] = []
        for mark in try meeting.packedMarks.map({ try PackedRoll.read($0) }) ?? [] {
            var value = rollValue(mark.entry.person, meeting.day, seats)
            (value.standing, value.substituteFor) = (mark.entry.standing, mark.entry.substituteFor?.text)
            (value.reason, value.arrived) = (mark.entry.reason, mark.entry.arrived)
            (value.left, value.isCorrected) = (mark.entry.left, mark.isCorrected)
            roll.append(value)
        }
        let named = Set(roll.map(\.person))
        roll += seats.filter { !named.contains($0.person.text) }.map {
            rollValue($0.person, meeting.day, seats)
        }
        return roll.sorted { ($0.isExpected ? 0 : 1, $0.name) < ($1.isExpected ? 0 : 1, $1.name) }
    }

    private func rollValue(_ person: PersonID, _ day: CivilDate, _ seats: [Seat]) -> RollValue {
        var value = RollValue()
        (value.person, value.name) = (person.text, directory.name(person))
        value.group = directory.people[person]?.group(on: day)?.text
        let seat = seats.first { $0.person == person }
        (value.capacity, value.isExpected) = (seat?.capacity, seat != nil)
        return value
    }

    // MARK: - Attendance

    /// Members' attendance over a period.
    public func attendance(_ question: AttendanceQuestion) throws -> AttendanceReport {
        var report = AttendanceReport()
        report.basis = basis
        let body = try question.body.map { try directory.body($0).id }
        let person = try question.person.map { try directory.person($0).id }
        let group = try question.group.map { try directory.group($0).id }
        (report.from, report.to) = try days(from: question.from, to: question.to)
        report.body = body?.text
        let meetings = try meetingRows(of: body, from: report.from, to: report.to).filter {
            $0.starts <= now && $0.kind == .ordinary
        }
        report.cancelled = meetings.count { $0.status == .cancelled }
        report.withoutRoll = meetings.count { $0.status == .held && !$0.hasRoll }
        let counted = meetings.filter { $0.status == .held && $0.hasRoll }
        report.meetings = counted.count
        let year = report.to.adding(months: -12)?.adding(days: 1) ?? .first
        var tally = AttendanceTally(
            directory, until: report.to, stripsFrom: question.hasStrips ? report.from ?? year : nil)
        for meeting in counted { tally.count(meeting, try meeting.marks(by: person), only: person) }
        for meeting in meetings where !(meeting.status == .held && meeting.hasRoll) {
            tally.leaveOut(meeting, only: person)
        }
        report.members = tally.members.filter { value in group.map { value.group == $0.text } ?? true }
        (report.council, report.order) = (directory.council?.name ?? "", question.order)
        (report.bodyName, report.hasStrips) = (
            body.flatMap { directory.bodies[$0]?.name }, question.hasStrips
        )
        if question.order == .percentage { report.rank() }
        return report
    }
}

extension Rejection {
    static func noMeeting(_ reference: String) -> Rejection {
        Rejection(
            "known-meeting", "meeting/\(reference)", "There is no meeting \"\(reference)\" in the record.",
            remedy: "`minutectl meeting list` lists the ones there are.")
    }
}
