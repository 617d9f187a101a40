// Matters: what one puts to another and may wait to be answered: advice, an issue, a summons, a nomination
// asked for, feedback owed; and what is told without an answer: a report back, a briefing, a sign-off.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// What sort of matter it is.
public enum MatterKind: String, Choice {
    /// A body advises another, which says what it makes of the advice.
    case advice
    /// Somebody raises what is pressing to them.
    case issue
    case question
    /// One body passes something on to another.
    case referral
    /// Scrutiny requires someone to attend or answer.
    case summons
    /// Those who were consulted are to hear how what they raised was considered.
    case feedback
    /// A body is asked to name somebody for a seat.
    case nomination
    /// A member tells colleagues what a body did.
    case reportBack = "report-back"
    /// Members are told of their roles, or of anything else.
    case briefing
    case signOff = "sign-off"

    /// Whether whoever it is put to has to answer.
    public var awaitsAnswer: Bool {
        switch self {
        case .advice, .issue, .question, .referral, .summons, .feedback, .nomination: true
        case .reportBack, .briefing, .signOff: false
        }
    }
}

/// One puts a matter to another.
public struct MatterRaised: EventPayload, Equatable {
    public static let type = "org.minuted.matter.raised"

    public var matter = MatterID()
    public var kind = MatterKind.issue
    public var what = ""
    public var from = Participant.placeholder
    public var to = Participant.placeholder
    public var on = PartialDate.unknown
    /// By when it is to be answered.
    public var due: PartialDate?
    /// The meeting at which it was raised, or that it is about.
    public var meeting: MeetingID?
    public var paper: PaperID?
    public var decision: DecisionID?
    public var source: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("matter", &matter)
        try coder.field("kind", &kind)
        try coder.field("what", &what)
        try coder.field("from", &from, "who raises it")
        try coder.field("to", &to, "who is to answer")
        try coder.field("on", &on)
        try coder.field("due", &due, "the day an answer is due")
        try coder.field("meeting", &meeting, "the meeting at which it was raised, or that it is about")
        try coder.field("paper", &paper, "the report that it is about")
        try coder.field("decision", &decision, "the decision that it is about")
        try coder.field("source", &source)
    }

    public var stream: Stream { .matter(matter) }

    public var references: [Stream] {
        [meeting.map(Stream.meeting), paper.map(Stream.paper), decision.map(Stream.decision)].compactMap(
            \.self)
    }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        guard state.matters[matter] == nil else {
            throw Rejection(
                "new-record", stream.text, "There is already a matter \(matter).",
                remedy: "Answer it, or leave the identifier out to have one made.")
        }
        try Check.line(what, "matter", of: stream.text)
        if let source { try Check.line(source, "source", of: stream.text) }
        try state.directory.expect(from)
        try state.directory.expect(to)
        guard from != to else {
            throw Rejection(
                "put-to-another", stream.text, "\(from) cannot put a matter to itself.",
                remedy: "Say who is to answer.")
        }
        try admitKind(in: state.directory)
        if let due, due.isCertainlyBefore(on) {
            throw Rejection(
                "dates-in-order", stream.text,
                "Its due date (\(due.spoken)) is before the day it was raised.",
                remedy: "Check the two dates.")
        }
        if let meeting { try state.existing(meeting).refuse(unless: [.held], "have raised anything") }
        if let paper { _ = try state.existing(paper) }
        if let decision { _ = try state.existing(decision) }
    }

    private func admitKind(in directory: Directory) throws(Rejection) {
        func refuse(_ rule: String, _ problem: String, _ remedy: String) -> Rejection {
            Rejection(rule, stream.text, problem, remedy: remedy)
        }
        switch (kind, from, to) {
        case (.summons, .body(let body), .office), (.summons, .body(let body), .person):
            let powers = directory.bodies[body]?.terms(on: on.latest)?.powers
            guard directory.bodies[body]?.kind == .scrutiny || powers == .scrutinises else {
                throw refuse(
                    "summons-by-scrutiny",
                    "\(directory.name(from)) is not a scrutiny body, so it cannot summon anyone.",
                    "Name the scrutiny body, or record a question.")
            }
        case (.summons, _, _):
            throw refuse(
                "summons-by-scrutiny", "A summons goes from a scrutiny body to a person or an office.",
                "Name both.")
        case (.nomination, _, .body), (.reportBack, .person, _), (.advice, .body, _): return
        case (.nomination, _, _):
            throw refuse(
                "nominated-by", "Only a body can nominate, and \(to) is not a body.", "Name the body as `to`."
            )
        case (.reportBack, _, _):
            throw refuse(
                "reported-by", "Only a member can report back, and \(from) is not a person.",
                "Name the member as `from`.")
        case (.advice, _, _):
            throw refuse(
                "advised-by", "Only a body can advise, and \(from) is not a body.", "Name the body as `from`."
            )
        case (.issue, _, _), (.question, _, _), (.referral, _, _), (.feedback, _, _), (.briefing, _, _),
            (.signOff, _, _):
            return
        }
    }
}

/// A matter is answered.
public struct MatterAnswered: EventPayload, Equatable {
    public static let type = "org.minuted.matter.answered"

    public var matter = MatterID()
    public var on = CivilDate.placeholder
    public var answer = ""
    /// Whom the body asked for a nomination named.
    public var nominee: PersonID?
    public var meeting: MeetingID?
    public var paper: PaperID?
    public var decision: DecisionID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("matter", &matter)
        try coder.field("on", &on)
        try coder.field("answer", &answer)
        try coder.field("nominee", &nominee, "the person that the body nominated")
        try coder.field("meeting", &meeting, "the meeting at which it was answered")
        try coder.field("paper", &paper, "the report that answers it")
        try coder.field("decision", &decision, "the decision that answers it")
    }

    public var stream: Stream { .matter(matter) }

    public var references: [Stream] {
        [meeting.map(Stream.meeting), paper.map(Stream.paper), decision.map(Stream.decision)].compactMap(
            \.self)
    }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(matter)
        try known.refuseUnlessWaiting("be answered")
        try known.refuseBefore(on)
        try Check.text(answer, "answer", of: stream.text)
        guard (known.raised.kind == .nomination) == (nominee != nil) else {
            throw Rejection(
                "nominee", stream.text,
                nominee == nil ? "The nominee is missing." : "This matter does not ask for a nomination.",
                remedy: "Give the `nominee` with the answer to a nomination, and with no other.")
        }
        if let nominee { _ = try state.directory.existing(nominee) }
        if let meeting { try state.existing(meeting).refuse(unless: [.held], "have answered anything") }
        if let paper { _ = try state.existing(paper) }
        if let decision { _ = try state.existing(decision) }
    }
}
