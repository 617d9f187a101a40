// Commands about meetings and their rolls.

public import Codec

/// Calls a meeting of a body.
public struct ScheduleMeeting: Command {
    public var body = ""
    public var starts = ""
    public var title: String?
    public var place: String?
    public var kind: MeetingKind?
    public var meeting: MeetingID?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body)
        try coder.field("starts", &starts, "when it begins, such as \"6 September 2007 4.30pm\"")
        try coder.field("title", &title)
        try coder.field("place", &place)
        try coder.field("kind", &kind, "an ordinary meeting if left out")
        try coder.field("meeting", &meeting, "an identifier; made from the body and day if left out")
    }

    /// The identifier given, or the one that the body's meetings that day begin with.
    private func slug(in directory: Directory, on today: CivilDate) -> String? {
        if let meeting { return meeting.text }
        guard let time = time(on: today), let body = try? directory.body(body) else { return nil }
        return Slug.meeting(of: body.id, on: time.date)
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        var needs: [Need] = []
        if let slug = slug(in: directory, on: today) { needs.append(.new(.meeting, slug)) }
        if let known = try? directory.body(body), let time = time(on: today) {
            needs.append(.meetings(of: known.id, on: time.date))
        }
        return needs
    }

    private func time(on today: CivilDate) -> CivilDateTime? {
        CivilDateTime(iso: starts) ?? (try? SpokenDate(today: today).dateTime(starts))
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = MeetingScheduled()
        event.body = try context.directory.body(body).id
        event.starts = try context.dateTime(starts, "starts")
        (event.title, event.place) = (title, place)
        event.kind = kind == .ordinary ? nil : kind
        let slug = slug(in: context.directory, on: context.moment.today) ?? ""
        // One that was cancelled or withdrawn is no reason not to call another.
        for known in context.meetings(of: event.body, on: event.starts.date)
        where known.starts == event.starts && known.title == title && known.kind == kind ?? .ordinary
            && [.scheduled, .held].contains(known.status) && (meeting ?? known.id) == known.id
        {
            guard let place, place != known.place else { return [] }
            throw Rejection(
                "one-place", "meeting/\(known.id)",
                "The meeting is already scheduled for that time, \(known.place.map { "at \($0)" } ?? "without a place").",
                remedy:
                    "To change its place: `minutectl meeting reschedule \(known.id) \"\(known.starts.spoken)\""
                    + " --place \"\(place)\"`.")
        }
        event.meeting = meeting ?? MeetingID(unchecked: context.unused(slug, .new(.meeting, slug)))
        return [.meetingScheduled(event)]
    }
}

/// A command about one meeting that is in the record.
protocol MeetingCommand: Command {
    var meeting: String { get }
}

extension MeetingCommand {
    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [MeetingReference.need(meeting, in: directory, on: today)]
    }
}

/// Moves a meeting to another time.
public struct RescheduleMeeting: MeetingCommand {
    public var meeting = ""
    public var starts = ""
    public var reason: String?
    public var place: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("starts", &starts, "when it begins, such as \"6 September 2007 4.30pm\"")
        try coder.field("reason", &reason)
        try coder.field("place", &place, "where, if that changes")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        var event = MeetingRescheduled()
        event.meeting = known.id
        event.starts = try context.dateTime(starts, "starts")
        (event.reason, event.place) = (reason, place == known.place ? nil : place)
        if known.status == .held, event.starts > context.moment.local {
            throw Rejection(
                "meeting-begun", "meeting/\(known.id)",
                "The meeting was held, so it cannot be moved to \(event.starts.spoken), which is still to come.",
                remedy: "If it was not held, undo that entry first: `minutectl record take-back ENTRY`.")
        }
        return known.starts == event.starts && event.place == nil ? [] : [.meetingRescheduled(event)]
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        var needs = [MeetingReference.need(meeting, in: directory, on: today)]
        // The others of the new day, to say so where one is at the same time.
        let time = CivilDateTime(iso: starts) ?? (try? SpokenDate(today: today).dateTime(starts))
        let phrase = try? MeetingPhrase(meeting, in: directory, on: today)
        let named = directory.bodies.keys.filter { meeting.hasPrefix("\($0)-") }
        if let time, let body = phrase?.body ?? named.max(by: { $0.text.count < $1.text.count }) {
            needs.append(.meetings(of: body, on: time.date))
        }
        return needs
    }
}

