// Members' interests: the register and dispensations out of the directory, declarations out of their own entries, of which
// there are few; and what the law asks of both.

import Codec
import Governance
import Ledger
public import Reports

/// A declaration that stands, with the meeting at which it was made.
struct StandingDeclaration {
    let declared: InterestDeclared
    let meeting: MeetingRow
}

extension Reading {
    /// What members registered and declared by the day.
    public func interests(_ question: InterestsQuestion) throws -> InterestsReport {
        var report = InterestsReport()
        report.basis = basis
        let member = try question.member.map { try directory.person($0).id }
        let body = try question.body.map { try directory.body($0) }
        let seated = body.map { body in Set(body.seats.on(asAt).map(\.person)) }
        let people = directory.people.values.filter { person in
            (member.map { $0 == person.id } ?? true) && (seated?.contains(person.id) ?? true)
        }
        let order = directory.listOrder(people.map(\.id.text))
        for person in people.sorted(by: { order[$0.id.text] ?? 0 < order[$1.id.text] ?? 0 }) {
            report.registered += registered(person, withEnded: question.hasEnded)
            report.dispensations += dispensations(of: person, withEnded: question.hasEnded)
        }
        let (first, last) = try days(from: question.from, to: question.to)
        report.declared = try declarations().filter { one in
            (first.map { $0 <= one.meeting.day } ?? true) && one.meeting.day <= last
                && (member.map { $0 == directory.kept(one.declared.person) } ?? true)
                && (body.map { $0.id == one.meeting.body } ?? true)
        }.map(value).sorted { ($1.date, $0.meeting, $0.name) < ($0.date, $1.meeting, $1.name) }
        return report
    }

    private func registered(_ person: Person, withEnded: Bool) -> [InterestValue] {
        person.interests.filter { one in
            one.registered.notified <= asAt && (withEnded || byNow(one.ended) == nil)
        }.map { one in
            var value = InterestValue()
            (value.person, value.name) = (person.id.text, person.name(on: asAt))
            (value.number, value.kind) = (one.registered.number, one.registered.kind)
            (value.what, value.isSensitive) = (one.registered.what, one.registered.isSensitive)
            (value.from, value.notified) = (one.registered.from, one.registered.notified)
            value.until = byNow(one.ended)
            return value
        }
    }

    private func dispensations(of person: Person, withEnded: Bool) -> [DispensationValue] {
        person.dispensations.filter { $0.on <= asAt && (withEnded || asAt <= $0.until) }.map { it in
            var value = DispensationValue()
            (value.person, value.name, value.what) = (person.id.text, person.name(on: asAt), it.what)
            (value.allows, value.by, value.byName) = (it.allows, it.by.text, directory.name(it.by))
            (value.on, value.until, value.reason) = (it.on, it.until, it.reason)
            return value
        }
    }

    private func value(_ one: StandingDeclaration) -> DeclarationValue {
        let it = one.declared
        var value = DeclarationValue()
        (value.meeting, value.date) = (one.meeting.id.text, one.meeting.day)
        (value.body, value.bodyName) = (one.meeting.body.text, directory.name(one.meeting.body))
        let person = directory.kept(it.person)
        (value.person, value.name) = (person.text, directory.name(person, on: one.meeting.day))
        (value.item, value.kind, value.number, value.what) = (it.item, it.kind, it.number, it.what)
        // The number is that of the record under which it was declared, whichever it was merged into since.
        if value.what == nil, let number = it.number {
            value.what =
                directory.people[it.person]?.interests.first { $0.registered.number == number }?.registered
                .what
        }
        (value.left, value.leftAt, value.returnedAt) = (it.left, it.leftAt, it.returnedAt)
        return value
    }

    /// What was declared at one meeting.
    func declarations(at meeting: MeetingID) throws -> [DeclarationValue] {
        try declarations { $0 == meeting }.map(value)
    }

