// People, groups, offices, bodies and seats as at a day, out of the directory.

public import Governance
public import Reports

extension Reading {
    /// People, as at the day.
    public func people(_ question: PeopleQuestion) throws(Rejection) -> PeopleReport {
        var report = PeopleReport()
        report.basis = basis
        let only = try question.person.map { name throws(Rejection) in try directory.person(name).id }
        let group = try question.group.map { name throws(Rejection) in try directory.group(name).id }
        report.people = directory.people.values.filter { person in
            (only.map { $0 == person.id } ?? person.isCurrent)
                && (question.kind.map { $0 == person.kind } ?? true)
                && (group.map { $0 == person.group(on: asAt) } ?? true)
        }.map { [bodies = bodiesByMember()] in value($0, bodies) }
        let order = directory.listOrder(report.people.map(\.id))
        report.people.sort { order[$0.id] ?? 0 < order[$1.id] ?? 0 }
        return report
    }

    /// The bodies on which people have seats on the day, in the order of their identifiers.
    private func bodiesByMember() -> [PersonID: [BodyID]] {
        var found: [PersonID: [BodyID]] = [:]
        for body in directory.bodies.values.sorted(by: { $0.id < $1.id }) {
            for person in Set(body.seats.on(asAt).map(\.person)) {
                found[person, default: []].append(body.id)
            }
        }
        return found
    }

    private func value(_ person: Person, _ bodies: [PersonID: [BodyID]]) -> PersonValue {
        var value = PersonValue()
        (value.id, value.name, value.kind) = (person.id.text, person.name(on: asAt), person.kind)
        let group = person.group(on: asAt)
        (value.group, value.groupName) = (group?.text, group.map { directory.name($0) })
        // What changed only later is no former name yet.
        let known = person.names.filter { ($0.from?.earliest ?? .first) <= asAt }
        value.formerNames = person.formerNames.filter { $0 != value.name }
        value.namesUntil = zip(known, known.dropFirst()).compactMap { before, after in
            after.from.map { from in
                var value = NameUntilValue()
                (value.name, value.until) = (before.name, from)
                return value
            }
        }
        value.offices = directory.offices.values.filter { $0.holder(on: asAt) == person.id }.map(\.title)
            .sorted()
        let bodies = bodies[person.id] ?? []
        (value.bodies, value.bodyNames) = (bodies.map(\.text), bodies.map { directory.name($0) })
        value.ward = directory.ward(of: person.id, on: asAt)
        return value
    }

    /// Political groups, as at the day.
    public func groups(_ question: GroupsQuestion) throws(Rejection) -> GroupsReport {
        var report = GroupsReport()
        report.basis = basis
        let only = try question.group.map { name throws(Rejection) in try directory.group(name).id }
        let groups = directory.groups.values.filter { group in only.map { $0 == group.id } ?? true }
        report.groups = groups.sorted { $0.id < $1.id }.map { group in
            var value = GroupValue()
            (value.id, value.name) = (group.id.text, group.name)
            let leader = directory.office(.groupLeader, of: group.id)?.holder(on: asAt)
            let deputy = directory.office(.deputyGroupLeader, of: group.id)?.holder(on: asAt)
            (value.leader, value.leaderName) = (leader?.text, leader.map { directory.name($0) })
            (value.deputy, value.deputyName) = (deputy?.text, deputy.map { directory.name($0) })
            let members = directory.people.values.filter { $0.group(on: asAt) == group.id }
            let order = directory.listOrder(members.map(\.id.text))
            let listed = members.sorted { order[$0.id.text] ?? 0 < order[$1.id.text] ?? 0 }
            (value.members, value.memberNames) = (listed.map(\.id.text), listed.map(\.name))
            return value
        }
        return report
    }

    /// Offices, as at the day.
    public func offices(_ question: OfficesQuestion) throws(Rejection) -> OfficesReport {
        var report = OfficesReport()
        report.basis = basis
        let only = try question.office.map { name throws(Rejection) in try directory.office(name).id }
        let offices = directory.offices.values.filter { office in only.map { $0 == office.id } ?? true }
        report.offices = offices.sorted { $0.id < $1.id }.map { office in
            var value = OfficeValue()
            (value.id, value.title, value.kind) = (office.id.text, office.title, office.kind)
            (value.group, value.groupName) = (office.group?.text, office.group.map { directory.name($0) })
            let holder = office.holders.on(asAt).last
            (value.holder, value.since) = (holder?.person.text, holder?.tenure.from)
            value.holderName = holder.map { directory.name($0.person) }
            return value
        }
        return report
    }

