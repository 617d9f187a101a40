// Chains of decisions: an advisory body recommends, a body that decides takes the recommendation up, and may
// recommend in turn to the Council. Where a chain waits, for how long, and where it ends in nothing.

extension DecisionRecorded {
    /// Refuses to follow what does not lead here.
    func admit(_ follows: ResolutionReference, _ which: String, in state: State) throws(Rejection) {
        guard follows.decision != decision else {
            throw Rejection(
                "chain", which, "A decision cannot follow from itself.",
                remedy: "Name the recommendation of the body before.")
        }
        let earlier = try state.existing(follows.decision)
        let resolution = try earlier.resolution(follows.number)
        guard let to = resolution.recorded.to, leadsHere(to, in: state.directory) else {
            let said =
                resolution.recorded.to.map { "recommends to \($0)" } ?? "is resolved and recommends nothing"
            throw Rejection(
                "chain", which, "Resolution \(follows.number) of \(follows.decision) \(said).",
                remedy: "Name a recommendation that was made to the decision-maker.")
        }
        guard earlier.dated.earliest <= made.latest else {
            throw Rejection(
                "dates-in-order", which,
                "It cannot follow a recommendation that was made later, \(earlier.dated.withPreposition).",
                remedy: "Check the two dates.")
        }
    }

    /// Whether what is recommended to the body comes to whoever decides here: to the body, or to a member
    /// who decides alone for the executive.
    private func leadsHere(_ to: BodyID, in directory: Directory) -> Bool {
        body.map { $0 == to } ?? (directory.bodies[to]?.kind == .executive)
    }
}

/// How a hop of a chain ended, or that it has not.
public enum HopStanding: Sendable, Equatable {
    /// The body it went to has not dealt with it.
    case waiting
    /// It was put off, and waits.
    case deferred(CivilDate)
    /// The body it went to, or a member who decides alone for it, took it up on the day.
    case takenUp(PartialDate, by: Participant)
    /// The body it went to rejected it on the day.
    case rejected(CivilDate)
    /// Nobody has dealt with it who could decide, and why nothing more can come of it.
    case deadEnd(String)
    /// Decided: nobody else has to deal with it.
    case decided(PartialDate)
    /// Decided, called in and referred back to whoever decided it.
    case referredBack
}

/// One hop of a chain.
public struct Hop: Sendable, Equatable {
    public let resolution: ResolutionReference
    public let title: String
    /// The body, or the person deciding alone.
    public let by: Participant
    public let made: CivilDate
    /// When it was made, as precisely as its source says.
    public let dated: PartialDate
    /// Where it went on to; nil where it ended.
    public let to: BodyID?
    public let standing: HopStanding
    /// How many days it waited for the next body, or has waited so far, from the last day on which it can have been made.
    public let days: Int
    public let next: [ResolutionReference]
}

/// All decisions with what follows from which.
public struct DecisionChain: Sendable {
    private let decisions: [DecisionID: Decision]
    /// The resolutions that follow each recommendation, in the order of their decisions' days.
    public let followers: [ResolutionReference: [Follower]]

    /// - Parameter decisions: those that are not withdrawn and were made by the day that is looked at.
    public init(_ all: [DecisionID: Decision], asAt day: CivilDate) {
        decisions = all.filter { !$0.value.isWithdrawn && $0.value.made <= day }
        followers = Self.followers(among: decisions.values)
    }

    /// The resolutions that deal with each recommendation, in the order of their days.
    static func followers(among decisions: some Sequence<Decision>) -> [ResolutionReference: [Follower]] {
        var found: [ResolutionReference: [Follower]] = [:]
        for decision in decisions where !decision.isWithdrawn {
            for resolution in decision.resolutions {
                guard let earlier = resolution.recorded.follows else { continue }
                found[earlier, default: []].append(
                    Follower(
                        ResolutionReference(decision.id, resolution.recorded.number), made: decision.made,
                        dated: decision.dated, by: decision.decider))
            }
        }
        return found.mapValues { all in
            all.sorted {
                ($0.made, $0.resolution.decision, $0.resolution.number)
                    < ($1.made, $1.resolution.decision, $1.resolution.number)
            }
        }
    }

    /// The resolutions that deal with a recommendation, the first one first.
    public func followers(of recommendation: ResolutionReference) -> [Follower] {
        followers[recommendation] ?? []
    }

    /// The recommendations with which chains begin, oldest first.
    public var beginnings: [ResolutionReference] {
        decisions.values.sorted { ($0.made, $0.id) < ($1.made, $1.id) }.flatMap { decision in
            decision.resolutions.filter { $0.recorded.to != nil && $0.recorded.follows == nil }
                .map { ResolutionReference(decision.id, $0.recorded.number) }
        }
    }

    /// The beginning of the chain in which a resolution stands.
    public func beginning(of resolution: ResolutionReference) -> ResolutionReference {
        var first = resolution
        // A decision follows only what was in the record before it, so this ends.
        while let decision = decisions[first.decision],
            let earlier = try? decision.resolution(first.number).recorded.follows
        {
            first = earlier
        }
        return first
    }

    /// The hops of a chain, each before those that follow from it.
    public func hops(
        from beginning: ResolutionReference, asAt day: CivilDate, in directory: Directory
    ) -> [Hop] {
        var found: [Hop] = []
        var waiting = [beginning]
        while let reference = waiting.popLast() {
            guard let hop = hop(reference, asAt: day, in: directory) else { continue }
            found.append(hop)
            waiting += hop.next.reversed()
        }
        return found
    }

    private func hop(
        _ reference: ResolutionReference, asAt day: CivilDate, in directory: Directory
    ) -> Hop? {
        guard let decision = decisions[reference.decision],
            let resolution = try? decision.resolution(reference.number)
        else { return nil }
        let followers = followers(of: reference)
        let standing = hopStanding(resolution, of: decision, followers, asAt: day, in: directory)
        let until =
            switch standing {
            case .takenUp(let then, _): then.earliest
            case .rejected(let then): then
            case .decided, .referredBack: decision.made
            case .waiting, .deferred, .deadEnd: day
            }
        return Hop(
            resolution: reference, title: decision.title, by: decision.decider, made: decision.made,
            dated: decision.dated, to: resolution.recorded.to, standing: standing,
            days: max(0, decision.made.days(until: until)),
            next: followers.map(\.resolution))
    }

    private func hopStanding(
        _ resolution: ResolutionState, of decision: Decision, _ followers: [Follower],
        asAt day: CivilDate, in directory: Directory
    ) -> HopStanding {
        let standing = decision.standing(
            of: resolution, followers: followers, at: day.start, in: directory)
        guard let to = resolution.recorded.to else {
            return standing.kind == .referredBack ? .referredBack : .decided(decision.dated)
        }
        switch standing.kind {
        case .awaitingRatification, .notYetMade, .withdrawn: return .waiting
        case .deferred: return .deferred(standing.since ?? day)
        case .rejected: return .rejected(standing.since ?? day)
        case .deadEnd: return .deadEnd(standing.explanation)
        case .takenUp: return .takenUp(standing.dated ?? PartialDate(day), by: standing.by ?? .body(to))
        case .awaitingPublication, .openToCallIn, .calledIn, .referredBack, .notYetEffective,
            .mayBeImplemented, .implemented:
            let on = resolution.ratification(by: day).map { PartialDate($0.on) }
            return .takenUp(on ?? decision.dated, by: .body(to))
        }
    }
}
