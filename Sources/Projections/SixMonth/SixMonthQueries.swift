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
        report.recordBegins = directory.recordBegins
        let all = try sixMonthClocks(of: try question.person.map { try directory.person($0).id })
        let matching = all.filter { clock in question.standing.map { $0 == clock.clock.standing } ?? true }
        if matching.isEmpty, question.standing != nil { report.others = all.count }
        report.clocks = matching.map { value($0.person, $0.clock) }
        report.clocks.sort { $0.danger < $1.danger }
        return report
    }

    /// The clocks of one member, or of everybody who has one.
    func sixMonthClocks(of only: PersonID? = nil) throws -> [(person: PersonID, clock: SixMonthClock)] {
        if only == nil, let known = try work.clocks ?? knownClocks() {
            work.clocks = known
            return known
        }
        var attendances = try sixMonthAttendances(of: only)
        try forEachRoll(RollSearch(to: now.date, naming: only)) { attendances.take($0) }
        let found = attendances.clocks()
        if only == nil {
            work.clocks = found
            try keep(clocks: found)
        }
        return found
    }

    /// Decisions entered by mistake, whose approvals of absence never were.
    func withdrawnDecisions() throws -> Set<DecisionID> {
        let withdrawn = try String.fetchAll(database, sql: "SELECT id FROM decision WHERE withdrawn")
        return Set(try withdrawn.map { try DecisionID(text: $0) })
    }

    /// To be filled from the rolls.
    func sixMonthAttendances(of only: PersonID? = nil) throws -> SixMonthAttendances {
        let finder = SixMonthFinder(directory, on: asAt, withdrawn: try withdrawnDecisions())
        let members = directory.people.values.filter { person in
            (only.map { $0 == person.id } ?? true) && person.isCurrent && finder.mayHaveClock(person)
        }
        return SixMonthAttendances(finder, members.map(\.id), asAt, work)
    }

    /// A clock with its explanation.
    private func value(_ person: PersonID, _ clock: SixMonthClock) -> SixMonthValue {
        var value = SixMonthValue()
        (value.person, value.name) = (person.text, directory.name(person))
        let group = directory.people[person]?.group(on: asAt)
        (value.group, value.groupName) = (group?.text, group.map { directory.name($0) })
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
        value.doubtedEnd = clock.doubtedEnd
        value.explanation = directory.explanation(of: clock)
        return value
    }
}

/// The meetings that members with a clock attended, taken in roll by roll in any order.
struct SixMonthAttendances {
    private struct Meeting {
        let id: MeetingID
        let body: BodyID
        let day: CivilDate
        let kind: MeetingKind
    }

    private let finder: SixMonthFinder
    private let members: [PersonID]
    private let day: CivilDate
    /// The place among the members, by a person's number; -1 for nobody of them.
    private var whose: [Int32]
    private var found: [[ClockAttendance]]
    private var others: [ClockMeetings]
    private var meetings: [Meeting] = []

    fileprivate init(_ finder: SixMonthFinder, _ members: [PersonID], _ day: CivilDate, _ work: Workings) {
        (self.finder, self.members, self.day) = (finder, members.sorted(), day)
        found = Array(repeating: [], count: members.count)
        others = Array(repeating: ClockMeetings(), count: members.count)
        whose = []
        for (place, member) in self.members.enumerated() {
            let number = work.people.number(of: member)
            while whose.count <= number { whose.append(-1) }
            whose[number] = Int32(place)
        }
    }

    mutating func take(_ roll: BookedRoll) {
        guard roll.day <= day else { return }
        if roll.meeting.status == .scheduled || roll.meeting.status == .held && !roll.meeting.hasMarks {
            return takeUnrecorded(roll)
        }
        guard roll.meeting.status == .held else { return }
        var isKept = false
        for mark in roll.marks {
            guard let member = place(ofNumber: mark.person) else { continue }
            if let missed = ClockMeeting(
                missed: mark.standing, at: roll.body?.kind, roll.meeting.kind, on: roll.day)
            {
                others[member].missed.append(missed)
            }
            guard !mark.standing.isAbsence else { continue }
            if !isKept {
                isKept = true
                meetings.append(
                    Meeting(
                        id: roll.meeting.id, body: roll.bodyID, day: roll.day, kind: roll.meeting.kind))
            }
            found[member].append(
                ClockAttendance(
                    at: roll.body?.kind, roll.meeting.kind, on: roll.day, mark.standing,
                    hasSeat: roll.membership?.members.contains(mark.person) ?? false,
                    place: (meetings.count - 1) * Self.standings.count + Self.place(of: mark.standing)))
        }
    }

    private func place(ofNumber number: Int32) -> Int? {
        guard Int(number) < whose.count, whose[Int(number)] >= 0 else { return nil }
        return Int(whose[Int(number)])
    }

    /// A meeting that is over, and of which nobody has said who attended or whether it took place.
    private mutating func takeUnrecorded(_ roll: BookedRoll) {
        guard roll.day < day, let membership = roll.membership,
            let meeting = ClockMeeting(unrecordedAt: roll.body?.kind, roll.meeting.kind, on: roll.day)
        else { return }
        for number in membership.numbers {
            if let member = place(ofNumber: number) { others[member].unrecorded.append(meeting) }
        }
    }

    private static let standings = Standing.allCases

    private static func place(of standing: Standing) -> Int { standings.firstIndex(of: standing) ?? 0 }

    /// The clocks, once all rolls have been taken in.
    func clocks() -> [(person: PersonID, clock: SixMonthClock)] {
        members.enumerated().flatMap { place, member in
            let sorted = found[place].sorted { one, other in
                one.date == other.date
                    ? meeting(one.place).id < meeting(other.place).id : one.date < other.date
            }
            return finder.clocks(of: member, sorted, others[place]) { rolled($0) }.map {
                (member, $0)
            }
        }
    }

    private func meeting(_ place: Int) -> Meeting { meetings[place / Self.standings.count] }

    private func rolled(_ place: Int) -> RolledAttendance {
        let meeting = meeting(place)
        return RolledAttendance(
            meeting: meeting.id, body: meeting.body, date: meeting.day,
            standing: Self.standings[place % Self.standings.count], kind: meeting.kind)
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
            case .notKnown: 2
            case .approved: 3
            case .declared: 4
            }
        return (rank, daysLeft ?? .max, person, clock.rawValue)
    }
}
