// What happens to duties, reports, agendas, minutes, matters and actions, each kind of event once.

import Governance

extension Samples {
    /// Behind the meetings of the samples.
    static let business: [Event] = papers + agenda + matters + duties + actions + governance

    private static let reason = "entered by mistake"
    private static let meeting: MeetingID = "malap-2007-09-06"

    private static let papers: [Event] = [
        .paperSubmitted(
            make(PaperSubmitted.self) {
                ($0.paper, $0.to, $0.submitted) = ("placements", .body("cabinet"), "2007-09-01")
                $0.content.subject = "Placements"
            }),
        .paperImplicationAdded(
            make(PaperImplicationAdded.self) {
                ($0.paper, $0.kind, $0.text) = ("placements", "Legal", "None.")
                $0.on = "2007-09-02"
            }),
        .paperCorrected(
            make(PaperCorrected.self) {
                ($0.paper, $0.field, $0.value, $0.reason) = ("placements", .wards, "All", reason)
            }),
        .attachmentAdded(
            make(AttachmentAdded.self) {
                ($0.record, $0.name, $0.size) = (.paper("placements"), "placements.pdf", 70_000)
                $0.mediaType = "application/pdf"
            }),
        .paperWithdrawn(make(PaperWithdrawn.self) { ($0.paper, $0.reason) = ("placements", reason) }),
    ]

    private static let agenda: [Event] = [
        .itemTabled(make(ItemTabled.self) { ($0.meeting, $0.label) = (meeting, "Monitoring") }),
        .agendaPublished(make(AgendaPublished.self) { ($0.meeting, $0.on) = (meeting, "2007-08-29") }),
        .meetingNoticeExcepted(
            make(MeetingNoticeExcepted.self) {
                ($0.meeting, $0.exception.kind) = (meeting, .urgentBusiness)
                ($0.exception.agreedBy, $0.exception.on) = (.person("councillor-a"), "2007-09-03")
                $0.exception.reason = "An inspection was announced"
            }),
        .itemRemoved(
            make(ItemRemoved.self) { ($0.meeting, $0.label, $0.reason) = (meeting, "Monitoring", reason) }),
        .minutesRecorded(
            make(MinutesRecorded.self) { ($0.meeting, $0.stage, $0.on) = (meeting, .drafted, "2007-09-10") }),
    ]

    private static let governance: [Event] = [
        .meetingChaired(
            make(MeetingChaired.self) {
                ($0.meeting, $0.by, $0.reason) = (meeting, ["councillor-e"], "elected for this meeting")
            }),
        .statisticReported(
            make(StatisticReported.self) {
                ($0.meeting, $0.measure, $0.source) = (meeting, "Children in care", "Performance report")
                ($0.to, $0.figures, $0.total) = ("2007-08-31", [StatisticFigure("in care", 212)], 212)
            }),
        Fact.terms("trust-board", from: "2007-09-01") { terms in
            terms.standingQuestions = [
                StandingQuestion("Are needs met?", of: .reports, source: "Strategy, 3.5")
            ]
            terms.links = [GovernanceLink(.linkedTo, "cabinet", source: "Strategy, 3.1")]
            terms.participation = [
                make(ParticipationItem.self) {
                    ($0.label, $0.kinds, $0.source) = ("training", [.training], "Strategy")
                }
            ]
        },
        .paperSubmitted(
            make(PaperSubmitted.self) {
                ($0.paper, $0.to, $0.submitted) = ("needs", .body("trust-board"), "2007-09")
                $0.content.subject = "Needs"
            }),
        .questionPut(
            make(QuestionPut.self) {
                ($0.record, $0.question, $0.answer) = (.paper("needs"), "Are needs met?", "Some")
                $0.on = "2007-09-05"
            }),
    ]

    private static let matters: [Event] = [
        .matterRaised(
            make(MatterRaised.self) {
                ($0.matter, $0.kind, $0.what) = ("homework-clubs", .issue, "Homework clubs")
                ($0.from, $0.to, $0.on) = (.person("yp-7f3a"), .body("malap"), "2007-09-06")
            }),
        .matterAnswered(
            make(MatterAnswered.self) {
                ($0.matter, $0.on, $0.answer) = ("homework-clubs", "2007-09-20", "Two were opened.")
            }),
        .matterReopened(
            make(MatterReopened.self) {
                ($0.matter, $0.on, $0.reason) = ("homework-clubs", "2007-10-01", "They closed again.")
            }),
        .matterClosed(
            make(MatterClosed.self) {
                ($0.matter, $0.on, $0.reason) = ("homework-clubs", "2007-11-01", "Taken into the plan.")
            }),
    ]

    private static let duties: [Event] = [
        .dutyEstablished(
            make(DutyEstablished.self) {
                ($0.duty, $0.what, $0.bearer) = ("review", "Review the strategy", .body("malap"))
                ($0.from, $0.due) = ("2007-08-02", "2008-08")
            }),
        .dutyDischarged(
            make(DutyDischarged.self) { ($0.duty, $0.on, $0.meeting) = ("review", "2007-09-06", meeting) }),
        .dutyDischargeWithdrawn(
            make(DutyDischargeWithdrawn.self) {
                ($0.duty, $0.on, $0.reason) = ("review", "2007-09-06", reason)
            }),
        .dutyChanged(
            make(DutyChanged.self) {
                ($0.duty, $0.from, $0.due) = ("review", "2007-10-01", "2008-09")
                $0.reason = "the Council asked for it"
            }),
        .dutyWithdrawn(
            make(DutyWithdrawn.self) { ($0.duty, $0.on, $0.reason) = ("review", "2008-01-01", "replaced") }),
    ]

    private static let actions: [Event] = [
        .actionRaised(
            make(ActionRaised.self) {
                ($0.action, $0.what, $0.owner) = ("recruit", "Recruit carers", .person("officer-a"))
                $0.on = "2007-09-06"
            }),
        .actionRaised(
            make(ActionRaised.self) {
                ($0.action, $0.what, $0.owner) = ("leaflet", "Print a leaflet", .body("malap"))
                $0.on = "2007-09-06"
            }),
        .actionProgressed(
            make(ActionProgressed.self) {
                ($0.action, $0.on, $0.note) = ("recruit", "2007-10-01", "Advertised.")
            }),
        .actionCompleted(
            make(ActionCompleted.self) { ($0.action, $0.on) = ("recruit", "2007-11-01") }),
        .actionWithdrawn(
            make(ActionWithdrawn.self) {
                ($0.action, $0.on, $0.reason) = ("leaflet", "2007-11-01", "No longer needed.")
            }),
    ]
}
