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
        report.vacancies = try self.seats(seats).seats.map { seat in
            var value = VacancyValue()
            (value.body, value.bodyName) = (seat.body, seat.bodyName)
            (value.capacity, value.count) = (seat.capacity, seat.count)
            return value
        }
        guard question.body == nil else { return report }
        for person in directory.people.values.sorted(by: { $0.id < $1.id }) {
            for vacancy in person.vacancies
            where vacancy.on <= asAt && (vacancy.filled.map { asAt < $0 } ?? true) {
                var value = VacancyValue()
                (value.person, value.name, value.declared) = (person.id.text, person.name, vacancy.on)
                value.cause = vacancy.cause
                value.days = vacancy.on.days(until: asAt)
                report.vacancies.append(value)
            }
        }
        return report
    }
}
