// The bank holidays of England and Wales: the standing rules since 1972 and what proclamations changed.

/// One bank holiday: the day that is kept, and its name.
public struct BankHoliday: Hashable, Sendable {
    /// The day that is kept, which is never a Saturday or Sunday by rule.
    public let date: CivilDate
    /// Its name, mostly as GOV.UK has it: "Good Friday", "Christmas Day (substitute day)".
    public let name: String

    public init(_ date: CivilDate, _ name: String) {
        self.date = date
        self.name = name
    }
}

/// The bank holidays of England and Wales, together with the two common-law holidays, from 1972.
///
/// Sources: the Banking and Financial Dealings Act 1971, Schedule 1 (Easter Monday, the last Mondays of May
/// and August, 26 and 27 December), in force from 16 December 1971, so 1972 is the first year that is certain;
/// common law (Good Friday, Christmas Day); and royal proclamations under section 1(2), which moves a day,
/// and 1(3), which adds one: New Year's Day from 1974, the first Monday of May from 1978, substitutes for
/// days that fall on a weekend, and the one-off days listed here. Substitutes that the Act does not itself
/// give (28 December, and Mondays after New Year's Day) have been proclaimed every time so far: 27 and 28
/// December 1976 and 3 January 1977 stand in the House of Commons written answer of 27 October 1976. The spring
/// holiday's move to 6 June 1977 stands in that of 19 January 1977.
///
/// Days in Saturdays' and Sundays' places are named; the Saturday or Sunday itself is not listed.
/// A day proclaimed after this was written is given as an `Amendment` in the settings.
public struct BankHolidays: Hashable, Sendable {
    /// A change by a proclamation that the standing rules do not know.
    public enum Amendment: Hashable, Sendable {
        /// A day added under section 1(3), with its name.
        case added(CivilDate, name: String)
        /// A day put in another's place under section 1(2); it keeps the other's name.
        case moved(from: CivilDate, to: CivilDate)
    }

    /// The first year whose bank holidays are certain.
    public static let firstYear = 1972
    /// The last year that GOV.UK had published when this was written; later years follow the rules alone.
    public static let publishedThrough = 2028
    /// The rules and proclamations known when this was written.
    public static let englandAndWales = BankHolidays()

    private var added: [CivilDate: String] = [:]
    private var removed: Set<CivilDate> = []

    private init() {}

    /// The known bank holidays changed by later proclamations, applied in order.
    ///
    /// Throws when a day to be moved is no bank holiday, a day to be added already is one, or one is before 1972.
    public init(amendedBy amendments: [Amendment]) throws(DateError) {
        for amendment in amendments {
            switch amendment {
            case .added(let date, let name): try add(date, name)
            case .moved(let from, let to):
                guard let name = try name(of: from) else {
                    throw DateError(
                        .badSetting, "\(from.spoken) is not a bank holiday, so it cannot be moved.",
                        instead: "Give the day that the proclamation replaces.")
                }
                added[from] = nil
                removed.insert(from)
                try add(to, name)
            }
        }
    }

    private mutating func add(_ date: CivilDate, _ name: String) throws(DateError) {
        if let known = try self.name(of: date) {
            throw DateError(
                .badSetting, "\(date.spoken) is already a bank holiday: \(known).",
                instead: "Leave it out, or give the day that the proclamation names.")
        }
        added[date] = name
        removed.remove(date)
    }

    /// The name of the bank holiday on a day; nil when it is none.
    ///
    /// Throws `outOfRange` before 1972: what is not certain is not answered.
    public func name(of date: CivilDate) throws(DateError) -> String? {
        guard date >= BankHolidays.firstDay else { throw BankHolidays.tooEarly(date.short) }
        if !added.isEmpty, let name = added[date] { return name }
        if !removed.isEmpty, removed.contains(date) { return nil }
        var found: String?
        BankHolidays.forEach(in: date.year) { if $0 == date { found = $1 } }
        return found
    }

    /// The bank holidays of a year, in order of date.
    ///
    /// Throws `outOfRange` before 1972 and after 9999.
    public func holidays(in year: Int) throws(DateError) -> [BankHoliday] {
        guard year >= BankHolidays.firstYear else { throw BankHolidays.tooEarly(String(year)) }
        guard year <= 9999 else { throw .outOfRange("\(year) is too late a year.") }
        var list = added.filter { $0.key.year == year }.map { BankHoliday($0.key, $0.value) }
        BankHolidays.forEach(in: year) { date, name in
            if !removed.contains(date), added[date] == nil { list.append(BankHoliday(date, name)) }
        }
        return list.sorted { $0.date < $1.date }
    }

    private static let firstDay = CivilDate(existingYear: firstYear, month: 1, day: 1)

    private static func tooEarly(_ what: String) -> DateError {
        DateError(
            .outOfRange, "The bank holidays of \(what) are not known for certain.",
            instead: "They are known from 1 January \(firstYear), under the Act of 1971.")
    }
}
