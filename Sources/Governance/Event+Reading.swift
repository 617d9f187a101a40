// From an entry's type and data back to the event: the other half of the mapping in Event.swift. A type that
// is not listed stops whoever reads it.

public import Codec

extension Event {
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
            case CouncilRenamed.type: self = .councilRenamed(try CouncilRenamed(reading: data))
            case PersonKindCorrected.type: self = .personKindCorrected(try PersonKindCorrected(reading: data))
            case PersonWithdrawn.type: self = .personWithdrawn(try PersonWithdrawn(reading: data))
            case OfficeRetitled.type: self = .officeRetitled(try OfficeRetitled(reading: data))
            case BodyCorrected.type: self = .bodyCorrected(try BodyCorrected(reading: data))
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
            case KeySucceeded.type: self = .keySucceeded(try KeySucceeded(reading: data))
            case NoticeDrafted.type: self = .noticeDrafted(try NoticeDrafted(reading: data))
            case NoticeDraftWithdrawn.type:
                self = .noticeDraftWithdrawn(try NoticeDraftWithdrawn(reading: data))
            case NoticeFollowedUp.type: self = .noticeFollowedUp(try NoticeFollowedUp(reading: data))
            case NoticeDelivered.type: self = .noticeDelivered(try NoticeDelivered(reading: data))
            case NoticeDeliveryFailed.type:
                self = .noticeDeliveryFailed(try NoticeDeliveryFailed(reading: data))
            case PersonSuspended.type: self = .personSuspended(try PersonSuspended(reading: data))
            case SuspensionCorrected.type: self = .suspensionCorrected(try SuspensionCorrected(reading: data))
            case AbsenceApproved.type: self = .absenceApproved(try AbsenceApproved(reading: data))
            case InterestRegistered.type: self = .interestRegistered(try InterestRegistered(reading: data))
            case InterestEnded.type: self = .interestEnded(try InterestEnded(reading: data))
            case DispensationGranted.type: self = .dispensationGranted(try DispensationGranted(reading: data))
            case InterestDeclared.type: self = .interestDeclared(try InterestDeclared(reading: data))
            case VacancyDeclared.type: self = .vacancyDeclared(try VacancyDeclared(reading: data))
            case MeetingChaired.type: self = .meetingChaired(try MeetingChaired(reading: data))
            case StatisticReported.type: self = .statisticReported(try StatisticReported(reading: data))
            case QuestionPut.type: self = .questionPut(try QuestionPut(reading: data))
            case ResolutionVoted.type: self = .resolutionVoted(try ResolutionVoted(reading: data))
            case AttachmentAdded.type: self = .attachmentAdded(try AttachmentAdded(reading: data))
            case RecordTakenBack.type: self = .recordTakenBack(try RecordTakenBack(reading: data))
            case DirectoryTakenBack.type: self = .directoryTakenBack(try DirectoryTakenBack(reading: data))
            case KeyDecisionNoticed.type: self = .keyDecisionNoticed(try KeyDecisionNoticed(reading: data))
            case MeetingNoticeExcepted.type:
                self = .meetingNoticeExcepted(try MeetingNoticeExcepted(reading: data))
            case VacancyFilled.type: self = .vacancyFilled(try VacancyFilled(reading: data))
            case RecordBeginningSet.type: self = .recordBeginningSet(try RecordBeginningSet(reading: data))
            case LastAttendanceStated.type:
                self = .lastAttendanceStated(try LastAttendanceStated(reading: data))
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
