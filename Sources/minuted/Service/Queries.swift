// Queries: what the projections say, at one moment that takes in everything acknowledged before the asking.

import Codec
import Control
import ControlServer
import Governance
import Ledger
import Projections
import RecordKeeping
import Reports
import Synchronization

extension Desk {
    static let queryAnswers: [(method: String, answer: Answer)] = [
        query(PeopleQuestion.self) { try $0.people($1) },
        query(PersonQuestion.self) { try $0.person($1) },
        query(SearchQuestion.self) { try $0.search($1) },
        query(InterestsQuestion.self) { try $0.interests($1) },
        query(MemberVotesQuestion.self) { try $0.memberVotes($1) },
        query(MinutesDraftQuestion.self) { try $0.minutesDraft($1) },
        answer(ChangesQuestion.self) { desk, question in
            let moment = try desk.moment(question.scope)
            let first = try desk.entry(since: question.since ?? "today", moment.zone, now: moment.now)
            return try desk.ask(question.scope) { try $0.changes(question, from: first) }
        },
        answer(CalendarQuestion.self) { desk, question in
            let zone = try desk.moment(question.scope).zone
            return try desk.ask(question.scope) { reading in
                try reading.calendar(question) { zone.instant($0).utc() }
            }
        },
        query(GroupsQuestion.self) { try $0.groups($1) },
        query(OfficesQuestion.self) { try $0.offices($1) },
        query(BodiesQuestion.self) { try $0.bodies($1) },
        query(BodyMapQuestion.self) { try $0.bodyMap($1) },
        query(StatisticsQuestion.self) { try $0.statistics($1) },
        query(StandingQuestionsQuestion.self) {
            try $0.standingQuestions($1)
        },
        query(SeatsQuestion.self) { try $0.seats($1) },
        list(MeetingsQuestion.self) { try $1.meetings($2) },
        query(MeetingQuestion.self) { try $0.meeting($1) },
        query(AttendanceQuestion.self) { try $0.attendance($1) },
        list(DecisionsQuestion.self) { try $1.decisions($2) },
        query(DecisionQuestion.self) { try $0.decision($1) },
        query(PledgeQuestion.self) { try $0.pledge($1) },
        query(TopTenQuestion.self) { try $0.topTen($1) },
        query(ParticipationQuestion.self) { try $0.participation($1) },
        query(DBSQuestion.self) { try $0.checks($1) },
        query(PlacesQuestion.self) { try $0.places($1) },
        query(VisitsQuestion.self) { try $0.visits($1) },
        query(VisitAccountQuestion.self) { try $0.visitAccount($1) },
        list(NonAttendanceQuestion.self) { desk, reading, question in
            try reading.nonAttendance(question, desk.noticeLimits.withLock { $0 })
        },
        query(LeaderQuestion.self) { try $0.leaders($1) },
        query(DutiesQuestion.self) { try $0.duties($1) },
        query(DutyQuestion.self) { try $0.duty($1) },
        query(DutyCalendarQuestion.self) { try $0.dutyCalendar($1) },
        query(PapersQuestion.self) { try $0.papers($1) },
        query(PaperQuestion.self) { try $0.paper($1) },
        list(AgendasQuestion.self) { try $1.agendas($2) },
        list(MinutesQuestion.self) { try $1.minutes($2) },
        query(MatterQuestion.self) { try $0.matter($1) },
        query(ActionQuestion.self) { try $0.action($1) },
        query(MattersQuestion.self) { try $0.matters($1) },
        query(ReportsBackQuestion.self) { try $0.reportsBack($1) },
        query(BriefingsQuestion.self) { try $0.briefings($1) },
        query(ActionsQuestion.self) { try $0.actions($1) },
        query(ChainsQuestion.self) { try $0.chains($1) },
        query(HistoryQuestion.self) { try $0.history($1) },
        query(FindingsQuestion.self) { try $0.findings($1) },
        query(VacanciesQuestion.self) { try $0.vacancies($1) },
        query(AttachmentsQuestion.self) { try $0.attachments($1) },
        query(SixMonthQuestion.self) { try $0.sixMonth($1) },
        query(DigestQuestion.self) { try $0.digest($1) },
    ]

    private static func answer<Asked: Question>(
        _ asked: Asked.Type, _ body: @escaping @Sendable (Desk, Asked) throws -> Asked.Answer
    ) -> (method: String, answer: Answer) {
        let answer: Answer = { desk, call, _, reply in
            reply.reply(ReportReply(try body(desk, try desk.read(call)), zone: desk.zoneName))
        }
        return (Asked.fullMethod, answer)
    }

