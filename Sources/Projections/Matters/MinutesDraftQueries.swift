// The draft of a meeting's minutes: the roll, the agenda, and the decisions that were made at the meeting, each under
// its item.

import Codec
import Governance
import Ledger
public import Reports

extension Reading {
    /// A draft made of what the record has by the day.
    public func minutesDraft(_ question: MinutesDraftQuestion) throws -> MinutesDraftReport {
        var asked = MeetingQuestion()
        asked.meeting = question.meeting
        let meeting = try self.meeting(asked)
        guard meeting.meeting.status == .held, let row = try meetingRow(meeting.meeting.id) else {
            throw Rejection(
                "meeting-held", "meeting/\(meeting.meeting.id)",
                "There are no minutes of this meeting: it is not recorded as held.",
                remedy: meeting.meeting.status == .cancelled
                    ? "It was cancelled. If that was a mistake, undo it: `minutectl record take-back ENTRY`."
                    : "If it was: `minutectl meeting hold \(meeting.meeting.id)`.")
        }
        var report = MinutesDraftReport()
        (report.basis, report.council) = (basis, directory.council?.name ?? "")
        (report.meeting, report.bodyName, report.roll) = (meeting.meeting, meeting.bodyName, meeting.roll)
        let whole = try whole(row)
        report.items = whole.agenda.map { tabled in
            var item = DraftItemValue()
            (item.number, item.label) = (tabled.number, tabled.label)
            return item
        }
        for decision in try decisions(at: row.id) {
            let (value, record) = (decision.value, decision.record)
            let place = whole.agenda.firstIndex { tabled in
                tabled.paper != nil && tabled.paper == record.paper
                    || tabled.label.lowercased() == record.title.lowercased()
            }
            if let place {
                report.items[place].decisions.append(value)
            } else {
                var item = DraftItemValue()
                (item.label, item.decisions) = (record.title, [value])
                report.items.append(item)
            }
        }
        for declared in try declarations(at: row.id) {
            let place = report.items.firstIndex { $0.label.lowercased() == declared.item.lowercased() }
            if let place {
                report.items[place].declared.append(declared)
            } else {
                var item = DraftItemValue()
                (item.label, item.declared) = (declared.item, [declared])
                report.items.append(item)
            }
        }
        return report
    }

    /// The decisions made at a meeting, in the order in which they were recorded.
    private func decisions(
        at meeting: MeetingID
    ) throws -> [(value: DraftDecisionValue, record: DecisionRecorded)] {
        var search = DecisionSearch(madeBy: asAt)
        search.add("meeting = ?", [meeting.text])
        var found: [DecisionID] = []
        try forEachDecision(search) { row in
            found.append(row.state.id)
            return true
        }
        return try found.map { id in
            let (state, history) = try decision(id)
            let record = state.recorded.corrected(by: history.map(\.event))
            var value = DraftDecisionValue()
            (value.decision, value.title) = (id.text, record.title)
            value.resolutions = try self.value(of: state, with: history.map(\.event)).resolutions
            (value.reasons, value.conflicts) = (record.reasons, record.conflicts)
            value.dispensations = record.dispensations
            return (history.first?.entry.seq ?? 0, value, record)
        }.sorted { (one: (Int, DraftDecisionValue, DecisionRecorded), other) in one.0 < other.0 }
            .map { ($0.1, $0.2) }
    }
}
