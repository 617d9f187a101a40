// Briefings given to a body, with those of its members who had them and those who had not, and the question.

public import Codec
public import Governance

/// A member who was briefed.
public struct BriefedValue: Record, Equatable {
    public var person = ""
    public var name = ""
    public var on = PartialDate.unknown
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("on", &on, "at the meeting, or on their own afterwards")
    }
}

/// A member who was not briefed.
public struct UnbriefedValue: Record, Equatable {
    public var person = ""
    public var name = ""
    public var group: String?
    /// Since when they have had a seat.
    public var since = PartialDate.unknown
    /// Whether they came after the briefing.
    public var isLater = false
    /// True where the briefing was given before the record begins, so that they may have been there.
    public var isNotKnown: Bool?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("group", &group)
        try coder.field("since", &since, "the day they took their seat")
        try coder.field("later", &isLater, "whether they came after the briefing")
        try coder.field("notknown", &isNotKnown, "true if it was given before the record begins")
    }
}

/// A briefing of a body.
public struct BriefingValue: Record, Equatable {
    public var id = ""
    public var what = ""
    public var from = BearerValue()
    public var to = BearerValue()
    public var on = PartialDate.unknown
    public var meeting: String?
    public var briefed: [BriefedValue] = []
    public var unbriefed: [UnbriefedValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("what", &what)
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("on", &on)
        try coder.field("meeting", &meeting)
        try coder.field("briefed", &briefed, "members of the day asked for who were briefed")
        try coder.field("unbriefed", &unbriefed, "members of that day who were not")
    }
}

/// Briefings of bodies.
public struct BriefingsReport: Record, Equatable {
    public var basis = Basis()
    public var briefings: [BriefingValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("briefings", &briefings)
    }
}

/// Asks who was briefed and who was not.
public struct BriefingsQuestion: Question {
    public typealias Answer = BriefingsReport
    public static func isNothing(_ answer: BriefingsReport) -> Bool { answer.briefings.isEmpty }
    public var body: String?
    public var isOpen: Bool?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only briefings of this body")
        try coder.field("open", &isOpen, "only those that somebody has missed")
        try scope.fields(&coder)
    }
}