/// Cancels a meeting.
public struct CancelMeeting: MeetingCommand {
    public var meeting = ""
    public var reason = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("reason", &reason)
        try coder.field(
            "on", &on, "the day on which it was cancelled; today for a meeting to come, and unsaid otherwise")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        var event = MeetingCancelled()
        (event.meeting, event.reason) = (known.id, reason)
        if let on {
            event.on = try context.date(on, "on")
        } else if let before = known.cancelled, known.status == .cancelled {
            event.on = before.on
        } else if known.status == .scheduled, context.moment.local < known.starts {
            event.on = context.moment.today
        }
        if known.status == .cancelled, known.cancelled == event { return [] }
        return [.meetingCancelled(event)]
    }

    public func notes(on events: [Event], in context: Context) -> [String] {
        guard !events.isEmpty, let known = try? context.meeting(meeting), known.status == .cancelled,
            let before = known.cancelled
        else { return [] }
        return [
            "It was recorded as cancelled already, with the reason \u{201C}\(before.reason)\u{201D}. This corrects its day or"
                + " its reason."
        ]
    }
}

/// Records that a meeting was held.
public struct HoldMeeting: MeetingCommand {
    public var meeting = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        guard known.status != .held else { return [] }
        guard known.starts <= context.moment.local else {
            throw Rejection(
                "meeting-begun", "meeting/\(known.id)",
                "This meeting does not start until \(known.starts.spoken).",
                remedy: "Record that it was held once it has started, or correct its time:"
                    + " `minutectl meeting reschedule \(known.id)`.")
        }
        var event = MeetingHeld()
        event.meeting = known.id
        return [.meetingHeld(event)]
    }
}

/// Takes back a meeting that was entered by mistake.
public struct WithdrawMeeting: MeetingCommand {
    public var meeting = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        guard known.status != .withdrawn else { return [] }
        var event = MeetingWithdrawn()
        (event.meeting, event.reason) = (known.id, reason)
        return [.meetingWithdrawn(event)]
    }
}

/// One person's line in a roll, as a clerk gives it.
public struct RollLine: Record, Equatable {
    public var person = ""
    public var standing = Standing.present
    public var substituteFor: String?
    public var reason: AbsenceReason?
    public var arrived: ClockTime?
    public var left: ClockTime?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("standing", &standing)
        try coder.field("substitutefor", &substituteFor, "whom a substitute stood in for")
        try coder.field("reason", &reason, "why someone was absent")
        try coder.field("arrived", &arrived, "when someone arrived late, for example 17:10")
        try coder.field("left", &left, "when someone left early")
    }

    func entry(in directory: Directory) throws(Rejection) -> RollEntry {
        var entry = RollEntry(try directory.person(person).id, standing)
        if let substituteFor { entry.substituteFor = try directory.person(substituteFor).id }
        (entry.reason, entry.arrived, entry.left) = (reason, arrived, left)
        return entry
    }
}

extension RollEntry {
    /// The entry as the command line takes it: `apologies:illness`, `substitute --for smith`.
    fileprivate var asTyped: String {
        var text = standing.rawValue + (reason.map { ":\($0.rawValue)" } ?? "")
        if let substituteFor { text += " --for \(substituteFor)" }
        if let arrived { text += " --arrived \(arrived.text)" }
        if let left { text += " --left \(left.text)" }
        return text
    }
}

