// Duties: where each stands as at a day, each time it fell due, and a year's calendar. How often a body has
// to meet is a duty of its own, which the meetings that it held discharge.

import Codec
import Governance
import Ledger
public import Reports
import SQLite

/// A duty, or a body's duty to meet, in the one form that answers are made of.
private struct Obligation {
    let id: String
    let source: String?
    let from: PartialDate
    let cadence: (CivilDate) -> Cadence?
    let what: (CivilDate) -> String
    let bearer: (CivilDate) -> Participant
    /// Others who bear it jointly.
    var jointly: [Participant] = []
    var isAssumed = false
    let discharges: [PartialDate]
    let standing: (CivilDate) -> DutyStanding
    let occurrences: (_ last: CivilDate, _ asAt: CivilDate, _ listing: CivilDate) -> [DutyOccurrence]
}

extension Reading {
    /// Duties as at the day, the most overdue first.
    public func duties(_ question: DutiesQuestion) throws -> DutiesReport {
        var report = DutiesReport()
        report.basis = basis
        let only = try question.bearer.map { name throws(Rejection) in try directory.participant(name) }
        let person = try question.person.map { name throws(Rejection) in try directory.person(name).id }
        let group = try question.group.map { name throws(Rejection) in try directory.group(name).id }
        report.duties = try obligations().filter { obligation in
            try Interest.check()
            return ([obligation.bearer(asAt)] + obligation.jointly).contains { bearer in
                only.map { $0 == directory.kept(bearer) } ?? true
                    && person.map { $0 == directory.person(for: bearer, on: asAt) } ?? true
                    && group.map { $0 == self.group(answeringFor: bearer) } ?? true
            }
        }.map(value).filter { duty in
            (question.state.map { $0 == duty.state } ?? true)
                && (question.within.map { duty.isOpen && (duty.days ?? .max) <= $0 } ?? true)
        }.sorted { ($0.due ?? .last, $0.id) < ($1.due ?? .last, $1.id) }
        return report
    }

    private func group(answeringFor bearer: Participant) -> GroupID? {
        directory.person(for: bearer, on: asAt).flatMap { directory.people[$0]?.group(on: asAt) }
    }

    /// One duty with each time that it fell due.
    public func duty(_ question: DutyQuestion) throws -> DutyReport {
        // A body's duty to meet is listed among the others, so it is shown like them.
        if let meetings = try meetings(meant: question.duty) {
            var answer = try report(of: meetings.obligation, question)
            answer.years = try meetingsAYear(of: meetings.body)
            return answer
        }
        let state = try fold(RecordTypes.duties)
        let id = try identifier("duty", question.duty, among: state.duties.keys)
        var answer = try report(of: obligation(of: state.existing(id)), question)
        // Later pages are of what comes after, not of what happened.
        if question.after == nil {
            answer.history = try history(of: .duty(id)).filter { isToday || $0.recordedDay <= asAt }
        }
        return answer
    }

    /// A body's duty to meet, by the beginning of its identifier as it is listed; nil where another duty is meant.
    private func meetings(meant reference: String) throws -> (body: Body, obligation: Obligation)? {
        let prefix = "meetings/"
        guard reference.hasPrefix(prefix) else { return try meetings(called: reference) }
        let body = try directory.body(String(reference.dropFirst(prefix.count)))
        if let obligation = try meetings(of: body) { return (body, obligation) }
        throw Rejection(
            "known-duty", reference, "The record does not say how often \(body.name) has to meet.",
            remedy: "List them with `minutectl duty list`.")
    }

    /// The one body's duty to meet, where somebody writes what the list calls it.
    private func meetings(called reference: String) throws -> (body: Body, obligation: Obligation)? {
        guard Slug.make(reference) == Slug.make(Self.toMeet) else { return nil }
        let all = try directory.bodies.values.sorted { $0.id < $1.id }.compactMap { body in
            try meetings(of: body).map { (body, $0) }
        }
        guard all.count > 1 else { return all.first }
        throw Rejection(
            "unambiguous-duty", reference, "\(all.count) bodies have to meet.",
            remedy: "Say which: give the identifier in brackets.",
            candidates: all.map { "\($0.0.name) (\($0.1.id))" })
    }

