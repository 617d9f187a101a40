// Statistics that were reported to bodies, folded from their own entries by the index on types.

import Codec
import Governance
import Ledger
public import Reports

extension Reading {
    /// Statistics, the one reported last first.
    public func statistics(_ question: StatisticsQuestion) throws -> StatisticsReport {
        var report = StatisticsReport()
        report.basis = basis
        let body = try question.body.map { name throws(Rejection) in try directory.body(name).id }
        let meeting = try question.meeting.map { try meetingIdentifier($0) }
        var found: [StatisticValue] = []
        for statistic in try reportedStatistics() {
            guard let row = try meetingRow(statistic.meeting.text), row.status == .held,
                body.map({ $0 == row.body }) ?? true, meeting.map({ $0 == row.id.text }) ?? true,
                question.measure.map({ statistic.measure.lowercased().contains($0.lowercased()) }) ?? true
            else { continue }
            found.append(value(statistic, row))
        }
        found.sort { ($1.reported, $0.measure, $1.to.latest) < ($0.reported, $1.measure, $0.to.latest) }
        var seen: Set<String> = []
        report.statistics = found.filter { statistic in
            question.isLatest != true
                || seen.insert("\(statistic.body) \(statistic.measure.lowercased())").inserted
        }
        return report
    }

    /// All that stand, in the order of the log. Whether a meeting had begun by the day is for its row to say.
    private func reportedStatistics() throws -> [StatisticReported] {
        var found: [StatisticReported] = []
        var taken = try takenBack()
        try ledger.forEach(ofTypes: [StatisticReported.type], upTo: point.position) { seq, bytes in
            let event = try Event(seq: seq, entry: bytes)
            if taken.stands(event), case .statisticReported(let it) = event { found.append(it) }
        }
        return found
    }

    private func value(_ statistic: StatisticReported, _ row: MeetingRow) -> StatisticValue {
        var value = StatisticValue()
        (value.meeting, value.body, value.reported) = (row.id.text, row.body.text, row.day)
        (value.measure, value.from, value.to) = (statistic.measure, statistic.from, statistic.to)
        (value.unit, value.figures, value.total) = (statistic.unit, statistic.figures, statistic.total)
        (value.source, value.paper) = (statistic.source, statistic.paper?.text)
        value.by = statistic.by.map { bearer($0, on: row.day) }
        return value
    }
}
