// Actions: what somebody is to do by a day, out of an action plan, a decision or a meeting; how far it has
// come; and which are exceptions that a board has to look at.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// An action is raised.
public struct ActionRaised: EventPayload, Equatable {
    public static let type = "org.minuted.action.raised"

    public var action = ActionID()
    public var what = ""
    public var owner = Participant.placeholder
    public var on = PartialDate.unknown
    public var due: PartialDate?
    /// The outcome or theme of the plan under which it stands, such as "Be healthy".
    public var theme: String?
    /// The plan that it belongs to.
    public var plan: String?
    /// Whether it is reported by exception.
    public var isException = false
    public var meeting: MeetingID?
    /// The resolution that it carries out.
    public var resolution: ResolutionReference?
    public var paper: PaperID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("action", &action)
        try coder.field("what", &what)
        try coder.field("owner", &owner, "who is to do it")
        try coder.field("on", &on, "when it was agreed: a day, or the month, season or year of the source")
        try coder.field("due", &due)
        try coder.field("theme", &theme, "the outcome or theme it belongs to")
        try coder.field("plan", &plan, "the plan that it belongs to")
        try coder.defaulted("exception", &isException, "whether it is reported by exception")
        try coder.field("meeting", &meeting)
        try coder.field("resolution", &resolution, "the resolution that it carries out")
        try coder.field("paper", &paper)
    }

    public var stream: Stream { .action(action) }

    public var references: [Stream] {
        [
            meeting.map(Stream.meeting), resolution.map { Stream.decision($0.decision) },
            paper.map(Stream.paper),
        ].compactMap(\.self)
    }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        guard state.actions[action] == nil else {
            throw Rejection(
                "new-record", stream.text, "There is already an action \(action).",
                remedy: "Record its progress, or leave the identifier out to have one made.")
        }
        try Check.line(what, "action", of: stream.text)
        if let theme { try Check.line(theme, "theme", of: stream.text) }
        if let plan { try Check.line(plan, "plan", of: stream.text) }
        try state.directory.expect(owner)
        if let due, due.isCertainlyBefore(on) {
            throw Rejection(
                "dates-in-order", stream.text,
                "Its due date (\(due.spoken)) is before the day it was agreed.",
                remedy: "Check the two dates.")
        }
        if let meeting { try state.existing(meeting).refuse(unless: [.held], "have agreed anything") }
        if let resolution { _ = try state.existing(resolution.decision).resolution(resolution.number) }
        if let paper { _ = try state.existing(paper) }
    }
}

/// How far an action has come.
public struct ActionProgressed: EventPayload, Equatable {
    public static let type = "org.minuted.action.progressed"

    public var action = ActionID()
    public var on = CivilDate.placeholder
    public var note = ""
    /// The day by which it is now to be done; unchanged if nil.
    public var due: PartialDate?
    /// Who is to do it from now on; unchanged if nil.
    public var owner: Participant?
    /// Whether it is an exception from now on; unchanged if nil.
    public var isException: Bool?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("action", &action)
        try coder.field("on", &on)
        try coder.field("note", &note)
        try coder.field("due", &due, "the new due date; unchanged if left out")
        try coder.field("owner", &owner, "who is to do it from now on; unchanged if left out")
        try coder.field("exception", &isException, "whether it is an exception from now on")
    }

    public var stream: Stream { .action(action) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(action)
        try known.refuseUnlessOpen(on: on)
        try Check.text(note, "note", of: stream.text)
        if let owner { try state.directory.expect(owner) }
    }
}

/// An action is done.
public struct ActionCompleted: EventPayload, Equatable {
    public static let type = "org.minuted.action.completed"

    public var action = ActionID()
    public var on = CivilDate.placeholder
    /// What came of it.
    public var outcome: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("action", &action)
        try coder.field("on", &on)
        try coder.field("outcome", &outcome, "the outcome")
    }

    public var stream: Stream { .action(action) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        try state.existing(action).refuseUnlessOpen(on: on)
        if let outcome { try Check.text(outcome, "outcome", of: stream.text) }
    }
}

/// An action is given up, or was entered by mistake.
public struct ActionWithdrawn: EventPayload, Equatable {
    public static let type = "org.minuted.action.withdrawn"

    public var action = ActionID()
    public var on = CivilDate.placeholder
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("action", &action)
        try coder.field("on", &on)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .action(action) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        try state.existing(action).refuseUnlessOpen(on: on)
        try Check.reason(reason, of: stream.text)
    }
}

/// Where an action stands on a day.
public enum ActionStanding: String, Choice {
    case open, overdue, completed, withdrawn
}

/// What is known of an action.
public struct Action: Sendable, Equatable {
    public let id: ActionID
    public let raised: ActionRaised
    /// In the order in which they were recorded.
    public private(set) var progress: [ActionProgressed] = []
    public private(set) var completed: ActionCompleted?
    public private(set) var withdrawn: ActionWithdrawn?

    init(_ raised: ActionRaised) { (id, self.raised) = (raised.action, raised) }

    mutating func evolve(_ event: ActionProgressed) { progress.append(event) }
    mutating func evolve(_ event: ActionCompleted) { completed = event }
    mutating func evolve(_ event: ActionWithdrawn) { withdrawn = event }

    private func before(_ day: CivilDate) -> [ActionProgressed] { progress.filter { $0.on <= day } }

    /// By when it was to be done, as at the day.
    public func due(on day: CivilDate) -> PartialDate? {
        before(day).last { $0.due != nil }?.due ?? raised.due
    }

    /// Who was to do it, as at the day.
    public func owner(on day: CivilDate) -> Participant {
        before(day).last { $0.owner != nil }?.owner ?? raised.owner
    }

    /// Whether it was an exception, as at the day.
    public func isException(on day: CivilDate) -> Bool {
        before(day).last { $0.isException != nil }?.isException ?? raised.isException
    }

    /// The latest note of its progress, as at the day.
    public func note(on day: CivilDate) -> ActionProgressed? { before(day).last }

    /// Where it stood on the day.
    ///
    /// - Parameter recordBegins: what was due before it may have been done; it is not called overdue.
    public func standing(on day: CivilDate, recordBegins: CivilDate = .first) -> ActionStanding {
        if let completed, completed.on <= day { return .completed }
        if let withdrawn, withdrawn.on <= day { return .withdrawn }
        let isOverdue = due(on: day).map { $0.isCertainlyBefore(day) && recordBegins <= $0.latest } ?? false
        return isOverdue ? .overdue : .open
    }

    func refuseUnlessOpen(on day: CivilDate) throws(Rejection) {
        guard completed == nil, withdrawn == nil else {
            throw Rejection(
                "action-open", "action/\(id)",
                "The action was \(completed == nil ? "withdrawn" : "completed") already.",
                remedy: "Raise another action for what remains to be done.")
        }
        let last = max(raised.on.earliest, progress.map(\.on).max() ?? raised.on.earliest)
        guard day < last else { return }
        throw Rejection(
            "dates-in-order", "action/\(id)", "The latest entry about it is dated later (\(last.spoken)).",
            remedy: "Check the date.")
    }
}
