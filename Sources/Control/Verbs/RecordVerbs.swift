// The verbs that record something: each with its events, when they take effect, and what puts them right.

import Codec
import Governance

extension Verb {
    /// A verb that records a command.
    init<Recorded: Command>(
        _ command: Recorded.Type, _ words: String, _ summary: String, _ events: [any EventPayload.Type],
        effective: String, correctedBy: String
    ) {
        interface = .records
        method = "\(command)"
        role = .clerk
        self.words = words
        self.summary = summary
        self.events = events.map { $0.type }
        self.effective = effective
        self.correctedBy = correctedBy
        self.command = command
        describedParameters = { CommandCall<Recorded>.describedFields }
        describedReply = { ReceiptReply.describedFields }
        streams = .never
    }
}

extension VerbTable {
    static let people: [Verb] = [
        Verb(
            ApplyConstitution.self, "constitution apply",
            "Record everything in a constitution document that is not yet recorded",
            [
                CouncilFounded.self, CouncilCalendarSet.self, RecordBeginningSet.self, GroupFormed.self,
                GroupRenamed.self,
                PersonRegistered.self, PersonRenamed.self, GroupJoined.self, GroupLeft.self,
                GroupMembershipCorrected.self, OfficeEstablished.self, OfficeTaken.self, OfficeLeft.self,
                OfficeTenureCorrected.self, BodyEstablished.self, BodyRenamed.self, TermsAdopted.self,
                BodyMerged.self, BodyDissolved.self, SeatFilled.self, SeatVacated.self, SeatCorrected.self,
                DutyEstablished.self, CouncilRenamed.self, OfficeRetitled.self,
            ],
            effective: "on the days that the document gives",
            correctedBy: "applying a corrected document, or the verb for the one record"),
        Verb(
            RegisterPerson.self, "person register", "Add a person to the record", [PersonRegistered.self],
            effective: "when recorded", correctedBy: "person rename, person correct-kind, person withdraw"),
        Verb(
            ImportPeople.self, "person import",
            "Record councillors from a spreadsheet: people, wards, groups, seats, offices",
            [
                PersonRegistered.self, GroupFormed.self, GroupJoined.self, OfficeEstablished.self,
                OfficeTaken.self, SeatFilled.self, SeatCorrected.self,
            ],
            effective: "on the days that the list gives",
            correctedBy: "the verb for the one record, such as person rename or seat correct"),
        Verb(
            RenamePerson.self, "person rename", "Change a person's name", [PersonRenamed.self],
            effective: "when recorded", correctedBy: "person rename"),
        Verb(
            JoinGroup.self, "group join", "Record that someone joins a political group", [GroupJoined.self],
            effective: "on the first day of membership", correctedBy: "group correct"),
        Verb(
            LeaveGroup.self, "group leave", "Record that someone leaves their political group",
            [GroupLeft.self],
            effective: "on the first day without membership", correctedBy: "group correct"),
        Verb(
            CorrectGroupMembership.self, "group correct", "Correct the dates of a group membership",
            [GroupMembershipCorrected.self], effective: "when recorded", correctedBy: "group correct"),
        Verb(
            FormGroup.self, "group form", "Add a political group to the record", [GroupFormed.self],
            effective: "when recorded", correctedBy: "group rename"),
        Verb(
            RenameGroup.self, "group rename", "Change a political group's name", [GroupRenamed.self],
            effective: "when recorded", correctedBy: "group rename"),
        Verb(
            EstablishOffice.self, "office establish", "Add an office to the record", [OfficeEstablished.self],
            effective: "when recorded", correctedBy: "office retitle; office establish, for another office"),
        Verb(
            TakeOffice.self, "office take", "Record that someone takes an office",
            [OfficeTaken.self, OfficeLeft.self], effective: "on the first day in office",
            correctedBy: "office correct"),
        Verb(
            LeaveOffice.self, "office leave", "Record that someone leaves an office", [OfficeLeft.self],
            effective: "on the first day of vacancy", correctedBy: "office correct"),
        Verb(
            CorrectOffice.self, "office correct", "Correct the dates someone held an office",
            [OfficeTenureCorrected.self], effective: "when recorded", correctedBy: "office correct"),
    ]

