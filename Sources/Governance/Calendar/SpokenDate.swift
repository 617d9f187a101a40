// Dates as people type them at the command line, understood as of a given today.

/// Reads dates and times as people in Britain write and say them.
///
/// Understood are "2 August 2007", "Thursday 2nd August 2007", "2 Aug 2007", "2/8/2007" (day, month, year),
/// "2007-08-02"; and relative to `today`: "today", "yesterday", "tomorrow", "Friday", "next Friday",
/// "last Friday", "in 5 days", "two weeks ago". A weekday that is named has to be that day's.
///
/// "Friday" is the coming one; typed on a Friday it is refused, for it could mean today. "Next Friday" is the
/// Friday of next week, weeks beginning on Monday. "Last Friday" is the latest one before today.
public struct SpokenDate: Hashable, Sendable {
    /// The day that "today" means.
    public let today: CivilDate

    /// A reader for somebody whose date it is.
    public init(today: CivilDate) { self.today = today }

    /// Reads a day.
    ///
    /// Throws with a message for the person who typed it, such as that 31 June does not exist and which
    /// day is June's last.
    public func date(_ text: String) throws(DateError) -> CivilDate {
        let words = try SpokenWords.split(text)
        if let date = try day(words) { return date }
        if let whole = try period(words) {
            throw DateError(
                .incomplete, "\(whole.spoken) does not say which day.",
                instead: "Write the day, such as \"\(whole.earliest.short)\"."
                    + " If nothing says which it was, leave the date out where that is allowed, or take a day and record that it"
                    + " is assumed (`--provenance assumed`)."
            )
        }
        throw SpokenDate.unreadable(text)
    }

    /// Reads a date that may be partial: all that `date` reads, and "August 2007", "2011", "Autumn 2007",
    /// "July to September 2007", and the storage text of `PartialDate`.
    public func partialDate(_ text: String) throws(DateError) -> PartialDate {
        let words = try SpokenWords.split(text)
        if let whole = try period(words) { return whole }
        if let date = try day(words) { return PartialDate(date) }
        throw SpokenDate.unreadable(text)
    }

    /// A day from words, nil when they have no form of one.
    func day(_ words: [String]) throws(DateError) -> CivilDate? {
        if let relative = try relativeDay(words) { return relative }
        guard words.count > 1, let weekday = Weekday(name: words[0]) else { return try fixedDay(words) }
        guard let date = try fixedDay(Array(words.dropFirst())) else { return nil }
        guard date.weekday == weekday else {
            throw DateError(
                .wrongWeekday, "\(date.short) is a \(date.weekday), not a \(weekday).",
                instead: "Write \"\(date.spoken)\", or the date of the \(weekday) that you mean.")
        }
        return date
    }

    static func unreadable(_ text: String) -> DateError {
        DateError(
            .unreadable, "\(quoted(text)) is not a recognised date.",
            instead: "Write it as \"2 August 2007\" or \"2007-08-02\".")
    }
}

// Days that need no today.
extension SpokenDate {
    private func fixedDay(_ words: [String]) throws(DateError) -> CivilDate? {
        switch words.count {
        case 1: return try numericDay(words[0])
        case 2: return try dayWithoutYear(words)
        case 3:
            if let day = SpokenWords.ordinal(words[0]), let month = Month(name: words[1]) {
                return try existing(SpokenWords.year(words[2], after: "\(day) \(month)"), month.rawValue, day)
            }
            if let month = Month(name: words[0]), let day = SpokenWords.ordinal(words[1]) {
                return try existing(SpokenWords.year(words[2], after: "\(day) \(month)"), month.rawValue, day)
            }
            return nil
        default: return nil
        }
    }

    /// "2007-08-02" or "2/8/2007".
    private func numericDay(_ word: String) throws(DateError) -> CivilDate? {
        let hyphened = word.split(separator: "-", omittingEmptySubsequences: false)
        if hyphened.count == 3, hyphened[0].utf8.count == 4, let year = Digits.short(hyphened[0]),
            hyphened[1].utf8.count == 2, let month = Digits.short(hyphened[1]),
            hyphened[2].utf8.count == 2, let day = Digits.short(hyphened[2])
        {
            return try existing(year, month, day)
        }
        let slashed = word.split(separator: "/", omittingEmptySubsequences: false)
        guard slashed.count == 3, let day = Digits.short(slashed[0], upTo: 2),
            let month = Digits.short(slashed[1], upTo: 2)
        else { return nil }
        if month > 12, month <= 31, (1...12).contains(day) {
            // The year may lack digits too: what is offered has to be a date that is taken.
            let digits = slashed[2].utf8.count == 2 ? "20\(slashed[2])" : String(slashed[2])
            let example = Digits.short(digits).flatMap { CivilDate(year: $0, month: day, day: month) }
            throw DateError(
                .doesNotExist, "There is no month \(month): the day comes first, then the month.",
                instead: example.map { _ in "Write \"\(month)/\(day)/\(digits)\" if that is what you mean." }
                    ?? "Write the day, the month and the year, such as \"16/5/2011\".")
        }
        let year = try SpokenWords.year(
            String(slashed[2]), after: "\(slashed[0])/\(slashed[1])/", joined: true)
        return try existing(year, month, day)
    }

    /// "2 August": refused, with the year that is most likely meant.
    private func dayWithoutYear(_ words: [String]) throws(DateError) -> CivilDate? {
        let dayFirst = SpokenWords.ordinal(words[0]).flatMap { day in Month(name: words[1]).map { (day, $0) }
        }
        let monthFirst = SpokenWords.ordinal(words[1]).flatMap { day in
            Month(name: words[0]).map { (day, $0) }
        }
        guard let (day, month) = dayFirst ?? monthFirst else { return nil }
        throw DateError(
            .incomplete, "\(day) \(month) does not say which year.",
            instead: "Write \"\(day) \(month) \(today.year)\".")
    }

