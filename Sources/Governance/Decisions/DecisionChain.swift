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
                remedy: "Name a recommendation that was made to whoever decides here.")
        }
        guard earlier.made <= made else {
            throw Rejection(
                "dates-in-order", which,
                "It would follow what was recommended later, on \(earlier.made.spoken).",
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
    /// The body it went to took it up on the day.
    case takenUp(CivilDate)
    /// Nothing more can come of it, and why.
    case deadEnd(String)
    /// Decided: nobody else has to deal with it.
    case decided(CivilDate)
}

/// One hop of a chain.
public struct Hop: Sendable, Equatable {
    public let resolution: ResolutionReference
    public let title: String
    /// The body, or the person deciding alone.
    public let by: Participant
    public let made: CivilDate
    /// Where it went on to; nil where it ended.
    public let to: BodyID?
    public let standing: HopStanding
    /// How many days it waited for the next body, or has waited so far.
    public let days: Int
    public let next: [ResolutionReference]
}

/// All decisions with what follows from which.
public struct DecisionChain: Sendable {
    private let decisions: [DecisionID: Decision]
    /// The resolutions that follow each recommendation, in the order of their decisions' days.
    private let followers: [ResolutionReference: [ResolutionReference]]

    /// - Parameter decisions: those that are not withdrawn and were made by the day that is looked at.
    public init(_ all: [DecisionID: Decision], asAt day: CivilDate) {
        decisions = all.filter { !$0.value.isWithdrawn && $0.value.made <= day }
        var found: [ResolutionReference: [ResolutionReference]] = [:]
        for decision in decisions.values.sorted(by: { ($0.made, $0.id) < ($1.made, $1.id) }) {
            for resolution in decision.resolutions {
                guard let earlier = resolution.recorded.follows else { continue }
                found[earlier, default: []].append(
                    ResolutionReference(decision.id, resolution.recorded.number))
            }
        }
        followers = found
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
        let next = followers[reference] ?? []
        let standing = standing(resolution, of: decision, next, asAt: day, in: directory)
        let until =
            switch standing {
            case .takenUp(let then): then
            case .decided(let then): then
            case .waiting, .deferred, .deadEnd: day
            }
        let by =
            decision.recorded.body.map(Participant.body) ?? decision.recorded.maker.map(Participant.person)
        return Hop(
            resolution: reference, title: decision.title, by: by ?? .placeholder, made: decision.made,
            to: resolution.recorded.to, standing: standing, days: max(0, decision.made.days(until: until)),
            next: next)
    }

    private func standing(
        _ resolution: ResolutionState, of decision: Decision, _ next: [ResolutionReference],
        asAt day: CivilDate, in directory: Directory
    ) -> HopStanding {
        guard let to = resolution.recorded.to else { return .decided(decision.made) }
        let name = directory.bodies[to]?.name ?? to.text
        let ratification = resolution.ratification.flatMap { $0.on <= day ? $0 : nil }
        if let ratification, ratification.outcome == .rejected {
            return .deadEnd("\(name) rejected it on \(ratification.on.spoken)")
        }
        if let first = next.first, let taken = decisions[first.decision] {
            return .takenUp(min(taken.made, ratification?.on ?? taken.made))
        }
        if let ratification, ratification.outcome == .ratified {
            let powers = directory.bodies[to]?.terms(on: ratification.on)?.powers
            guard powers == nil || powers == .decides else {
                return .deadEnd("\(name) endorsed it and has no power to decide, and nobody took it further")
            }
            return .takenUp(ratification.on)
        }
        if let body = directory.bodies[to], let ended = body.ended, ended.latest <= day {
            return .deadEnd("\(name) came to an end on \(ended.spoken) without dealing with it")
        }
        return ratification.map { .deferred($0.on) } ?? .waiting
    }
}
