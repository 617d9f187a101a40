// What happened to decisions, in sentences for histories and listings.

extension DecisionRecorded {
    public func sentence(naming names: Directory) -> String { "decision recorded, made \(made.inFull)" }
}

extension DecisionPublished {
    public func sentence(naming names: Directory) -> String { "published on \(on.spoken)" }
}

extension DecisionCorrected {
    public func sentence(naming names: Directory) -> String {
        (number.map { "resolution \($0): " } ?? "") + "\(field.rawValue) corrected\(newValue): \(reason)"
    }
}

extension DecisionWithdrawn {
    public func sentence(naming names: Directory) -> String { "decision withdrawn: \(reason)" }
}

extension ResolutionAmended {
    public func sentence(naming names: Directory) -> String { "resolution \(number) amended: \(reason)" }
}

extension ResolutionCalledIn {
    public func sentence(naming names: Directory) -> String {
        "resolution \(number) called in by \(by.map { names.name($0) }.joined(separator: ", ")): \(grounds)"
    }
}

extension CallInConcluded {
    public func sentence(naming names: Directory) -> String {
        "call-in of resolution \(number) ended: \(outcome.words)"
    }
}

extension ResolutionRatified {
    public func sentence(naming names: Directory) -> String {
        "resolution \(number) \(verb(in: names)) by \(names.name(by)) on \(on.spoken)"
    }
}

extension ResolutionImplemented {
    public func sentence(naming names: Directory) -> String {
        "resolution \(number) implemented on \(on.spoken)"
    }
}

extension ResolutionVoted {
    public func sentence(naming names: Directory) -> String {
        "votes on resolution \(number) recorded" + (reason.map { ": \($0)" } ?? "")
    }
}

extension KeyDecisionNoticed {
    public func sentence(naming names: Directory) -> String {
        published.map { "notice of the key decision published on \($0.spoken)" }
            ?? exception?.sentence(naming: names) ?? ""
    }
}

extension ResolutionRatified {
    /// A body without the power to decide endorses, whatever its minutes call it.
    fileprivate func verb(in names: Directory) -> String {
        let powers = names.bodies[by]?.terms(on: on)?.powers
        return outcome == .ratified && powers != nil && powers != .decides ? "endorsed" : outcome.rawValue
    }
}

extension CallInOutcome {
    fileprivate var words: String {
        switch self {
        case .stands: "the decision stands"
        case .referredBack: "referred back to whoever decided"
        case .withdrawn: "withdrawn"
        }
    }
}

extension NoticeException {
    /// That notice was done without, in a sentence without a full stop.
    func sentence(naming names: Directory) -> String {
        let what =
            switch kind {
            case .general: "general exception to notice, told to"
            case .specialUrgency: "special urgency agreed by"
            case .urgentBusiness: "urgent business agreed by"
            }
        return "\(what) \(names.name(agreedBy)) on \(on.spoken): \(reason)"
    }
}

extension DecisionCorrected {
    /// What a part says now, where that is short: " to July 2009".
    fileprivate var newValue: String {
        switch field {
        case .callable, .title, .signedBy: value.map { " to \($0)" } ?? ""
        case .made, .published, .signedOn: date.map { " to \($0.spoken)" } ?? " to blank"
        case .record, .reasons, .alternatives, .conflicts, .dispensations, .callIn, .paper: ""
        }
    }
}
