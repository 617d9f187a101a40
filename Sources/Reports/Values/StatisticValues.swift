// Statistics about children as a whole, as report values, and the question they answer.

public import Codec
public import Governance

/// A statistic that was reported at a meeting.
public struct StatisticValue: Record, Equatable {
    public var meeting = ""
    public var body = ""
    /// The day of the meeting.
    public var reported = CivilDate.placeholder
    public var measure = ""
    public var from: PartialDate?
    public var to = PartialDate.unknown
    public var unit = StatisticUnit.children
    public var figures: [StatisticFigure] = []
    public var total: Int?
    public var source = ""
    public var by: BearerValue?
    public var paper: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("body", &body)
        try coder.field("reported", &reported, "the day of the meeting")
        try coder.field("measure", &measure)
        try coder.field("from", &from, "the first day of the period; left out for a count on one day")
        try coder.field("to", &to, "the last day of the period, or the day of the count")
        try coder.field("unit", &unit)
        try coder.field("figures", &figures, "a number that is left out is suppressed")
        try coder.field("total", &total)
        try coder.field("source", &source)
        try coder.field("by", &by, "who reported it")
        try coder.field("paper", &paper)
    }
}

/// Statistics, the one reported last first.
public struct StatisticsReport: Record, Equatable {
    public var basis = Basis()
    public var statistics: [StatisticValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("statistics", &statistics)
    }
}

/// Asks for statistics.
public struct StatisticsQuestion: Question {
    public typealias Answer = StatisticsReport
    public static func isNothing(_ answer: StatisticsReport) -> Bool { answer.statistics.isEmpty }
    public var body: String?
    public var measure: String?
    public var meeting: String?
    /// Whether only the latest of each measure is wanted.
    public var isLatest: Bool?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "those reported to one body")
        try coder.field("measure", &measure, "those whose measure has these words")
        try coder.field("meeting", &meeting, "those reported at one meeting")
        try coder.field("latest", &isLatest, "only the latest of each measure and body")
        try scope.fields(&coder)
    }
}
