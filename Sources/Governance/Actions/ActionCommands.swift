// Commands about actions.

public import Codec

extension Context {
    func action(_ reference: String) throws(Rejection) -> Action {
        try state.existing(ActionID(unchecked: one(.known(.action, reference), "action", reference)))
    }
}

/// Raises an action.
public struct RaiseAction: Command {
    public var what = ""
    public var owner = ""
    public var on: String?
    public var due: String?
    public var theme: String?
    public var plan: String?
    public var isException = false
    public var meeting: String?
    public var decision: String?
    public var resolution: Int?
    public var paper: String?
    public var action: ActionID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("what", &what)
        try coder.field("owner", &owner, "who is to do it: a body, office, group or person")
        try coder.field("on", &on, "a day, month, season or year; the meeting's day, or today, if left out")
        try coder.field("due", &due)
        try coder.field("theme", &theme, "the outcome or theme it belongs to")
        try coder.field("plan", &plan, "the plan that it belongs to")
        try coder.defaulted("exception", &isException, "whether it is reported by exception")
        try coder.field("meeting", &meeting)
        try coder.field("decision", &decision, "the decision that it carries out")
        try coder.field(
            "resolution", &resolution, "which resolution of that decision; 1 if left out", within: 1...10_000)
        try coder.field("paper", &paper)
        try coder.field("action", &action, "an identifier; made from what it is if left out")
    }

    private var slug: String { action?.text ?? Slug.make(what, longest: 40) }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [.new(.action, slug)]
            + Mentions(meeting: meeting, paper: paper, decision: decision).needs(in: directory, on: today)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = ActionRaised()
        (event.what, event.theme, event.plan, event.isException) = (what, theme, plan, isException)
        event.owner = try context.directory.participant(owner)
        var day: CivilDate?
        if let meeting {
            let known = try context.meeting(meeting)
            (event.meeting, day) = (known.id, known.starts.date)
        }
        if let decision {
            event.resolution = ResolutionReference(try context.decision(decision).id, resolution ?? 1)
        }
        if let paper { event.paper = try context.paper(paper).id }
        event.on =
            try on == nil ? PartialDate(day ?? context.moment.today) : context.partialDate(on, "on")
        if let due { event.due = try context.partialDate(due, "due") }
        let need = Need.new(.action, slug)
        for known in (context.found[need] ?? []).compactMap({ context.state.actions[ActionID(unchecked: $0)] }
        ) {
            event.action = known.id
            // One that was withdrawn is raised again as another.
            if known.raised == event, known.withdrawn == nil { return [] }
        }
        event.action = action ?? ActionID(unchecked: context.unused(slug, need))
        return [.actionRaised(event)]
    }
}

/// A command about one action that is in the record.
protocol ActionCommand: Command {
    var action: String { get }
}

extension ActionCommand {
    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.known(.action, action)] }
}

/// Records how far an action has come.
public struct ProgressAction: ActionCommand {
    public var action = ""
    public var note = ""
    public var on: String?
    public var due: String?
    public var owner: String?
    public var isException: Bool?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("action", &action)
        try coder.field("note", &note)
        try coder.field("on", &on, "today if left out")
        try coder.field("due", &due, "the new due date; unchanged if left out")
        try coder.field("owner", &owner, "who is to do it from now on; unchanged if left out")
        try coder.field("exception", &isException, "whether it is an exception from now on")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.action(action)
        var event = ActionProgressed()
        (event.action, event.note, event.isException) = (known.id, note, isException)
        event.on = try context.date(on, "on")
        if let due { event.due = try context.partialDate(due, "due") }
        if let owner { event.owner = try context.directory.participant(owner) }
        return known.progress.contains(event) ? [] : [.actionProgressed(event)]
    }
}

/// Records that an action is done.
public struct CompleteAction: ActionCommand {
    public var action = ""
    public var on: String?
    public var outcome: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("action", &action)
        try coder.field("on", &on, "today if left out")
        try coder.field("outcome", &outcome, "the outcome")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.action(action)
        var event = ActionCompleted()
        (event.action, event.outcome) = (known.id, outcome)
        event.on = try context.date(on, "on")
        return known.completed == event ? [] : [.actionCompleted(event)]
    }
}

/// Records that an action is given up.
public struct WithdrawAction: ActionCommand {
    public var action = ""
    public var on: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("action", &action)
        try coder.field("on", &on, "today if left out")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.action(action)
        var event = ActionWithdrawn()
        (event.action, event.reason) = (known.id, reason)
        event.on = try context.date(on, "on")
        return known.withdrawn == event ? [] : [.actionWithdrawn(event)]
    }
}
