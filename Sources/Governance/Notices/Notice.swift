// Notices of non-attendance to the Leader and group leaders: issued or waived, acknowledged. A notice's
// identifier is made of its breach, so that none can be issued twice.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// Leaders are told of a member's non-attendance.
@dynamicMemberLookup
public struct NoticeIssued: EventPayload, Equatable {
    public static let type = "org.minuted.notice.issued"

    public var notice = NoticeID()
    public var breach = NoticedBreach()
    public var recipients: [Recipient] = []
    public var on = CivilDate.placeholder
    /// The last signed checkpoint of the log before this entry, which the letters print (C2SP
    /// tlog-checkpoint); nil in a log that nobody signs.
    public var checkpoint: String?
    /// Who signs the letters; nil where the rule names no office.
    public var signatory: Signatory?
    /// The weakest provenance among the entries that the letters rest on, where that is assumed or invented.
    public var provenance: ProvenanceKind?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try breach.fields(&coder)
        try coder.field("recipients", &recipients)
        try coder.field("on", &on)
        try coder.field("checkpoint", &checkpoint, "the checkpoint of the log that the letters name")
        try coder.field("signatory", &signatory, "who signs the letters")
        try coder.field(
            "provenance", &provenance, "where entries that the letters rest on are assumed or invented")
    }

    public subscript<Value>(dynamicMember path: WritableKeyPath<NoticedBreach, Value>) -> Value {
        get { breach[keyPath: path] }
        set { breach[keyPath: path] = newValue }
    }

    public var stream: Stream { .notice(notice) }

    public var references: [Stream] { breach.absences.map { .meeting($0.meeting) } }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        if let known = state.notices[notice] { try known.refuseSettled() }
        try breach.admit(as: notice, in: state)
        try state.notices[notice]?.refuseOtherThanDraft(self)
        try Check.checkpoint(checkpoint, of: stream.text)
    }
}

/// A leader has said that they were told.
public struct NoticeAcknowledged: EventPayload, Equatable {
    public static let type = "org.minuted.notice.acknowledged"

    public var notice = NoticeID()
    public var by = PersonID()
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field("by", &by, "the recipient")
        try coder.field("on", &on)
    }

    public var stream: Stream { .notice(notice) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(notice)
        try known.refuseStranger(by, in: state)
        guard !known.acknowledged.contains(by) else {
            throw Rejection(
                "acknowledged-once", stream.text, "\(state.directory.name(by)) has already acknowledged it.",
                remedy: "There is nothing more to record.")
        }
    }
}

/// It is decided that leaders need not be told, for a recorded reason.
@dynamicMemberLookup
public struct NoticeWaived: EventPayload, Equatable {
    public static let type = "org.minuted.notice.waived"

    public var notice = NoticeID()
    /// What they need not be told of, as an issued notice has it.
    public var breach = NoticedBreach()
    public var reason = ""
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try breach.fields(&coder)
        try coder.field("reason", &reason)
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
        if let known = state.notices[notice] { try known.refuseSettled() }
        try breach.admit(as: notice, in: state)
        try Check.reason(reason, of: stream.text)
    }
}

/// What is known of a notice.
public struct Notice: Sendable, Equatable {
    public let id: NoticeID
    /// What would be told, to whom; nil where nothing was drafted, or the draft was taken back.
    public var draft: NoticeDrafted?
    public var issued: NoticeIssued?
    public var waived: NoticeWaived?
    public var acknowledged: [PersonID] = []
    public var followUps: [NoticeFollowedUp] = []
    /// What became of sending each letter, in the order in which it was recorded.
    public var deliveries: [Delivery] = []

    init(_ id: NoticeID) { self.id = id }

    mutating func evolve(_ event: NoticeIssued) { issued = event }
    mutating func evolve(_ event: NoticeWaived) { waived = event }
    mutating func evolve(_ event: NoticeAcknowledged) { acknowledged.append(event.by) }
    mutating func evolve(_ event: NoticeFollowedUp) { followUps.append(event) }
    mutating func evolve(_ event: NoticeDelivered) { deliveries.append(Delivery(event.letter, nil)) }
    mutating func evolve(_ event: NoticeDeliveryFailed) {
        deliveries.append(Delivery(event.letter, event.reason))
    }

    /// The identifier that a breach gives its notice: the same breach, the same notice.
    public static func identifier(
        _ body: BodyID, _ person: PersonID, _ kind: BreachKind, _ last: CivilDate
    ) -> NoticeID {
        NoticeID(unchecked: "\(stem(body, person, kind))\(last.iso)\(suffix(kind))")
    }

    /// What the identifiers of all notices of that kind about this member of this body begin with.
    static func stem(_ body: BodyID, _ person: PersonID, _ kind: BreachKind) -> String {
        let names = "\(body)-\(person)"
        let room = Slug.longest - "-2007-11-01".count - suffix(kind).count
        guard names.utf8.count > room else { return "\(names)-" }
        // Names that do not fit are cut, and told apart by a digest of the whole.
        let digest = String(digest(names), radix: 36)
        return "\(names.prefix(room - digest.count - 1))-\(digest)-"
    }

    private static func suffix(_ kind: BreachKind) -> String {
        switch kind {
        case .consecutive: ""
        case .percentage: "-percentage"
        }
    }

    /// FNV-1a of 64 bits: the same on every machine, and identifiers are never changed.
    private static func digest(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    func refuseSettled() throws(Rejection) {
        if let issued {
            throw Rejection(
                "notice-once", "notice/\(id)", "The notice \(id) was issued on \(issued.on.spoken).",
                remedy: "`minutectl notice show \(id)` shows it as it was issued.")
        }
        if let waived {
            throw Rejection(
                "notice-once", "notice/\(id)",
                "The notice \(id) was waived on \(waived.on.spoken): \(waived.reason)",
                remedy: "There is nothing left to do.")
        }
    }

    /// Refuses somebody to whom no letter of this notice is addressed.
    func refuseStranger(_ person: PersonID, in state: State) throws(Rejection) {
        let told = issued?.recipients.compactMap(\.person) ?? []
        guard !told.contains(person) else { return }
        throw Rejection(
            "recipient", "notice/\(id)",
            "\(state.directory.name(person)) is not a recipient of the notice \(id).",
            remedy: "`minutectl notice show \(id)` shows who is.", candidates: told.map(\.text))
    }
}
