// How often something has to happen, as terms of reference say it, and when it is next due.

/// How often a body meets or a duty falls due: "four times a year", "annually in August".
///
/// Made from text or from a `Rule`; numbers that make no sense are refused, so every cadence that exists has
/// a next due day, but for what holds at all times.
public struct Cadence: Hashable, Sendable {
    /// The forms that a cadence has.
    public enum Rule: Hashable, Sendable {
        /// So many times a year, 1 to 365.
        case timesAYear(Int)
        /// Every so many weeks, 1 to 520.
        case everyWeeks(Int)
        /// Every so many months, 1 to 120.
        case everyMonths(Int)
        /// Every so many years, 1 to 100.
        case everyYears(Int)
        /// Once a year within a month.
        case annually(in: Month)
        /// Once within each calendar month, quarter or year.
        case onceInEach(Period)
        /// At all times: a responsibility that nobody is done with on any day.
        case atAllTimes
    }

    /// A calendar period.
    public enum Period: String, CaseIterable, Hashable, Sendable {
        case month, quarter, year

        var months: Int {
            switch self {
            case .month: 1
            case .quarter: 3
            case .year: 12
            }
        }
    }

    /// The form and its number.
    public let rule: Rule
    /// Whether the terms say "at least": oftener is welcome. It does not change what is due when.
    public let isMinimum: Bool

    /// A cadence; throws `badSetting` when its number is not one that the rule can have.
    public init(_ rule: Rule, isMinimum: Bool = false) throws(DateError) {
        switch rule {
        case .timesAYear(let number): try Cadence.check(number, upTo: 365, "times a year")
        case .everyWeeks(let number): try Cadence.check(number, upTo: 520, "weeks")
        case .everyMonths(let number): try Cadence.check(number, upTo: 120, "months")
        case .everyYears(let number): try Cadence.check(number, upTo: 100, "years")
        case .annually, .onceInEach, .atAllTimes: break
        }
        self.rule = rule
        self.isMinimum = isMinimum
    }

    private static func check(_ number: Int, upTo greatest: Int, _ what: String) throws(DateError) {
        guard number < 1 || number > greatest else { return }
        throw DateError(
            .badSetting, "\(number) \(what) is not possible.",
            instead: "Give a number from 1 to \(greatest).")
    }

    /// The last day on which it may next be done, given the day on which it last was; nil past the year 9999.
    ///
    /// - So many times a year: the year is shared out evenly, in whole months where that works, otherwise in
    ///   days (five times a year is every 73 days).
    /// - Every so many weeks, months or years: that long afterwards; in a shorter month, its last day.
    /// - Annually in a month: that month's last day, of the following year if it was last done in that month.
    /// - Once in each period: the last day of the period after the one in which it was last done.
    /// - At all times: never due.
    public func nextDue(after date: CivilDate) -> CivilDate? { due(1, after: date) }

    /// The last day on which it may be done for the nth time after a day, always counted from that day: monthly
    /// after 31 January is 28 February, then 31 March; yearly after 29 February is 29 February in a leap year.
    public func due(_ number: Int, after date: CivilDate) -> CivilDate? {
        switch rule {
        case .timesAYear(let times) where 12 % times == 0: date.adding(months: number * (12 / times))
        case .timesAYear(let times): date.adding(days: number * (365 / times))
        case .everyWeeks(let weeks): date.adding(days: number * weeks * 7)
        case .everyMonths(let months): date.adding(months: number * months)
        case .everyYears(let years): date.adding(years: number * years)
        case .annually(let month):
            date.adding(months: (month.rawValue - date.month + 11) % 12 + 1 + 12 * (number - 1))?.lastOfMonth
        case .onceInEach(let period):
            date.adding(months: (number + 1) * period.months - 1 - (date.month - 1) % period.months)?
                .lastOfMonth
        case .atAllTimes: nil
        }
    }

    /// Where counting begins for what has to be done from a day on: with the day before, so that the first
    /// month from 1 August ends on the 31st. From a month's last day months and years are counted from that
    /// day itself, so that each ends on a month's corresponding day.
    public func start(from begins: PartialDate) -> Schedule.Point {
        let first = begins.latest
        let before = first.adding(days: -1) ?? first
        let isMonthEnd = begins.precision == .day && first == first.lastOfMonth && countsMonths
        return Schedule.Point(day: before, anchor: isMonthEnd ? first : before, number: 0)
    }

    private var countsMonths: Bool {
        switch rule {
        case .everyMonths, .everyYears: true
        case .timesAYear(let times): 12 % times == 0
        case .everyWeeks, .annually, .onceInEach, .atAllTimes: false
        }
    }

    /// The time due after another one.
    public func next(after point: Schedule.Point) -> Schedule.Point? {
        due(point.number + 1, after: point.anchor).map {
            Schedule.Point(day: $0, anchor: point.anchor, number: point.number + 1)
        }
    }

    /// A later time of the same count that still has so many times between it and a day; nil where there is none.
    public func ahead(of point: Schedule.Point, before day: CivilDate, leaving left: Int) -> Schedule.Point? {
        func isBefore(_ times: Int) -> Bool {
            due(point.number + times, after: point.anchor).map { $0 < day } ?? false
        }
        // No time comes sooner than a day after another, so halving finds the last one before the day.
        var (low, high) = (0, max(0, point.day.days(until: day)))
        while low < high {
            let middle = (low + high + 1) / 2
            if isBefore(middle) { low = middle } else { high = middle - 1 }
        }
        guard low > left, let later = due(point.number + low - left, after: point.anchor) else { return nil }
        return Schedule.Point(day: later, anchor: point.anchor, number: point.number + low - left)
    }

    /// Whether what is done on a day is done for the time due then. Once in each period it has to lie in the
    /// period: the next one's does not make up for it. In a month of the year it may be late,
    /// and half a year early: what is done in July is August's, and what is done in January is not. Otherwise it may be
    /// as early or late as it is.
    public func counts(_ day: CivilDate, for due: CivilDate) -> Bool {
        switch rule {
        case .onceInEach(let period):
            guard let before = due.adding(months: -period.months)?.lastOfMonth else { return true }
            return before < day && day <= due
        case .annually: return due.adding(months: -6).map { $0 < day } ?? true
        case .timesAYear, .everyWeeks, .everyMonths, .everyYears, .atAllTimes: return true
        }
    }
}

extension Cadence {
    /// Refuses what is never due, where something has to happen again and again.
    func refuseAtAllTimes(_ what: String, of record: String) throws(Rejection) {
        guard rule == .atAllTimes else { return }
        throw Rejection(
            "cadence", record, "\(what) again and again, and not at all times.",
            remedy: "Write how often, such as \"monthly\". Only a duty holds at all times.")
    }
}
