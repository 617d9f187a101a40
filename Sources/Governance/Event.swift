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
    case noticeIssued(NoticeIssued)
    case noticeAcknowledged(NoticeAcknowledged)
    case noticeWaived(NoticeWaived)
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
        NoticeIssued.self,
        NoticeAcknowledged.self,
        NoticeWaived.self,
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
        case .noticeIssued(let it): it
        case .noticeAcknowledged(let it): it
        case .noticeWaived(let it): it
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
            case NoticeIssued.type: self = .noticeIssued(try NoticeIssued(reading: data))
            case NoticeAcknowledged.type: self = .noticeAcknowledged(try NoticeAcknowledged(reading: data))
            case NoticeWaived.type: self = .noticeWaived(try NoticeWaived(reading: data))
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
