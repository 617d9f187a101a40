// A date as precise as its source has it: a day, a month, a quarter, a season or only a year.

/// A season as council papers name it.
public enum Season: Int, CaseIterable, Hashable, Sendable {
    case spring = 1
    case summer, autumn, winter

    /// The English name: "Autumn".
    public var name: String {
        switch self {
        case .spring: "Spring"
        case .summer: "Summer"
        case .autumn: "Autumn"
        case .winter: "Winter"
        }
    }

    /// Reads a name in any case.
    public init?(name text: some StringProtocol) {
        switch text.lowercased() {
        case "spring": self = .spring
        case "summer": self = .summer
        case "autumn": self = .autumn
        case "winter": self = .winter
        default: return nil
        }
    }
}

/// A date that carries its precision, as sources write them: "2011", "January 2014", "Autumn 2007".
///
/// It stands for every day it can mean, from `earliest` to `latest`. Two of them are compared for certain
/// (`isCertainlyBefore`), never by guessing a day; `precedes` orders lists.
public struct PartialDate: Hashable, Sendable {
    /// How precise a date is.
    public enum Precision: String, CaseIterable, Hashable, Sendable {
        case day, month, quarter, season, year
    }

    /// How precise it is.
    public let precision: Precision
    private let storedYear: Int16
    /// The month, quarter or season by its number; 0 for a year.
    private let part: UInt8
    private let storedDay: UInt8

    private init(_ precision: Precision, year: Int, part: Int, day: Int = 0) {
        self.precision = precision
        storedYear = Int16(truncatingIfNeeded: year)
        self.part = UInt8(truncatingIfNeeded: part)
        storedDay = UInt8(truncatingIfNeeded: day)
    }

    /// A known day.
    public init(_ date: CivilDate) {
        let (year, month, day) = date.parts
        self.init(.day, year: year, part: month, day: day)
    }

    /// A whole year, 1 to 9999; nil otherwise.
    public init?(year: Int) {
        guard (1...9999).contains(year) else { return nil }
        self.init(.year, year: year, part: 0)
    }

    /// A month (1 to 12) of a year; nil when there is none such.
    public init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        self.init(.month, year: year, part: month)
    }

    /// A quarter (1 to 4) of a calendar year, the first being January to March; nil when there is none such.
    public init?(year: Int, quarter: Int) {
        guard (1...9999).contains(year), (1...4).contains(quarter) else { return nil }
        self.init(.quarter, year: year, part: quarter)
    }

    /// A season of a year; nil when the year is not 1 to 9999.
    public init?(year: Int, season: Season) {
        guard (1...9999).contains(year) else { return nil }
        self.init(.season, year: year, part: season.rawValue)
    }

    /// The year that is named.
    public var year: Int { Int(storedYear) }
    /// The month (1 to 12) of a day or month; nil where none is named.
    public var month: Int? { precision == .day || precision == .month ? Int(part) : nil }
    /// The quarter (1 to 4) that is named.
    public var quarter: Int? { precision == .quarter ? Int(part) : nil }
    /// The season that is named.
    public var season: Season? { precision == .season ? Season(rawValue: Int(part)) : nil }
    /// The same, unless it is a day.
    public var imprecise: PartialDate? { precision == .day ? nil : self }
    /// The day, when it is known.
    public var date: CivilDate? { precision == .day ? earliest : nil }

    /// The first day that it can mean.
    ///
    /// Seasons are the Met Office's: spring is March to May, summer June to August, autumn September to
    /// November. "Winter 2007" is written of either end of the year, so it can mean any day from 1 January
    /// 2007 to the end of February 2008.
    public var earliest: CivilDate {
        switch precision {
        case .day: CivilDate(existingYear: year, month: Int(part), day: Int(storedDay))
        case .month: CivilDate(existingYear: year, month: Int(part), day: 1)
        case .quarter: CivilDate(existingYear: year, month: Int(part) * 3 - 2, day: 1)
        case .season where season != .winter: CivilDate(existingYear: year, month: Int(part) * 3, day: 1)
        case .season, .year: CivilDate(existingYear: year, month: 1, day: 1)
        }
    }

    /// The last day that it can mean; see `earliest` for the seasons.
    public var latest: CivilDate {
        switch precision {
        case .day: earliest
        case .month: earliest.lastOfMonth
        case .quarter: lastDay(ofMonth: Int(part) * 3)
        case .season where season != .winter: lastDay(ofMonth: Int(part) * 3 + 2)
        case .season: earliest.adding(months: 13)?.lastOfMonth ?? .last
        case .year: CivilDate(existingYear: year, month: 12, day: 31)
        }
    }

    private func lastDay(ofMonth month: Int) -> CivilDate {
        CivilDate(existingYear: year, month: month, day: 1).lastOfMonth
    }

    /// Whether it can mean this day.
    public func canMean(_ date: CivilDate) -> Bool { earliest <= date && date <= latest }

    /// Whether every day that it can mean is before every day that `other` can.
    public func isCertainlyBefore(_ other: PartialDate) -> Bool { latest < other.earliest }

    /// Whether every day that it can mean is before this one.
    public func isCertainlyBefore(_ date: CivilDate) -> Bool { latest < date }

    /// Whether every day that it can mean is after every day that `other` can.
    public func isCertainlyAfter(_ other: PartialDate) -> Bool { earliest > other.latest }

    /// Whether every day that it can mean is after this one.
    public func isCertainlyAfter(_ date: CivilDate) -> Bool { earliest > date }

    /// An order for lists: by the first day it can mean, the more precise first, then by text.
    public func precedes(_ other: PartialDate) -> Bool {
        if earliest != other.earliest { return earliest < other.earliest }
        if latest != other.latest { return latest < other.latest }
        return text < other.text
    }
}

