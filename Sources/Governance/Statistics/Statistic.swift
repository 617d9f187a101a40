// Statistics reported to a body: numbers about children as a whole, never about a child. Each has its period, its source and
// the meeting at which it was reported.
//
// A number under five could point to a child, so the log never holds one: it is recorded as suppressed. Nor may the total
// give a suppressed number away (Office for National Statistics, disclosure control for tables: primary and secondary
// suppression).
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// What a statistic counts.
public enum StatisticUnit: String, Choice {
    /// Children and young people.
    case children
    /// Days, as an average over children.
    case days
}

/// One number of a statistic.
public struct StatisticFigure: Record, Equatable {
    /// Of whom or where: "10 to 15", "placed outside the authority".
    public var of = ""
    /// nil where it is suppressed: under five, or withheld so that such a number cannot be worked out.
    public var number: Int?
    /// Over how many children an average was taken; nil for a count of children.
    public var base: Int?

    public init() {}

    public init(_ of: String, _ number: Int?, base: Int? = nil) {
        (self.of, self.number, self.base) = (of, number, base)
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("of", &of, "who or where, for example \"10 to 15\"")
        try coder.field("number", &number, "left out where it is suppressed", within: 0...10_000_000)
        try coder.field("base", &base, "how many children an average covers", within: 0...10_000_000)
    }
}

/// A statistic is reported at a meeting.
public struct StatisticReported: EventPayload, Equatable {
    public static let type = "org.minuted.statistic.reported"

    public var meeting = MeetingID()
    /// What is measured: "Children in care by age".
    public var measure = ""
    /// The first day of the period; nil for numbers as at a day.
    public var from: PartialDate?
    /// The last day of the period, or the day of the count.
    public var to = PartialDate.unknown
    public var unit = StatisticUnit.children
    public var figures: [StatisticFigure] = []
    /// All together; nil where it is not given or would give a suppressed number away.
    public var total: Int?
    /// Where the numbers are from: "Performance report, Quarter 3".
    public var source = ""
    /// Who reported it; nil where the record does not say.
    public var by: Participant?
    public var paper: PaperID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting, "the meeting at which it was reported")
        try coder.field("measure", &measure, "what is measured, such as \"Children in care by age\"")
        try coder.field("from", &from, "the first day of the period; left out for a count on one day")
        try coder.field("to", &to, "the last day of the period, or the day of the count")
        try coder.field("unit", &unit)
        try coder.field("figures", &figures, atMost: 200)
        try coder.field("total", &total, "left out where it is not given", within: 0...10_000_000)
        try coder.field("source", &source, "where the numbers are from")
        try coder.field("by", &by, "who reported it")
        try coder.field("paper", &paper, "the report that contains it")
    }

    public var stream: Stream { .meeting(meeting) }

    public var references: [Stream] { paper.map { [.paper($0)] } ?? [] }

    public func effective(in state: State) -> CivilDateTime? { state.meetings[meeting]?.starts }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(meeting)
        try known.refuse(unless: [.held], "have received a statistic")
        try Check.line(measure, "measure", of: stream.text, longest: 160)
        try Check.line(source, "source", of: stream.text)
        try admitPeriod(of: known)
        if let by { try state.directory.expect(by) }
        if let paper { _ = try state.existing(paper) }
        if known.statistics.contains(where: { $0.isSame(as: self) }) {
            throw Rejection(
                "statistic-once", stream.text,
                "\"\(measure)\" of \(to.spoken) has already been recorded for this meeting.",
                remedy: "If it is wrong, undo that entry first: `minutectl record take-back ENTRY`.")
        }
        try admitFigures(in: state.directory)
    }

    /// Whether it is the same measure of the same period.
    private func isSame(as other: StatisticReported) -> Bool {
        measure.lowercased() == other.measure.lowercased() && from == other.from && to == other.to
    }

    private func admitPeriod(of known: Meeting) throws(Rejection) {
        if let from, to.isCertainlyBefore(from) {
            throw Rejection(
                "dates-in-order", stream.text,
                "The period's last day (\(to.spoken)) is before its first (\(from.spoken)).",
                remedy: "Check the two dates.")
        }
        if to.isCertainlyAfter(known.starts.date) {
            throw Rejection(
                "dates-in-order", stream.text,
                "Figures for \(to.spoken) cannot have been reported on \(known.starts.date.spoken).",
                remedy: "Check the period, or name a later meeting.")
        }
    }
}
