// One person whole: what they hold and held, how they attended, what leaders were told, how they voted, what waits for
// them, and the entries behind it.

public import Codec
public import Governance

/// A seat, an office or a membership of a group, with its dates.
public struct HoldingValue: Record, Equatable {
    /// The body, office or group.
    public var record = ""
    public var name = ""
    /// The capacity of a seat.
    public var capacity: String?
    public var ward: String?
    public var chairs: Bool?
    public var from = PartialDate.unknown
    /// The first day on which they no longer have it.
    public var until: PartialDate?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("record", &record, "the body, office or group")
        try coder.field("name", &name)
        try coder.field("capacity", &capacity)
        try coder.field("ward", &ward)
        try coder.field("chairs", &chairs)
        try coder.field("from", &from)
        try coder.field("until", &until, "the first day on which they no longer have it")
    }
}

/// A notice about a person, in brief.
public struct PersonNoticeValue: Record, Equatable {
    public var notice = ""
    public var body = ""
    public var bodyName = ""
    public var status = NoticeStatus.unsent
    /// How many meetings were missed, and the day of the last of them.
    public var missed = 0
    public var last: CivilDate?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field("body", &body)
        try coder.field("bodyname", &bodyName)
        try coder.field("status", &status)
        try coder.field("missed", &missed, "how many meetings were missed")
        try coder.field("last", &last, "the day of the last of them")
    }
}

/// A councillor's seat that became vacant, and who has it now.
public struct PersonVacancyValue: Record, Equatable {
    public var on = CivilDate.placeholder
    /// By what it became vacant; nil where only the Council's declaration is recorded.
    public var cause: Ceasing?
    public var reason = ""
    public var filled: CivilDate?
    public var filledBy: String?
    public var filledByName: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("on", &on)
        try coder.field("cause", &cause, "by what it became vacant")
        try coder.field("reason", &reason)
        try coder.field("filled", &filled, "when somebody else got the seat")
        try coder.field("filledby", &filledBy)
        try coder.field("filledbyname", &filledByName)
    }
}

/// A person whole.
public struct PersonReport: Record, Equatable {
    public var basis = Basis()
    public var person = PersonValue()
    public var seats: [HoldingValue] = []
    public var offices: [HoldingValue] = []
    public var groups: [HoldingValue] = []
    public var vacancies: [PersonVacancyValue] = []
    /// Over the whole record; nil where they were expected at no meeting.
    public var attendance: AttendanceValue?
    public var clocks: [SixMonthValue] = []
    public var notices: [PersonNoticeValue] = []
    public var votes: [MemberVoteValue] = []
    public var duties: [DutyValue] = []
    public var actions: [ActionValue] = []
    public var checks: [DBSValue] = []
    public var interests: [InterestValue] = []
    public var declared: [DeclarationValue] = []
    public var dispensations: [DispensationValue] = []
    public var history: [HistoryValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("person", &person)
        try coder.field("seats", &seats, "the latest first")
        try coder.field("offices", &offices, "the latest first")
        try coder.field("groups", &groups, "the latest first")
        try coder.field("vacancies", &vacancies, "of their seat on the Council, the latest first")
        try coder.field("attendance", &attendance, "over the whole record")
        try coder.field("clocks", &clocks, "of the six-month rule")
        try coder.field("notices", &notices, "of non-attendance, sent and unsent")
        try coder.field("votes", &votes, "those recorded by name, the latest first")
        try coder.field("duties", &duties, "that they are responsible for now")
        try coder.field("actions", &actions, "that are theirs and not completed")
        try coder.field("checks", &checks, "DBS checks that their seats need")
        try coder.field("interests", &interests, "in the register, and not ended")
        try coder.field("declared", &declared, "interests declared at meetings, the latest first")
        try coder.field("dispensations", &dispensations, "that have not ended")
        try coder.field("history", &history, "the entries about them, their seats and their offices")
    }
}

/// Asks for a person whole.
public struct PersonQuestion: Question {
    public typealias Answer = PersonReport
    public var person = ""
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person, "a name, a surname or the start of an identifier")
        try scope.fields(&coder)
    }
}
