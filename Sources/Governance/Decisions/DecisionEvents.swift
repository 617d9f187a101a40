// What happens to a decision after it is recorded: publication, ratification, implementation,
// amendment and correction.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// The record of a decision is published, which starts the time for call-in.
public struct DecisionPublished: EventPayload, Equatable {
    public static let type = "org.minuted.decision.published"

    public var decision = DecisionID()
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("on", &on, "the day of publication")
    }

    public var stream: Stream { .decision(decision) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(decision)
        try known.refuseWithdrawn()
        if let earlier = known.published {
            throw Rejection(
                "published-once", stream.text, "\(known.title) was published on \(earlier.spoken).",
                remedy:
                    "Correct that day: `minutectl decision correct \(decision) published DATE --reason …`.")
        }
        guard known.dated.earliest <= on else {
            throw Rejection(
                "dates-in-order", stream.text,
                "It would be published before it was made (\(known.dated.inFull)).",
                remedy: "Check the two dates.")
        }
    }
}

/// A part of a decision's record that can be corrected.
public enum DecisionField: String, Choice {
    case title, made, published, record, reasons, alternatives, conflicts, dispensations
    case callIn = "callin"
    /// Whether one resolution is subject to call-in: yes or no.
    case callable
    case signedBy = "signed-by"
    case signedOn = "signed-on"
    /// The report that it rests on.
    case paper
}

/// A part of a decision's record was wrong.
public struct DecisionCorrected: EventPayload, Equatable {
    public static let type = "org.minuted.decision.corrected"

    public var decision = DecisionID()
    public var field = DecisionField.record
    /// What it should have said; nil to leave it blank.
    public var value: String?
    public var reason = ""
    /// The resolution, where the field is one resolution's.
    public var number: Int?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("field", &field)
        try coder.field("value", &value, "the correct value; left out for blank")
        try coder.field("reason", &reason)
        try coder.field("number", &number, "the resolution, for the field callable")
    }

    public var stream: Stream { .decision(decision) }

    public var references: [Stream] { paper.map { [.paper($0)] } ?? [] }

    /// The value as a report, for the field that is one.
    var paper: PaperID? { field == .paper ? value.flatMap { try? PaperID(text: $0) } : nil }

    /// The value as a date, for the fields that are one: when it was made need not be a day.
    public var date: PartialDate? { value.flatMap { PartialDate(text: $0) } }

    /// The value as a day, for the fields that are one.
    public var day: CivilDate? { date?.date }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(decision)
        try known.refuseWithdrawn()
        try Check.reason(reason, of: stream.text)
        if field != .callable, number != nil {
            throw Rejection(
                "known-resolution", stream.text, "The \(field.rawValue) belongs to the decision as a whole.",
                remedy: "Leave the number of the resolution out.")
        }
        switch field {
        case .callable: try admitCallable(of: known, in: state)
        case .made, .published, .signedOn:
            let mayBeBlank = field == .signedOn && value == nil
            guard mayBeBlank || day != nil || field == .made && date != nil else {
                throw Rejection(
                    "date", stream.text, "\"\(value ?? "")\" is not a date.",
                    remedy: "Give a date such as 2007-08-03.")
            }
            try admitDay(of: known)
        case .title: try Check.line(value ?? "", "title", of: stream.text)
        case .paper:
            guard value != nil else { return }
            guard let paper else { throw .unknown("paper", value ?? "", "minutectl paper list") }
            try admit(paper, made: known.dated, in: state)
        case .record, .reasons, .alternatives, .conflicts, .dispensations, .callIn, .signedBy: break
        }
    }
}

extension EventPayload {
    /// Refuses a report that a decision of the day cannot rest on.
    func admit(_ paper: PaperID, made: PartialDate, in state: State) throws(Rejection) {
        let known = try state.existing(paper)
        try known.refuseWithdrawn()
        guard known.submitted.earliest <= made.latest else {
            throw Rejection(
                "dates-in-order", stream.text,
                "The report \(paper) was submitted (\(known.submitted.spoken)) after the decision was made"
                    + " (\(made.inFull)).",
                remedy: "Name the report that the decision-maker had.")
        }
    }
}

