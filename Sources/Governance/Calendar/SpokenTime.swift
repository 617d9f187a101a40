// Times of day as people type them, alone or with a date.

extension SpokenDate {
    /// Reads a local date and time: "2 August 2007 4.30pm", "2 August 2007 16:30", "4.30pm on 2 August 2007",
    /// "2007-08-02T16:30", "tomorrow noon"; a time alone is today's.
    ///
    /// "Midnight" is the end of the day it is written with, as deadlines have it ("by no later than midnight
    /// on Friday 10th August 2007"); the start of a day is "00:00" or "midnight at the start of" it.
    public func dateTime(_ text: String) throws(DateError) -> CivilDateTime {
        let words = try SpokenTime.separatingISO(SpokenWords.all(text))
        guard let (time, rest) = try SpokenTime.take(from: words) else {
            let date = try date(text)
            throw DateError(
                .incomplete, "\(date.short) does not say the time.",
                instead: "Write \"\(date.short) 4.30pm\" or \"\(date.iso)T16:30\".")
        }
        let filler: Set<String> = ["the", "of", "on", "at"]
        let dayWords = rest.filter { !filler.contains($0) }
        let date = dayWords.isEmpty ? today : try date(dayWords.joined(separator: " "))
        guard let moment = CivilDateTime(date, secondOfDay: time) else {
            throw .outOfRange("\(quoted(text)) is beyond the calendar's end.")
        }
        return moment
    }
}

extension SpokenDate {
    /// How many seconds "5 minutes ago" or "an hour ago" is back; nil for anything else.
    public static func secondsAgo(_ text: String) -> Int64? {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 3, words[2] == "ago", let number = NumberWords.value(words[0]), number >= 0
        else {
            return nil
        }
        switch words[1] {
        case "second", "seconds", "sec", "secs": return Int64(number)
        case "minute", "minutes", "min", "mins": return Int64(number) * 60
        case "hour", "hours", "hr", "hrs": return Int64(number) * 3_600
        default: return nil
        }
    }
}

/// Times of day in words that were cut already, as seconds from 0 to 86,400.
enum SpokenTime {
    private static let endOfDay = 86_400

    /// The words with "2007-08-02t16:30" cut in two.
    static func separatingISO(_ words: [String]) throws(DateError) -> [String] {
        guard words.count == 1, let cut = words[0].firstIndex(of: "t") else { return words }
        let (date, time) = (words[0][..<cut], words[0][words[0].index(after: cut)...])
        guard date.utf8.count == 10, date.utf8.first.flatMap(Digits.digit) != nil else { return words }
        if time.contains("z") || time.contains("+") || time.contains("-") {
            throw DateError(
                .unreadable, "\(quoted(words[0].uppercased())) has a time zone, but local time is needed.",
                instead: "Leave the time zone out, and give the time as clocks here showed it.")
        }
        return [String(date), String(time)]
    }

    /// The time that the words end or begin with, and the other words; nil when there is none.
    static func take(from words: [String]) throws(DateError) -> (Int, [String])? {
        for length in [2, 1] where words.count >= length {
            if let time = try read(Array(words.suffix(length))) { return (time, words.dropLast(length)) }
        }
        for length in [2, 1] where words.count >= length {
            guard let time = try read(Array(words.prefix(length))) else { continue }
            let rest = Array(words.dropFirst(length))
            guard time == endOfDay, rest.count > 3, rest[0] == "at", rest[1] == "the", rest[3] == "of" else {
                return (time, rest)
            }
            switch rest[2] {
            case "start", "beginning": return (0, Array(rest.dropFirst(4)))
            case "end": return (endOfDay, Array(rest.dropFirst(4)))
            default: return (time, rest)
            }
        }
        return nil
    }

    /// One or two words that make a time; nil when they have no form of one.
    private static func read(_ words: [String]) throws(DateError) -> Int? {
        switch words {
        case ["noon"], ["midday"], ["12", "noon"]: return 43_200
        case ["midnight"], ["12", "midnight"]: return endOfDay
        default: break
        }
        if let (digits, half) = halfDay(words[words.count - 1]) {
            if words.count == 2 { return digits.isEmpty ? try clock(words[0], half) : nil }
            return try clock(digits, half)
        }
        return words.count == 1 ? try clock(words[0], nil) : nil
    }

    /// A word that ends in "am" or "pm", or either with dots, without that ending.
    private static func halfDay(_ word: String) -> (digits: String, half: String)? {
        for (ending, half) in [("a.m.", "am"), ("p.m.", "pm"), ("am", "am"), ("pm", "pm")]
        where word.hasSuffix(ending) {
            return (String(word.dropLast(ending.count)), half)
        }
        return nil
    }

    /// "16:30", "16.30" and "16:30:05", or with am or pm "4", "4.30", "4:30".
    private static func clock(_ text: String, _ half: String?) throws(DateError) -> Int? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        guard (half == nil ? 2 : 1)...3 ~= parts.count, let hour = Digits.short(parts[0], upTo: 2) else {
            return nil
        }
        // "02.08.07" is more likely a date than a time.
        guard half != nil || parts.count == 2 || !text.contains(".") else { return nil }
        var numbers = [hour]
        for part in parts.dropFirst() {
            guard part.utf8.count == 2, let number = Digits.short(part) else { return nil }
            numbers.append(number)
        }
        let after = (numbers.count > 1 ? numbers[1] : 0, numbers.count > 2 ? numbers[2] : 0)
        guard after.0 < 60, after.1 < 60 else { throw noSuchTime(text + (half ?? "")) }
        let rest = after.0 * 60 + after.1
        guard let half else { return try fullClock(text, hour, rest, twoDigits: parts[0].utf8.count == 2) }
        guard (1...12).contains(hour) else { throw noSuchTime(text + half) }
        if half == "am", hour == 12, rest == 0 {
            throw DateError(
                .ambiguous, "12am could be either midnight of the day, or noon.",
                instead: "Write \"noon\", \"00:00\" for the day's start or \"midnight\" for its end.")
        }
        return (hour % 12 + (half == "pm" ? 12 : 0)) * 3600 + rest
    }

    /// A time on the 24-hour clock, which needs two digits for the hour: "4.30" could be either half's.
    private static func fullClock(
        _ text: String, _ hour: Int, _ rest: Int, twoDigits: Bool
    ) throws(DateError) -> Int {
        guard twoDigits else {
            throw DateError(
                .ambiguous, "\(quoted(text)) could be in the morning or in the afternoon.",
                instead: "Write \"\(text)am\" or \"\(text)pm\", or all of 24 hours: \"0\(text)\".")
        }
        guard hour < 24 || (hour == 24 && rest == 0) else { throw noSuchTime(text) }
        return hour * 3600 + rest
    }

    private static func noSuchTime(_ text: String) -> DateError {
        DateError(
            .doesNotExist, "There is no time \(quoted(text)).",
            instead: "Write it as \"4.30pm\" or \"16:30\".")
    }
}
