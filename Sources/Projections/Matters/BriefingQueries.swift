// Briefings of a body, held against who sits on it: who was there, who was briefed on their own afterwards,
// and who has not been briefed at all, those who came later among them.

import Codec
import Governance
public import Reports
import SQLite

extension Reading {
    /// Briefings given to bodies by the day, oldest first.
    public func briefings(_ question: BriefingsQuestion) throws -> BriefingsReport {
        var report = BriefingsReport()
        report.basis = basis
        let only = try question.body.map { name throws(Rejection) in try directory.body(name).id }
        let given = try fold(RecordTypes.matters).matters.values.filter {
            $0.raised.kind == .briefing && $0.raised.on.earliest <= asAt
                && ($0.closed.map { asAt < $0.on } ?? true)
        }.sorted { ($0.raised.on.earliest, $0.id) < ($1.raised.on.earliest, $1.id) }
        for matter in given {
            guard case .body(let id) = matter.raised.to, only.map({ $0 == id }) ?? true,
                let body = directory.bodies[id]
            else { continue }
            let value = try value(of: matter, body, alone: given.map(\.raised))
            if question.isOpen != true || !value.unbriefed.isEmpty { report.briefings.append(value) }
        }
        return report
    }

    /// - Parameter alone: all briefings; those of one person in the same words are for who was not there.
    private func value(of matter: Matter, _ body: Body, alone: [MatterRaised]) throws -> BriefingValue {
        let raised = matter.raised
        var value = BriefingValue()
        (value.id, value.what, value.on) = (matter.id.text, raised.what, raised.on)
        let day = min(raised.on.latest, asAt)
        (value.from, value.to) = (bearer(raised.from, on: day), bearer(raised.to, on: day))
        value.meeting = raised.meeting?.text
        let there = try raised.meeting.map(those(at:)) ?? Set(body.seats.on(raised.on.latest).map(\.person))
        for seat in body.seats.on(asAt).sorted(by: { $0.person < $1.person }) {
            let person = directory.people[seat.person]
            let own = alone.first { $0.what == raised.what && $0.to == .person(seat.person) }
            if let day = there.contains(seat.person) ? raised.on : own?.on {
                var briefed = BriefedValue()
                (briefed.person, briefed.name, briefed.on) = (
                    seat.person.text, directory.name(seat.person), day
                )
                value.briefed.append(briefed)
            } else {
                var missing = UnbriefedValue()
                (missing.person, missing.name) = (seat.person.text, directory.name(seat.person))
                (missing.group, missing.since) = (person?.group(on: asAt)?.text, seat.tenure.from)
                missing.isLater = raised.on.latest < seat.tenure.from.earliest
                missing.isNotKnown =
                    directory.isBeforeRecord(raised.on.latest) && !missing.isLater ? true : nil
                value.unbriefed.append(missing)
            }
        }
        return value
    }

    /// Those who were at a meeting in any capacity.
    private func those(at meeting: MeetingID) throws -> Set<PersonID> {
        let people = try String.fetchAll(
            database,
            sql: "SELECT person FROM mark WHERE meeting = ? AND standing NOT IN ('absent', 'apologies')",
            arguments: [meeting.text])
        return try Set(people.map { try PersonID(text: $0) })
    }
}
