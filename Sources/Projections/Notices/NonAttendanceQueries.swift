// Non-attendance: the breaches that the rolls show, and the notices of them.

import Codec
public import Governance
import Ledger
public import Reports
import SQLite

/// A breach that the rolls show, with what is needed to issue its notice.
public struct FoundBreach {
    public let notice: NoticeID
    public let body: Body
    public let person: PersonID
    public let noticed: NoticedBreach
    /// The meetings at which the person was expected, oldest first, up to the breach.
    public let considered: [MeetingID]
}

extension Reading {
    /// Every breach of every body's rule, as the rolls stand.
    public func breaches(body: BodyID?, person: PersonID?) throws -> [FoundBreach] {
        var found: [FoundBreach] = []
        for body in directory.bodies.values.sorted(by: { $0.id < $1.id })
        where body.adopted.contains(where: { $0.terms.nonAttendance != nil }) {
            found += try breaches(of: body, by: person)
        }
        return found.filter { breach in body.map { $0 == breach.body.id } ?? true }
    }

    private func breaches(of body: Body, by only: PersonID?) throws -> [FoundBreach] {
        let meetings = try meetingRows(of: body.id, from: nil, to: asAt)
            .filter { $0.status == .held && $0.kind == .ordinary && $0.hasRoll && $0.starts <= now }
        let standings = try standings(of: body.id)
        var attendance: [PersonID: [ExpectedAttendance]] = [:]
        for meeting in meetings {
            let rule = body.terms(on: meeting.day)?.nonAttendance
            for seat in body.expected(on: meeting.day) where rule?.covers(seat.capacity) ?? false {
                guard only.map({ $0 == seat.person }) ?? true else { continue }
                attendance[seat.person, default: []].append(
                    ExpectedAttendance(
                        meeting: meeting.id, date: meeting.day,
                        standing: standings[meeting.id.text]?[seat.person.text]))
            }
        }
        return attendance.sorted { $0.key < $1.key }.flatMap { person, attended in
            breaches(of: body, by: person, attended)
        }
    }

    /// What every roll of a body says of everyone in it.
    private func standings(of body: BodyID) throws -> [String: [String: Standing]] {
        var found: [String: [String: Standing]] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT id, marks FROM meeting WHERE body = ? AND marks IS NOT NULL",
            arguments: [body.text])
        while let row = try rows.next() {
            var standings: [String: Standing] = [:]
            for mark in try PackedRoll.read(row[1]) {
                standings[mark.entry.person.text] = mark.entry.standing
            }
            found[row[0]] = standings
        }
        return found
    }

    /// A breach is judged by the rule in force at its last meeting.
    private func breaches(
        of body: Body, by person: PersonID, _ attended: [ExpectedAttendance]
    ) -> [FoundBreach] {
        guard let known = directory.people[person] else { return [] }
        var found: [FoundBreach] = []
        let rules = body.adopted.compactMap(\.terms.nonAttendance)
        for (index, rule) in rules.enumerated() where !rules[..<index].contains(rule) {
            for breach in rule.breaches(in: attended) {
                guard let last = breach.absences.last, let terms = body.adoptedTerms(on: last.date),
                    terms.terms.nonAttendance == rule,
                    let end = attended.firstIndex(where: { $0.meeting == last.meeting })
                else { continue }
                let upTo = Array(attended[...end])
                found.append(
                    FoundBreach(
                        notice: Notice.identifier(body.id, person, breach.kind, last.date), body: body,
                        person: person,
                        noticed: NoticedBreach(breach, body, known, rule, upTo, from: terms.from),
                        considered: upTo.map(\.meeting)))
            }
        }
        return found.sorted { $0.notice < $1.notice }
    }

    /// Breaches with their notices: those that nobody has been told of and those that were issued.
    public func nonAttendance(_ question: NonAttendanceQuestion) throws -> NonAttendanceReport {
        var report = NonAttendanceReport()
        report.basis = basis
        report.council = directory.council?.name ?? ""
        let body = try question.body.map { try directory.body($0).id }
        let person = try question.person.map { try directory.person($0).id }
        let settled = try settledNotices()
        report.notices = settled.filter { notice in
            (body.map { $0.text == notice.body } ?? true) && (person.map { $0.text == notice.person } ?? true)
        }
        let known = Set(settled.map(\.id))
        for breach in try breaches(body: body, person: person) where !known.contains(breach.notice.text) {
            report.notices.append(try unsent(breach))
        }
        report.notices.sort {
            ($0.absences.last?.date ?? .first, $0.id) < ($1.absences.last?.date ?? .first, $1.id)
        }
        if let status = question.status { report.notices.removeAll { $0.status != status } }
        if let reference = question.notice {
            report.notices = try only(reference, of: report.notices)
        }
        return report
    }

    private func only(_ reference: String, of notices: [NoticeValue]) throws(Rejection) -> [NoticeValue] {
        if let exact = notices.first(where: { $0.id == reference }) { return [exact] }
        let fitting = notices.filter { $0.id.hasPrefix(reference) }
        guard fitting.count <= 1 else {
            throw Rejection(
                "unambiguous-notice", "notice/\(reference)", "\"\(reference)\" fits several notices.",
                remedy: "Say more of the identifier.", candidates: fitting.map(\.id))
        }
        guard !fitting.isEmpty else {
            throw Rejection(
                "known-notice", "notice/\(reference)", "There is no notice \"\(reference)\".",
                remedy: "`minutectl notice list` lists the ones there are.")
        }
        return fitting
    }

    /// A breach of which nobody has been told, with who would be.
    private func unsent(_ found: FoundBreach) throws -> NoticeValue {
        var value = NoticeValue(directory.notice(of: found.noticed, on: asAt))
        (value.status, value.issued) = (.unsent, nil)
        value.considered = found.considered.map(\.text)
        value.drafted = try openDraft(of: found.notice)?.on
        return value
    }
}
