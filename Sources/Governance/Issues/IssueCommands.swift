// Commands about lists of issues.

public import Codec

/// Begins a list of issues.
public struct EstablishIssueList: Command {
    public var title = ""
    public var managedBy = ""
    public var limit: Int?
    public var from: String?
    public var list: IssueListID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("title", &title)
        try coder.field("managedby", &managedBy, "the body that lists and retires issues")
        try coder.field(
            "limit", &limit, "how many may be open at once; left out for any number", within: 1...100)
        try coder.field("from", &from, "the first day; today if left out")
        try coder.field("list", &list, "an identifier; made from the title if left out")
    }

    private var id: IssueListID { list ?? IssueListID(unchecked: Slug.make(title)) }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.new(.issuelist, id.text)] }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = IssueListEstablished()
        (event.list, event.title, event.limit) = (id, title, limit)
        event.managedBy = try context.directory.body(managedBy).id
        event.from = try context.partialDate(from, "from")
        return context.state.issueLists[id]?.established == event ? [] : [.issueListEstablished(event)]
    }
}

/// A command about one list that is in the record.
protocol IssueListCommand: Command {
    var list: String { get }
}

extension IssueListCommand {
    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.issueList(list)] }
}

/// Puts an issue on a list.
public struct RaiseIssue: IssueListCommand {
    public var list = ""
    public var text = ""
    public var on: String?
    public var replaces: Int?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("text", &text, "in the young people's words; about many of them, never about one")
        try coder.field("on", &on, "the day; today if left out")
        try coder.field("replaces", &replaces, "the retired issue it replaces", within: 1...10_000)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.issueList(list)
        var event = IssueListed()
        (event.list, event.text, event.replaces) = (known.id, text, replaces)
        event.on = try context.partialDate(on, "on")
        for issue in known.issues where issue.isOpen {
            event.issue = issue.listed.issue
            if issue.listed == event { return [] }
        }
        event.issue = known.issues.count + 1
        try event.refuseBeyondLimit(in: context.state)
        return [.issueListed(event)]
    }
}

/// Gives an issue to a body or an office to answer.
public struct AssignIssue: IssueListCommand {
    public var list = ""
    public var issue = 0
    public var toBody: String?
    public var toOffice: String?
    public var on: String?
    public var due: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, "its number on the list", within: 1...10_000)
        try coder.field("tobody", &toBody, "the body that is to answer it")
        try coder.field("tooffice", &toOffice, "the office whose holder is to answer it")
        try coder.field("on", &on, "the day; today if left out")
        try coder.field("due", &due, "by when")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.issueList(list)
        var event = IssueAssigned()
        (event.list, event.issue) = (known.id, issue)
        if let toBody { event.toBody = try context.directory.body(toBody).id }
        if let toOffice { event.toOffice = try context.directory.office(toOffice).id }
        event.on = try context.partialDate(on, "on")
        if let due { event.due = try context.date(due, "due") }
        return try known.existing(issue).assigned == event ? [] : [.issueAssigned(event)]
    }
}

/// Records that a body considered an issue.
public struct ConsiderIssue: IssueListCommand {
    public var list = ""
    public var issue = 0
    public var by = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, "its number on the list", within: 1...10_000)
        try coder.field("by", &by, "the body that considered it")
        try coder.field("on", &on, "the day; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.issueList(list)
        var event = IssueConsidered()
        (event.list, event.issue) = (known.id, issue)
        event.by = try context.directory.body(by).id
        event.on = try context.partialDate(on, "on")
        return try known.existing(issue).considered.contains(event) ? [] : [.issueConsidered(event)]
    }
}