extension DecisionCorrected {
    /// A decision is published after it is made, whichever of the two days is corrected.
    private func admitDay(of known: Decision) throws(Rejection) {
        if field == .published, known.published == nil {
            throw Rejection(
                "correct-what-is-recorded", stream.text, "\(known.title) has not been published.",
                remedy: "Publish it: `minutectl decision publish \(decision) --on DATE`.")
        }
        let made = field == .made ? date ?? known.dated : known.dated
        let published = field == .published ? day : known.published
        if let published, published < made.earliest {
            throw Rejection(
                "dates-in-order", stream.text,
                "It would be published (\(published.spoken)) before it was made (\(made.inFull)).",
                remedy: "Check the two dates.")
        }
    }
}

/// A decision was entered by mistake.
public struct DecisionWithdrawn: EventPayload, Equatable {
    public static let type = "org.minuted.decision.withdrawn"

    public var decision = DecisionID()
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .decision(decision) }

    public func admit(in state: State) throws(Rejection) {
        try state.existing(decision).refuseWithdrawn()
        try Check.reason(reason, of: stream.text)
    }
}

/// A resolution is worded anew.
public struct ResolutionAmended: EventPayload, Equatable {
    public static let type = "org.minuted.resolution.amended"

    public var decision = DecisionID()
    public var number = 0
    public var text = ""
    public var reason = ""
    /// What the amendment rests on, such as a Select Committee's report.
    public var cites: String?
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("text", &text)
        try coder.field("reason", &reason)
        try coder.field("cites", &cites, "the source of the amendment")
        try coder.field("on", &on)
    }

    public var stream: Stream { .decision(decision) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        _ = try state.existing(decision).resolution(number)
        try Check.text(text, "resolution", of: stream.text)
        try Check.reason(reason, of: stream.text)
    }
}

/// What a body made of a recommendation to it.
public enum RatificationOutcome: String, Choice {
    case ratified, rejected, deferred
}

/// The body that a resolution recommends to has dealt with it.
public struct ResolutionRatified: EventPayload, Equatable {
    public static let type = "org.minuted.resolution.ratified"

    public var decision = DecisionID()
    public var number = 0
    public var by = BodyID()
    public var outcome = RatificationOutcome.ratified
    public var on = CivilDate.placeholder
    public var meeting: MeetingID?
    /// How the body decided, if it did not meet.
    public var how: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("by", &by, "the body that dealt with the recommendation")
        try coder.field("outcome", &outcome)
        try coder.field("on", &on)
        try coder.field("meeting", &meeting)
        try coder.field("how", &how, "how the body acted, where it did not meet")
    }

    public var stream: Stream { .decision(decision) }

    public var references: [Stream] { meeting.map { [.meeting($0)] } ?? [] }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(decision)
        let resolution = try known.resolution(number)
        guard resolution.recorded.kind == .recommended, resolution.recorded.to == by else {
            let to =
                resolution.recorded.to.map { "recommends to \($0)" }
                ?? "is resolved, so nobody has to ratify it"
            throw Rejection(
                "recommended-to", known.record(number), "Resolution \(number) \(to).",
                remedy: "Only the body that a resolution recommends to can ratify it.")
        }
        guard resolution.ratification == nil || resolution.ratification?.outcome == .deferred else {
            throw Rejection(
                "ratified-once", known.record(number), "Resolution \(number) has already been dealt with.",
                remedy: "`minutectl decision show \(decision)` shows how.")
        }
        guard known.dated.earliest <= on else {
            throw Rejection(
                "dates-in-order", known.record(number),
                "That is before it was recommended (\(known.dated.inFull)).",
                remedy: "Check the date.")
        }
        if let how { try Check.line(how, "way in which it acted", of: known.record(number)) }
        guard let meeting else { return }
        let place = try state.existing(meeting)
        try place.refuse(unless: [.held], "have dealt with anything")
        guard place.body == by, place.starts.date == on else {
            throw Rejection(
                "decided-at-meeting", known.record(number),
                "\(meeting) was a meeting of \(place.body) on \(place.starts.date.spoken).",
                remedy: "Give the meeting of \(by) on \(on.spoken), or none.")
        }
    }
}

/// A resolution is put into effect.
public struct ResolutionImplemented: EventPayload, Equatable {
    public static let type = "org.minuted.resolution.implemented"

    public var decision = DecisionID()
    public var number = 0
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("on", &on)
    }

    public var stream: Stream { .decision(decision) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(decision)
        let resolution = try known.resolution(number)
        if let implemented = resolution.implemented {
            throw Rejection(
                "implemented-once", known.record(number),
                "Resolution \(number) was implemented on \(implemented.spoken).",
                remedy: "There is nothing more to record.")
        }
        try admitStanding(known, resolution, in: state)
    }
}
