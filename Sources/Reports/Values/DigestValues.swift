// What is overdue or falls due, as report values.

public import Codec
public import Governance

/// Asks for what is overdue or falls due.
public struct DigestQuestion: Question {
    public typealias Answer = DigestReport
    /// An office or a person whose digest it is; everything if nil.
    public var whose: String?
    /// How many days ahead is looked.
    public var days = 7
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("for", &whose, "an office or a person; everything if left out")
        try coder.defaulted("days", &days, "how many days to look ahead")
        try scope.fields(&coder)
    }
}

/// One thing that is overdue or falls due.
public struct DigestItem: Record, Equatable {
    /// From which part of the record it comes, a name that scripts can rely on.
    public var source = ""
    /// The record that it is about, such as `notice/malap-okafor-2007-11-15`.
    public var record = ""
    public var text = ""
    /// The last day on which it is in time; nil where there is none.
    public var due: CivilDate?
    /// How many days it is overdue; 0 or less if it is not.
    public var overdue = 0
    /// Whom it concerns.
    public var people: [String] = []
    /// The day since which it waits, where it has no due day; not part of the answer.
    public var since: CivilDate?
    public init() {}

    public init(
        _ source: String, _ record: String, _ text: String, due: CivilDate?, since: CivilDate? = nil,
        people: [PersonID], on day: CivilDate
    ) {
        self.since = since
        (self.source, self.record, self.text, self.due) = (source, record, text, due)
        self.people = people.map(\.text)
        overdue = due.map { max($0.days(until: day), 0) } ?? 0
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("source", &source, "a name that scripts can rely on")
        try coder.field("record", &record)
        try coder.field("text", &text)
        try coder.field("due", &due, "the due date")
        try coder.field("overdue", &overdue, "days overdue; 0 if it is not")
        try coder.field("people", &people, "whom it concerns")
    }
}

/// What is overdue or falls due, the longest overdue first.
public struct DigestReport: Record, Equatable {
    public var basis = Basis()
    public var council = ""
    /// Whose it is, by name; nil for everybody's.
    public var whose: String?
    public var days = 7
    public var items: [DigestItem] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("council", &council)
        try coder.field("for", &whose)
        try coder.field("days", &days, "how many days to look ahead")
        try coder.field("items", &items)
    }
}
