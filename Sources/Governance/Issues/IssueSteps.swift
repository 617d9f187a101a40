// The way of an issue behind its listing: assigned, considered, answered, fed back, judged, retired; and what puts
// a wrong listing right. Only the body that manages the list accepts an answer and retires an issue.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// A step of an issue's way, other than its listing.
protocol IssueStep: EventPayload {
    var list: IssueListID { get }
    var issue: Int { get }
    var on: PartialDate { get }
}

extension IssueStep {
    public var stream: Stream { .issueList(list) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    /// The issue, if it is open and was listed by the day.
    func open(in state: State) throws(Rejection) -> Issue {
        let known = try state.existing(list).existing(issue)
        guard known.isOpen else {
            throw Rejection(
                "issue-open", stream.text, "Issue \(issue) is no longer on the list.",
                remedy: "If it has come up again, list it again.")
        }
        guard let last = known.lastStep, on.latest < last.earliest else { return known }
        throw Rejection(
            "dates-in-order", stream.text,
            "Issue \(issue) has a later step, on \(last.spoken).",
            remedy: "Check the day.")
    }

    /// Refuses a step that is for those who manage the list.
    func refuseUnlessManaged(by body: BodyID, _ what: String, in state: State) throws(Rejection) {
        let known = try state.existing(list).established
        _ = try state.directory.existing(body)
        guard body != known.managedBy else { return }
        throw Rejection(
            "managed-by", stream.text,
            "\(state.directory.name(body)) does not manage \(known.title), so it cannot \(what).",
            remedy:
                "\(state.directory.name(known.managedBy)) manages it, and only that body can."
        )
    }
}

/// An issue is given to somebody to answer: an office or a body.
public struct IssueAssigned: IssueStep, Equatable {
    public static let type = "org.minuted.issuelist.issue_assigned"

    public var list = IssueListID()
    public var issue = 1
    public var on = PartialDate.unknown
    public var toBody: BodyID?
    public var toOffice: OfficeID?
    public var due: CivilDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, within: 1...10_000)
        try coder.field("on", &on)
        try coder.field("tobody", &toBody, "the body that is to answer it")
        try coder.field("tooffice", &toOffice, "the office whose holder is to answer it")
        try coder.field("due", &due)
    }

    public func admit(in state: State) throws(Rejection) {
        _ = try open(in: state)
        if let toBody { _ = try state.directory.existing(toBody) }
        if let toOffice { _ = try state.directory.existing(toOffice) }
        guard (toBody == nil) != (toOffice == nil) else {
            throw Rejection(
                "assigned-to", stream.text, "Assign an issue to one body or one office.",
                remedy: "Name the one that is to answer it.")
        }
    }
}

/// A body considers an issue.
public struct IssueConsidered: IssueStep, Equatable {
    public static let type = "org.minuted.issuelist.issue_considered"

    public var list = IssueListID()
    public var issue = 1
    public var on = PartialDate.unknown
    public var by = BodyID()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, within: 1...10_000)
        try coder.field("on", &on)
        try coder.field("by", &by)
    }

    public func admit(in state: State) throws(Rejection) {
        _ = try open(in: state)
        _ = try state.directory.existing(by)
    }
}

/// An issue is answered.
public struct IssueAnswered: IssueStep, Equatable {
    public static let type = "org.minuted.issuelist.issue_answered"

    public var list = IssueListID()
    public var issue = 1
    public var on = PartialDate.unknown
    public var by = BodyID()
    public var answer = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, within: 1...10_000)
        try coder.field("on", &on)
        try coder.field("by", &by)
        try coder.field("answer", &answer, "what is or will be done; never about a child")
    }

    public func admit(in state: State) throws(Rejection) {
        let known = try open(in: state)
        _ = try state.directory.existing(by)
        try Check.text(answer, "answer", of: stream.text)
        guard known.assigned != nil || !known.considered.isEmpty else {
            throw Rejection(
                "issue-steps", stream.text, "Issue \(issue) has not been assigned or considered yet.",
                remedy: "Record that first.")
        }
    }
}

