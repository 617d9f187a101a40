// Finds where the two clocks of a member stand, from the rolls that name them and the directory.

extension Directory {
    /// The clocks of a member of the council on a day.
    ///
    /// None for co-opted members, officers and others, who have none; none for a councillor whose seat on
    /// the Council is not recorded and who has attended nothing, or whose seat has ended.
    ///
    /// - Parameters:
    ///   - rolls: what rolls say of meetings up to that day at which the member was; in any order.
    ///   - withdrawn: decisions entered by mistake, whose approvals never were.
    public func sixMonthClocks(
        of person: PersonID, _ rolls: some Sequence<RolledAttendance>, withdrawn: Set<DecisionID> = [],
        on day: CivilDate
    ) -> [SixMonthClock] {
        guard var known = people[person], known.kind == .councillor else { return [] }
        known.approvals.removeAll { withdrawn.contains($0.decision) }
        let past = rolls.filter { $0.date <= day }.sorted { ($0.date, $0.meeting) > ($1.date, $1.meeting) }
        return SixMonthKind.allCases.compactMap { kind in
            let seats = bodies.values.filter { kind.isServed(by: $0) }
                .flatMap(\.seats).filter { $0.person == person }
            let seat = seats.filter { $0.tenure.covers(day) }.map(\.tenure.from.earliest).min()
            switch kind {
            // A council that has not recorded seats on the Council still has rolls.
            case .any where seat == nil && !seats.isEmpty: return nil
            case .executive where seat == nil: return nil
            default: return clock(kind, of: known, past, office: seat, on: day)
            }
        }
    }

    private func clock(
        _ kind: SixMonthKind, of person: Person, _ past: [RolledAttendance], office: CivilDate?,
        on day: CivilDate
    ) -> SixMonthClock? {
        var disregarded: [DisregardedAttendance] = []
        var attended: RolledAttendance?
        for attendance in past where !attendance.standing.isAbsence {
            if let office, attendance.date < office { break }
            guard let why = disregard(attendance, of: person.id, kind) else {
                attended = attendance
                break
            }
            disregarded.append(DisregardedAttendance(attendance: attendance, why: why))
        }
        guard let since = attended?.date ?? office else { return nil }
        let (byLaw, left) = SixMonthRule.lastDay(since: since, person.suspensions)
        let approvals = person.approvals.filter { $0.on > since && $0.on <= day }
        var lastDay: CivilDate? = byLaw
        var approval: AbsenceApproval?
        var tooLate: [AbsenceApproval] = []
        for one in approvals.sorted(by: { $0.on < $1.on }) {
            guard let limit = lastDay else { break }
            guard one.on <= limit else {
                tooLate.append(one)
                continue
            }
            approval = one
            lastDay = one.until.map { max($0, limit) }
        }
        let warnedAt = sixMonthWarnings(on: day).last { months in
            since.adding(months: months).map { $0.adding(days: left) ?? $0 }.map { $0 <= day } ?? false
        }
        return SixMonthClock(
            kind: kind, since: since, attended: attended, disregarded: disregarded, suspendedDays: left,
            lastDay: lastDay, lastDayByLaw: byLaw, approval: approval, tooLate: tooLate,
            standing: standing(of: person, since, lastDay, byLaw, warnedAt, on: day), warnedAt: warnedAt)
    }

    private func standing(
        of person: Person, _ since: CivilDate, _ lastDay: CivilDate?, _ byLaw: CivilDate, _ warnedAt: Int?,
        on day: CivilDate
    ) -> SixMonthStanding {
        if person.vacancies.contains(where: { $0.on > since && $0.on <= day }) { return .declared }
        if let lastDay, day > lastDay { return .expired }
        if person.suspensions.contains(where: { $0.tenure.covers(day) }) { return .suspended }
        if lastDay != byLaw { return .approved }
        return warnedAt == nil ? .running : .warning
    }

    /// The months after which the Council wants to be warned, fewest first.
    public func sixMonthWarnings(on day: CivilDate) -> [Int] {
        let council = bodies.values.filter { $0.kind == .council }.min { $0.id < $1.id }
        return (council?.terms(on: day)?.sixMonths?.months ?? SixMonthWarnings.usual).sorted()
    }

    /// Why an attendance does not set the clock back; nil if it does.
    private func disregard(
        _ attendance: RolledAttendance, of person: PersonID, _ kind: SixMonthKind
    ) -> Disregard? {
        // A training session or a visit of a body's members is no meeting of the authority.
        guard let body = bodies[attendance.body], body.kind.isQualifying, attendance.kind == .ordinary
        else { return .notQualifying }
        if attendance.standing.isInAttendance { return .observed }
        let hasSeat = body.seats.on(attendance.date).contains { $0.person == person }
        guard hasSeat || attendance.standing.isSubstitute else { return .notAMember }
        let isRemote = attendance.standing == .presentVirtually || attendance.standing == .substituteVirtually
        if isRemote, !SixMonthRule.countsRemote(on: attendance.date) { return .remote }
        return kind == .executive && !kind.isServed(by: body) ? .notTheExecutive : nil
    }
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
