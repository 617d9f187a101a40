// Meetings: scheduled, moved, cancelled, held; and what is known of one.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// What kind of meeting it is.
public enum MeetingKind: String, Choice {
    /// A meeting of the body for its business; the only kind that attendance is counted of.
    case ordinary
    /// Training or a seminar for members.
    case training
    /// Members or officers meet those whom they serve, such as the chairs of a Children in Care Council.
    case engagement
    /// An event that celebrates achievement, such as an awards ceremony.
    case event
}

/// A meeting of a body is called.
public struct MeetingScheduled: EventPayload, Equatable {
    public static let type = "org.minuted.meeting.scheduled"

    public var meeting = MeetingID()
    public var body = BodyID()
    /// When it begins, by the council's clocks.
    public var starts = CivilDateTime.placeholder
    /// What it is called, where it is more than an ordinary meeting.
    public var title: String?
    public var place: String?
    /// nil for an ordinary meeting.
    public var kind: MeetingKind?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("body", &body)
        try coder.field("starts", &starts, "when it begins, by the council's clocks")
        try coder.field("title", &title)
        try coder.field("place", &place)
        try coder.field("kind", &kind, "an ordinary meeting if left out")
    }

    public var stream: Stream { .meeting(meeting) }

    public func admit(in state: State) throws(Rejection) {
        // The identifier of a meeting that never was may be used again, for the same body.
        if let other = state.meetings[meeting], other.status != .withdrawn || other.body != body {
            try state.refuseExisting(meeting)
        }
        let known = try state.directory.existing(body)
        if let ended = known.ended, ended.earliest <= starts.date { try known.refuseEnded() }
        if let title { try Check.line(title, "title", of: stream.text) }
        if let place { try Check.line(place, "place", of: stream.text) }
    }
}

/// A meeting is moved to another time.
public struct MeetingRescheduled: EventPayload, Equatable {
    public static let type = "org.minuted.meeting.rescheduled"

    public var meeting = MeetingID()
    public var starts = CivilDateTime.placeholder
    public var reason: String?
    /// Where it takes place instead; nil where that stays.
    public var place: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("starts", &starts, "when it begins, by the council's clocks")
        try coder.field("reason", &reason)
        try coder.field("place", &place, "where, if that changes")
    }

    public var stream: Stream { .meeting(meeting) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(meeting)
        try known.refuse(unless: [.scheduled, .held], "be moved")
        guard known.status == .held else { return }
        // It took place, on another day than was recorded.
        try Check.reason(reason ?? "", of: stream.text)
        var moved = known
        moved.starts = starts
        for entry in known.roll ?? [] { try entry.admit(to: moved, roll: known.roll ?? [], in: state) }
    }
}

/// A meeting does not take place, or did not after all. It is nobody's absence, whatever its roll says.
public struct MeetingCancelled: EventPayload, Equatable {
    public static let type = "org.minuted.meeting.cancelled"

    public var meeting = MeetingID()
    public var reason = ""
    /// The day on which it was cancelled: until then it was to take place. nil where it did not take place after all, or
    /// nothing says since when, and the meeting counts as cancelled on every day.
    public var on: CivilDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("reason", &reason)
        try coder.field("on", &on, "the day on which it was cancelled")
    }

    public var stream: Stream { .meeting(meeting) }

    public func effective(in state: State) -> CivilDateTime? { on?.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(meeting)
        // Once more, it puts its day or its reason right.
        try known.refuse(unless: [.scheduled, .held, .cancelled], "be cancelled")
        try Check.reason(reason, of: stream.text)
        guard let on, known.starts.date < on else { return }
        throw Rejection(
            "cancelled-before", stream.text,
            "The meeting was to be on \(known.starts.date.spoken), so it cannot have been cancelled on \(on.spoken).",
            remedy: "Give the day on which it was cancelled, or none if it did not take place after all.")
    }
}

/// A meeting took place. Its roll comes separately, and may be missing.
public struct MeetingHeld: EventPayload, Equatable {
    public static let type = "org.minuted.meeting.held"

    public var meeting = MeetingID()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
    }

    public var stream: Stream { .meeting(meeting) }

    public func effective(in state: State) -> CivilDateTime? { state.meetings[meeting]?.starts }

    public func admit(in state: State) throws(Rejection) {
        try state.existing(meeting).refuse(unless: [.scheduled], "be held")
    }
}

