// What the six-month rule rests on besides the rolls: suspensions, the council's approval of a reason for
// absence, and the declaration of a vacancy.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// A member is suspended: those days are left out of the six months.
public struct PersonSuspended: EventPayload, Equatable {
    public static let type = "org.minuted.person.suspended"

    public var person = PersonID()
    public var from = PartialDate.unknown
    /// The first day on which it no longer holds; nil until that is known.
    public var until: PartialDate?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("from", &from, "the first day")
        try coder.field("until", &until, "the day it ends")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .person(person) }

    public func effective(in state: State) -> CivilDateTime? { from.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        try known.refuseUnlessCouncillor("be suspended")
        try Check.reason(reason, of: stream.text)
        let tenure = Tenure(from: from, until: until)
        try Check.order(tenure, of: stream.text)
        if let other = known.suspensions.first(where: { $0.tenure.overlaps(tenure) }) {
            throw Rejection(
                "one-suspension", stream.text,
                "\(known.name) is suspended from \(other.tenure.from.spoken) already.",
                remedy: "Correct that entry: `minutectl person suspend-correct`.")
        }
    }
}

/// The dates of a suspension were recorded wrongly, or its end has become known.
public struct SuspensionCorrected: EventPayload, Equatable {
    public static let type = "org.minuted.person.suspension_corrected"

    public var person = PersonID()
    public var correction = TenureCorrection()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try correction.fields(&coder)
    }

    public var stream: Stream { .person(person) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        try correction.admit(known.suspensions, of: stream.text)
        if let other = correction.collision(in: known.suspensions, where: { _ in true }) {
            throw Rejection(
                "one-suspension", stream.text,
                "\(known.name) is suspended from \(other.tenure.from.spoken) too.",
                remedy: "Correct the dates of that suspension first.")
        }
    }
}

/// The council approves the reason for which a member attends no meetings.
public struct AbsenceApproved: EventPayload, Equatable {
    public static let type = "org.minuted.absence.approved"

    public var person = PersonID()
    /// The Council's decision.
    public var decision = DecisionID()
    /// The meeting last attended, from which the six months run; nil where they run from taking office.
    public var since: MeetingID?
    /// The last day for which the reason is approved; nil for until the member attends again.
    public var until: CivilDate?
    public var reason = AbsenceReason.other
    /// The day on which the Council approved it.
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("decision", &decision, "the Council's")
        try coder.field("since", &since, "the meeting last attended; left out where none was since election")
        try coder.field("until", &until, "the last day for which it is approved")
        try coder.field("reason", &reason, "a code, never words about a person")
        try coder.field("on", &on, "the day on which the Council approved it")
    }

    public var stream: Stream { .person(person) }

    public var references: [Stream] { [.decision(decision)] + (since.map { [.meeting($0)] } ?? []) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        try known.refuseUnlessCouncillor("need an approval of absence")
        try admitDecision(in: state)
        let limit = try lastDay(of: known, in: state)
        guard on <= limit else {
            guard since != nil else { throw lastAttendanceNotNamed(known, limit) }
            throw Rejection(
                "approval-in-time", stream.text,
                "The six months of \(known.name) ended on \(limit.spoken), so approval on \(on.spoken) is too late.",
                remedy:
                    "Section 85 requires approval before they end. Ask the monitoring officer about declaring a vacancy."
            )
        }
        if let until, until <= on {
            throw Rejection(
                "dates-in-order", stream.text, "The approval would end before it starts.",
                remedy: "Give a later day, or leave it out.")
        }
        if known.approvals.contains(where: { $0.decision == decision }) {
            throw Rejection(
                "approved-once", stream.text,
                "The approval of \(known.name)'s absence by \(decision) is already in the record.",
                remedy: "There is nothing more to record.")
        }
    }

    /// Without a meeting that they attended last, the six months are those from taking office, or from the record's first
    /// day: nothing says that they attended none since.
    private func lastAttendanceNotNamed(_ known: Person, _ limit: CivilDate) -> Rejection {
        Rejection(
            "attended-last", stream.text,
            "Which meeting \(known.name) attended last is not given, and six months from taking office, or from the"
                + " record's first day, ended on \(limit.spoken), before this approval.",
            remedy:
                "Name the meeting that they attended last: `--since`. If there is none, the approval comes too late:"
                + " section 85 requires it before the six months end.")
    }

    private func admitDecision(in state: State) throws(Rejection) {
        let made = try state.existing(decision)
        let body = made.recorded.body.flatMap { state.directory.bodies[$0] }
        guard body?.kind == .council, !made.isWithdrawn, made.dated.date == on else {
            throw Rejection(
                "approved-by-council", stream.text,
                "\(decision) is not a decision that the Council made on \(on.spoken).",
                remedy: "Name the decision by which the Council approved the reason.")
        }
    }

    /// The last day on which it could be approved: of the six months, and of earlier approvals in time.
    private func lastDay(of known: Person, in state: State) throws(Rejection) -> CivilDate {
        let start: CivilDate
        if let since {
            let meeting = try state.existing(since)
            guard let standing = meeting.standing(of: person), !standing.isAbsence else {
                throw Rejection(
                    "attended-last", stream.text, "\(known.name) did not attend \(since).",
                    remedy: "`minutectl report six-month` says which meeting was attended last.")
            }
            start = meeting.starts.date
            guard start <= on else {
                throw Rejection(
                    "attended-last", stream.text,
                    "The meeting \(since) was on \(start.spoken), after the Council's decision of \(on.spoken).",
                    remedy: "Name the meeting that they had attended last when the Council decided.")
            }
        } else {
            let seats = state.directory.bodies.values.filter { $0.kind == .council }.flatMap(\.seats)
            let mine = seats.filter { $0.person == person && $0.tenure.covers(on) }
            guard let first = mine.map(\.tenure.from.earliest).min() else {
                throw Rejection(
                    "seat-on-council", stream.text,
                    "The record has no seat on the Council for \(known.name).",
                    remedy: "Record it, or name the meeting attended last.")
            }
            // Nothing is reckoned out of time before the record begins.
            start = max(first, state.directory.recordBegins)
        }
        var limit = SixMonthRule.lastDay(since: start, known.suspensions).day
        for earlier in known.approvals.sorted(by: { $0.on < $1.on })
        where earlier.on > start && earlier.on <= limit {
            limit = max(limit, earlier.until ?? .last)
        }
        return limit
    }
}

