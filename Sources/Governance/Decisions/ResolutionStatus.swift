// Where a resolution stands on a day. There is one answer: the register, the chain, the digest, the findings and
// the rule of what may be implemented all ask here, so that they cannot say different things of one fact.

public import Codec

/// Where a resolution stands.
public enum ResolutionStanding: String, Choice {
    case notYetMade = "not-yet-made"
    case awaitingRatification = "awaiting-ratification"
    /// The body that it went to put it off.
    case deferred
    /// Another resolution deals with it: that one is put into effect, or not.
    case takenUp = "taken-up"
    /// Nothing more can come of it.
    case deadEnd = "dead-end"
    case awaitingPublication = "awaiting-publication"
    case openToCallIn = "open-to-call-in"
    case calledIn = "called-in"
    case referredBack = "referred-back"
    case rejected
    case notYetEffective = "not-yet-effective"
    case mayBeImplemented = "may-be-implemented"
    case implemented
    case withdrawn

    /// The standing in plain words.
    public var words: String {
        switch self {
        case .notYetMade: "not yet made"
        case .awaitingRatification: "awaiting ratification"
        case .deferred: "deferred"
        case .takenUp: "taken up"
        case .deadEnd: "dead end"
        case .awaitingPublication: "awaiting publication"
        case .openToCallIn: "open to call-in"
        case .calledIn: "called in"
        case .referredBack: "referred back"
        case .rejected: "rejected"
        case .notYetEffective: "not yet effective"
        case .mayBeImplemented: "can be implemented"
        case .implemented: "implemented"
        case .withdrawn: "withdrawn"
        }
    }
}

/// A resolution that deals with a recommendation.
public struct Follower: Sendable, Equatable {
    public let resolution: ResolutionReference
    /// The last day on which it can have been made.
    public let made: CivilDate
    /// When it was made, as precisely as its source says.
    public let dated: PartialDate
    /// The body, or the person who decided alone.
    public let by: Participant

    public init(
        _ resolution: ResolutionReference, made: CivilDate, dated: PartialDate? = nil, by: Participant
    ) {
        (self.resolution, self.made, self.by) = (resolution, made, by)
        self.dated = dated ?? PartialDate(made)
    }
}

/// Where a resolution stands, why, and since when.
public struct ResolutionStatus: Sendable, Equatable {
    public let kind: ResolutionStanding
    /// In words that go behind a colon.
    public let explanation: String
    /// The day on which it came to stand so; nil where no one day made it so.
    public let since: CivilDate?
    /// The same, as precisely as its source says.
    public let dated: PartialDate?
    /// Who took it up.
    public let by: Participant?

    init(
        _ kind: ResolutionStanding, _ explanation: String, since: CivilDate? = nil, dated: PartialDate? = nil,
        by: Participant? = nil
    ) {
        (self.kind, self.explanation, self.since, self.by) = (kind, explanation, since, by)
        self.dated = dated ?? since.map { PartialDate($0) }
    }
}

extension Decision {
    /// Who decided: the body, or the person who decided alone.
    public var decider: Participant {
        recorded.body.map(Participant.body) ?? recorded.maker.map(Participant.person) ?? .placeholder
    }

    /// Where a resolution stands at a time. What happened later is not looked at.
    ///
    /// - Parameters:
    ///   - followers: the resolutions that deal with it, the first one first.
    ///   - now: the time, by the council's clocks.
    public func standing(
        of resolution: ResolutionState, followers: [Follower], at now: CivilDateTime,
        in directory: Directory
    ) -> ResolutionStatus {
        let day = now.date
        if isWithdrawn {
            return ResolutionStatus(
                .withdrawn, "the decision was withdrawn because it was entered by mistake")
        }
        if day < made { return ResolutionStatus(.notYetMade, "it was made \(dated.withPreposition)") }
        if let implemented = resolution.implemented, implemented <= day {
            return ResolutionStatus(.implemented, "implemented on \(implemented.spoken)", since: implemented)
        }
        if let waits = standingElsewhere(resolution, followers, on: day, in: directory) { return waits }
        let callIn = callIn(resolution.calledIn(by: day), at: now, in: directory)
        switch callIn {
        case .notPublished: return ResolutionStatus(.awaitingPublication, callIn.sentence)
        case .open: return ResolutionStatus(.openToCallIn, callIn.sentence)
        case .calledIn:
            return ResolutionStatus(
                .calledIn, callIn.sentence + defaultWords(ofCallIn: resolution.calledIn, in: directory))
        case .concluded(.referredBack), .byDefault(.referredBack, _):
            return ResolutionStatus(.referredBack, callIn.sentence)
        case .notCallable, .expired, .concluded, .byDefault:
            guard let effective = resolution.recorded.effective, day < effective else {
                return ResolutionStatus(.mayBeImplemented, callIn.sentence)
            }
            return ResolutionStatus(.notYetEffective, "takes effect on \(effective.spoken)")
        }
    }

