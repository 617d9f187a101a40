// The standing rules and the one-off proclamations behind `BankHolidays`, without allocation.

extension BankHolidays {
    /// Days proclaimed for one occasion, under section 1(3) of the Act.
    private static let oneOffs: [(year: Int, month: Int, day: Int, name: String)] = [
        (1973, 11, 14, "Royal wedding"),
        (1977, 6, 7, "Queen’s Silver Jubilee"),
        (1981, 7, 29, "Royal wedding"),
        (1999, 12, 31, "Millennium celebrations"),
        (2002, 6, 3, "Queen’s Golden Jubilee"),
        (2011, 4, 29, "Royal wedding"),
        (2012, 6, 5, "Queen’s Diamond Jubilee"),
        (2022, 6, 3, "Platinum Jubilee bank holiday"),
        (2022, 9, 19, "Bank holiday for the State Funeral of Queen Elizabeth II"),
        (2023, 5, 8, "Bank holiday for the coronation of King Charles III"),
    ]

    /// Calls `body` for every bank holiday of a year (1972 to 9999), in no particular order.
    static func forEach(in year: Int, _ body: (CivilDate, String) -> Void) {
        if year >= 1974 { newYear(year, body) }
        let easter = CivilDate.easterSunday(existing: year)
        body(CivilDate(unchecked: Int(easter.dayNumber) - 2), "Good Friday")
        body(CivilDate(unchecked: Int(easter.dayNumber) + 1), "Easter Monday")
        if year >= 1978 { earlyMay(year, body) }
        spring(year, body)
        body(lastMonday(year, 8), "Summer bank holiday")
        christmas(year, body)
        for day in oneOffs where day.year == year {
            body(CivilDate(existingYear: year, month: day.month, day: day.day), day.name)
        }
    }

    private static func newYear(_ year: Int, _ body: (CivilDate, String) -> Void) {
        let first = CivilDate(existingYear: year, month: 1, day: 1)
        switch first.weekday {
        case .saturday:
            body(CivilDate(unchecked: Int(first.dayNumber) + 2), "New Year’s Day (substitute day)")
        case .sunday: body(CivilDate(unchecked: Int(first.dayNumber) + 1), "New Year’s Day (substitute day)")
        default: body(first, "New Year’s Day")
        }
    }

    /// The first Monday of May; on Victory in Europe Day for its 50th and 75th anniversaries.
    private static func earlyMay(_ year: Int, _ body: (CivilDate, String) -> Void) {
        if year == 1995 || year == 2020 {
            body(CivilDate(existingYear: year, month: 5, day: 8), "Early May bank holiday (VE day)")
        } else {
            let seventh = CivilDate(existingYear: year, month: 5, day: 7)
            body(mondayOnOrBefore(seventh), "Early May bank holiday")
        }
    }

    /// The last Monday of May; next to the jubilee days in 1977, 2002, 2012 and 2022.
    private static func spring(_ year: Int, _ body: (CivilDate, String) -> Void) {
        let date =
            switch year {
            case 1977: CivilDate(existingYear: year, month: 6, day: 6)
            case 2002, 2012: CivilDate(existingYear: year, month: 6, day: 4)
            case 2022: CivilDate(existingYear: year, month: 6, day: 2)
            default: lastMonday(year, 5)
            }
        body(date, "Spring bank holiday")
    }

    private static func christmas(_ year: Int, _ body: (CivilDate, String) -> Void) {
        func december(_ day: Int, _ name: String) {
            body(CivilDate(existingYear: year, month: 12, day: day), name)
        }
        switch CivilDate(existingYear: year, month: 12, day: 25).weekday {
        case .friday:
            december(25, "Christmas Day")
            december(28, "Boxing Day (substitute day)")
        case .saturday:
            december(27, "Christmas Day (substitute day)")
            december(28, "Boxing Day (substitute day)")
        case .sunday:
            december(26, "Boxing Day")
            december(27, "Christmas Day (substitute day)")
        default:
            december(25, "Christmas Day")
            december(26, "Boxing Day")
        }
    }

    /// The last Monday of a month that has 31 days.
    private static func lastMonday(_ year: Int, _ month: Int) -> CivilDate {
        mondayOnOrBefore(CivilDate(existingYear: year, month: month, day: 31))
    }

    private static func mondayOnOrBefore(_ date: CivilDate) -> CivilDate {
        CivilDate(unchecked: Int(date.dayNumber) - date.weekday.rawValue + 1)
    }
}
