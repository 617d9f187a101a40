// Finds where the two clocks of a member stand, from the rolls that name them and the directory.

extension Directory {
    /// The clocks of a member of the council on a day, from what rolls say of meetings at which the member was or was not,
    /// in any order.
    ///
    /// - Parameter unrecorded: meetings at which the member was expected, and whose attendance nobody has recorded.
    public func sixMonthClocks(
        of person: PersonID, _ rolls: some Sequence<RolledAttendance>,
        unrecorded: [(body: BodyID, date: CivilDate, kind: MeetingKind)] = [],
        withdrawn: Set<DecisionID> = [], on day: CivilDate
    ) -> [SixMonthClock] {
        let rolls = rolls.filter { $0.date <= day }
        let past = rolls.filter { !$0.standing.isAbsence }
            .sorted { ($0.date, $0.meeting) < ($1.date, $1.meeting) }
        var others = ClockMeetings()
        others.missed = rolls.compactMap {
            ClockMeeting(missed: $0.standing, at: bodies[$0.body]?.kind, $0.kind, on: $0.date)
        }
        others.unrecorded = unrecorded.filter { $0.date < day }.compactMap {
            ClockMeeting(unrecordedAt: bodies[$0.body]?.kind, $0.kind, on: $0.date)
        }
        let attendances = past.enumerated().map { place, attendance in
            let body = bodies[attendance.body]
            let hasSeat = body?.seats.contains {
                $0.person == person && $0.tenure.covers(attendance.date)
            }
            return ClockAttendance(
                at: body?.kind, attendance.kind, on: attendance.date, attendance.standing,
                hasSeat: hasSeat ?? false, place: place)
        }
        let finder = SixMonthFinder(self, on: day, withdrawn: withdrawn)
        return finder.clocks(of: person, attendances, others) { past[$0] }
    }
}

/// Finds clocks on one day; what all members' clocks need of the directory is looked for once.
public struct SixMonthFinder {
    private let directory: Directory
    private let day: CivilDate
    private let withdrawn: Set<DecisionID>
    /// The seats that each of the two clocks may end, by member.
    private var council: [PersonID: [Seat]] = [:]
    private var executive: [PersonID: [Seat]] = [:]
    private let warnings: [Int]

    /// - Parameter withdrawn: decisions entered by mistake, whose approvals never were.
    public init(_ directory: Directory, on day: CivilDate, withdrawn: Set<DecisionID> = []) {
        (self.directory, self.day, self.withdrawn) = (directory, day, withdrawn)
        warnings = directory.sixMonthWarnings(on: day)
        for (_, body) in directory.bodies {
            for kind in SixMonthKind.allCases where kind.isServed(by: body) {
                for seat in body.seats {
                    switch kind {
                    case .any: council[seat.person, default: []].append(seat)
                    case .executive: executive[seat.person, default: []].append(seat)
                    }
                }
            }
        }
    }

    /// The clocks of a member of the council.
    ///
    /// None for co-opted members, officers and others, who have none; none for a councillor whose seat on
    /// the Council is not recorded and who has attended nothing, or whose seat has ended; none on a day before the
    /// record begins.
    ///
    /// - Parameters:
    ///   - attendances: up to the day, in the order of days and meetings.
    ///   - others: meetings up to the day that they did not attend as far as the record goes.
    ///   - rolled: the attendance at a place.
    public func clocks(
        of person: PersonID, _ attendances: [ClockAttendance], _ others: ClockMeetings,
        _ rolled: @escaping (Int) -> RolledAttendance
    ) -> [SixMonthClock] {
        guard let known = directory.people[person], mayHaveClock(known) else { return [] }
        let member = withoutWithdrawnApprovals(known)
        return SixMonthKind.allCases.compactMap { kind in
            clock(Marks(kind: kind, attended: attendances, others: others, rolled: rolled), of: member)
        }
    }

    /// What the rolls say of one member to one clock.
    private struct Marks {
        let kind: SixMonthKind
        let attended: [ClockAttendance]
        let others: ClockMeetings
        let rolled: (Int) -> RolledAttendance
    }

    private func withoutWithdrawnApprovals(_ person: Person) -> Person {
        guard person.approvals.contains(where: { withdrawn.contains($0.decision) }) else { return person }
        var person = person
        person.approvals.removeAll { withdrawn.contains($0.decision) }
        return person
    }

    /// Whether a member can have a clock on the day, whatever rolls say: nobody else's rolls need be read.
    public func mayHaveClock(_ person: Person) -> Bool {
        guard person.kind == .councillor, !directory.isBeforeRecord(day) else { return false }
        let council = seats(of: person.id, for: .any)
        return council.isEmpty || inOffice(person, council, on: day) != nil
            || inOffice(person, seats(of: person.id, for: .executive), on: day) != nil
    }

