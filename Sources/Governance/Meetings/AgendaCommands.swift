// Commands about agendas and minutes.

public import Codec

/// Puts an item on a meeting's agenda.
public struct TableItem: MeetingCommand {
    public var meeting = ""
    public var label = ""
    public var number: String?
    public var standing: String?
    public var paper: String?
    public var matter: String?
    public var invited: [String] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("label", &label)
        try coder.field("number", &number, "as the agenda has it")
        try coder.field("standing", &standing, "the standing item it is; found by the label if left out")
        try coder.field("paper", &paper, "the report that it is about")
        try coder.field("matter", &matter, "the matter that it is about")
        try coder.field("invited", &invited, "who is invited for it: people, bodies")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        var needs = [MeetingReference.need(meeting, in: directory, on: today)]
        if let paper { needs.append(.known(.paper, paper)) }
        if let matter { needs.append(.known(.matter, matter)) }
        return needs
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        var event = ItemTabled()
        (event.meeting, event.number, event.label) = (known.id, number, label)
        let terms = context.directory.bodies[known.body]?.terms(on: known.starts.date)
        let wanted = standing ?? label
        event.standing =
            terms?.standingItems.first { $0.lowercased() == wanted.lowercased() } ?? standing
        if let paper { event.paper = try context.paper(paper).id }
        if let matter { event.matter = try context.matter(matter).id }
        var guests: [Participant] = []
        for guest in invited { guests.append(try context.directory.participant(guest)) }
        if !guests.isEmpty { event.invited = guests }
        return known.agenda.contains(event) ? [] : [.itemTabled(event)]
    }
}

/// Takes an item off a meeting's agenda.
public struct RemoveItem: MeetingCommand {
    public var meeting = ""
    public var label = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("label", &label)
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = ItemRemoved()
        event.meeting = try context.meeting(meeting).id
        (event.label, event.reason) = (label, reason)
        return [.itemRemoved(event)]
    }
}

/// Records that a meeting's agenda was published.
public struct PublishAgenda: MeetingCommand {
    public var meeting = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("on", &on, "today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        var event = AgendaPublished()
        event.meeting = known.id
        event.on = try context.date(on, "on")
        return known.agendaPublished == event.on ? [] : [.agendaPublished(event)]
    }
}

/// Records how far a meeting's minutes have come.
public struct RecordMinutes: MeetingCommand {
    public var meeting = ""
    public var stage = MinutesStage.drafted
    public var on: String?
    public var at: String?
    public var to: String?
    public var by: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("stage", &stage)
        try coder.field("on", &on, "the day; that of the meeting given as `at`, or today, if left out")
        try coder.field("at", &at, "the meeting that approved them, or to which they were presented")
        try coder.field("to", &to, "the body to which they were presented; that of the meeting if left out")
        try coder.field("by", &by, "who signed them")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [MeetingReference.need(meeting, in: directory, on: today)]
            + (at.map { [MeetingReference.need($0, in: directory, on: today)] } ?? [])
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        var event = MinutesRecorded()
        (event.meeting, event.stage) = (known.id, stage)
        if let to { event.to = try context.directory.body(to).id }
        if let by { event.by = try context.directory.person(by).id }
        var day: CivilDate?
        if let at {
            let place = try context.meeting(at)
            (event.at, day) = (place.id, place.starts.date)
            if stage == .presented, to == nil { event.to = place.body }
        }
        event.on = try on == nil ? day ?? context.moment.today : context.date(on, "on")
        return known.minutes.contains(event) ? [] : [.minutesRecorded(event)]
    }
}
