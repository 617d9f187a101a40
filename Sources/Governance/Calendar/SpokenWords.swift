// Cutting typed dates into words: capitals, commas and filler words do not matter.

/// Cuts typed text into the words that dates are made of.
enum SpokenWords {
    /// The longest text that is looked at.
    static let longest = 120

    /// The words of a date in small letters, without commas and without "the", "of" and "on".
    static func split(_ text: String) throws(DateError) -> [String] {
        try all(text).filter { $0 != "the" && $0 != "of" && $0 != "on" }
    }

    /// All words in small letters, cut at spaces and commas.
    static func all(_ text: String) throws(DateError) -> [String] {
        guard text.utf8.count <= longest else { throw SpokenDate.unreadable(text) }
        let words = text.lowercased().split(whereSeparator: { $0.isWhitespace || $0 == "," }).map(String.init)
        guard !words.isEmpty else {
            throw DateError(.unreadable, "The date is empty.", instead: "Write it as \"2 August 2007\".")
        }
        return words
    }

    /// The day of the month in "2", "02", "2nd" or "22nd"; any of the endings will do.
    static func ordinal(_ word: String) -> Int? {
        for ending in ["st", "nd", "rd", "th"] where word.hasSuffix(ending) {
            return Digits.short(word.dropLast(2), upTo: 2)
        }
        return Digits.short(word, upTo: 2)
    }

    /// A year, which has to have four digits; the error says how to complete what stands before it.
    static func year(_ word: String, after start: String, joined: Bool = false) throws(DateError) -> Int {
        guard let year = Digits.short(word) else {
            throw DateError(
                .unreadable, "\(quoted(word)) is not a year.", instead: "Write the year in four digits.")
        }
        guard word.utf8.count == 4 else {
            let example = word.utf8.count == 2 ? "20\(word)" : "2007"
            throw DateError(
                .incomplete, "The year \(quoted(word)) does not have four digits.",
                instead: "Write \"\(start)\(joined ? "" : " ")\(example)\" if that is what you mean.")
        }
        guard year >= 1 else { throw .outOfRange("There is no year 0.") }
        return year
    }
}