    /// The day that these numbers name, or an error that says why there is none.
    private func existing(_ year: Int, _ month: Int, _ day: Int) throws(DateError) -> CivilDate {
        if let date = CivilDate(year: year, month: month, day: day) { return date }
        guard let first = CivilDate(year: year, month: month, day: 1) else {
            if (1...9999).contains(year) {
                throw DateError(
                    .doesNotExist, "There is no month \(month).", instead: "Give a month from 1 to 12.")
            }
            throw .outOfRange("\(year) is not a year that can be used.")
        }
        let name = CivilDate.nameOf(month: month)
        let last = first.lastOfMonth
        throw DateError(
            .doesNotExist, "There is no \(day) \(name) \(year): that month has \(last.day) days.",
            instead: "Its last day is \"\(last.short)\".")
    }
}

// Days counted from today.
extension SpokenDate {
    private func relativeDay(_ words: [String]) throws(DateError) -> CivilDate? {
        switch words {
        case ["today"]: return today
        case ["yesterday"]: return try inRange(today.adding(days: -1))
        case ["tomorrow"]: return try inRange(today.adding(days: 1))
        default: break
        }
        if words.count == 1, let weekday = Weekday(name: words[0]) { return try coming(weekday) }
        if words.count == 2, let weekday = Weekday(name: words[1]) {
            switch words[0] {
            case "this": return try coming(weekday)
            case "last": return try inRange(today.previous(weekday))
            case "next":
                return try inRange(today.adding(days: 7 - today.weekday.rawValue + weekday.rawValue))
            default: return nil
            }
        }
        if words.count == 3, words[0] == "in", let number = NumberWords.value(words[1]), number >= 0 {
            return try counted(number, words[2])
        }
        if words.count == 3, words[2] == "ago", let number = NumberWords.value(words[0]), number >= 0 {
            return try counted(-number, words[1])
        }
        return nil
    }

    private func coming(_ weekday: Weekday) throws(DateError) -> CivilDate {
        let date = try inRange(today.next(weekday))
        guard today.weekday != weekday else {
            throw DateError(
                .ambiguous, "Today is a \(weekday), so \"\(weekday)\" could be today or a week from today.",
                instead: "Write \"today\" or \"\(date.short)\".")
        }
        return date
    }

    private func counted(_ number: Int, _ unit: String) throws(DateError) -> CivilDate? {
        switch unit {
        case "day", "days": try inRange(today.adding(days: number))
        case "week", "weeks": try inRange(today.adding(days: number * 7))
        case "fortnight", "fortnights": try inRange(today.adding(days: number * 14))
        case "month", "months": try inRange(today.adding(months: number))
        case "year", "years": try inRange(today.adding(years: number))
        default: nil
        }
    }

    private func inRange(_ date: CivilDate?) throws(DateError) -> CivilDate {
        guard let date else { throw .outOfRange("That day is beyond the calendar's end.") }
        return date
    }
}

// Months, quarters, seasons and years.
extension SpokenDate {
    /// A date less precise than a day, nil when the words have no form of one.
    private func period(_ words: [String]) throws(DateError) -> PartialDate? {
        let words = words.first == "in" ? Array(words.dropFirst()) : words  // "in Autumn 2007"
        switch words.count {
        case 1: return try wholePeriod(words[0])
        case 2:
            if let season = Season(name: words[0]) {
                return try PartialDate(year: SpokenWords.year(words[1], after: season.name), season: season)
            }
            if let month = Month(name: words[0]), SpokenWords.ordinal(words[1]) == nil {
                let year = try SpokenWords.year(words[1], after: month.name)
                return PartialDate(year: year, month: month.rawValue)
            }
            if words[0].count == 2, words[0].hasPrefix("q") { throw SpokenDate.whichQuarter(words[0]) }
            return nil
        case 4 where words[1] == "to" || words[1] == "-" || words[1] == "–":
            guard let first = Month(name: words[0]), let last = Month(name: words[2]) else { return nil }
            let year = try SpokenWords.year(words[3], after: "\(first) to \(last)")
            guard first.rawValue % 3 == 1, last.rawValue == first.rawValue + 2 else {
                throw DateError(
                    .unreadable, "\(first) to \(last) is not a quarter of a year.",
                    instead: "Write a quarter such as \"July to September \(year)\", or a month or a year.")
            }
            return PartialDate(year: year, quarter: last.rawValue / 3)
        default: return nil
        }
    }

    /// "2011", or storage text; refuses "2013/14" and "Q3".
    private func wholePeriod(_ word: String) throws(DateError) -> PartialDate? {
        let stored = String(word.map { $0 == "q" ? "Q" : $0 })  // "2007-Q3" lost its capital on the way here
        if let partial = PartialDate(text: stored) { return partial.precision == .day ? nil : partial }
        if word == "0000" { throw .outOfRange("There is no year 0.") }
        let halves = word.split(whereSeparator: { $0 == "/" || $0 == "-" || $0 == "–" })
        if halves.count == 2, halves[0].utf8.count == 4, let year = Digits.short(halves[0]),
            Digits.short(halves[1]) != nil
        {
            throw DateError(
                .unreadable, "\(quoted(word)) names two years or a month that does not exist.",
                instead: "Write a year such as \"\(year)\", or a month such as \"April \(year)\".")
        }
        return nil
    }

    private static func whichQuarter(_ word: String) -> DateError {
        DateError(
            .ambiguous,
            "\(quoted(word.uppercased())) could be of the calendar year or of the financial year.",
            instead: "Name its months, such as \"July to September 2007\".")
    }
}
