// The verbs about statistics and standing questions, and about who chaired.

import Governance
import Reports

extension VerbTable {
    static let statistics: [Verb] = [
        Verb(
            ReportStatistic.self, "statistic report", "Record a statistic that was reported at a meeting",
            [StatisticReported.self], effective: "at the meeting", correctedBy: "record take-back"),
        Verb(
            StatisticsQuestion.self, "statistic list",
            "List statistics reported to bodies, with period, source and meeting"),
        Verb(
            PutQuestion.self, "question put", "Record that a standing question was asked, and the answer",
            [QuestionPut.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            StandingQuestionsQuestion.self, "question list",
            "List standing questions: asked and answered at which decisions and of which reports"),
        Verb(
            ChairMeeting.self, "meeting chair", "Record who chaired a meeting", [MeetingChaired.self],
            effective: "at the meeting", correctedBy: "meeting chair, record take-back"),
    ]
}
