// Timestamps as RFC 3339 writes them: what the log's `time` and `recordedtime` hold.

/// A timestamp as RFC 3339 section 5.6 writes it: a moment and the offset it was written with.
public struct RFC3339: Hashable, Sendable {
    /// How many digits of a second are printed; finer ones are cut off, never rounded up.
    public enum Precision: Int, CaseIterable, Hashable, Sendable {
        case seconds = 0
        case milliseconds = 3
        case microseconds = 6
    }

    /// The moment.
    public let instant: Instant
    private let storedOffset: Int16

    /// Minutes ahead of UTC, −1439 to 1439; 0 for "Z" and for "-00:00", the offset that is not known.
    public var offsetMinutes: Int { Int(storedOffset) }

    /// A moment with an offset in minutes; nil when the offset is a day or more.
    public init?(_ instant: Instant, offsetMinutes: Int) {
        guard abs(clamped: offsetMinutes) < 1440 else { return nil }
        self.instant = instant
        storedOffset = Int16(truncatingIfNeeded: offsetMinutes)
    }

    /// The local time that was written, whole seconds only; nil just beyond the calendar's ends.
    public var local: CivilDateTime? { CivilDateTime(instant, utcOffsetSeconds: offsetMinutes * 60) }

    /// Reads a timestamp; nil for anything that the RFC's grammar does not allow.
    ///
    /// The offset is required. "t" and "z" may be small, as the RFC has it; a space for the "T" may not stand.
    /// Digits finer than a microsecond are cut off. The leap second 23:59:60 UTC, at a month's end only, is
    /// read as the second after it. The moment must lie in the years 1 to 9999, in UTC too.
    public init?(_ text: String) {
        let utf8 = text.utf8
        self.init(utf8.span)
    }

    /// Reads a timestamp from exactly these ASCII bytes, without making a string.
    public init?(_ bytes: Span<UInt8>) {
        guard bytes.count >= 20, let date = CivilDate(isoAtStartOf: bytes),
            bytes[10] | 0x20 == UInt8(ascii: "t"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Digits.number(bytes, 11, 2), hour < 24,
            let minute = Digits.number(bytes, 14, 2), minute < 60,
            let second = Digits.number(bytes, 17, 2), second <= 60,
            let (fraction, end) = RFC3339.fraction(bytes, at: 19),
            let offset = RFC3339.offset(bytes, at: end)
        else { return nil }
        let secondOfDay = Int64(hour * 3600 + minute * 60 + second)
        let seconds = Int64(date.dayNumber) * 86_400 + secondOfDay - Int64(offset) * 60
        guard second < 60 || RFC3339.followsLeapSecond(seconds),
            let whole = Instant(seconds: seconds),
            let instant = whole.adding(microseconds: Int64(second < 60 ? fraction : 0))
        else { return nil }
        self.init(instant, offsetMinutes: offset)
    }

    /// The digits of a second from `start`, as microseconds, and where they end.
    private static func fraction(_ bytes: Span<UInt8>, at start: Int) -> (Int, Int)? {
        guard start < bytes.count, bytes[start] == UInt8(ascii: ".") else { return (0, start) }
        var value = 0
        var index = start + 1
        while index < bytes.count, let digit = Digits.digit(bytes[index]) {
            if index - start <= 6 { value = value * 10 + digit }
            index += 1
        }
        let digits = index - start - 1
        guard digits > 0 else { return nil }
        for _ in min(digits, 6)..<6 { value *= 10 }
        return (value, index)
    }

    /// "Z" or "+01:00" from `start` to the end, in minutes.
    private static func offset(_ bytes: Span<UInt8>, at start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        if bytes[start] | 0x20 == UInt8(ascii: "z") { return bytes.count == start + 1 ? 0 : nil }
        let isBehind = bytes[start] == UInt8(ascii: "-")
        guard isBehind || bytes[start] == UInt8(ascii: "+"), bytes.count == start + 6,
            bytes[start + 3] == UInt8(ascii: ":"),
            let hours = Digits.number(bytes, start + 1, 2), hours < 24,
            let minutes = Digits.number(bytes, start + 4, 2), minutes < 60
        else { return nil }
        return (isBehind ? -1 : 1) * (hours * 60 + minutes)
    }

    /// Whether this is the first second of a month in UTC, before which a leap second can stand.
    private static func followsLeapSecond(_ seconds: Int64) -> Bool {
        guard let local = CivilDateTime(localSeconds: seconds) else { return false }
        return local.secondOfDay == 0 && local.date.day == 1
    }
}

extension RFC3339: CustomStringConvertible {
    /// The timestamp with its offset: "2007-08-02T16:30:00+01:00", and "Z" for none.
    ///
    /// Where that local time would lie beyond the calendar's ends it is written in UTC.
    public func text(_ precision: Precision = .seconds) -> String {
        guard let local else { return instant.utc(precision) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        RFC3339.append(local, instant.microsecondOfSecond, precision, to: &bytes)
        if offsetMinutes == 0 {
            bytes.append(UInt8(ascii: "Z"))
        } else {
            bytes.append(offsetMinutes < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
            Digits.append(Swift.abs(offsetMinutes) / 60, width: 2, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            Digits.append(Swift.abs(offsetMinutes) % 60, width: 2, to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The timestamp in full precision, for logs and debugging.
    public var description: String { text(.microseconds) }

    /// Appends date, time and as many digits of the second as asked for, without an offset.
    static func append(
        _ local: CivilDateTime, _ microsecond: Int, _ precision: Precision, to bytes: inout [UInt8]
    ) {
        local.appendISO(to: &bytes)
        if local.second == 0 { bytes.append(contentsOf: [58, 48, 48]) }
        guard precision != .seconds else { return }
        bytes.append(UInt8(ascii: "."))
        let value = precision == .milliseconds ? microsecond / 1000 : microsecond
        Digits.append(value, width: precision.rawValue, to: &bytes)
    }
}

extension Instant: CustomStringConvertible {
    /// Reads an RFC 3339 timestamp and forgets its offset; nil as `RFC3339.init` has it.
    public init?(rfc3339 text: String) {
        guard let timestamp = RFC3339(text) else { return nil }
        self = timestamp.instant
    }

    /// The moment in UTC as RFC 3339 has it: "2007-08-02T15:30:00Z".
    public func utc(_ precision: RFC3339.Precision = .seconds) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(27)
        appendUTC(precision, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the ASCII bytes of `utc`.
    public func appendUTC(_ precision: RFC3339.Precision = .seconds, to bytes: inout [UInt8]) {
        // An instant's range is that of the calendar in UTC, so the local time always exists.
        guard let local = CivilDateTime(localSeconds: seconds) else { return }
        RFC3339.append(local, microsecondOfSecond, precision, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    /// The moment as RFC 3339 has it for a clock so many minutes ahead of UTC: "2007-08-02T16:30:00+01:00".
    ///
    /// Nil when the offset is a day or more.
    public func rfc3339(offsetMinutes: Int, _ precision: RFC3339.Precision = .seconds) -> String? {
        RFC3339(self, offsetMinutes: offsetMinutes)?.text(precision)
    }

    /// The moment in UTC in full precision, for logs and debugging.
    public var description: String { utc(.microseconds) }
}