    private static func query<Asked: Question>(
        _ asked: Asked.Type, _ body: @escaping @Sendable (Reading, Asked) throws -> Asked.Answer
    ) -> (method: String, answer: Answer) {
        answer(asked) { desk, question in try desk.ask(question.scope) { try body($0, question) } }
    }

    /// Asks a query of the moment that the scope means.
    func ask<Value>(_ scope: Scope, _ query: (Reading) throws -> Value) throws -> Value {
        let moment = try moment(scope)
        let known = try scope.asKnownOn.map { try entry(knownOn: $0, moment.zone, now: moment.now) }
        return try projections.ask(asAt: moment.asAt, asKnownOn: known, now: moment.now, query)
    }

    /// The moment that a scope means, once the projections have taken in what it needs.
    func moment(_ scope: Scope) throws -> (zone: CouncilClock, now: CivilDateTime, asAt: CivilDate?) {
        let end = committed.last
        // What was acknowledged before the asking has been waited for already, without a thread.
        let atLeast = try entryNumber(scope.atLeast, "atleast", in: 0...end) ?? 0
        if !projections.waitFor(atLeast, milliseconds: 1_000), let reason = projections.reasonBehind(atLeast)
        {
            throw IntakeFailure.unavailable(reason)
        }
        let zone = try zone()
        let now = zone.local(clock.now())
        let asAt = try scope.asAt.map { text throws(Rejection) in try day(text, "asat", today: now.date) }
        return (zone, now, asAt)
    }

    /// The council's time zone, which never changes once it is there; nil while there is no council.
    var zoneName: String? {
        if let known = knownZone.withLock({ $0 }) { return known }
        let name = try? projections.read { _, directory, _ in directory.council?.timeZone }
        knownZone.withLock { $0 = name }
        return name
    }

    private func zone() throws -> CouncilClock {
        guard let name = zoneName else { throw Rejection.noCouncil }
        return try CouncilClock(zone: name)
    }

    private func day(_ text: String, _ field: String, today: CivilDate) throws(Rejection) -> CivilDate {
        let day: CivilDate
        do throws(DateError) { day = try SpokenDate(today: today).date(text) } catch {
            throw Rejection("date", field, error.message, remedy: error.instead)
        }
        do throws(FieldError) { try day.check(.bounds) } catch {
            throw Rejection("date", field, "\(error).", remedy: "Check the year.")
        }
        return day
    }

    /// The first entry that was recorded on a day or later, or at a time or later, or has a number or a higher one.
    private func entry(since text: String, _ zone: CouncilClock, now: CivilDateTime) throws -> Int {
        if Int(text) != nil { return try entry(knownOn: text, zone, now: now) }
        let moment =
            try time(text, zone, now: now)
            ?? LogInstant(zone.instant(try day(text, "since", today: now.date).start))
        return try ledger.lastSeq(recordedBy: LogInstant(milliseconds: moment.milliseconds - 1)) + 1
    }

    /// A time as people write it: "24 November 2026 4pm", "5 minutes ago"; nil where the text is none.
    private func time(_ text: String, _ zone: CouncilClock, now: CivilDateTime) -> LogInstant? {
        if let instant = LogInstant(rfc3339: text) { return instant }
        let spoken = SpokenDate(today: now.date)
        let ago = SpokenDate.secondsAgo(text).flatMap { now.adding(seconds: -$0) }
        return (ago ?? (try? spoken.dateTime(text))).map { LogInstant(zone.instant($0)) }
    }

    /// The entry up to which the record was known: an entry's number, a time, or the end of a day.
    func entry(knownOn text: String, _ zone: CouncilClock, now: CivilDateTime) throws -> Int {
        if let number = Int(text) {
            let last = committed.last
            guard (1...max(last, 1)).contains(number) else {
                throw Rejection(
                    "known-entry", "log", "There is no entry \(number): the log has \(last).",
                    remedy: "Give the number of an entry, or a day.")
            }
            return number
        }
        if let moment = time(text, zone, now: now) { return try ledger.lastSeq(recordedBy: moment) }
        let end = LogInstant(zone.instant(try day(text, "asknownon", today: now.date).end))
        return try ledger.lastSeq(recordedBy: LogInstant(milliseconds: end.milliseconds - 1))
    }
}

extension LogInstant {
    fileprivate init(_ instant: Instant) { self.init(milliseconds: Int(instant.microseconds / 1_000)) }
}
