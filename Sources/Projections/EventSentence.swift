// Every event in a sentence, for histories and listings of the log.

public import Governance

extension Event {
    /// What happened, in a sentence without a full stop.
    public var sentence: String {
        switch self {
        case .councilFounded(let it): "the record of \(it.name) begins"
        case .councilCalendarSet(let it): "closures of the council's offices set (\(it.closures.count))"
        case .personRegistered(let it): "\(it.name ?? it.person.text) registered as \(it.kind.rawValue)"
        case .councilRenamed(let it): "the council is renamed \(it.name): \(it.reason)"
        case .personKindCorrected(let it): "\(it.person) corrected to \(it.kind.rawValue): \(it.reason)"
        case .personWithdrawn(let it):
            "\(it.person) withdrawn\(it.sameAs.map { " as the same person as \($0)" } ?? ""): \(it.reason)"
        case .officeRetitled(let it): "office \(it.office) renamed \(it.title): \(it.reason)"
        case .bodyCorrected(let it): "\(it.body) corrected: \(it.reason)"
        case .personRenamed(let it): "\(it.person) renamed \(it.name): \(it.reason)"
        case .groupJoined(let it): "\(it.person) joined \(it.group) from \(it.from.spoken)"
        case .groupLeft(let it): "\(it.person) left \(it.group) on \(it.on.spoken)"
        case .groupMembershipCorrected(let it):
            "dates of \(it.person) in \(it.group) corrected: \(it.correction.reason)"
        case .groupFormed(let it): "political group \(it.name) formed"
        case .groupRenamed(let it): "political group \(it.group) renamed \(it.name): \(it.reason)"
        case .officeEstablished(let it): "office \(it.title) established"
        case .officeTaken(let it): "\(it.person) took the office \(it.office) from \(it.from.spoken)"
        case .officeLeft(let it): "\(it.person) left the office \(it.office) on \(it.on.spoken)"
        case .officeTenureCorrected(let it):
            "dates of \(it.person) as \(it.office) corrected: \(it.correction.reason)"
        case .bodyEstablished, .bodyRenamed, .termsAdopted, .bodyMerged, .bodyDissolved, .seatFilled,
            .seatVacated,
            .seatCorrected:
            bodySentence
        case .meetingScheduled(let it): "meeting of \(it.body) scheduled for \(it.starts.spoken)"
        case .meetingRescheduled(let it):
            "meeting moved to \(it.starts.spoken)" + (it.place.map { ", \($0)" } ?? "")
        case .meetingCancelled(let it): "meeting cancelled: \(it.reason)"
        case .meetingHeld: "meeting held"
        case .meetingWithdrawn(let it): "meeting withdrawn: \(it.reason)"
        case .attendanceRecorded(let it): "attendance of \(it.entries.count) recorded"
        case .attendanceCorrected(let it):
            it.isRemoved
                ? "\(it.entry.person) removed from the attendance: \(it.reason)"
                : "\(it.entry.person) corrected to \(it.entry.standing.rawValue): \(it.reason)"
        case .decisionRecorded, .decisionPublished, .decisionCorrected, .decisionWithdrawn,
            .resolutionAmended,
            .resolutionCalledIn, .callInConcluded, .resolutionRatified, .resolutionImplemented,
            .resolutionVoted:
            decisionSentence
        case .placeOpened, .placeVisitsRequired, .placeClosed, .placeCorrected, .visitAllocated, .visitMade,
            .visitReported, .visitFollowUpRaised, .visitFollowUpCompleted, .visitWithdrawn:
            visitSentence
        case .pledgeAdopted, .pledgePresented, .pledgeSigned, .pledgeSignatureWithdrawn, .promiseAssessed,
            .promiseAssessmentWithdrawn:
            pledgeSentence
        case .issueListEstablished, .issueListed, .issueAssigned, .issueConsidered, .issueAnswered,
            .issueFedBack, .issueAnswerJudged, .issueRetired, .issueCorrected:
            issueSentence
        case .personDBSRecorded(let it):
            "DBS check of \(it.person) on \(it.record.on.short): \(it.record.isCleared ? "" : "not ")cleared"
        case .keySucceeded(let it):
            it.isNewName
                ? "the log continues under the name \(KeySucceeded.name(of: it.to)), after a loss of entries"
                : "a new key signs the log's checkpoints"
        case .noticeIssued(let it):
            "notice of non-attendance of \(it.person) issued to \(it.recipients.count)"
        case .noticeAcknowledged(let it): "notice acknowledged by \(it.by) on \(it.on.spoken)"
        case .noticeWaived(let it): "notice waived: \(it.reason)"
        case .itemTabled, .itemRemoved, .agendaPublished, .minutesRecorded, .dutyEstablished, .dutyChanged,
            .dutyDischarged, .dutyDischargeWithdrawn, .dutyWithdrawn, .paperSubmitted,
            .paperImplicationAdded, .paperCorrected, .paperWithdrawn, .matterRaised, .matterAnswered,
            .matterClosed, .matterReopened, .actionRaised, .actionProgressed, .actionCompleted,
            .actionWithdrawn, .meetingChaired, .statisticReported, .questionPut:
            businessSentence
        case .keyDecisionNoticed(let it):
            it.published.map { "notice of the key decision published on \($0.spoken)" }
                ?? it.exception?.words ?? ""
        case .meetingNoticeExcepted(let it): it.exception.words
        case .recordBeginningSet(let it): "the record begins on \(it.on.spoken): \(it.reason)"
        case .lastAttendanceStated(let it):
            "\(it.person) last attended \(it.body) on \(it.on.spoken), by \(it.source)"
        case .vacancyFilled(let it):
            "vacancy of \(it.person)'s seat ended by \(it.how.rawValue) on \(it.on.spoken)"
        case .recordTakenBack(let it): "\(it.entry.words): \(it.entry.reason)"
        case .directoryTakenBack(let it): "\(it.entry.words): \(it.entry.reason)"
        case .attachmentAdded(let it): "file attached: \(it.name) (\(it.mediaType), \(it.size) bytes)"
        case .noticeFollowedUp, .noticeDelivered, .noticeDeliveryFailed, .noticeDrafted,
            .noticeDraftWithdrawn, .personSuspended,
            .suspensionCorrected, .absenceApproved, .vacancyDeclared:
            attendanceSentence
        case .interestRegistered(let it):
            "interest \(it.number) of \(it.person) registered: \(it.what ?? "sensitive, details withheld") (\(it.kind.words))"
        case .interestEnded(let it): "interest \(it.number) of \(it.person) ended on \(it.on.spoken)"
        case .dispensationGranted(let it):
            "dispensation for \(it.person) to \(it.allows.words) until \(it.until.spoken): \(it.what)"
        case .interestDeclared(let it):
            "\(it.person) declared a \(it.kind.words) in \u{201C}\(it.item)\u{201D}" + (it.left ? " and left the room" : "")
        }
    }