    private func report(of obligation: Obligation, _ question: DutyQuestion) throws -> DutyReport {
        var report = DutyReport()
        report.basis = basis
        report.duty = value(obligation)
        let after = try question.after.map { text throws(Rejection) in try Self.day(after: text) }
        var page = Page<DutyOccurrence>(question.limit ?? Self.mostOnPage)
        for occurrence in obligation.occurrences(asAt, asAt, .last)
        where after.map({ $0 < occurrence.due }) ?? true {
            guard page.take(occurrence) else { break }
        }
        let (listed, next) = page.done { $0.due.iso }
        (report.occurrences, report.next) = (listed.map { value($0, of: obligation) }, next)
        return report
    }

    /// The day with which the page before ended.
    private static func day(after text: some StringProtocol) throws(Rejection) -> CivilDate {
        guard let day = CivilDate(iso: String(text)) else {
            throw Rejection(
                "date", "after", "No page ends with \"\(text)\".",
                remedy: "Give what the previous page gave as `next`.")
        }
        return day
    }

    /// What falls due between two days: what was done, and what is to come.
    public func dutyCalendar(_ question: DutyCalendarQuestion) throws -> DutyCalendarReport {
        var report = DutyCalendarReport()
        report.basis = basis
        let given = try days(from: question.from, to: question.to)
        let yearBegins = CivilDate(year: asAt.year, month: 1, day: 1) ?? asAt
        report.from = given.first ?? yearBegins
        let whole = report.from.adding(years: 1)?.adding(days: -1) ?? .last
        report.to = question.to == nil ? whole : given.last
        guard report.from <= report.to, report.from.days(until: report.to) <= 3_660 else {
            throw Rejection(
                "period", "duty",
                "A calendar from \(report.from.spoken) to \(report.to.spoken) cannot be made.",
                remedy: "Ask for ten years at most.")
        }
        let only = try question.bearer.map { name throws(Rejection) in try directory.participant(name) }
        let person = try question.person.map { name throws(Rejection) in try directory.person(name).id }
        var page = CalendarPage(
            after: try question.after.map { text throws(Rejection) in try Self.place(after: text) },
            limit: question.limit ?? Self.mostOnPage)
        let obligations = try obligations()
        for (number, obligation) in obligations.enumerated() {
            try Interest.check()
            for occurrence in obligation.occurrences(report.to, asAt, report.from)
            where report.from <= occurrence.due && occurrence.due <= report.to {
                let isMeant = ([occurrence.bearer] + obligation.jointly).contains { bearer in
                    only.map { $0 == directory.kept(bearer) } ?? true
                        && person.map { $0 == directory.person(for: bearer, on: occurrence.due) } ?? true
                }
                guard isMeant else { continue }
                page.take(.init(due: occurrence.due, duty: obligation.id), number, occurrence)
            }
        }
        let (listed, next) = page.done()
        report.occurrences = listed.map { value($0.occurrence, of: obligations[$0.obligation]) }
        report.next = next
        return report
    }

    /// Where the page before ended: "2026-03-31/review-the-strategy".
    private static func place(after text: String) throws(Rejection) -> CalendarPage.Place {
        let parts = text.split(separator: "/", maxSplits: 1)
        return .init(due: try day(after: parts.first ?? ""), duty: parts.count > 1 ? String(parts[1]) : "")
    }

    /// How many times due are listed on a page at the most.
    private static let mostOnPage = 10_000

    // MARK: - Obligations

    private func obligations() throws -> [Obligation] {
        let state = try fold(RecordTypes.duties)
        let own = try state.duties.values.filter { $0.established.from.earliest <= asAt }
            .map { try obligation(of: $0) }
        return try own + directory.bodies.values.compactMap { try meetings(of: $0) }
    }

    /// One duty as at the day.
    func value(_ duty: Duty) throws -> DutyValue { value(try obligation(of: duty)) }

