// What has been recorded since an entry, with the records that it is about.

import Codec
import Governance
import Ledger
public import Reports

extension Reading {
    private static let mostChanges = 100

    /// The entries from one on, oldest first.
    ///
    /// - Parameter first: the first entry that counts.
    public func changes(_ question: ChangesQuestion, from first: Int) throws -> ChangesReport {
        var report = ChangesReport()
        (report.basis, report.first) = (basis, first)
        let end = try lastRecorded()
        guard first <= end else { return report }
        report.total = end - first + 1
        let after = try question.after.map { try entry(continuedAfter: $0) } ?? first - 1
        let begin = max(first, after + 1)
        guard begin <= end else { return report }
        let last = min(end, begin + (question.limit ?? Self.mostChanges) - 1)
        var histories: [Stream: [Int: HistoryValue]] = [:]
        var streams: [(seq: Int, stream: Stream)] = []
        try ledger.forEach(in: begin...last) { seq, bytes in
            streams.append((seq, try Stream(text: EntryView(seq: seq, entry: bytes).stream.string)))
        }
        for (seq, stream) in streams {
            try Interest.check()
            if histories[stream] == nil {
                let steps = try history(of: stream)
                histories[stream] = Dictionary(steps.map { ($0.seq, $0) }) { first, _ in first }
            }
            // What takes effect later than the day that is asked about is not said of that day.
            guard let step = histories[stream]?[seq] else { continue }
            var change = ChangeRecordedValue()
            (change.record, change.title, change.step) = (stream.text, try title(of: stream), step)
            report.changes.append(change)
        }
        report.next = last < end ? "\(last)" : nil
        return report
    }

    /// The last entry that had been recorded by the day asked about; days are those of universal time here.
    private func lastRecorded() throws -> Int {
        guard !isToday, let end = LogInstant(rfc3339: "\(asAt.iso)T23:59:59.999Z") else {
            return point.position
        }
        return min(point.position, try ledger.lastSeq(recordedBy: end))
    }

    private func entry(continuedAfter text: String) throws(Rejection) -> Int {
        guard let seq = Int(text), seq > 0 else { throw Rejection.noPlace(after: text, "entry") }
        return seq
    }

    /// What people call a record.
    private func title(of stream: Stream) throws -> String {
        switch stream {
        case .council: return directory.council?.name ?? stream.text
        case .person(let id): return directory.name(id)
        case .group(let id): return directory.name(id)
        case .office(let id): return directory.offices[id]?.title ?? id.text
        case .body(let id): return directory.name(id)
        case .place(let id): return directory.name(id)
        case .meeting(let id):
            guard let row = try meetingRow(id.text) else { return id.text }
            return "\(directory.name(row.body)), \(row.starts.date.short)"
        case .notice(let id):
            guard let notice = try settled(id) else { return id.text }
            return "\(directory.name(of: notice)), \(notice.bodyName)"
        case .visit(let id):
            return try state(of: stream).visits[id].map { directory.name($0.place) } ?? id.text
        case .pledge(let id): return try state(of: stream).pledges[id]?.versions.last?.title ?? id.text
        case .issueList(let id): return try state(of: stream).issueLists[id]?.established.title ?? id.text
        case .decision, .paper, .matter, .action, .duty: return try state(of: stream).listed(stream)
        }
    }
}
