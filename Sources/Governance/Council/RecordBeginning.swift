// The day on which the record begins. Nothing is reckoned from before it: what happened then may not be in
// the record, and silence about it says nothing about anybody.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// The record's first day is changed: earlier because older meetings were entered, or later because they are
/// incomplete.
public struct RecordBeginningSet: EventPayload, Equatable {
    public static let type = "org.minuted.council.record_beginning_set"

    public var council = ""
    public var on = CivilDate.placeholder
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("council", &council)
        try coder.field("on", &on, "the first day that the record covers")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .council(council) }

    public func admit(in state: State) throws(Rejection) {
        guard let known = state.directory.council, known.id == council else { throw .noCouncil }
        try Check.reason(reason, of: stream.text)
        guard known.recordBegins != on else {
            throw Rejection(
                "record-beginning", stream.text, "The record already begins on \(on.spoken).",
                remedy: "There is nothing to change.")
        }
    }
}

/// Changes the day on which the record begins.
public struct SetRecordBeginning: Command {
    public var on = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("on", &on, "the first day that the record covers")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        guard let council = context.directory.council else { throw .noCouncil }
        var event = RecordBeginningSet()
        (event.council, event.reason) = (council.id, reason)
        event.on = try context.date(on, "on")
        guard event.on <= context.moment.today else {
            throw Rejection(
                "not-in-the-future", "council/\(council.id)", "\(event.on.spoken) is in the future.",
                remedy: "Give today, or the day from which the record is complete.")
        }
        return council.recordBegins == event.on ? [] : [.recordBeginningSet(event)]
    }
}

extension Directory {
    /// The day from which everything is reckoned: the day that the council gave, or else the day on which the
    /// first entry was recorded.
    ///
    /// What would have been due, missed or waiting before it is not known, so it makes no clock, breach,
    /// notice, duty, finding or item of the digest.
    public var recordBegins: CivilDate { council?.recordBegins ?? .first }

    /// Whether something that ended or fell due on the day lies before the record, so that nobody can say
    /// what came of it.
    public func isBeforeRecord(_ day: CivilDate) -> Bool { day < recordBegins }
}
