// What each member takes part in: meetings by kind, panels as an observer, visits announced or not; and where
// DBS checks stand.

import Codec
public import Governance
public import Reports
import SQLite

extension Reading {
    /// The participation of members over a period.
    public func participation(_ question: ParticipationQuestion) throws -> ParticipationReport {
        var report = ParticipationReport()
        report.basis = basis
        let body = try question.body.map { try directory.body($0) }
        let person = try question.person.map { try directory.person($0).id }
        (report.from, report.to) = try days(from: question.from, to: question.to)
        (report.body, report.kind) = (body?.id.text, question.kind)
        let taken = try taken(
            RollSearch(of: body?.id, to: min(report.to, asAt), naming: person))
        let visits = try visitsMade(from: report.from ?? .first, to: min(report.to, asAt))
        let quarters =
            question.kind.map { _ in
                Self.quarters(from: report.from.map { max($0, directory.recordBegins) }, to: report.to)
            } ?? []
        // An officer, such as a director with the same duties, is shown when asked for by name.
        let members = try person.map { [try directory.existing($0)] } ?? members(of: body, on: report.to)
        let items = participationItems(of: body)
        let allVisits = items.contains(where: \.isOfVisits) ? try visitsMade(from: .first, to: asAt) : []
        report.members = members.map { member in
            let number = work.people.number(of: member.id)
            let theirs = number < taken.count ? taken[number] : []
            var value = value(of: member, theirs, question.kind, quarters, since: report.from)
            let visited = visits.filter { $0.visitors.contains(member.id) }
            (value.visits, value.unannounced) = (visited.count, visited.count { $0.isAnnounced == false })
            let ever = allVisits.filter { $0.visitors.contains(member.id) }
            value.items =
                items.isEmpty
                ? nil
                : items.map { item in self.item(item, theirs, ever, from: report.from, to: report.to) }
            return value
        }
        return report
    }

    /// What each took part in or missed, by number.
    private func taken(_ search: RollSearch) throws -> [[Taken]] {
        let only = search.person.map { Int32(work.people.number(of: $0)) }
        var taken: [[Taken]] = []
        try forEachRoll(search) { roll in
            // Marks of a roll to come are hidden, and one whose entry was taken back is no longer of a meeting held.
            guard roll.meeting.status == .held else { return }
            for mark in roll.marks where only.map({ $0 == mark.person }) ?? true {
                while taken.count <= Int(mark.person) { taken.append([]) }
                taken[Int(mark.person)].append(
                    Taken(
                        body: roll.bodyID, standing: mark.standing, kind: roll.meeting.kind, day: roll.day))
            }
        }
        return taken
    }

    /// What members are encouraged to take part in, by the body's terms; where it has none, by the Council's, which are
    /// about every elected member.
    private func participationItems(of body: Body?) -> [ParticipationItem] {
        if let own = body?.terms(on: asAt)?.participation, !own.isEmpty { return own }
        return directory.bodies.values.filter { $0.kind == .council }.sorted { $0.id < $1.id }
            .flatMap { $0.terms(on: asAt)?.participation ?? [] }
    }

    private func item(
        _ item: ParticipationItem, _ taken: [Taken], _ visits: [VisitMade], from: CivilDate?, to: CivilDate
    ) -> ParticipationItemValue {
        var value = ParticipationItemValue()
        (value.label, value.source) = (item.label, item.source)
        let days =
            taken.filter { item.counts($0.body, $0.kind, $0.standing) }.map(\.day)
            + visits.filter { item.counts($0, to: directory.places[$0.place]) }.map(\.on.earliest)
        value.count = days.count { (from ?? .first) <= $0 && $0 <= to }
        value.last = days.filter { $0 <= to }.max()
        return value
    }

    /// The visits made between two days, both included. A visit is to a place, so it counts whichever body is
    /// asked about.
    private func visitsMade(from first: CivilDate, to last: CivilDate) throws -> [VisitMade] {
        try fold(RecordTypes.visitsMade).visits.values.filter { !$0.isWithdrawn }
            .compactMap { $0.merged(in: directory).made }.filter {
                first <= $0.on.earliest && $0.on.earliest <= last
            }
    }

