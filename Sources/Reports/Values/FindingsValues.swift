// What the whole record lacks or contradicts, and seats that nobody fills: report values, and the questions they
// answer.

public import Codec
public import Governance

/// Something that a record lacks or contradicts, with what to do about it.
public struct RecordFinding: Record, Equatable {
    /// A name that scripts can rely on.
    public var rule = ""
    /// The record that it is about, such as `decision/corporate-parenting`.
    public var record = ""
    /// The body whose record it is.
    public var body: String?
    public var message = ""
    /// What to do about it.
    public var remedy = ""
    /// The day of what it is about, where it has one; not part of the answer.
    public var on: CivilDate?
    /// How many findings alike it stands for; nil for one by itself.
    public var count: Int?
    public init() {}
    public init(
        _ rule: String, _ record: String, body: String?, _ message: String, remedy: String,
        on: CivilDate? = nil
    ) {
        (self.rule, self.record, self.body) = (rule, record, body)
        (self.message, self.remedy, self.on) = (message, remedy, on)
    }
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("rule", &rule, "a name that scripts can rely on")
        try coder.field("record", &record)
        try coder.field("body", &body, "the body whose record it is")
        try coder.field("message", &message)
        try coder.field("remedy", &remedy, "what to do about it")
        try coder.field(
            "count", &count, "how many similar findings are grouped in this one; left out for a single one")
    }
}

/// What the whole record lacks or contradicts.
public struct FindingsReport: Record, Equatable {
    public var basis = Basis()
    /// With what the names of the rules asked for begin; nil where all were asked for.
    public var rule: String?
    public var findings: [RecordFinding] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("rule", &rule, "with what the names of the rules asked for begin")
        try coder.field("findings", &findings)
    }
}

/// Asks what the record lacks or contradicts.
public struct FindingsQuestion: Question, Equatable {
    public typealias Answer = FindingsReport
    public var body: String?
    public var rule: String?
    /// Whether findings alike are listed one by one, however many they are.
    public var isEach: Bool?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only this body's record")
        try coder.field("rule", &rule, "only rules whose names start with this")
        try coder.field(
            "each", &isEach,
            "each separately; otherwise more than ten alike for one body are grouped")
        try scope.fields(&coder)
    }
}

/// Something that nobody fills: a seat that the terms count, or a member's seat on the Council.
public struct VacancyValue: Record, Equatable {
    /// The body; of a declared vacancy the Council.
    public var body: String?
    public var bodyName: String?
    /// nil for a declared vacancy.
    public var capacity: String?
    /// The member who had it, for a declared vacancy.
    public var person: String?
    public var name: String?
    /// The ward or division that they represented.
    public var ward: String?
    /// The day on which the vacancy was declared.
    public var declared: CivilDate?
    /// By what the seat became vacant; nil where only the declaration is recorded.
    public var cause: Ceasing?
    /// Days since it was declared.
    public var days: Int?
    /// How many such seats nobody fills, where they are too many to be listed one by one.
    public var count: Int?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "of a declared vacancy, the Council")
        try coder.field("capacity", &capacity, "left out for a declared vacancy")
        try coder.field("bodyname", &bodyName)
        try coder.field("person", &person, "the member who had it, for a declared vacancy")
        try coder.field("name", &name)
        try coder.field("declared", &declared)
        try coder.field("days", &days, "since it was declared")
        try coder.field("cause", &cause, "by what a member's seat became vacant")
        try coder.field("count", &count, "how many such seats nobody fills, where they are more than 50")
        try coder.field("ward", &ward, "the ward or division of a declared vacancy")
    }
}

/// Seats that nobody fills, and vacancies on the Council that have not ended.
public struct VacanciesReport: Record, Equatable {
    public var basis = Basis()
    public var vacancies: [VacancyValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("vacancies", &vacancies)
    }
}

/// Asks for seats that nobody fills.
public struct VacanciesQuestion: Question, Equatable {
    public typealias Answer = VacanciesReport
    public var body: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only this body's seats")
        try scope.fields(&coder)
    }
}
