// Stockton's decision of 2 August 2007 as a report value, shortened, and a notice of non-attendance.

import Governance
import Reports

extension Sample {
    static func decision() throws -> DecisionReport {
        try make(DecisionReport()) { report in
            report.basis = try make(basis()) { $0.asAt = try day("2007-08-06") }
            report.decision = try decisionValue()
            report.meeting = "cabinet-2007-08-02"
            report.proforma = [
                ProformaField("Title of Item/Report", "Corporate Parenting Strategy"),
                ProformaField("Record of the Decision", "Members commended the Strategy.\n\nIt was agreed."),
                ProformaField("Reasons for the Decision", nil),
                ProformaField("Alternative Options Considered and Rejected", "None"),
                ProformaField("Details of any Dispensations", "Not Applicable"),
            ]
            (report.signedBy, report.signedOn) = ("Proper Officer", try day("2007-07-06"))
            report.findings = [
                Finding("signed-before-made", "The record is signed before the decision was made.")
            ]
            report.history = [
                make(HistoryValue()) {
                    ($0.seq, $0.recorded, $0.actor) = (41, "2007-08-03T09:15:00Z", "unix:clerk")
                    $0.what = "decision recorded, made Thursday 2 August 2007"
                }
            ]
        }
    }

    static func decisionValue() throws -> DecisionValue {
        try make(DecisionValue()) { decision in
            (decision.id, decision.title) = ("corporate-parenting-strategy", "Corporate Parenting Strategy")
            (decision.body, decision.made) = ("cabinet", PartialDate(try day("2007-08-02")))
            decision.published = try day("2007-08-03")
            decision.resolutions = try [
                make(ResolutionValue()) {
                    ($0.number, $0.kind, $0.to) = (1, .recommended, "council")
                    $0.text = "the Corporate Parenting Strategy be ratified."
                    ($0.standing, $0.implementation) = (.awaitingRatification, "Autumn 2007")
                    $0.explanation = "awaits Council, 4 days so far"
                },
                make(ResolutionValue()) {
                    ($0.number, $0.text, $0.isCallable) = (
                        4, "all reports should contain implications.", true
                    )
                    ($0.standing, $0.callInDeadline) = (.openToCallIn, try day("2007-08-10"))
                    $0.explanation =
                        "it can be called in until midnight at the end of Friday 10 August 2007"
                    $0.earlierWordings = ["all reports to Cabinet should contain implications."]
                },
            ]
        }
    }

    static func notice() throws -> NoticeValue {
        try make(NoticeValue()) { notice in
            (notice.id, notice.body) = ("malap-moss-2007-11-01", "malap")
            notice.bodyName = "Multi Agency Looked After Partnership"
            (notice.person, notice.name) = ("moss", "Councillor Ben Moss")
            (notice.status, notice.issued, notice.seq) = (.issued, try day("2007-11-05"), 57)
            notice.rule =
                "Leaders must be told when a member misses 2 meetings in a row, with or without apologies."
            (notice.expected, notice.present) = (2, 0)
            notice.absences = try [
                make(AbsenceValue()) {
                    ($0.meeting, $0.date) = ("malap-2007-09-06", try day("2007-09-06"))
                    ($0.standing, $0.group) = (.apologies, "labour")
                },
                make(AbsenceValue()) {
                    ($0.meeting, $0.date) = ("malap-2007-11-01", try day("2007-11-01"))
                    ($0.standing, $0.group) = (.absent, "labour")
                },
            ]
            notice.recipients = [
                make(RecipientValue()) {
                    ($0.role, $0.person, $0.name) = (.leader, "cole", "Councillor Cole")
                },
                make(RecipientValue()) {
                    ($0.role, $0.person, $0.name) = (.groupLeader, "dunn", "Councillor Dunn")
                    ($0.group, $0.groupName) = ("labour", "Labour")
                },
            ]
        }
    }
}
