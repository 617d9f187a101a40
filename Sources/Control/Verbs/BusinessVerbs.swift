// The verbs about duties, reports, agendas, minutes, matters and actions: those that record and those that ask.

import Governance
import Reports

extension VerbTable {
    static let business: [Verb] = duties + papers + agendas + matters + actions

    private static let duties: [Verb] = [
        Verb(
            EstablishDuty.self, "duty establish", "Give an office or a body a duty", [DutyEstablished.self],
            effective: "on the first day of the duty", correctedBy: "duty change, duty withdraw"),
        Verb(
            ChangeDuty.self, "duty change", "Change a duty from a given date", [DutyChanged.self],
            effective: "on the first day of the change", correctedBy: "duty change"),
        Verb(
            DischargeDuty.self, "duty discharge", "Record that a duty was done, and what shows it",
            [DutyDischarged.self], effective: "on the day on which it was done", correctedBy: "duty take-back"
        ),
        Verb(
            TakeBackDischarge.self, "duty take-back", "Undo the discharge of a duty",
            [DutyDischargeWithdrawn.self], effective: "when recorded", correctedBy: "duty discharge"),
        Verb(
            WithdrawDuty.self, "duty withdraw", "End a duty", [DutyWithdrawn.self],
            effective: "on the day the duty ends", correctedBy: "record take-back"),
        Verb(DutiesQuestion.self, "duty list", "List duties, with what is due and overdue"),
        Verb(DutyQuestion.self, "duty show", "Show a duty, each date it was due and what was done"),
        Verb(DutyCalendarQuestion.self, "duty calendar", "Show what is due in a year, day by day"),
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
            WithdrawPaper.self, "paper withdraw", "Withdraw a report", [PaperWithdrawn.self],
            effective: "when recorded", correctedBy: "record take-back"),
        Verb(PapersQuestion.self, "paper list", "List reports and what is missing from each"),
        Verb(PaperQuestion.self, "paper show", "Show a report and what is missing from it"),
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
            ExceptMeetingNotice.self, "agenda except",
            "Record short notice of a meeting and who agreed to it",
            [MeetingNoticeExcepted.self], effective: "on the day of the agreement",
            correctedBy: "record take-back"),
        Verb(
            RecordMinutes.self, "minutes record",
            "Record that minutes were drafted, approved, signed or presented", [MinutesRecorded.self],
            effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            AgendasQuestion.self, "agenda list",
            "List agendas and the standing items missing from them", streams: .offered),
        Verb(
            MinutesQuestion.self, "minutes list",
            "List minutes, how far each has got and where they have not been presented", streams: .offered),
    ]

    private static let matters: [Verb] = [
        Verb(
            RaiseMatter.self, "matter raise",
            "Put advice, an issue, a summons or another matter to a body or person", [MatterRaised.self],
            effective: "on the day given", correctedBy: "matter close"),
        Verb(
            AnswerMatter.self, "matter answer", "Record the answer to a matter", [MatterAnswered.self],
            effective: "on the day given", correctedBy: "matter reopen, record take-back"),
        Verb(
            CloseMatter.self, "matter close", "Close a matter without an answer", [MatterClosed.self],
            effective: "on the day given", correctedBy: "matter reopen"),
        Verb(
            ReopenMatter.self, "matter reopen", "Reopen a matter", [MatterReopened.self],
            effective: "on the day given", correctedBy: "matter close"),
        Verb(MatterQuestion.self, "matter show", "Show a matter, who raised it and what was answered"),
        Verb(MattersQuestion.self, "matter list", "List matters, how long each has waited and for whom"),
        Verb(
            ReportsBackQuestion.self, "matter reports-back",
            "List members who have not reported back since the last meeting"),
        Verb(
            BriefingsQuestion.self, "matter briefings",
            "List briefings of bodies and the members not yet briefed"),
    ]

    private static let actions: [Verb] = [
        Verb(
            RaiseAction.self, "action raise", "Record an action and who is to do it", [ActionRaised.self],
            effective: "on the day given", correctedBy: "action withdraw"),
        Verb(
            ProgressAction.self, "action progress", "Record progress on an action",
            [ActionProgressed.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            CompleteAction.self, "action complete", "Record that an action is done", [ActionCompleted.self],
            effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            WithdrawAction.self, "action withdraw", "Record that an action is abandoned",
            [ActionWithdrawn.self], effective: "on the day given",
            correctedBy: "action raise, for another action"),
        Verb(ActionQuestion.self, "action show", "Show an action and its progress"),
        Verb(ActionsQuestion.self, "action list", "List actions, including overdue ones and exceptions"),
        Verb(
            ChainsQuestion.self, "decision chain",
            "Show how recommendations passed from body to body, and where they are waiting"),
    ]
}
