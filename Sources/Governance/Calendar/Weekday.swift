// The days of the week and the months of the year, with the names that people write and read.

/// A day of the week, numbered as ISO 8601 does: Monday is 1, Sunday is 7.
public enum Weekday: Int, CaseIterable, Hashable, Sendable, Comparable, CustomStringConvertible {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// The English name: "Friday".
    public var name: String {
        switch self {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }

    public var description: String { name }

    /// Whether it is Saturday or Sunday.
    public var isWeekend: Bool { self >= .saturday }

    /// Reads a name as people write it: "Friday", "fri", "Thurs", in any case.
    public init?(name text: some StringProtocol) {
        switch text.lowercased() {
        case "monday", "mon": self = .monday
        case "tuesday", "tue", "tues": self = .tuesday
        case "wednesday", "wed", "weds": self = .wednesday
        case "thursday", "thu", "thur", "thurs": self = .thursday
        case "friday", "fri": self = .friday
        case "saturday", "sat": self = .saturday
        case "sunday", "sun": self = .sunday
        default: return nil
        }
    }

    public static func < (one: Weekday, other: Weekday) -> Bool { one.rawValue < other.rawValue }
}

/// A month of the year; its raw value is its number, 1 to 12.
public enum Month: Int, CaseIterable, Hashable, Sendable, Comparable, CustomStringConvertible {
    case january = 1
    case february, march, april, may, june, july, august, september, october, november, december

    /// The English name: "August".
    public var name: String {
        switch self {
        case .january: "January"
        case .february: "February"
        case .march: "March"
        case .april: "April"
        case .may: "May"
        case .june: "June"
        case .july: "July"
        case .august: "August"
        case .september: "September"
        case .october: "October"
        case .november: "November"
        case .december: "December"
        }
    }

    public var description: String { name }

    /// Reads a name as people write it: "August", "aug", "Sept", in any case.
    public init?(name text: some StringProtocol) {
        let word = text.lowercased()
        if word == "sept" {
            self = .september
            return
        }
        for month in Month.allCases {
            let name = month.name.lowercased()
            if word == name || word == String(name.prefix(3)) {
                self = month
                return
            }
        }
        return nil
    }

    public static func < (one: Month, other: Month) -> Bool { one.rawValue < other.rawValue }
}