    static let bodies: [Verb] = [
        Verb(
            EstablishBody.self, "body establish", "Add a body to the record", [BodyEstablished.self],
            effective: "on the first day it existed", correctedBy: "body rename, body correct, body dissolve"),
        Verb(
            RenameBody.self, "body rename", "Change a body's name, or add another name", [BodyRenamed.self],
            effective: "when recorded", correctedBy: "body rename"),
        Verb(
            AdoptTerms.self, "body terms", "Adopt a body's terms of reference", [TermsAdopted.self],
            effective: "on the first day on which they apply", correctedBy: "body terms, record take-back"),
        Verb(
            MergeBody.self, "body merge", "Merge a body into another", [BodyMerged.self],
            effective: "on the first day with only the other",
            correctedBy: "record take-back"),
        Verb(
            DissolveBody.self, "body dissolve", "Record the end of a body", [BodyDissolved.self],
            effective: "on the day it closes", correctedBy: "record take-back"),
        Verb(
            FillSeat.self, "seat fill", "Give someone a seat on a body", [SeatFilled.self],
            effective: "on the first day in the seat", correctedBy: "seat correct"),
        Verb(
            VacateSeat.self, "seat vacate", "Record that someone leaves a seat", [SeatVacated.self],
            effective: "on the first day of vacancy", correctedBy: "seat correct"),
        Verb(
            CorrectSeat.self, "seat correct", "Correct the dates of a seat", [SeatCorrected.self],
            effective: "when recorded", correctedBy: "seat correct"),
    ]

    static let meetings: [Verb] = [
        Verb(
            ScheduleMeeting.self, "meeting schedule", "Call a meeting of a body", [MeetingScheduled.self],
            effective: "when recorded", correctedBy: "meeting reschedule, meeting cancel, meeting withdraw"),
        Verb(
            RescheduleMeeting.self, "meeting reschedule", "Move a meeting to another time",
            [MeetingRescheduled.self], effective: "when recorded", correctedBy: "meeting reschedule"),
        Verb(
            CancelMeeting.self, "meeting cancel", "Cancel a meeting", [MeetingCancelled.self],
            effective: "when recorded", correctedBy: "record take-back, meeting schedule"),
        Verb(
            HoldMeeting.self, "meeting hold", "Record that a meeting was held", [MeetingHeld.self],
            effective: "when the meeting began",
            correctedBy: "record take-back, meeting cancel, meeting withdraw"),
        Verb(
            WithdrawMeeting.self, "meeting withdraw", "Withdraw a meeting entered by mistake",
            [MeetingWithdrawn.self], effective: "when recorded", correctedBy: "record take-back"),
        Verb(
            RecordAttendance.self, "attendance record", "Record attendance at a meeting",
            [AttendanceRecorded.self], effective: "when the meeting began", correctedBy: "attendance correct"),
        Verb(
            CorrectAttendance.self, "attendance correct", "Correct one person's attendance",
            [AttendanceCorrected.self], effective: "when the meeting began", correctedBy: "attendance correct"
        ),
    ]

