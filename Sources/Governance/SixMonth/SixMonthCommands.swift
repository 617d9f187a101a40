// Commands about what the six-month rule rests on.

public import Codec

/// Records that a member is suspended.
public struct SuspendPerson: Command {
    public var person = ""
    public var from: String?
    public var until: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("from", &from, "the first day; today if left out")
        try coder.field("until", &until, "the day it ends")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        var event = PersonSuspended()
        (event.person, event.reason) = (known.id, reason)
        event.from = try context.partialDate(from, "from")
        event.until = try until.map { text throws(Rejection) in try context.partialDate(text, "until") }
        let tenure = Tenure(from: event.from, until: event.until)
        return known.suspensions.contains { $0.tenure == tenure } ? [] : [.personSuspended(event)]
    }
}

/// Corrects the dates of a suspension, or says when it ends.
public struct CorrectSuspension: Command {
    public var person = ""
    public var dates = CorrectedDates()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try dates.fields(&coder)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        var event = SuspensionCorrected()
        event.person = known.id
        event.correction = try dates.correction(in: context)
        return event.correction.changes(known.suspensions) ? [.suspensionCorrected(event)] : []
    }
}

/// Records that the Council approved the reason for which a member attends no meetings.
public struct ApproveAbsence: Command {
    public var person = ""
    public var decision = ""
    public var since: String?
    public var until: String?
    public var reason = AbsenceReason.other

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("decision", &decision, "the Council's")
        try coder.field("since", &since, "the meeting last attended; left out where none was since election")
        try coder.field(
            "until", &until, "the last day for which it is approved; until they attend if left out")
        try coder.defaulted("reason", &reason, "a code, never words about a person")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [.decision(decision)]
            + (since.map { [MeetingReference.need($0, in: directory, on: today)] } ?? [])
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        let decision = try context.decision(decision)
        let recorded = known.approvals.first { $0.decision == decision.id }
        var event = AbsenceApproved()
        (event.person, event.decision, event.reason) = (known.id, decision.id, reason)
        event.since = try since.map { text throws(Rejection) in try context.meeting(text).id }
        event.until = try until.map { text throws(Rejection) in try context.date(text, "until") }
        guard let day = decision.dated.date else {
            throw Rejection(
                "approved-by-council", "decision/\(decision.id)",
                "On which day of \(decision.dated.inFull) the Council decided this is not recorded.",
                remedy: "Record the day: `minutectl decision correct \(decision.id) made DATE --reason …`.")
        }
        event.on = day
        guard let recorded else { return [.absenceApproved(event)] }
        guard recorded.until == event.until, recorded.reason == event.reason else {
            throw Rejection(
                "approved-once", "person/\(known.id)",
                "The approval by \(decision.id) is in the record, with another last day or reason.",
                remedy: "Undo that entry first: `minutectl record take-back ENTRY`.")
        }
        return []
    }
}

/// Records that a vacancy is declared (section 86).
public struct DeclareVacancy: Command {
    public var person = ""
    public var on: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("on", &on, "the day; today if left out")
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.directory.person(person)
        var event = VacancyDeclared()
        (event.person, event.reason) = (known.id, reason)
        event.on = try context.date(on, "on")
        // One seat is vacant once, until it is filled.
        guard let before = known.vacancies.last(where: { $0.on == event.on || $0.filled == nil }) else {
            return [.vacancyDeclared(event)]
        }
        guard before.reason != reason || before.on != event.on else { return [] }
        throw Rejection(
            "vacancy-declared", "person/\(known.id)",
            "A vacancy from \(before.on.spoken) is already in the record, for the reason \"\(before.reason)\".",
            remedy:
                "If that is wrong, undo its entry and record it again: `minutectl record history person/\(known.id)`"
                + " has its number for `minutectl record take-back`.")
    }
}