    private func obligation(of duty: Duty) throws -> Obligation {
        let decisions = try decision(of: duty)
        let reference = duty.established.condition
        let followers = try decisions.values.first.map { try self.followers(of: $0) } ?? [:]
        let condition = duty.condition(
            in: decisions, followers: followers[reference?.number ?? 0] ?? [], on: asAt)
        let begins = directory.recordBegins
        return Obligation(
            id: duty.id.text, source: duty.established.source, from: duty.established.from,
            cadence: { duty.version(on: $0).cadence }, what: { duty.version(on: $0).what },
            bearer: { duty.version(on: $0).bearer }, jointly: duty.established.jointly ?? [],
            isAssumed: duty.isAssumed(on: asAt), discharges: duty.discharges.map(\.on),
            standing: { duty.standing(on: $0, condition: condition, recordBegins: begins) },
            occurrences: {
                duty.occurrences(
                    through: $0, asAt: $1, condition: condition, recordBegins: begins, listing: $2)
            })
    }

    /// The decision that a duty depends on, as it was on the day.
    private func decision(of duty: Duty) throws -> [DecisionID: Decision] {
        guard let condition = duty.established.condition else { return [:] }
        var state = State()
        for step in try ledger.events(of: .decision(condition.decision), upTo: point.position) {
            guard state.decisions.isEmpty || step.event.wasDone(by: asAt, in: state) else { continue }
            state.evolve(step.event)
        }
        return state.decisions
    }

    /// A body's duty to meet as often as its terms of reference say.
    private static let toMeet = "Hold a meeting"

    private func meetings(of body: Body) throws -> Obligation? {
        guard body.ended.map({ asAt < $0.earliest }) ?? true,
            let adopted = body.adopted.last(where: { $0.from.map { $0.earliest <= asAt } ?? true }),
            let cadence = adopted.terms.cadence
        else { return nil }
        let held = try String.fetchAll(
            database,
            sql: """
                SELECT day FROM meeting
                WHERE body = ? AND status = 'held' AND kind = 'ordinary' AND day <= ? ORDER BY day
                """,
            arguments: [body.id.text, asAt.iso]
        ).compactMap { CivilDate(iso: $0) }
        // Where nothing says since when the body has met, its first meeting does.
        guard let from = adopted.from ?? body.from ?? held.first.map({ PartialDate($0) }) else { return nil }
        let begins = directory.recordBegins
        // Where its first meeting began the count, that meeting was not due: the next one is counted from it.
        let start =
            adopted.from == nil && body.from == nil
            ? Schedule.Point(from.earliest) : cadence.start(from: from)
        let occurrences = { (last: CivilDate, day: CivilDate, listing: CivilDate) in
            Schedule.occurrences(
                from: start, recordBegins: begins, through: last,
                done: held.filter { $0 <= day }, counts: cadence.counts, next: cadence.next,
                ahead: { cadence.ahead(of: $0, before: $1, leaving: Schedule.longestRun) }, listing: listing
            ).map {
                DutyOccurrence(
                    due: $0.due, done: $0.done.map { PartialDate($0) }, bearer: .body(body.id),
                    times: $0.times)
            }
        }
        return Obligation(
            id: "meetings/\(body.id)", source: "terms of reference", from: from, cadence: { _ in cadence },
            what: { _ in Self.toMeet }, bearer: { _ in .body(body.id) },
            discharges: held.map { PartialDate($0) },
            standing: { day in Duty.standing(of: occurrences(day, day, .last), on: day) },
            occurrences: occurrences)
    }

    // MARK: - Values

