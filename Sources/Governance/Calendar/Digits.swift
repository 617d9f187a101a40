// Fixed-width decimal numbers in bytes: what every date format here is read from and written with.

/// Reads and writes the fixed-width decimal numbers of ISO 8601 and RFC 3339.
enum Digits {
    /// The number in `count` ASCII digits starting at `start`, or nil when a byte is missing or no digit.
    static func number(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
        guard start >= 0, count > 0, start + count <= bytes.count else { return nil }
        var value = 0
        for index in start..<(start + count) {
            guard let digit = digit(bytes[index]) else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// The value of one ASCII digit.
    static func digit(_ byte: UInt8) -> Int? {
        guard byte >= 48, byte <= 57 else { return nil }
        return Int(byte) - 48
    }

    /// Appends a number that is not negative, with leading zeros up to `width` (at most 6).
    static func append(_ value: Int, width: Int, to bytes: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<max(width, 1) { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(48 + (value / divisor) % 10))
            divisor /= 10
        }
    }

    /// The number that a short run of ASCII digits writes, or nil: refuses signs, spaces and long runs.
    static func short(_ text: some StringProtocol, upTo longest: Int = 6) -> Int? {
        guard !text.isEmpty, text.utf8.count <= longest else { return nil }
        var value = 0
        for byte in text.utf8 {
            guard let digit = digit(byte) else { return nil }
            value = value * 10 + digit
        }
        return value
    }
}

extension Int64 {
    /// Division that rounds towards the past, as days before 1970 need, with a remainder that is not negative.
    func flooredQuotientAndRemainder(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
