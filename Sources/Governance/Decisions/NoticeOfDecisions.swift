// Notice before an executive decides or a body meets, and by whom it was agreed to do without: key decisions
// 28 clear days (SI 2012/2089 reg 9), with the general exception (reg 10) and special urgency (reg 11); agendas
// five clear days (Local Government Act 1972 s.100B).
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// Under which rule notice was done without.
public enum NoticeExceptionKind: String, Choice {
    /// Notice was impracticable; the chair of scrutiny was told, five clear days before (SI 2012/2089 reg 10).
    case general = "general-exception"
    /// It could not be put off; the chair of scrutiny, or who stands for them, agreed (SI 2012/2089 reg 11).
    case specialUrgency = "special-urgency"
    /// The chair of the meeting took an item, or called the meeting, as a matter of urgency (s.100B(4)).
    case urgentBusiness = "urgent-business"
}

/// That notice was done without: by whom it was agreed, when and why.
public struct NoticeException: Record, Equatable {
    public var kind = NoticeExceptionKind.general
    public var agreedBy = Participant.placeholder
    public var on = CivilDate.placeholder
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("kind", &kind)
        try coder.field("agreedby", &agreedBy, "the office or person who agreed, or was told")
        try coder.field("on", &on)
        try coder.field("reason", &reason)
    }

    func admit(_ record: String, allowed: Set<NoticeExceptionKind>, in state: State) throws(Rejection) {
        guard allowed.contains(kind) else {
            throw Rejection(
                "notice-exception", record, "\(kind.rawValue) is not an exception to this notice.",
                remedy: "Give one of: \(allowed.map(\.rawValue).sorted().joined(separator: ", ")).")
        }
        try Check.reason(reason, of: record)
        try state.directory.expect(agreedBy)
        switch agreedBy {
        case .office, .person: break
        case .body, .group:
            throw Rejection(
                "agreed-by", record, "An exception must be agreed by a person, not by \(agreedBy).",
                remedy: "Name the office, such as that of the chair of scrutiny, or the person.")
        }
    }
}

/// Notice was given of a key decision, or it was done without.
public struct KeyDecisionNoticed: EventPayload, Equatable {
    public static let type = "org.minuted.decision.key_notice_recorded"

    public var decision = DecisionID()
    /// The day on which the notice was published.
    public var published: CivilDate?
    public var exception: NoticeException?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("published", &published, "the day on which the notice was published")
        try coder.field("exception", &exception, "the exception, if notice was not given")
    }

    public var stream: Stream { .decision(decision) }

    public func effective(in state: State) -> CivilDateTime? { (published ?? exception?.on)?.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(decision)
        try known.refuseWithdrawn()
        guard (published == nil) != (exception == nil) else {
            throw Rejection(
                "key-notice", stream.text,
                "Give either the day notice was published or the exception, not both.",
                remedy: "Give `published`, or `exception` with who agreed and why.")
        }
        guard !known.keyNotices.contains(self) else {
            throw Rejection(
                "key-notice", stream.text, "This is already recorded.",
                remedy: "There is nothing more to record.")
        }
        if let published, known.made < published {
            throw Rejection(
                "dates-in-order", stream.text,
                "Notice would be given after the decision was made (\(known.dated.inFull)).",
                remedy: "Check the date.")
        }
        try exception?.admit(stream.text, allowed: [.general, .specialUrgency], in: state)
    }
}

/// A meeting was held, or an item taken, without five clear days' notice, as a matter of urgency.
public struct MeetingNoticeExcepted: EventPayload, Equatable {
    public static let type = "org.minuted.meeting.notice_excepted"

    public var meeting = MeetingID()
    public var exception = NoticeException()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("exception", &exception)
    }

    public var stream: Stream { .meeting(meeting) }

    public func effective(in state: State) -> CivilDateTime? { exception.on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(meeting)
        try known.refuse(unless: [.scheduled, .held], "be held at short notice")
        guard !known.noticeExceptions.contains(exception) else {
            throw Rejection(
                "notice-exception", stream.text, "This is already recorded.",
                remedy: "There is nothing more to record.")
        }
        try exception.admit(stream.text, allowed: [.urgentBusiness], in: state)
    }
}

extension Decision {
    /// Since when executive decisions have needed 28 clear days' notice (SI 2012/2089 reg 1).
    static let keyNoticeSince = CivilDate(year: 2012, month: 9, day: 10) ?? .last

