// The questions about duties, reports, agendas, minutes, matters, actions and chains, and their answers.

import Reports

extension DutiesReport: Answering { var isEmpty: Bool { duties.isEmpty } }
extension DutyReport: Answering { var isEmpty: Bool { false } }
extension DutyCalendarReport: Answering { var isEmpty: Bool { occurrences.isEmpty } }
extension PapersReport: Answering { var isEmpty: Bool { papers.isEmpty } }
extension PaperReport: Answering { var isEmpty: Bool { false } }
extension AgendasReport: Answering { var isEmpty: Bool { agendas.isEmpty } }
extension MinutesReport: Answering { var isEmpty: Bool { minutes.isEmpty } }
extension MattersReport: Answering { var isEmpty: Bool { matters.isEmpty } }
extension MatterReport: Answering { var isEmpty: Bool { false } }
extension ActionReport: Answering { var isEmpty: Bool { false } }
extension ReportsBackReport: Answering { var isEmpty: Bool { members.isEmpty } }
extension BriefingsReport: Answering { var isEmpty: Bool { briefings.isEmpty } }
extension ActionsReport: Answering { var isEmpty: Bool { actions.isEmpty } }
extension ChainsReport: Answering { var isEmpty: Bool { chains.isEmpty } }

// That nothing is wrong or vacant is an answer too.
extension FindingsReport: Answering { var isEmpty: Bool { false } }
extension VacanciesReport: Answering { var isEmpty: Bool { false } }
extension FindingsQuestion: Askable {
    typealias Answer = FindingsReport
    static let method = "Findings"
}
extension VacanciesQuestion: Askable {
    typealias Answer = VacanciesReport
    static let method = "Vacancies"
}
extension BodyMapReport: Answering { var isEmpty: Bool { links.isEmpty && unlinked.isEmpty } }
extension StatisticsReport: Answering { var isEmpty: Bool { statistics.isEmpty } }
extension StandingQuestionsReport: Answering { var isEmpty: Bool { questions.isEmpty } }
extension BodyMapQuestion: Askable {
    typealias Answer = BodyMapReport
    static let method = "BodyMap"
}
extension StatisticsQuestion: Askable {
    typealias Answer = StatisticsReport
    static let method = "Statistics"
}
extension StandingQuestionsQuestion: Askable {
    typealias Answer = StandingQuestionsReport
    static let method = "StandingQuestions"
}
extension BriefingsQuestion: Askable {
    typealias Answer = BriefingsReport
    static let method = "Briefings"
}
extension HistoryReport: Answering { var isEmpty: Bool { steps.isEmpty } }
extension HistoryQuestion: Askable {
    typealias Answer = HistoryReport
    static let method = "History"
}
extension AttachmentsReport: Answering { var isEmpty: Bool { attachments.isEmpty } }

extension AttachmentsQuestion: Askable {
    typealias Answer = AttachmentsReport
    static let method = "Attachments"
}
extension DutiesQuestion: Askable {
    typealias Answer = DutiesReport
    static let method = "Duties"
}
extension DutyQuestion: Askable {
    typealias Answer = DutyReport
    static let method = "Duty"
}
extension DutyCalendarQuestion: Askable {
    typealias Answer = DutyCalendarReport
    static let method = "DutyCalendar"
}
extension PapersQuestion: Askable {
    typealias Answer = PapersReport
    static let method = "Papers"
}
extension PaperQuestion: Askable {
    typealias Answer = PaperReport
    static let method = "Paper"
}
extension AgendasQuestion: Askable {
    typealias Answer = AgendasReport
    static let method = "Agendas"
}
extension MinutesQuestion: Askable {
    typealias Answer = MinutesReport
    static let method = "Minutes"
}
extension MattersQuestion: Askable {
    typealias Answer = MattersReport
    static let method = "Matters"
}
extension ReportsBackQuestion: Askable {
    typealias Answer = ReportsBackReport
    static let method = "ReportsBack"
}
extension ActionsQuestion: Askable {
    typealias Answer = ActionsReport
    static let method = "Actions"
}
extension ChainsQuestion: Askable {
    typealias Answer = ChainsReport
    static let method = "Chains"
}
extension MatterQuestion: Askable {
    typealias Answer = MatterReport
    static let method = "Matter"
}
extension ActionQuestion: Askable {
    typealias Answer = ActionReport
    static let method = "Action"
}
