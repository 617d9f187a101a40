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
    static let queryAnswers: [String: Answer] = [
        "org.minuted.Queries.People": query(PeopleQuestion.self) { try $0.people($1) },
        "org.minuted.Queries.Person": query(PersonQuestion.self) { try $0.person($1) },
        "org.minuted.Queries.Search": query(SearchQuestion.self) { try $0.search($1) },
        "org.minuted.Queries.Interests": query(InterestsQuestion.self) { try $0.interests($1) },
        "org.minuted.Queries.MemberVotes": query(MemberVotesQuestion.self) { try $0.memberVotes($1) },
        "org.minuted.Queries.MinutesDraft": query(MinutesDraftQuestion.self) { try $0.minutesDraft($1) },
        "org.minuted.Queries.Changes": answer(ChangesQuestion.self) { desk, question in
            let moment = try desk.moment(question.scope)
            let first = try desk.entry(since: question.since ?? "today", moment.zone, now: moment.now)
            return try desk.ask(question.scope) { try $0.changes(question, from: first) }
        },
        "org.minuted.Queries.Calendar": answer(CalendarQuestion.self) { desk, question in
            let zone = try desk.moment(question.scope).zone
            return try desk.ask(question.scope) { reading in
                try reading.calendar(question) { zone.instant($0).utc() }
            }
        },
        "org.minuted.Queries.Groups": query(GroupsQuestion.self) { try $0.groups($1) },
        "org.minuted.Queries.Offices": query(OfficesQuestion.self) { try $0.offices($1) },
        "org.minuted.Queries.Bodies": query(BodiesQuestion.self) { try $0.bodies($1) },
        "org.minuted.Queries.BodyMap": query(BodyMapQuestion.self) { try $0.bodyMap($1) },
        "org.minuted.Queries.Statistics": query(StatisticsQuestion.self) { try $0.statistics($1) },
        "org.minuted.Queries.StandingQuestions": query(StandingQuestionsQuestion.self) {
            try $0.standingQuestions($1)
        },
        "org.minuted.Queries.Seats": query(SeatsQuestion.self) { try $0.seats($1) },
        "org.minuted.Queries.Meetings": list(MeetingsQuestion.self) { try $1.meetings($2) },
        "org.minuted.Queries.Meeting": query(MeetingQuestion.self) { try $0.meeting($1) },
        "org.minuted.Queries.Attendance": query(AttendanceQuestion.self) { try $0.attendance($1) },
        "org.minuted.Queries.Decisions": list(DecisionsQuestion.self) { try $1.decisions($2) },
        "org.minuted.Queries.Decision": query(DecisionQuestion.self) { try $0.decision($1) },
        "org.minuted.Queries.Pledge": query(PledgeQuestion.self) { try $0.pledge($1) },
        "org.minuted.Queries.TopTen": query(TopTenQuestion.self) { try $0.topTen($1) },
        "org.minuted.Queries.Participation": query(ParticipationQuestion.self) { try $0.participation($1) },
        "org.minuted.Queries.DBS": query(DBSQuestion.self) { try $0.checks($1) },
        "org.minuted.Queries.Places": query(PlacesQuestion.self) { try $0.places($1) },
        "org.minuted.Queries.Visits": query(VisitsQuestion.self) { try $0.visits($1) },
        "org.minuted.Queries.VisitAccount": query(VisitAccountQuestion.self) { try $0.visitAccount($1) },
        "org.minuted.Queries.NonAttendance": list(NonAttendanceQuestion.self) { desk, reading, question in
            try reading.nonAttendance(question, desk.noticeLimits.withLock { $0 })
        },
        "org.minuted.Queries.Leaders": query(LeaderQuestion.self) { try $0.leaders($1) },
        "org.minuted.Queries.Duties": query(DutiesQuestion.self) { try $0.duties($1) },
        "org.minuted.Queries.Duty": query(DutyQuestion.self) { try $0.duty($1) },
        "org.minuted.Queries.DutyCalendar": query(DutyCalendarQuestion.self) { try $0.dutyCalendar($1) },
        "org.minuted.Queries.Papers": query(PapersQuestion.self) { try $0.papers($1) },
        "org.minuted.Queries.Paper": query(PaperQuestion.self) { try $0.paper($1) },
        "org.minuted.Queries.Agendas": list(AgendasQuestion.self) { try $1.agendas($2) },
        "org.minuted.Queries.Minutes": list(MinutesQuestion.self) { try $1.minutes($2) },
        "org.minuted.Queries.Matter": query(MatterQuestion.self) { try $0.matter($1) },
        "org.minuted.Queries.Action": query(ActionQuestion.self) { try $0.action($1) },
        "org.minuted.Queries.Matters": query(MattersQuestion.self) { try $0.matters($1) },
        "org.minuted.Queries.ReportsBack": query(ReportsBackQuestion.self) { try $0.reportsBack($1) },
        "org.minuted.Queries.Briefings": query(BriefingsQuestion.self) { try $0.briefings($1) },
        "org.minuted.Queries.Actions": query(ActionsQuestion.self) { try $0.actions($1) },
        "org.minuted.Queries.Chains": query(ChainsQuestion.self) { try $0.chains($1) },
        "org.minuted.Queries.History": query(HistoryQuestion.self) { try $0.history($1) },
        "org.minuted.Queries.Findings": query(FindingsQuestion.self) { try $0.findings($1) },
        "org.minuted.Queries.Vacancies": query(VacanciesQuestion.self) { try $0.vacancies($1) },
        "org.minuted.Queries.Attachments": query(AttachmentsQuestion.self) { try $0.attachments($1) },
        "org.minuted.Queries.SixMonth": query(SixMonthQuestion.self) { try $0.sixMonth($1) },
        "org.minuted.Queries.Digest": query(DigestQuestion.self) { try $0.digest($1) },
    ]

    private static func answer<Asked: Question, Report: Record>(
        _ asked: Asked.Type, _ body: @escaping @Sendable (Desk, Asked) throws -> Report
    ) -> Answer {
        { desk, call, _, reply in
            reply.reply(ReportReply(try body(desk, try desk.read(call)), zone: desk.zoneName))
        }
    }

    private static func query<Asked: Question, Report: Record>(
        _ asked: Asked.Type, _ body: @escaping @Sendable (Reading, Asked) throws -> Report
    ) -> Answer {
        { desk, call, _, reply in
            let question: Asked = try desk.read(call)
            let report = try desk.ask(question.scope) { try body($0, question) }
            reply.reply(ReportReply(report, zone: desk.zoneName))
        }
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
