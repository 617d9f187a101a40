// The questions of the council's benchmark: all that the projections answer, whole, and those that lists begin with.

import Codec
import Governance
import Projections
import Reports

extension CouncilBenchmark {
    static var questions: [CouncilQuestion] { firstScreens + register + meetings + decisions + business }

    /// What `status` asks, and the first fifty of each long list.
    private static var firstScreens: [CouncilQuestion] {
        [
            CouncilQuestion(
                "status",
                asking: { reading in
                    var report = StatusReport()
                    try reading.fill(&report)
                    return report.json
                }),
            CouncilQuestion("decision list, first 50", DecisionsQuestion.about { $0.limit = 50 }) {
                try $0.decisions($1)
            },
            CouncilQuestion("meeting list, first 50", MeetingsQuestion.about { $0.limit = 50 }) {
                try $0.meetings($1)
            },
            CouncilQuestion("agenda list, first 50", AgendasQuestion.about { $0.limit = 50 }) {
                try $0.agendas($1)
            },
            CouncilQuestion("minutes list, first 50", MinutesQuestion.about { $0.limit = 50 }) {
                try $0.minutes($1)
            },
            CouncilQuestion("report non-attendance, first 50", NonAttendanceQuestion.about { $0.limit = 50 })
            {
                try $0.nonAttendance($1)
            },
        ]
    }

    private static var register: [CouncilQuestion] {
        [
            CouncilQuestion("person list", PeopleQuestion()) { try $0.people($1) },
            CouncilQuestion("group list", GroupsQuestion()) { try $0.groups($1) },
            CouncilQuestion("office list", OfficesQuestion()) { try $0.offices($1) },
            CouncilQuestion("body list", BodiesQuestion()) { try $0.bodies($1) },
            CouncilQuestion("seat list", SeatsQuestion()) { try $0.seats($1) },
            CouncilQuestion("seat vacancies", VacanciesQuestion()) { try $0.vacancies($1) },
            CouncilQuestion("report dbs", DBSQuestion()) { try $0.checks($1) },
        ]
    }

    private static var meetings: [CouncilQuestion] {
        [
            CouncilQuestion("meeting list", MeetingsQuestion()) { try $0.meetings($1) },
            CouncilQuestion("meeting list, one body", MeetingsQuestion.about { $0.body = "body-7" }) {
                try $0.meetings($1)
            },
            CouncilQuestion("report attendance", AttendanceQuestion()) { try $0.attendance($1) },
            CouncilQuestion(
                "report attendance, one member", AttendanceQuestion.about { $0.person = "councillor-40" }
            ) {
                try $0.attendance($1)
            },
            CouncilQuestion("report attendance, one body", AttendanceQuestion.about { $0.body = "body-7" }) {
                try $0.attendance($1)
            },
            CouncilQuestion("report non-attendance", NonAttendanceQuestion()) { try $0.nonAttendance($1) },
            CouncilQuestion(
                "report non-attendance, one body", NonAttendanceQuestion.about { $0.body = "body-7" }
            ) {
                try $0.nonAttendance($1)
            },
            CouncilQuestion(
                "report non-attendance, one member",
                NonAttendanceQuestion.about { $0.person = "councillor-40" }
            ) {
                try $0.nonAttendance($1)
            },
            CouncilQuestion("report six-month", SixMonthQuestion()) { try $0.sixMonth($1) },
            CouncilQuestion(
                "report six-month, one member", SixMonthQuestion.about { $0.person = "councillor-60" }
            ) {
                try $0.sixMonth($1)
            },
            CouncilQuestion("report participation", ParticipationQuestion()) { try $0.participation($1) },
            CouncilQuestion(
                "report participation, one member",
                ParticipationQuestion.about { $0.person = "councillor-40" }
            ) {
                try $0.participation($1)
            },
            CouncilQuestion("agenda list", AgendasQuestion()) { try $0.agendas($1) },
            CouncilQuestion("agenda list, one body", AgendasQuestion.about { $0.body = "body-7" }) {
                try $0.agendas($1)
            },
            CouncilQuestion("minutes list", MinutesQuestion()) { try $0.minutes($1) },
            CouncilQuestion("minutes list, one body", MinutesQuestion.about { $0.body = "body-7" }) {
                try $0.minutes($1)
            },
        ]
    }

    private static var decisions: [CouncilQuestion] {
        [
            CouncilQuestion("decision list", DecisionsQuestion()) { try $0.decisions($1) },
            CouncilQuestion("decision list, one body", DecisionsQuestion.about { $0.body = "body-7" }) {
                try $0.decisions($1)
            },
            CouncilQuestion(
                "decision list, open to call-in", DecisionsQuestion.about { $0.filter = .callable }
            ) {
                try $0.decisions($1)
            },
            CouncilQuestion(
                "decision list, awaiting ratification", DecisionsQuestion.about { $0.filter = .awaiting }
            ) {
                try $0.decisions($1)
            },
            CouncilQuestion(
                "decision list, one person's", DecisionsQuestion.about { $0.person = "councillor-40" }
            ) {
                try $0.decisions($1)
            },
            CouncilQuestion("decision show", DecisionQuestion.about { $0.decision = "decision-100" }) {
                try $0.decision($1)
            },
            CouncilQuestion("decision chain", ChainsQuestion()) { try $0.chains($1) },
            CouncilQuestion("decision chain, one", ChainsQuestion.about { $0.decision = "decision-100" }) {
                try $0.chains($1)
            },
        ]
    }

    private static var business: [CouncilQuestion] {
        [
            CouncilQuestion("report digest", DigestQuestion()) { try $0.digest($1) },
            CouncilQuestion("report findings", FindingsQuestion()) { try $0.findings($1) },
            CouncilQuestion("report findings, one body", FindingsQuestion.about { $0.body = "body-7" }) {
                try $0.findings($1)
            },
            CouncilQuestion("duty list", DutiesQuestion()) { try $0.duties($1) },
            CouncilQuestion("paper list", PapersQuestion()) { try $0.papers($1) },
            CouncilQuestion("matter list", MattersQuestion()) { try $0.matters($1) },
            CouncilQuestion("matter reports-back", ReportsBackQuestion()) { try $0.reportsBack($1) },
            CouncilQuestion("action list", ActionsQuestion()) { try $0.actions($1) },
            CouncilQuestion("visit list", VisitsQuestion()) { try $0.visits($1) },
            CouncilQuestion("attachment list", AttachmentsQuestion()) { try $0.attachments($1) },
            CouncilQuestion("record history", HistoryQuestion.about { $0.record = "decision/decision-100" }) {
                try $0.history($1)
            },
        ]
    }
}

extension Question {
    fileprivate static func about(_ fill: (inout Self) -> Void) -> Self {
        var question = Self()
        fill(&question)
        return question
    }
}
