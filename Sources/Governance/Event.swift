// Every kind of event, and the one place where a stored type is mapped to its payload and back. A type
// that is not listed here stops whoever reads it: nothing is ever skipped.

public import Codec

/// What happened. Indirect, because some payloads are large, and events are handed on a lot.
public indirect enum Event: Sendable, Equatable {
    case councilFounded(CouncilFounded)
    case councilCalendarSet(CouncilCalendarSet)
    case personRegistered(PersonRegistered)
    case personRenamed(PersonRenamed)
    case groupJoined(GroupJoined)
    case groupLeft(GroupLeft)
    case groupMembershipCorrected(GroupMembershipCorrected)
    case groupFormed(GroupFormed)
    case groupRenamed(GroupRenamed)
    case officeEstablished(OfficeEstablished)
    case officeTaken(OfficeTaken)
    case officeLeft(OfficeLeft)
    case officeTenureCorrected(OfficeTenureCorrected)
    case bodyEstablished(BodyEstablished)
    case bodyRenamed(BodyRenamed)
    case termsAdopted(TermsAdopted)
    case bodyMerged(BodyMerged)
    case bodyDissolved(BodyDissolved)
    case seatFilled(SeatFilled)
    case seatVacated(SeatVacated)
    case seatCorrected(SeatCorrected)
    case meetingScheduled(MeetingScheduled)
    case meetingRescheduled(MeetingRescheduled)
    case meetingCancelled(MeetingCancelled)
    case meetingHeld(MeetingHeld)
    case meetingWithdrawn(MeetingWithdrawn)
    case attendanceRecorded(AttendanceRecorded)
    case attendanceCorrected(AttendanceCorrected)
    case decisionRecorded(DecisionRecorded)
    case decisionPublished(DecisionPublished)
    case decisionCorrected(DecisionCorrected)
    case decisionWithdrawn(DecisionWithdrawn)
    case resolutionAmended(ResolutionAmended)
    case resolutionCalledIn(ResolutionCalledIn)
    case callInConcluded(CallInConcluded)
    case resolutionRatified(ResolutionRatified)
    case resolutionImplemented(ResolutionImplemented)
    case placeOpened(PlaceOpened)
    case placeVisitsRequired(PlaceVisitsRequired)
    case placeClosed(PlaceClosed)
    case placeCorrected(PlaceCorrected)
    case visitAllocated(VisitAllocated)
    case visitMade(VisitMade)
    case visitReported(VisitReported)
    case visitFollowUpRaised(VisitFollowUpRaised)
    case visitFollowUpCompleted(VisitFollowUpCompleted)
    case visitWithdrawn(VisitWithdrawn)
    case pledgeAdopted(PledgeAdopted)
    case pledgePresented(PledgePresented)
    case pledgeSigned(PledgeSigned)
    case pledgeSignatureWithdrawn(PledgeSignatureWithdrawn)
    case promiseAssessed(PromiseAssessed)
    case promiseAssessmentWithdrawn(PromiseAssessmentWithdrawn)
    case issueListEstablished(IssueListEstablished)
    case issueListed(IssueListed)
    case issueAssigned(IssueAssigned)
    case issueConsidered(IssueConsidered)
    case issueAnswered(IssueAnswered)
    case issueFedBack(IssueFedBack)
    case issueAnswerJudged(IssueAnswerJudged)
    case issueRetired(IssueRetired)
    case issueCorrected(IssueCorrected)
    case personDBSRecorded(PersonDBSRecorded)
    case councilRenamed(CouncilRenamed)
    case personKindCorrected(PersonKindCorrected)
    case personWithdrawn(PersonWithdrawn)
    case officeRetitled(OfficeRetitled)
    case bodyCorrected(BodyCorrected)
    case noticeIssued(NoticeIssued)
    case noticeAcknowledged(NoticeAcknowledged)
    case noticeWaived(NoticeWaived)
    case itemTabled(ItemTabled)
    case itemRemoved(ItemRemoved)
    case agendaPublished(AgendaPublished)
    case minutesRecorded(MinutesRecorded)
    case dutyEstablished(DutyEstablished)
    case dutyChanged(DutyChanged)
    case dutyDischarged(DutyDischarged)
    case dutyDischargeWithdrawn(DutyDischargeWithdrawn)
    case dutyWithdrawn(DutyWithdrawn)
    case paperSubmitted(PaperSubmitted)
    case paperImplicationAdded(PaperImplicationAdded)
    case paperCorrected(PaperCorrected)
    case paperWithdrawn(PaperWithdrawn)
    case matterRaised(MatterRaised)
    case matterAnswered(MatterAnswered)
    case matterClosed(MatterClosed)
    case matterReopened(MatterReopened)
    case actionRaised(ActionRaised)
    case actionProgressed(ActionProgressed)
    case actionCompleted(ActionCompleted)
    case actionWithdrawn(ActionWithdrawn)
    case noticeFollowedUp(NoticeFollowedUp)
    case keySucceeded(KeySucceeded)
    case noticeDrafted(NoticeDrafted)
    case noticeDraftWithdrawn(NoticeDraftWithdrawn)
    case noticeDelivered(NoticeDelivered)
    case noticeDeliveryFailed(NoticeDeliveryFailed)
    case personSuspended(PersonSuspended)
    case suspensionCorrected(SuspensionCorrected)
    case absenceApproved(AbsenceApproved)
    case interestRegistered(InterestRegistered)
    case interestEnded(InterestEnded)
    case dispensationGranted(DispensationGranted)
    case interestDeclared(InterestDeclared)
    case vacancyDeclared(VacancyDeclared)
    case vacancyFilled(VacancyFilled)
    case recordBeginningSet(RecordBeginningSet)
    case lastAttendanceStated(LastAttendanceStated)
    case meetingNoticeExcepted(MeetingNoticeExcepted)
    case keyDecisionNoticed(KeyDecisionNoticed)
    case directoryTakenBack(DirectoryTakenBack)
    case recordTakenBack(RecordTakenBack)
    case attachmentAdded(AttachmentAdded)
    case resolutionVoted(ResolutionVoted)
    case meetingChaired(MeetingChaired)
    case statisticReported(StatisticReported)
    case questionPut(QuestionPut)

    /// Every kind of payload there is, in the order in which they are documented.
    public static let payloadTypes: [any EventPayload.Type] = [
        CouncilFounded.self,
        CouncilCalendarSet.self,
        PersonRegistered.self,
        PersonRenamed.self,
        GroupJoined.self,
        GroupLeft.self,
        GroupMembershipCorrected.self,
        GroupFormed.self,
        GroupRenamed.self,
        OfficeEstablished.self,
        OfficeTaken.self,
        OfficeLeft.self,
        OfficeTenureCorrected.self,
        BodyEstablished.self,
        BodyRenamed.self,
        TermsAdopted.self,
        BodyMerged.self,
        BodyDissolved.self,
        SeatFilled.self,
        SeatVacated.self,
        SeatCorrected.self,
        MeetingScheduled.self,
        MeetingRescheduled.self,
        MeetingCancelled.self,
        MeetingHeld.self,
        MeetingWithdrawn.self,
        AttendanceRecorded.self,
        AttendanceCorrected.self,
        DecisionRecorded.self,
        DecisionPublished.self,
        DecisionCorrected.self,
        DecisionWithdrawn.self,
        ResolutionAmended.self,
        ResolutionCalledIn.self,
        CallInConcluded.self,
        ResolutionRatified.self,
        ResolutionImplemented.self,
        PlaceOpened.self,
        PlaceVisitsRequired.self,
        PlaceClosed.self,
        PlaceCorrected.self,
        VisitAllocated.self,
        VisitMade.self,
        VisitReported.self,
        VisitFollowUpRaised.self,
        VisitFollowUpCompleted.self,
        VisitWithdrawn.self,
        PledgeAdopted.self,
        PledgePresented.self,
        PledgeSigned.self,
        PledgeSignatureWithdrawn.self,
        PromiseAssessed.self,
        PromiseAssessmentWithdrawn.self,
        IssueListEstablished.self,
        IssueListed.self,
        IssueAssigned.self,
        IssueConsidered.self,
        IssueAnswered.self,
        IssueFedBack.self,
        IssueAnswerJudged.self,
        IssueRetired.self,
        IssueCorrected.self,
        PersonDBSRecorded.self,
        CouncilRenamed.self,
        PersonKindCorrected.self,
        PersonWithdrawn.self,
        OfficeRetitled.self,
        BodyCorrected.self,
        NoticeIssued.self,
        NoticeAcknowledged.self,
        NoticeWaived.self,
        KeySucceeded.self,
        NoticeDrafted.self,
        NoticeDraftWithdrawn.self,
        ItemTabled.self,
        ItemRemoved.self,
        AgendaPublished.self,
        MinutesRecorded.self,
        DutyEstablished.self,
        DutyChanged.self,
        DutyDischarged.self,
        DutyDischargeWithdrawn.self,
        DutyWithdrawn.self,
        PaperSubmitted.self,
        PaperImplicationAdded.self,
        PaperCorrected.self,
        PaperWithdrawn.self,
        MatterRaised.self,
        MatterAnswered.self,
        MatterClosed.self,
        MatterReopened.self,
        ActionRaised.self,
        ActionProgressed.self,
        ActionCompleted.self,
        ActionWithdrawn.self,
        NoticeFollowedUp.self,
        NoticeDelivered.self,
        NoticeDeliveryFailed.self,
        PersonSuspended.self,
        SuspensionCorrected.self,
        AbsenceApproved.self,
        InterestRegistered.self,
        InterestEnded.self,
        DispensationGranted.self,
        InterestDeclared.self,
        VacancyDeclared.self,
        VacancyFilled.self,
        RecordBeginningSet.self,
        LastAttendanceStated.self,
        MeetingNoticeExcepted.self,
        KeyDecisionNoticed.self,
        DirectoryTakenBack.self,
        RecordTakenBack.self,
        AttachmentAdded.self,
        ResolutionVoted.self,
        MeetingChaired.self,
        StatisticReported.self,
        QuestionPut.self,
    ]

    /// The event's payload.
    public var payload: any EventPayload {
        switch self {
        case .councilFounded(let it): it
        case .councilCalendarSet(let it): it
        case .personRegistered(let it): it
        case .personRenamed(let it): it
        case .groupJoined(let it): it
        case .groupLeft(let it): it
        case .groupMembershipCorrected(let it): it
        case .groupFormed(let it): it
        case .groupRenamed(let it): it
        case .officeEstablished(let it): it
        case .officeTaken(let it): it
        case .officeLeft(let it): it
        case .officeTenureCorrected(let it): it
        case .bodyEstablished(let it): it
        case .bodyRenamed(let it): it
        case .termsAdopted(let it): it
        case .bodyMerged(let it): it
        case .bodyDissolved(let it): it
        case .seatFilled(let it): it
        case .seatVacated(let it): it
        case .seatCorrected(let it): it
        case .meetingScheduled(let it): it
        case .meetingRescheduled(let it): it
        case .meetingCancelled(let it): it
        case .meetingHeld(let it): it
        case .meetingWithdrawn(let it): it
        case .attendanceRecorded(let it): it
        case .attendanceCorrected(let it): it
        case .decisionRecorded(let it): it
        case .decisionPublished(let it): it
        case .decisionCorrected(let it): it
        case .decisionWithdrawn(let it): it
        case .resolutionAmended(let it): it
        case .resolutionCalledIn(let it): it
        case .callInConcluded(let it): it
        case .resolutionRatified(let it): it
        case .resolutionImplemented(let it): it
        case .placeOpened(let it): it
        case .placeVisitsRequired(let it): it
        case .placeClosed(let it): it
        case .placeCorrected(let it): it
        case .visitAllocated(let it): it
        case .visitMade(let it): it
        case .visitReported(let it): it
        case .visitFollowUpRaised(let it): it
        case .visitFollowUpCompleted(let it): it
        case .visitWithdrawn(let it): it
        case .pledgeAdopted(let it): it
        case .pledgePresented(let it): it
        case .pledgeSigned(let it): it
        case .pledgeSignatureWithdrawn(let it): it
        case .promiseAssessed(let it): it
        case .promiseAssessmentWithdrawn(let it): it
        case .issueListEstablished(let it): it
        case .issueListed(let it): it
        case .issueAssigned(let it): it
        case .issueConsidered(let it): it
        case .issueAnswered(let it): it
        case .issueFedBack(let it): it
        case .issueAnswerJudged(let it): it
        case .issueRetired(let it): it
        case .issueCorrected(let it): it
        case .personDBSRecorded(let it): it
        case .councilRenamed(let it): it
        case .personKindCorrected(let it): it
        case .personWithdrawn(let it): it
        case .officeRetitled(let it): it
        case .bodyCorrected(let it): it
        case .noticeIssued(let it): it
        case .noticeAcknowledged(let it): it
        case .noticeWaived(let it): it
        case .itemTabled(let it): it
        case .itemRemoved(let it): it
        case .agendaPublished(let it): it
        case .minutesRecorded(let it): it
        case .dutyEstablished(let it): it
        case .dutyChanged(let it): it
        case .dutyDischarged(let it): it
        case .dutyDischargeWithdrawn(let it): it
        case .dutyWithdrawn(let it): it
        case .paperSubmitted(let it): it
        case .paperImplicationAdded(let it): it
        case .paperCorrected(let it): it
        case .paperWithdrawn(let it): it
        case .matterRaised(let it): it
        case .matterAnswered(let it): it
        case .matterClosed(let it): it
        case .matterReopened(let it): it
        case .actionRaised(let it): it
        case .actionProgressed(let it): it
        case .actionCompleted(let it): it
        case .actionWithdrawn(let it): it
        case .noticeFollowedUp(let it): it
        case .keySucceeded(let it): it
        case .noticeDrafted(let it): it
        case .noticeDraftWithdrawn(let it): it
        case .noticeDelivered(let it): it
        case .noticeDeliveryFailed(let it): it
        case .personSuspended(let it): it
        case .suspensionCorrected(let it): it
        case .absenceApproved(let it): it
        case .interestRegistered(let it): it
        case .interestEnded(let it): it
        case .dispensationGranted(let it): it
        case .interestDeclared(let it): it
        case .vacancyDeclared(let it): it
        case .vacancyFilled(let it): it
        case .recordBeginningSet(let it): it
        case .lastAttendanceStated(let it): it
        case .meetingNoticeExcepted(let it): it
        case .keyDecisionNoticed(let it): it
        case .directoryTakenBack(let it): it
        case .recordTakenBack(let it): it
        case .attachmentAdded(let it): it
        case .resolutionVoted(let it): it
        case .meetingChaired(let it): it
        case .statisticReported(let it): it
        case .questionPut(let it): it
        }
    }
}

/// Why stored data is no event.
public enum EventError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A type that this version does not know: the log was written by a newer one.
    case unknownType(String)
    /// A payload that is not of its type's form.
    case malformed(String, FieldError)

    public var description: String {
        switch self {
        case .unknownType(let type): "the event type \(type) is not known to this version of Minuted"
        case .malformed(let type, let error): "the data of \(type) cannot be read: \(error)"
        }
    }
}
