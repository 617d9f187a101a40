// How members voted, as report values: one line for each member who is named.

public import Codec
public import Governance

/// How one member voted on one resolution.
public struct MemberVoteValue: Record, Equatable {
    public var decision = ""
    public var title = ""
    public var number = 0
    public var text = ""
    public var made = PartialDate.unknown
    public var body: String?
    public var bodyName: String?
    public var person = ""
    public var name = ""
    /// The group that the member belonged to on that day.
    public var group: String?
    public var groupName: String?
    public var vote = Vote.inFavour
    /// Whether it is the second or casting vote of whoever presided.
    public var isCasting: Bool?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("title", &title)
        try coder.field("number", &number)
        try coder.field("text", &text)
        try coder.field("made", &made)
        try coder.field("body", &body)
        try coder.field("bodyname", &bodyName)
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("group", &group, "the member's group on that day")
        try coder.field("groupname", &groupName)
        try coder.field("vote", &vote)
        try coder.field("casting", &isCasting, "whether it is a second or casting vote")
    }
}

/// Recorded votes by name, the latest first.
public struct MemberVotesReport: Record, Equatable {
    public var basis = Basis()
    public var from: CivilDate?
    public var to = CivilDate.placeholder
    public var votes: [MemberVoteValue] = []
    /// How many resolutions were voted on by numbers alone, of which nobody's vote is known.
    public var unnamed = 0
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("votes", &votes)
        try coder.field(
            "unnamed", &unnamed, "how many resolutions were voted on without names being recorded")
    }
}

/// Asks how members voted.
public struct MemberVotesQuestion: Question {
    public typealias Answer = MemberVotesReport
    public static func isNothing(_ answer: MemberVotesReport) -> Bool { answer.votes.isEmpty }
    public var member: String?
    public var group: String?
    public var body: String?
    public var from: String?
    public var to: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("member", &member, "only this member's")
        try coder.field("group", &group, "only those of members of this group at the time")
        try coder.field("body", &body, "only this body's decisions")
        try coder.field("from", &from, "the first day of decisions")
        try coder.field("to", &to, "the last day of decisions; today if left out")
        try scope.fields(&coder)
    }
}