/// An answer is taken back to those who raised the issue.
public struct IssueFedBack: IssueStep, Equatable {
    public static let type = "org.minuted.issuelist.issue_fed_back"

    public var list = IssueListID()
    public var issue = 1
    public var on = PartialDate.unknown
    public var by = BodyID()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, within: 1...10_000)
        try coder.field("on", &on)
        try coder.field("by", &by, "the body that took the answer back")
    }

    public func admit(in state: State) throws(Rejection) {
        let known = try open(in: state)
        _ = try state.directory.existing(by)
        guard known.answered != nil else {
            throw Rejection(
                "issue-steps", stream.text, "Issue \(issue) has no answer to take back yet.",
                remedy: "Record the answer first.")
        }
    }
}

/// The body that manages the list says whether the answer will do.
public struct IssueAnswerJudged: IssueStep, Equatable {
    public static let type = "org.minuted.issuelist.answer_judged"

    public var list = IssueListID()
    public var issue = 1
    public var on = PartialDate.unknown
    public var by = BodyID()
    /// Whether it is accepted; if not, the issue waits for another answer.
    public var isAccepted = true

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, within: 1...10_000)
        try coder.field("on", &on)
        try coder.field("by", &by)
        try coder.field("accepted", &isAccepted, "if not, the issue waits for another answer")
    }

    public func admit(in state: State) throws(Rejection) {
        let known = try open(in: state)
        try refuseUnlessManaged(by: by, "accept an answer", in: state)
        guard known.fedBack != nil, known.accepted == nil else {
            throw Rejection(
                "issue-steps", stream.text,
                known.accepted == nil
                    ? "The answer to issue \(issue) has not been fed back yet."
                    : "The answer to issue \(issue) is accepted already.",
                remedy: known.accepted == nil
                    ? "Record that first." : "Retire it: `minutectl top-ten retire`.")
        }
    }
}

/// An issue leaves the list.
public struct IssueRetired: IssueStep, Equatable {
    public static let type = "org.minuted.issuelist.issue_retired"

    public var list = IssueListID()
    public var issue = 1
    public var on = PartialDate.unknown
    public var by = BodyID()
    /// Why, where no answer was accepted.
    public var reason: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, within: 1...10_000)
        try coder.field("on", &on)
        try coder.field("by", &by)
        try coder.field("reason", &reason, "needed where no answer was accepted")
    }

    public func admit(in state: State) throws(Rejection) {
        let known = try open(in: state)
        try refuseUnlessManaged(by: by, "retire an issue", in: state)
        if let reason { try Check.reason(reason, of: stream.text) }
        guard known.accepted != nil || reason != nil else {
            throw Rejection(
                "issue-steps", stream.text, "No answer to issue \(issue) has been accepted.",
                remedy: "Record that one was, or give the reason why it leaves the list anyway.")
        }
    }
}

/// An issue was worded wrongly, or entered by mistake.
public struct IssueCorrected: EventPayload, Equatable {
    public static let type = "org.minuted.issuelist.issue_corrected"

    public var list = IssueListID()
    public var issue = 1
    public var text: String?
    /// Whether it never was on the list.
    public var isWithdrawn = false
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, within: 1...10_000)
        try coder.field("text", &text, "as it should have been; unchanged if left out")
        try coder.field("withdrawn", &isWithdrawn, "true if it should never have been on the list")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .issueList(list) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(list).existing(issue)
        try Check.reason(reason, of: stream.text)
        if let text { try Check.line(text, "issue", of: stream.text) }
        guard !known.isWithdrawn, isWithdrawn || text != nil else {
            throw Rejection(
                "correct-what-is-recorded", stream.text,
                known.isWithdrawn ? "Issue \(issue) was withdrawn already." : "No correction is given.",
                remedy: "Give the correct text, or say that it was never on the list.")
        }
    }
}
