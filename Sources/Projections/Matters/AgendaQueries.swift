// Agendas with the standing items that were missing, and minutes with the bodies they have not reached.

import Codec
import Governance
public import Reports

extension Reading {
    /// Agendas of meetings that were held or are called, newest first.
    public func agendas(_ question: AgendasQuestion) throws -> AgendasReport {
        var report = AgendasReport()
        report.basis = basis
        // Agendas of meetings to come are asked for without a last day.
        let last = question.to == nil ? CivilDate.last : asAt
        let wanted = try question.meeting.map { try record("meeting/\($0)").dropFirst(8) }
        let chosen = try meetings(question.body, question.from, question.to, or: last) { meeting in
            meeting.status != .cancelled && meeting.kind == .ordinary
                && (wanted.map { meeting.id.text.hasPrefix($0) } ?? true)
        }
        report.agendas = chosen.map(agenda).filter { question.onlyMissing != true || !$0.missing.isEmpty }
        return report
    }

    /// How far the minutes of held meetings have come, newest first.
    public func minutes(_ question: MinutesQuestion) throws -> MinutesReport {
        var report = MinutesReport()
        report.basis = basis
        let chosen = try meetings(question.body, question.from, question.to, or: asAt) {
            $0.status == .held && $0.kind == .ordinary
        }
        report.minutes = chosen.map(minutes).filter { minutes in
            question.onlyOpen != true || minutes.presentations.contains { $0.on == nil }
        }
        return report
    }

    private func meetings(
        _ body: String?, _ from: String?, _ to: String?, or end: CivilDate,
        where isWanted: (Meeting) -> Bool
    ) throws -> [Meeting] {
        let body = try body.map { name throws(Rejection) in try directory.body(name).id }
        let (first, given) = try days(from: from, to: to)
        let last = to == nil ? end : given
        return try fold(RecordTypes.meetings).meetings.values.filter { meeting in
            let day = meeting.starts.date
            return meeting.status != .withdrawn && (body.map { $0 == meeting.body } ?? true)
                && (first ?? .first) <= day && day <= last && isWanted(meeting)
        }.sorted { ($1.starts, $0.id) < ($0.starts, $1.id) }
    }

    private func agenda(_ meeting: Meeting) -> AgendaValue {
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
        if meeting.agenda.isEmpty {
            if !standing.isEmpty {
                value.findings.append(Finding("agenda-missing", "No agenda of the meeting is recorded."))
            }
        } else {
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

    private func minutes(_ meeting: Meeting) -> MinutesValue {
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
            line.to = body.text
            let step = presented.first { $0.to == body }
            (line.on, line.at) = (step?.on, step?.at?.text)
            line.days = meeting.starts.date.days(until: step?.on ?? asAt)
            return line
        }
        return value
    }
}
