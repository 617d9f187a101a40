// What is known of a decision, and where each of its resolutions stands: open to call-in, awaiting
// ratification, in effect.

/// A resolution and what has happened to it.
public struct ResolutionState: Sendable, Equatable {
    /// As it was recorded.
    public let recorded: Resolution
    /// As it is worded now.
    public var text: String
    public var calledIn: CivilDateTime?
    public var callInOutcome: CallInOutcome?
    public var callInConcluded: CivilDate?
    /// What its body made of it: put off perhaps, more than once, then ratified or rejected.
    public var ratifications: [Ratification] = []
    public var implemented: CivilDate?
    /// Whether it is subject to call-in, as corrected so far.
    public var isCallable: Bool
    /// Who moved and seconded it, and how the members voted, as corrected so far.
    public var vote: VoteTaken?

    /// What became of a recommendation in the end.
    public var ratification: Ratification? { ratifications.last }

    /// What became of a recommendation, and when.
    public struct Ratification: Sendable, Equatable {
        public let outcome: RatificationOutcome
        public let on: CivilDate
        /// The meeting at which it was dealt with.
        public let meeting: MeetingID?

        public init(outcome: RatificationOutcome, on: CivilDate, meeting: MeetingID? = nil) {
            (self.outcome, self.on, self.meeting) = (outcome, on, meeting)
        }
    }

    /// As nothing has happened to it yet.
    public init(_ recorded: Resolution) {
        (self.recorded, text, vote) = (recorded, recorded.text, recorded.vote)
        isCallable = recorded.isCallable
    }

    /// What had become of a recommendation by the end of the day.
    public func ratification(by day: CivilDate) -> Ratification? {
        ratifications.last { $0.on <= day }
    }
}

/// Where a resolution stands with call-in.
public enum CallInStanding: Sendable, Equatable {
    case notCallable
    /// Callable, but the record has not been published, so the time has not begun.
    case notPublished
    /// May be called in until the end of this day.
    case open(until: CivilDate)
    case expired(CivilDate)
    case calledIn
    case concluded(CallInOutcome)
    /// Nobody concluded it by the end of this day, so that this holds by default.
    case byDefault(CallInOutcome, since: CivilDate)

    /// In words that go behind "because".
    public var sentence: String {
        switch self {
        case .notCallable: "it is not subject to call-in"
        case .notPublished: "the decision has not been published, so the call-in period has not started"
        case .open(let day): "it can be called in until \(day.end.spokenAsDeadline)"
        case .expired(let day): "the call-in period ended at \(day.end.spokenAsDeadline)"
        case .calledIn: "the call-in has not been concluded"
        case .concluded(.stands): "the call-in was concluded and the decision stands"
        case .concluded(.withdrawn): "the call-in was withdrawn"
        case .concluded(.referredBack): "it was referred back after call-in"
        case .byDefault(.referredBack, let last):
            "nobody concluded the call-in by \(last.spoken), so it was referred back by default"
        case .byDefault(.stands, let last), .byDefault(.withdrawn, let last):
            "nobody concluded the call-in by \(last.spoken), so the decision stands by default"
        }
    }
}

/// What is known of a decision.
public struct Decision: Sendable, Equatable {
    public let id: DecisionID
    public let recorded: DecisionRecorded
    public var title: String
    /// When it was made, as precisely as its source says.
    public var dated: PartialDate
    public var published: CivilDate?
    public var isWithdrawn = false
    public var resolutions: [ResolutionState]
    /// The notices of it as a key decision, and the exceptions.
    public var keyNotices: [KeyDecisionNoticed] = []
    /// The standing questions that were put at it, with their answers.
    public var questions: [QuestionPut] = []
    /// What the parts that were corrected say now; nil for one that was left blank.
    private var corrected: [DecisionField: String?] = [:]

    /// The last day on which it can have been made: by the date that is recorded, and by what is known to have been done
    /// about it. What runs from it runs from then, and it is shown as at days from then on: nobody is late, and nothing
    /// was decided, by a guess.
    public var made: CivilDate {
        guard dated.date == nil else { return dated.earliest }
        let done = resolutions.flatMap { [$0.calledIn?.date, $0.ratifications.first?.on, $0.implemented] }
        let known = recorded.madeBy.flatMap { dated.canMean($0) ? $0 : nil }
        let days = [dated.latest, known, published, recorded.signature?.on] + done
        return max(dated.earliest, days.compactMap(\.self).min() ?? dated.latest)
    }

    /// As nothing has happened to it yet.
    public init(_ recorded: DecisionRecorded) {
        id = recorded.decision
        self.recorded = recorded
        title = recorded.title
        dated = recorded.made
        resolutions = recorded.resolutions.map { ResolutionState($0) }
    }

