// Actions and chains of decisions, as report values, and the questions they answer.

public import Codec
public import Governance

/// An action and where it stands.
public struct ActionValue: Record, Equatable {
    public var id = ""
    public var what = ""
    public var owner = BearerValue()
    public var theme: String?
    public var plan: String?
    public var on = PartialDate.unknown
    public var due: PartialDate?
    public var standing = ActionStanding.open
    public var isException = false
    /// Days by which it is overdue.
    public var overdue: Int?
    public var note: String?
    public var noted: CivilDate?
    public var ended: CivilDate?
    public var outcome: String?
    public var meeting: String?
    public var decision: String?
    public var resolution: Int?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("what", &what)
        try coder.field("owner", &owner)
        try coder.field("theme", &theme)
        try coder.field("plan", &plan)
        try coder.field("on", &on)
        try coder.field("due", &due)
        try coder.field("standing", &standing)
        try coder.field("exception", &isException)
        try coder.field("overdue", &overdue, "days by which it is overdue")
        try coder.field("note", &note, "the latest of its progress")
        try coder.field("noted", &noted)
        try coder.field("ended", &ended, "when it was completed or withdrawn")
        try coder.field("outcome", &outcome)
        try coder.field("meeting", &meeting)
        try coder.field("decision", &decision)
        try coder.field("resolution", &resolution)
    }
}

/// A note of an action's progress.
public struct ProgressValue: Record, Equatable {
    public var on = CivilDate.placeholder
    public var note = ""
    /// The day by which it was to be done from then on; nil where that did not change.
    public var due: PartialDate?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("on", &on)
        try coder.field("note", &note)
        try coder.field("due", &due, "by when it was to be done from then on; left out if unchanged")
    }
}

/// One action whole.
public struct ActionReport: Record, Equatable {
    public var basis = Basis()
    public var action = ActionValue()
    public var progress: [ProgressValue] = []
    public var history: [HistoryValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("action", &action)
        try coder.field("progress", &progress, "oldest first")
        try coder.field("history", &history)
    }
}

/// Asks for one action whole.
public struct ActionQuestion: Question {
    public typealias Answer = ActionReport
    public var action = ""
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("action", &action, "its wording, or the start of its identifier")
        try scope.fields(&coder)
    }
}

/// How many actions there are under one owner or theme.
public struct ActionTally: Record, Equatable {
    public var name = ""
    public var open = 0
    public var overdue = 0
    public var exceptions = 0
    public var completed = 0
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("open", &open, "overdue or not")
        try coder.field("overdue", &overdue)
        try coder.field("exceptions", &exceptions, "open ones that are reported by exception")
        try coder.field("completed", &completed)
    }
}

/// Actions, with how many there are under each owner and theme.
public struct ActionsReport: Record, Equatable {
    public var basis = Basis()
    public var actions: [ActionValue] = []
    public var owners: [ActionTally] = []
    public var themes: [ActionTally] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("actions", &actions)
        try coder.field("owners", &owners)
        try coder.field("themes", &themes)
    }
}

/// Asks for actions.
public struct ActionsQuestion: Question {
    public typealias Answer = ActionsReport
    public static func isNothing(_ answer: ActionsReport) -> Bool { answer.actions.isEmpty }
    public var owner: String?
    public var theme: String?
    public var plan: String?
    public var standing: ActionStanding?
    public var onlyExceptions: Bool?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("owner", &owner, "only of this body, office, group or person")
        try coder.field("theme", &theme, "only under this theme")
        try coder.field("plan", &plan, "only of this plan")
        try coder.field("standing", &standing)
        try coder.field("exceptions", &onlyExceptions, "only open ones that are reported by exception")
        try scope.fields(&coder)
    }
}

/// How a hop of a chain ended, or that it has not.
public enum HopState: String, Choice {
    case waiting, deferred
    case takenUp = "taken-up"
    case rejected
    case deadEnd = "dead-end"
    case decided
    case referredBack = "referred-back"
}

/// One hop of a chain.
public struct HopValue: Record, Equatable {
    public var decision = ""
    public var number = 0
    public var title = ""
    public var by = BearerValue()
    public var made = PartialDate.unknown
    public var to: String?
    public var toName: String?
    public var state = HopState.waiting
    /// Days until the next body took it up, or so far.
    public var days = 0
    public var explanation = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number)
        try coder.field("title", &title)
        try coder.field("by", &by)
        try coder.field("made", &made)
        try coder.field("to", &to, "the body that it goes on to")
        try coder.field("state", &state)
        try coder.field("toname", &toName)
        try coder.field(
            "days", &days,
            "until the next body took it up, or so far; counted from the last day on which it can have been made"
        )
        try coder.field("explanation", &explanation)
    }
}

/// A chain of decisions.
public struct ChainValue: Record, Equatable {
    public var hops: [HopValue] = []
    /// Whether it waits somewhere.
    public var isWaiting = false
    public var isDeadEnd = false
    /// Days from the first recommendation until it was decided, or so far.
    public var days = 0
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("hops", &hops)
        try coder.field("waiting", &isWaiting)
        try coder.field("deadend", &isDeadEnd)
        try coder.field("days", &days, "from the first recommendation until it was decided, or so far")
    }
}

/// Chains of decisions, oldest first.
public struct ChainsReport: Record, Equatable {
    public var basis = Basis()
    public var chains: [ChainValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("chains", &chains)
    }
}

/// Which chains.
public enum ChainFilter: String, Choice {
    case waiting
    case deadEnds = "dead-ends"
}

/// Asks for chains of decisions.
public struct ChainsQuestion: Question {
    public typealias Answer = ChainsReport
    public static func isNothing(_ answer: ChainsReport) -> Bool { answer.chains.isEmpty }
    public var decision: String?
    public var filter: ChainFilter?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision, "only those with this decision")
        try coder.field("filter", &filter)
        try scope.fields(&coder)
    }
}
