// Working days: which they are, counting them, and saying which days were left out and why.

/// Why a day is not a working day.
public enum NotWorking: Hashable, Sendable, CustomStringConvertible {
    /// A Saturday or Sunday.
    case weekend(Weekday)
    /// A bank holiday, by name.
    case bankHoliday(String)
    /// A day on which the council is closed, with its reason.
    case closed(String)

    /// In words: "Saturday", "Good Friday", "council closed".
    public var description: String {
        switch self {
        case .weekend(let weekday): weekday.name
        case .bankHoliday(let name), .closed(let name): name
        }
    }
}

/// A day that was left out of a count, and why.
public struct SkippedDay: Hashable, Sendable, CustomStringConvertible {
    /// The day.
    public let date: CivilDate
    /// Why it does not count.
    public let reason: NotWorking

    /// In words: "Monday 27 August 2007 (Summer bank holiday)"; a weekend's day needs no reason.
    public var description: String {
        if case .weekend = reason { return date.spoken }
        return "\(date.spoken) (\(reason))"
    }
}

/// A day that counting arrived at, with the days it passed over.
public struct WorkingDay: Hashable, Sendable {
    /// The working day.
    public let date: CivilDate
    /// The days that were left out on the way, in order of date.
    public let skipped: [SkippedDay]

    /// The midnight that ends it, as a deadline; nil at the end of the calendar.
    public var end: CivilDateTime? { CivilDateTime(endOf: date) }

    /// In words: "Friday 10 August 2007, leaving out Saturday 4 August 2007 and Sunday 5 August 2007".
    public var explained: String {
        skipped.isEmpty ? date.spoken : "\(date.spoken), leaving out \(listed(skipped))"
    }
}

/// How many working days there are in a period, with the days that are none.
public struct WorkingDayCount: Hashable, Sendable {
    /// The number of working days.
    public let count: Int
    /// The days that were left out, in order of date.
    public let skipped: [SkippedDay]

    /// In words: "5 working days, leaving out Saturday 4 August 2007 and Sunday 5 August 2007".
    public var explained: String {
        let days = count == 1 ? "1 working day" : "\(count) working days"
        return skipped.isEmpty ? days : "\(days), leaving out \(listed(skipped))"
    }
}

private func listed(_ days: [SkippedDay]) -> String {
    guard let last = days.last, days.count > 1 else { return days.first?.description ?? "" }
    return days.dropLast().map(\.description).joined(separator: ", ") + " and " + last.description
}

/// A council's working days: every day but weekends, bank holidays and the days on which it is closed.
///
/// Bank holidays are certain only from 1972, so every question about an earlier day throws `outOfRange`.
public struct WorkingDays: Hashable, Sendable {
    /// A run of days, both ends included, on which the council is closed.
    public struct Closure: Hashable, Sendable {
        /// The first closed day.
        public let from: CivilDate
        /// The last closed day.
        public let through: CivilDate
        /// Why, in words that a report can show.
        public let reason: String

        public init(from: CivilDate, through: CivilDate, reason: String = "council closed") {
            self.from = from
            self.through = through
            self.reason = reason
        }

        public init(_ date: CivilDate, reason: String = "council closed") {
            self.init(from: date, through: date, reason: reason)
        }
    }

    /// The most working days that can be counted on, and the longest closure in days.
    public static let longestCount = 3660
    /// The longest period, in days, whose working days can be counted.
    public static let longestPeriod = 36_600

    /// The bank holidays that are left out.
    public let bankHolidays: BankHolidays
    private let closed: [CivilDate: String]

    /// Working days without closures of the council's own.
    public init(bankHolidays: BankHolidays = .englandAndWales) {
        self.bankHolidays = bankHolidays
        closed = [:]
    }

    /// Working days with the council's own closures; where two overlap the first one's reason is given.
    ///
    /// Throws `badSetting` for a closure that ends before it begins or lasts more than a year.
    public init(
        bankHolidays: BankHolidays = .englandAndWales, closures: [Closure]
    ) throws(DateError) {
        var closed: [CivilDate: String] = [:]
        for closure in closures {
            let length = closure.from.days(until: closure.through) + 1
            guard length >= 1, length <= 366 else {
                throw DateError(
                    .badSetting,
                    "The closure from \(closure.from.short) to \(closure.through.short) cannot be used.",
                    instead: "Give its first and its last day, in that order, at most a year apart.")
            }
            for offset in 0..<length {
                let date = CivilDate(unchecked: Int(closure.from.dayNumber) + offset)
                closed[date] = closed[date] ?? closure.reason
            }
        }
        self.bankHolidays = bankHolidays
        self.closed = closed
    }