    private func clock(_ marks: Marks, of person: Person) -> SixMonthClock? {
        let seats = seats(of: person.id, for: marks.kind)
        if let office = inOffice(person, seats, on: day) { return clock(marks, of: person, office: office) }
        switch marks.kind {
        case .any:
            // A council that has not recorded seats on the Council still has rolls.
            return seats.isEmpty ? clock(marks, of: person, office: nil) : nil
        case .executive:
            // Leaving the executive does not undo that the six months had ended while they were on it.
            guard let end = seats.compactMap({ $0.tenure.until?.earliest }).filter({ $0 <= day }).max(),
                let last = end.adding(days: -1), let office = inOffice(person, seats, on: last),
                let council = inOffice(person, self.seats(of: person.id, for: .any), on: day),
                council <= last,
                let left = clock(marks, of: person, office: office),
                left.standing == .expired, left.lastDay.map({ $0 < last }) ?? false
            else { return nil }
            return left
        }
    }

    private func seats(of person: PersonID, for kind: SixMonthKind) -> [Seat] {
        switch kind {
        case .any: council[person] ?? []
        case .executive: executive[person] ?? []
        }
    }

    /// Since when the member is in office on the day; nil if they are not.
    ///
    /// One tenure that follows another without a gap continues it, unless a vacancy was declared in between:
    /// then they were elected again.
    private func inOffice(_ person: Person, _ seats: [Seat], on day: CivilDate) -> CivilDate? {
        guard let since = seats.unbrokenSince(day) else { return nil }
        let again = person.vacancies.flatMap { vacancy in
            let nextSeat = seats.map(\.tenure.from.earliest).filter { vacancy.on <= $0 }.min()
            return [nextSeat, vacancy.isFilledBySame ? vacancy.filled : nil].compactMap { $0 }
        }
        return again.filter { since < $0 && $0 <= day }.max() ?? since
    }

    // MARK: - One clock

    private func clock(_ marks: Marks, of person: Person, office: CivilDate?) -> SixMonthClock? {
        let past = marks.attended
        let inOffice = past[
            (office.flatMap { office in past.firstIndex { office <= $0.date } ?? past.endIndex } ?? 0)...]
        guard let begun = opening(marks.kind, of: person, inOffice, office: office) else { return nil }
        let (run, doubt) = latest(marks, of: person, inOffice, from: begun)
        var disregarded: [DisregardedAttendance] = []
        for attendance in inOffice.reversed() {
            guard run.since <= attendance.date, attendance.place != run.start.place else { break }
            disregarded.append(
                DisregardedAttendance(
                    attendance: marks.rolled(attendance.place),
                    why: attendance.disregard(marks.kind) ?? .afterTheEnd))
        }
        return clock(
            marks, of: person, since: run.since, run.start.start(marks.rolled), disregarded, doubt: doubt)
    }

    /// From what a clock runs, as ``SixMonthStart`` has it.
    private enum Start {
        case attended(place: Int)
        case other(SixMonthStart)

        var place: Int? { if case .attended(let place) = self { place } else { nil } }

        func start(_ rolled: (Int) -> RolledAttendance) -> SixMonthStart {
            switch self {
            case .attended(let place): .attended(rolled(place))
            case .other(let start): start
            }
        }
    }

    private typealias Run = (since: CivilDate, start: Start)

    /// What the clock runs from before any attendance in the record counts.
    private func opening(
        _ kind: SixMonthKind, of person: Person, _ inOffice: ArraySlice<ClockAttendance>, office: CivilDate?
    ) -> Run? {
        if let office, !directory.isBeforeRecord(office) { return (office, .other(.tookOffice)) }
        let before = inOffice.last { directory.isBeforeRecord($0.date) && $0.disregard(kind) == nil }
        let stated = person.stated.filter { stated in
            stated.on <= day && (office.map { $0 <= stated.on } ?? true)
                && (kind == .any || directory.bodies[stated.body].map { kind.isServed(by: $0) } ?? false)
        }.max { $0.on < $1.on }
        if let stated, directory.recordBegins <= directory.sixMonthLimit(since: stated.on, of: person) {
            guard let before, stated.on < before.date else { return (stated.on, .other(.stated(stated))) }
            return (before.date, .attended(place: before.place))
        }
        if office != nil || before != nil { return (directory.recordBegins, .other(.recordBegins)) }
        return inOffice.first { $0.disregard(kind) == nil }.map { ($0.date, .attended(place: $0.place)) }
    }

    /// The last attendance that counts: those in order, until one comes after the six months had ended or a vacancy was
    /// declared, which brings no seat back. With it the last end of six months, before it, of which it is not known
    /// whether they passed without attendance.
    private func latest(
        _ marks: Marks, of person: Person, _ inOffice: ArraySlice<ClockAttendance>, from begun: Run
    ) -> (run: Run, doubt: CivilDate?) {
        var run = begun
        // Attending later does not settle whether an earlier six months had ended.
        var doubt: CivilDate?
        var index = inOffice.firstIndex { begun.since <= $0.date } ?? inOffice.endIndex
        // Attending ends an approval, so with one every attendance matters; otherwise the latest in reach does.
        let isPlain = person.approvals.isEmpty && person.vacancies.isEmpty
        // Nothing lies in reach, but no meeting was missed either: then the next attendance counts, whenever it was.
        var isOpen = false
        while index < inOffice.endIndex {
            let reach =
                isPlain && !isOpen
                ? directory.sixMonthLimit(since: run.since, of: person) : inOffice[index].date
            let end = inOffice[index...].firstIndex { reach < $0.date } ?? inOffice.endIndex
            let next = inOffice[index..<end].lastIndex { $0.disregard(marks.kind) == nil }
            guard let next else {
                if isPlain, !isOpen {
                    if marks.others.show(marks.kind, after: run.since, through: reach) { break }
                    isOpen = true
                }
                index = end
                continue
            }
            guard !hasEnded(run.since, marks, person, before: inOffice[next].date) else { break }
            if isOpen || !isPlain {
                let ended = directory.limit(run.since, of: person, on: inOffice[next].date).lastDay
                doubt = ended.flatMap { $0 < inOffice[next].date ? $0 : nil } ?? doubt
            }
            run = (inOffice[next].date, .attended(place: inOffice[next].place))
            (index, isOpen) = (next + 1, false)
        }
        return (run, doubt)
    }

