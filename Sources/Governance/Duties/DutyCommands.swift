// Commands about duties.

public import Codec

extension Context {
    func duty(_ reference: String) throws(Rejection) -> Duty {
        try state.existing(DutyID(unchecked: one(.known(.duty, reference), "duty", reference)))
    }

    /// A cadence as people write it.
    func cadence(_ text: String?, of record: String) throws(Rejection) -> Cadence? {
        guard let text else { return nil }
        do throws(DateError) { return try Cadence(text: text) } catch {
            throw Rejection("cadence", record, error.message, remedy: error.instead)
        }
    }
}

/// Lays a duty on an office or a body.
public struct EstablishDuty: Command {
    public var what = ""
    public var bearer = ""
    public var from: String?
    public var cadence: String?
    public var due: String?
    public var decision: String?
    public var resolution: Int?
    public var within: Int?
    public var source: String?
    public var duty: DutyID?
    public var ifNotRatified = false
    public var deadline: String?
    public var jointly: [String] = []
    public var isAssumed = false

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("what", &what)
        try coder.field("bearer", &bearer, "the office or body whose duty it is")
        try coder.field("from", &from, "the first day of the duty; today if left out")
        try coder.field("cadence", &cadence, "how often, such as \"annually in August\"")
        try coder.field("due", &due, "the due date, if it is due once")
        try coder.field(
            "decision", &decision, "it becomes a duty when a resolution of this decision takes effect")
        try coder.field("resolution", &resolution, "which resolution; 1 if left out", within: 1...10_000)
        try coder.field(
            "within", &within, "how many days after that it is due, if it is due once", within: 0...36_500)
        try coder.field("source", &source, "the document that sets the duty")
        try coder.field("duty", &duty, "an identifier; made from what it is if left out")
        try coder.defaulted(
            "ifnotratified", &ifNotRatified,
            "it becomes a duty if the resolution is not ratified, instead of when it takes effect")
        try coder.field(
            "deadline", &deadline, "the last day for ratifying it; without one, only a rejection counts")
        try coder.field(
            "jointly", &jointly, "others who bear it jointly: what one of them does is done for all")
        try coder.defaulted(
            "assumed", &isAssumed, "the source does not say how often or by when: it is assumed")
    }

    private var slug: String { duty?.text ?? Slug.make(what, longest: 40) }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [.new(.duty, slug)] + (decision.map { [.decision($0)] } ?? [])
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = DutyEstablished()
        event.what = what
        event.bearer = try context.directory.participant(bearer)
        event.from = try context.partialDate(from, "from")
        event.cadence = try context.cadence(cadence, of: "duty/\(slug)")
        if let due { event.due = try context.partialDate(due, "due") }
        if let decision {
            event.condition = ResolutionReference(try context.decision(decision).id, resolution ?? 1)
        }
        (event.within, event.source) = (within, source)
        event.upon = ifNotRatified ? .notRatified : nil
        if !jointly.isEmpty {
            event.jointly = try jointly.map { name throws(Rejection) in
                try context.directory.participant(name)
            }
        }
        event.isAssumed = isAssumed ? true : nil
        if let deadline { event.deadline = try context.date(deadline, "deadline") }
        let need = Need.new(.duty, slug)
        for known in (context.found[need] ?? []).compactMap({ context.state.duties[DutyID(unchecked: $0)] }) {
            event.duty = known.id
            guard known.established == event, known.withdrawnOn == nil else { continue }
            guard known.versions.count == 1 else {
                throw .changedSince("duty/\(known.id)", "minutectl duty change \(known.id) …")
            }
            return []
        }
        event.duty = duty ?? DutyID(unchecked: context.unused(slug, need))
        return [.dutyEstablished(event)]
    }
}

/// A command about one duty that is in the record.
protocol DutyCommand: Command {
    var duty: String { get }
}

extension DutyCommand {
    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.known(.duty, duty)] }
}

