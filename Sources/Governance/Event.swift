// Every kind of event, and the one place where a stored type is mapped to its payload and back. A type
// that is not listed here stops whoever reads it: nothing is ever skipped.

public import Codec

/// What happened.
public enum Event: Sendable, Equatable {
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
    case noticeDelivered(NoticeDelivered)
    case noticeDeliveryFailed(NoticeDeliveryFailed)
    case personSuspended(PersonSuspended)
    case suspensionCorrected(SuspensionCorrected)
    case absenceApproved(AbsenceApproved)
    case vacancyDeclared(VacancyDeclared)

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
        NoticeIssued.self,
        NoticeAcknowledged.self,
        NoticeWaived.self,
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
        VacancyDeclared.self,
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
        case .noticeDelivered(let it): it
        case .noticeDeliveryFailed(let it): it
        case .personSuspended(let it): it
        case .suspensionCorrected(let it): it
        case .absenceApproved(let it): it
        case .vacancyDeclared(let it): it
        }
    }

    /// Reads an event as it is stored.
    ///
    /// - Parameters:
    ///   - type: the entry's `type`
    ///   - data: the entry's `data`
    /// - Throws: ``EventError`` if the type is not known or the data is not of its form.
    public init(type: String, data: JSONNode) throws(EventError) {
        do {
            switch type {
            case CouncilFounded.type: self = .councilFounded(try CouncilFounded(reading: data))
            case CouncilCalendarSet.type: self = .councilCalendarSet(try CouncilCalendarSet(reading: data))
            case PersonRegistered.type: self = .personRegistered(try PersonRegistered(reading: data))
            case PersonRenamed.type: self = .personRenamed(try PersonRenamed(reading: data))
            case GroupJoined.type: self = .groupJoined(try GroupJoined(reading: data))
            case GroupLeft.type: self = .groupLeft(try GroupLeft(reading: data))
            case GroupMembershipCorrected.type:
                self = .groupMembershipCorrected(try GroupMembershipCorrected(reading: data))
            case GroupFormed.type: self = .groupFormed(try GroupFormed(reading: data))
            case GroupRenamed.type: self = .groupRenamed(try GroupRenamed(reading: data))
            case OfficeEstablished.type: self = .officeEstablished(try OfficeEstablished(reading: data))
            case OfficeTaken.type: self = .officeTaken(try OfficeTaken(reading: data))
            case OfficeLeft.type: self = .officeLeft(try OfficeLeft(reading: data))
            case OfficeTenureCorrected.type:
                self = .officeTenureCorrected(try OfficeTenureCorrected(reading: data))
            case BodyEstablished.type: self = .bodyEstablished(try BodyEstablished(reading: data))
            case BodyRenamed.type: self = .bodyRenamed(try BodyRenamed(reading: data))
            case TermsAdopted.type: self = .termsAdopted(try TermsAdopted(reading: data))
            case BodyMerged.type: self = .bodyMerged(try BodyMerged(reading: data))
            case BodyDissolved.type: self = .bodyDissolved(try BodyDissolved(reading: data))
            case SeatFilled.type: self = .seatFilled(try SeatFilled(reading: data))
            case SeatVacated.type: self = .seatVacated(try SeatVacated(reading: data))
            case SeatCorrected.type: self = .seatCorrected(try SeatCorrected(reading: data))
            case MeetingScheduled.type: self = .meetingScheduled(try MeetingScheduled(reading: data))
            case MeetingRescheduled.type: self = .meetingRescheduled(try MeetingRescheduled(reading: data))
            case MeetingCancelled.type: self = .meetingCancelled(try MeetingCancelled(reading: data))
            case MeetingHeld.type: self = .meetingHeld(try MeetingHeld(reading: data))
            case MeetingWithdrawn.type: self = .meetingWithdrawn(try MeetingWithdrawn(reading: data))
            case AttendanceRecorded.type: self = .attendanceRecorded(try AttendanceRecorded(reading: data))
            case AttendanceCorrected.type: self = .attendanceCorrected(try AttendanceCorrected(reading: data))
            case DecisionRecorded.type: self = .decisionRecorded(try DecisionRecorded(reading: data))
            case DecisionPublished.type: self = .decisionPublished(try DecisionPublished(reading: data))
            case DecisionCorrected.type: self = .decisionCorrected(try DecisionCorrected(reading: data))
            case DecisionWithdrawn.type: self = .decisionWithdrawn(try DecisionWithdrawn(reading: data))
            case ResolutionAmended.type: self = .resolutionAmended(try ResolutionAmended(reading: data))
            case ResolutionCalledIn.type: self = .resolutionCalledIn(try ResolutionCalledIn(reading: data))
            case CallInConcluded.type: self = .callInConcluded(try CallInConcluded(reading: data))
            case ResolutionRatified.type: self = .resolutionRatified(try ResolutionRatified(reading: data))
            case ResolutionImplemented.type:
                self = .resolutionImplemented(try ResolutionImplemented(reading: data))
            case PlaceOpened.type: self = .placeOpened(try PlaceOpened(reading: data))
            case PlaceVisitsRequired.type: self = .placeVisitsRequired(try PlaceVisitsRequired(reading: data))
            case PlaceClosed.type: self = .placeClosed(try PlaceClosed(reading: data))
            case PlaceCorrected.type: self = .placeCorrected(try PlaceCorrected(reading: data))
            case VisitAllocated.type: self = .visitAllocated(try VisitAllocated(reading: data))
            case VisitMade.type: self = .visitMade(try VisitMade(reading: data))
            case VisitReported.type: self = .visitReported(try VisitReported(reading: data))
            case VisitFollowUpRaised.type: self = .visitFollowUpRaised(try VisitFollowUpRaised(reading: data))
            case VisitFollowUpCompleted.type:
                self = .visitFollowUpCompleted(try VisitFollowUpCompleted(reading: data))
            case VisitWithdrawn.type: self = .visitWithdrawn(try VisitWithdrawn(reading: data))
            case PledgeAdopted.type: self = .pledgeAdopted(try PledgeAdopted(reading: data))
            case PledgePresented.type: self = .pledgePresented(try PledgePresented(reading: data))
            case PledgeSigned.type: self = .pledgeSigned(try PledgeSigned(reading: data))
            case PledgeSignatureWithdrawn.type:
                self = .pledgeSignatureWithdrawn(try PledgeSignatureWithdrawn(reading: data))
            case PromiseAssessed.type: self = .promiseAssessed(try PromiseAssessed(reading: data))
            case PromiseAssessmentWithdrawn.type:
                self = .promiseAssessmentWithdrawn(try PromiseAssessmentWithdrawn(reading: data))
            case IssueListEstablished.type:
                self = .issueListEstablished(try IssueListEstablished(reading: data))
            case IssueListed.type: self = .issueListed(try IssueListed(reading: data))
            case IssueAssigned.type: self = .issueAssigned(try IssueAssigned(reading: data))
            case IssueConsidered.type: self = .issueConsidered(try IssueConsidered(reading: data))
            case IssueAnswered.type: self = .issueAnswered(try IssueAnswered(reading: data))
            case IssueFedBack.type: self = .issueFedBack(try IssueFedBack(reading: data))
            case IssueAnswerJudged.type: self = .issueAnswerJudged(try IssueAnswerJudged(reading: data))
            case IssueRetired.type: self = .issueRetired(try IssueRetired(reading: data))
            case IssueCorrected.type: self = .issueCorrected(try IssueCorrected(reading: data))
            case PersonDBSRecorded.type: self = .personDBSRecorded(try PersonDBSRecorded(reading: data))
            case NoticeIssued.type: self = .noticeIssued(try NoticeIssued(reading: data))
            case NoticeAcknowledged.type: self = .noticeAcknowledged(try NoticeAcknowledged(reading: data))
            case NoticeWaived.type: self = .noticeWaived(try NoticeWaived(reading: data))
            case ItemTabled.type: self = .itemTabled(try ItemTabled(reading: data))
            case ItemRemoved.type: self = .itemRemoved(try ItemRemoved(reading: data))
            case AgendaPublished.type: self = .agendaPublished(try AgendaPublished(reading: data))
            case MinutesRecorded.type: self = .minutesRecorded(try MinutesRecorded(reading: data))
            case DutyEstablished.type: self = .dutyEstablished(try DutyEstablished(reading: data))
            case DutyChanged.type: self = .dutyChanged(try DutyChanged(reading: data))
            case DutyDischarged.type: self = .dutyDischarged(try DutyDischarged(reading: data))
            case DutyDischargeWithdrawn.type:
                self = .dutyDischargeWithdrawn(try DutyDischargeWithdrawn(reading: data))
            case DutyWithdrawn.type: self = .dutyWithdrawn(try DutyWithdrawn(reading: data))
            case PaperSubmitted.type: self = .paperSubmitted(try PaperSubmitted(reading: data))
            case PaperImplicationAdded.type:
                self = .paperImplicationAdded(try PaperImplicationAdded(reading: data))
            case PaperCorrected.type: self = .paperCorrected(try PaperCorrected(reading: data))
            case PaperWithdrawn.type: self = .paperWithdrawn(try PaperWithdrawn(reading: data))
            case MatterRaised.type: self = .matterRaised(try MatterRaised(reading: data))
            case MatterAnswered.type: self = .matterAnswered(try MatterAnswered(reading: data))
            case MatterClosed.type: self = .matterClosed(try MatterClosed(reading: data))
            case MatterReopened.type: self = .matterReopened(try MatterReopened(reading: data))
            case ActionRaised.type: self = .actionRaised(try ActionRaised(reading: data))
            case ActionProgressed.type: self = .actionProgressed(try ActionProgressed(reading: data))
            case ActionCompleted.type: self = .actionCompleted(try ActionCompleted(reading: data))
            case ActionWithdrawn.type: self = .actionWithdrawn(try ActionWithdrawn(reading: data))
            case NoticeFollowedUp.type: self = .noticeFollowedUp(try NoticeFollowedUp(reading: data))
            case NoticeDelivered.type: self = .noticeDelivered(try NoticeDelivered(reading: data))
            case NoticeDeliveryFailed.type:
                self = .noticeDeliveryFailed(try NoticeDeliveryFailed(reading: data))
            case PersonSuspended.type: self = .personSuspended(try PersonSuspended(reading: data))
            case SuspensionCorrected.type: self = .suspensionCorrected(try SuspensionCorrected(reading: data))
            case AbsenceApproved.type: self = .absenceApproved(try AbsenceApproved(reading: data))
            case VacancyDeclared.type: self = .vacancyDeclared(try VacancyDeclared(reading: data))
            default: throw EventError.unknownType(type)
            }
        } catch let error as FieldError {
            throw .malformed(type, error)
        } catch let error as EventError {
            throw error
        } catch {
            throw .malformed(type, FieldError("\(error)"))
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
