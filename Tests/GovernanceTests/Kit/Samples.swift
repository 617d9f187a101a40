// A history in which every type of event happens once or more, in an order in which it can.

import Codec
import Governance
import Testing

enum Samples {
    static let history: [Event] =
        SmallCouncil.events + changes + meetings + business + decisions + notices + sixMonths + visits
        + pledges + issues + takenBack

    private static let reason = "the minutes say so"

    private static let takenBack: [Event] = [
        .recordTakenBack(
            make(RecordTakenBack.self) {
                $0.entry = .init(
                    .matter("homework-clubs"), type: MatterClosed.type, occurrence: 1, reason: reason)
            }),
        .directoryTakenBack(
            make(DirectoryTakenBack.self) {
                $0.entry = .init(
                    .body("working-party"), type: BodyDissolved.type, occurrence: 1, reason: reason)
            }),
    ]

    private static func correction(_ from: PartialDate, to until: PartialDate) -> TenureCorrection {
        var correction = SeatCorrected().correction
        (correction.recordedFrom, correction.until, correction.reason) = (from, until, reason)
        return correction
    }

    /// Another key under the name that the council's log has.
    static let keySucceeded = make(KeySucceeded.self) {
        ($0.council, $0.reason) = ("stockton", "the yearly change")
        $0.from = "minuted.example/stockton+01020304+\(String(repeating: "A", count: 44))"
        $0.to = "minuted.example/stockton+0a0b0c0d+\(String(repeating: "B", count: 44))"
        $0.handover = PrintedCheckpointTests.good
    }

    private static let changes: [Event] = [
        .keySucceeded(keySucceeded),
        .councilCalendarSet(
            make(CouncilCalendarSet.self) {
                $0.council = "stockton"
                $0.closures = [
                    make(Closure.self) {
                        ($0.from, $0.to, $0.reason) = ("2007-12-27", "2007-12-31", "closed")
                    }
                ]
            }),
        .personRenamed(
            make(PersonRenamed.self) {
                ($0.person, $0.name, $0.reason) = ("councillor-d", "Councillor D", reason)
            }),
        .groupRenamed(
            make(GroupRenamed.self) {
                ($0.group, $0.name, $0.reason) = ("group-two", "The Second Group", reason)
            }),
        Fact.leftGroup("councillor-d", "group-two", on: "2007-06-01"),
        .councilRenamed(
            make(CouncilRenamed.self) {
                ($0.council, $0.name, $0.reason) = ("stockton", "Stockton-on-Tees Borough Council", reason)
            }),
        .personKindCorrected(
            make(PersonKindCorrected.self) { ($0.person, $0.kind, $0.reason) = ("carer", .other, reason) }),
        Fact.registered("twice", "Senior Officer", .officer),
        .personWithdrawn(
            make(PersonWithdrawn.self) { ($0.person, $0.sameAs, $0.reason) = ("twice", "officer-a", reason) }),
        .officeRetitled(
            make(OfficeRetitled.self) {
                ($0.office, $0.title, $0.reason) = ("group-one-deputy", "Deputy of Group One", reason)
            }),
        .bodyCorrected(
            make(BodyCorrected.self) { ($0.body, $0.from, $0.reason) = ("trust-board", "2005", reason) }),
        .groupMembershipCorrected(
            make(GroupMembershipCorrected.self) {
                ($0.person, $0.group) = ("councillor-d", "group-two")
                $0.correction = correction("2003-05-01", to: "2007-06-15")
            }),
        Fact.left("group-two-leader", "councillor-c", on: "2007-05-01"),
        .officeTenureCorrected(
            make(OfficeTenureCorrected.self) {
                ($0.office, $0.person) = ("group-two-leader", "councillor-c")
                $0.correction = correction("2003-05-01", to: "2007-05-15")
            }),
        .bodyRenamed(
            make(BodyRenamed.self) { ($0.body, $0.name, $0.reason) = ("malap", "The Partnership", reason) }),
        Fact.body("informal", "Informal corporate parenting group", .informal),
        Fact.body("working-party", "Working party", .informal),
        Fact.merged("informal", into: "malap", on: "2007-09-01"),
        Fact.dissolved("working-party", on: "2007-09-01"),
        Fact.vacated("malap", "councillor-e", on: "2007-12-01"),
        .seatCorrected(
            make(SeatCorrected.self) {
                ($0.body, $0.person) = ("malap", "councillor-e")
                $0.correction = correction("2007-01-01", to: "2007-12-15")
            }),
    ]

