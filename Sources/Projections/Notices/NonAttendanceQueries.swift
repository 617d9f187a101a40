// Non-attendance: the breaches that the rolls show, and the notices of them.

import Codec
import GRDB
public import Governance
import Ledger
public import Reports

/// A breach that the rolls show, with what is needed to issue its notice.
public struct FoundBreach {
    public let notice: NoticeID
    public let body: Body
    public let person: PersonID
    public let rule: NonAttendanceRule
    public let breach: Breach
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
            Self.breaches(of: body, by: person, attended)
        }
    }

    /// What every roll of a body says of everyone in it.
    private func standings(of body: BodyID) throws -> [String: [String: Standing]] {
        var found: [String: [String: Standing]] = [:]
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT mark.meeting, mark.person, mark.standing FROM meeting JOIN mark ON mark.meeting = meeting.id
                WHERE meeting.body = ?
                """,
            arguments: [body.text])
        while let row = try rows.next() {
            let standing: String = row[2]
            found[row[0], default: [:]][row[1]] = Standing(rawValue: standing)
        }
        return found
    }

    /// A breach is judged by the rule in force at its last meeting.
    private static func breaches(
        of body: Body, by person: PersonID, _ attended: [ExpectedAttendance]
    ) -> [FoundBreach] {
        var found: [FoundBreach] = []
        let rules = body.adopted.compactMap(\.terms.nonAttendance)
        for (index, rule) in rules.enumerated() where !rules[..<index].contains(rule) {
            for breach in rule.breaches(in: attended) {
                guard let last = breach.absences.last, body.terms(on: last.date)?.nonAttendance == rule else {
                    continue
                }
                found.append(
                    FoundBreach(
                        notice: Notice.identifier(body.id, person, breach.kind, last.date), body: body,
                        person: person, rule: rule, breach: breach,
                        considered: attended.filter { $0.date <= last.date }.map(\.meeting)))
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
        let found = try breaches(body: body, person: person)
        for notice in settled
        where (body.map { $0.text == notice.body } ?? true)
            && (person.map { $0.text == notice.person } ?? true)
        {
            let breach = found.first { $0.notice.text == notice.id }
            report.notices.append(notice.status == .waived ? waived(notice, breach) : notice)
        }
        let known = Set(settled.map(\.id))
        for breach in found where !known.contains(breach.notice.text) {
            report.notices.append(value(of: breach))
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

    private func value(of found: FoundBreach) -> NoticeValue {
        var value = NoticeValue()
        (value.id, value.kind, value.status) = (found.notice.text, found.breach.kind, .unsent)
        (value.body, value.bodyName) = (found.body.id.text, found.body.name)
        (value.person, value.name) = (found.person.text, directory.name(found.person))
        value.rule = found.rule.sentence
        value.considered = found.considered.map(\.text)
        (value.expected, value.present) = (found.breach.expected, found.breach.present)
        value.absences = found.breach.absences.map { absence in
            var one = AbsenceValue()
            (one.meeting, one.date) = (absence.meeting.text, absence.date)
            one.standing = absence.standing ?? .absent
            one.group = directory.people[found.person]?.group(on: absence.date)?.text
            return one
        }
        value.recipients = directory.recipients(
            of: found.breach.absences.map(\.date), by: found.person, on: asAt
        ).map { recipient in self.value(of: recipient, acknowledged: nil) }
        return value
    }

    /// A waived notice with the breach that it is about, as the rolls stand. Nobody was told of it.
    private func waived(_ notice: NoticeValue, _ found: FoundBreach?) -> NoticeValue {
        guard let found else { return notice }
        var value = value(of: found)
        (value.status, value.waivedBecause, value.recipients) = (.waived, notice.waivedBecause, [])
        return value
    }

    private func value(of recipient: Recipient, acknowledged: CivilDate?) -> RecipientValue {
        var value = RecipientValue()
        (value.role, value.person) = (recipient.role, recipient.person?.text)
        value.name = recipient.person.map { directory.name($0) }
        (value.group, value.groupName) = (
            recipient.group?.text, recipient.group.flatMap { directory.groups[$0]?.name }
        )
        value.acknowledged = acknowledged
        return value
    }

    // MARK: - Issued and waived

    /// The notices that were issued or waived, each folded from its own entries.
    private func settledNotices() throws -> [NoticeValue] {
        try String.fetchAll(database, sql: "SELECT id FROM notice ORDER BY id").map { id in
            var value = NoticeValue()
            value.id = id
            for (entry, event) in try ledger.events(of: .notice(NoticeID(text: id)), upTo: point.position) {
                switch event {
                case .noticeIssued(let it): try fill(&value, it, entry.seq)
                case .noticeWaived(let it): fill(&value, it)
                case .noticeAcknowledged(let it): acknowledge(&value, it)
                default: break
                }
            }
            return value
        }
    }

    private func fill(_ value: inout NoticeValue, _ it: NoticeIssued, _ seq: Int) throws {
        (value.status, value.kind, value.seq, value.issued) = (.issued, it.kind, seq, it.on)
        name(&value, it.body, it.person)
        value.rule = it.rule.sentence
        (value.expected, value.present) = (it.expected, it.present)
        value.recipients = it.recipients.map { self.value(of: $0, acknowledged: nil) }
        value.absences = try it.absences.map { absence in
            var one = AbsenceValue()
            (one.meeting, one.date, one.standing) = (absence.meeting.text, absence.date, absence.standing)
            one.group = absence.group?.text
            let today = try String.fetchOne(
                database, sql: "SELECT standing FROM mark WHERE meeting = ? AND person = ?",
                arguments: [absence.meeting.text, it.person.text])
            let standing = today.flatMap { Standing(rawValue: $0) }
            if standing != absence.standing { one.standingToday = standing }
            return one
        }
    }

    private func fill(_ value: inout NoticeValue, _ it: NoticeWaived) {
        (value.status, value.waivedBecause) = (.waived, it.reason)
        name(&value, it.body, it.person)
    }

    private func name(_ value: inout NoticeValue, _ body: BodyID, _ person: PersonID) {
        (value.body, value.bodyName) = (body.text, directory.bodies[body]?.name ?? body.text)
        (value.person, value.name) = (person.text, directory.name(person))
    }

    private func acknowledge(_ value: inout NoticeValue, _ it: NoticeAcknowledged) {
        for index in value.recipients.indices where value.recipients[index].person == it.by.text {
            value.recipients[index].acknowledged = it.on
        }
        let told = value.recipients.filter { $0.person != nil }
        if told.allSatisfy({ $0.acknowledged != nil }) { value.status = .acknowledged }
    }
}
