// Meetings, rolls and attendance, in the categories that councils publish.

import Codec
import Governance
public import Reports
import SQLite

extension Reading {
    // MARK: - Meetings

    /// Meetings, with how many were expected and came.
    public func meetings(_ question: MeetingsQuestion) throws -> MeetingsReport {
        var report = MeetingsReport()
        report.basis = basis
        let body = try question.body.map { try directory.body($0).id }
        let from = try question.from.map { try days(from: $0, to: nil).first } ?? nil
        let to = try question.to.map { try days(from: nil, to: $0).last }
        let person = try question.person.map { try directory.person($0).id }
        var search = MeetingSearch(of: body, from: from, to: to)
        switch question.status {
        case nil: search.add("status <> 'withdrawn'")
        // What was held later than the moment asked about was still to come then.
        case .held?: search.add("status = 'held' AND starts <= ?", [now.iso])
        case .scheduled?:
            search.add(
                "status = 'scheduled' OR status = 'held' AND starts > ? OR status = 'cancelled' AND cancelledon > ?",
                [now.iso, asAt.iso])
        case .cancelled?:
            search.add("status = 'cancelled' AND (cancelledon IS NULL OR cancelledon <= ?)", [asAt.iso])
        case .withdrawn?: search.add("status = 'withdrawn'")
        }
        if let after = question.after { try addAfter(after, to: &search) }
        var page = Page<MeetingValue>(question.limit)
        try forEachMeeting(search) { row in
            guard let person else { return page.take(try value(row)) }
            let names = try row.marks().contains { $0.person == person || $0.substituteFor == person }
            return names ? page.take(try value(row)) : true
        }
        (report.meetings, report.next) = page.done { $0.id }
        return report
    }

    /// Goes on behind a meeting of the list before.
    func addAfter(_ id: String, to search: inout MeetingSearch) throws {
        let starts = try String.fetchOne(
            database, sql: "SELECT starts FROM meeting WHERE id = ?", arguments: [id])
        guard let starts, let day = CivilDateTime(iso: starts)?.date else {
            throw Rejection.noPlace(after: id, "meeting")
        }
        search.add(
            search.isNewestFirst
                ? "day <= ? AND (starts < ? OR starts = ? AND id > ?)"
                : "day >= ? AND (starts > ? OR starts = ? AND id > ?)", [day.iso, starts, starts, id])
    }

