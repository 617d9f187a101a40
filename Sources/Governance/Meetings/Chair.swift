// Who chaired a meeting, and how that agrees with the terms of reference. The attendance says who was there; who took the
// chair is an entry of its own, because it may be known without a roll, and may change in the course of a meeting.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// Somebody chaired a meeting. A later entry takes the place of an earlier one.
public struct MeetingChaired: EventPayload, Equatable {
    public static let type = "org.minuted.meeting.chaired"

    public var meeting = MeetingID()
    /// Who took the chair, one after the other.
    public var by: [PersonID] = []
    /// Why it was not somebody who chairs by the terms, such as "elected for this meeting"; nil where it was.
    public var reason: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("by", &by, "who took the chair, one after the other", atMost: 10)
        try coder.field("reason", &reason, "why it was not the person named in the terms")
    }

    public var stream: Stream { .meeting(meeting) }

    public func effective(in state: State) -> CivilDateTime? { state.meetings[meeting]?.starts }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(meeting)
        try known.refuse(unless: [.held], "have been chaired")
        guard !by.isEmpty, Set(by).count == by.count else {
            throw Rejection(
                "chaired-by", stream.text,
                by.isEmpty ? "Nobody is named as chair." : "Somebody is named twice.",
                remedy: "Name each person who took the chair, once.")
        }
        if let reason { try Check.line(reason, "reason", of: stream.text) }
        for person in by {
            _ = try state.directory.existing(person)
            guard let entry = known.entry(of: person), entry.standing.isAbsence else { continue }
            throw Rejection(
                "chaired-by", stream.text,
                "\(state.directory.name(person)) is not recorded as attending the meeting.",
                remedy: "Name somebody who was there, or correct the attendance first.")
        }
    }
}

/// Records who chaired a meeting.
public struct ChairMeeting: MeetingCommand {
    public var meeting = ""
    public var by: [String] = []
    public var reason: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("by", &by, "who took the chair, one after the other", atMost: 10)
        try coder.field("reason", &reason, "why it was not the person named in the terms")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        var event = MeetingChaired()
        (event.meeting, event.by, event.reason) = (known.id, try context.people(by), reason)
        return known.chaired == event ? [] : [.meetingChaired(event)]
    }
}

/// How far those who chaired a meeting are those whom the terms of the day name.
public struct ChairingAnswer: Sendable, Equatable {
    /// The rules that somebody who chaired does not meet.
    public let broken: [ChairingRule]
    /// The rules that everybody who chaired meets.
    public let kept: [ChairingRule]
}

extension Body {
    /// How chairing agreed with each rule of the terms of the day; nil where the terms have none.
    public func chairing(by people: [PersonID], on day: CivilDate) -> ChairingAnswer? {
        guard let rules = terms(on: day)?.chairing, !rules.isEmpty else { return nil }
        let capacities = people.map { person in
            Set(seats.on(day).filter { $0.person == person }.map(\.capacity))
        }
        let isKept = { (rule: ChairingRule) in
            capacities.allSatisfy { !$0.isDisjoint(with: rule.capacities) }
        }
        return ChairingAnswer(broken: rules.filter { !isKept($0) }, kept: rules.filter(isKept))
    }

    /// The rules of the terms of the day on who chairs, where they do not say the same; nil where they do.
    public func contradictoryChairing(on day: CivilDate) -> [ChairingRule]? {
        guard let rules = terms(on: day)?.chairing, Set(rules.map { Set($0.capacities) }).count > 1 else {
            return nil
        }
        return rules
    }
}

extension ChairingRule {
    /// The rule in words: "the Lead Member or the Director (Strategy, 2.7)".
    public var words: String {
        capacities.map { "the \($0)" }.joined(separator: " or ") + (source.map { " (\($0))" } ?? "")
    }
}
