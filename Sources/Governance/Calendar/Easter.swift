// When Easter is, by the Gregorian computus.

extension CivilDate {
    /// Easter Sunday of a year (1583 to 9999), by the anonymous Gregorian computus; nil for other years.
    public static func easterSunday(_ year: Int) -> CivilDate? {
        guard year >= 1583, year <= 9999 else { return nil }
        return easterSunday(existing: year)
    }

    /// Easter Sunday of a year known to be 1583 to 9999.
    static func easterSunday(existing year: Int) -> CivilDate {
        let golden = year % 19
        let century = year / 100
        let yearOfCentury = year % 100
        let correction = (8 * century + 13) / 25
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let toSunday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let lateMoon = (golden + 11 * epact + 22 * toSunday) / 451
        let sum = epact + toSunday - 7 * lateMoon + 114
        return CivilDate(existingYear: year, month: sum / 31, day: sum % 31 + 1)
    }
}
