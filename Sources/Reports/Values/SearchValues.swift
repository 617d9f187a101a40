// Searching the record's texts, as report values.

public import Codec
public import Governance

/// What sort of record a passage is from.
public enum SearchKind: String, Choice {
    case decision, paper, agenda, matter, action, duty, pledge, issue
}

/// A record in which the words were found.
public struct SearchHit: Record, Equatable {
    public var record = ""
    public var kind = SearchKind.decision
    public var title = ""
    public var day = PartialDate.unknown
    public var body: String?
    public var bodyName: String?
    /// The part of the record in which the words stand, such as "resolution 2".
    public var part = ""
    /// Some words before and after, what was found in square brackets.
    public var excerpt = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("record", &record)
        try coder.field("kind", &kind)
        try coder.field("title", &title)
        try coder.field(
            "day", &day,
            "the day of the decision, report or meeting, or when it was raised, as exactly as it is known")
        try coder.field("body", &body)
        try coder.field("bodyname", &bodyName)
        try coder.field("part", &part, "the part of the record where the words are")
        try coder.field("excerpt", &excerpt, "what was found is in square brackets")
    }
}

/// The records in which words were found, the best match first.
public struct SearchReport: Record, Equatable {
    public var basis = Basis()
    public var words = ""
    /// How many records there are; `hits` has the first of them.
    public var total = 0
    public var hits: [SearchHit] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("words", &words)
        try coder.field("total", &total, "how many records were found")
        try coder.field("hits", &hits, "the first of them, the best match first")
    }
}

/// Asks for records in which words stand.
public struct SearchQuestion: Question {
    public typealias Answer = SearchReport
    public static func isNothing(_ answer: SearchReport) -> Bool { answer.hits.isEmpty }
    public var words = ""
    public var kind: SearchKind?
    public var body: String?
    public var from: String?
    public var to: String?
    public var limit: Int?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field(
            "words", &words, "all of them have to be there, in any form; a phrase in quotation marks as it is"
        )
        try coder.field("kind", &kind)
        try coder.field("body", &body, "only records of this body")
        try coder.field("from", &from, "the first day")
        try coder.field("to", &to, "the last day")
        try coder.field("limit", &limit, "how many at most; 20 if left out", within: 1...1_000)
        try scope.fields(&coder)
    }
}
