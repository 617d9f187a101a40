// A day in the civil calendar, kept as one number so that a projection can hold millions of them.

/// A day in the proleptic Gregorian calendar, from 1 January of year 1 to 31 December 9999.
///
/// It belongs to no time zone: it is the date on the wall of the council offices. Arithmetic that would
/// leave the range answers nil; nothing traps.
public struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1 January 1970; negative before it.
    public let dayNumber: Int32

    /// 1 January of year 1, the earliest day there is.
    public static let first = CivilDate(unchecked: -719_162)
    /// 31 December 9999, the latest day there is.
    public static let last = CivilDate(unchecked: 2_932_896)

    /// The day so many days after 1 January 1970; nil outside the years 1 to 9999.
    public init?(dayNumber: Int) {
        guard dayNumber >= -719_162, dayNumber <= 2_932_896 else { return nil }
        self.init(unchecked: dayNumber)
    }

    /// The day with this year, month and day of the month; nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1,
            day <= CivilDate.daysIn(month: month, year: year)
        else { return nil }
        self.init(existingYear: year, month: month, day: day)
    }

    /// A day that the caller knows to be in range.
    init(unchecked dayNumber: Int) {
        self.dayNumber = Int32(truncatingIfNeeded: dayNumber)
    }

    /// A day that the caller knows to exist: counted in years that begin in March, so that a leap day comes
    /// last and a month's offset needs no table.
    init(existingYear year: Int, month: Int, day: Int) {
        let marchYear = month > 2 ? year : year - 1
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        self.init(unchecked: marchYear * 365 + leapDays + dayOfYear - 719_468)
    }

    public static func < (one: CivilDate, other: CivilDate) -> Bool { one.dayNumber < other.dayNumber }

    /// Year, month (1 to 12) and day of the month (1 to 31) at once.
    public var parts: (year: Int, month: Int, day: Int) {
        let sinceMarchZero = Int(dayNumber) + 719_468  // positive for every day in range
        let era = sinceMarchZero / 146_097
        let dayOfEra = sinceMarchZero % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// The year, 1 to 9999.
    public var year: Int { parts.year }
    /// The month's number, 1 to 12.
    public var month: Int { parts.month }
    /// The day of the month, 1 to 31.
    public var day: Int { parts.day }

    /// The day of the week.
    public var weekday: Weekday {
        // 1 January of year 1 was a Monday, so no remainder is negative.
        Weekday(rawValue: (Int(dayNumber) + 719_162) % 7 + 1) ?? .monday
    }
}

extension CivilDate {
    /// Whether the year has a 29 February.
    public static func isLeap(year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The number of days in a month (1 to 12) of a year; 0 when there is no such month.
    public static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1, 3, 5, 7, 8, 10, 12: 31
        default: 0
        }
    }

    /// The day so many days later (earlier when negative); nil outside the calendar's range.
    public func adding(days: Int) -> CivilDate? {
        let (sum, overflow) = Int(dayNumber).addingReportingOverflow(days)
        return overflow ? nil : CivilDate(dayNumber: sum)
    }

    /// The same day so many months later (earlier when negative); nil outside the calendar's range.
    ///
    /// Where that month is too short it is the month's last day: a month after 31 January is 28 February.
    public func adding(months: Int) -> CivilDate? {
        let (year, month, day) = parts
        let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, total >= 12, total < 120_000 else { return nil }
        let length = CivilDate.daysIn(month: total % 12 + 1, year: total / 12)
        return CivilDate(existingYear: total / 12, month: total % 12 + 1, day: min(day, length))
    }

    /// The same day so many years later (earlier when negative); 29 February becomes 28 where it must.
    public func adding(years: Int) -> CivilDate? {
        let (months, overflow) = years.multipliedReportingOverflow(by: 12)
        return overflow ? nil : adding(months: months)
    }

    /// How many days later `other` is; negative when it is earlier.
    public func days(until other: CivilDate) -> Int { Int(other.dayNumber) - Int(dayNumber) }

    /// The first day of this day's month.
    public var firstOfMonth: CivilDate { CivilDate(unchecked: Int(dayNumber) - day + 1) }

    /// The last day of this day's month.
    public var lastOfMonth: CivilDate {
        let (year, month, day) = parts
        return CivilDate(unchecked: Int(dayNumber) - day + CivilDate.daysIn(month: month, year: year))
    }

    /// The nearest such weekday strictly after this day; nil past the calendar's end.
    public func next(_ weekday: Weekday) -> CivilDate? {
        adding(days: (weekday.rawValue - self.weekday.rawValue + 6) % 7 + 1)
    }

    /// The nearest such weekday strictly before this day; nil before the calendar's beginning.
    public func previous(_ weekday: Weekday) -> CivilDate? {
        adding(days: -((self.weekday.rawValue - weekday.rawValue + 6) % 7 + 1))
    }
}
