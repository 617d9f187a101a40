// Which records the letters of a notice rest on. If an entry of one of them is assumed or invented, the letters say so.

extension Directory {
    /// The records that a notice's letters repeat: the rule, the rolls, the member, those who are told, and the offices
    /// by which they are told.
    public func records(behindLettersOf issued: NoticeIssued) -> Set<Stream> {
        let breach = issued.breach
        var records: Set<Stream> = [.body(breach.body), .person(breach.person)]
        if let council { records.insert(.council(council.id)) }
        for absence in breach.absences {
            records.insert(.meeting(absence.meeting))
            absence.group.map { _ = records.insert(.group($0)) }
        }
        for meeting in breach.record { records.insert(.meeting(meeting.meeting)) }
        for recipient in issued.recipients {
            recipient.group.map { _ = records.insert(.group($0)) }
            guard let person = recipient.person else { continue }
            records.insert(.person(person))
            for office in offices.values where office.holders.contains(where: { $0.person == person }) {
                records.insert(.office(office.id))
            }
        }
        return records
    }

    /// The same of a follow-up, which speaks of what is corrected beside what was told.
    public func records(
        behindLettersOf followUp: NoticeFollowedUp, to issued: NoticeIssued
    ) -> Set<Stream> {
        records(behindLettersOf: issued).union(followUp.changes.map { .meeting($0.meeting) })
    }
}
