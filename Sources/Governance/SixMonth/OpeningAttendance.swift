// When a member attended last before the record begins: an opening fact for the six-month rule, taken from
// another source. Without it the clock starts on the record's first day.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// Another source says when a member attended last before the record begins.
public struct LastAttendanceStated: EventPayload, Equatable {
    public static let type = "org.minuted.absence.last_attendance_stated"

    public var person = PersonID()
    /// The body whose meeting they attended, which decides for which of the two clocks it counts.
    public var body = BodyID()
    public var on = CivilDate.placeholder
    /// Where it was found: an attendance register, signed minutes.
    public var source = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("body", &body, "the body whose meeting they attended")
        try coder.field("on", &on, "the day of that meeting")
        try coder.field("source", &source, "where it was found, such as signed minutes")
    }

    public var stream: Stream { .person(person) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        try known.refuseUnlessCouncillor("have a last attendance recorded")
        let met = try state.directory.existing(body)
        guard met.kind.isQualifying else {
            throw Rejection(
                "qualifying-body", stream.text,
                "A meeting of \(met.name) does not count for the six-month rule.",
                remedy: "Name the last meeting of the Council, the executive or a committee.")
        }
        let begins = state.directory.recordBegins
        guard state.directory.isBeforeRecord(on) else {
            throw Rejection(
                "before-the-record", stream.text,
                "The record begins on \(begins.spoken), so it must show the meeting of \(on.spoken) itself.",
                remedy: "Record that meeting and its attendance: `minutectl attendance record`.")
        }
        let limit = state.directory.sixMonthLimit(since: on, of: known)
        guard begins <= limit else {
            throw Rejection(
                "within-six-months", stream.text,
                "Six months from \(on.spoken) ended on \(limit.spoken), before the record begins on"
                    + " \(begins.spoken): it cannot show whether the Council approved the absence.",
                remedy: "Make the record begin earlier: `minutectl record begins DATE --reason …`.")
        }
        try Check.line(source, "source", of: stream.text, longest: 500)
    }
}

/// A last attendance before the record begins, and where it was found.
public struct StatedAttendance: Sendable, Equatable {
    public let body: BodyID
    public let on: CivilDate
    public let source: String
}

extension Person {
    mutating func evolve(_ event: LastAttendanceStated) {
        stated.append(StatedAttendance(body: event.body, on: event.on, source: event.source))
    }
}

/// Records when a member attended last before the record begins.
public struct StateLastAttendance: Command {
    public var person = ""
    public var body = ""
    public var on = ""
    public var source = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("body", &body, "the body whose meeting they attended")
        try coder.field("on", &on, "the day of that meeting")
        try coder.field("source", &source, "where it was found, such as signed minutes")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        var event = LastAttendanceStated()
        (event.person, event.source) = (known.id, source)
        event.body = try context.directory.body(body).id
        event.on = try context.date(on, "on")
        guard event.on <= context.moment.today else {
            throw Rejection(
                "date", "person/\(known.id)", "\(event.on.spoken) is still to come.",
                remedy: "Check the date.")
        }
        return known.stated.contains { $0.body == event.body && $0.on == event.on }
            ? [] : [.lastAttendanceStated(event)]
    }
}
