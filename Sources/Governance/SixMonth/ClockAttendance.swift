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

/// A meeting that the clocks count and that a member did not attend as far as the record goes: missed, or without an
/// attendance list. Six months end only over meetings that were missed: where a record has none of a time, it does not
/// show whether the member attended.
public struct ClockMeeting: Sendable {
    let date: CivilDate
    let isOfExecutive: Bool

    private init?(at body: BodyKind?, _ kind: MeetingKind, on date: CivilDate) {
        guard body?.isQualifying ?? false, kind == .ordinary else { return nil }
        (self.date, isOfExecutive) = (date, body == .executive)
    }

    /// - Returns: nil for a mark that does not say that a meeting was missed.
    public init?(missed standing: Standing, at body: BodyKind?, _ kind: MeetingKind, on date: CivilDate) {
        guard standing.isAbsence || standing.isVirtual && !SixMonthRule.countsRemote(on: date) else {
            return nil
        }
        self.init(at: body, kind, on: date)
    }

    /// A meeting at which the member was expected, and of which nobody has recorded the attendance.
    public init?(unrecordedAt body: BodyKind?, _ kind: MeetingKind, on date: CivilDate) {
        self.init(at: body, kind, on: date)
    }
}

/// The meetings that a member did not attend as far as the record goes.
public struct ClockMeetings: Sendable {
    public var missed: [ClockMeeting] = []
    public var unrecorded: [ClockMeeting] = []

    public init() {}

    /// In so many months before their end a meeting has to have been missed: else the record may have stopped.
    private static let lastMonths = 3

    /// Whether the record shows that a member attended nothing after a day and up to the last one of six months: they
    /// missed a meeting towards the end, and the attendance of every meeting in between is recorded.
    func show(_ kind: SixMonthKind, after day: CivilDate, through last: CivilDate) -> Bool {
        func isWithin(_ meeting: ClockMeeting, after first: CivilDate) -> Bool {
            first < meeting.date && meeting.date <= last && (kind == .any || meeting.isOfExecutive)
        }
        let late = max(day, last.adding(months: -Self.lastMonths) ?? day)
        return missed.contains { isWithin($0, after: late) }
            && !unrecorded.contains { isWithin($0, after: day) }
    }
}