    mutating func evolve(_ event: DecisionPublished) { published = event.on }
    mutating func evolve(_ event: KeyDecisionNoticed) { keyNotices.append(event) }
    mutating func evolve(_ event: DecisionWithdrawn) { isWithdrawn = true }
    mutating func evolve(_ event: QuestionPut) { questions.append(event) }
    mutating func evolve(_ event: ResolutionAmended) { mend(event.number) { $0.text = event.text } }
    mutating func evolve(_ event: ResolutionCalledIn) { mend(event.number) { $0.calledIn = event.received } }
    mutating func evolve(_ event: CallInConcluded) {
        mend(event.number) { ($0.callInOutcome, $0.callInConcluded) = (event.outcome, event.on) }
    }
    mutating func evolve(_ event: ResolutionRatified) {
        mend(event.number) {
            $0.ratifications.append(.init(outcome: event.outcome, on: event.on, meeting: event.meeting))
        }
    }
    mutating func evolve(_ event: ResolutionImplemented) { mend(event.number) { $0.implemented = event.on } }

    mutating func evolve(_ event: ResolutionVoted) { mend(event.number) { $0.vote = event.vote } }

    private mutating func mend(_ number: Int, _ change: (inout ResolutionState) -> Void) {
        guard let index = resolutions.firstIndex(where: { $0.recorded.number == number }) else { return }
        change(&resolutions[index])
    }

    mutating func evolve(_ correction: DecisionCorrected) {
        switch correction.field {
        case .title: title = correction.value ?? title
        case .made: dated = correction.date ?? dated
        case .published: published = correction.day ?? published
        case .callable:
            mend(correction.number ?? 0) { $0.isCallable = correction.isCallable ?? $0.isCallable }
        case .record, .reasons, .alternatives, .conflicts, .dispensations, .callIn, .signedBy, .signedOn,
            .paper:
            corrected.updateValue(correction.value, forKey: correction.field)
        }
    }

    /// What the record says in that part, as corrected so far; nil where it says nothing.
    public func value(of field: DecisionField) -> String? {
        if let corrected = corrected[field] { return corrected }
        return switch field {
        case .title: title
        case .made: dated.text
        case .published: published?.iso
        case .record: recorded.record
        case .reasons: recorded.reasons
        case .alternatives: recorded.alternatives
        case .conflicts: recorded.conflicts
        case .dispensations: recorded.dispensations
        case .callIn: recorded.callIn
        case .callable: nil
        case .signedBy: recorded.signature?.signedBy
        case .signedOn: recorded.signature?.on?.iso
        case .paper: recorded.paper?.text
        }
    }

    /// The resolution of that number, or a refusal.
    public func resolution(_ number: Int) throws(Rejection) -> ResolutionState {
        try refuseWithdrawn()
        guard let found = resolutions.first(where: { $0.recorded.number == number }) else {
            throw Rejection(
                "known-resolution", record(number), "The decision \(id) has no resolution \(number).",
                remedy: "Use one of its numbers.", candidates: resolutions.map { String($0.recorded.number) })
        }
        return found
    }

    func record(_ number: Int) -> String { "decision/\(id)#\(number)" }

    func refuseWithdrawn() throws(Rejection) {
        guard isWithdrawn else { return }
        throw Rejection(
            "not-withdrawn", "decision/\(id)",
            "The decision \(id) was withdrawn because it was entered by mistake.",
            remedy: "Record the decision that was made.")
    }
}

// MARK: - Clocks

extension Decision {
    /// The last day on which a callable resolution may be called in, by the rule of the body that made it;
    /// nil until the record is published, or where the body has no such rule.
    public func callInDeadline(in directory: Directory) -> CivilDate? {
        guard let published, let rule = recorded.callInRule(in: directory, on: made),
            let council = directory.council
        else { return nil }
        return try? council.workingDays.adding(workingDays: rule.workingDays, after: published).date
    }

    /// Where a resolution stands with call-in at that time.
    public func callIn(
        _ resolution: ResolutionState, at time: CivilDateTime, in directory: Directory
    ) -> CallInStanding {
        guard resolution.isCallable else { return .notCallable }
        if let outcome = resolution.callInOutcome { return .concluded(outcome) }
        if let received = resolution.calledIn {
            return defaultOutcome(ofCallIn: received, at: time, in: directory)
                .map { .byDefault($0.outcome, since: $0.last) } ?? .calledIn
        }
        guard let deadline = callInDeadline(in: directory), let published, published.start <= time else {
            return .notPublished
        }
        return time < deadline.end ? .open(until: deadline) : .expired(deadline)
    }
}
