// What one mark of a roll means to the clocks of the six-month rule: most are looked at for their day alone.

/// An attendance as far as the clocks look at each of many: when it was, and what it counts for.
public struct ClockAttendance: Sendable {
    public let date: CivilDate
    /// Why it sets back neither clock; nil if it sets back that of any meeting.
    let why: Disregard?
    /// Whether it was at a meeting of the executive.
    let isOfExecutive: Bool
    /// Where whoever asks finds the rest of it.
    public let place: Int

    /// - Parameter hasSeat: whether the member had a seat on the body on that day.
    public init(
        at body: BodyKind?, _ kind: MeetingKind, on date: CivilDate, _ standing: Standing, hasSeat: Bool,
        place: Int
    ) {
        (self.date, self.place) = (date, place)
        isOfExecutive = body == .executive
        why = Self.disregard(body, kind, date, standing, hasSeat: hasSeat)
    }

    private static func disregard(
        _ body: BodyKind?, _ kind: MeetingKind, _ date: CivilDate, _ standing: Standing, hasSeat: Bool
    ) -> Disregard? {
        // A training session or a visit of a body's members is no meeting of the authority.
        guard body?.isQualifying ?? false, kind == .ordinary else { return .notQualifying }
        if standing.isInAttendance { return .observed }
        guard hasSeat || standing.isSubstitute else { return .notAMember }
        return standing.isVirtual && !SixMonthRule.countsRemote(on: date) ? .remote : nil
    }

    /// Why it does not set a clock back; nil if it does.
    func disregard(_ kind: SixMonthKind) -> Disregard? {
        why ?? (kind == .executive && !isOfExecutive ? .notTheExecutive : nil)
    }
}

/// A mark by which a member was not at a meeting that the clocks count. Six months end only over such meetings: where
/// a record has none, it does not show whether the member attended.
public struct ClockAbsence: Sendable {
    let date: CivilDate
    let isOfExecutive: Bool

    /// - Returns: nil for a mark that says nothing of the kind.
    public init?(at body: BodyKind?, _ kind: MeetingKind, on date: CivilDate, _ standing: Standing) {
        guard body?.isQualifying ?? false, kind == .ordinary,
            standing.isAbsence || standing.isVirtual && !SixMonthRule.countsRemote(on: date)
        else { return nil }
        (self.date, isOfExecutive) = (date, body == .executive)
    }

    func counts(for kind: SixMonthKind) -> Bool { kind == .any || isOfExecutive }
}

extension [ClockAbsence] {
    /// Whether a meeting of those that a clock counts was missed after a day and up to another.
    func show(_ kind: SixMonthKind, after day: CivilDate, through last: CivilDate) -> Bool {
        contains { day < $0.date && $0.date <= last && $0.counts(for: kind) }
    }
}
