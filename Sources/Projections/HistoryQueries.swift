// What happened to a record: every entry, those taken back marked as such.

import Codec
import Governance
import Ledger
public import Reports

extension Reading {
    /// What happened to one record, oldest first.
    public func history(_ question: HistoryQuestion) throws -> HistoryReport {
        var report = HistoryReport()
        report.basis = basis
        let found = try ledger.streams(prefix: question.record, limit: 12)
        guard
            let record = found.first(where: { $0 == question.record }) ?? (found.count == 1 ? found[0] : nil)
        else {
            throw Rejection(
                found.isEmpty ? "known-record" : "unambiguous-record", question.record,
                found.isEmpty
                    ? "There is no record \"\(question.record)\"."
                    : "\"\(question.record)\" fits several records.",
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