    /// Those who have a seat on the body; the elected members where no body is named.
    private func members(of body: Body?, on day: CivilDate) -> [Person] {
        guard let body else { return directory.electedMembers(on: day) }
        return Set(body.seats.on(day).map(\.person)).sorted().compactMap { directory.people[$0] }
    }

    private func value(
        of member: Person, _ all: [Taken], _ kind: MeetingKind?,
        _ quarters: [(name: String, first: CivilDate, last: CivilDate)], since: CivilDate?
    ) -> ParticipationValue {
        var value = ParticipationValue()
        (value.person, value.name) = (member.id.text, member.name)
        let group = member.group(on: asAt)
        (value.group, value.groupName) = (group?.text, group.map { directory.name($0) })
        let within = all.filter { (since ?? .first) <= $0.day }
        let attended = within.filter(\.isThere)
        value.ordinary = attended.count { $0.kind == .ordinary && !$0.standing.isInAttendance }
        value.observed = attended.count { $0.kind == .ordinary && $0.standing.isInAttendance }
        value.training = attended.count { $0.kind == .training }
        value.engagement = attended.count { $0.kind == .engagement }
        value.event = attended.count { $0.kind == .event }
        value.missed = within.count { $0.standing.isAbsence }
        value.last = all.filter(\.isThere).map(\.day).max()
        value.hasObserved = all.contains { $0.kind == .ordinary && $0.standing.isInAttendance }
        value.hasTrained = all.contains { $0.kind == .training && $0.isThere }
        value.missedQuarters = quarters.filter { quarter in
            !all.contains {
                $0.isThere && $0.kind == kind && quarter.first <= $0.day && $0.day <= quarter.last
            }
        }.map(\.name)
        return value
    }

    /// The calendar quarters that lie within the days; none where no first day is given.
    private static func quarters(
        from first: CivilDate?, to last: CivilDate
    ) -> [(name: String, first: CivilDate, last: CivilDate)] {
        guard let first else { return [] }
        var found: [(name: String, first: CivilDate, last: CivilDate)] = []
        for year in first.year...max(first.year, last.year) {
            for number in 1...4 {
                guard let quarter = PartialDate(year: year, quarter: number) else { continue }
                guard first <= quarter.earliest, quarter.latest <= last else { continue }
                found.append((quarter.spoken, quarter.earliest, quarter.latest))
            }
        }
        return found
    }

    /// DBS checks for seats that need one.
    public func checks(_ question: DBSQuestion) throws(Rejection) -> DBSReport {
        var report = DBSReport()
        report.basis = basis
        let only = try question.body.map { name throws(Rejection) in try directory.body(name).id }
        for body in directory.bodies.values.sorted(by: { $0.id < $1.id })
        where only.map({ $0 == body.id }) ?? true {
            let needing = Set(
                (body.terms(on: asAt)?.seats ?? []).filter { $0.requiresDBS ?? false }.map(\.capacity))
            for seat in body.seats.on(asAt).sorted(by: { $0.person < $1.person })
            where needing.contains(seat.capacity) {
                guard let person = directory.people[seat.person] else { continue }
                var value = DBSValue()
                (value.person, value.name) = (person.id.text, person.name)
                (value.body, value.bodyName, value.capacity) = (body.id.text, body.name, seat.capacity)
                value.standing = person.dbsStanding(on: asAt, recordBegins: directory.recordBegins)
                let record = person.dbs(on: asAt)
                (value.on, value.expires) = (record?.on, record?.expires)
                if !question.isLacking || value.standing != .cleared { report.checks.append(value) }
            }
        }
        return report
    }
}

/// One person's mark at one meeting.
private struct Taken {
    let body: BodyID
    let standing: Standing
    let kind: MeetingKind
    let day: CivilDate

    var isThere: Bool { !standing.isAbsence }
}
