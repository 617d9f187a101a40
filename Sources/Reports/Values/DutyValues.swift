// Duties, as report values, and the questions they answer.

public import Codec
public import Governance

/// Where a duty stands.
public enum DutyState: String, Choice {
    /// Not yet a duty.
    case notBegun = "not-begun"
    /// It depends on a resolution that has not taken effect.
    case waiting
    /// It depends on a resolution that will not take effect.
    case lapsed
    case due
    case overdue
    /// It holds at all times, so it is never due.
    case continuing
    case discharged
    case withdrawn
    /// It fell due before the record begins.
    case notKnown = "not-known"
}

/// What became of one time at which a duty fell due.
public enum DutyOutcome: String, Choice {
    case onTime = "on-time"
    case late
    case missed
    /// Not due yet.
    case toCome = "to-come"
    /// Done, but its date is not exact enough to say whether in time.
    case notKnown = "not-known"
}

/// Whose something is: the office or body, and who answers for it.
public struct BearerValue: Record, Equatable {
    /// Such as `office/leader`.
    public var id = ""
    public var name = ""
    /// The office's holder or the body's chair on the day.
    public var person: String?
    public var personName: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id, "such as office/leader")
        try coder.field("name", &name)
        try coder.field("person", &person, "who held the office or the chair")
        try coder.field("personname", &personName)
    }
}

/// A duty and where it stands.
public struct DutyValue: Record, Equatable {
    public var id = ""
    public var what = ""
    public var bearer = BearerValue()
    /// Others who bear it jointly.
    public var jointly: [BearerValue]?
    /// All who bear it.
    public var bearers: [BearerValue] { [bearer] + (jointly ?? []) }
    public var cadence: String?
    /// True where its source does not say how often or by when.
    public var isAssumed: Bool?
    public var from = PartialDate.unknown
    public var source: String?
    public var state = DutyState.due
    /// By when it has to be done next, or should have been.
    public var due: CivilDate?
    /// Days until it is due; negative when it is overdue.
    public var days: Int?
    /// The record's first day, where it is counted from there because nothing says when it was last done.
    public var countedFrom: CivilDate?
    /// How many times running it has been missed.
    public var missed = 0
    public var last: PartialDate?
    /// The state in a sentence.
    public var explanation = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("what", &what)
        try coder.field("bearer", &bearer)
        try coder.field(
            "jointly", &jointly, "others who bear it jointly: what one of them does is done for all")
        try coder.field("cadence", &cadence)
        try coder.field("assumed", &isAssumed, "true if the source does not say how often or by when")
        try coder.field("from", &from)
        try coder.field("source", &source)
        try coder.field("state", &state)
        try coder.field("due", &due, "by when it has to be done next, or should have been")
        try coder.field("days", &days, "until it is due; negative when it is overdue")
        try coder.field(
            "countedfrom", &countedFrom,
            "the record's first day, where it is counted from there: when it was last done is not known")
        try coder.field("missed", &missed, "how many times in a row it has been missed")
        try coder.field("last", &last, "when it was last done")
        try coder.field("explanation", &explanation)
    }
}

/// One time at which a duty fell or falls due.
public struct DutyOccurrenceValue: Record, Equatable {
    public var duty = ""
    public var what = ""
    public var bearer = BearerValue()
    public var jointly: [BearerValue]?
    public var due = CivilDate.placeholder
    public var done: PartialDate?
    public var outcome = DutyOutcome.toCome
    /// How many times in a row were missed, of which this is the first; nil for one.
    public var times: Int?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("duty", &duty)
        try coder.field("what", &what)
        try coder.field("bearer", &bearer)
        try coder.field("jointly", &jointly, "others who bear it jointly")
        try coder.field("due", &due)
        try coder.field("done", &done)
        try coder.field("outcome", &outcome)
        try coder.field(
            "times", &times,
            "how many times in a row were missed, of which this is the first; left out for one")
    }
}

/// Duties.
public struct DutiesReport: Record, Equatable {
    public var basis = Basis()
    public var duties: [DutyValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("duties", &duties)
    }
}

/// A year of a body's meetings, against how many its terms ask for.
public struct MeetingYearValue: Record, Equatable {
    public var from = CivilDate.placeholder
    public var to = CivilDate.placeholder
    public var required = 0
    /// Meetings that were called, whatever became of them.
    public var called = 0
    public var held = 0
    public var cancelled = 0
    public var isOver = false
    /// Whether the record covers all of it.
    public var isWhole = true
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("required", &required)
        try coder.field("called", &called, "whatever became of them")
        try coder.field("held", &held)
        try coder.field("cancelled", &cancelled)
        try coder.field("over", &isOver, "whether the year is over")
        try coder.field("whole", &isWhole, "whether the record covers all of it")
    }
}

/// One duty, with each time it fell due and its history.
public struct DutyReport: Record, Equatable {
    public var basis = Basis()
    public var duty = DutyValue()
    public var occurrences: [DutyOccurrenceValue] = []
    public var history: [HistoryValue] = []
    /// Of a body's duty to meet: its meetings in each year.
    public var years: [MeetingYearValue]?
    /// The last one listed, if there are more.
    public var next: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("duty", &duty)
        try coder.field("occurrences", &occurrences)
        try coder.field("history", &history)
        try coder.field("years", &years, "of a body's duty to meet: its meetings in each year")
        try coder.field("next", &next, PageWords.next)
    }
}

/// What falls due between two days.
public struct DutyCalendarReport: Record, Equatable {
    public var basis = Basis()
    public var from = CivilDate.placeholder
    public var to = CivilDate.placeholder
    public var occurrences: [DutyOccurrenceValue] = []
    /// The last one listed, if there are more.
    public var next: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("occurrences", &occurrences)
        try coder.field("next", &next, PageWords.next)
    }
}

/// Asks for duties.
public struct DutiesQuestion: Question {
    public typealias Answer = DutiesReport
    public static func isNothing(_ answer: DutiesReport) -> Bool { answer.duties.isEmpty }
    public var bearer: String?
    public var person: String?
    public var group: String?
    public var state: DutyState?
    public var within: Int?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("bearer", &bearer, "only this office's or body's")
        try coder.field("person", &person, "those one person is responsible for on the day")
        try coder.field("group", &group, "those members of one political group are responsible for")
        try coder.field("state", &state)
        try coder.field("within", &within, "those overdue or due within this many days")
        try scope.fields(&coder)
    }
}

/// Asks for one duty.
public struct DutyQuestion: Question {
    public typealias Answer = DutyReport
    public var duty = ""
    public var limit: Int?
    public var after: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("duty", &duty, "the start of an identifier")
        try coder.field("limit", &limit, "how many times due at most; 10,000 if left out", within: 1...10_000)
        try coder.field("after", &after, PageWords.after)
        try scope.fields(&coder)
    }
}

/// Asks what falls due in a year.
public struct DutyCalendarQuestion: Question {
    public typealias Answer = DutyCalendarReport
    public static func isNothing(_ answer: DutyCalendarReport) -> Bool { answer.occurrences.isEmpty }
    public var bearer: String?
    public var person: String?
    public var from: String?
    public var to: String?
    public var limit: Int?
    public var after: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("bearer", &bearer, "only this office's or body's")
        try coder.field("person", &person, "those one person was responsible for when they were due")
        try coder.field("from", &from, "the first day; the first of the year if left out")
        try coder.field("to", &to, "the last day; a year after the first if left out")
        try coder.field("limit", &limit, "how many at most; 10,000 if left out", within: 1...10_000)
        try coder.field("after", &after, PageWords.after)
        try scope.fields(&coder)
    }
}
