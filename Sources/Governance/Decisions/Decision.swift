// Decisions: the record that the proper officer keeps of what was decided, with all that the law asks
// for (SI 2012/2089 reg 12-13; before it SI 2000/3272), and the resolutions in it.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// Whether a resolution decides or recommends.
public enum ResolutionKind: String, Choice {
    /// RECOMMENDED to another body, which has to ratify it.
    case recommended
    /// RESOLVED: decided.
    case resolved
}

/// One numbered resolution of a decision.
public struct Resolution: Record, Equatable {
    /// The number as the record has it.
    public var number = 0
    public var kind = ResolutionKind.resolved
    public var text = ""
    /// The body that a recommendation is made to.
    public var to: BodyID?
    /// Whether it is subject to call-in. A property of each resolution: in one decision some may be callable and
    /// others not. A command that leaves it out has it decided by the body's terms; what is recorded always says
    /// it, and an entry from elsewhere that does not is not callable.
    public var callable: Bool?
    /// From when it is to be done, in the record's own words.
    public var implementation: String?
    /// The first day on which it has effect; nil where that is at once.
    public var effective: CivilDate?
    /// The recommendation that it deals with: the hop before it in a chain of bodies.
    public var follows: ResolutionReference?
    /// Who moved and seconded it, and how the members voted.
    public var vote: VoteTaken?
    /// As the report recommended it, where it was amended before it was decided.
    public var proposed: String?
    /// What that amendment reflects.
    public var reflects: String?
    /// Why it is exempt from call-in, such as its urgency.
    public var exempt: String?

    public init() {}

    /// Whether it is recorded as subject to call-in.
    public var isCallable: Bool {
        get { callable ?? false }
        set { callable = newValue }
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("kind", &kind)
        try coder.field("text", &text)
        try coder.field("to", &to, "the body that a recommendation is made to")
        try coder.field(
            "callable", &callable, "whether it is subject to call-in; set by the body's terms if left out"
        )
        try coder.field("implementation", &implementation, "when to implement it, in the record's own words")
        try coder.field("effective", &effective, "the day it takes effect; at once if left out")
        try coder.field("follows", &follows, "the recommendation that it deals with")
        try coder.field("vote", &vote, "who moved and seconded it, and how the members voted")
        try coder.field("proposed", &proposed, "the wording recommended by the report, if it was amended")
        try coder.field("reflects", &reflects, "the reason for that amendment")
        try coder.field("exempt", &exempt, "why it is exempt from call-in, such as its urgency")
    }
}

/// The proper officer's signature under a record.
public struct Signature: Record, Equatable {
    /// As it stands under the record, such as "Proper Officer".
    public var signedBy = ""
    public var on: CivilDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("by", &signedBy, "as it appears under the record")
        try coder.field("on", &on)
    }
}

/// The record of a decision. Its texts are kept as they are written: "None", "Not Applicable" and a
/// blank are three different things.
public struct DecisionRecorded: EventPayload, Equatable {
    public static let type = "org.minuted.decision.recorded"

