// What a command is decided against: the directory, and the records that the command names.

/// The directory together with the meetings, decisions and notices that are at hand.
///
/// No rule needs more than this, so that deciding costs the same however long the log is.
public struct State: Sendable, Equatable {
    public var directory = Directory()
    public var meetings: [MeetingID: Meeting] = [:]
    public var decisions: [DecisionID: Decision] = [:]
    public var notices: [NoticeID: Notice] = [:]

    public init() {}

    /// Takes in what happened.
    public mutating func evolve(_ event: Event) {
        switch event {
        case .meetingScheduled(let it): meetings[it.meeting] = Meeting(it)
        case .meetingRescheduled(let it): meetings[it.meeting]?.evolve(it)
        case .meetingCancelled(let it): meetings[it.meeting]?.evolve(it)
        case .meetingHeld(let it): meetings[it.meeting]?.evolve(it)
        case .meetingWithdrawn(let it): meetings[it.meeting]?.evolve(it)
        case .attendanceRecorded(let it): meetings[it.meeting]?.evolve(it)
        case .attendanceCorrected(let it): meetings[it.meeting]?.evolve(it)
        case .decisionRecorded(let it): decisions[it.decision] = Decision(it)
        case .decisionPublished(let it): decisions[it.decision]?.evolve(it)
        case .decisionCorrected(let it): decisions[it.decision]?.evolve(it)
        case .decisionWithdrawn(let it): decisions[it.decision]?.evolve(it)
        case .resolutionAmended(let it): decisions[it.decision]?.evolve(it)
        case .resolutionCalledIn(let it): decisions[it.decision]?.evolve(it)
        case .callInConcluded(let it): decisions[it.decision]?.evolve(it)
        case .resolutionRatified(let it): decisions[it.decision]?.evolve(it)
        case .resolutionImplemented(let it): decisions[it.decision]?.evolve(it)
        case .noticeIssued(let it): notices[it.notice, default: Notice(it.notice)].evolve(it)
        case .noticeAcknowledged(let it): notices[it.notice, default: Notice(it.notice)].evolve(it)
        case .noticeWaived(let it): notices[it.notice, default: Notice(it.notice)].evolve(it)
        case .noticeFollowedUp(let it): notices[it.notice, default: Notice(it.notice)].evolve(it)
        case .noticeDelivered(let it): notices[it.letter.notice]?.evolve(it)
        case .noticeDeliveryFailed(let it): notices[it.letter.notice]?.evolve(it)
        case .personSuspended, .suspensionCorrected, .absenceApproved, .vacancyDeclared,
            .councilFounded, .councilCalendarSet, .personRegistered, .personRenamed, .groupJoined,
            .groupLeft, .groupMembershipCorrected, .groupFormed, .groupRenamed, .officeEstablished,
            .officeTaken, .officeLeft, .officeTenureCorrected, .bodyEstablished, .bodyRenamed,
            .termsAdopted, .bodyMerged, .bodyDissolved, .seatFilled, .seatVacated, .seatCorrected:
            directory.evolve(event)
        }
    }

    /// The meeting of that identifier, or a refusal.
    public func existing(_ id: MeetingID) throws(Rejection) -> Meeting {
        guard let found = meetings[id] else { throw .unknown("meeting", id.text, "minutectl meeting list") }
        return found
    }

    /// The decision of that identifier, or a refusal.
    public func existing(_ id: DecisionID) throws(Rejection) -> Decision {
        guard let found = decisions[id] else {
            throw .unknown("decision", id.text, "minutectl decision list")
        }
        return found
    }

    /// The notice of that identifier, or a refusal.
    public func existing(_ id: NoticeID) throws(Rejection) -> Notice {
        guard let found = notices[id] else { throw .unknown("notice", id.text, "minutectl notice list") }
        return found
    }

    func refuseExisting(_ id: MeetingID) throws(Rejection) {
        guard meetings[id] != nil else { return }
        throw Rejection(
            "new-record", "meeting/\(id)", "The meeting \(id) is in the record already.",
            remedy: "Use it, or give the new meeting another identifier.")
    }
}
