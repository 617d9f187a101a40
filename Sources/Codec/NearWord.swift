// The word that was probably meant in place of one that is not known.

/// Finds words that are nearly another one.
public enum NearWord {
    /// The word of a list that was probably meant: the same in other capitals, cut short or longer, or mistyped in one
    /// letter (in two, if it has more than five).
    ///
    /// - Returns: nil where none is near.
    public static func of(_ wrong: String, among words: [String]) -> String? {
        guard wrong.count > 2 else { return nil }
        let plain = wrong.lowercased()
        let begins = { (word: String) in word.count > 2 && (plain.hasPrefix(word) || word.hasPrefix(plain)) }
        if let near = words.first(where: { $0.lowercased() == plain || begins($0.lowercased()) }) {
            return near
        }
        let far = wrong.count > 5 ? 3 : 2
        let near = words.map { (word: $0, distance: distance(plain, $0.lowercased())) }
            .filter { $0.distance < far }
        return near.min { $0.distance < $1.distance }?.word
    }

    /// How many letters have to be put in, left out, changed or swapped with their neighbour to make one word of the
    /// other (optimal string alignment).
    static func distance(_ one: String, _ other: String) -> Int {
        let (one, other) = (Array(one), Array(other))
        guard abs(one.count - other.count) < 3 else { return max(one.count, other.count) }
        var before: [Int] = []
        var last = Array(0...other.count)
        for row in one.indices {
            var next = [row + 1]
            for column in other.indices {
                let changed = last[column] + (one[row] == other[column] ? 0 : 1)
                var least = min(changed, last[column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                    least = min(least, before[column - 1] + 1)
                }
                next.append(least)
            }
            (before, last) = (last, next)
        }
        return last[other.count]
    }
}
