// For each kind of event what it says was done, and what it answers. Exhaustive: whoever adds a kind has to decide.

extension Event {
    /// What the event says was done; nil where it plans, lays down or takes back.
    public func deed(in state: State) -> Deed? {
        switch self {
        case .meetingScheduled, .meetingRescheduled, .meetingCancelled, .meetingHeld, .meetingWithdrawn,
            .attendanceRecorded, .attendanceCorrected, .itemTabled, .itemRemoved, .agendaPublished,
            .minutesRecorded, .meetingNoticeExcepted:
            meetingDeed(in: state)
        case .decisionRecorded, .decisionPublished, .decisionCorrected, .decisionWithdrawn,
            .resolutionAmended,
            .resolutionCalledIn, .callInConcluded, .resolutionRatified, .resolutionImplemented,
            .resolutionVoted, .keyDecisionNoticed:
            decisionDeed(in: state)
        case .noticeIssued, .noticeAcknowledged, .noticeWaived, .noticeFollowedUp, .noticeDelivered,
            .noticeDeliveryFailed, .noticeDrafted, .noticeDraftWithdrawn:
            noticeDeed(in: state)
        case .dutyEstablished, .dutyChanged, .dutyDischarged, .dutyDischargeWithdrawn, .dutyWithdrawn,
            .paperSubmitted, .paperImplicationAdded, .paperCorrected, .paperWithdrawn, .matterRaised,
            .matterAnswered, .matterClosed, .matterReopened, .actionRaised, .actionProgressed,
            .actionCompleted, .actionWithdrawn:
            businessDeed(in: state)
        case .placeOpened, .placeVisitsRequired, .placeClosed, .placeCorrected, .visitAllocated, .visitMade,
            .visitReported, .visitFollowUpRaised, .visitFollowUpCompleted, .visitWithdrawn, .pledgeAdopted,
            .pledgePresented, .pledgeSigned, .pledgeSignatureWithdrawn, .promiseAssessed,
            .promiseAssessmentWithdrawn, .issueListEstablished, .issueListed, .issueAssigned,
            .issueConsidered, .issueAnswered, .issueFedBack, .issueAnswerJudged, .issueRetired,
            .issueCorrected:
            visitOrPledgeDeed(in: state)
        case .absenceApproved(let it):
            Deed(it.on).answering("the decision that approves it", state.decisions[it.decision]?.made)
        case .vacancyDeclared(let it): Deed(it.on)
        case .vacancyFilled(let it): Deed(it.on)
        case .lastAttendanceStated(let it): Deed(it.on)
        case .personDBSRecorded(let it): Deed(it.record.on)
        case .councilFounded, .councilCalendarSet, .keySucceeded, .personRegistered, .personRenamed,
            .groupJoined, .groupLeft, .groupMembershipCorrected, .groupFormed, .groupRenamed,
            .officeEstablished, .officeTaken, .officeLeft, .officeTenureCorrected, .bodyEstablished,
            .bodyRenamed, .termsAdopted, .bodyMerged, .bodyDissolved, .seatFilled, .seatVacated,
            .seatCorrected, .personSuspended, .suspensionCorrected, .directoryTakenBack, .recordTakenBack,
            .attachmentAdded, .recordBeginningSet, .councilRenamed, .personKindCorrected, .personWithdrawn,
            .officeRetitled, .bodyCorrected:
            nil
        }
    }

    private func meetingDeed(in state: State) -> Deed? {
        switch self {
        case .meetingHeld(let it): state.meetings[it.meeting].map { Deed($0.starts.date) }
        case .agendaPublished(let it): Deed(it.on)
        case .minutesRecorded(let it):
            Deed(it.on).answering("the meeting", state.meetings[it.meeting]?.starts.date)
        case .meetingNoticeExcepted(let it): Deed(it.exception.on)
        default: nil
        }
    }

    private func decisionDeed(in state: State) -> Deed? {
        func made(_ decision: DecisionID) -> CivilDate? { state.decisions[decision]?.made }
        return switch self {
        case .decisionRecorded(let it): Deed(it.made).by(it.body, at: it.meeting, how: it.how)
        case .decisionPublished(let it): Deed(it.on).answering("it was made", made(it.decision))
        case .decisionCorrected(let it):
            it.field == .made || it.field == .published ? it.day.map { Deed($0).correcting } : nil
        case .resolutionAmended(let it): Deed(it.on).answering("it was made", made(it.decision))
        case .resolutionCalledIn(let it): Deed(it.received.date)
        case .callInConcluded(let it): Deed(it.on)
        case .resolutionRatified(let it):
            Deed(it.on).answering("it was recommended", made(it.decision))
                .by(it.by, at: it.meeting, how: it.how)
        case .resolutionImplemented(let it): Deed(it.on).answering("it was made", made(it.decision))
        case .keyDecisionNoticed(let it): (it.published ?? it.exception?.on).map { Deed($0) }
        default: nil
        }
    }