    /// Whether six months from a day ended, or a vacancy was declared, before another day.
    private func hasEnded(
        _ since: CivilDate, _ marks: Marks, _ person: Person, before day: CivilDate
    ) -> Bool {
        if person.vacancies.contains(where: { since < $0.on && $0.on <= day }) { return true }
        guard let last = directory.limit(since, of: person, on: day).lastDay, last < day else { return false }
        return marks.others.show(marks.kind, after: since, through: last)
    }

    private func clock(
        _ marks: Marks, of person: Person, since: CivilDate, _ start: SixMonthStart,
        _ disregarded: [DisregardedAttendance], doubt: CivilDate?
    ) -> SixMonthClock {
        let limit = directory.limit(since, of: person, on: day)
        let warnedAt = warnings.last { months in
            since.adding(months: months).map { $0.adding(days: limit.suspended) ?? $0 }.map { $0 <= day }
                ?? false
        }
        return SixMonthClock(
            kind: marks.kind, since: since, start: start, disregarded: disregarded,
            suspendedDays: limit.suspended, lastDay: limit.lastDay, lastDayByLaw: limit.byLaw,
            approval: limit.approval, tooLate: limit.tooLate,
            standing: standing(of: person, since, marks, limit, warnedAt), warnedAt: warnedAt,
            doubtedEnd: doubt)
    }

    private func standing(
        of person: Person, _ since: CivilDate, _ marks: Marks, _ limit: SixMonthLimit, _ warnedAt: Int?
    ) -> SixMonthStanding {
        if person.vacancies.contains(where: { $0.on > since && $0.on <= day }) { return .declared }
        if let lastDay = limit.lastDay, day > lastDay {
            return marks.others.show(marks.kind, after: since, through: lastDay) ? .expired : .notKnown
        }
        if person.suspensions.contains(where: { $0.tenure.covers(day) }) { return .suspended }
        if limit.lastDay != limit.byLaw { return .approved }
        return warnedAt == nil ? .running : .warning
    }
}

extension Directory {
    /// The last day of six months from a day, with suspensions and all approvals.
    func sixMonthLimit(since: CivilDate, of person: Person) -> CivilDate {
        limit(since, of: person, on: .last).lastDay ?? .last
    }

    /// How far six months from a day reach, with suspensions and the approvals that the Council gave by another day.
    fileprivate func limit(_ since: CivilDate, of person: Person, on day: CivilDate) -> SixMonthLimit {
        let (byLaw, suspended) = SixMonthRule.lastDay(since: since, person.suspensions)
        var limit = SixMonthLimit(byLaw: byLaw, suspended: suspended, lastDay: byLaw)
        let approvals = person.approvals.filter { $0.on > since && $0.on <= day }
        for one in approvals.sorted(by: { $0.on < $1.on }) {
            guard let lastDay = limit.lastDay else { break }
            guard one.on <= lastDay else {
                limit.tooLate.append(one)
                continue
            }
            limit.approval = one
            limit.lastDay = one.until.map { max($0, lastDay) }
        }
        return limit
    }

    /// The months after which the Council wants to be warned, fewest first.
    public func sixMonthWarnings(on day: CivilDate) -> [Int] {
        let council = bodies.values.filter { $0.kind == .council }.min { $0.id < $1.id }
        return (council?.terms(on: day)?.sixMonths?.months ?? SixMonthWarnings.usual).sorted()
    }
}

/// How far six months reach.
private struct SixMonthLimit {
    let byLaw: CivilDate
    let suspended: Int
    var lastDay: CivilDate?
    var approval: AbsenceApproval?
    var tooLate: [AbsenceApproval] = []
}

extension SixMonthKind {
    /// Whether a seat on the body is the one that this clock may end.
    fileprivate func isServed(by body: Body) -> Bool {
        switch self {
        case .any: body.kind == .council
        case .executive: body.kind == .executive
        }
    }
}

extension BodyKind {
    /// Whether its meetings are ones of the authority, of its committees and joint bodies, of bodies that
    /// advise it, or of bodies on which members represent it (section 85(2)).
    var isQualifying: Bool {
        switch self {
        case .council, .executive, .committee, .scrutiny, .board, .panel, .partnership: true
        case .youngPeople, .informal: false
        }
    }
}
