// Meetings and deadlines of some days, as report values.

public import Codec
public import Governance

/// A meeting, or something that is due.
public struct CalendarValue: Record, Equatable {
    /// What it is: `meeting`, or a source of the digest such as `duty` or `call-in`.
    public var kind = ""
    public var record = ""
    public var summary = ""
    public var day = CivilDate.placeholder
    /// When it begins, on the council's clocks; nil for the whole day.
    public var starts: CivilDateTime?
    /// The same in UTC (RFC 3339).
    public var instant: String?
    public var bodyName: String?
    /// Whether the meeting was cancelled; nil where not.
    public var isCancelled: Bool?
    /// Where it takes place.
    public var place: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("kind", &kind, "`meeting`, or a source of the digest such as `duty` or `call-in`")
        try coder.field("record", &record)
        try coder.field("summary", &summary)
        try coder.field("day", &day)
        try coder.field("starts", &starts, "left out for the whole day")
        try coder.field("instant", &instant, "when it starts, in UTC")
        try coder.field("bodyname", &bodyName)
        try coder.field("cancelled", &isCancelled, "true for a meeting that was cancelled")
        try coder.field("place", &place, "where the meeting takes place")
    }
}

/// The calendar, in order.
public struct CalendarReport: Record, Equatable {
    public var basis = Basis()
    public var council = ""
    public var origin = ""
    public var from = CivilDate.placeholder
    public var to = CivilDate.placeholder
    public var entries: [CalendarValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("council", &council)
        try coder.field("origin", &origin, "the origin of the log, in which each record's name is unique")
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("entries", &entries)
    }
}

/// Asks for meetings and deadlines.
public struct CalendarQuestion: Question {
    public typealias Answer = CalendarReport
    public var from: String?
    public var to: String?
    public var body: String?
    public var whose: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("from", &from, "the first day; today if left out")
        try coder.field("to", &to, "the last day; a year after today if left out")
        try coder.field("body", &body, "only this body's meetings, and no deadlines")
        try coder.field("whose", &whose, "only the deadlines of this office or person, and no meetings")
        try scope.fields(&coder)
    }
}
