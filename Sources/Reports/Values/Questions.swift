// What can be asked: the parameters of every query.

public import Codec
public import Governance

/// Something that can be asked for, as at a day and as known at a time. It says what answers it and where; the
/// interface, the daemon's table and the exit status follow from that.
public protocol Question: Record {
    /// The report that answers it.
    associatedtype Answer: Record & RenderedReport
    /// The method of `org.minuted.Queries` that is asked: the type's name without "Question", unless it says otherwise.
    static var method: String { get }
    /// Whether an answer means that nothing was found, which the exit status says. That nothing is due, wrong
    /// or vacant is an answer, too.
    static func isNothing(_ answer: Answer) -> Bool
    var scope: Scope { get set }
}

extension Question {
    public static var method: String { String("\(Self.self)".dropLast("Question".count)) }

    public static func isNothing(_ answer: Answer) -> Bool { false }
}

/// How a list is asked for in pages, in the words of the interface.
public enum PageWords {
    public static let limit: StaticString = "how many at most; all if left out"
    public static let after: StaticString = "continue after this one: what the previous page gave as `next`"
    public static let next: StaticString =
        "the last one listed, if there are more: give it as `after` for the next page"
}

/// Asks for people.
public struct PeopleQuestion: Question {
    public typealias Answer = PeopleReport
    public static func isNothing(_ answer: PeopleReport) -> Bool { answer.people.isEmpty }
    public var person: String?
    public var kind: PersonKind?
    public var group: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person, "only this person")
        try coder.field("kind", &kind)
        try coder.field("group", &group, "only this political group's members")
        try scope.fields(&coder)
    }
}

/// Asks for political groups.
public struct GroupsQuestion: Question {
    public typealias Answer = GroupsReport
    public static func isNothing(_ answer: GroupsReport) -> Bool { answer.groups.isEmpty }
    public var group: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("group", &group, "only this group")
        try scope.fields(&coder)
    }
}

/// Asks for offices.
public struct OfficesQuestion: Question {
    public typealias Answer = OfficesReport
    public static func isNothing(_ answer: OfficesReport) -> Bool { answer.offices.isEmpty }
    public var office: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("office", &office, "only this office")
        try scope.fields(&coder)
    }
}

/// Asks for bodies.
public struct BodiesQuestion: Question {
    public typealias Answer = BodiesReport
    public static func isNothing(_ answer: BodiesReport) -> Bool { answer.bodies.isEmpty }
    public var body: String?
    /// Whether only those are wanted whose terms require councillors to join by name.
    public var namedMembership: Bool?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only this body")
        try coder.field(
            "namedmembership", &namedMembership,
            "those that require named councillors only, the Council itself apart")
        try scope.fields(&coder)
    }
}

/// Asks for seats, filled and unfilled.
public struct SeatsQuestion: Question {
    public typealias Answer = SeatsReport
    public static func isNothing(_ answer: SeatsReport) -> Bool { answer.seats.isEmpty }
    public var body: String?
    public var person: String?
    public var onlyUnfilled = false
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only this body's")
        try coder.field("person", &person, "only this person's")
        var only: Bool? = onlyUnfilled
        try coder.field("unfilled", &only, "only vacant ones")
        onlyUnfilled = only ?? false
        try scope.fields(&coder)
    }
}

/// Asks for meetings.
public struct MeetingsQuestion: Question {
    public typealias Answer = MeetingsReport
    public static func isNothing(_ answer: MeetingsReport) -> Bool { answer.meetings.isEmpty }
    public var body: String?
    public var from: String?
    public var to: String?
    public var status: Meeting.Status?
    public var person: String?
    public var limit: Int?
    public var after: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only this body's")
        try coder.field("from", &from, "the first day")
        try coder.field("to", &to, "the last day")
        try coder.field("status", &status)
        try coder.field("person", &person, "those whose attendance names this person")
        try coder.field("limit", &limit, PageWords.limit)
        try coder.field("after", &after, PageWords.after)
        try scope.fields(&coder)
    }
}

