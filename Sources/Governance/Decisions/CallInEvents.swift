// A resolution called in, and what came of it.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// Resolutions are called in: they may not be implemented until that is concluded.
public struct ResolutionCalledIn: EventPayload, Equatable {
    public static let type = "org.minuted.resolution.called_in"

    public var decision = DecisionID()
    public var number = 0
    /// The members who called it in.
    public var by: [PersonID] = []
    /// When the call-in was received, by the council's clocks.
    public var received = CivilDateTime.placeholder
    public var grounds = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("by", &by, "the members who called it in")
        try coder.field("received", &received, "when it was received, by the council's clocks")
        try coder.field("grounds", &grounds)
    }

    public var stream: Stream { .decision(decision) }

    public func effective(in state: State) -> CivilDateTime? { received }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(decision)
        let resolution = try known.resolution(number)
        try Check.reason(grounds, of: known.record(number))
        guard !by.isEmpty else {
            throw Rejection(
                "called-in-by", known.record(number), "Nobody is named as having called it in.",
                remedy: "Name the members.")
        }
        for person in by { _ = try state.directory.existing(person) }
        let standing = known.callIn(
            resolution, at: lastMoment(for: known, in: state.directory), in: state.directory)
        guard case .open = standing else {
            throw Rejection(
                "callable", known.record(number),
                "Resolution \(number) cannot be called in: \(standing.sentence).",
                remedy: "`minutectl decision show \(decision)` shows the call-in deadline of each resolution."
            )
        }
    }
}

/// What came of a call-in.
public enum CallInOutcome: String, Choice {
    /// The decision stands and may be implemented.
    case stands
    /// It goes back to whoever made it.
    case referredBack = "referred-back"
    case withdrawn
}

/// A call-in is concluded.
public struct CallInConcluded: EventPayload, Equatable {
    public static let type = "org.minuted.resolution.call_in_concluded"

    public var decision = DecisionID()
    public var number = 0
    public var outcome = CallInOutcome.stands
    public var on = CivilDate.placeholder
    public var by: BodyID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("outcome", &outcome)
        try coder.field("on", &on)
        try coder.field("by", &by, "the body that concluded it")
    }

    public var stream: Stream { .decision(decision) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(decision)
        let resolution = try known.resolution(number)
        if let by { _ = try state.directory.existing(by) }
        guard let calledIn = resolution.calledIn, resolution.callInOutcome == nil else {
            throw Rejection(
                "called-in", known.record(number), "Resolution \(number) has no open call-in.",
                remedy: "`minutectl decision show \(decision)` shows which are.")
        }
        guard calledIn.date <= on else {
            throw Rejection(
                "dates-in-order", known.record(number),
                "That is before the call-in was received (\(calledIn.date.spoken)).",
                remedy: "Check the date.")
        }
        try refuseAfterDefault(calledIn, of: known, in: state.directory)
    }
}
