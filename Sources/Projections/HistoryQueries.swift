// What happened to a record: every entry, those taken back marked as such.

import Codec
import Governance
import Ledger
public import Reports

extension Reading {
    /// A record as it was named, with the identifier of a meeting that was named by its body and day.
    func record(_ reference: String) throws -> String {
        guard reference.hasPrefix("meeting/") else { return try recordByTitle(reference) }
        let meeting = String(reference.dropFirst(8))
        guard try MeetingPhrase(meeting, in: directory, on: now.date) != nil else { return reference }
        return "meeting/\(try meetingIdentifier(meeting))"
    }

    /// A record as it was named, with the identifier of one that was named by its title.
    private func recordByTitle(_ reference: String) throws -> String {
        let parts = reference.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = Need.Kind(rawValue: parts[0]), !kind.titledTypes.isEmpty,
            try ledger.streams(prefix: reference, limit: 1).isEmpty
        else { return reference }
        return "\(parts[0])/\(try titled(parts[0], parts[1]))"
    }

    /// What happened to one record, oldest first.
    public func history(_ question: HistoryQuestion) throws -> HistoryReport {
        var report = HistoryReport()
        report.basis = basis
        let asked = try self.record(question.record)
        let found = try ledger.streams(prefix: asked, limit: 12)
        guard
            let record = found.first(where: { $0 == asked }) ?? (found.count == 1 ? found[0] : nil)
        else {
            throw Rejection(
                found.isEmpty ? "known-record" : "unambiguous-record", question.record,
                found.isEmpty
                    ? "There is no record \"\(question.record)\"."
                    : "\"\(question.record)\" matches several records.",
                remedy: "Give its kind and identifier, such as decision/corporate-parenting.",
                candidates: found)
        }
        report.record = record
        do { report.steps = try history(of: Stream(text: record)) } catch let error as FieldError {
            throw Rejection("record-name", record, error.problem, remedy: "Name a record of the council's.")
        }
        return report
    }
}