    /// Where a recommendation stands with the body that it went to; nil where that body has decided it, and
    /// nil for what was resolved.
    private func standingElsewhere(
        _ resolution: ResolutionState, _ followers: [Follower], on day: CivilDate, in directory: Directory
    ) -> ResolutionStatus? {
        guard let to = resolution.recorded.to else { return nil }
        let name = directory.name(to)
        let ratification = resolution.ratification(by: day)
        if let ratification, ratification.outcome == .rejected {
            return ResolutionStatus(
                .rejected, "\(name) rejected it on \(ratification.on.spoken)", since: ratification.on)
        }
        if let first = followers.first(where: { $0.made <= day }) {
            let dealt = ratification.flatMap { $0.on <= first.made ? PartialDate($0.on) : nil } ?? first.dated
            return ResolutionStatus(
                .takenUp,
                "\(directory.name(first.by)) took it up \(dealt.withPreposition): resolution "
                    + "\(first.resolution.number) of \(first.resolution.decision) deals with it",
                since: min(first.made, ratification?.on ?? first.made), dated: dealt, by: first.by)
        }
        if let ratification, ratification.outcome == .ratified {
            let powers = directory.bodies[to]?.terms(on: ratification.on)?.powers
            guard powers == nil || powers == .decides else {
                return ResolutionStatus(
                    .deadEnd, "\(name) endorsed it but has no power to decide, and nobody took it further",
                    since: ratification.on)
            }
            return nil
        }
        if let ended = directory.bodies[to]?.ended, ended.latest <= day {
            return ResolutionStatus(
                .deadEnd, "\(name) came to an end on \(ended.spoken) without dealing with it",
                since: ended.latest)
        }
        let soFar = "\(dated.sinceThen(made.days(until: day))) so far"
        guard let ratification else {
            return ResolutionStatus(.awaitingRatification, "awaits \(name), \(soFar)")
        }
        return ResolutionStatus(
            .deferred, "\(name) deferred it on \(ratification.on.spoken), \(soFar)", since: ratification.on)
    }
}

extension ResolutionState {
    /// As it was on a day: not called in yet where that came later, nor concluded.
    fileprivate func calledIn(by day: CivilDate) -> ResolutionState {
        var then = self
        if let calledIn, calledIn.date > day { then.calledIn = nil }
        if let callInConcluded, callInConcluded > day {
            (then.callInOutcome, then.callInConcluded) = (nil, nil)
        }
        return then
    }
}

// MARK: - The rule of what may be implemented

extension ResolutionImplemented {
    /// Refuses what may not be put into effect on the day, knowing what deals with the resolution.
    func refuseUnlessImplementable(followers: [Follower], in state: State) throws(Rejection) {
        let known = try state.existing(decision)
        let standing = standing(of: known, try known.resolution(number), followers, in: state.directory)
        guard standing.kind != .mayBeImplemented else { return }
        if standing.kind == .takenUp, let next = followers.first?.resolution {
            throw Rejection(
                "may-be-implemented", known.record(number),
                "Resolution \(number) is not the one to implement: \(standing.explanation).",
                remedy:
                    "Record that the other was implemented: `minutectl decision implement \(next.decision) \(next.number)`."
            )
        }
        throw refusal(known, standing)
    }

    /// Refuses what no honest record can say. What an earlier version let pass, a resolution of a body that may
    /// not decide, stays readable: the findings name it.
    func admitStanding(_ known: Decision, _ resolution: ResolutionState, in state: State) throws(Rejection) {
        let standing = standing(of: known, resolution, [], in: state.directory)
        let isEndorsed = standing.kind == .deadEnd && resolution.ratification(by: on)?.outcome == .ratified
        guard standing.kind == .mayBeImplemented || isEndorsed else { throw refusal(known, standing) }
    }

    private func standing(
        of known: Decision, _ resolution: ResolutionState, _ followers: [Follower], in directory: Directory
    ) -> ResolutionStatus {
        known.standing(of: resolution, followers: followers, at: on.start, in: directory)
    }

    private func refusal(_ known: Decision, _ standing: ResolutionStatus) -> Rejection {
        Rejection(
            "may-be-implemented", known.record(number),
            "Resolution \(number) could not be implemented on \(on.spoken): \(standing.explanation).",
            remedy:
                "A resolution can be implemented once a body or office with power to decide has decided it, "
                + "and nothing such as a call-in prevents it.")
    }
}

extension State {
    /// The resolutions at hand that deal with a recommendation, the first one first.
    func followers(of recommendation: ResolutionReference) -> [Follower] {
        DecisionChain.followers(among: decisions.values)[recommendation] ?? []
    }
}