/// Records the roll of a meeting.
public struct RecordAttendance: MeetingCommand {
    public var meeting = ""
    public var entries: [RollLine] = []
    /// The standing of everyone expected who is not named; nil to leave them not recorded.
    public var others: Standing?
    /// Who chaired, one after the other; nobody named to leave that open.
    public var chairs: [String] = []
    /// Whether to record first that the meeting was held.
    public var isHeld = false

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("entries", &entries)
        try coder.field("others", &others, "the standing of everyone expected who is not named")
        try coder.field("chairs", &chairs, "who chaired, one after the other", atMost: 10)
        try coder.defaulted("held", &isHeld, "true to record first that the meeting was held")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        var hold = HoldMeeting()
        hold.meeting = meeting
        let held = isHeld ? try hold.decide(in: context) : []
        var event = AttendanceRecorded()
        event.meeting = known.id
        for line in entries { event.entries.append(try line.entry(in: context.directory)) }
        if let others {
            let named = Set(event.entries.map(\.person))
            let body = try context.directory.existing(known.body)
            event.entries += body.expected(on: known.starts.date).map(\.person)
                .filter { !named.contains($0) }.sorted().map { RollEntry($0, others) }
        }
        let chaired = try chaired(known, in: context)
        guard let recorded = known.roll else {
            try context.refuseProblems(
                in: event.entries, of: known, proposedAs: event, isHeldWith: !held.isEmpty)
            return held + [.attendanceRecorded(event)] + chaired
        }
        let differs = try differences(of: event.entries, from: recorded, known, in: context)
        return (differs ? [.attendanceRecorded(event)] : []) + chaired
    }

    /// Who chaired, where that is said and not in the record.
    private func chaired(_ known: Meeting, in context: Context) throws(Rejection) -> [Event] {
        guard !chairs.isEmpty else { return [] }
        var event = MeetingChaired()
        (event.meeting, event.by) = (known.id, try context.people(chairs))
        return known.chaired?.by == event.by ? [] : [.meetingChaired(event)]
    }

    /// Whether a roll says anything else than the one recorded, in whatever order.
    ///
    /// - Throws: ``Rejection`` that lists what would correct the recorded one.
    private func differences(
        of sent: [RollEntry], from recorded: [RollEntry], _ meeting: Meeting, in context: Context
    ) throws(Rejection) -> Bool {
        let known = Dictionary(recorded.map { ($0.person, $0) }) { first, _ in first }
        let given = Set(sent.map(\.person))
        // Somebody named twice is for the event's own rule to refuse.
        guard given.count == sent.count, !sent.isEmpty else { return true }
        let changed = sent.filter { known[$0.person] != $0 }
        let missing = recorded.filter { !given.contains($0.person) }
        guard !changed.isEmpty || !missing.isEmpty else { return false }
        let correct = "minutectl attendance correct \(meeting.id)"
        throw Rejection(
            "one-roll", "meeting/\(meeting.id)",
            "The meeting \(meeting.id) has attendance recorded already, and it differs for "
                + "\(changed.count + missing.count) of \(Set(known.keys).union(given).count) people.",
            remedy: "Correct one person at a time, with the reason: `\(correct) PERSON STATUS --why …`.",
            candidates: changed.map { entry in
                let name = context.directory.name(entry.person)
                return "\(name): `\(correct) person/\(entry.person) \(entry.asTyped) --why …`"
            }
                // Who is not named this time need not be wrong on record: that is said where nothing else differs.
                + (changed.isEmpty ? missing : []).map { entry in
                    "\(context.directory.name(entry.person)): `\(correct) person/\(entry.person) --remove --why …`"
                })
    }
}

/// Corrects what a roll says of one person.
public struct CorrectAttendance: MeetingCommand {
    public var meeting = ""
    public var line = RollLine()
    public var isRemoved = false
    public var why = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("meeting", &meeting)
        try coder.field("entry", &line, "the correct attendance")
        try coder.defaulted("removed", &isRemoved, "true to remove the person from the attendance")
        try coder.field("why", &why, "why the record is corrected")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.meeting(meeting)
        var event = AttendanceCorrected()
        event.meeting = known.id
        event.entry = try line.entry(in: context.directory)
        (event.isRemoved, event.reason) = (isRemoved, why)
        guard !isRemoved else { return [.attendanceCorrected(event)] }
        guard known.entry(of: event.entry.person) != event.entry else { return [] }
        let others = (known.roll ?? []).filter { $0.person != event.entry.person }
        try context.refuseProblems(
            in: others + [event.entry], of: known, about: event.entry.person, proposedAs: event)
        return [.attendanceCorrected(event)]
    }
}
