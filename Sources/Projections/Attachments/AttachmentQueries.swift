// Files attached to records, folded from their few entries when they are asked for.

import Codec
import Governance
import Ledger
public import Reports

extension Reading {
    /// Files attached to a record, or to any, in the order in which they were attached.
    public func attachments(_ question: AttachmentsQuestion) throws -> AttachmentsReport {
        var report = AttachmentsReport()
        report.basis = basis
        var taken = try takenBack()
        var found: [(seq: Int, event: AttachmentAdded)] = []
        try ledger.forEach(ofTypes: [AttachmentAdded.type], upTo: point.position) { seq, bytes in
            let event = try Event(seq: seq, entry: bytes)
            if case .attachmentAdded(let it) = event, taken.stands(event) { found.append((seq, it)) }
        }
        let wanted = try question.record.map { try record(record($0), among: Set(found.map(\.event.record))) }
        report.attachments = try found.filter { one in wanted.map { $0 == one.event.record } ?? true }
            .map { try value($0.seq, $0.event) }
        return report
    }

    /// The record that is meant, out of those that have files.
    private func record(
        _ reference: String, among records: Set<Governance.Stream>
    ) throws(Rejection) -> Governance.Stream {
        let fitting = records.filter { $0.text.hasPrefix(reference) }.sorted { $0.text < $1.text }
        if let exact = fitting.first(where: { $0.text == reference }) { return exact }
        guard let first = fitting.first, fitting.count == 1 else {
            throw Rejection(
                fitting.isEmpty ? "known-attachment" : "unambiguous-record", reference,
                fitting.isEmpty
                    ? "No file is attached to \"\(reference)\"."
                    : "\"\(reference)\" matches several records.",
                remedy: "List the records with files: `minutectl attachment list`.",
                candidates: fitting.prefix(11).map(\.text))
        }
        return first
    }

    private func value(_ seq: Int, _ event: AttachmentAdded) throws -> AttachmentValue {
        var value = AttachmentValue()
        (value.seq, value.record, value.name) = (seq, event.record.text, event.name)
        (value.mediaType, value.size, value.sha256) = (event.mediaType, event.size, event.sha256.text)
        value.title = event.title
        value.recorded = try ledger.entry(seq: seq)?.envelope().recordedTime ?? ""
        return value
    }
}
