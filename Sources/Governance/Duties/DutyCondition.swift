// What a duty may depend on: that a resolution takes effect, or that it is not ratified.

public import Codec

/// What has to become of a resolution for a duty to arise.
public enum DutyTrigger: String, Choice {
    /// It takes effect.
    case inEffect = "in-effect"
    /// The body that it recommends to rejects it, or has not ratified it by a deadline.
    case notRatified = "not-ratified"
}

extension DutyEstablished {
    /// Refuses a deadline or a trigger that nothing depends on.
    func admitTrigger() throws(Rejection) {
        guard upon == nil || condition != nil else {
            throw Rejection(
                "duty-timing", stream.text, "The resolution that the duty depends on is missing.",
                remedy: "Name the decision and the number of the resolution.")
        }
        guard deadline == nil || upon == .notRatified else {
            throw Rejection(
                "duty-timing", stream.text,
                "A deadline for ratifying goes only with a duty upon not-ratified.",
                remedy:
                    "Leave the deadline out, or say that the duty arises if the resolution is not ratified.")
        }
    }

    /// Refuses to wait for the ratification of what nobody has to ratify.
    func admitRecommendation(_ resolution: ResolutionState) throws(Rejection) {
        guard upon == .notRatified, resolution.recorded.to == nil else { return }
        throw Rejection(
            "duty-timing", stream.text,
            "Resolution \(resolution.recorded.number) is resolved, so nobody has to ratify it.",
            remedy: "Name a resolution that recommends something to a body.")
    }
}

extension Duty {
    /// Whether what it depends on has come about.
    ///
    /// - Parameters:
    ///   - decisions: the decision that it depends on.
    ///   - followers: the resolutions that deal with the one it depends on, the first one first.
    ///   - day: the day as at which it is asked.
    public func condition(
        in decisions: [DecisionID: Decision], followers: [Follower] = [], on day: CivilDate
    ) -> DutyConditionStanding {
        guard let condition = established.condition else { return .none }
        let name = "resolution \(condition.number) of \(condition.decision)"
        guard let decision = decisions[condition.decision],
            let resolution = try? decision.resolution(condition.number), !decision.isWithdrawn
        else { return .lapsed("\(name) was withdrawn") }
        if established.upon == .notRatified { return notRatified(resolution, name, followers, on: day) }
        let effective = resolution.recorded.effective ?? decision.made
        guard let to = resolution.recorded.to else { return .met(max(decision.made, effective)) }
        switch resolution.ratification?.outcome {
        case .ratified?: return .met(max(resolution.ratification?.on ?? decision.made, effective))
        case .rejected?: return .lapsed("\(to) rejected \(name)")
        case .deferred?, nil: return .waits(on: "\(name) awaits \(to)")
        }
    }

    /// The same where the duty arises if the resolution is not ratified. A rejection decides it at once; silence only
    /// where there is a deadline, after its last day.
    private func notRatified(
        _ resolution: ResolutionState, _ name: String, _ followers: [Follower], on day: CivilDate
    ) -> DutyConditionStanding {
        let to = resolution.recorded.to?.text ?? "nobody"
        let outcome = resolution.ratifications.first { $0.on <= day && $0.outcome != .deferred }
        let taken = followers.filter { $0.made <= day }.map(\.made).min()
        let dealt = [outcome?.on, taken].compactMap(\.self).min()
        if let deadline = established.deadline, let after = deadline.adding(days: 1), after <= day,
            dealt.map({ deadline < $0 }) ?? true
        {
            return .met(after)
        }
        switch outcome?.outcome {
        case .rejected? where taken == nil: return .met(outcome?.on ?? day)
        case .rejected?, .ratified?, .deferred?: return .lapsed("\(to) dealt with \(name)")
        case nil:
            return taken == nil
                ? .waits(on: "\(to) has neither ratified nor rejected \(name)")
                : .lapsed("another decision took \(name) up")
        }
    }
}

extension Duty {
    /// Refuses a date that leaves it open for which time a recurring duty was done: nothing would tell which of them
    /// was missed.
    func refuseTooVague(_ on: PartialDate) throws(Rejection) {
        guard on.precision != .day, let cadence = version(on: on.earliest).cadence,
            cadence.fallsDueAgain(within: on)
        else { return }
        throw Rejection(
            "date", "duty/\(id)",
            "The duty falls due more than once in \(on.spoken) (\(cadence.text)), so it is not clear which time was met.",
            remedy: "Give the day, or the month.")
    }
}

extension Cadence {
    /// Whether somebody who did it on the first day that the date can mean had to do it again by the last one.
    func fallsDueAgain(within date: PartialDate) -> Bool {
        switch rule {
        case .onceInEach: due(0, after: date.earliest).map { $0 < date.latest } ?? false
        case .annually: date.earliest.adding(years: 1).map { $0 <= date.latest } ?? false
        case .atAllTimes: false
        case .timesAYear, .everyWeeks, .everyMonths, .everyYears:
            nextDue(after: date.earliest).map { $0 <= date.latest } ?? false
        }
    }
}