    private func noticeDeed(in state: State) -> Deed? {
        func issued(_ notice: NoticeID) -> CivilDate? { state.notices[notice]?.issued?.on }
        let missed = "the meeting that was missed last"
        return switch self {
        case .noticeDrafted(let it): Deed(it.on).answering(missed, it.breach.absences.map(\.date).max())
        case .noticeIssued(let it): Deed(it.on).answering(missed, it.breach.absences.map(\.date).max())
        case .noticeWaived(let it): Deed(it.on).answering(missed, it.breach.absences.map(\.date).max())
        case .noticeAcknowledged(let it): Deed(it.on).answering("the notice was issued", issued(it.notice))
        case .noticeFollowedUp(let it): Deed(it.on).answering("the notice was issued", issued(it.notice))
        case .noticeDraftWithdrawn(let it):
            Deed(it.on).answering("the draft", state.notices[it.notice]?.draft?.on)
        default: nil
        }
    }

    private func businessDeed(in state: State) -> Deed? {
        func decided(_ decision: DecisionID?) -> CivilDate? { decision.flatMap { state.decisions[$0]?.made } }
        func met(_ meeting: MeetingID?) -> CivilDate? { meeting.flatMap { state.meetings[$0]?.starts.date } }
        return switch self {
        case .dutyDischarged(let it): Deed(it.on)
        case .paperImplicationAdded(let it): Deed(it.on)
        case .matterRaised(let it):
            Deed(it.on).answering("the decision that it is about", decided(it.decision))
                .answering("the meeting that it is about", met(it.meeting))
        case .matterAnswered(let it):
            Deed(it.on).answering("the decision that answers it", decided(it.decision))
                .answering("the meeting at which it was answered", met(it.meeting))
        case .matterClosed(let it): Deed(it.on)
        case .matterReopened(let it): Deed(it.on)
        case .actionRaised(let it):
            Deed(it.on).answering("the meeting that agreed it", met(it.meeting))
                .answering("the resolution that it carries out", decided(it.resolution?.decision))
        case .actionProgressed(let it): Deed(it.on)
        case .actionCompleted(let it): Deed(it.on)
        case .actionWithdrawn(let it): Deed(it.on)
        default: nil
        }
    }

    private func visitOrPledgeDeed(in state: State) -> Deed? {
        func adopted(_ pledge: PledgeID, _ version: Int) -> PartialDate? {
            state.pledges[pledge]?.versions.first { $0.version == version }?.on
        }
        return switch self {
        case .visitMade(let it): Deed(it.on)
        case .visitReported(let it):
            Deed(it.on).answering("the visit was made", state.visits[it.visit]?.made?.on)
        case .visitFollowUpCompleted(let it):
            Deed(it.on).answering("the visit was made", state.visits[it.visit]?.made?.on)
        case .pledgeAdopted(let it): Deed(it.on)
        case .pledgePresented(let it): Deed(it.on).answering("the pledge was adopted", adopted(it.pledge, 1))
        case .pledgeSigned(let it):
            Deed(it.on).answering("that version was adopted", adopted(it.pledge, it.version))
        case .promiseAssessed(let it): Deed(it.on).answering("the pledge was adopted", adopted(it.pledge, 1))
        case .issueListed(let it):
            Deed(it.on).answering("the list was begun", state.issueLists[it.list]?.established.from)
                .answering(
                    "the issue that it replaces was retired",
                    it.replaces.flatMap { state.issueLists[it.list]?.retired($0) })
        case .issueAssigned(let it): Deed(it.on)
        case .issueConsidered(let it): Deed(it.on)
        case .issueAnswered(let it): Deed(it.on)
        case .issueFedBack(let it): Deed(it.on)
        case .issueAnswerJudged(let it): Deed(it.on)
        case .issueRetired(let it): Deed(it.on)
        default: nil
        }
    }
}

extension IssueList {
    /// When an issue left the list; nil if it is on it.
    fileprivate func retired(_ number: Int) -> PartialDate? {
        issues.indices.contains(number &- 1) ? issues[number - 1].retired?.on : nil
    }
}