    /// Why a day is not a working day; nil when it is one.
    public func reasonNotWorking(_ date: CivilDate) throws(DateError) -> NotWorking? {
        let holiday = try bankHolidays.name(of: date)
        if date.weekday.isWeekend { return .weekend(date.weekday) }
        if let holiday { return .bankHoliday(holiday) }
        return closed[date].map { .closed($0) }
    }

    /// Whether the council works on this day.
    public func isWorkingDay(_ date: CivilDate) throws(DateError) -> Bool {
        try reasonNotWorking(date) == nil
    }

    /// The first working day on or after a day.
    public func next(onOrAfter date: CivilDate) throws(DateError) -> WorkingDay {
        try walk(from: date, step: 1, count: 1)
    }

    /// The last working day on or before a day.
    public func previous(onOrBefore date: CivilDate) throws(DateError) -> WorkingDay {
        try walk(from: date, step: -1, count: 1)
    }

    /// The nth working day after a date, not counting the date itself.
    ///
    /// "The fifth working day after the day on which the decision was published". Throws `badSetting` unless
    /// the number is 1 to 3660, and `outOfRange` past the calendar's end.
    public func adding(workingDays: Int, after date: CivilDate) throws(DateError) -> WorkingDay {
        try walk(from: neighbour(of: date, 1), step: 1, count: checked(workingDays))
    }

    /// The nth working day before a date, not counting the date itself.
    ///
    /// Notice of N clear working days before a meeting is given at the latest on working day N + 1 before it.
    /// Throws as `adding(workingDays:after:)` does.
    public func subtracting(workingDays: Int, before date: CivilDate) throws(DateError) -> WorkingDay {
        try walk(from: neighbour(of: date, -1), step: -1, count: checked(workingDays))
    }

    /// The working days from one day to another, both included; none when the second is earlier.
    ///
    /// Throws `outOfRange` for periods longer than a hundred years.
    public func count(from first: CivilDate, to last: CivilDate) throws(DateError) -> WorkingDayCount {
        guard first.days(until: last) < WorkingDays.longestPeriod else {
            throw DateError(
                .outOfRange, "From \(first.short) to \(last.short) is too long to count working days.",
                instead: "Give a period of at most a hundred years.")
        }
        var count = 0
        var skipped: [SkippedDay] = []
        var day = Int(first.dayNumber)
        while day <= Int(last.dayNumber) {
            let date = CivilDate(unchecked: day)
            if let reason = try reasonNotWorking(date) {
                skipped.append(SkippedDay(date: date, reason: reason))
            } else {
                count += 1
            }
            day += 1
        }
        return WorkingDayCount(count: count, skipped: skipped)
    }

    private func checked(_ workingDays: Int) throws(DateError) -> Int {
        guard workingDays >= 1, workingDays <= WorkingDays.longestCount else {
            throw DateError(
                .badSetting, "\(workingDays) working days cannot be counted.",
                instead: "Give a number from 1 to \(WorkingDays.longestCount).")
        }
        return workingDays
    }

    private func neighbour(of date: CivilDate, _ step: Int) throws(DateError) -> CivilDate {
        guard let date = date.adding(days: step) else { throw .outOfRange("The calendar ends there.") }
        return date
    }

    /// Walks day by day until `count` working days were met, the starting day among them if it is one.
    private func walk(from start: CivilDate, step: Int, count: Int) throws(DateError) -> WorkingDay {
        var date = start
        var met = 0
        var skipped: [SkippedDay] = []
        while true {
            if let reason = try reasonNotWorking(date) {
                skipped.append(SkippedDay(date: date, reason: reason))
            } else {
                met += 1
                if met == count {
                    return WorkingDay(date: date, skipped: step < 0 ? skipped.reversed() : skipped)
                }
            }
            date = try neighbour(of: date, step)
        }
    }
}
