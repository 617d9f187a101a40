// The command that records a statistic.

public import Codec

/// Records a statistic that was reported at a meeting.
public struct ReportStatistic: MeetingCommand {
    public var meeting = ""
    public var measure = ""
    public var from: String?
    public var to = ""
    public var unit = StatisticUnit.children
    public var figures: [StatisticFigure] = []
    public var total: Int?
    public var source = ""
    public var by: String?
    public var paper: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting, "the meeting at which it was reported")
        try coder.field("measure", &measure, "what is measured, such as \"Children in care by age\"")
        try coder.field("from", &from, "the first day of the period; left out for a count on one day")
        try coder.field("to", &to, "the last day of the period, or the day of the count")
        try coder.defaulted("unit", &unit)
        try coder.field("figures", &figures, atMost: 200)
        try coder.field("total", &total, "left out where it is not given", within: 0...10_000_000)
        try coder.field("source", &source, "where the numbers are from")
        try coder.field("by", &by, "the office, body or person that reported it")
        try coder.field("paper", &paper, "the report that contains it")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [MeetingReference.need(meeting, in: directory, on: today)]
            + (paper.map { [.known(.paper, $0)] } ?? [])
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        var event = StatisticReported()
        (event.meeting, event.measure, event.unit) = (known.id, measure, unit)
        (event.figures, event.total, event.source) = (figures, total, source)
        if let from { event.from = try context.partialDate(from, "from") }
        event.to = try context.partialDate(to, "to")
        if let by { event.by = try context.directory.participant(by) }
        if let paper { event.paper = try context.paper(paper).id }
        return known.statistics.contains(event) ? [] : [.statisticReported(event)]
    }
}