    /// Bodies, as at the day.
    public func bodies(_ question: BodiesQuestion) throws(Rejection) -> BodiesReport {
        var report = BodiesReport()
        report.basis = basis
        let only = try question.body.map { name throws(Rejection) in try directory.body(name).id }
        let bodies = directory.bodies.values.filter { body in
            (only.map { $0 == body.id } ?? true) && (body.from.map { $0.earliest <= asAt } ?? true)
                && (question.namedMembership != true || requiresNamedCouncillors(body))
        }
        report.bodies = bodies.sorted { $0.id < $1.id }.map { body in
            var value = BodyValue()
            (value.id, value.name, value.aliases, value.kind) = (
                body.id.text, body.name, body.aliases, body.kind
            )
            (value.advises, value.from) = (body.advises?.text, body.from)
            value.ended = byNow(body.ended)
            value.mergedInto = value.ended == nil ? nil : body.mergedInto?.text
            value.members = body.seats.on(asAt).count
            value.terms = body.terms(on: asAt)
            value.nonAttendance = value.terms?.nonAttendance?.sentence
            if question.namedMembership == true { addNamedSeats(of: body, to: &value) }
            return value
        }
        return report
    }

    /// Whether the terms of the day require councillors to join a body by name. The Council's own members are elected to
    /// it, and a body that has ended requires nobody.
    private func requiresNamedCouncillors(_ body: Body) -> Bool {
        body.kind != .council && byNow(body.ended) == nil
            && !body.namedCouncillorSeats(on: asAt, in: directory).isEmpty
    }

    private func addNamedSeats(of body: Body, to value: inout BodyValue) {
        value.named = body.namedCouncillorSeats(on: asAt, in: directory).map { definition, holders in
            var named = NamedSeatsValue()
            (named.capacity, named.count) = (definition.capacity, definition.count)
            named.members = holders.filter { directory.people[$0.person]?.kind == .councillor }
                .map { directory.name($0.person) }.sorted()
            named.unfilled = max(0, (definition.count ?? 0) - holders.count)
            return named
        }
        // Terms that took the place of others which required it too did not begin it.
        let inForce = body.adopted.filter { $0.from.map { $0.earliest <= asAt } ?? true }
        value.namedSince = inForce.reversed().prefix { $0.terms.seats.contains(where: \.isNamed) }.last?.from
    }

    /// Seats, filled and unfilled, as at the day.
    public func seats(_ question: SeatsQuestion) throws(Rejection) -> SeatsReport {
        var report = SeatsReport()
        report.basis = basis
        let only = try question.body.map { name throws(Rejection) in try directory.body(name).id }
        let person = try question.person.map { name throws(Rejection) in try directory.person(name).id }
        for body in directory.bodies.values.sorted(by: { $0.id < $1.id })
        where only.map({ $0 == body.id }) ?? true {
            let filled = body.seats.on(asAt)
            if !question.onlyUnfilled {
                let order = directory.listOrder(filled.map(\.person.text))
                let listed = filled.sorted {
                    ($0.capacity, order[$0.person.text] ?? 0) < ($1.capacity, order[$1.person.text] ?? 0)
                }
                report.seats += listed.filter { seat in person.map { $0 == seat.person } ?? true }.map {
                    value($0, of: body)
                }
            }
            if person == nil { report.seats += unfilled(body, filled) }
        }
        return report
    }

    private func value(_ seat: Seat, of body: Body) -> SeatValue {
        var value = SeatValue()
        (value.body, value.capacity, value.chairs) = (
            body.id.text, seat.capacity, body.chairs(on: asAt).contains(seat.person)
        )
        (value.person, value.name) = (seat.person.text, directory.name(seat.person))
        let group = directory.people[seat.person]?.group(on: asAt)
        (value.group, value.groupName, value.bodyName) = (
            group?.text, group.map { directory.name($0) }, body.name
        )
        (value.from, value.until) = (seat.tenure.from, byNow(seat.tenure.until))
        (value.ward, value.viceChairs) = (seat.details.ward, seat.details.viceChairs)
        value.deputies = seat.details.deputies.map { $0.map { directory.name($0) } }
        return value
    }

    /// A date, unless it is still to come as at the day that is asked for.
    func byNow(_ date: PartialDate?) -> PartialDate? { date.flatMap { $0.earliest <= asAt ? $0 : nil } }

    /// More unfilled seats of one capacity than this are one row with their number.
    private static let mostUnfilled = 50

    /// The seats that the terms count and nobody fills.
    private func unfilled(_ body: Body, _ filled: [Seat]) -> [SeatValue] {
        guard body.ended.map({ asAt < $0.earliest }) ?? true else { return [] }
        return (body.terms(on: asAt)?.seats ?? []).flatMap { definition in
            // Whatever number is in the log, nothing is made as often as it says, and nothing overflows.
            let seats = max(0, definition.count ?? 0)
            let missing = seats - filled.count { $0.capacity == definition.capacity }
            var value = SeatValue()
            (value.body, value.bodyName, value.capacity) = (body.id.text, body.name, definition.capacity)
            guard missing > Self.mostUnfilled else { return Array(repeating: value, count: max(0, missing)) }
            value.count = missing
            return [value]
        }
    }
}
