// Matters that wait, and members who have not reported back.

import Codec
import Governance
public import Reports
import SQLite

extension Reading {
    /// Matters raised by the day, the longest waiting first.
    public func matters(_ question: MattersQuestion) throws -> MattersReport {
        var report = MattersReport()
        report.basis = basis
        let from = try question.from.map { name throws(Rejection) in try directory.participant(name) }
        let to = try question.to.map { name throws(Rejection) in try directory.participant(name) }
        report.matters = try fold(RecordTypes.matters).matters.values.filter { matter in
            let raised = matter.raised
            return raised.on.earliest <= asAt && (question.kind.map { $0 == raised.kind } ?? true)
                && (from.map { $0 == directory.kept(raised.from) } ?? true)
                && (to.map { $0 == directory.kept(raised.to) } ?? true)
                && (question.standing.map {
                    $0 == matter.standing(on: asAt, recordBegins: directory.recordBegins)
                } ?? true)
                && (question.isOpen.map { $0 == matter.isWaiting(on: asAt) } ?? true)
        }.map(value).sorted { ($0.on.earliest, $0.id) < ($1.on.earliest, $1.id) }
        return report
    }

    /// One matter whole.
    public func matter(_ question: MatterQuestion) throws -> MatterReport {
        let state = try fold(RecordTypes.matters)
        let id = try identifier("matter", question.matter, among: state.matters.keys)
        let matter = try state.existing(id)
        var report = MatterReport()
        report.basis = basis
        (report.matter, report.source) = (value(matter), matter.raised.source)
        report.history = try history(of: .matter(id))
        return report
    }

    func value(_ matter: Matter) -> MatterValue {
        let raised = matter.raised
        var value = MatterValue()
        (value.id, value.kind, value.what) = (matter.id.text, raised.kind, raised.what)
        (value.on, value.due) = (raised.on, raised.due)
        (value.meeting, value.paper, value.decision) = (
            raised.meeting?.text, raised.paper?.text, raised.decision?.text
        )
        value.standing = matter.standing(on: asAt, recordBegins: directory.recordBegins)
        if let ended = matter.ended, ended <= asAt {
            value.ended = ended
            (value.answer, value.nominee) = (matter.answered?.answer, matter.answered?.nominee?.text)
        }
        // Each is named as of the day on which they acted; who has to answer now, as of today.
        let raisedOn = min(raised.on.latest, asAt)
        value.from = bearer(raised.from, on: raisedOn)
        value.to = bearer(raised.to, on: value.ended ?? (raised.kind.awaitsAnswer ? asAt : raisedOn))
        if raised.kind.awaitsAnswer { value.days = max(0, raised.on.latest.days(until: value.ended ?? asAt)) }
        return value
    }

    /// Councillors with a seat who have not reported back since their body last met.
    public func reportsBack(_ question: ReportsBackQuestion) throws -> ReportsBackReport {
        var report = ReportsBackReport()
        report.basis = basis
        let body = try question.body.map { name throws(Rejection) in try directory.body(name).id }
        let group = try question.group.map { name throws(Rejection) in try directory.group(name).id }
        let told = try fold(RecordTypes.matters).matters.values.filter {
            $0.raised.kind == .reportBack && $0.raised.on.earliest <= asAt && $0.closed == nil
        }
        for known in directory.bodies.values.sorted(by: { $0.id < $1.id })
        where body.map({ $0 == known.id }) ?? expectsReportsBack(known) {
            guard let last = try lastMeeting(of: known.id), !directory.isBeforeRecord(last.day) else {
                continue
            }
            for seat in known.seats.on(last.day).sorted(by: { $0.person < $1.person })
            where directory.people[seat.person]?.kind == .councillor {
                let party = directory.people[seat.person]?.group(on: last.day)
                // Whoever belonged to no group has nobody to report back to.
                guard let party, group.map({ $0 == party }) ?? true else { continue }
                let mine = told.filter {
                    directory.kept($0.raised.from) == .person(seat.person)
                        && directory.isReportToOwnGroup($0.raised)
                        && ($0.raised.meeting.map { isMeeting($0, of: known.id) } ?? true)
                }.map(\.raised.on).max { $0.precedes($1) }
                if let mine, last.day <= mine.latest { continue }
                report.members.append(value(seat, known, last, party, mine))
            }
        }
        return report
    }

    /// Where nobody names a body: those whose terms expect members to report back.
    private func expectsReportsBack(_ body: Body) -> Bool {
        body.terms(on: asAt)?.expectations.contains { $0.lowercased().contains("report back") } ?? false
    }

    private func isMeeting(_ meeting: MeetingID, of body: BodyID) -> Bool {
        let of = try? String.fetchOne(
            database, sql: "SELECT body FROM meeting WHERE id = ?", arguments: [meeting.text])
        return of == body.text
    }

    private func lastMeeting(of body: BodyID) throws -> (id: String, day: CivilDate)? {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT id, day FROM meeting
                WHERE body = ? AND status = 'held' AND kind = 'ordinary' AND day <= ?
                ORDER BY day DESC, id LIMIT 1
                """,
            arguments: [body.text, asAt.iso])
        guard let row, let day = CivilDate(iso: row["day"] as String) else { return nil }
        return (row["id"], day)
    }

    private func value(
        _ seat: Seat, _ body: Body, _ last: (id: String, day: CivilDate), _ group: GroupID?,
        _ told: PartialDate?
    ) -> ReportBackValue {
        var value = ReportBackValue()
        (value.body, value.bodyName) = (body.id.text, body.name)
        (value.person, value.name) = (seat.person.text, directory.name(seat.person))
        value.groupName = group.map { directory.name($0) }
        (value.group, value.meeting, value.met) = (group?.text, last.id, last.day)
        (value.last, value.days) = (told, last.day.days(until: asAt))
        return value
    }
}
