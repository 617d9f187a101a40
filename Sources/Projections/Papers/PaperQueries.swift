// Reports submitted to bodies, and what they lack or contradict.

import Codec
import Governance
import Ledger
public import Reports

extension Reading {
    /// Reports, newest first.
    public func papers(_ question: PapersQuestion) throws -> PapersReport {
        var report = PapersReport()
        report.basis = basis
        let to = try question.to.map { name throws(Rejection) in try directory.participant(name) }
        let (first, last) = try days(from: question.from, to: question.until)
        // Reports for meetings to come make up the forward plan.
        let end = question.until == nil ? .last : last
        report.papers = try fold(RecordTypes.papers).papers.values.filter { paper in
            try (first ?? .first) <= paper.submitted.latest && paper.submitted.earliest <= end
                && !paper.isWithdrawn
                && (paper.submitted.earliest <= asAt || isPlanned(paper))
                && (to.map { $0 == paper.to } ?? true)
                && (question.isKey.map { $0 == (paper.content.isKey ?? false) } ?? true)
                && (question.expiringWithin.map { expires(paper, within: $0) } ?? true)
                && (question.lacking.map { !paper.sets(out: $0) } ?? true)
        }.map(value).filter { paper in
            question.isIncomplete.map { $0 == !paper.findings.isEmpty } ?? true
        }.sorted { ($1.submitted.earliest, $0.id) < ($0.submitted.earliest, $1.id) }
        return report
    }

    /// One report whole.
    public func paper(_ question: PaperQuestion) throws -> PaperReport {
        let state = try fold(RecordTypes.papers)
        let id = try identifier("paper", question.paper, among: state.papers.keys)
        let paper = try state.existing(id)
        guard try paper.submitted.earliest <= asAt || isPlanned(paper) else {
            throw Rejection(
                "not-yet-submitted", "paper/\(id)",
                "\(paper.content.subject) was submitted later than the day you asked about (\(paper.submitted.spoken)).",
                remedy: "Ask as at that day or a later one.")
        }
        var report = PaperReport()
        report.basis = basis
        report.paper = value(paper)
        report.reportOf = paper.content.reportOf
        report.proforma = paper.content.proforma
        (report.sections, report.recommendations) = (paper.content.sections, paper.content.recommendations)
        report.implications = paper.content.implications
        report.history = try history(of: .paper(id)).filter { isToday || $0.recordedDay <= asAt }
        return report
    }

    /// Whether a report to come was known of by the day: by then it had been entered.
    private func isPlanned(_ paper: Paper) throws -> Bool {
        guard !isToday else { return true }
        let entries = try ledger.entries(stream: Governance.Stream.paper(paper.id).text, upTo: point.position)
        guard let first = try entries.first?.envelope() else { return false }
        return CivilDate(iso: String(first.recordedTime.prefix(10))).map { $0 <= asAt } ?? false
    }

    /// Whether the document that it brings has come to the end of its term, or will in so many days.
    private func expires(_ paper: Paper, within days: Int) -> Bool {
        guard let until = paper.content.holdsUntil?.latest, let last = asAt.adding(days: days) else {
            return false
        }
        return until <= last
    }

    func value(_ paper: Paper) -> PaperValue {
        var value = PaperValue()
        (value.id, value.subject) = (paper.id.text, paper.content.subject)
        value.to = bearer(paper.to, on: paper.submitted.latest)
        (value.meeting, value.submitted) = (paper.recorded.meeting?.text, paper.submitted)
        (value.purpose, value.isKey, value.isUrgent) = (
            paper.content.purpose, paper.content.isKey, paper.content.isUrgent
        )
        value.exemptParagraph = paper.content.exemptParagraph
        value.holdsUntil = paper.content.holdsUntil
        value.implications = paper.content.implications.map(\.kind)
        value.missingImplications = paper.missingImplications(in: directory)
        // A report to come need not be complete yet.
        if paper.submitted.earliest <= asAt {
            value.findings = paper.lacks(in: directory).map { Finding($0.rule, $0.message) }
        }
        value.isWithdrawn = paper.isWithdrawn
        return value
    }
}

extension PaperContent {
    fileprivate var proforma: [ProformaField] {
        func said(_ truth: Bool?) -> String? { truth.map { $0 ? "Yes" : "No" } }
        return [
            ProformaField("Proposed decision", proposedDecision),
            ProformaField("Report for", purpose.map { $0 == .decision ? "Decision" : "Information" }),
            ProformaField("Key decision", said(isKey)), ProformaField("Confidential", said(isConfidential)),
            ProformaField("Exempt under paragraph", exemptParagraph.map { String($0) }),
            ProformaField("Public interest", publicInterest),
            ProformaField("Is the report urgent?", said(isUrgent)), ProformaField("Urgency", urgency),
            ProformaField("Contribution to the plan", contribution), ProformaField("Wards affected", wards),
            ProformaField("Why is this recommended?", reasons),
            ProformaField("Other potential decisions", alternatives),
            ProformaField("Appendices", appendices), ProformaField("Background papers", backgroundPapers),
            ProformaField("Contact", contact),
        ]
    }
}
