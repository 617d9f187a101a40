// Seats that nobody fills, vacancies on the Council, and members who have not been briefed.

import Codec
import Governance
public import Reports

extension Reading {
    /// Seats that the terms count and nobody fills, and declared vacancies that have not ended.
    public func vacancies(_ question: VacanciesQuestion) throws -> VacanciesReport {
        var report = VacanciesReport()
        report.basis = basis
        var seats = SeatsQuestion()
        (seats.body, seats.onlyUnfilled) = (question.body, true)
        report.vacancies = try self.seats(seats).seats.map { seat in
            var value = VacancyValue()
            (value.body, value.capacity) = (seat.body, seat.capacity)
            return value
        }
        guard question.body == nil else { return report }
        for person in directory.people.values.sorted(by: { $0.id < $1.id }) {
            for vacancy in person.vacancies
            where vacancy.on <= asAt && (vacancy.filled.map { asAt < $0 } ?? true) {
                var value = VacancyValue()
                (value.person, value.name, value.declared) = (person.id.text, person.name, vacancy.on)
                value.days = vacancy.on.days(until: asAt)
                report.vacancies.append(value)
            }
        }
        return report
    }

    /// Councillors to whom no briefing was given, or none since a day: to them, to their group, or to a body on
    /// which they sat then.
    public func briefings(_ question: BriefingsQuestion) throws -> BriefingsReport {
        var report = BriefingsReport()
        report.basis = basis
        let since = try days(from: question.since, to: nil).first
        let body = try question.body.map { name throws(Rejection) in try directory.body(name).id }
        let group = try question.group.map { name throws(Rejection) in try directory.group(name).id }
        let given = try fold(RecordTypes.matters).matters.values.map(\.raised).filter { raised in
            raised.kind == .briefing && raised.on <= asAt
                && (question.about.map { raised.what.lowercased().contains($0.lowercased()) } ?? true)
        }
        for person in directory.people.values.sorted(by: { $0.id < $1.id }) where person.kind == .councillor {
            let seats = directory.bodies.values.filter { body in
                body.seats.on(asAt).contains { $0.person == person.id }
            }
            // Who sits nowhere today is a councillor no longer, as far as the record says.
            guard !seats.isEmpty, body.map({ id in seats.contains { $0.id == id } }) ?? true,
                group.map({ $0 == person.group(on: asAt) }) ?? true
            else { continue }
            let last = given.filter { reaches(person, $0) }.map(\.on).max()
            if let last, since.map({ $0 <= last }) ?? true { continue }
            var value = BriefingValue()
            (value.person, value.name, value.last) = (person.id.text, person.name, last)
            value.group = person.group(on: asAt)?.text
            report.members.append(value)
        }
        return report
    }

    private func reaches(_ person: Person, _ briefing: MatterRaised) -> Bool {
        switch briefing.to {
        case .person(let id): id == person.id
        case .group(let id): person.group(on: briefing.on) == id
        case .office(let id): directory.offices[id]?.holder(on: briefing.on) == person.id
        case .body(let id):
            directory.bodies[id]?.seats.on(briefing.on).contains { $0.person == person.id } ?? false
        }
    }
}
