// Points in time as the log writes them: RFC 3339 text. Recorded times have one form only, so that
// comparing the text compares the times.

/// A point in time, in milliseconds since 1970-01-01T00:00:00Z; leap seconds are not counted.
public struct LogInstant: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int

    /// The first instant that can be written: 0000-01-01T00:00:00.000Z.
    public static let earliest = LogInstant(unchecked: -62_167_219_200_000)
    /// The last instant that can be written: 9999-12-31T23:59:59.999Z.
    public static let latest = LogInstant(unchecked: 253_402_300_799_999)

    /// How far the clock may lag behind the last entry, in milliseconds, for the next entry to get the last one's
    /// time: ten minutes, for clocks are set by a little all the time. If it lags further, the last entry was
    /// recorded by a clock that was ahead, and the next one gets the clock's time again.
    public static let tolerance = 600_000

    /// The time to record after an entry of an earlier time.
    public func recorded(after last: LogInstant) -> LogInstant {
        last.milliseconds - milliseconds > Self.tolerance ? self : max(self, last)
    }

    private init(unchecked milliseconds: Int) { self.milliseconds = milliseconds }

    /// The instant, brought within ``earliest`` and ``latest``.
    public init(milliseconds: Int) {
        self.milliseconds = min(
            max(milliseconds, LogInstant.earliest.milliseconds), LogInstant.latest.milliseconds)
    }

    /// Reads RFC 3339 text with any offset from UTC; nil if it is not such text, or no such day exists.
    ///
    /// What is finer than a millisecond is cut off. Leap seconds and small letters are refused: SQLite's
    /// own functions do not understand them.
    public init?(rfc3339 text: some Sequence<UInt8>) {
        var reader = DigitReader(text.makeIterator())
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), reader.skip("T"),
            let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2), reader.skip(":"),
            let second = reader.number(2), (1...12).contains(month),
            (1...LogInstant.days(in: month, of: year)).contains(day),
            hour < 24, minute < 60, second < 60,
            let fraction = reader.fraction(), let offset = reader.offset(), reader.isAtEnd
        else { return nil }
        let days = LogInstant.days(fromCivil: year, month, day)
        let seconds = days * 86_400 + hour * 3_600 + (minute - offset) * 60 + second
        self.init(milliseconds: seconds * 1_000 + fraction)
    }

    /// Reads RFC 3339 text with any offset from UTC; nil if it is not such text.
    public init?(rfc3339 text: String) { self.init(rfc3339: text.utf8) }

    public static func < (one: LogInstant, other: LogInstant) -> Bool {
        one.milliseconds < other.milliseconds
    }

    /// The instant as 24 characters in UTC: `2007-09-06T17:30:00.000Z`.
    public var description: String { String(decoding: utf8, as: UTF8.self) }

    /// The instant as ``description`` has it, in bytes.
    public var utf8: [UInt8] {
        let (days, time) = milliseconds.flooredQuotient(by: 86_400_000)
        let (year, month, day) = LogInstant.civil(fromDays: days)
        var text: [UInt8] = []
        text.reserveCapacity(24)
        func put(_ number: Int, _ width: Int, _ after: Unicode.Scalar) {
            var divisor = width == 4 ? 1_000 : width == 3 ? 100 : 10
            while divisor > 0 {
                text.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
                divisor /= 10
            }
            text.append(UInt8(ascii: after))
        }
        put(year, 4, "-")
        put(month, 2, "-")
        put(day, 2, "T")
        put(time / 3_600_000, 2, ":")
        put(time / 60_000 % 60, 2, ":")
        put(time / 1_000 % 60, 2, ".")
        put(time % 1_000, 3, "Z")
        return text
    }

    // MARK: - The proleptic Gregorian calendar

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    // Years begin in March here, so that the leap day is a year's last; an era is 400 years.
    private static func days(fromCivil year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = shifted.flooredQuotient(by: 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (days + 719_468).flooredQuotient(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
        )
    }
}

extension Int {
    /// Quotient and remainder, the remainder never negative.
    fileprivate func flooredQuotient(by divisor: Int) -> (Int, Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// Reads digits and signs off the front of a text.
private struct DigitReader<Iterator: IteratorProtocol<UInt8>> {
    private var rest: Iterator
    private var next: UInt8?

    init(_ iterator: Iterator) {
        rest = iterator
        next = rest.next()
    }

    var isAtEnd: Bool { next == nil }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        next = rest.next()
        return true
    }

    mutating func digit() -> Int? {
        guard let byte = next, byte &- UInt8(ascii: "0") < 10 else { return nil }
        next = rest.next()
        return Int(byte - UInt8(ascii: "0"))
    }

    mutating func number(_ width: Int) -> Int? {
        var value = 0
        for _ in 0..<width {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// The milliseconds after an optional point; nil if no digit follows the point.
    mutating func fraction() -> Int? {
        guard skip(".") else { return 0 }
        guard var value = digit() else { return nil }
        var width = 1
        while let digit = digit() {
            if width < 3 { value = value * 10 + digit }
            width = min(width + 1, 3)
        }
        while width < 3 {
            value *= 10
            width += 1
        }
        return value
    }

    /// Minutes east of UTC.
    mutating func offset() -> Int? {
        if skip("Z") { return 0 }
        let isWest = skip("-")
        guard isWest || skip("+"), let hours = number(2), skip(":"), let minutes = number(2), hours < 24,
            minutes < 60
        else { return nil }
        return (isWest ? -1 : 1) * (hours * 60 + minutes)
    }
}
