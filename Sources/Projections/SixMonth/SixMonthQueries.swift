// The six-month rule asked of the rolls: every councillor's clocks, the most urgent first.

import Codec
import Governance
public import Reports
import SQLite

extension Reading {
    /// The clocks of the six-month rule.
    public func sixMonth(_ question: SixMonthQuestion) throws -> SixMonthReport {
        let only = try question.person.map { try directory.person($0).id }
        var attendances = sixMonthAttendances(of: only)
        var search = MeetingSearch(of: nil, from: nil, to: now.date)
        search.add("status = 'held' AND starts <= ? AND marks IS NOT NULL", [now.iso])
        if let only { try addBodies(of: only, to: &search) }
        try forEachMeeting(search, inOrder: false) { meeting in
            for mark in try meeting.marks(by: only) { attendances.take(mark.person, mark.standing, meeting) }
            return true
        }
        return try sixMonth(question, attendances)
    }

    /// To be filled from the rolls: of one member, or of everybody who may have a clock.
    func sixMonthAttendances(of only: PersonID?) -> SixMonthAttendances {
        SixMonthAttendances(
            directory.people.values.filter { person in
                (only.map { $0 == person.id } ?? true) && person.isCurrent
                    && directory.mayHaveSixMonthClock(person, on: asAt)
            })
    }

    /// The clocks of those members, once all rolls that name them have been read.
    func sixMonth(_ question: SixMonthQuestion, _ attendances: SixMonthAttendances) throws -> SixMonthReport {
        var report = SixMonthReport()
        report.basis = basis
        report.warnings = directory.sixMonthWarnings(on: asAt)
        report.recordBegins = directory.recordBegins
        let withdrawn = try String.fetchAll(database, sql: "SELECT id FROM decision WHERE withdrawn")
        let never = Set(try withdrawn.map { try DecisionID(text: $0) })
        for (person, attended) in attendances.found.sorted(by: { $0.key < $1.key }) {
            try Interest.check()
            report.clocks += clocks(of: person, attended, withdrawn: never)
        }
        if let standing = question.standing {
            let matching = report.clocks.filter { $0.standing == standing }
            if matching.isEmpty { report.others = report.clocks.count }
            report.clocks = matching
        }
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
            value.begin(clock.start)
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
            value.explanation = directory.explanation(of: clock)
            return value
        }
    }
}

/// The meetings that members with a clock attended, taken in roll by roll in any order.
struct SixMonthAttendances {
    fileprivate private(set) var found: [PersonID: [RolledAttendance]]

    fileprivate init(_ members: [Person]) {
        found = Dictionary(members.map { ($0.id, []) }) { first, _ in first }
    }

    mutating func take(_ person: PersonID, _ standing: Standing, _ meeting: MeetingRow) {
        guard !standing.isAbsence, found[person] != nil else { return }
        found[person]?.append(
            RolledAttendance(
                meeting: meeting.id, body: meeting.body, date: meeting.day, standing: standing,
                kind: meeting.kind))
    }
}

extension SixMonthValue {
    fileprivate mutating func begin(_ start: SixMonthStart) {
        switch start {
        case .attended(let attendance):
            self.start = .attended
            (meeting, meetingBody) = (attendance.meeting.text, attendance.body.text)
        case .stated(let stated):
            (self.start, meetingBody, source) = (.stated, stated.body.text, stated.source)
        case .tookOffice: self.start = .tookOffice
        case .recordBegins: self.start = .recordBegins
        }
    }

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