    /// How many meetings were held and have no roll.
    public func meetingsWithoutRoll() throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM meeting WHERE status = 'held' AND NOT hasroll AND day <= ? AND day >= ?
                """,
            arguments: [asAt.iso, directory.recordBegins.iso]) ?? 0
    }

    func value(_ row: MeetingRow) throws -> MeetingValue {
        var value = MeetingValue()
        (value.id, value.body, value.starts) = (row.id.text, row.body.text, row.starts)
        value.bodyName = directory.name(row.body)
        (value.title, value.status, value.hasRoll) = (row.title, row.status, row.hasRoll)
        value.kind = row.kind == .ordinary ? nil : row.kind
        value.place = row.place
        guard let members = directory.bodies[row.body].map({ work.members(of: $0) }) else { return value }
        let terms = members.on(row.day, &work.people).terms
        let presence = try presence(row, members)
        (value.expected, value.present) = (presence.expected, presence.present)
        if presence.forQuorum != presence.present { value.presentForQuorum = presence.forQuorum }
        value.chairing = chairing(row, members.body)
        value.quorum = terms?.quorum
        if row.hasRoll, row.kind == .ordinary, terms?.composition != nil {
            value.composition = composition(row, members.body, try row.marks())
        }
        if let quorum = value.quorum, row.hasRoll { value.isQuorate = presence.forQuorum >= quorum }
        return value
    }

    /// Who was there; counted by numbers unless somebody came for another.
    private func presence(
        _ row: MeetingRow, _ members: BodyMembers
    ) throws -> (expected: Int, present: Int, forQuorum: Int) {
        let membership = members.on(row.day, &work.people)
        var marks: [BookedMark] = []
        try row.forEachMark { mark in
            guard let number = work.people.number(of: mark.person) else { return }
            marks.append(
                BookedMark(
                    person: Int32(number), standing: mark.standing,
                    substituteFor: mark.substituteFor == nil ? -1 : 0))
        }
        if let plain = membership.presence(members.body, on: row.day, marks) { return plain }
        let whole = members.body.presence(on: row.day, try row.marks().map(\.entry))
        return (whole.expected, whole.present, whole.forQuorum)
    }

    private func composition(_ row: MeetingRow, _ body: Body, _ marks: [MarkRow]) -> [CompositionValue] {
        body.composition(on: row.day, marks.map(\.entry)).map { count in
            var value = CompositionValue()
            (value.capacity, value.atLeast) = (count.rule.capacity, count.rule.atLeast)
            (value.present, value.isMet) = (count.present, count.isMet)
            return value
        }
    }

    /// One meeting with its roll: everyone named in it, and everyone expected of whom it says nothing.
    public func meeting(_ question: MeetingQuestion) throws -> MeetingReport {
        let id = try meetingIdentifier(question.meeting)
        guard let row = try meetingRow(id) else { throw Rejection.noMeeting(question.meeting) }
        var report = MeetingReport()
        report.basis = basis
        report.meeting = try value(row)
        report.bodyName = directory.name(row.body)
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

    func roll(_ meeting: MeetingRow) throws -> [RollValue] {
        let seats = directory.bodies[meeting.body]?.expected(on: meeting.day) ?? []
        var roll: [RollValue] = []
        for mark in try meeting.packedMarks.map({ try PackedRoll.read($0) }) ?? [] {
            var value = rollValue(mark.entry.person, meeting.day, seats)
            (value.standing, value.substituteFor) = (mark.entry.standing, mark.entry.substituteFor?.text)
            value.substituteForName = mark.entry.substituteFor.map { directory.name($0, on: meeting.day) }
            (value.reason, value.arrived) = (mark.entry.reason, mark.entry.arrived)
            (value.left, value.isCorrected) = (mark.entry.left, mark.isCorrected)
            roll.append(value)
        }
        let named = Set(roll.map(\.person))
        roll += seats.filter { !named.contains($0.person.text) }.map {
            rollValue($0.person, meeting.day, seats)
        }
        let order = directory.listOrder(roll.map(\.person))
        return roll.sorted {
            ($0.isExpected ? 0 : 1, order[$0.person] ?? 0) < ($1.isExpected ? 0 : 1, order[$1.person] ?? 0)
        }
    }

    private func rollValue(_ person: PersonID, _ day: CivilDate, _ seats: [Seat]) -> RollValue {
        var value = RollValue()
        (value.person, value.name) = (person.text, directory.name(person, on: day))
        let group = directory.people[person]?.group(on: day)
        (value.group, value.groupName) = (group?.text, group.map { directory.name($0) })
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
        let year = report.to.adding(months: -12)?.adding(days: 1) ?? .first
        var tally = AttendanceTally(
            self, of: group, only: person, withOfficers: question.hasOfficers,
            stripsFrom: question.hasStrips ? report.from ?? year : nil)
        let search = RollSearch(of: body, from: report.from, to: report.to, naming: person)
        try forEachRoll(search) { roll in
            guard roll.meeting.starts <= now, roll.meeting.kind == .ordinary else { return }
            if roll.meeting.status == .held, roll.meeting.hasRoll {
                tally.count(roll)
            } else {
                tally.leaveOut(roll)
            }
        }
        try count(MeetingSearch(of: body, from: report.from, to: report.to), into: &report)
        report.leftOutMarks = tally.leftOutMarks == 0 ? nil : tally.leftOutMarks
        (report.members, report.officersLeftOut) = tally.values
        (report.council, report.order) = (directory.council?.name ?? "", question.order)
        (report.bodyName, report.hasStrips) = (
            body.flatMap { directory.bodies[$0]?.name }, question.hasStrips
        )
        if question.order == .percentage { report.rank() }
        return report
    }

    /// How many meetings there were of each kind, whoever is asked about.
    private func count(_ all: MeetingSearch, into report: inout AttendanceReport) throws {
        var search = all
        search.add("starts <= ? AND kind = 'ordinary'", [now.iso])
        for row in try Row.fetchAll(database, sql: search.counting, arguments: search.arguments) {
            let count: Int = row[2]
            switch Meeting.Status(rawValue: row[0]) {
            case .cancelled?: report.cancelled += count
            case .held? where row[1]: report.meetings += count
            case .held?: report.withoutRoll += count
            case .scheduled?, .withdrawn?, nil: break
            }
        }
    }
}

extension Rejection {
    static func noMeeting(_ reference: String) -> Rejection {
        Rejection(
            "known-meeting", "meeting/\(reference)", "There is no meeting \"\(reference)\" in the record.",
            remedy: "List them with `minutectl meeting list`.")
    }
}