    public var decision = DecisionID()
    public var title = ""
    /// The body that decided; nil for a decision by one person.
    public var body: BodyID?
    /// The person who decided alone.
    public var maker: PersonID?
    /// The meeting at which it was made.
    public var meeting: MeetingID?
    /// When it was made: the day, or the month, quarter, season or year where the source says no more.
    public var made = PartialDate.unknown
    /// Where that is no day, one by which it had been made: it was recorded, signed or published then.
    public var madeBy: CivilDate?
    public var isKey: Bool?
    public var record: String?
    public var reasons: String?
    public var alternatives: String?
    public var conflicts: String?
    public var dispensations: String?
    /// The time by which call-in must be made, as the record words it.
    public var callIn: String?
    public var resolutions: [Resolution] = []
    public var signature: Signature?
    /// The office by which one person decided alone.
    public var office: OfficeID?
    /// How the body decided, if it did not meet.
    public var how: String?
    /// The report that it rests on.
    public var paper: PaperID?
    /// The decision, called in and referred back, that it takes again.
    public var reconsiders: DecisionID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("title", &title)
        try coder.field("body", &body, "the body that decided; left out for a decision by one person")
        try coder.field("maker", &maker, "the person who decided alone")
        try coder.field("meeting", &meeting)
        try coder.field("made", &made, "when it was made, as precisely as its source says")
        try coder.field("key", &isKey, "whether it is a key decision; left out if not recorded")
        try coder.field("record", &record, "the record of the decision, word for word")
        try coder.field("reasons", &reasons)
        try coder.field("alternatives", &alternatives, "alternative options considered and rejected")
        try coder.field("conflicts", &conflicts, "declared conflicts of interest")
        try coder.field("dispensations", &dispensations)
        try coder.field("callin", &callIn, "the call-in deadline, as the record words it")
        try coder.field("resolutions", &resolutions)
        try coder.field("signature", &signature)
        try coder.field("office", &office, "the office used by one person who decided alone")
        try coder.field("how", &how, "how the body acted, where it did not meet")
        try coder.field("paper", &paper, "the report it is based on")
        try coder.field(
            "reconsiders", &reconsiders, "the decision, referred back after call-in, that it takes again")
        try coder.field("madeby", &madeBy, "where `made` is no day, one by which it had been made")
    }

    public var stream: Stream { .decision(decision) }

    public var references: [Stream] {
        [meeting.map(Stream.meeting), paper.map(Stream.paper), reconsiders.map(Stream.decision)].compactMap(
            \.self)
            + resolutions.compactMap { $0.follows.map { Stream.decision($0.decision) } }
    }

    public func effective(in state: State) -> CivilDateTime? { made.earliest.start }

    public func admit(in state: State) throws(Rejection) {
        guard state.decisions[decision] == nil else {
            throw Rejection(
                "new-record", stream.text, "There is already a decision \(decision).",
                remedy: "Correct it, or leave the identifier out to have one made.")
        }
        try Check.line(title, "title", of: stream.text)
        try admitMaker(in: state)
        if let how { try Check.line(how, "way in which it acted", of: stream.text) }
        if let paper { try admit(paper, made: made, in: state) }
        if let reconsiders { try admit(reconsidered: reconsiders, in: state) }
        guard !resolutions.isEmpty else {
            throw Rejection(
                "decision-resolves", stream.text, "The decision has no resolution.",
                remedy: "Give at least one: what was RESOLVED, or RECOMMENDED to whom.")
        }
        var numbers: Set<Int> = []
        for resolution in resolutions {
            guard numbers.insert(resolution.number).inserted else {
                throw Rejection(
                    "resolution-numbers", stream.text,
                    "Two resolutions have the number \(resolution.number).",
                    remedy: "Number them consecutively, as the decision record does.")
            }
            try admit(resolution, in: state)
        }
    }

    private func admitMaker(in state: State) throws(Rejection) {
        guard (body == nil) != (maker == nil) else {
            throw Rejection(
                "decision-maker", stream.text, "A decision is made by a body or by one person.",
                remedy: "Give one of `body` and `maker`.")
        }
        if let maker { _ = try state.directory.existing(maker) }
        if let office { try admit(office, in: state.directory) }
        if let body { _ = try state.directory.existing(body) }
        guard let meeting else { return }
        let known = try state.existing(meeting)
        try known.refuse(unless: [.held], "have decided anything")
        guard known.body == body, known.starts.date == made.date else {
            throw Rejection(
                "decided-at-meeting", stream.text,
                "\(meeting) was a meeting of \(known.body) on \(known.starts.date.spoken).",
                remedy: "Give the body and the day of the meeting at which it was decided.")
        }
    }

    private func admit(_ resolution: Resolution, in state: State) throws(Rejection) {
        let which = "\(stream.text)#\(resolution.number)"
        try Check.text(resolution.text, "resolution", of: which)
        guard !resolution.isCallable || callInRule(in: state.directory, on: made.latest) != nil else {
            throw Rejection(
                "call-in-rule", which,
                "Resolution \(resolution.number) is marked as callable, but no call-in rule applies to it.",
                remedy: "Adopt terms of reference with `callin` for the body that decides.")
        }
        if let proposed = resolution.proposed { try Check.text(proposed, "wording proposed", of: which) }
        if let reflects = resolution.reflects {
            try Check.line(reflects, "reason of the amendment", of: which)
        }
        if let exempt = resolution.exempt { try admitExemption(exempt, of: resolution, which) }
        if let follows = resolution.follows { try admit(follows, which, in: state) }
        if let vote = resolution.vote { try vote.admit(which, of: self, in: state) }
        switch resolution.kind {
        case .recommended:
            guard let to = resolution.to, to != body else {
                throw Rejection(
                    "recommended-to", which,
                    "Resolution \(resolution.number) does not say which body it recommends to.",
                    remedy: "Give the body that has to ratify it, as `to`.")
            }
            _ = try state.directory.existing(to)
        case .resolved:
            guard resolution.to == nil else {
                throw Rejection(
                    "recommended-to", which,
                    "Resolution \(resolution.number) is resolved, so it cannot be addressed to a body.",
                    remedy: "Leave `to` out, or make it a recommendation.")
            }
            try refusePowerless(which, in: state)
        }
    }

    /// The call-in rule that applies to what was decided on the day: the deciding body's, or for one
    /// person's decision the executive's.
    func callInRule(in directory: Directory, on day: CivilDate) -> CallInRule? {
        let decider = decider(in: directory, on: day)
        return (decider?.terms(on: day) ?? decider?.adopted.first?.terms)?.callIn
    }

    private func refusePowerless(_ which: String, in state: State) throws(Rejection) {
        guard let body, let known = state.directory.bodies[body],
            let terms = known.terms(on: made.latest) ?? known.adopted.first?.terms, terms.powers != .decides
        else { return }
        throw Rejection(
            "power-to-decide", which,
            "\(known.name) has no power to decide. Its terms of reference let it \(terms.powers.infinitive).",
            remedy: "Record it as a recommendation to the body that decides.")
    }
}

extension Powers {
    var infinitive: String {
        switch self {
        case .decides: "decide"
        case .advises: "advise"
        case .scrutinises: "scrutinise"
        }
    }
}