    private var attendanceSentence: String {
        switch self {
        case .noticeFollowedUp(let it):
            "follow-up \(it.number) issued to \(it.recipients.count): attendance corrected"
        case .noticeDrafted(let it): "notice of non-attendance of \(it.person) drafted"
        case .noticeDraftWithdrawn(let it): "draft of a notice withdrawn: \(it.reason)"
        case .noticeDelivered(let it): "letter to \(it.letter.to) delivered by \(it.by.rawValue)"
        case .noticeDeliveryFailed(let it): "letter to \(it.letter.to) not delivered: \(it.reason)"
        case .personSuspended(let it): "\(it.person) suspended from \(it.from.spoken): \(it.reason)"
        case .suspensionCorrected(let it):
            "dates of \(it.person)'s suspension corrected: \(it.correction.reason)"
        case .absenceApproved(let it): "\(it.person)'s absence approved by \(it.decision)"
        case .vacancyDeclared(let it):
            it.cause.map { cause in
                "\(it.person)'s seat vacant by \(cause.words)"
                    + (it.reason == cause.words ? "" : ": \(it.reason)")
            } ?? "\(it.person)'s seat declared vacant: \(it.reason)"
        default: ""
        }
    }

    private var bodySentence: String {
        switch self {
        case .bodyEstablished(let it): "\(it.name) established"
        case .bodyRenamed(let it): "body \(it.body) renamed \(it.name): \(it.reason)"
        case .termsAdopted(let it):
            "terms of reference of \(it.body) adopted" + (it.from.map { " from \($0.spoken)" } ?? "")
        case .bodyMerged(let it): "\(it.body) merged into \(it.into) on \(it.on.spoken)"
        case .bodyDissolved(let it): "\(it.body) dissolved on \(it.on.spoken)"
        case .seatFilled(let it):
            "\(it.person) took a seat on \(it.body) (\(it.capacity)) from \(it.from.spoken)"
                + (it.until.map { " to \($0.spoken)" } ?? "")
        case .seatVacated(let it): "\(it.person) left \(it.body) on \(it.on.spoken)"
        case .seatCorrected(let it): "dates of \(it.person) on \(it.body) corrected: \(it.correction.reason)"
        default: ""
        }
    }

    private var decisionSentence: String {
        switch self {
        case .decisionRecorded(let it): "decision recorded, made \(it.made.inFull)"
        case .decisionPublished(let it): "published on \(it.on.spoken)"
        case .decisionCorrected(let it):
            (it.number.map { "resolution \($0): " } ?? "") + "\(it.field.rawValue)"
                + " corrected\(it.newValue): \(it.reason)"
        case .decisionWithdrawn(let it): "decision withdrawn: \(it.reason)"
        case .resolutionAmended(let it): "resolution \(it.number) amended: \(it.reason)"
        case .resolutionCalledIn(let it): "resolution \(it.number) called in by \(it.by.count): \(it.grounds)"
        case .callInConcluded(let it): "call-in of resolution \(it.number) concluded: \(it.outcome.rawValue)"
        case .resolutionRatified(let it):
            "resolution \(it.number) \(it.outcome.rawValue) by \(it.by) on \(it.on.spoken)"
        case .resolutionImplemented(let it): "resolution \(it.number) implemented on \(it.on.spoken)"
        case .resolutionVoted(let it):
            "votes on resolution \(it.number) recorded" + (it.reason.map { ": \($0)" } ?? "")
        default: ""
        }
    }
}

extension TakenBackEntry {
    /// Which entry is taken back, in words.
    fileprivate var words: String { "entry \(occurrence) of the type \(type) undone" }
}

extension NoticeException {
    /// That notice was done without, in words.
    fileprivate var words: String {
        "notice not given (\(kind.rawValue)), agreed by \(agreedBy) on \(on.spoken): \(reason)"
    }
}

extension DecisionCorrected {
    /// What a part says now, where that is short: " to July 2009".
    fileprivate var newValue: String {
        switch field {
        case .callable, .title, .signedBy: value.map { " to \($0)" } ?? ""
        case .made, .published, .signedOn: date.map { " to \($0.spoken)" } ?? " to blank"
        case .record, .reasons, .alternatives, .conflicts, .dispensations, .callIn, .paper: ""
        }
    }
}
