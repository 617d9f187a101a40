// Notices that were issued or waived: each folded from its own entries, beside what the rolls say today.

import Codec
import Governance
import Ledger
import Reports
import SQLite

extension Reading {
    /// The notices that were issued or waived.
    func settledNotices() throws -> [NoticeValue] {
        try String.fetchAll(database, sql: "SELECT id FROM notice ORDER BY id").compactMap { id in
            try settled(NoticeID(text: id))
        }
    }

    /// The draft of a notice, if there is one; looked up in the notice's own few entries.
    func openDraft(of id: NoticeID) throws -> NoticeDrafted? {
        var state = State()
        for (_, event) in try ledger.events(of: .notice(id), upTo: point.position) { state.evolve(event) }
        return state.notices[id]?.draft
    }

    private func settled(_ id: NoticeID) throws -> NoticeValue? {
        var state = State()
        var acknowledged: [String: CivilDate] = [:]
        var entries: [Int: Int] = [:]
        for (entry, event) in try ledger.events(of: .notice(id), upTo: point.position) {
            // What was done after the day asked about had not been done then.
            guard event.payload.effective(in: state).map({ $0.date <= asAt }) ?? true else { continue }
            state.evolve(event)
            switch event {
            case .noticeIssued: entries[0] = entry.seq
            case .noticeFollowedUp(let it): entries[it.number] = entry.seq
            case .noticeAcknowledged(let it): acknowledged[it.by.text] = it.on
            default: break
            }
        }
        guard let notice = state.notices[id] else { return nil }
        if let waived = notice.waived {
            var value = NoticeValue(waived.breach)
            (value.id, value.status, value.waivedBecause) = (id.text, .waived, waived.reason)
            return value
        }
        guard let issued = notice.issued else { return nil }
        var value = NoticeValue(issued)
        value.seq = entries[0]
        value.recipients = value.recipients.map { tell($0, nil, notice, acknowledged) }
        value.followUps = notice.followUps.map { followUp in
            var one = FollowUpValue(followUp)
            one.seq = entries[followUp.number]
            one.recipients = one.recipients.map { tell($0, followUp.number, notice, acknowledged) }
            return one
        }
        let told = value.recipients.filter { $0.person != nil }
        if !told.isEmpty, told.allSatisfy({ $0.acknowledged != nil }) { value.status = .acknowledged }
        try compare(&value, with: notice, of: issued)
        return value
    }

    /// A recipient with what became of their letter.
    private func tell(
        _ recipient: RecipientValue, _ followUp: Int?, _ notice: Notice, _ acknowledged: [String: CivilDate]
    ) -> RecipientValue {
        guard let person = recipient.person else { return recipient }
        var told = recipient
        if followUp == nil { told.acknowledged = acknowledged[person] }
        let attempts = notice.deliveries.filter {
            $0.letter.to.text == person && $0.letter.followUp == followUp
        }
        told.failures = attempts.count { !$0.isDelivered }
        told.sending = attempts.last.map { $0.isDelivered ? .delivered : .failed } ?? .waiting
        told.problem = attempts.last?.failure
        return told
    }

    /// What the rolls say today of the meetings of which the notice spoke.
    private func compare(_ value: inout NoticeValue, with notice: Notice, of issued: NoticeIssued) throws {
        var current: [MeetingID: Standing?] = [:]
        for meeting in notice.toldLast.keys {
            let text = try String.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT standing FROM mark JOIN meeting ON meeting.id = mark.meeting
                        WHERE mark.meeting = ? AND person = ? AND status = 'held'
                        """), arguments: [meeting.text, issued.person.text])
            current[meeting] = .some(text.flatMap { Standing(rawValue: $0) })
        }
        for (index, absence) in issued.absences.enumerated() {
            guard let now = current[absence.meeting], now != absence.standing else { continue }
            value.absences[index].standingToday = now
        }
        for (meeting, was) in notice.toldLast {
            guard let now = current[meeting], now != was else { continue }
            var change = ChangeValue()
            (change.meeting, change.was, change.now) = (meeting.text, was, now)
            change.date =
                value.record.first { $0.meeting == meeting.text }?.date
                ?? value.absences.first { $0.meeting == meeting.text }?.date ?? .placeholder
            value.corrections.append(change)
        }
        value.corrections.sort { ($0.date, $0.meeting) < ($1.date, $1.meeting) }
        // What a follow-up has to look at is said by the same list as an issue's.
        value.considered = value.corrections.isEmpty ? [] : notice.toldLast.keys.map(\.text).sorted()
    }
}
