// Ids of entries: UUID version 7 (RFC 9562 §5.7), so that they sort as the log does.

import Glibc

/// Makes ids of which each is greater than the one before, whatever the clock does.
struct IdentifierMaker {
    private var milliseconds = 0
    /// 12 bits, and 62 bits: what follows the time in the id.
    private var high: UInt16 = 0
    private var low: UInt64 = 0
    private let random: () -> UInt64

    /// The system's random bits.
    static func systemRandom() -> () -> UInt64 {
        let bits = RandomBits()
        return { bits.next() }
    }

    /// - Parameter random: gives 64 fresh random bits.
    init(random: @escaping () -> UInt64) { self.random = random }

    /// Goes on after an id made earlier, so that ids grow over a restart too.
    mutating func follow(_ id: String) {
        let digits = id.utf8.filter { $0 != UInt8(ascii: "-") }
        guard id.utf8.count == 36, digits.count == 32,
            let upper = UInt64(String(decoding: digits.prefix(16), as: UTF8.self), radix: 16),
            let lower = UInt64(String(decoding: digits.suffix(16), as: UTF8.self), radix: 16)
        else { return }
        milliseconds = Int(upper >> 16)
        high = UInt16(upper & 0xFFF)
        low = lower & Self.lowMask
    }

    /// The next id. Within one millisecond, or when the time runs backwards, it counts on from the last.
    mutating func next(at time: LogInstant) -> String {
        if time.milliseconds > milliseconds {
            milliseconds = time.milliseconds
            // The top bit stays clear, which leaves room to count.
            high = UInt16(truncatingIfNeeded: random()) & 0x7FF
            low = random() & Self.lowMask
        } else {
            countOn()
        }
        let upper = UInt64(milliseconds) << 16 | 0x7000 | UInt64(high)
        return Self.text(upper, 0x8000_0000_0000_0000 | low)
    }

    private mutating func countOn() {
        // A step of random width keeps the next id from being guessed.
        low += 1 + random() & 0xFFFF_FFFF
        guard low > Self.lowMask else { return }
        low &= Self.lowMask
        high += 1
        guard high > 0xFFF else { return }
        high = 0
        milliseconds += 1
    }

    private static let lowMask: UInt64 = 0x3FFF_FFFF_FFFF_FFFF

    private static func text(_ upper: UInt64, _ lower: UInt64) -> String {
        String(unsafeUninitializedCapacity: 36) { text in
            var position = 0
            for digit in 0..<32 {
                if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
                    text[position] = UInt8(ascii: "-")
                    position += 1
                }
                let half = digit < 16 ? upper : lower
                let nibble = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (digit % 16))) & 15
                text[position] = nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
                position += 1
            }
            return position
        }
    }
}
