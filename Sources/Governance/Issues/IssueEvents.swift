// Lists of issues that children and young people raise, such as Derby's Top Ten: each issue listed,
// assigned, considered, answered, fed back, accepted, retired. Only the body that manages the list, their
// Children in Care Council, accepts an answer and retires an issue.
//
// The names of event types are the storage format: they are never changed.

public import Codec

public typealias IssueListID = Identifier<IssueList>

/// A list of issues is begun.
public struct IssueListEstablished: EventPayload, Equatable {
    public static let type = "org.minuted.issuelist.established"

    public var list = IssueListID()
    public var title = ""
    /// The body of children and young people that manages it.
    public var managedBy = BodyID()
    /// How many issues may be open at once; nil for any number.
    public var limit: Int?
    public var from = PartialDate.unknown

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("title", &title)
        try coder.field("managedby", &managedBy, "the body that lists and retires issues")
        try coder.field(
            "limit", &limit, "how many may be open at once; left out for any number", within: 1...100)
        try coder.field("from", &from)
    }

    public var stream: Stream { .issueList(list) }

    public func effective(in state: State) -> CivilDateTime? { from.start }

    public func admit(in state: State) throws(Rejection) {
        guard state.issueLists[list] == nil else {
            throw Rejection(
                "new-record", stream.text, "There is already a list \(list).",
                remedy: "Use it, or give the new list another identifier.")
        }
        try Check.line(title, "title", of: stream.text, longest: 160)
        _ = try state.directory.existing(managedBy)
        guard limit.map({ (1...100).contains($0) }) ?? true else {
            throw Rejection(
                "limit", stream.text, "The limit cannot be \(limit ?? 0) issues.",
                remedy: "Give 1 to 100, or leave it out.")
        }
    }
}

/// An issue is put on a list.
public struct IssueListed: EventPayload, Equatable {
    public static let type = "org.minuted.issuelist.issue_listed"

    public var list = IssueListID()
    /// Counted from 1 within the list, and never given again.
    public var issue = 1
    /// The issue in the young people's words; about many of them, never about one.
    public var text = ""
    public var on = PartialDate.unknown
    /// The retired issue whose place it takes.
    public var replaces: Int?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("list", &list)
        try coder.field("issue", &issue, "counted from 1 within the list", within: 1...10_000)
        try coder.field("text", &text, "in the young people's words; about many of them, never about one")
        try coder.field("on", &on)
        try coder.field("replaces", &replaces, "the retired issue it replaces", within: 1...10_000)
    }

    public var stream: Stream { .issueList(list) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(list)
        try Check.line(text, "issue", of: stream.text)
        guard issue == known.issues.count + 1 else {
            throw Rejection(
                "next-number", stream.text, "The next issue is number \(known.issues.count + 1).",
                remedy: "Number them consecutively.")
        }
        let open = known.issues.filter(\.isOpen)
        if let limit = known.established.limit, open.count >= limit {
            throw Rejection(
                "issues-open", stream.text,
                "\(known.established.title) already has \(open.count) open issues, and its limit is \(limit).",
                remedy:
                    "\(state.directory.bodies[known.established.managedBy]?.name ?? "The body that manages it") must retire one first: `minutectl top-ten retire`."
            )
        }
        guard let replaces else { return }
        let replaced = try known.existing(replaces)
        guard replaced.retired != nil, !known.issues.contains(where: { $0.listed.replaces == replaces })
        else {
            throw Rejection(
                "issue-replaced", stream.text,
                "Issue \(replaces) is still on the list, or has already been replaced.",
                remedy: "Name an issue that was retired and has not been replaced.")
        }
    }
}
