// The verbs about duties, reports, agendas, minutes, matters and actions: those that record and those that ask.

import Governance
import Reports

extension VerbTable {
    static let business: [Verb] = duties + papers + agendas + matters + actions

    private static let duties: [Verb] = [
        Verb(
            EstablishDuty.self, "duty establish", "Lay a duty on an office or a body", [DutyEstablished.self],
            effective: "on the first day on which it is a duty", correctedBy: "duty change, duty withdraw"),
        Verb(
            ChangeDuty.self, "duty change", "Lay a duty down anew from a day on", [DutyChanged.self],
            effective: "on the first day on which it holds as changed", correctedBy: "duty change"),
        Verb(
            DischargeDuty.self, "duty discharge", "Record that a duty was done, and what shows it",
            [DutyDischarged.self], effective: "on the day on which it was done", correctedBy: "duty take-back"
        ),
        Verb(
            TakeBackDischarge.self, "duty take-back", "Take back the discharge of a duty",
            [DutyDischargeWithdrawn.self], effective: "when recorded", correctedBy: "duty discharge"),
        Verb(
            WithdrawDuty.self, "duty withdraw", "Record that a duty is one no longer", [DutyWithdrawn.self],
            effective: "on the first day on which it is no duty", correctedBy: "record take-back"),
        Verb(
            .queries, "Duties", .reader, "duty list", "Duties, with what is due and overdue",
            DutiesQuestion.self, ReportReply<DutiesReport>.self),
        Verb(
            .queries, "Duty", .reader, "duty show", "One duty, with each time it fell due and what was done",
            DutyQuestion.self, ReportReply<DutyReport>.self),
        Verb(
            .queries, "DutyCalendar", .reader, "duty calendar", "What falls due in a year, day by day",
            DutyCalendarQuestion.self, ReportReply<DutyCalendarReport>.self),
    ]

    private static let papers: [Verb] = [
        Verb(
            SubmitPaper.self, "paper submit", "Record a report submitted to a body", [PaperSubmitted.self],
            effective: "on the day of the meeting or of submission",
            correctedBy: "paper correct, paper withdraw"),
        Verb(
            AddImplication.self, "paper add-implication", "Add a paragraph on implications to a report",
            [PaperImplicationAdded.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            CorrectPaper.self, "paper correct", "Correct a part of a report", [PaperCorrected.self],
            effective: "when recorded", correctedBy: "paper correct"),
        Verb(
            WithdrawPaper.self, "paper withdraw", "Take a report back", [PaperWithdrawn.self],
            effective: "when recorded", correctedBy: "record take-back"),
        Verb(
            .queries, "Papers", .reader, "paper list", "Reports, with what they lack",
            PapersQuestion.self, ReportReply<PapersReport>.self),
        Verb(
            .queries, "Paper", .reader, "paper show", "One report whole, with what it lacks",
            PaperQuestion.self, ReportReply<PaperReport>.self),
    ]

    private static let agendas: [Verb] = [
        Verb(
            TableItem.self, "agenda table", "Put an item on a meeting's agenda", [ItemTabled.self],
            effective: "when recorded", correctedBy: "agenda remove"),
        Verb(
            RemoveItem.self, "agenda remove", "Take an item off a meeting's agenda", [ItemRemoved.self],
            effective: "when recorded", correctedBy: "agenda table"),
        Verb(
            PublishAgenda.self, "agenda publish", "Record that a meeting's agenda was published",
            [AgendaPublished.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            RecordMinutes.self, "minutes record",
            "Record that minutes were drafted, approved, signed or presented", [MinutesRecorded.self],
            effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            .queries, "Agendas", .reader, "agenda list",
            "Meetings' agendas, with the standing items that were missing",
            AgendasQuestion.self, ReportReply<AgendasReport>.self),
        Verb(
            .queries, "Minutes", .reader, "minutes list",
            "How far meetings' minutes have come, and where they have not been presented",
            MinutesQuestion.self, ReportReply<MinutesReport>.self),
    ]

    private static let matters: [Verb] = [
        Verb(
            RaiseMatter.self, "matter raise",
            "Put advice, an issue, a summons or another matter to somebody", [MatterRaised.self],
            effective: "on the day given", correctedBy: "matter close"),
        Verb(
            AnswerMatter.self, "matter answer", "Record the answer to a matter", [MatterAnswered.self],
            effective: "on the day given", correctedBy: "matter reopen, record take-back"),
        Verb(
            CloseMatter.self, "matter close", "Close a matter without an answer", [MatterClosed.self],
            effective: "on the day given", correctedBy: "matter reopen"),
        Verb(
            ReopenMatter.self, "matter reopen", "Take up a matter again", [MatterReopened.self],
            effective: "on the day given", correctedBy: "matter close"),
        Verb(
            .queries, "Matters", .reader, "matter list", "Matters, with how long they have waited for whom",
            MattersQuestion.self, ReportReply<MattersReport>.self),
        Verb(
            .queries, "ReportsBack", .reader, "matter reports-back",
            "Members who have not reported back since the last meeting",
            ReportsBackQuestion.self, ReportReply<ReportsBackReport>.self),
        Verb(
            .queries, "Briefings", .reader, "matter briefings",
            "Briefings of bodies, and their members who have not been briefed",
            BriefingsQuestion.self, ReportReply<BriefingsReport>.self),
    ]

    private static let actions: [Verb] = [
        Verb(
            RaiseAction.self, "action raise", "Record what somebody is to do", [ActionRaised.self],
            effective: "on the day given", correctedBy: "action withdraw"),
        Verb(
            ProgressAction.self, "action progress", "Record how far an action has come",
            [ActionProgressed.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            CompleteAction.self, "action complete", "Record that an action is done", [ActionCompleted.self],
            effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            WithdrawAction.self, "action withdraw", "Record that an action is given up",
            [ActionWithdrawn.self], effective: "on the day given",
            correctedBy: "action raise, for another action"),
        Verb(
            .queries, "Actions", .reader, "action list",
            "Actions, with those overdue and those reported by exception",
            ActionsQuestion.self, ReportReply<ActionsReport>.self),
        Verb(
            .queries, "Chains", .reader, "decision chain",
            "How recommendations went from body to body, and where they wait",
            ChainsQuestion.self, ReportReply<ChainsReport>.self),
    ]
}
