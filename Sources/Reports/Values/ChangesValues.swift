// What has been recorded since a day or an entry, as report values.

public import Codec

/// One entry, with what it is about.
public struct ChangeRecordedValue: Record, Equatable {
    public var record = ""
    /// What the record is called.
    public var title = ""
    public var step = HistoryValue()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("record", &record)
        try coder.field("title", &title, "what the record is called")
        try coder.field("step", &step, "the entry")
    }
}

/// What has been recorded, oldest first.
public struct ChangesReport: Record, Equatable {
    public var basis = Basis()
    /// The first entry that counts.
    public var first = 0
    public var changes: [ChangeRecordedValue] = []
    /// How many entries there are; `changes` has the first of them.
    public var total = 0
    public var next: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("first", &first, "the first entry that counts")
        try coder.field("changes", &changes, "the first of them, oldest first")
        try coder.field("total", &total, "how many entries there are")
        try coder.field("next", &next, PageWords.next)
    }
}

/// Asks what has been recorded.
public struct ChangesQuestion: Question {
    public typealias Answer = ChangesReport
    public var since: String?
    public var limit: Int?
    public var after: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("since", &since, "a day, a time (RFC 3339) or an entry's number; today if left out")
        try coder.field("limit", &limit, "how many at most; 100 if left out", within: 1...1_000)
        try coder.field("after", &after, PageWords.after)
        try scope.fields(&coder)
    }
}
