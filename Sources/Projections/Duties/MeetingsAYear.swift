// How many meetings of a body were called, held and cancelled in each year, against how many its terms ask for.

import Codec
import Governance
import Reports
import SQLite

extension Reading {
    /// The years of a body's terms up to the day, each from the day on which they apply; none where the terms do not say so
    /// many times a year. A year that is not over says so.
    func meetingsAYear(of body: Body) throws -> [MeetingYearValue] {
        guard let adopted = body.adoptedTerms(on: asAt), let required = adopted.terms.cadence?.timesAYear,
            let since = try (adopted.from ?? body.from)?.earliest ?? firstMeeting(of: body.id)
        else { return [] }
        var years: [MeetingYearValue] = []
        var number = 0
        while let first = since.adding(years: number), first <= asAt,
            let last = since.adding(years: number + 1)?.adding(days: -1)
        {
            number += 1
            guard directory.recordBegins <= last else { continue }
            var year = MeetingYearValue()
            (year.from, year.to, year.required) = (first, last, required)
            year.isOver = last < asAt
            year.isWhole = directory.recordBegins <= first
            try count(body.id, in: &year)
            years.append(year)
        }
        return years
    }

    private func firstMeeting(of body: BodyID) throws -> CivilDate? {
        try String.fetchOne(
            database,
            sql: "SELECT min(day) FROM meeting WHERE body = ? AND status = 'held' AND kind = 'ordinary'",
            arguments: [body.text]
        ).flatMap { CivilDate(iso: $0) }
    }

    private func count(_ body: BodyID, in year: inout MeetingYearValue) throws {
        var search = MeetingSearch(of: body, from: year.from, to: min(year.to, asAt))
        search.hasMarks = false
        search.add("status <> 'withdrawn' AND kind = 'ordinary'")
        var (called, held, cancelled) = (0, 0, 0)
        try forEachMeeting(search) { row in
            called += 1
            if row.status == .held { held += 1 }
            if row.status == .cancelled { cancelled += 1 }
            return true
        }
        (year.called, year.held, year.cancelled) = (called, held, cancelled)
    }
}
