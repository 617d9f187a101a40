// What is overdue or falls due, gathered from a list of sources: each part of the record that has due dates
// adds one.

import Codec
import Governance
public import Reports
import SQLite

/// A part of the record that knows what is overdue or falls due.
struct DigestSource: Sendable {
    /// Its name, which scripts rely on.
    let name: String
    /// What waits, overdue or due by the last day.
    let items: @Sendable (Reading, CivilDate) throws -> [DigestItem]

    /// The sources there are, in the order in which equals are listed.
    static let all = [
        sixMonths, sixMonthsNotKnown, unsentNotices, owedCorrections, failedLetters, acknowledgements,
        unsentCorrections,
        callIns, ratifications,
        duties, visits,
        actions, matters, vacancies, checks,
    ]
}

extension Reading {
    /// What is overdue or falls due, for everybody or for one office or person.
    ///
    /// The Proper Officer and the Chief Executive see everything, as whoever asks for nobody's in particular.
    public func digest(_ question: DigestQuestion) throws -> DigestReport {
        var report = DigestReport()
        (report.basis, report.council) = (basis, directory.council?.name ?? "")
        report.days = min(max(question.days, 0), 366)
        let reader = try question.whose.map { try self.reader($0) }
        report.whose = reader?.name
        report.items = try items(due: asAt.adding(days: report.days) ?? .last, of: reader?.only)
        return report
    }

    /// What is overdue or falls due by a day, for everybody or for whoever an office or a person is.
    func items(due last: CivilDate, whose reference: String?) throws -> [DigestItem] {
        try items(due: last, of: reference.map { try reader($0).only } ?? nil)
    }

    private func items(due last: CivilDate, of person: PersonID?) throws -> [DigestItem] {
        var items: [DigestItem] = []
        for source in DigestSource.all {
            try Interest.check()
            items += try source.items(self, last)
        }
        // What should have been done before the record begins may have been.
        items.removeAll { ($0.due ?? $0.since).map { directory.isBeforeRecord($0) } ?? false }
        if let person { items.removeAll { !$0.people.contains(person.text) } }
        return items.sorted {
            ($0.due ?? .last, $0.source, $0.record, $0.text) < (
                $1.due ?? .last, $1.source, $1.record, $1.text
            )
        }
    }

    /// Whose digest is meant: an office's holder, or a person.
    private func reader(_ reference: String) throws -> (name: String, only: PersonID?) {
        if let office = try? directory.office(reference) {
            switch office.kind {
            case .properOfficer, .chiefExecutive: return (office.title, nil)
            default: break
            }
            guard let holder = office.holder(on: asAt) else {
                throw Rejection(
                    "office-held", "office/\(office.id)",
                    "Nobody holds the office \(office.title) on \(asAt.spoken).",
                    remedy: "Name a person, or leave it out for everything.")
            }
            return ("\(directory.name(holder)), \(office.title)", holder)
        }
        let person = try directory.person(reference)
        return (person.name, person.id)
    }
}
