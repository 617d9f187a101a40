// Members' interests, as report values: what is registered, what was declared at meetings, and dispensations.

public import Codec
public import Governance

/// An interest in a member's register.
public struct InterestValue: Record, Equatable {
    public var person = ""
    public var name = ""
    /// Its number in the member's register.
    public var number = 1
    public var kind = InterestKind.otherRegistrable
    /// nil for a sensitive one.
    public var what: String?
    public var isSensitive = false
    public var from: PartialDate?
    public var notified = CivilDate.placeholder
    /// The first day on which they no longer have it.
    public var until: PartialDate?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("number", &number, "in the member's register")
        try coder.field("kind", &kind)
        try coder.field("what", &what, "left out for a sensitive one")
        try coder.field("sensitive", &isSensitive)
        try coder.field("from", &from, "since when they have had it")
        try coder.field("notified", &notified, "the day on which the monitoring officer was notified")
        try coder.field("until", &until, "the first day on which they no longer have it")
    }
}

/// An interest that a member declared at a meeting.
public struct DeclarationValue: Record, Equatable {
    public var meeting = ""
    public var date = CivilDate.placeholder
    public var body = ""
    public var bodyName = ""
    public var person = ""
    public var name = ""
    public var item = ""
    public var kind = DeclaredKind.nonRegistrable
    public var number: Int?
    public var what: String?
    public var left = false
    public var leftAt: ClockTime?
    public var returnedAt: ClockTime?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("date", &date)
        try coder.field("body", &body)
        try coder.field("bodyname", &bodyName)
        try coder.field("person", &person)
        try coder.field("name", &name, "on the day of the meeting")
        try coder.field("item", &item)
        try coder.field("kind", &kind)
        try coder.field("number", &number, "the interest in their register that it is")
        try coder.field("what", &what)
        try coder.field("left", &left, "whether they left the room for the item")
        try coder.field("leftat", &leftAt)
        try coder.field("returnedat", &returnedAt)
    }
}

/// That a member may take part although they have an interest.
public struct DispensationValue: Record, Equatable {
    public var person = ""
    public var name = ""
    public var what = ""
    public var allows = DispensationScope.speakAndVote
    public var by = ""
    public var byName = ""
    public var on = CivilDate.placeholder
    public var until = CivilDate.placeholder
    public var reason = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("what", &what, "what it is for")
        try coder.field("allows", &allows)
        try coder.field("by", &by)
        try coder.field("byname", &byName)
        try coder.field("on", &on)
        try coder.field("until", &until, "its last day")
        try coder.field("reason", &reason)
    }
}

/// Members' interests.
public struct InterestsReport: Record, Equatable {
    public var basis = Basis()
    public var registered: [InterestValue] = []
    public var declared: [DeclarationValue] = []
    public var dispensations: [DispensationValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("registered", &registered)
        try coder.field("declared", &declared)
        try coder.field("dispensations", &dispensations)
    }
}

/// Asks for members' interests.
public struct InterestsQuestion: Question {
    public typealias Answer = InterestsReport
    public static func isNothing(_ answer: InterestsReport) -> Bool {
        answer.registered.isEmpty && answer.declared.isEmpty && answer.dispensations.isEmpty
    }
    public var member: String?
    public var body: String?
    public var from: String?
    public var to: String?
    /// Whether those that have ended are wanted too.
    public var hasEnded = false
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("member", &member, "only this member's")
        try coder.field("body", &body, "only those of members of this body, and declared at its meetings")
        try coder.field("from", &from, "declared on this day or later")
        try coder.field("to", &to, "declared on this day or earlier")
        try coder.defaulted("ended", &hasEnded, "with interests and dispensations that have ended")
        try scope.fields(&coder)
    }
}
