// Agendas with the standing items that were missing, and minutes with the bodies they have not reached.

import Codec
import Governance
import Ledger
public import Reports
import SQLite

extension Reading {
    /// Agendas of meetings that were held or are called, newest first.
    public func agendas(_ question: AgendasQuestion) throws -> AgendasReport {
        var report = AgendasReport()
        report.basis = basis
        // Agendas of meetings to come are asked for without a last day.
        let last = question.to == nil ? CivilDate.last : asAt
        var search = try meetings(question.body, question.from, question.to, or: last)
        search.add("status NOT IN ('withdrawn', 'cancelled') AND kind = 'ordinary'")
        if let named = question.meeting {
            let meeting = try String(record("meeting/\(named)").dropFirst(8))
            search.add("substr(id, 1, ?) = ?", [meeting.count, meeting])
        }
        if let after = question.after { try addAfter(after, to: &search) }
        var page = Page<AgendaValue>(question.limit)
        try forEachMeeting(search) { row in
            let agenda = agenda(try whole(row))
            return question.onlyMissing == true && agenda.missing.isEmpty ? true : page.take(agenda)
        }
        (report.agendas, report.next) = page.done { $0.meeting }
        return report
    }

    /// How far the minutes of held meetings have come, newest first.
    public func minutes(_ question: MinutesQuestion) throws -> MinutesReport {
        var report = MinutesReport()
        report.basis = basis
        var search = try meetings(question.body, question.from, question.to, or: asAt)
        search.add("status = 'held' AND kind = 'ordinary' AND day <= ?", [asAt.iso])
        if let after = question.after { try addAfter(after, to: &search) }
        var page = Page<MinutesValue>(question.limit)
        try forEachMeeting(search) { row in
            let minutes = minutes(try whole(row))
            let isWanted = question.onlyOpen != true || minutes.presentations.contains { $0.on == nil }
            return isWanted ? page.take(minutes) : true
        }
        (report.minutes, report.next) = page.done { $0.meeting }
        return report
    }

    /// Newest first.
    private func meetings(
        _ body: String?, _ from: String?, _ to: String?, or end: CivilDate
    ) throws -> MeetingSearch {
        let body = try body.map { name throws(Rejection) in try directory.body(name).id }
        let (first, given) = try days(from: from, to: to)
        var search = MeetingSearch(of: body, from: first, to: to == nil ? end : given)
        (search.isNewestFirst, search.hasMarks) = (true, false)
        return search
    }

    /// A meeting with its agenda and minutes. Most have neither, and their rows say all of them.
    func whole(_ row: MeetingRow) throws -> Meeting {
        guard row.business > 0 else {
            var scheduled = MeetingScheduled()
            (scheduled.meeting, scheduled.body, scheduled.starts) = (row.id, row.body, row.starts)
            (scheduled.title, scheduled.kind) = (row.title, row.kind)
            var meeting = Meeting(scheduled)
            meeting.status = row.status
            return meeting
        }
        work.meetingsFolded += 1
        var state = State()
        for step in try ledger.events(of: .meeting(row.id), upTo: point.position)
        where step.event.wasDone(by: asAt, in: state) { state.evolve(step.event) }
        return try state.existing(row.id)
    }

    func agenda(_ meeting: Meeting) -> AgendaValue {
        var value = AgendaValue()
        (value.meeting, value.body, value.date) = (meeting.id.text, meeting.body.text, meeting.starts.date)
        value.items = meeting.agenda.map { item in
            var line = ItemValue()
            (line.number, line.label, line.standing) = (item.number, item.label, item.standing)
            (line.paper, line.matter) = (item.paper?.text, item.matter?.text)
            line.invited = (item.invited ?? []).map { directory.name($0) }
            return line
        }
        let standing = directory.bodies[meeting.body]?.terms(on: meeting.starts.date)?.standingItems ?? []
        let tabled = Set(meeting.agenda.compactMap(\.standing))
        // Before the meeting nothing is missing, unless its agenda is published.
        let isDue = meeting.starts.date <= asAt || meeting.agendaPublished != nil
        if meeting.agenda.isEmpty {
            if !standing.isEmpty, meeting.starts.date <= asAt {
                value.findings.append(Finding("agenda-missing", "No agenda of the meeting is recorded."))
            }
        } else if isDue {
            value.missing = standing.filter { !tabled.contains($0) }
        }
        guard let published = meeting.agendaPublished else { return value }
        value.published = published
        value.clearDays = clearDays(from: published, to: meeting.starts.date)
        if let clear = value.clearDays, clear < 5, meeting.noticeExceptions.isEmpty {
            value.findings.append(
                Finding(
                    "agenda-notice",
                    "The agenda was published \(clear) clear day\(clear == 1 ? "" : "s") before the meeting, not 5, and no exception is recorded."
                ))
        }
        return value
    }

    /// Working days between two days, neither counted: "clear days" (Local Government Act 1972, s.100B).
    private func clearDays(from first: CivilDate, to last: CivilDate) -> Int? {
        guard let working = directory.council?.workingDays, first <= last else { return nil }
        var count = 0
        var day = first.adding(days: 1)
        while let between = day, between < last, count < 366 {
            if (try? working.isWorkingDay(between)) == true { count += 1 }
            day = between.adding(days: 1)
        }
        return count
    }

    func minutes(_ meeting: Meeting) -> MinutesValue {
        var value = MinutesValue()
        (value.meeting, value.body, value.date) = (meeting.id.text, meeting.body.text, meeting.starts.date)
        let steps = meeting.minutes.filter { $0.on <= asAt }
        value.drafted = steps.first { $0.stage == .drafted }?.on
        value.approved = steps.first { $0.stage == .approved }?.on
        let signed = steps.first { $0.stage == .signed }
        (value.signed, value.signedBy) = (signed?.on, signed?.by?.text)
        let route = directory.bodies[meeting.body]?.terms(on: meeting.starts.date)?.reportsTo ?? []
        let presented = steps.filter { $0.stage == .presented }
        let others = presented.compactMap(\.to).filter { !route.contains($0) }
        value.presentations = (route + others).map { body in
            var line = MinutesPresentationValue()
            (line.to, line.toName) = (body.text, directory.name(body))
            let step = presented.first { $0.to == body }
            (line.on, line.at) = (step?.on, step?.at?.text)
            line.days = meeting.starts.date.days(until: step?.on ?? asAt)
            return line
        }
        return value
    }
}
