// The draft of a meeting's minutes, made of what the record has, as report values.

public import Codec

/// A decision as minutes give it.
public struct DraftDecisionValue: Record, Equatable {
    public var decision = ""
    public var title = ""
    public var resolutions: [ResolutionValue] = []
    public var reasons: String?
    public var conflicts: String?
    public var dispensations: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("title", &title)
        try coder.field("resolutions", &resolutions)
        try coder.field("reasons", &reasons)
        try coder.field("conflicts", &conflicts, "conflicts of interest, as the record has them")
        try coder.field("dispensations", &dispensations)
    }
}

/// An item of the agenda with what was decided under it.
public struct DraftItemValue: Record, Equatable {
    public var number: String?
    public var label = ""
    public var decisions: [DraftDecisionValue] = []
    /// Interests that members declared in it.
    public var declared: [DeclarationValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("number", &number)
        try coder.field("label", &label)
        try coder.field("decisions", &decisions)
        try coder.field("declared", &declared, "interests that members declared in it")
    }
}

/// The draft of a meeting's minutes.
public struct MinutesDraftReport: Record, Equatable {
    public var basis = Basis()
    public var council = ""
    public var meeting = MeetingValue()
    public var bodyName = ""
    public var roll: [RollValue] = []
    /// The agenda's items; decisions that belong to none of them stand behind, each under its title.
    public var items: [DraftItemValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("council", &council)
        try coder.field("meeting", &meeting)
        try coder.field("bodyname", &bodyName)
        try coder.field("roll", &roll)
        try coder.field("items", &items, "decisions that belong to no item come last, under their titles")
    }
}

/// Asks for the draft of a meeting's minutes.
public struct MinutesDraftQuestion: Question {
    public typealias Answer = MinutesDraftReport
    public var meeting = ""
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try scope.fields(&coder)
    }
}
