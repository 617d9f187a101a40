// Notices that were issued or waived: each folded from its own entries, beside what the rolls say today.

import Codec
import Governance
import Ledger
import Reports
import SQLite

extension Reading {
    /// The notices that were issued or waived, about one body or person where they are named; a person's also where
    /// they were about a record that was merged into theirs.
    func settledNotices(body: BodyID? = nil, person: PersonID? = nil) throws -> [NoticeValue] {
        let records: [PersonID?] = person.map { directory.records(of: $0) } ?? [nil]
        return try records.flatMap { record in
            try String.fetchAll(
                database,
                sql: """
                    SELECT id FROM notice WHERE (?1 IS NULL OR body = ?1) AND (?2 IS NULL OR person = ?2)
                    ORDER BY id
                    """, arguments: [body?.text, record?.text])
        }.compactMap { id in try settled(NoticeID(text: id)) }
    }

    /// Notices of which somebody has not acknowledged a letter by the day.
    func unacknowledgedNotices() throws -> [NoticeValue] {
        try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT notice FROM noticerecipient
                WHERE person IS NOT NULL AND (acknowledged IS NULL OR acknowledged > ?) ORDER BY notice
                """, arguments: [asAt.iso]
        ).compactMap { id in try settled(NoticeID(text: id)) }
    }

    /// Notices of which a letter could not be sent at some time.
    func noticesOfFailedLetters() throws -> [NoticeValue] {
        try notices(with: [NoticeDeliveryFailed.type])
    }

    /// Notices of which the leaders were told something else later.
    func noticesFollowedUp() throws -> [NoticeValue] {
        try notices(with: [NoticeFollowedUp.type])
    }

    /// Notices that have an entry of one of the types.
    private func notices(with types: [String]) throws -> [NoticeValue] {
        var found: Set<NoticeID> = []
        try ledger.forEach(ofTypes: types, upTo: point.position) { seq, bytes in
            if case .notice(let id) = try Event(seq: seq, entry: bytes).payload.stream { found.insert(id) }
        }
        return try found.sorted().compactMap { try settled($0) }
    }

    /// The draft of a notice, if there is one; looked up in the notice's own few entries.
    func openDraft(of id: NoticeID) throws -> NoticeDrafted? {
        var state = State()
        for (_, event) in try ledger.events(of: .notice(id), upTo: point.position)
        where event.wasDone(by: asAt, in: state) { state.evolve(event) }
        return state.notices[id]?.draft
    }

    func settled(_ id: NoticeID) throws -> NoticeValue? {
        var state = State()
        var acknowledged: [String: CivilDate] = [:]
        var entries: [Int: Int] = [:]
        for (entry, event) in try ledger.events(of: .notice(id), upTo: point.position) {
            // What was done after the day asked about had not been done then.
            guard try wasDone(event, entry, in: state) else { continue }
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

    /// Whether it had been done by the day. That a letter went out, or did not, has no day but that of its entry.
    private func wasDone(_ event: Event, _ entry: StoredEntry, in state: State) throws -> Bool {
        switch event {
        case .noticeDelivered, .noticeDeliveryFailed:
            let day = CivilDate(iso: String(try entry.envelope().time.prefix(10)))
            return day.map { $0 <= asAt } ?? true
        default: return event.wasDone(by: asAt, in: state)
        }
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
                        WHERE mark.meeting = ? AND person IN (?, ?) AND status = 'held'
                        """),
                arguments: [meeting.text, issued.person.text, directory.kept(issued.person).text])
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
        if !issued.breach.stands(with: current) { value.isCorrected = true }
        // What a follow-up has to look at is said by the same list as an issue's.
        value.considered = value.corrections.isEmpty ? [] : notice.toldLast.keys.map(\.text).sorted()
    }
}
