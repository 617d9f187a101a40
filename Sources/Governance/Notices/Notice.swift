// Notices of non-attendance to the Leader and group leaders: issued, acknowledged, waived. A notice's
// identifier is made of its breach, so that none can be issued twice.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// One absence in a notice.
public struct NoticedAbsence: Record, Equatable {
    public var meeting = MeetingID()
    public var date = CivilDate.placeholder
    public var standing = Standing.absent
    /// The political group that the member belonged to on that day.
    public var group: GroupID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("date", &date)
        try coder.field("standing", &standing)
        try coder.field("group", &group, "the group that the member belonged to on that day")
    }
}

/// Leaders are told of a member's non-attendance.
public struct NoticeIssued: EventPayload, Equatable {
    public static let type = "org.minuted.notice.issued"

    public var notice = NoticeID()
    public var body = BodyID()
    public var person = PersonID()
    public var kind = BreachKind.consecutive
    /// The rule as it was on the day of the last absence.
    public var rule = NonAttendanceRule()
    public var absences: [NoticedAbsence] = []
    public var expected = 0
    public var present = 0
    public var recipients: [Recipient] = []
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field("body", &body)
        try coder.field("person", &person)
        try coder.field("kind", &kind)
        try coder.field("rule", &rule, "the rule as it was on the day of the last absence")
        try coder.field("absences", &absences)
        try coder.field("expected", &expected, "meetings expected in the run or window")
        try coder.field("present", &present)
        try coder.field("recipients", &recipients)
        try coder.field("on", &on)
    }

    public var stream: Stream { .notice(notice) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        if let known = state.notices[notice] { try known.refuseSettled() }
        _ = try state.directory.existing(body)
        _ = try state.directory.existing(person)
        guard let last = absences.last, notice == Notice.identifier(body, person, kind, last.date) else {
            throw Rejection(
                "notice-of-breach", stream.text, "A notice's identifier is made of its breach.",
                remedy: "Issue it with `minutectl notice run`.")
        }
        var counted: Set<MeetingID> = []
        for absence in absences {
            let meeting = try state.existing(absence.meeting)
            let standing = meeting.entry(of: person)?.standing
            guard meeting.status == .held, meeting.kind == .ordinary, meeting.body == body,
                meeting.starts.date == absence.date,
                standing == absence.standing, rule.isMissed(absence.standing),
                counted.insert(absence.meeting).inserted
            else {
                throw Rejection(
                    "absence-in-the-roll", stream.text,
                    "The roll of \(absence.meeting) does not say that \(state.directory.name(person)) was absent.",
                    remedy: "Run the notices again: the roll may have been corrected.")
            }
        }
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
        guard let issued = known.issued, issued.recipients.contains(where: { $0.person == by }) else {
            throw Rejection(
                "recipient", stream.text,
                "\(state.directory.name(by)) is no recipient of the notice \(notice).",
                remedy: "`minutectl notice show \(notice)` says who is.",
                candidates: known.issued?.recipients.compactMap(\.person?.text) ?? [])
        }
        guard !known.acknowledged.contains(by) else {
            throw Rejection(
                "acknowledged-once", stream.text, "\(state.directory.name(by)) has acknowledged it already.",
                remedy: "There is nothing left to record.")
        }
    }
}

/// It is decided that leaders need not be told, for a recorded reason.
public struct NoticeWaived: EventPayload, Equatable {
    public static let type = "org.minuted.notice.waived"

    public var notice = NoticeID()
    public var body = BodyID()
    public var person = PersonID()
    public var reason = ""
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("notice", &notice)
        try coder.field("body", &body)
        try coder.field("person", &person)
        try coder.field("reason", &reason)
        try coder.field("on", &on)
    }

    public var stream: Stream { .notice(notice) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        if let known = state.notices[notice] { try known.refuseSettled() }
        _ = try state.directory.existing(body)
        _ = try state.directory.existing(person)
        try Check.reason(reason, of: stream.text)
    }
}

/// What is known of a notice.
public struct Notice: Sendable, Equatable {
    public let id: NoticeID
    public var issued: NoticeIssued?
    public var waived: NoticeWaived?
    public var acknowledged: [PersonID] = []

    init(_ id: NoticeID) { self.id = id }

    mutating func evolve(_ event: NoticeIssued) { issued = event }
    mutating func evolve(_ event: NoticeWaived) { waived = event }
    mutating func evolve(_ event: NoticeAcknowledged) { acknowledged.append(event.by) }

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
                remedy: "`minutectl notice show \(id)` prints it as it was issued.")
        }
        if let waived {
            throw Rejection(
                "notice-once", "notice/\(id)",
                "The notice \(id) was waived on \(waived.on.spoken): \(waived.reason)",
                remedy: "There is nothing left to do.")
        }
    }
}
