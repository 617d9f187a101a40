// The verbs about pledges, lists of issues, participation and DBS checks.

import Codec
import Governance
import Reports

extension VerbTable {
    static let pledges: [Verb] = [
        Verb(
            AdoptPledge.self, "pledge adopt", "Adopt a pledge, or a new wording of it", [PledgeAdopted.self],
            effective: "on the day given", correctedBy: "pledge adopt, as another version"),
        Verb(
            PresentPledge.self, "pledge present", "Record that a pledge was presented to a body",
            [PledgePresented.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            SignPledge.self, "pledge sign", "Record that elected members signed a pledge",
            [PledgeSigned.self],
            effective: "on the day given", correctedBy: "pledge unsign"),
        Verb(
            WithdrawSignature.self, "pledge unsign", "Undo a signature entered by mistake",
            [PledgeSignatureWithdrawn.self], effective: "when recorded", correctedBy: "pledge sign"),
        Verb(
            AssessPromise.self, "pledge assess", "Record how well a promise is being kept, and why",
            [PromiseAssessed.self], effective: "on the day given", correctedBy: "pledge withdraw-assessment"),
        Verb(
            WithdrawAssessment.self, "pledge withdraw-assessment",
            "Undo an assessment entered by mistake", [PromiseAssessmentWithdrawn.self],
            effective: "when recorded", correctedBy: "pledge assess"),
        Verb(
            RecordDBS.self, "person dbs", "Record a DBS check: cleared or not, its date and its expiry",
            [PersonDBSRecorded.self], effective: "on the day of the check",
            correctedBy: "person dbs, record take-back"),
    ]

    static let issues: [Verb] = [
        Verb(
            EstablishIssueList.self, "top-ten establish", "Start a list of issues",
            [IssueListEstablished.self], effective: "on the first day",
            correctedBy: "top-ten establish, under another identifier"),
        Verb(
            RaiseIssue.self, "top-ten raise", "Put an issue on the list", [IssueListed.self],
            effective: "on the day given", correctedBy: "top-ten correct"),
        Verb(
            AssignIssue.self, "top-ten assign", "Give an issue to a body or an office to answer",
            [IssueAssigned.self], effective: "on the day given",
            correctedBy: "top-ten assign, record take-back"),
        Verb(
            ConsiderIssue.self, "top-ten consider", "Record that a body considered an issue",
            [IssueConsidered.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            AnswerIssue.self, "top-ten answer", "Record the answer to an issue", [IssueAnswered.self],
            effective: "on the day given", correctedBy: "top-ten answer, record take-back"),
        Verb(
            FeedBackIssue.self, "top-ten feed-back",
            "Record that an answer was reported back to those who raised the issue", [IssueFedBack.self],
            effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            JudgeAnswer.self, "top-ten accept",
            "Record whether the body that manages the list accepts an answer", [IssueAnswerJudged.self],
            effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            RetireIssue.self, "top-ten retire", "Take an issue off the list", [IssueRetired.self],
            effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            CorrectIssue.self, "top-ten correct",
            "Correct an issue's wording, or remove one listed by mistake", [IssueCorrected.self],
            effective: "when recorded", correctedBy: "top-ten correct"),
    ]

    static let pledgeQueries: [Verb] = [
        Verb(
            PledgeQuestion.self, "pledge show",
            "Show a pledge: its text, how each promise is being kept, who has not signed"),
        Verb(TopTenQuestion.self, "top-ten list", "List the issues on a date, with the age of each"),
        Verb(
            ParticipationQuestion.self, "report participation",
            "Report what each member takes part in: meetings by kind, observing, training"),
        Verb(DBSQuestion.self, "report dbs", "List DBS checks for seats that need one"),
    ]
}
