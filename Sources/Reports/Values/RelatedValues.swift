// The records about a decision, as report values.

public import Codec

/// What a record has to do with a decision.
public enum Relation: String, Choice {
    /// The report that it rests on, as recorded.
    case report
    /// A report to the same meeting, where it is not recorded which one the decision rests on.
    case reportToMeeting = "report-to-meeting"
    /// The meeting at which it was made.
    case meeting
    /// A decision that recommended it, that deals with what it recommends, or that one of the two took again after
    /// call-in.
    case decision
    case duty
    case action
    case matter
    /// Somebody's absence that it approves.
    case approval
}

/// A record about a decision, with the entries that make it up.
public struct RelatedRecord: Record, Equatable {
    public var relation = Relation.report
    /// Its kind and identifier, such as `paper/corporate-parenting`.
    public var record = ""
    public var title = ""
    /// Where it stands, in a sentence.
    public var status = ""
    public var entries: [HistoryValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("relation", &relation)
        try coder.field("record", &record, "such as paper/corporate-parenting")
        try coder.field("title", &title)
        try coder.field("status", &status, "its status, in a sentence")
        try coder.field("entries", &entries)
    }
}