    /// Declarations by the day at meetings that were held, in the order of their entries.
    func declarations(
        where isWanted: (MeetingID) -> Bool = { _ in true }
    ) throws -> [StandingDeclaration] {
        var taken = try takenBack()
        var all: [InterestDeclared] = []
        try ledger.forEach(ofTypes: [InterestDeclared.type], upTo: point.position) { seq, bytes in
            let event = try Event(seq: seq, entry: bytes)
            guard taken.stands(event), case .interestDeclared(let it) = event, isWanted(it.meeting) else {
                return
            }
            all.append(it)
        }
        var rows: [MeetingID: MeetingRow] = [:]
        return try all.compactMap { it in
            if rows[it.meeting] == nil { rows[it.meeting] = try meetingRow(it.meeting.text) }
            guard let row = rows[it.meeting], row.day <= asAt, row.status == .held else { return nil }
            return StandingDeclaration(declared: it, meeting: row)
        }
    }
}

extension FindingSource {
    /// Votes with an interest, and interests that were not notified in time.
    static let interests = FindingSource { reading in
        try reading.declarations().flatMap { one in
            try reading.votesWithInterest(one) + reading.notRegistered(one)
        } + reading.notifiedLate()
    }
}

extension Reading {
    fileprivate func votesWithInterest(_ one: StandingDeclaration) throws -> [RecordFinding] {
        let it = one.declared
        guard it.kind.bars || it.left else { return [] }
        var search = DecisionSearch(madeBy: asAt)
        search.add("meeting = ?", [one.meeting.id.text])
        search.add(
            "id IN (SELECT decision FROM resolution WHERE vote LIKE ?)", ["%\"\(it.person.text)\"%"])
        var found: [DecisionID] = []
        try forEachDecision(search) { row in
            found.append(row.state.id)
            return true
        }
        guard !found.isEmpty else { return [] }
        let agenda = try whole(one.meeting).agenda
        return try found.flatMap { id -> [RecordFinding] in
            let (state, history) = try decision(id)
            guard it.concerns(state.recorded.corrected(by: history.map(\.event)), under: agenda) else {
                return []
            }
            return state.resolutions.compactMap { resolution in
                resolution.vote.flatMap {
                    it.voteLack($0, resolution.recorded.number, on: one.meeting.day, in: directory)
                }
            }.map { lack in
                RecordFinding(
                    lack.rule, "decision/\(id)", body: one.meeting.body.text, lack.message,
                    remedy:
                        "Check the vote (`minutectl decision vote \(id)`) and the declaration. If both are right, tell the"
                        + " monitoring officer: taking part may be an offence (Localism Act 2011, section 34)."
                )
            }
        }
    }

    fileprivate func notRegistered(_ one: StandingDeclaration) -> [RecordFinding] {
        let lack = one.declared.registrationLack(met: one.meeting.day, asAt: asAt, in: directory)
        return lack.map { lack in
            [
                RecordFinding(
                    lack.rule, "person/\(one.declared.person)", body: nil, lack.message,
                    remedy:
                        "If it was notified: `minutectl interest register \(one.declared.person) --notified DATE`.",
                    on: one.meeting.day)
            ]
        } ?? []
    }

    fileprivate func notifiedLate() -> [RecordFinding] {
        let council = directory.bodies.values.filter { $0.kind == .council }
        return directory.people.values.sorted { $0.id < $1.id }.filter { !$0.interests.isEmpty }.flatMap {
            person in
            let taken = council.flatMap(\.seats).filter { $0.person == person.id }.map(\.tenure.from)
            guard let first = taken.min(by: { $0.earliest < $1.earliest })?.date,
                directory.recordBegins <= first
            else { return [RecordFinding]() }
            return person.lateNotifications(since: first).map { lack in
                RecordFinding(
                    lack.rule, "person/\(person.id)", body: nil, lack.message,
                    remedy:
                        "Check the days. If they are right, tell the monitoring officer (Localism Act 2011, section 34)."
                )
            }
        }
    }
}
