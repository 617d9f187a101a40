// What ends a matter or takes it up again, and what is known of one.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// A matter is closed without an answer: withdrawn, or overtaken by events.
public struct MatterClosed: EventPayload, Equatable {
    public static let type = "org.minuted.matter.closed"

    public var matter = MatterID()
    public var on = CivilDate.placeholder
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("matter", &matter)
        try coder.field("on", &on)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .matter(matter) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(matter)
        guard known.closed == nil, known.answered == nil else {
            throw Rejection(
                "matter-open", stream.text, "The matter has already been closed or answered.",
                remedy: "`minutectl matter reopen \(matter) --reason …` reopens it.")
        }
        try known.refuseBefore(on)
        try Check.reason(reason, of: stream.text)
    }
}

/// A matter is reopened: it was not really answered, or the answer was a mistake.
public struct MatterReopened: EventPayload, Equatable {
    public static let type = "org.minuted.matter.reopened"

    public var matter = MatterID()
    public var on = CivilDate.placeholder
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("matter", &matter)
        try coder.field("on", &on)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .matter(matter) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(matter)
        guard known.closed != nil || known.answered != nil else {
            throw Rejection(
                "matter-open", stream.text, "The matter is open.", remedy: "There is nothing to reopen.")
        }
        try known.refuseBefore(on)
        try Check.reason(reason, of: stream.text)
    }
}

/// Where a matter stands on a day.
public enum MatterStanding: String, Choice {
    case waiting
    /// It waits, and should have been answered by now.
    case overdue
    case answered
    case closed
    /// It was told, and nobody has to answer.
    case told
}

/// What is known of a matter.
public struct Matter: Sendable, Equatable {
    public let id: MatterID
    public let raised: MatterRaised
    public var answered: MatterAnswered?
    public var closed: MatterClosed?
    private var earlierStretches: [Stretch] = []

    private struct Stretch: Sendable, Equatable {
        let ended: CivilDate
        let reopened: CivilDate
    }

    init(_ raised: MatterRaised) { (id, self.raised) = (raised.matter, raised) }

    mutating func evolve(_ event: MatterAnswered) { answered = event }
    mutating func evolve(_ event: MatterClosed) { closed = event }
    mutating func evolve(_ event: MatterReopened) {
        if let ended = ended { earlierStretches.append(Stretch(ended: ended, reopened: event.on)) }
        (answered, closed) = (nil, nil)
    }

    /// The day on which it was answered or closed.
    public var ended: CivilDate? { answered?.on ?? closed?.on }

    /// Whether it was open on the day and somebody had to answer.
    public func isWaiting(on day: CivilDate) -> Bool {
        guard raised.kind.awaitsAnswer, raised.on.earliest <= day else { return false }
        if earlierStretches.contains(where: { $0.ended <= day && day < $0.reopened }) { return false }
        return ended.map { day < $0 } ?? true
    }

    /// Where it stood on the day.
    ///
    /// - Parameter recordBegins: what was to be answered before it may have been; it is not called overdue.
    public func standing(on day: CivilDate, recordBegins: CivilDate = .first) -> MatterStanding {
        guard raised.kind.awaitsAnswer else { return .told }
        if isWaiting(on: day) {
            let isOverdue = raised.due.map { $0.isCertainlyBefore(day) && recordBegins <= $0.latest } ?? false
            return isOverdue ? .overdue : .waiting
        }
        if let closed, closed.on <= day { return .closed }
        return .answered
    }

    func refuseUnlessWaiting(_ what: String) throws(Rejection) {
        guard raised.kind.awaitsAnswer else {
            throw Rejection(
                "awaits-answer", "matter/\(id)", "A \(raised.kind.rawValue) does not need an answer.",
                remedy: "Raise another matter.")
        }
        guard answered == nil, closed == nil else {
            throw Rejection(
                "matter-open", "matter/\(id)",
                "The matter was \(answered == nil ? "closed" : "answered") on \(ended?.spoken ?? ""), so it cannot \(what).",
                remedy: "`minutectl matter reopen \(id) --reason …` reopens it.")
        }
    }

    func refuseBefore(_ day: CivilDate) throws(Rejection) {
        let begun = raised.on.earliest
        let last = max(begun, earlierStretches.last?.reopened ?? begun, ended ?? begun)
        guard day < last else { return }
        throw Rejection(
            "dates-in-order", "matter/\(id)", "The latest entry about it is dated later (\(last.spoken)).",
            remedy: "Check the date.")
    }
}