/// A member's seat is vacant: the council declares it (Local Government Act 1972, section 86), or it is so by death or
/// resignation (section 87).
public struct VacancyDeclared: EventPayload, Equatable {
    public static let type = "org.minuted.vacancy.declared"

    public var person = PersonID()
    public var on = CivilDate.placeholder
    public var reason = ""
    /// By what it became vacant; nil where only the declaration is recorded.
    public var cause: Ceasing?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("on", &on)
        try coder.field("reason", &reason)
        try coder.field("cause", &cause, "by what it became vacant")
    }

    public var stream: Stream { .person(person) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.directory.existing(person)
        try known.refuseUnlessCouncillor("leave a seat on the Council vacant")
        try Check.reason(reason, of: stream.text)
        if let before = known.vacancies.first(where: { $0.on == on }) {
            throw Rejection(
                "declared-once", stream.text, "The vacancy was already declared on \(before.on.spoken).",
                remedy: "Record that the seat is vacant: `minutectl seat vacate`.")
        }
    }
}

/// A stretch of days on which a member was suspended.
public struct Suspension: Held, Equatable {
    public var tenure: Tenure
}

/// The council's approval of a reason for absence.
public struct AbsenceApproval: Sendable, Equatable {
    public let decision: DecisionID
    public let on: CivilDate
    /// The last day for which it is approved; nil for until the member attends again.
    public let until: CivilDate?
    public let reason: AbsenceReason
}

/// A declared vacancy.
public struct Vacancy: Sendable, Equatable {
    public let on: CivilDate
    public let reason: String
    /// By what it became vacant; nil where only the declaration is recorded.
    public var cause: Ceasing?
    /// When somebody else got the seat; nil while it is open.
    public var filled: CivilDate?
    /// Who has the seat now, where that is recorded.
    public var filledBy: PersonID?
    /// Whether the same member was elected again.
    public var isFilledBySame = false
}

extension Person {
    mutating func evolve(_ event: PersonSuspended) {
        suspensions.append(Suspension(tenure: Tenure(from: event.from, until: event.until)))
    }
    mutating func evolve(_ event: SuspensionCorrected) { suspensions.correct(event.correction) { _ in true } }
    mutating func evolve(_ event: AbsenceApproved) {
        approvals.append(
            AbsenceApproval(
                decision: event.decision, on: event.on, until: event.until, reason: event.reason))
    }
    mutating func evolve(_ event: VacancyDeclared) {
        vacancies.append(Vacancy(on: event.on, reason: event.reason, cause: event.cause))
    }

    mutating func evolve(_ event: VacancyFilled) {
        guard !vacancies.isEmpty else { return }
        vacancies[vacancies.count - 1].filled = event.on
        vacancies[vacancies.count - 1].filledBy = event.by
        vacancies[vacancies.count - 1].isFilledBySame = event.by == id
    }

    func refuseUnlessCouncillor(
        _ what: String,
        remedy: String = "The six-month rule does not apply to co-opted members and officers."
    ) throws(Rejection) {
        guard kind != .councillor else { return }
        throw Rejection(
            "councillors-only", "person/\(id)", "\(name) is not a councillor, so cannot \(what).",
            remedy: remedy)
    }
}
