// What a notice says of its breach: the rule, the absences and the year's attendance, with every name as it
// was then, so that its letter can be made again from the entry alone.

public import Codec

/// One absence in a notice.
public struct NoticedAbsence: Record, Equatable {
    public var meeting = MeetingID()
    public var date = CivilDate.placeholder
    public var standing = Standing.absent
    /// The political group that the member belonged to on that day.
    public var group: GroupID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("date", &date)
        try coder.field("standing", &standing)
        try coder.field("group", &group, "the group that the member belonged to on that day")
    }
}

/// One meeting of the year up to the breach at which the member was expected.
public struct NoticedMeeting: Record, Equatable {
    public var meeting = MeetingID()
    public var date = CivilDate.placeholder
    /// What the roll said; nil where it did not name the member.
    public var standing: Standing?
    /// How the rule counts it.
    public var effect = AttendanceEffect.attended

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("date", &date)
        try coder.field("standing", &standing, "left out if the member was not recorded")
        try coder.field("effect", &effect, "how the rule counts it")
    }
}

/// A breach as a notice keeps it.
public struct NoticedBreach: Sendable, Equatable {
    public var body = BodyID()
    public var person = PersonID()
    public var kind = BreachKind.consecutive
    /// The rule as it was on the day of the last absence.
    public var rule = NonAttendanceRule()
    /// The first day of the terms of reference that the rule stands in; nil where they name none.
    public var ruleFrom: PartialDate?
    public var absences: [NoticedAbsence] = []
    /// How many meetings were expected in the run or window.
    public var expected = 0
    public var present = 0
    /// The meetings of the year up to the breach, and after it, oldest first; more where the run or window is longer.
    public var record: [NoticedMeeting] = []
    /// The council's, the body's and the member's name on the day of issue.
    public var councilName: String?
    public var bodyName: String?
    public var name: String?

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("person", &person)
        try coder.field("kind", &kind)
        try coder.field("rule", &rule, "the rule as it was on the day of the last absence")
        try coder.field("rulefrom", &ruleFrom, "the first day of the terms of reference with this rule")
        try coder.field("absences", &absences)
        try coder.field(
            "expected", &expected, "meetings expected in the period of the breach", within: 0...10_000)
        try coder.field("present", &present, within: 0...10_000)
        try coder.field(
            "record", &record, "the meetings of the year up to the breach and after it, oldest first")
        try coder.field("councilname", &councilName)
        try coder.field("bodyname", &bodyName, "its name on that day")
        try coder.field("name", &name, "the member's name on that day")
    }

    /// The identifier of the notice of this breach; nil where there is no absence.
    public var notice: NoticeID? {
        absences.last.map { Notice.identifier(body, person, kind, $0.date) }
    }

    /// What was said of each meeting: the year's, and those of the absences.
    public var told: [MeetingID: Standing?] {
        var told: [MeetingID: Standing?] = [:]
        for meeting in record { told[meeting.meeting] = .some(meeting.standing) }
        for absence in absences { told[absence.meeting] = .some(absence.standing) }
        return told
    }

    /// Refuses a breach that the rolls do not show.
    func admit(as notice: NoticeID, in state: State) throws(Rejection) {
        let stream = "notice/\(notice)"
        _ = try state.directory.existing(body)
        _ = try state.directory.existing(person)
        guard self.notice == notice else {
            throw Rejection(
                "notice-of-breach", stream, "The identifier of a notice must be made from its breach.",
                remedy: "Issue it with `minutectl notice run`.")
        }
        var counted: Set<MeetingID> = []
        for absence in absences {
            let meeting = try state.existing(absence.meeting)
            let standing = meeting.entry(of: person)?.standing
            guard meeting.status == .held, meeting.kind == .ordinary, meeting.body == body,
                meeting.starts.date == absence.date,
                standing == absence.standing, rule.isMissed(absence.standing),
                counted.insert(absence.meeting).inserted
            else {
                throw Rejection(
                    "absence-in-the-roll", stream,
                    "\(state.directory.name(person)) is not recorded as absent from \(absence.meeting).",
                    remedy: "Run `minutectl notice run` again: the attendance may have been corrected.")
            }
        }
    }
}
