// Small numbers as people write them in terms of reference: "four", "4", "a".

/// Small numbers as words.
enum NumberWords {
    private static let words = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ]

    /// The number that a word or up to six digits mean, a leading minus sign included; nil otherwise.
    static func value(_ text: String) -> Int? {
        if let index = words.firstIndex(of: text) { return index }
        if text == "a" || text == "an" { return 1 }
        if text.hasPrefix("-") { return Digits.short(text.dropFirst()).map { -$0 } }
        return Digits.short(text)
    }

    /// The number as a word up to twelve and in digits beyond.
    static func text(_ value: Int) -> String {
        words.indices.contains(value) ? words[value] : String(value)
    }
}