/// A meeting was entered by mistake: there never was one.
public struct MeetingWithdrawn: EventPayload, Equatable {
    public static let type = "org.minuted.meeting.withdrawn"

    public var meeting = MeetingID()
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .meeting(meeting) }

    public func admit(in state: State) throws(Rejection) {
        try state.existing(meeting).refuse(unless: [.scheduled, .cancelled, .held], "be withdrawn")
        try Check.reason(reason, of: stream.text)
    }
}

/// What is known of a meeting.
public struct Meeting: Sendable, Equatable {
    /// How far a meeting has come.
    public enum Status: String, Choice {
        case scheduled, cancelled, held, withdrawn
    }

    public let id: MeetingID
    public let body: BodyID
    public var starts: CivilDateTime
    public let title: String?
    public let kind: MeetingKind
    public var status = Status.scheduled
    /// How it was cancelled, as recorded last; nil unless it was.
    public var cancelled: MeetingCancelled?
    /// Where it takes place, as recorded last.
    public var place: String?
    /// The roll as corrected so far; nil until one is taken.
    public var roll: [RollEntry]?
    public var agenda: [ItemTabled] = []
    public var agendaPublished: CivilDate?
    /// Why it was held at short notice.
    public var noticeExceptions: [NoticeException] = []
    /// Interests that members declared at it.
    public internal(set) var declarations: [InterestDeclared] = []
    /// The steps that its minutes have come.
    public var minutes: [MinutesRecorded] = []
    /// Who chaired it, as recorded last.
    public var chaired: MeetingChaired?
    /// The statistics that were reported at it.
    public var statistics: [StatisticReported] = []

    /// As nothing has happened to it yet.
    public init(_ scheduled: MeetingScheduled) {
        id = scheduled.meeting
        body = scheduled.body
        starts = scheduled.starts
        title = scheduled.title
        kind = scheduled.kind ?? .ordinary
        place = scheduled.place
    }

    mutating func evolve(_ event: MeetingRescheduled) {
        starts = event.starts
        if let moved = event.place { place = moved }
    }
    mutating func evolve(_ event: MeetingCancelled) { (status, cancelled) = (.cancelled, event) }
    mutating func evolve(_ event: MeetingHeld) { status = .held }
    mutating func evolve(_ event: MeetingWithdrawn) { status = .withdrawn }
    mutating func evolve(_ event: ItemTabled) { agenda.append(event) }
    mutating func evolve(_ event: ItemRemoved) { agenda.removeAll { $0.label == event.label } }
    mutating func evolve(_ event: MeetingNoticeExcepted) { noticeExceptions.append(event.exception) }
    mutating func evolve(_ event: AgendaPublished) { agendaPublished = event.on }
    mutating func evolve(_ event: MinutesRecorded) { minutes.append(event) }
    mutating func evolve(_ event: AttendanceRecorded) { roll = event.entries }
    mutating func evolve(_ event: MeetingChaired) { chaired = event }
    mutating func evolve(_ event: StatisticReported) { statistics.append(event) }

    mutating func evolve(_ correction: AttendanceCorrected) {
        var entries = roll ?? []
        entries.removeAll { $0.person == correction.entry.person }
        if !correction.isRemoved { entries.append(correction.entry) }
        roll = entries
    }

    /// What the roll says of the person; nil if nothing.
    public func entry(of person: PersonID) -> RollEntry? { roll?.first { $0.person == person } }

    func refuse(unless allowed: [Status], _ what: String) throws(Rejection) {
        guard !allowed.contains(status) else { return }
        let standing =
            switch status {
            case .scheduled: "has not been held yet"
            case .cancelled: "was cancelled"
            case .held: "was held"
            case .withdrawn: "was withdrawn because it was entered by mistake"
            }
        let remedy =
            switch status {
            case .scheduled: "If it took place, record that first: `minutectl meeting hold \(id)`."
            case .held:
                "If it did not take place, cancel it: `minutectl meeting cancel \(id) --reason …`."
            case .cancelled:
                "If it was cancelled by mistake, undo that entry: `minutectl record take-back ENTRY`. Otherwise schedule"
                    + " another meeting."
            case .withdrawn: "Schedule another meeting."
            }
        throw Rejection(
            "meeting-\(allowed.first?.rawValue ?? "status")", "meeting/\(id)",
            "The meeting \(id) \(standing), so it cannot \(what).", remedy: remedy)
    }
}
