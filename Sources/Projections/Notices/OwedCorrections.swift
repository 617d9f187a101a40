// Corrections that are owed: leaders were told what the record no longer says, and nobody has told them since.

import Codec
import Governance
import Ledger
import Reports
import SQLite

extension Reading {
    /// Notices of which the record no longer says what those told were told last.
    func noticesToCorrect() throws -> [NoticeValue] {
        var concerned: Set<NoticeID> = []
        let merged = directory.merged
        // Whatever changes what a roll says. Notices are looked up only for the few meetings that have such an entry.
        let types = [AttendanceCorrected.type, MeetingWithdrawn.type, RecordTakenBack.type]
        try ledger.forEach(ofTypes: types, upTo: point.position) { seq, bytes in
            let event = try Event(seq: seq, entry: bytes)
            guard case .meeting(let meeting) = event.payload.stream else { return }
            var people: [PersonID?] = [nil]
            if case .attendanceCorrected(let it) = event {
                let kept = directory.kept(it.entry.person)
                people = [kept] + (merged[kept] ?? [])
            }
            for person in people { concerned.formUnion(try notices(ofBodyOf: meeting, about: person)) }
        }
        let incomplete = try String.fetchAll(database, sql: "SELECT id FROM notice WHERE incomplete")
        for id in incomplete { concerned.insert(try NoticeID(text: id)) }
        return try concerned.sorted().compactMap { try settled($0) }.filter { !$0.corrections.isEmpty }
    }

    private func notices(ofBodyOf meeting: MeetingID, about person: PersonID?) throws -> [NoticeID] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT notice.id FROM meeting JOIN notice ON notice.body = meeting.body
                    WHERE meeting.id = ?1 AND (?2 IS NULL OR notice.person = ?2) AND issued IS NOT NULL
                    """), arguments: [meeting.text, person?.text]
        ).map { try NoticeID(text: $0) }
    }
}

extension NoticeValue {
    fileprivate var owed: String {
        "The notice about \(name)'s non-attendance at \(bodyName) was issued, but the attendance has been recorded or corrected"
            + " since"
    }
}

extension DigestSource {
    /// Letters that have to be corrected: due at once.
    static let owedCorrections = DigestSource(name: "notice-to-correct") { reading, _ in
        try reading.noticesToCorrect().map { notice in
            DigestItem(
                "notice-to-correct", "notice/\(notice.id)", "Send a correction. \(notice.owed).",
                due: reading.asAt,
                people: [], on: reading.asAt)
        }
    }
}

extension FindingSource {
    static let owedCorrections = FindingSource { reading in
        try reading.noticesToCorrect().map { notice in
            RecordFinding(
                "notice-to-correct", "notice/\(notice.id)", body: notice.body, "\(notice.owed).",
                remedy: "`minutectl notice run` sends them a correction.",
                on: notice.issued ?? reading.asAt)
        }
    }
}
