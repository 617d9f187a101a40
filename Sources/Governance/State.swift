// What a command is decided against: the directory, and the records that the command names.

/// The directory together with the meetings, decisions and notices that are at hand.
///
/// No rule needs more than this, so that deciding costs the same however long the log is.
public struct State: Sendable, Equatable {
    public var directory = Directory()
    public var meetings: [MeetingID: Meeting] = [:]
    public var decisions: [DecisionID: Decision] = [:]
    public var notices: [NoticeID: Notice] = [:]
    public var duties: [DutyID: Duty] = [:]
    public var papers: [PaperID: Paper] = [:]
    public var matters: [MatterID: Matter] = [:]
    public var actions: [ActionID: Action] = [:]
    public var visits: [VisitID: Visit] = [:]
    public var pledges: [PledgeID: Pledge] = [:]
    public var issueLists: [IssueListID: IssueList] = [:]
    /// The files that belong to the records at hand.
    public var attachments: [Stream: [AttachmentAdded]] = [:]
    /// What happened to the records of which an entry may be taken back now.
    public var histories = Histories()
    /// What records were before the events that may have to be taken back; nil where none have to be.
    var undo: Undo?

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
        case .resolutionVoted(let it): decisions[it.decision]?.evolve(it)
        case .meetingChaired(let it): meetings[it.meeting]?.evolve(it)
        case .statisticReported(let it): meetings[it.meeting]?.evolve(it)
        case .questionPut(let it): evolve(it)
        case .noticeIssued(let it): notices[it.notice, default: Notice(it.notice)].evolve(it)
        case .noticeAcknowledged(let it): notices[it.notice, default: Notice(it.notice)].evolve(it)
        case .noticeWaived(let it): notices[it.notice, default: Notice(it.notice)].evolve(it)
        case .itemTabled(let it): meetings[it.meeting]?.evolve(it)
        case .itemRemoved(let it): meetings[it.meeting]?.evolve(it)
        case .agendaPublished(let it): meetings[it.meeting]?.evolve(it)
        case .minutesRecorded(let it): meetings[it.meeting]?.evolve(it)
        case .dutyEstablished(let it): duties[it.duty] = Duty(it)
        case .dutyChanged(let it): duties[it.duty]?.evolve(it)
        case .dutyDischarged(let it): duties[it.duty]?.evolve(it)
        case .dutyDischargeWithdrawn(let it): duties[it.duty]?.evolve(it)
        case .dutyWithdrawn(let it): duties[it.duty]?.evolve(it)
        case .paperSubmitted(let it): papers[it.paper] = Paper(it)
        case .paperImplicationAdded(let it): papers[it.paper]?.evolve(it)
        case .paperCorrected(let it): papers[it.paper]?.evolve(it)
        case .paperWithdrawn(let it): papers[it.paper]?.evolve(it)
        case .matterRaised(let it): matters[it.matter] = Matter(it)
        case .matterAnswered(let it): matters[it.matter]?.evolve(it)
        case .matterClosed(let it): matters[it.matter]?.evolve(it)
        case .matterReopened(let it): matters[it.matter]?.evolve(it)
        case .actionRaised(let it): actions[it.action] = Action(it)
        case .actionProgressed(let it): actions[it.action]?.evolve(it)
        case .actionCompleted(let it): actions[it.action]?.evolve(it)
        case .actionWithdrawn(let it): actions[it.action]?.evolve(it)
        case .visitAllocated(let it): visits[it.visit] = Visit(it)
        case .visitMade(let it):
            if visits[it.visit] == nil { visits[it.visit] = Visit(it) } else { visits[it.visit]?.evolve(it) }
        case .visitReported(let it): visits[it.visit]?.evolve(it)
        case .visitFollowUpRaised(let it): visits[it.visit]?.evolve(it)
        case .visitFollowUpCompleted(let it): visits[it.visit]?.evolve(it)
        case .visitWithdrawn(let it): visits[it.visit]?.evolve(it)
        case .pledgeAdopted(let it): pledges[it.pledge, default: Pledge(it.pledge)].evolve(it)
        case .pledgePresented(let it): pledges[it.pledge]?.evolve(it)
        case .pledgeSigned(let it): pledges[it.pledge]?.evolve(it)
        case .pledgeSignatureWithdrawn(let it): pledges[it.pledge]?.evolve(it)
        case .promiseAssessed(let it): pledges[it.pledge]?.evolve(it)
        case .promiseAssessmentWithdrawn(let it): pledges[it.pledge]?.evolve(it)
        case .issueListEstablished(let it): issueLists[it.list] = IssueList(it)
        case .issueListed, .issueAssigned, .issueConsidered, .issueAnswered, .issueFedBack,
            .issueAnswerJudged, .issueRetired, .issueCorrected:
            if let list = event.issueList { issueLists[list]?.evolve(event) }
        case .keyDecisionNoticed(let it): decisions[it.decision]?.evolve(it)
        case .meetingNoticeExcepted(let it): meetings[it.meeting]?.evolve(it)
        case .interestDeclared(let it): meetings[it.meeting]?.evolve(it)
        case .recordTakenBack(let it): evolve(it)
        case .attachmentAdded(let it): attachments[it.record, default: []].append(it)
        case .noticeDrafted(let it): notices[it.notice, default: Notice(it.notice)].evolve(it)
        case .noticeDraftWithdrawn(let it): notices[it.notice]?.evolve(it)
        case .noticeFollowedUp(let it): notices[it.notice, default: Notice(it.notice)].evolve(it)
        case .noticeDelivered(let it): notices[it.letter.notice]?.evolve(it)
        case .noticeDeliveryFailed(let it): notices[it.letter.notice]?.evolve(it)
        case .personSuspended, .suspensionCorrected, .absenceApproved, .vacancyDeclared,
            .interestRegistered, .interestEnded, .dispensationGranted,
            .councilFounded, .councilCalendarSet, .keySucceeded, .personRegistered, .personRenamed,
            .groupJoined,
            .groupLeft, .groupMembershipCorrected, .groupFormed, .groupRenamed, .officeEstablished,
            .officeTaken, .officeLeft, .officeTenureCorrected, .bodyEstablished, .bodyRenamed,
            .termsAdopted, .bodyMerged, .bodyDissolved, .seatFilled, .seatVacated, .seatCorrected,
            .placeOpened, .placeVisitsRequired, .placeClosed, .placeCorrected, .personDBSRecorded,
            .directoryTakenBack, .vacancyFilled, .recordBeginningSet, .lastAttendanceStated, .councilRenamed,
            .personKindCorrected, .personWithdrawn, .officeRetitled, .bodyCorrected:
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

    /// The duty of that identifier, or a refusal.
    public func existing(_ id: DutyID) throws(Rejection) -> Duty {
        guard let found = duties[id] else { throw .unknown("duty", id.text, "minutectl duty list") }
        return found
    }

    /// The report of that identifier, or a refusal.
    public func existing(_ id: PaperID) throws(Rejection) -> Paper {
        guard let found = papers[id] else { throw .unknown("paper", id.text, "minutectl paper list") }
        return found
    }

    /// The matter of that identifier, or a refusal.
    public func existing(_ id: MatterID) throws(Rejection) -> Matter {
        guard let found = matters[id] else { throw .unknown("matter", id.text, "minutectl matter list") }
        return found
    }

    /// The action of that identifier, or a refusal.
    public func existing(_ id: ActionID) throws(Rejection) -> Action {
        guard let found = actions[id] else { throw .unknown("action", id.text, "minutectl action list") }
        return found
    }

    func refuseExisting(_ id: MeetingID) throws(Rejection) {
        guard meetings[id] != nil else { return }
        throw Rejection(
            "new-record", "meeting/\(id)", "The meeting \(id) is already in the record.",
            remedy: "Use it, or give the new meeting another identifier.")
    }
}
