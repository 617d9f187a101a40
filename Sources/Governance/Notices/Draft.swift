// Drafts of notices: letters prepared so that somebody else can check them before they are sent. A draft tells
// nobody.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// A notice is drafted: of which breach, and who would be told.
@dynamicMemberLookup
public struct NoticeDrafted: EventPayload, Equatable {
    public static let type = "org.minuted.notice.drafted"

    public var notice = NoticeID()
    public var breach = NoticedBreach()
    /// Who would be told if it were issued on the day of the draft.
    public var recipients: [Recipient] = []
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try breach.fields(&coder)
        try coder.field("recipients", &recipients, "who would be told")
        try coder.field("on", &on)
    }

    public subscript<Value>(dynamicMember path: WritableKeyPath<NoticedBreach, Value>) -> Value {
        get { breach[keyPath: path] }
        set { breach[keyPath: path] = newValue }
    }

    public var stream: Stream { .notice(notice) }

    public var references: [Stream] { breach.absences.map { .meeting($0.meeting) } }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        if let known = state.notices[notice] {
            try known.refuseSettled()
            if let draft = known.draft {
                throw Rejection(
                    "draft-once", stream.text,
                    "The notice \(notice) was drafted on \(draft.on.spoken), and attendance or offices have"
                        + " changed since.",
                    remedy: "Withdraw the draft with `minutectl notice withdraw-draft`, then draft it again."
                )
            }
        }
        try breach.admit(as: notice, in: state)
    }

    /// Whether a notice says the same, to the same people.
    func agrees(with issued: NoticeIssued) -> Bool {
        func told(_ recipients: [Recipient]) -> [Recipient] {
            recipients.flatMap(\.offices)
        }
        return breach.absences == issued.breach.absences && told(recipients) == told(issued.recipients)
    }
}

/// A draft is taken back: nobody is told by it.
public struct NoticeDraftWithdrawn: EventPayload, Equatable {
    public static let type = "org.minuted.notice.draft_withdrawn"

    public var notice = NoticeID()
    public var reason = ""
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field("reason", &reason)
        try coder.field("on", &on)
    }

    public var stream: Stream { .notice(notice) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(notice)
        try known.refuseSettled()
        guard known.draft != nil else {
            throw Rejection(
                "drafted", stream.text, "There is no draft of the notice \(notice).",
                remedy: "`minutectl notice list` shows which are drafted.")
        }
        try Check.reason(reason, of: stream.text)
    }
}

extension Notice {
    mutating func evolve(_ event: NoticeDrafted) { draft = event }
    mutating func evolve(_ event: NoticeDraftWithdrawn) { draft = nil }

    /// Refuses to issue another notice than the one that was drafted and looked at.
    func refuseOtherThanDraft(_ event: NoticeIssued) throws(Rejection) {
        guard let draft, !draft.agrees(with: event) else { return }
        throw Rejection(
            "as-drafted", "notice/\(id)",
            "The notice would no longer be the same as the draft of \(draft.on.spoken).",
            remedy:
                "Withdraw the draft with `minutectl notice withdraw-draft`, then make and check a new one.")
    }
}

/// Drafts the notice of one breach.
@dynamicMemberLookup
public struct DraftNotice: Command {
    public var breach = BreachReference()
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try breach.fields(&coder)
        try coder.field("on", &on, "the day of the draft; today if left out")
    }

    public subscript<Value>(dynamicMember path: WritableKeyPath<BreachReference, Value>) -> Value {
        get { breach[keyPath: path] }
        set { breach[keyPath: path] = newValue }
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { breach.needs }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = context.state.notices[self.notice]
        try known?.refuseSettled()
        let day = try context.date(on, "on")
        let would = context.directory.notice(of: try breach.find(in: context), on: day)
        if let draft = known?.draft, draft.agrees(with: would) { return [] }
        var event = NoticeDrafted()
        (event.notice, event.breach, event.on) = (would.notice, would.breach, day)
        event.recipients = would.recipients
        return [.noticeDrafted(event)]
    }
}

/// Takes a draft back.
public struct WithdrawDraft: Command {
    public var notice = ""
    public var reason = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field("reason", &reason)
        try coder.field("on", &on, "today if left out")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.notice(notice)] }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = NoticeDraftWithdrawn()
        event.notice = try context.notice(notice).id
        (event.reason, event.on) = (reason, try context.date(on, "on"))
        return [.noticeDraftWithdrawn(event)]
    }
}
