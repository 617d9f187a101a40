// The six-month rule, as report values.

public import Codec
public import Governance

/// Asks for the clocks of the six-month rule.
public struct SixMonthQuestion: Question {
    public typealias Answer = SixMonthReport
    public static func isNothing(_ answer: SixMonthReport) -> Bool { answer.clocks.isEmpty }
    public var person: String?
    public var standing: SixMonthStanding?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person, "only this member")
        try coder.field("standing", &standing, "only clocks with this status")
        try scope.fields(&coder)
    }
}

/// An attendance that did not set a clock back.
public struct DisregardedValue: Record, Equatable {
    public var meeting = ""
    public var body = ""
    public var date = CivilDate.placeholder
    public var why = Disregard.observed
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("body", &body)
        try coder.field("date", &date)
        try coder.field("why", &why)
    }
}

/// From what a clock runs.
public enum SixMonthStartKind: String, Choice {
    /// The meeting last attended.
    case attended
    /// The last attendance before the record begins, from another source.
    case stated
    case tookOffice = "took-office"
    /// They were in office before the record begins, and earlier attendance is not in it.
    case recordBegins = "record-begins"
}

/// One clock of one member.
public struct SixMonthValue: Record, Equatable {
    public var person = ""
    public var name = ""
    public var group: String?
    public var groupName: String?
    public var clock = SixMonthKind.any
    public var standing = SixMonthStanding.running
    /// The day from which the six months run.
    public var since = CivilDate.placeholder
    public var start = SixMonthStartKind.attended
    /// Where the last attendance before the record begins was found.
    public var source: String?
    /// The meeting last attended; nil where the clock runs from taking office.
    public var meeting: String?
    public var meetingBody: String?
    /// The last day on which attending keeps the seat; nil while an approval without end lasts.
    public var lastDay: CivilDate?
    public var lastDayByLaw = CivilDate.placeholder
    /// Days to the last day: 0 on that day itself, negative after it.
    public var daysLeft: Int?
    public var suspendedDays = 0
    public var warnedAt: Int?
    /// The decision by which the Council approved the reason in time.
    public var approvedBy: String?
    public var approvedUntil: CivilDate?
    /// Decisions that came after the six months had ended.
    public var tooLate: [String] = []
    public var disregarded: [DisregardedValue] = []
    /// The end of an earlier six months of which the same is not known; nil for none.
    public var doubtedEnd: CivilDate?
    /// The clock in a sentence.
    public var explanation = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("group", &group)
        try coder.field("clock", &clock)
        try coder.field("groupname", &groupName)
        try coder.field("standing", &standing)
        try coder.field("since", &since, "the day from which the six months run")
        try coder.field("start", &start, "what they run from")
        try coder.field("source", &source, "the source for a last attendance before the record begins")
        try coder.field(
            "meeting", &meeting, "the last meeting attended; left out if none since taking office")
        try coder.field("meetingbody", &meetingBody)
        try coder.field("lastday", &lastDay, "the last day on which attending keeps the seat")
        try coder.field("lastdaybylaw", &lastDayByLaw, "what it would be without the Council's approval")
        try coder.field("daysleft", &daysLeft, "0 on the last day itself, negative after it")
        try coder.field("suspendeddays", &suspendedDays, "left out of the six months")
        try coder.field("warnedat", &warnedAt, "the months after which a warning was due")
        try coder.field("approvedby", &approvedBy, "the Council's decision, in time")
        try coder.field("approveduntil", &approvedUntil)
        try coder.field("toolate", &tooLate, "decisions after the six months had ended")
        try coder.field("disregarded", &disregarded, "attendances that did not count, newest first")
        try coder.field(
            "doubtedend", &doubtedEnd,
            "the end of an earlier six months in which it is not known whether they attended")
        try coder.field("explanation", &explanation)
    }
}

/// The clocks of the six-month rule, the most urgent first.
public struct SixMonthReport: Record, Equatable {
    public var basis = Basis()
    /// After how many months the Council wants to be warned.
    public var warnings: [Int] = []
    /// Attendance before this day is not in the record.
    public var recordBegins = CivilDate.placeholder
    public var clocks: [SixMonthValue] = []
    /// How many clocks there are that do not match what is asked for, where none does.
    public var others: Int?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("warnings", &warnings, "after how many months the Council is warned")
        try coder.field("recordbegins", &recordBegins, "attendance before it is not in the record")
        try coder.field("clocks", &clocks)
        try coder.field("others", &others, "if no clock matches, how many others there are")
    }
}