    private func value(_ obligation: Obligation) -> DutyValue {
        var value = DutyValue()
        (value.id, value.what) = (obligation.id, obligation.what(asAt))
        value.bearer = bearer(obligation.bearer(asAt), on: asAt)
        value.jointly = obligation.jointly.isEmpty ? nil : obligation.jointly.map { bearer($0, on: asAt) }
        value.isAssumed = obligation.isAssumed ? true : nil
        (value.cadence, value.from) = (obligation.cadence(asAt)?.text, obligation.from)
        value.source = obligation.source
        value.last = obligation.discharges.last { $0.earliest <= asAt }
        switch obligation.standing(asAt) {
        case .notBegun(let day): (value.state, value.explanation) = (.notBegun, "starts on \(day.spoken)")
        case .waits(let what): (value.state, value.explanation) = (.waiting, what)
        case .lapsed(let what): (value.state, value.explanation) = (.lapsed, what)
        case .due(let day): (value.state, value.due) = (.due, day)
        case .overdue(let day):
            (value.state, value.due) = (.overdue, day)
            let all = obligation.occurrences(asAt, asAt, .last)
            value.missed = all.reversed().prefix { $0.done == nil }
                .reduce(0) { $0 + ($1.due < asAt ? $1.times : 0) }
        case .continuing: (value.state, value.explanation) = (.continuing, "holds at all times")
        case .discharged(let day):
            (value.state, value.explanation) = (.discharged, "done on \(day.spoken)")
        case .notKnown(let day):
            (value.state, value.explanation) = (
                .notKnown, "was due by \(day.spoken), before the record begins"
            )
        case .withdrawn(let day):
            (value.state, value.explanation) = (.withdrawn, "ended on \(day.spoken)")
        }
        if let due = value.due {
            let days = asAt.days(until: due)
            value.days = days
            value.explanation = Self.sentence(due, days, missed: value.missed)
            let begins = directory.recordBegins
            if value.cadence != nil, value.last == nil, obligation.from.latest < begins {
                value.countedFrom = begins
                value.explanation += ", counted from \(begins.spoken), when the record begins"
            }
        }
        return value
    }

    private static func sentence(_ due: CivilDate, _ days: Int, missed: Int) -> String {
        let count = { (number: Int) in "\(number) day\(number == 1 ? "" : "s")" }
        if days == 0 { return "due today" }
        if days > 0 { return "due by \(due.spoken), in \(count(days))" }
        return "overdue since \(due.spoken), by \(count(-days))"
            + (missed > 1 ? ", missed \(missed) times" : "")
    }

    private func value(_ occurrence: DutyOccurrence, of obligation: Obligation) -> DutyOccurrenceValue {
        var value = DutyOccurrenceValue()
        (value.duty, value.what) = (obligation.id, obligation.what(occurrence.due))
        // Who did it is named, else who had to.
        let day = occurrence.done?.latest ?? occurrence.due
        value.bearer = bearer(occurrence.bearer, on: day)
        value.jointly = obligation.jointly.isEmpty ? nil : obligation.jointly.map { bearer($0, on: day) }
        (value.due, value.done) = (occurrence.due, occurrence.done)
        value.times = occurrence.times > 1 ? occurrence.times : nil
        value.outcome =
            switch occurrence.done {
            case let done? where done.latest <= occurrence.due: .onTime
            case let done? where done.earliest <= occurrence.due: .notKnown
            case .some: .late
            case nil: occurrence.due < asAt ? .missed : .toCome
            }
        return value
    }
}

/// One page of a calendar: of all that it is given, in any order, the first few behind a place.
private struct CalendarPage {
    struct Place: Comparable {
        let due: CivilDate
        let duty: String

        static func < (one: Place, other: Place) -> Bool { (one.due, one.duty) < (other.due, other.duty) }
    }

    let after: Place?
    let limit: Int
    private var found: [(place: Place, obligation: Int, occurrence: DutyOccurrence)] = []

    init(after: Place?, limit: Int) { (self.after, self.limit) = (after, max(limit, 1)) }

    /// Takes one in; those that no page of this length can have are let go of, so that memory stays bounded.
    mutating func take(_ place: Place, _ obligation: Int, _ occurrence: DutyOccurrence) {
        if let after, place <= after { return }
        found.append((place, obligation, occurrence))
        if found.count > 2 * limit + 100 { cut() }
    }

    private mutating func cut() {
        found.sort { $0.place < $1.place }
        found.removeLast(max(0, found.count - limit - 1))
    }

    mutating func done() -> ([(obligation: Int, occurrence: DutyOccurrence)], next: String?) {
        cut()
        let page = found.prefix(limit)
        let next = found.count > limit ? page.last.map { "\($0.place.due.iso)/\($0.place.duty)" } : nil
        return (page.map { ($0.obligation, $0.occurrence) }, next)
    }
}

extension DutyValue {
    /// Whether somebody has to do something.
    var isOpen: Bool { state == .due || state == .overdue }
}