/// Records the answer to an issue.
public struct AnswerIssue: IssueListCommand {
    public var list = ""
    public var issue = 0
    public var by = ""
    public var answer = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, "its number on the list", within: 1...10_000)
        try coder.field("by", &by, "the body that answered it")
        try coder.field("answer", &answer, "what is or will be done; never about a child")
        try coder.field("on", &on, "the day; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.issueList(list)
        var event = IssueAnswered()
        (event.list, event.issue, event.answer) = (known.id, issue, answer)
        event.by = try context.directory.body(by).id
        event.on = try context.partialDate(on, "on")
        return try known.existing(issue).answered == event ? [] : [.issueAnswered(event)]
    }
}

/// Records that an answer was taken back to those who raised the issue.
public struct FeedBackIssue: IssueListCommand {
    public var list = ""
    public var issue = 0
    public var by = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, "its number on the list", within: 1...10_000)
        try coder.field("by", &by, "the body that took the answer back")
        try coder.field("on", &on, "the day; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.issueList(list)
        var event = IssueFedBack()
        (event.list, event.issue) = (known.id, issue)
        event.by = try context.directory.body(by).id
        event.on = try context.partialDate(on, "on")
        return try known.existing(issue).fedBack == event ? [] : [.issueFedBack(event)]
    }
}

/// Records whether those who manage the list accept an answer.
public struct JudgeAnswer: IssueListCommand {
    public var list = ""
    public var issue = 0
    public var by = ""
    public var isAccepted = true
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, "its number on the list", within: 1...10_000)
        try coder.field("by", &by, "the body that manages the list")
        try coder.defaulted("accepted", &isAccepted, "if not, the issue waits for another answer")
        try coder.field("on", &on, "the day; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.issueList(list)
        var event = IssueAnswerJudged()
        (event.list, event.issue, event.isAccepted) = (known.id, issue, isAccepted)
        event.by = try context.directory.body(by).id
        event.on = try context.partialDate(on, "on")
        let found = try known.existing(issue)
        return found.accepted == event || found.declined.last == event ? [] : [.issueAnswerJudged(event)]
    }
}

/// Takes an issue off a list.
public struct RetireIssue: IssueListCommand {
    public var list = ""
    public var issue = 0
    public var by = ""
    public var reason: String?
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, "its number on the list", within: 1...10_000)
        try coder.field("by", &by, "the body that manages the list")
        try coder.field("reason", &reason, "needed where no answer was accepted")
        try coder.field("on", &on, "the day; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.issueList(list)
        var event = IssueRetired()
        (event.list, event.issue, event.reason) = (known.id, issue, reason)
        event.by = try context.directory.body(by).id
        event.on = try context.partialDate(on, "on")
        return try known.existing(issue).retired == event ? [] : [.issueRetired(event)]
    }
}

/// Corrects an issue's wording, or takes back one that never was on the list.
public struct CorrectIssue: IssueListCommand {
    public var list = ""
    public var issue = 0
    public var text: String?
    public var isWithdrawn = false
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, "its number on the list", within: 1...10_000)
        try coder.field("text", &text, "the correct name")
        try coder.defaulted("withdrawn", &isWithdrawn, "true if it should never have been on the list")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.issueList(list)
        let before = try known.existing(issue)
        var event = IssueCorrected()
        (event.list, event.issue, event.text) = (known.id, issue, text)
        (event.isWithdrawn, event.reason) = (isWithdrawn, reason)
        var after = before
        after.evolve(event)
        return after == before && (isWithdrawn || text != nil) ? [] : [.issueCorrected(event)]
    }
}

extension Need {
    /// A list of issues that is in the record.
    public static func issueList(_ reference: String) -> Need {
        Need(kind: .issuelist, reference: reference, isForNew: false)
    }
}

extension Context {
    func issueList(_ reference: String) throws(Rejection) -> IssueList {
        try state.existing(IssueListID(unchecked: one(.issueList(reference), "list", reference)))
    }
}

extension State {
    /// The list of issues of that identifier, or a refusal.
    public func existing(_ id: IssueListID) throws(Rejection) -> IssueList {
        guard let found = issueLists[id] else { throw .unknown("list", id.text, "minutectl top-ten list") }
        return found
    }
}
