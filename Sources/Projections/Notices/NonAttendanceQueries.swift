// Non-attendance: the breaches that the rolls show, and the notices of them.

import Codec
public import Governance
import Ledger
public import Reports
import SQLite

extension Reading {
    /// Every breach of every body's rule, as the rolls stand; of one body's or by one person where they are named.
    public func breaches(body: BodyID?, person: PersonID?) throws -> [FoundBreach] {
        guard body == nil, person == nil else { return try findBreaches(body, person) }
        return try everyOne(\.breaches, of: \.body.id) { try findBreaches($0, nil) }
    }

    private func findBreaches(_ body: BodyID?, _ person: PersonID?) throws -> [FoundBreach] {
        var finder = BreachFinder(directory, only: person)
        try forEachRoll(
            RollSearch(of: body, from: directory.recordBegins, to: asAt, naming: person)
        ) { finder.take($0) }
        return try finder.found()
    }

    /// Breaches with their notices: those that nobody has been told of and those that were issued.
    ///
    /// - Parameter limits: how far notices are issued unattended.
    public func nonAttendance(
        _ question: NonAttendanceQuestion, _ limits: NoticeLimits = NoticeLimits()
    ) throws -> NonAttendanceReport {
        var report = NonAttendanceReport()
        report.basis = basis
        report.council = directory.council?.name ?? ""
        let body = try question.body.map { try directory.body($0).id }
        let person = try question.person.map { try directory.person($0).id }
        var found: [Listed] = []
        // Where only those are asked for that nobody has been told of, or only the others, the rest need not be found.
        if question.status != .unsent {
            found = try settledNotices(body: body, person: person).filter { notice in
                question.status.map { $0 == notice.status } ?? true
            }.map { notice in Listed(notice.absences.last?.date, notice.id) { notice } }
        }
        if question.status.map({ $0 == .unsent }) ?? true {
            found += try untold(body: body, person: person).map { breach in
                Listed(breach.last, breach.notice.text) { try unsent(breach) }
            }
        }
        if let from = try question.from.map({ try days(from: $0, to: nil).first }) ?? nil {
            found.removeAll { $0.day < from }
        }
        if let reference = question.notice { found = try only(reference, of: found) }
        found.sort { ($0.day, $0.id) < ($1.day, $1.id) }
        if let after = question.after {
            guard let place = found.firstIndex(where: { $0.id == after }) else {
                throw Rejection.noPlace(after: after, "notice")
            }
            found.removeFirst(place + 1)
        }
        var page = Page<Listed>(question.limit)
        for one in found where !page.take(one) { break }
        let (listed, next) = page.done { $0.id }
        (report.notices, report.next) = (try listed.map { try $0.value() }, next)
        try hold(&report, question, limits)
        return report
    }

    /// Says which notices wait for a person.
    private func hold(
        _ report: inout NonAttendanceReport, _ question: NonAttendanceQuestion, _ limits: NoticeLimits
    ) throws {
        guard question.holds ?? false else { return }
        report.limits = limits
        for (index, notice) in report.notices.enumerated()
        where notice.status == .unsent || !notice.corrections.isEmpty {
            report.notices[index].waits = directory.holds(
                onNoticeAbout: try PersonID(text: notice.person), of: try BodyID(text: notice.body),
                lastAbsent: notice.lastMissed ?? .first, on: asAt, limits
            ).filter { question.from == nil || $0 != .old }
        }
    }

    /// A notice in a list, which is made only if it is shown.
    private struct Listed {
        let day: CivilDate
        let id: String
        let value: () throws -> NoticeValue

        init(_ day: CivilDate?, _ id: String, _ value: @escaping () throws -> NoticeValue) {
            (self.day, self.id, self.value) = (day ?? .first, id, value)
        }
    }

    /// The breaches of which nobody has been told by the day; everybody's are found once.
    func untold(body: BodyID? = nil, person: PersonID? = nil) throws -> [FoundBreach] {
        if body == nil, person == nil, let known = work.untold { return known }
        let settled = Set(
            try String.fetchAll(
                database, sql: "SELECT id FROM notice WHERE coalesce(issued, waived) <= ?",
                arguments: [asAt.iso]))
        // A breach that leaders were told of under a merged record is not new.
        let merged = directory.merged
        let found = try breaches(body: body, person: person).filter { breach in
            !settled.contains(breach.notice.text)
                && !(merged[breach.person] ?? []).contains { settled.contains(breach.notice(about: $0).text) }
        }
        if body == nil, person == nil { work.untold = found }
        return found
    }

    private func only(_ reference: String, of notices: [Listed]) throws(Rejection) -> [Listed] {
        if let exact = notices.first(where: { $0.id == reference }) { return [exact] }
        let fitting = notices.filter { $0.id.hasPrefix(reference) }
        guard fitting.count <= 1 else {
            throw Rejection(
                "unambiguous-notice", "notice/\(reference)", "\"\(reference)\" matches several notices.",
                remedy: "Type more of the identifier.", candidates: fitting.map(\.id))
        }
        guard !fitting.isEmpty else {
            throw Rejection(
                "known-notice", "notice/\(reference)", "There is no notice \"\(reference)\".",
                remedy: "List them with `minutectl notice list`.")
        }
        return fitting
    }

    /// A breach of which nobody has been told, with who would be.
    func unsent(_ found: FoundBreach) throws -> NoticeValue {
        let notice = directory.notice(of: found.noticed, on: asAt)
        var value = NoticeValue(notice)
        (value.status, value.issued) = (.unsent, nil)
        value.provenance = try ledger.weakestProvenance(
            of: directory.records(behindLettersOf: notice).map(\.text), among: unsourced, upTo: point.position
        )
        value.considered = found.considered.map(\.text)
        if try drafted().contains(found.notice) { value.drafted = try openDraft(of: found.notice)?.on }
        return value
    }

    /// The notices that have been drafted at some time: few, while breaches may be many.
    private func drafted() throws -> Set<NoticeID> {
        if let known = work.drafted { return known }
        var found: Set<NoticeID> = []
        try ledger.forEach(ofTypes: [NoticeDrafted.type], upTo: point.position) { seq, bytes in
            if case .noticeDrafted(let it) = try Event(seq: seq, entry: bytes) { found.insert(it.notice) }
        }
        work.drafted = found
        return found
    }
}