/// Asks for one meeting with its roll.
public struct MeetingQuestion: Question {
    public typealias Answer = MeetingReport
    public var meeting = ""
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting, "the start of an identifier, or a body and a day")
        try scope.fields(&coder)
    }
}

/// In which order members are listed.
public enum AttendanceOrder: String, Choice {
    case name
    /// The lowest percentage first; those expected at few meetings last, since of them it says little.
    case percentage
}

/// Asks for members' attendance.
public struct AttendanceQuestion: Question {
    public typealias Answer = AttendanceReport
    public static func isNothing(_ answer: AttendanceReport) -> Bool { answer.members.isEmpty }
    public var body: String?
    public var person: String?
    public var group: String?
    public var from: String?
    public var to: String?
    public var order: AttendanceOrder?
    /// Whether each member's meetings are wanted one by one.
    public var hasStrips = false
    /// Whether officers are listed too.
    public var hasOfficers = false
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "one body's meetings only; all bodies' if left out")
        try coder.field("person", &person, "only this person")
        try coder.field("group", &group, "only members of the group on the last day")
        try coder.field("from", &from, "the first day")
        try coder.field("to", &to, "the last day; the day asked for if left out")
        try coder.field("order", &order, "by name if left out")
        var strips: Bool? = hasStrips
        try coder.field(
            "strips", &strips, "each member's meetings one by one; a year's if `from` is left out")
        hasStrips = strips ?? false
        var officers: Bool? = hasOfficers
        try coder.field("officers", &officers, "list officers too; always for `person`")
        hasOfficers = officers ?? false
        try scope.fields(&coder)
    }
}

/// Which decisions of the register.
public enum DecisionFilter: String, Choice {
    case all
    /// With a resolution that awaits ratification.
    case awaiting
    /// With a resolution that may be called in.
    case callable
    /// With a resolution that takes effect later.
    case pending
    /// With a resolution that may be implemented and has not been.
    case implementable
}

/// Asks for the register of decisions.
public struct DecisionsQuestion: Question {
    public typealias Answer = DecisionsReport
    public static func isNothing(_ answer: DecisionsReport) -> Bool {
        answer.decisions.isEmpty && answer.dealtWith.isEmpty
    }
    public var body: String?
    public var from: String?
    public var to: String?
    public var filter: DecisionFilter?
    public var person: String?
    public var group: String?
    public var limit: Int?
    public var after: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only this body's")
        try coder.field("from", &from, "made on this day or later")
        try coder.field("to", &to, "made on this day or earlier")
        try coder.field("filter", &filter, "only resolutions with this status, and their decisions")
        try coder.field("person", &person, "those that one person made, moved, seconded or voted on by name")
        try coder.field("group", &group, "the same for members of one political group on that day")
        try coder.field("limit", &limit, PageWords.limit)
        try coder.field("after", &after, PageWords.after)
        try scope.fields(&coder)
    }
}

/// Asks for one decision whole.
public struct DecisionQuestion: Question {
    public typealias Answer = DecisionReport
    public var decision = ""
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision, "the start of an identifier")
        try scope.fields(&coder)
    }
}

/// Asks for non-attendance and its notices.
public struct NonAttendanceQuestion: Question {
    public typealias Answer = NonAttendanceReport
    public static func isNothing(_ answer: NonAttendanceReport) -> Bool { answer.notices.isEmpty }
    public var body: String?
    public var person: String?
    public var notice: String?
    public var status: NoticeStatus?
    /// Breaches whose last absence was on this day or later only, also older ones than are issued unattended.
    public var from: String?
    /// Whether to say which notices wait for a person.
    public var holds: Bool?
    public var limit: Int?
    public var after: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only this body's")
        try coder.field("person", &person, "only this person's")
        try coder.field("notice", &notice, "only one notice, by the start of its identifier")
        try coder.field("status", &status)
        try coder.field("from", &from, "only breaches whose last absence was on this day or later")
        try coder.field("holds", &holds, "whether to show which notices are left for a person to check")
        try coder.field("limit", &limit, PageWords.limit)
        try coder.field("after", &after, PageWords.after)
        try scope.fields(&coder)
    }
}
