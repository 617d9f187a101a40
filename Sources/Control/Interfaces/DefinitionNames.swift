// Which names may stand in an interface definition: what all known clients read, which is a little less
// than what the language allows.

enum DefinitionNames {
    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// `Submit`: a capital letter, then letters and digits.
    static func isMember(_ name: String) -> Bool {
        guard let first = name.utf8.first, isLetter(first), first & 0x20 == 0 else { return false }
        return name.utf8.allSatisfy { isLetter($0) || isDigit($0) }
    }

    /// `recorded_time`: letters and digits after a letter, with single underscores inside.
    static func isField(_ name: String) -> Bool {
        guard let first = name.utf8.first, isLetter(first), name.utf8.last != UInt8(ascii: "_") else {
            return false
        }
        var previous = first
        for byte in name.utf8.dropFirst() {
            let isUnderscore = byte == UInt8(ascii: "_")
            guard isLetter(byte) || isDigit(byte) || isUnderscore else { return false }
            if isUnderscore && previous == byte { return false }
            previous = byte
        }
        return true
    }

    /// `org.minuted.Records`: two parts or more of letters and digits, the first of letters alone.
    static func isInterface(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count >= 2, parts.allSatisfy({ !$0.isEmpty }), parts[0].allSatisfy(isLetter) else {
            return false
        }
        return parts.dropFirst().allSatisfy { part in part.allSatisfy { isLetter($0) || isDigit($0) } }
    }
}