/// Changes a duty from a given date.
public struct ChangeDuty: DutyCommand {
    public var duty = ""
    public var from: String?
    public var what: String?
    public var bearer: String?
    public var cadence: String?
    public var due: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("duty", &duty)
        try coder.field("from", &from, "the first day of the change; today if left out")
        try coder.field("what", &what, "unchanged if left out")
        try coder.field("bearer", &bearer, "unchanged if left out")
        try coder.field("cadence", &cadence, "unchanged if left out")
        try coder.field("due", &due, "unchanged if left out")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.duty(duty)
        var event = DutyChanged()
        (event.duty, event.what, event.reason) = (known.id, what, reason)
        event.from = try context.date(from, "from")
        if let bearer { event.bearer = try context.directory.participant(bearer) }
        event.cadence = try context.cadence(cadence, of: "duty/\(known.id)")
        if let due { event.due = try context.partialDate(due, "due") }
        let before = known.version(on: event.from)
        let changes =
            (event.what.map { $0 != before.what } ?? false)
            || (event.bearer.map { $0 != before.bearer } ?? false)
            || (event.cadence.map { $0 != before.cadence } ?? false)
            || (event.due.map { $0 != before.due } ?? false)
        let saysSomething = what != nil || bearer != nil || cadence != nil || due != nil
        return changes || !saysSomething ? [.dutyChanged(event)] : []
    }
}

/// Records that a duty was done.
public struct DischargeDuty: DutyCommand {
    public var duty = ""
    public var on: String?
    public var meeting: String?
    public var decision: String?
    public var paper: String?
    public var evidence: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("duty", &duty)
        try coder.field(
            "on", &on,
            "the day, or the month or year of the source; the date of the evidence, or today, if left out")
        try coder.field("meeting", &meeting, "the meeting that is evidence of it")
        try coder.field("decision", &decision, "the decision that is evidence of it")
        try coder.field("paper", &paper, "the report that is evidence of it")
        try coder.field("evidence", &evidence, "other evidence of it")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        var needs: [Need] = [.known(.duty, duty)]
        if let meeting { needs.append(MeetingReference.need(meeting, in: directory, on: today)) }
        if let decision { needs.append(.decision(decision)) }
        if let paper { needs.append(.known(.paper, paper)) }
        return needs
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.duty(duty)
        var event = DutyDischarged()
        (event.duty, event.evidence) = (known.id, evidence)
        var day: PartialDate?
        if let meeting {
            let shown = try context.meeting(meeting)
            (event.meeting, day) = (shown.id, PartialDate(shown.starts.date))
            try refuseIfAbsent(
                [known.version(on: shown.starts.date).bearer] + (known.established.jointly ?? []),
                from: shown,
                in: context.directory)
        }
        if let decision {
            let shown = try context.decision(decision)
            (event.decision, day) = (shown.id, day ?? shown.dated)
        }
        if let paper {
            let shown = try context.paper(paper)
            (event.paper, day) = (shown.id, day ?? shown.submitted)
        }
        event.on =
            try on == nil
            ? day ?? PartialDate(context.moment.today) : context.partialDate(on, "on")
        return known.discharges.contains(event) ? [] : [.dutyDischarged(event)]
    }

    /// A meeting that all its bearers missed shows nothing of what they did; a body has no attendance of its own.
    private func refuseIfAbsent(
        _ bearers: [Participant], from meeting: Meeting, in directory: Directory
    ) throws(Rejection) {
        let day = meeting.starts.date
        var missed: [PersonID] = []
        for bearer in bearers {
            if case .body = bearer { return }
            guard let person = directory.person(for: bearer, on: day),
                meeting.standing(of: person)?.isAbsence ?? false
            else { return }
            missed.append(person)
        }
        throw Rejection(
            "bearer-was-there", "duty/\(duty)",
            "\(missed.map { directory.name($0) }.joined(separator: " and ")) did not attend the meeting of \(day.spoken), so it does not show that the duty was done.",
            remedy: "Name another meeting, or correct the attendance first: "
                + "`minutectl attendance correct \(meeting.id) …`.")
    }
}

/// Takes back the discharge of a duty.
public struct TakeBackDischarge: DutyCommand {
    public var duty = ""
    public var on = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("duty", &duty)
        try coder.field("on", &on, "the date of the discharge to undo, as recorded")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = DutyDischargeWithdrawn()
        event.duty = try context.duty(duty).id
        event.on = try context.partialDate(on, "on")
        event.reason = reason
        return [.dutyDischargeWithdrawn(event)]
    }
}

/// Records that a duty is one no longer.
public struct WithdrawDuty: DutyCommand {
    public var duty = ""
    public var on: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("duty", &duty)
        try coder.field("on", &on, "the day the duty ends; today if left out")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.duty(duty)
        var event = DutyWithdrawn()
        (event.duty, event.reason) = (known.id, reason)
        event.on = try context.date(on, "on")
        return known.withdrawnOn == event.on ? [] : [.dutyWithdrawn(event)]
    }
}
