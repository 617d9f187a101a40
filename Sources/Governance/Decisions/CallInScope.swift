// Which resolutions are subject to call-in, and why: where the body's terms have a call-in period, everything that
// it resolves, unless the record says otherwise.

extension DecisionRecorded {
    /// The body by whose terms call-in goes.
    func decider(in directory: Directory, on day: CivilDate) -> Body? {
        body.flatMap { directory.bodies[$0] } ?? directory.executive(on: day)
    }

    /// Says of each resolution whether it is subject to call-in, where the clerk did not.
    mutating func settleCallIn(in directory: Directory) {
        let hasPeriod = callInRule(in: directory, on: made.latest) != nil
        for index in resolutions.indices where resolutions[index].callable == nil {
            let resolution = resolutions[index]
            resolutions[index].callable =
                hasPeriod && resolution.kind == .resolved && resolution.exempt == nil
        }
    }

    func admitExemption(_ reason: String, of resolution: Resolution, _ which: String) throws(Rejection) {
        try Check.text(reason, "exemption from call-in", of: which)
        guard resolution.isCallable || resolution.kind == .recommended else { return }
        throw Rejection(
            "call-in-exempt", which,
            resolution.isCallable
                ? "Resolution \(resolution.number) cannot be both exempt from call-in and subject to it."
                : "Resolution \(resolution.number) is a recommendation, which is not subject to call-in anyway.",
            remedy: "Leave out the exemption, or `callable`.")
    }
}

extension DecisionRecorded {
    /// Refuses to take again what somebody else decided, or what had not been referred back by then.
    func admit(reconsidered id: DecisionID, in state: State) throws(Rejection) {
        let earlier = try state.existing(id)
        guard earlier.recorded.body == body, (earlier.recorded.maker == nil) == (maker == nil) else {
            throw Rejection(
                "referred-back", "decision/\(id)",
                "\(earlier.title) went back to \(state.directory.name(earlier.decider)), who decided it.",
                remedy: "Record who took it again, or leave `reconsiders` out.")
        }
        let isBack = earlier.resolutions.contains { resolution in
            earlier.standing(of: resolution, followers: [], at: made.latest.start, in: state.directory).kind
                == .referredBack
        }
        guard !isBack else { return }
        throw Rejection(
            "referred-back", "decision/\(id)",
            "\(earlier.title) had not been referred back after call-in by \(made.latest.spoken).",
            remedy: "Record what came of the call-in first: `minutectl decision conclude`. Or check the date."
        )
    }
}

extension Decision {
    /// Whether the resolution is subject to call-in, and why: "not subject to call-in: a recommendation to Council".
    public func callInBasis(_ resolution: ResolutionState, in directory: Directory) -> String {
        let body = recorded.decider(in: directory, on: made)?.name ?? "the executive"
        let rule = recorded.callInRule(in: directory, on: made)
        if resolution.isCallable {
            let days =
                rule.map { " for \($0.workingDays) working day\($0.workingDays == 1 ? "" : "s")" } ?? ""
            return "subject to call-in\(days) after publication, under the terms of reference of \(body)"
        }
        let reason =
            if resolution.recorded.kind == .recommended {
                "a recommendation to "
                    + (resolution.recorded.to.map { directory.name($0) } ?? "another body")
            } else if rule == nil {
                "the terms of reference of \(body) have no call-in period"
            } else if let exempt = resolution.recorded.exempt {
                "exempt, \(exempt)"
            } else {
                "this is what the decision record says"
            }
        return "not subject to call-in: \(reason)"
    }

    /// Why a resolution that was put into effect should not have been yet, by the record as it is now: a date may
    /// have been corrected since. Nil if all is well.
    public func prematureImplementation(_ resolution: ResolutionState, in directory: Directory) -> String? {
        guard let day = resolution.implemented else { return nil }
        var before = resolution
        before.implemented = nil
        let status = standing(of: before, followers: [], at: day.start, in: directory)
        switch status.kind {
        case .notYetMade, .awaitingRatification, .deferred, .awaitingPublication, .openToCallIn, .calledIn,
            .referredBack, .rejected, .notYetEffective:
            return status.explanation
        // What was taken up or led nowhere has findings of its own.
        case .takenUp, .deadEnd, .mayBeImplemented, .implemented, .withdrawn: return nil
        }
    }
}

extension DecisionCorrected {
    /// Whether a resolution is subject to call-in is said of that one resolution, as yes or no.
    func admitCallable(of known: Decision, in state: State) throws(Rejection) {
        guard let number else {
            throw Rejection(
                "known-resolution", stream.text, "The resolution is missing.",
                remedy: "Give its number: `--resolution NUMBER`.",
                candidates: known.resolutions.map { String($0.recorded.number) })
        }
        let resolution = try known.resolution(number)
        guard let isCallable else {
            throw Rejection(
                "callable-value", known.record(number), "\"\(value ?? "")\" is neither yes nor no.",
                remedy: "Give yes if it is subject to call-in, or no.")
        }
        guard isCallable else {
            guard resolution.calledIn == nil || resolution.callInOutcome != nil else {
                throw Rejection(
                    "called-in", known.record(number), "Resolution \(number) has been called in.",
                    remedy: "Conclude the call-in first: `minutectl decision conclude \(decision) \(number)`."
                )
            }
            return
        }
        guard resolution.recorded.kind == .resolved else {
            throw Rejection(
                "callable", known.record(number),
                "Resolution \(number) is a recommendation, which is not subject to call-in.",
                remedy: "The resolution of the body that receives it may be subject to call-in.")
        }
        guard known.recorded.callInRule(in: state.directory, on: known.made) != nil else {
            throw Rejection(
                "call-in-rule", known.record(number), "No call-in rule applies to resolution \(number).",
                remedy: "Adopt terms of reference with `callin` for the body that decides.")
        }
    }

    /// The value as yes or no; nil if it is neither.
    public var isCallable: Bool? {
        switch value {
        case "yes": true
        case "no": false
        default: nil
        }
    }
}
