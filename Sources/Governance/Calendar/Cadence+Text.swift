// How cadences are written in settings and reports: many ways in, one way out.

extension Cadence: CustomStringConvertible {
    /// The one way in which it is written: "four times a year", "every two months", "annually in August",
    /// "at least every three years", "once in each quarter". Reading it again gives the same cadence.
    public var text: String { (isMinimum ? "at least " : "") + ruleText }

    /// The text, for messages.
    public var description: String { text }

    private var ruleText: String {
        switch rule {
        case .timesAYear(1): "once a year"
        case .timesAYear(2): "twice a year"
        case .timesAYear(let number): "\(NumberWords.text(number)) times a year"
        case .everyWeeks(let number): Cadence.every(number, "week")
        case .everyMonths(let number): Cadence.every(number, "month")
        case .everyYears(let number): Cadence.every(number, "year")
        case .annually(let month): "annually in \(month)"
        case .onceInEach(let period): "once in each \(period.rawValue)"
        case .atAllTimes: "at all times"
        }
    }

    private static func every(_ number: Int, _ unit: String) -> String {
        number == 1 ? "every \(unit)" : "every \(NumberWords.text(number)) \(unit)s"
    }

    /// Reads a cadence as terms of reference write it.
    ///
    /// Understood are numbers as words or digits in "four times a year", "every 6 weeks", "every other month",
    /// "six-monthly", "at least every three years", "at least once a year", "annually in August"; the single
    /// words weekly, fortnightly, monthly, bi-monthly (every two months), quarterly, half-yearly, annually,
    /// yearly, biennially; "each month" and "once in each quarter" for once in every calendar period; any
    /// of them in "on a … basis"; and "at all times".
    ///
    /// Throws `unreadable`, `badSetting` for numbers such as zero, and `ambiguous` for "biannually" and
    /// "bi-weekly", which are used for two different things.
    public init(text: String) throws(DateError) {
        guard text.utf8.count <= 120 else { throw Cadence.unreadable(text) }
        var words = Cadence.words(of: text)
        if words.count > 2, words.last == "basis" { words.removeLast() }
        if words.count > 2, words[0] == "on", words[1] == "a" || words[1] == "an" { words.removeFirst(2) }
        let isMinimum = words.starts(with: ["at", "least"])
        if isMinimum { words.removeFirst(2) }
        guard let rule = try Cadence.rule(words), rule != .atAllTimes || !isMinimum else {
            throw Cadence.unreadable(text)
        }
        try self.init(rule, isMinimum: isMinimum)
    }

    /// The words in small letters; hyphens between letters count as spaces, so that "-2" stays a number.
    private static func words(of text: String) -> [String] {
        let characters = Array(text.lowercased())
        var spaced = ""
        for (index, character) in characters.enumerated() {
            let joins = character == "-" && index > 0 && !characters[index - 1].isWhitespace
            spaced.append(joins ? " " : character)
        }
        return spaced.split(whereSeparator: { $0.isWhitespace || $0 == "," }).map(String.init)
    }

    private static func rule(_ words: [String]) throws(DateError) -> Rule? {
        if let rule = try oneWord(words.joined(separator: " ")) { return rule }
        if let rule = annually(words) { return rule }
        if let period = period(words) { return .onceInEach(period) }
        return times(words) ?? every(words)
    }

    private static func oneWord(_ word: String) throws(DateError) -> Rule? {
        switch word {
        case "weekly": .everyWeeks(1)
        case "fortnightly", "every fortnight": .everyWeeks(2)
        case "monthly": .everyMonths(1)
        case "bimonthly", "bi monthly": .everyMonths(2)
        case "quarterly", "every quarter": .everyMonths(3)
        case "half yearly", "halfyearly", "twice yearly": .timesAYear(2)
        case "annually", "annual", "yearly", "once yearly": .timesAYear(1)
        case "biennially", "biennial": .everyYears(2)
        case "triennially", "triennial": .everyYears(3)
        case "at all times", "continuously", "always": .atAllTimes
        case "biannually", "biannual", "bi annually", "bi annual":
            throw ambiguous(word, "\"twice a year\" or \"every two years\"")
        case "biweekly", "bi weekly":
            throw ambiguous(word, "\"every two weeks\", or give the number of times a year")
        default: nil
        }
    }

    /// "annually in August", "once a year in August", "every August", "each year in August".
    private static func annually(_ words: [String]) -> Rule? {
        guard let last = words.last, let month = Month(name: last) else { return nil }
        switch words.dropLast().joined(separator: " ") {
        case "annually in", "annually each", "annually every", "yearly in", "once a year in", "every year in",
            "each year in", "every", "each", "in":
            return .annually(in: month)
        default: return nil
        }
    }

    /// "each month", "in each month", "once each month", "once in every calendar month".
    private static func period(_ words: [String]) -> Period? {
        let meaning = words.filter { $0 != "once" && $0 != "in" && $0 != "calendar" }
        guard meaning.count == 2, let period = Period(rawValue: meaning[1]) else { return nil }
        let isEvery = meaning[0] == "every" && words.count > 2
        return meaning[0] == "each" || isEvery ? period : nil
    }

    /// "four times a year", "twice a year", "once a month".
    private static func times(_ words: [String]) -> Rule? {
        let number: Int
        var rest = words[...]
        switch words.first {
        case "once": number = 1
        case "twice": number = 2
        default:
            guard words.count > 1, words[1] == "times", let read = NumberWords.value(words[0]) else {
                return nil
            }
            number = read
            rest = rest.dropFirst()
        }
        rest = rest.dropFirst()
        guard rest.count == 2, let per = rest.first, ["a", "per", "each", "every"].contains(per) else {
            return nil
        }
        switch (rest.last, number) {
        case ("year", _): return .timesAYear(number)
        case ("quarter", 1): return .everyMonths(3)
        case ("month", 1): return .everyMonths(1)
        case ("week", 1): return .everyWeeks(1)
        default: return nil
        }
    }

    /// "every 6 weeks", "every other month", "every year", "six monthly".
    private static func every(_ words: [String]) -> Rule? {
        if words.count == 2, let number = NumberWords.value(words[0]), words[1].hasSuffix("ly") {
            return rule(number, String(words[1].dropLast(2)))
        }
        guard words.first == "every" else { return nil }
        if words.count == 2 { return rule(1, words[1]) }
        guard words.count == 3 else { return nil }
        if words[1] == "other" || words[1] == "second" { return rule(2, words[2]) }
        return NumberWords.value(words[1]).flatMap { rule($0, words[2]) }
    }

    private static func rule(_ number: Int, _ unit: String) -> Rule? {
        switch unit {
        case "week", "weeks": .everyWeeks(number)
        case "month", "months": .everyMonths(number)
        case "year", "years": .everyYears(number)
        default: nil
        }
    }

    private static func ambiguous(_ word: String, _ instead: String) -> DateError {
        DateError(
            .ambiguous, "\(quoted(word)) can mean two different things.", instead: "Write \(instead).")
    }

    private static func unreadable(_ text: String) -> DateError {
        DateError(
            .unreadable, "\(quoted(text)) is not a recognised interval.",
            instead: "Write it as \"four times a year\", \"every two months\" or \"annually in August\".")
    }
}
