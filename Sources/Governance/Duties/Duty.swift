// Duties: what an office or a body has to do, how often or by when, and what shows that it was done.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// A resolution of a decision.
public struct ResolutionReference: Record, Hashable {
    public var decision = DecisionID()
    public var number = 0

    public init() {}

    public init(_ decision: DecisionID, _ number: Int) { (self.decision, self.number) = (decision, number) }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, "the resolution's number", within: 1...10_000)
    }
}

/// A duty is laid on an office or a body.
public struct DutyEstablished: EventPayload, Equatable {
    public static let type = "org.minuted.duty.established"

    public var duty = DutyID()
    public var what = ""
    /// Whose duty it is: an office or a body.
    public var bearer = Participant.placeholder
    /// The first day on which it is a duty.
    public var from = PartialDate.unknown
    /// How often it has to be done; nil if once.
    public var cadence: Cadence?
    /// By when it has to be done once.
    public var due: PartialDate?
    /// The resolution on which it depends whether it becomes a duty.
    public var condition: ResolutionReference?
    /// How many days after that it is due, where it is to be done once.
    public var within: Int?
    /// Where it is laid down: a document and its place in it.
    public var source: String?
    /// What has to become of that resolution; nil for its taking effect.
    public var upon: DutyTrigger?
    /// The last day on which the resolution could be ratified before the duty arises; nil if only a rejection counts.
    public var deadline: CivilDate?
    /// Others who bear it jointly: what one of them does is done for all.
    public var jointly: [Participant]?
    /// True where its source does not say how often or by when, so that this is an assumption.
    public var isAssumed: Bool?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("duty", &duty)
        try coder.field("what", &what)
        try coder.field("bearer", &bearer, "whose duty it is: an office or a body")
        try coder.field("from", &from, "the first day of the duty")
        try coder.field("cadence", &cadence, "how often, such as \"annually in August\"; left out if once")
        try coder.field("due", &due, "the due date, if it is due once")
        try coder.field(
            "condition", &condition, "the resolution that the duty depends on")
        try coder.field(
            "within", &within, "how many days after that it is due, if it is due once", within: 0...36_500)
        try coder.field("source", &source, "the document that sets the duty")
        try coder.field(
            "upon", &upon, "what must happen to that resolution; it must take effect if left out")
        try coder.field(
            "deadline", &deadline,
            "the last day for ratifying it; without one, a duty upon not-ratified starts only on a rejection")
        try coder.field(
            "jointly", &jointly, "others who bear it jointly: what one of them does is done for all")
        try coder.field(
            "assumed", &isAssumed, "true if the source does not say how often or by when: it is assumed")
    }

    public var stream: Stream { .duty(duty) }

    public var references: [Stream] { condition.map { [.decision($0.decision)] } ?? [] }

    public func effective(in state: State) -> CivilDateTime? { from.start }

    public func admit(in state: State) throws(Rejection) {
        guard state.duties[duty] == nil else {
            throw Rejection(
                "new-record", stream.text, "There is already a duty \(duty).",
                remedy: "Change it, or leave the identifier out to have one made.")
        }
        try DutyRule.admit(what: what, of: stream.text)
        try DutyRule.admit(bearer: bearer, of: stream.text, in: state.directory)
        for other in jointly ?? [] { try DutyRule.admit(bearer: other, of: stream.text, in: state.directory) }
        if let source { try Check.line(source, "source", of: stream.text) }
        try admitTiming()
        try admitTrigger()
        guard let condition else { return }
        let decision = try state.existing(condition.decision)
        let resolution = try decision.resolution(condition.number)
        try admitRecommendation(resolution)
    }

    private func admitTiming() throws(Rejection) {
        func refuse(_ problem: String, _ remedy: String) -> Rejection {
            Rejection("duty-timing", stream.text, problem, remedy: remedy)
        }
        guard cadence == nil || due == nil else {
            throw refuse(
                "A duty is either repeated or due once, not both.", "Give one of `cadence` and `due`.")
        }
        guard cadence != nil || due != nil || condition != nil else {
            throw refuse(
                "The duty does not say when it is due.",
                "Give a `cadence`, a day by which it is `due`, or the `condition` that makes it due.")
        }
        if let within {
            guard condition != nil, cadence == nil, due == nil, (0...3_650).contains(within) else {
                throw refuse(
                    "A limit of \(within) days goes only with a condition.",
                    "Give `within`, from 0 to 3650, with a `condition` alone.")
            }
        }
        if let due, due.isCertainlyBefore(from) {
            throw refuse(
                "Its due date (\(due.spoken)) is before the duty starts (\(from.spoken)).",
                "Check the two dates.")
        }
    }
}

/// What every version of a duty has to be.
enum DutyRule {
    static func admit(what: String, of record: String) throws(Rejection) {
        // Guidance words some of them in one long sentence.
        try Check.line(what, "duty", of: record, longest: 600)
    }

    static func admit(
        bearer: Participant, of record: String, in directory: Directory
    ) throws(Rejection) {
        try directory.expect(bearer)
        switch bearer {
        case .office, .body: return
        case .person, .group:
            throw Rejection(
                "duty-bearer", record, "A duty belongs to an office or a body, and \(bearer) is neither.",
                remedy: "Name the office. The duty then passes to its next holder.")
        }
    }
}

/// A duty is laid down anew from a day on.
public struct DutyChanged: EventPayload, Equatable {
    public static let type = "org.minuted.duty.changed"

    public var duty = DutyID()
    /// The first day on which it holds as changed.
    public var from = CivilDate.placeholder
    public var what: String?
    public var bearer: Participant?
    public var cadence: Cadence?
    public var due: PartialDate?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("duty", &duty)
        try coder.field("from", &from, "the first day of the change")
        try coder.field("what", &what, "unchanged if left out")
        try coder.field("bearer", &bearer, "unchanged if left out")
        try coder.field("cadence", &cadence, "how often from then on; unchanged if left out")
        try coder.field("due", &due, "the due date of a duty that is due once; unchanged if left out")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .duty(duty) }

    public func effective(in state: State) -> CivilDateTime? { from.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(duty)
        try known.refuseBefore(from, "be changed")
        try known.refuseWithdrawn(on: from)
        try Check.reason(reason, of: stream.text)
        if let what { try DutyRule.admit(what: what, of: stream.text) }
        if let bearer { try DutyRule.admit(bearer: bearer, of: stream.text, in: state.directory) }
        guard what != nil || bearer != nil || cadence != nil || due != nil else {
            throw Rejection(
                "change", stream.text, "No change is given.",
                remedy: "Give what changes: `what`, `bearer`, `cadence` or `due`.")
        }
        let recurs = known.established.cadence != nil
        guard recurs ? due == nil : cadence == nil else {
            throw Rejection(
                "duty-timing", stream.text,
                recurs
                    ? "The duty is repeated, so it has no single due date."
                    : "The duty is due once, so it has no cadence.",
                remedy: "End it and set up another one.")
        }
        guard known.versions.last.map({ $0.from <= from }) ?? true else {
            throw Rejection(
                "dates-in-order", stream.text, "A later change is already recorded.",
                remedy: "Record changes in the order in which they took effect.")
        }
    }
}