    private static let meetings: [Event] =
        [
            Fact.scheduled("malap-2007-07-01", of: "malap", "2007-07-01T16:30"),
            Fact.cancelled("malap-2007-07-01"),
            Fact.withdrawn("malap-2007-07-01"),
            Fact.scheduled("malap-2007-11-01", of: "malap", "2007-11-01T16:30"),
            .meetingRescheduled(
                make(MeetingRescheduled.self) {
                    ($0.meeting, $0.starts) = ("malap-2007-11-01", "2007-11-08T16:30")
                }),
        ]
        + Fact.meeting(
            "malap-2007-09-06", of: "malap", "2007-09-06T16:30",
            [("councillor-a", .absent), ("councillor-c", .absent), ("councillor-e", .present)])
        + [
            Fact.held("malap-2007-11-01"),
            Fact.roll(
                "malap-2007-11-01", RollEntry("councillor-a", .present), RollEntry("councillor-c", .absent)),
            .attendanceCorrected(
                make(AttendanceCorrected.self) {
                    ($0.meeting, $0.reason) = ("malap-2007-11-01", reason)
                    $0.entry = RollEntry("councillor-a", .absent)
                }),
        ]

    private static let decisions: [Event] = [
        .decisionRecorded(Stockton.decision),
        Fact.published(Stockton.id, on: "2007-08-03"),
        .decisionCorrected(
            make(DecisionCorrected.self) {
                ($0.decision, $0.field, $0.value, $0.reason) = (
                    Stockton.id, .conflicts, "Not Applicable", reason
                )
            }),
        .resolutionAmended(
            make(ResolutionAmended.self) {
                ($0.decision, $0.number, $0.text, $0.reason) = (Stockton.id, 4, "All reports …", reason)
                $0.on = "2007-08-03"
            }),
        .resolutionCalledIn(
            make(ResolutionCalledIn.self) {
                ($0.decision, $0.number, $0.by, $0.grounds) = (Stockton.id, 4, ["councillor-d"], "cost")
                $0.received = "2007-08-09T12:00"
            }),
        .callInConcluded(
            make(CallInConcluded.self) { ($0.decision, $0.number, $0.on) = (Stockton.id, 4, "2007-08-20") }),
        .resolutionRatified(
            make(ResolutionRatified.self) {
                ($0.decision, $0.number, $0.by, $0.on) = (Stockton.id, 1, "council", "2007-09-12")
            }),
        .resolutionImplemented(
            make(ResolutionImplemented.self) {
                ($0.decision, $0.number, $0.on) = (Stockton.id, 1, "2007-10-01")
            }),
        .keyDecisionNoticed(
            make(KeyDecisionNoticed.self) { ($0.decision, $0.published) = (Stockton.id, "2007-07-01") }),
        .resolutionVoted(
            make(ResolutionVoted.self) {
                ($0.decision, $0.number) = (Stockton.id, 3)
                ($0.vote.inFavour, $0.vote.against) = (6, 1)
            }),
        .decisionWithdrawn(
            make(DecisionWithdrawn.self) { ($0.decision, $0.reason) = (Stockton.id, reason) }),
    ]

    private static func absence(_ meeting: MeetingID, _ date: CivilDate) -> NoticedAbsence {
        make(NoticedAbsence.self) { ($0.meeting, $0.date, $0.group) = (meeting, date, "group-one") }
    }

    private static let notices: [Event] = [
        .noticeIssued(
            make(NoticeIssued.self) {
                $0.notice = "malap-councillor-a-2007-11-08"
                ($0.body, $0.person) = ("malap", "councillor-a")
                $0.rule.consecutive = 2
                $0.absences = [
                    absence("malap-2007-09-06", "2007-09-06"), absence("malap-2007-11-01", "2007-11-08"),
                ]
                ($0.expected, $0.on) = (2, "2007-11-09")
                $0.recipients = [make(Recipient.self) { ($0.role, $0.person) = (.leader, "leader") }]
            }),
        .noticeAcknowledged(
            make(NoticeAcknowledged.self) {
                ($0.notice, $0.by, $0.on) = ("malap-councillor-a-2007-11-08", "leader", "2007-11-12")
            }),
        .noticeDrafted(
            make(NoticeDrafted.self) {
                $0.notice = "malap-councillor-c-2007-11-08"
                ($0.body, $0.person, $0.on) = ("malap", "councillor-c", "2007-11-09")
                $0.rule.consecutive = 2
                $0.absences = [
                    absence("malap-2007-09-06", "2007-09-06"), absence("malap-2007-11-01", "2007-11-08"),
                ]
                $0.recipients = [make(Recipient.self) { ($0.role, $0.person) = (.leader, "leader") }]
            }),
        .noticeDraftWithdrawn(
            make(NoticeDraftWithdrawn.self) {
                ($0.notice, $0.on) = ("malap-councillor-c-2007-11-08", "2007-11-10")
                $0.reason = "the roll is wrong"
            }),
        .noticeWaived(
            make(NoticeWaived.self) {
                $0.notice = "malap-councillor-c-2007-11-08"
                ($0.body, $0.person) = ("malap", "councillor-c")
                $0.rule.consecutive = 2
                $0.absences = [
                    absence("malap-2007-09-06", "2007-09-06"), absence("malap-2007-11-01", "2007-11-08"),
                ]
                ($0.reason, $0.on) = ("on council business", "2007-11-09")
            }),
    ]

