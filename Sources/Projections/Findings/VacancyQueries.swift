// Seats that nobody fills, and vacancies on the Council.

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
        let body = try question.body.map { try directory.body($0).id }
        let declared = body.map { directory.bodies[$0]?.kind == .council } ?? true ? declaredVacancies() : []
        let empty = try self.seats(seats).seats.map { seat in
            var value = VacancyValue()
            (value.body, value.bodyName) = (seat.body, seat.bodyName)
            (value.capacity, value.count) = (seat.capacity, seat.count)
            return value
        }
        report.vacancies = Self.besides(declared, empty) + declared
        return report
    }

    /// The vacancies on the Council that were declared and have not ended.
    private func declaredVacancies() -> [VacancyValue] {
        let council = directory.bodies.values.filter { $0.kind == .council }.min { $0.id < $1.id }
        var found: [VacancyValue] = []
        for person in directory.people.values.sorted(by: { $0.id < $1.id }) {
            for vacancy in person.vacancies
            where vacancy.on <= asAt && (vacancy.filled.map { asAt < $0 } ?? true) {
                var value = VacancyValue()
                (value.person, value.name, value.declared) = (person.id.text, person.name, vacancy.on)
                value.cause = vacancy.cause
                value.days = vacancy.on.days(until: asAt)
                (value.body, value.bodyName) = (council?.id.text, council?.name)
                value.ward = vacancy.on.adding(days: -1).flatMap { directory.ward(of: person.id, on: $0) }
                found.append(value)
            }
        }
        return found
    }

    /// The empty seats that are not those of the declared vacancies: one seat is vacant once.
    private static func besides(_ declared: [VacancyValue], _ empty: [VacancyValue]) -> [VacancyValue] {
        var left = declared.count
        return empty.compactMap { seat in
            guard left > 0, let body = seat.body, declared.contains(where: { $0.body == body }) else {
                return seat
            }
            let taken = min(left, seat.count ?? 1)
            left -= taken
            guard let count = seat.count, count > taken else { return nil }
            var rest = seat
            rest.count = count - taken
            return rest
        }
    }
}
