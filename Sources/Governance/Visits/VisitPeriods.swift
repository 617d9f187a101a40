// The periods within each of which a place has to be visited.

/// A stretch of days, first and last included.
public struct VisitPeriod: Sendable, Hashable {
    public let first: CivilDate
    public let last: CivilDate

    /// Whether the date lies in it for certain.
    public func contains(_ date: PartialDate) -> Bool { first <= date.earliest && date.latest <= last }

    /// Whether the date can lie in it.
    func overlaps(_ date: PartialDate) -> Bool { first <= date.latest && date.earliest <= last }
}

extension Cadence {
    /// The periods that follow one another from the first day on and begin by the last.
    ///
    /// What is to be done monthly, quarterly or yearly is so within each calendar month, quarter or year, as
    /// the Children's Homes Regulations have it ("at least once each month"); only whole ones count. Other
    /// cadences run from the first day.
    func periods(from first: CivilDate, beginningBy last: CivilDate) -> [VisitPeriod] {
        let months = calendarMonths
        var start = first
        if let months {
            let into = (first.month - 1) % months
            guard let period = first.adding(months: -into).map({ $0.firstOfMonth }) else { return [] }
            guard let begin = period == first ? period : period.adding(months: months) else { return [] }
            start = begin
        }
        var found: [VisitPeriod] = []
        let anchor = start
        while start <= last {
            let next = months.map { start.adding(months: $0) } ?? due(found.count + 1, after: anchor)
            guard let next, next > start, let end = next.adding(days: -1) else { break }
            found.append(VisitPeriod(first: start, last: end))
            start = next
        }
        return found
    }

    private var calendarMonths: Int? {
        switch rule {
        case .onceInEach(.month), .everyMonths(1), .timesAYear(12): 1
        case .onceInEach(.quarter), .everyMonths(3), .timesAYear(4): 3
        case .onceInEach(.year), .everyMonths(12), .timesAYear(1), .everyYears(1): 12
        case .timesAYear, .everyWeeks, .everyMonths, .everyYears, .annually, .atAllTimes: nil
        }
    }
}

extension Place {
    /// What one requirement asks for within the days: its periods, from when it applies until the next takes
    /// its place, the place closes or the regulation ends.
    func periods(
        of index: Int, _ requirement: VisitRequirement, from first: CivilDate, to last: CivilDate
    ) -> [VisitPeriod] {
        let begins = max(required[index].from.earliest, tenure.from.earliest)
        var ends = tenure.until?.earliest
        if required.indices.contains(index + 1) {
            let next = required[index + 1].from.earliest
            ends = min(ends ?? next, next)
        }
        if requirement.kind == .regulation33 {
            ends = min(ends ?? VisitKind.regulationsOf2015, VisitKind.regulationsOf2015)
        }
        return requirement.cadence.periods(from: begins, beginningBy: last).filter { period in
            period.first >= first && (ends.map { period.last < $0 } ?? true)
        }
    }
}