    static let decisions: [Verb] = [
        Verb(
            RecordDecision.self, "decision record", "Record a decision with its resolutions",
            [DecisionRecorded.self, DecisionPublished.self], effective: "on the day it was made",
            correctedBy: "decision correct, decision withdraw"),
        Verb(
            PublishDecision.self, "decision publish", "Record that a decision was published",
            [DecisionPublished.self], effective: "on the day of publication",
            correctedBy: "decision correct, record take-back"),
        Verb(
            CorrectDecision.self, "decision correct", "Correct a part of a decision's record",
            [DecisionCorrected.self], effective: "when recorded", correctedBy: "decision correct"),
        Verb(
            WithdrawDecision.self, "decision withdraw", "Withdraw a decision entered by mistake",
            [DecisionWithdrawn.self], effective: "when recorded", correctedBy: "record take-back"),
        Verb(
            AmendResolution.self, "decision amend", "Change the wording of a resolution",
            [ResolutionAmended.self],
            effective: "on the day given", correctedBy: "decision amend, record take-back"),
        Verb(
            CallInResolution.self, "decision call-in", "Call a resolution in", [ResolutionCalledIn.self],
            effective: "when the call-in was received", correctedBy: "record take-back"),
        Verb(
            ConcludeCallIn.self, "decision conclude", "Record the outcome of a call-in",
            [CallInConcluded.self],
            effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            RatifyResolution.self, "decision ratify", "Record what a body decided on a recommendation to it",
            [ResolutionRatified.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            ImplementResolution.self, "decision implement", "Record that a resolution was implemented",
            [ResolutionImplemented.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            RecordKeyNotice.self, "decision key-notice",
            "Record notice of a key decision, or why there was none", [KeyDecisionNoticed.self],
            effective: "on the day of publication or agreement", correctedBy: "record take-back"),
        Verb(
            RecordVote.self, "decision vote", "Record who moved and seconded a resolution, and the votes",
            [ResolutionVoted.self], effective: "on the day of the decision", correctedBy: "decision vote"),
    ]

    static let notices: [Verb] = [
        Verb(
            DraftNotice.self, "notice draft",
            "Prepare letters for checking before they are sent",
            [NoticeDrafted.self], effective: "on the day of the draft", correctedBy: "notice withdraw-draft"),
        Verb(
            WithdrawDraft.self, "notice withdraw-draft", "Withdraw a draft notice",
            [NoticeDraftWithdrawn.self], effective: "on the day given", correctedBy: "notice draft"),
        Verb(
            IssueNotice.self, "notice issue", "Write to leaders about one breach", [NoticeIssued.self],
            effective: "on the day of issue", correctedBy: "attendance correct, then notice follow-up"),
        Verb(
            AcknowledgeNotice.self, "notice acknowledge", "Record that a leader has acknowledged a notice",
            [NoticeAcknowledged.self], effective: "on the day given",
            correctedBy: "record take-back"),
        Verb(
            WaiveNotice.self, "notice waive", "Record that leaders need not be told, and why",
            [NoticeWaived.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            FollowUpNotice.self, "notice follow-up", "Tell the same leaders what has been corrected since",
            [NoticeFollowedUp.self], effective: "on the day given", correctedBy: "notice follow-up"),
        Verb(
            RecordDelivery.self, "notice delivered", "Record that a letter went out",
            [NoticeDelivered.self], effective: "on the day given", correctedBy: "notice failed"),
        Verb(
            RecordDeliveryFailure.self, "notice failed",
            "Record that a letter could not be sent, or came back",
            [NoticeDeliveryFailed.self], effective: "on the day given", correctedBy: "notice delivered"),
    ]

    static let absences: [Verb] = [
        Verb(
            SuspendPerson.self, "person suspend", "Record that a councillor is suspended",
            [PersonSuspended.self], effective: "on the first day",
            correctedBy: "person suspend-correct, record take-back"),
        Verb(
            CorrectSuspension.self, "person suspend-correct",
            "Correct the dates of a suspension, or set its end",
            [SuspensionCorrected.self], effective: "when recorded", correctedBy: "person suspend-correct"),
        Verb(
            ApproveAbsence.self, "absence approve",
            "Record that the Council approved the reason for a councillor's absence",
            [AbsenceApproved.self], effective: "on the day of the decision",
            correctedBy: "decision withdraw, record take-back"),
        Verb(
            DeclareVacancy.self, "absence vacancy", "Record that a councillor's seat is declared vacant",
            [VacancyDeclared.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            FillVacancy.self, "absence fill-vacancy", "Record that a vacancy on the Council has ended",
            [VacancyFilled.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            CeaseToBeMember.self, "person cease",
            "Record that somebody ceases to be a councillor, with all that ends with it",
            [
                SeatVacated.self, SeatCorrected.self, OfficeLeft.self, OfficeTenureCorrected.self,
                GroupLeft.self,
                GroupMembershipCorrected.self, VacancyDeclared.self,
            ], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            ElectMember.self, "person elect",
            "Record that somebody is elected to the council, with their seat, group and the vacancy filled",
            [PersonRegistered.self, GroupJoined.self, SeatFilled.self, VacancyFilled.self],
            effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            StateLastAttendance.self, "absence last-attended",
            "Record when a councillor last attended before the record begins",
            [LastAttendanceStated.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            SetRecordBeginning.self, "record begins", "Change the day on which the record begins",
            [RecordBeginningSet.self], effective: "when recorded", correctedBy: "record begins"),
    ]
}
