// A meeting's agenda and its minutes: what was tabled, and how far the minutes have come.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// An item is put on a meeting's agenda.
public struct ItemTabled: EventPayload, Equatable {
    public static let type = "org.minuted.meeting.item_tabled"

    public var meeting = MeetingID()
    /// Its number on the agenda.
    public var number: String?
    public var label = ""
    /// The standing item of the body's terms that it is, in their words.
    public var standing: String?
    public var paper: PaperID?
    public var matter: MatterID?
    /// Who is invited to the meeting for this item: people or bodies from outside; nil if nobody.
    public var invited: [Participant]?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("number", &number, "as the agenda has it")
        try coder.field("label", &label)
        try coder.field("standing", &standing, "the standing item it is, in the words of the terms")
        try coder.field("paper", &paper, "the report that it is about")
        try coder.field("matter", &matter, "the matter that it is about")
        try coder.field("invited", &invited, "who is invited to the meeting for this item")
    }

    public var stream: Stream { .meeting(meeting) }

    public var references: [Stream] {
        [paper.map(Stream.paper), matter.map(Stream.matter)].compactMap(\.self)
    }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(meeting)
        try known.refuse(unless: [.scheduled, .held], "have an agenda")
        try Check.line(label, "item", of: stream.text)
        if let number { try Check.line(number, "item's number", of: stream.text, longest: 20) }
        guard !known.agenda.contains(where: { $0.label == label }) else {
            throw Rejection(
                "tabled-once", stream.text, "\"\(label)\" is already on the agenda.",
                remedy: "Give the item another name.")
        }
        if let standing {
            let items = state.directory.bodies[known.body]?.terms(on: known.starts.date)?.standingItems ?? []
            guard items.contains(standing) else {
                throw Rejection(
                    "standing-item", stream.text, "The body's terms have no standing item \"\(standing)\".",
                    remedy: "Use the wording of the terms: `minutectl body show \(known.body)`.",
                    candidates: items)
            }
        }
        if let paper { _ = try state.existing(paper) }
        if let matter { _ = try state.existing(matter) }
        for guest in invited ?? [] { try state.directory.expect(guest) }
    }
}

/// An item is taken off a meeting's agenda.
public struct ItemRemoved: EventPayload, Equatable {
    public static let type = "org.minuted.meeting.item_removed"

    public var meeting = MeetingID()
    public var label = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("label", &label)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .meeting(meeting) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(meeting)
        try Check.reason(reason, of: stream.text)
        guard known.agenda.contains(where: { $0.label == label }) else {
            throw Rejection(
                "correct-what-is-recorded", stream.text, "\"\(label)\" is not on the agenda.",
                remedy: "`minutectl agenda list` shows what is.")
        }
    }
}

/// A meeting's agenda is published.
public struct AgendaPublished: EventPayload, Equatable {
    public static let type = "org.minuted.meeting.agenda_published"

    public var meeting = MeetingID()
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("on", &on)
    }

    public var stream: Stream { .meeting(meeting) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(meeting)
        try known.refuse(unless: [.scheduled, .held], "have an agenda")
        guard known.agendaPublished == nil else {
            throw Rejection(
                "published-once", stream.text, "The agenda has already been published.",
                remedy: "There is nothing more to record.")
        }
        guard on <= known.starts.date else {
            throw Rejection(
                "dates-in-order", stream.text, "The meeting was on \(known.starts.date.spoken), before that.",
                remedy: "Check the date.")
        }
    }
}

/// How far minutes come.
public enum MinutesStage: String, Choice {
    case drafted, approved, signed
    /// Laid before another body.
    case presented
}

/// A meeting's minutes come a step further.
public struct MinutesRecorded: EventPayload, Equatable {
    public static let type = "org.minuted.meeting.minutes_recorded"

    public var meeting = MeetingID()
    public var stage = MinutesStage.drafted
    public var on = CivilDate.placeholder
    /// The meeting that approved them, or to which they were presented.
    public var at: MeetingID?
    /// The body to which they were presented.
    public var to: BodyID?
    /// Who signed them.
    public var by: PersonID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("stage", &stage)
        try coder.field("on", &on)
        try coder.field("at", &at, "the meeting that approved them, or to which they were presented")
        try coder.field("to", &to, "the body to which they were presented")
        try coder.field("by", &by, "who signed them")
    }

    public var stream: Stream { .meeting(meeting) }

    public var references: [Stream] { at.map { [.meeting($0)] } ?? [] }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(meeting)
        try known.refuse(unless: [.held], "have minutes")
        try admitOrder(after: known)
        guard (stage == .presented) == (to != nil) else {
            throw Rejection(
                "presented-to", stream.text,
                to == nil
                    ? "The body they were presented to is missing."
                    : "Only minutes that were presented have a body they were presented to.",
                remedy: "Give `to` only when minutes are presented.")
        }
        if let to { _ = try state.directory.existing(to) }
        if let by { _ = try state.directory.existing(by) }
        guard let at else { return }
        let place = try state.existing(at)
        try place.refuse(unless: [.held], "have dealt with minutes")
        guard place.id != known.id, place.body == to ?? known.body, place.starts.date == on else {
            throw Rejection(
                "minutes-at", stream.text,
                "\(at) was a meeting of \(place.body) on \(place.starts.date.spoken).",
                remedy: "Give the meeting of \(to ?? known.body) on \(on.spoken), or none.")
        }
    }

    private func admitOrder(after known: Meeting) throws(Rejection) {
        if known.minutes.contains(where: { $0.stage == stage && $0.to == to }) {
            throw Rejection(
                "minutes-once", stream.text,
                "The minutes were already \(stage.rawValue)\(to.map { " to \($0)" } ?? "").",
                remedy: "There is nothing more to record.")
        }
        if stage == .signed, !known.minutes.contains(where: { $0.stage == .approved }) {
            throw Rejection(
                "minutes-approved", stream.text, "Minutes are signed after they are approved.",
                remedy: "Record their approval first: `minutectl minutes record \(meeting) approved`.")
        }
        let before = known.minutes.filter { $0.stage != .presented && stage != .presented }.map(\.on).max()
        let earliest = max(known.starts.date, before ?? known.starts.date)
        guard on < earliest else { return }
        throw Rejection(
            "dates-in-order", stream.text, "That is before what came last (\(earliest.spoken)).",
            remedy: "Check the date.")
    }
}
