// Places, visits, and the account of visits required, allocated, made and reported.

import Codec
public import Governance
import Ledger
public import Reports
import SQLite

extension Reading {
    /// Places, as at the day.
    public func places(_ question: PlacesQuestion) throws(Rejection) -> PlacesReport {
        var report = PlacesReport()
        report.basis = basis
        let only = try question.place.map { name throws(Rejection) in try directory.place(name).id }
        report.places = directory.places.values.filter { place in
            (only.map { $0 == place.id } ?? true) && (question.kind.map { $0 == place.kind } ?? true)
                && place.tenure.from.earliest <= asAt
        }.sorted { $0.id < $1.id }.map { place in
            var value = PlaceValue()
            (value.id, value.name, value.kind) = (place.id.text, place.name, place.kind)
            (value.from, value.closed) = (place.tenure.from, byNow(place.tenure.until))
            let required = place.required(on: asAt)
            value.requirements = required?.requirements ?? []
            value.questions = required?.questions.map(\.text) ?? []
            return value
        }
        return report
    }

    /// Visits, newest first.
    public func visits(_ question: VisitsQuestion) throws -> VisitsReport {
        var report = VisitsReport()
        report.basis = basis
        let place = try question.place.map { try directory.place($0).id }
        let member = try question.member.map { try directory.person($0).id }
        let from = try question.from.map { try days(from: $0, to: nil).first } ?? nil
        let to = try question.to.map { try days(from: nil, to: $0).last }
        for visit in try visits(at: place).compactMap({ $0.asAt(asAt) }) {
            let value = value(of: visit)
            let isWithin = (from ?? .first) <= visit.day && visit.day <= (to ?? .last)
            let isTheirs = member.map { visit.concerns($0) } ?? true
            let isOfKind = question.kind.map { $0 == visit.kind } ?? true
            let fits = question.standing.map { $0 == value.standing } ?? !visit.isWithdrawn
            if isWithin, isTheirs, isOfKind, fits { report.visits.append(value) }
        }
        report.visits.sort { ($1.day, $1.id) < ($0.day, $0.id) }
        return report
    }

    /// How many visits were required, allocated, made and reported, what is overdue, and what was not asked.
    public func visitAccount(_ question: VisitAccountQuestion) throws -> VisitAccountReport {
        var report = VisitAccountReport()
        report.basis = basis
        let place = try question.place.map { try directory.place($0).id }
        let member = try question.member.map { try directory.person($0).id }
        let group = try question.group.map { try directory.group($0).id }
        let isOfGroup = { (id: PersonID, day: CivilDate) in
            group.map { $0 == self.directory.people[id]?.group(on: day) } ?? true
        }
        (report.from, report.to) = try days(from: question.from, to: question.to)
        let account = VisitAccount(
            try visits(at: place), in: directory, from: report.from ?? .first, to: report.to, asAt: asAt)
        let isMeant = { (id: PlaceID) in place.map { $0 == id } ?? true }
        if member == nil, group == nil {
            report.places = account.places.filter { isMeant($0.key) }.sorted { $0.key < $1.key }.map {
                VisitNumbersValue($0.key.text, directory.places[$0.key]?.name, $0.value)
            }
            report.questions = account.questions.filter { isMeant($0.place) }.map {
                QuestionNumbersValue($0, placeName: directory.name($0.place))
            }
        }
        report.members = account.members.filter { id, _ in
            (member.map { $0 == id } ?? true) && isOfGroup(id, report.to)
        }
        .sorted { $0.key < $1.key }
        .map { VisitNumbersValue($0.key.text, directory.name($0.key), $0.value) }
        report.overdue = account.overdue.filter { overdue in
            isMeant(overdue.place) && (member.map { overdue.members.contains($0) } ?? true)
                && (group == nil || overdue.members.contains { isOfGroup($0, overdue.period.last) })
        }.sorted { ($0.period.first, $0.place) < ($1.period.first, $1.place) }.map { overdue in
            var value = OverdueVisitValue()
            (value.place, value.kind) = (overdue.place.text, overdue.kind)
            (value.first, value.last) = (overdue.period.first, overdue.period.last)
            value.placeName = directory.name(overdue.place)
            value.members = overdue.members.map(\.text)
            value.memberNames = overdue.members.map { directory.name($0) }
            value.days = overdue.period.last.days(until: asAt)
            return value
        }
        return report
    }

    /// The visits to a place, or to all of them, each folded from its own entries.
    private func visits(at place: PlaceID?) throws -> [Visit] {
        let ids = try String.fetchAll(
            database, sql: "SELECT id FROM visit WHERE ?1 IS NULL OR place = ?1 ORDER BY id",
            arguments: [place?.text])
        return try ids.map { id in
            let visit = try VisitID(text: id)
            var state = State()
            for step in try ledger.events(of: .visit(visit), upTo: point.position) {
                state.evolve(step.event)
            }
            return try state.existing(visit).merged(in: directory)
        }
    }

    func value(of visit: Visit) -> VisitValue {
        var value = VisitValue()
        (value.id, value.place, value.kind) = (visit.id.text, visit.place.text, visit.kind)
        (value.period, value.member) = (visit.allocated?.period, visit.allocated?.member.text)
        value.placeName = directory.name(visit.place)
        value.memberName = visit.allocated.map { directory.name($0.member) }
        value.visitorNames = visit.made?.visitors.map { directory.name($0) } ?? []
        value.day = visit.day
        value.made = visit.made?.on
        value.visitors = visit.made?.visitors.map(\.text) ?? []
        value.isAnnounced = visit.made?.isAnnounced
        (value.reported, value.reportedTo) = (visit.reported?.on, visit.reported?.to?.text)
        if let made = visit.made {
            let expected = directory.places[visit.place]?.required(on: made.on.earliest)?.questions ?? []
            value.answered = made.questions.filter(\.isAnswered).map(\.topic.text)
            value.unanswered = made.questions.filter { !$0.isAnswered }.map(\.topic.text)
            value.notAsked = expected.filter { topic in !made.questions.contains { $0.topic == topic } }
                .map(\.text)
        }
        value.followUps = visit.followUps.map { followUp in
            var value = VisitFollowUpValue()
            (value.number, value.topic) = (followUp.raised.number, followUp.raised.topic.text)
            (value.owner, value.due) = (followUp.raised.owner?.text, followUp.raised.due)
            value.completed = followUp.completed
            value.isOverdue =
                followUp.completed == nil
                && (followUp.raised.due.map { $0 < asAt && !directory.isBeforeRecord($0) } ?? false)
            return value
        }
        value.standing =
            if visit.isWithdrawn {
                .withdrawn
            } else if visit.reported != nil {
                .reported
            } else if visit.made != nil {
                .made
            } else {
                visit.allocated.map { allocated in
                    allocated.period.latest < asAt && !directory.isBeforeRecord(allocated.period.latest)
                } ?? false ? .overdue : .allocated
            }
        return value
    }
}

extension Visit {
    /// Whether it was allocated to the person or made by them.
    fileprivate func concerns(_ person: PersonID) -> Bool {
        allocated?.member == person || made?.visitors.contains(person) ?? false
    }
}