extension PartialDate: CustomStringConvertible {
    /// Reads storage text, exactly as `text` writes it; nil for anything else.
    public init?(text: String) {
        let utf8 = text.utf8
        let bytes = utf8.span
        guard let year = Digits.number(bytes, 0, 4) else { return nil }
        if bytes.count == 4 {
            self.init(year: year)
        } else if bytes.count == 10, let date = CivilDate(iso: bytes) {
            self.init(date)
        } else if bytes[4] != UInt8(ascii: "-") {
            return nil
        } else if bytes.count == 7, let month = Digits.number(bytes, 5, 2) {
            self.init(year: year, month: month)
        } else if bytes.count == 7, bytes[5] == UInt8(ascii: "Q"), let quarter = Digits.digit(bytes[6]) {
            self.init(year: year, quarter: quarter)
        } else if let season = Season.allCases.first(where: { text.dropFirst(5) == $0.name.lowercased() }) {
            self.init(year: year, season: season)
        } else {
            return nil
        }
    }

    /// Storage text: "2011", "2014-01", "2007-Q3", "2007-autumn", "2007-08-02".
    public var text: String {
        let day = earliest.iso
        return switch precision {
        case .day: day
        case .month: String(day.prefix(7))
        case .quarter: "\(day.prefix(4))-Q\(part)"
        case .season: "\(day.prefix(4))-\(season?.name.lowercased() ?? "")"
        case .year: String(day.prefix(4))
        }
    }

    /// As people say it: "2011", "January 2014", "July to September 2007", "Autumn 2007", "2 August 2007".
    public var spoken: String {
        switch precision {
        case .day: earliest.short
        case .month: "\(CivilDate.nameOf(month: Int(part))) \(year)"
        case .quarter:
            CivilDate.nameOf(month: Int(part) * 3 - 2) + " to "
                + CivilDate.nameOf(month: Int(part) * 3) + " \(year)"
        case .season: "\(season?.name ?? "") \(year)"
        case .year: String(year)
        }
    }

    /// As people say it, a day with its weekday: "Thursday 2 August 2007", "January 2014".
    public var inFull: String { date?.spoken ?? spoken }

    /// In full, with its preposition: "on Thursday 2 August 2007", "in January 2014".
    public var withPreposition: String { "\(precision == .day ? "on" : "in") \(inFull)" }

    /// A number of days counted from the last day that it can mean: "60 days", or "at least 60 days" where it is no day.
    public func sinceThen(_ days: Int) -> String {
        "\(precision == .day ? "" : "at least ")\(days) day\(days == 1 ? "" : "s")"
    }

    /// The storage text, for logs and debugging.
    public var description: String { text }
}
