// A moment in universal time, and its way to and from the civil clock of a place whose offset is known.

/// A moment in universal time, to the microsecond, in the years 1 to 9999.
///
/// Leap seconds are not counted, as in POSIX time. Which offset a place had at a moment is not known here:
/// whoever holds the time zone database gives it.
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since 1 January 1970, 00:00 UTC; negative before it.
    public let microseconds: Int64

    /// 1 January of year 1, 00:00 UTC.
    public static let first = Instant(unchecked: Int64(CivilDate.first.dayNumber) * 86_400_000_000)
    /// The last microsecond of the year 9999.
    public static let last = Instant(unchecked: (Int64(CivilDate.last.dayNumber) + 1) * 86_400_000_000 - 1)
    /// 1 January 1970, 00:00 UTC.
    public static let epoch = Instant(unchecked: 0)

    /// The moment so many microseconds after 1 January 1970 UTC; nil outside the years 1 to 9999.
    public init?(microseconds: Int64) {
        guard microseconds >= Instant.first.microseconds, microseconds <= Instant.last.microseconds else {
            return nil
        }
        self.microseconds = microseconds
    }

    private init(unchecked microseconds: Int64) { self.microseconds = microseconds }

    /// The moment so many whole seconds after 1 January 1970 UTC; nil outside the years 1 to 9999.
    public init?(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return nil }
        self.init(microseconds: product)
    }

    public static func < (one: Instant, other: Instant) -> Bool { one.microseconds < other.microseconds }

    /// Whole seconds since 1 January 1970 UTC, rounded towards the past.
    public var seconds: Int64 { microseconds.flooredQuotientAndRemainder(by: 1_000_000).quotient }

    /// Microseconds past the whole second, 0 to 999,999.
    public var microsecondOfSecond: Int {
        Int(microseconds.flooredQuotientAndRemainder(by: 1_000_000).remainder)
    }

    /// The moment so many microseconds later (earlier when negative); nil out of range.
    public func adding(microseconds more: Int64) -> Instant? {
        let (sum, overflow) = microseconds.addingReportingOverflow(more)
        return overflow ? nil : Instant(microseconds: sum)
    }

    /// The moment so many seconds later (earlier when negative); nil out of range.
    public func adding(seconds: Int64) -> Instant? {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        return overflow ? nil : adding(microseconds: product)
    }

    /// How many microseconds later `other` is; negative when it is earlier.
    public func microseconds(until other: Instant) -> Int64 { other.microseconds - microseconds }

    /// The moment at which a clock that is `utcOffsetSeconds` ahead of UTC shows this local time.
    ///
    /// Nil when it lies outside the years 1 to 9999 or the offset is a day or more.
    public init?(_ local: CivilDateTime, utcOffsetSeconds: Int) {
        guard abs(clamped: utcOffsetSeconds) < 86_400 else { return nil }
        self.init(seconds: local.localSeconds - Int64(utcOffsetSeconds))
    }
}

extension CivilDateTime {
    /// What a clock that is `utcOffsetSeconds` ahead of UTC shows at a moment, whole seconds only.
    ///
    /// Nil when it lies outside the years 1 to 9999 or the offset is a day or more.
    public init?(_ instant: Instant, utcOffsetSeconds: Int) {
        guard abs(clamped: utcOffsetSeconds) < 86_400 else { return nil }
        self.init(localSeconds: instant.seconds + Int64(utcOffsetSeconds))
    }
}

/// The magnitude of a number, without the trap of the one number that has none.
func abs(clamped value: Int) -> Int { value == .min ? .max : Swift.abs(value) }
