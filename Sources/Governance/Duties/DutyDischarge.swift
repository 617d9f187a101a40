// What becomes of a duty: it is done, as a meeting, a decision, a report or a text shows; that is taken
// back; or it is a duty no longer.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// A duty was done.
public struct DutyDischarged: EventPayload, Equatable {
    public static let type = "org.minuted.duty.discharged"

    public var duty = DutyID()
    /// When it was done, as exactly as the source has it.
    public var on = PartialDate.unknown
    public var meeting: MeetingID?
    public var decision: DecisionID?
    public var paper: PaperID?
    /// What shows it, where no record does.
    public var evidence: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("duty", &duty)
        try coder.field("on", &on, "when it was done: a day, or the month or year that the source has")
        try coder.field("meeting", &meeting, "the meeting that is evidence of it")
        try coder.field("decision", &decision, "the decision that is evidence of it")
        try coder.field("paper", &paper, "the report that is evidence of it")
        try coder.field("evidence", &evidence, "other evidence of it")
    }

    public var stream: Stream { .duty(duty) }

    public var references: [Stream] {
        [meeting.map(Stream.meeting), decision.map(Stream.decision), paper.map(Stream.paper)].compactMap(
            \.self)
    }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(duty)
        try known.refuseBefore(on.latest, "be discharged")
        try known.refuseWithdrawn(on: on.earliest)
        try known.refuseTooVague(on)
        try admitCondition(of: known, in: state)
        try admitEvidence(in: state)
        guard !known.discharges.contains(where: { $0.on == on }) else {
            throw Rejection(
                "discharged-once", stream.text, "It is already recorded as discharged on \(on.spoken).",
                remedy: "Undo that first: `minutectl duty take-back \(duty) --on \(on.text)`.")
        }
    }

    private func admitCondition(of known: Duty, in state: State) throws(Rejection) {
        let followers = known.established.condition.map { state.followers(of: $0) } ?? []
        let standing = known.condition(in: state.decisions, followers: followers, on: on.latest)
        switch standing {
        case .none: return
        case .met(let day) where day <= on.latest: return
        case .met, .waits, .lapsed:
            throw Rejection(
                "duty-exists", stream.text,
                "The duty did not apply yet on \(on.spoken): \(standing.sentence).",
                remedy: known.established.upon == .notRatified
                    ? "Record what became of the resolution it depends on first."
                    : "First record that the resolution it depends on took effect.")
        }
    }

    private func admitEvidence(in state: State) throws(Rejection) {
        guard meeting != nil || decision != nil || paper != nil || evidence != nil else {
            throw Rejection(
                "evidence", stream.text, "There is no evidence that the duty was done.",
                remedy: "Give a meeting, a decision, a report or, failing these, a text as `evidence`.")
        }
        if let evidence { try Check.text(evidence, "evidence", of: stream.text) }
        var day: CivilDate?
        if let meeting {
            let known = try state.existing(meeting)
            try known.refuse(unless: [.held], "be evidence")
            day = known.starts.date
        }
        if let decision {
            let known = try state.existing(decision)
            try known.refuseWithdrawn()
            day = max(day ?? known.dated.earliest, known.dated.earliest)
        }
        if let paper {
            let known = try state.existing(paper)
            try known.refuseWithdrawn()
            day = max(day ?? known.submitted.earliest, known.submitted.earliest)
        }
        guard let day, on.latest < day else { return }
        throw Rejection(
            "dates-in-order", stream.text,
            "The evidence is dated \(day.spoken), later than \(on.spoken).", remedy: "Check the date.")
    }
}

/// A duty had not been done after all.
public struct DutyDischargeWithdrawn: EventPayload, Equatable {
    public static let type = "org.minuted.duty.discharge_withdrawn"

    public var duty = DutyID()
    /// The date of the discharge that is taken back, as it was recorded.
    public var on = PartialDate.unknown
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("duty", &duty)
        try coder.field("on", &on, "the date of the discharge to undo, as recorded")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .duty(duty) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(duty)
        try Check.reason(reason, of: stream.text)
        guard known.discharges.contains(where: { $0.on == on }) else {
            throw Rejection(
                "correct-what-is-recorded", stream.text, "It is not recorded as discharged on \(on.spoken).",
                remedy: "`minutectl duty show \(duty)` shows when it was.")
        }
    }
}

/// A duty is one no longer.
public struct DutyWithdrawn: EventPayload, Equatable {
    public static let type = "org.minuted.duty.withdrawn"

    public var duty = DutyID()
    /// The first day on which it is no duty.
    public var on = CivilDate.placeholder
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("duty", &duty)
        try coder.field("on", &on, "the day the duty ends")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .duty(duty) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(duty)
        try Check.reason(reason, of: stream.text)
        guard known.withdrawnOn == nil else {
            throw Rejection(
                "withdrawn-once", stream.text, "The duty has already been ended.",
                remedy: "There is nothing more to end.")
        }
    }
}
