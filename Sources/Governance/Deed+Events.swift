// For each kind of event what it says was done, and what it answers. Exhaustive: whoever adds a kind has to decide.

extension Event {
    /// What the event says was done; nil where it plans, lays down or takes back.
    public func deed(in state: State) -> Deed? {
        switch self {
        case .meetingHeld(let it): state.meetings[it.meeting].map { Deed($0.starts.date) }
        case .meetingChaired(let it): state.meetings[it.meeting].map { Deed($0.starts.date) }
        case .statisticReported(let it): state.meetings[it.meeting].map { Deed($0.starts.date) }
        case .questionPut(let it): Deed(it.on)
        case .agendaPublished(let it): Deed(it.on)
        case .minutesRecorded(let it):
            Deed(it.on).answering("the meeting", state.meetings[it.meeting]?.starts.date)
        case .meetingNoticeExcepted(let it): Deed(it.exception.on)
        case .decisionRecorded(let it):
            Deed(it.made).by(it.body, at: it.meeting, how: it.how).saying("the signature", it.signature?.on)
        case .decisionPublished(let it): Deed(it.on).answering("it was made", state.made(it.decision))
        case .decisionCorrected(let it):
            [.made, .published, .signedOn].contains(it.field) ? it.date.map { Deed($0).correcting } : nil
        case .resolutionAmended(let it): Deed(it.on).answering("it was made", state.made(it.decision))
        case .resolutionCalledIn(let it): Deed(it.received.date)
        case .callInConcluded(let it): Deed(it.on)
        case .resolutionRatified(let it):
            Deed(it.on).answering("it was recommended", state.made(it.decision))
                .by(it.by, at: it.meeting, how: it.how)
        case .resolutionImplemented(let it): Deed(it.on).answering("it was made", state.made(it.decision))
        case .keyDecisionNoticed(let it): (it.published ?? it.exception?.on).map { Deed($0) }
        case .noticeDrafted(let it): Deed(it.on).answering(Self.missed, it.breach.absences.map(\.date).max())
        case .noticeIssued(let it): Deed(it.on).answering(Self.missed, it.breach.absences.map(\.date).max())
        case .noticeWaived(let it): Deed(it.on).answering(Self.missed, it.breach.absences.map(\.date).max())
        case .noticeAcknowledged(let it):
            Deed(it.on).answering("the notice was issued", state.issued(it.notice))
        case .noticeDelivered(let it):
            it.on.map { Deed($0).answering("the notice was issued", state.issued(it.letter.notice)) }
        case .noticeDeliveryFailed(let it):
            it.on.map { Deed($0).answering("the notice was issued", state.issued(it.letter.notice)) }
        case .noticeFollowedUp(let it):
            Deed(it.on).answering("the notice was issued", state.issued(it.notice))
        case .noticeDraftWithdrawn(let it):
            Deed(it.on).answering("the draft", state.notices[it.notice]?.draft?.on)
        case .dutyDischarged(let it): Deed(it.on)
        case .paperImplicationAdded(let it): Deed(it.on)
        case .matterRaised(let it):
            Deed(it.on).answering("the decision that it is about", state.made(it.decision))
                .answering("the meeting that it is about", state.met(it.meeting))
        case .meetingCancelled(let it): it.on.map { Deed($0) }
        case .matterAnswered(let it):
            Deed(it.on).answering("the decision that answers it", state.made(it.decision))
                .answering("the meeting at which it was answered", state.met(it.meeting))
        case .matterClosed(let it): Deed(it.on)
        case .matterReopened(let it): Deed(it.on)
        case .actionRaised(let it):
            Deed(it.on).answering("the meeting that agreed it", state.met(it.meeting))
                .answering("the resolution that it carries out", state.made(it.resolution?.decision))
        case .actionProgressed(let it): Deed(it.on)
        case .actionCompleted(let it): Deed(it.on)
        case .actionWithdrawn(let it): Deed(it.on)
        case .visitMade(let it): Deed(it.on)
        case .visitReported(let it):
            Deed(it.on).answering("the visit was made", state.visits[it.visit]?.made?.on)
        case .visitFollowUpCompleted(let it):
            Deed(it.on).answering("the visit was made", state.visits[it.visit]?.made?.on)
        case .pledgeAdopted(let it): Deed(it.on).acting(it.by)
        case .pledgePresented(let it):
            Deed(it.on).answering("the pledge was adopted", state.adopted(it.pledge, 1)).acting(it.to)
        case .pledgeSigned(let it):
            Deed(it.on).answering("that version was adopted", state.adopted(it.pledge, it.version))
        case .promiseAssessed(let it):
            Deed(it.on).answering("the pledge was adopted", state.adopted(it.pledge, 1))
        case .issueListed(let it):
            Deed(it.on).answering("the list was begun", state.issueLists[it.list]?.established.from)
                .answering(
                    "the issue that it replaces was retired",
                    it.replaces.flatMap { state.issueLists[it.list]?.retired($0) })
        case .issueAssigned(let it): Deed(it.on)
        case .issueConsidered(let it): Deed(it.on).acting(it.by)
        case .issueAnswered(let it): Deed(it.on).acting(it.by)
        case .issueFedBack(let it): Deed(it.on)
        case .issueAnswerJudged(let it): Deed(it.on)
        case .issueRetired(let it): Deed(it.on).acting(it.by)
        case .absenceApproved(let it):
            Deed(it.on).answering("the decision that approves it", state.made(it.decision))
        case .vacancyDeclared(let it): Deed(it.on)
        case .interestRegistered(let it): Deed(it.notified)
        case .personRenamed(let it): it.on.map { Deed($0) }
        case .interestEnded(let it): Deed(it.on)
        case .dispensationGranted(let it): Deed(it.on)
        case .interestDeclared(let it): state.met(it.meeting).map { Deed($0) }
        case .vacancyFilled(let it): Deed(it.on)
        case .lastAttendanceStated(let it): Deed(it.on)
        case .personDBSRecorded(let it): Deed(it.record.on)
        case .councilFounded, .councilCalendarSet, .keySucceeded, .personRegistered,
            .groupJoined, .groupLeft, .groupMembershipCorrected, .groupFormed, .groupRenamed,
            .officeEstablished, .officeTaken, .officeLeft, .officeTenureCorrected, .bodyEstablished,
            .bodyRenamed, .termsAdopted, .bodyMerged, .bodyDissolved, .seatFilled, .seatVacated,
            .seatCorrected, .personSuspended, .suspensionCorrected, .directoryTakenBack, .recordTakenBack,
            .attachmentAdded, .recordBeginningSet, .councilRenamed, .personKindCorrected, .personWithdrawn,
            .officeRetitled, .bodyCorrected,
            .meetingScheduled, .meetingRescheduled, .meetingWithdrawn, .attendanceRecorded,
            .attendanceCorrected, .itemTabled, .itemRemoved,
            .decisionWithdrawn, .resolutionVoted,
            .dutyEstablished, .dutyChanged, .dutyDischargeWithdrawn, .dutyWithdrawn, .paperSubmitted,
            .paperCorrected, .paperWithdrawn,
            .placeOpened, .placeVisitsRequired, .placeClosed, .placeCorrected, .visitAllocated,
            .visitFollowUpRaised, .visitWithdrawn, .pledgeSignatureWithdrawn, .promiseAssessmentWithdrawn,
            .issueListEstablished, .issueCorrected:
            nil
        }
    }

    private static let missed = "the meeting that was missed last"
}

extension State {
    fileprivate func made(_ decision: DecisionID?) -> PartialDate? {
        decision.flatMap { decisions[$0]?.dated }
    }

    fileprivate func met(_ meeting: MeetingID?) -> CivilDate? {
        meeting.flatMap { meetings[$0]?.starts.date }
    }

    fileprivate func issued(_ notice: NoticeID) -> CivilDate? { notices[notice]?.issued?.on }

    fileprivate func adopted(_ pledge: PledgeID, _ version: Int) -> PartialDate? {
        pledges[pledge]?.versions.first { $0.version == version }?.on
    }
}

extension IssueList {
    /// When an issue left the list; nil if it is on it.
    fileprivate func retired(_ number: Int) -> PartialDate? {
        issues.indices.contains(number &- 1) ? issues[number - 1].retired?.on : nil
    }
}