    private static let letter = NoticeDelivered().letter.addressed(
        "malap-councillor-a-2007-11-08", to: "leader")

    private static let sixMonths: [Event] = [
        .noticeDeliveryFailed(
            make(NoticeDeliveryFailed.self) { ($0.letter, $0.reason) = (letter, "no mailbox") }),
        .noticeDelivered(make(NoticeDelivered.self) { $0.letter = letter }),
        .attendanceCorrected(
            make(AttendanceCorrected.self) {
                ($0.meeting, $0.reason) = ("malap-2007-11-01", reason)
                $0.entry = RollEntry("councillor-a", .present)
            }),
        .noticeFollowedUp(
            make(NoticeFollowedUp.self) {
                ($0.notice, $0.number, $0.on) = ("malap-councillor-a-2007-11-08", 1, "2007-11-20")
                $0.changes = [
                    make(NoticeChange.self) {
                        ($0.meeting, $0.date, $0.was, $0.now) = (
                            "malap-2007-11-01", "2007-11-08", .absent, .present
                        )
                    }
                ]
                $0.recipients = [make(Recipient.self) { ($0.role, $0.person) = (.leader, "leader") }]
            }),
        .personSuspended(
            make(PersonSuspended.self) {
                ($0.person, $0.from, $0.until, $0.reason) = (
                    "councillor-a", "2008-03-01", "2008-04-01", reason
                )
            }),
        .suspensionCorrected(
            make(SuspensionCorrected.self) {
                ($0.person, $0.correction) = ("councillor-a", correction("2008-03-01", to: "2008-03-15"))
            }),
        .decisionRecorded(
            make(DecisionRecorded.self) {
                ($0.decision, $0.title, $0.body, $0.made) = (
                    "leave", "Leave of absence", "council", "2008-03-12"
                )
                $0.resolutions = [
                    make(Resolution.self) { ($0.number, $0.text) = (1, "that the absence be approved") }
                ]
            }),
        .absenceApproved(
            make(AbsenceApproved.self) {
                ($0.person, $0.decision, $0.since) = ("councillor-a", "leave", "malap-2007-11-01")
                $0.on = "2008-03-12"
            }),
        .interestRegistered(
            make(InterestRegistered.self) {
                ($0.person, $0.kind, $0.what) = ("councillor-a", .otherRegistrable, "Member of a trust")
                ($0.from, $0.notified) = ("2006", "2008-03-10")
            }),
        .interestEnded(
            make(InterestEnded.self) { ($0.person, $0.number, $0.on) = ("councillor-a", 1, "2008-03-20") }),
        .dispensationGranted(
            make(DispensationGranted.self) {
                ($0.person, $0.what, $0.by, $0.reason) = (
                    "councillor-a", "The budget", .body("council"), reason
                )
                ($0.on, $0.until) = ("2008-03-11", "2008-05-01")
            }),
        .interestDeclared(
            make(InterestDeclared.self) {
                ($0.meeting, $0.person, $0.item, $0.kind) = (
                    "malap-2007-11-01", "councillor-a", "Placements", .personal
                )
            }),
        .vacancyDeclared(
            make(VacancyDeclared.self) {
                ($0.person, $0.on, $0.reason) = ("councillor-c", "2008-05-12", "no meeting attended")
            }),
        .vacancyFilled(
            make(VacancyFilled.self) {
                ($0.person, $0.on, $0.by) = ("councillor-c", "2008-06-12", "councillor-d")
            }),
        .recordBeginningSet(
            make(RecordBeginningSet.self) {
                ($0.council, $0.on, $0.reason) = ("stockton", "2007-05-01", reason)
            }),
        .lastAttendanceStated(
            make(LastAttendanceStated.self) {
                ($0.person, $0.body, $0.on) = ("councillor-a", "council", "2007-04-25")
                $0.source = "Minutes of the Council, 25 April 2007"
            }),
    ]
}

extension LetterReference {
    func addressed(_ notice: NoticeID, to person: PersonID) -> LetterReference {
        var reference = self
        (reference.notice, reference.to) = (notice, person)
        return reference
    }
}