    /// What is lacking of the notice of a key decision by the executive or one of its members.
    public func noticeLack(in directory: Directory) -> Lack? {
        guard recorded.isKey == true, made >= Self.keyNoticeSince, !isWithdrawn else { return nil }
        guard recorded.body.map({ directory.bodies[$0]?.kind == .executive }) ?? true else { return nil }
        let published = keyNotices.compactMap(\.published).min()
        let clear = published.map { $0.days(until: made) - 1 }
        if let clear, clear >= 28 { return nil }
        let exceptions = keyNotices.compactMap(\.exception)
        let inTime = exceptions.filter { $0.on <= made }
        guard !inTime.contains(where: { $0.kind == .specialUrgency }) else { return nil }
        if let told = inTime.map(\.on).min() { return shortGeneralException(told) }
        if let late = exceptions.map(\.on).min() {
            return Lack(
                "key-notice-short",
                "The exception to notice of this key decision is dated \(late.spoken), after the decision was made."
            )
        }
        guard let clear else {
            return Lack(
                "key-notice-missing",
                "This is a key decision, but neither 28 clear days' notice nor an exception is recorded.")
        }
        return Lack(
            "key-notice-short",
            "Notice of the key decision was published \(max(0, clear)) clear days before, not 28, and no "
                + "exception is recorded.")
    }

    /// Exceptions that were agreed by, or told to, somebody who on that day chaired neither scrutiny nor the council, as far
    /// as the record says who did. Regulation 11 allows the vice-chair of the council in the chair's place.
    public func noticeDoubts(in directory: Directory) -> [Lack] {
        guard recorded.isKey == true, made >= Self.keyNoticeSince, !isWithdrawn else { return [] }
        return keyNotices.compactMap(\.exception).compactMap { exception in
            let day = exception.on
            guard let who = directory.person(for: exception.agreedBy, on: day) else { return nil }
            let chairs = directory.chairsForNotice(on: day)
            guard !chairs.isEmpty, !chairs.contains(who) else { return nil }
            let (did, regulation) =
                exception.kind == .general
                ? ("was told of the general exception", 10) : ("agreed to special urgency", 11)
            return Lack(
                "key-notice-agreed",
                "\(directory.name(who)) \(did) on \(day.spoken), but is not recorded as chair of a scrutiny committee or"
                    + " of the Council on that day (SI 2012/2089 regulation \(regulation)).")
        }
    }

    /// The general exception asks for five clear days after the chair of scrutiny was told. Whether days that are no
    /// working days count is not settled; they are counted here, so that nothing is found that may be in order.
    private func shortGeneralException(_ told: CivilDate) -> Lack? {
        let clear = told.days(until: made) - 1
        guard clear < 5 else { return nil }
        return Lack(
            "key-notice-short",
            "The general exception was recorded for \(told.spoken), \(max(0, clear)) clear days before the decision. "
                + "Regulation 10 asks for 5; with fewer it needs special urgency (regulation 11).")
    }
}

extension Directory {
    /// Who can agree, or has to be told, that a key decision is taken without notice: whoever chairs scrutiny or the
    /// council, or is the council's vice-chair, by a seat or by an office that says so.
    fileprivate func chairsForNotice(on day: CivilDate) -> Set<PersonID> {
        let bodies = bodies.values.filter { $0.kind == .scrutiny || $0.kind == .council }
        let seated = bodies.flatMap {
            $0.chairs(on: day) + ($0.kind == .council ? $0.viceChairs(on: day) : [])
        }
        let names = ["scrutiny", "chair", "mayor"]
        let inOffice = offices.values.filter { office in
            let title = office.title.lowercased()
            return office.kind != .leader && names.contains { title.contains($0) }
        }.compactMap { $0.holder(on: day) }
        return Set(seated + inOffice)
    }
}

/// Records notice of a key decision, or an exception.
public struct RecordKeyNotice: DecisionCommand {
    public var decision = ""
    public var published: String?
    public var kind: NoticeExceptionKind?
    public var agreedBy: String?
    public var on: String?
    public var reason: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("published", &published, "the day on which the notice was published")
        try coder.field("exception", &kind, "the exception that was used")
        try coder.field("agreedby", &agreedBy, "the office or person who agreed, or was told")
        try coder.field("on", &on, "the day of the agreement; today if left out")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.decision(decision)
        var event = KeyDecisionNoticed()
        event.decision = known.id
        event.published = try published.map { text throws(Rejection) in
            try context.date(text, "published")
        }
        if let kind {
            var exception = NoticeException()
            exception.kind = kind
            exception.agreedBy = try context.directory.participant(agreedBy ?? "")
            (exception.on, exception.reason) = (try context.date(on, "on"), reason ?? "")
            event.exception = exception
        }
        return known.keyNotices.contains(event) ? [] : [.keyDecisionNoticed(event)]
    }
}

/// Records short notice of a meeting.
public struct ExceptMeetingNotice: Command {
    public var meeting = ""
    public var agreedBy = ""
    public var on: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("agreedby", &agreedBy, "the office or person who agreed")
        try coder.field("on", &on, "the day of the agreement; today if left out")
        try coder.field("reason", &reason)
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [MeetingReference.need(meeting, in: directory, on: today)]
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        var event = MeetingNoticeExcepted()
        event.meeting = known.id
        event.exception.kind = .urgentBusiness
        event.exception.agreedBy = try context.directory.participant(agreedBy)
        (event.exception.on, event.exception.reason) = (try context.date(on, "on"), reason)
        return known.noticeExceptions.contains(event.exception) ? [] : [.meetingNoticeExcepted(event)]
    }
}
