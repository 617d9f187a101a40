// The six-month rule asked of the rolls: every councillor's clocks, the most urgent first.

import Codec
import Governance
public import Reports
import SQLite

extension Reading {
    /// The clocks of the six-month rule.
    public func sixMonth(_ question: SixMonthQuestion) throws -> SixMonthReport {
        var report = SixMonthReport()
        report.basis = basis
        report.warnings = directory.sixMonthWarnings(on: asAt)
        let only = try question.person.map { try directory.person($0).id }
        let attendances = try attendances(of: only)
        let withdrawn = try String.fetchAll(database, sql: "SELECT id FROM decision WHERE withdrawn")
        let never = Set(try withdrawn.map { try DecisionID(text: $0) })
        for person in directory.people.values.sorted(by: { $0.id < $1.id })
        where person.kind == .councillor && person.isCurrent {
            guard only.map({ $0 == person.id }) ?? true else { continue }
            report.clocks += clocks(of: person.id, attendances[person.id] ?? [], withdrawn: never)
        }
        if let standing = question.standing { report.clocks.removeAll { $0.standing != standing } }
        report.clocks.sort { $0.danger < $1.danger }
        return report
    }

    /// The clocks of one member, with their explanations.
    private func clocks(
        of person: PersonID, _ attendances: [RolledAttendance], withdrawn: Set<DecisionID>
    ) -> [SixMonthValue] {
        let clocks = directory.sixMonthClocks(of: person, attendances, withdrawn: withdrawn, on: asAt)
        return clocks.map { clock in
            var value = SixMonthValue()
            (value.person, value.name) = (person.text, directory.name(person))
            value.group = directory.people[person]?.group(on: asAt)?.text
            (value.clock, value.standing, value.since) = (clock.kind, clock.standing, clock.since)
            (value.meeting, value.meetingBody) = (
                clock.attended?.meeting.text, clock.attended?.body.text
            )
            (value.lastDay, value.lastDayByLaw) = (clock.lastDay, clock.lastDayByLaw)
            value.daysLeft = clock.daysLeft(on: asAt)
            (value.suspendedDays, value.warnedAt) = (clock.suspendedDays, clock.warnedAt)
            (value.approvedBy, value.approvedUntil) = (
                clock.approval?.decision.text, clock.approval?.until
            )
            value.tooLate = clock.tooLate.map(\.decision.text)
            value.disregarded = clock.disregarded.map { attendance in
                var one = DisregardedValue()
                (one.meeting, one.body) = (
                    attendance.attendance.meeting.text, attendance.attendance.body.text
                )
                (one.date, one.why) = (attendance.attendance.date, attendance.why)
                return one
            }
            value.explanation = explanation(of: clock)
            return value
        }
    }

    /// What rolls say of meetings at which people were, in one pass: of one of them, or of everybody.
    private func attendances(of only: PersonID?) throws -> [PersonID: [RolledAttendance]] {
        var search = MeetingSearch(of: nil, from: nil, to: now.date)
        search.add("status = 'held' AND starts <= ? AND marks IS NOT NULL", [now.iso])
        if let only { try addBodies(of: only, to: &search) }
        var found: [PersonID: [RolledAttendance]] = [:]
        try forEachMeeting(search, inOrder: false) { meeting in
            for mark in try meeting.marks(by: only) where !mark.standing.isAbsence {
                found[mark.person, default: []].append(
                    RolledAttendance(
                        meeting: meeting.id, body: meeting.body, date: meeting.day,
                        standing: mark.standing, kind: meeting.kind))
            }
            return true
        }
        return found
    }

    private func explanation(of clock: SixMonthClock) -> String {
        var sentences: [String] = []
        let body = clock.attended.map { directory.bodies[$0.body]?.name ?? $0.body.text }
        let start =
            body.map { "Attended \($0) last on \(clock.since.spoken)" }
            ?? "Has attended nothing since taking office on \(clock.since.spoken)"
        sentences.append("\(start).")
        if clock.suspendedDays > 0 { sentences.append("\(clock.suspendedDays) days of suspension left out.") }
        if let approval = clock.approval {
            let until = approval.until.map { "until \($0.spoken)" } ?? "until the member attends again"
            sentences.append("The Council approved the reason on \(approval.on.spoken), \(until).")
        }
        for late in clock.tooLate {
            sentences.append(
                "An approval on \(late.on.spoken) came after the six months had ended, and changes nothing.")
        }
        switch clock.standing {
        case .expired:
            sentences.append(
                "The six months ended with \((clock.lastDay ?? clock.lastDayByLaw).spoken): the vacancy is to be declared."
            )
        case .declared: sentences.append("The vacancy has been declared.")
        case .running, .warning, .approved, .suspended: break
        }
        return sentences.joined(separator: " ")
    }
}

extension SixMonthValue {
    /// What sorts the most urgent first: what has to be declared, then by the days that are left.
    fileprivate var danger: (Int, Int, String, String) {
        let rank =
            switch standing {
            case .expired: 0
            case .warning, .running, .suspended: 1
            case .approved: 2
            case .declared: 3
            }
        return (rank, daysLeft ?? .max, person, clock.rawValue)
    }
}
