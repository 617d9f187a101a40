// Times as people at the council read them: by the council's clocks, whatever the machine's zone is.

public import Governance

/// How instants are written in text.
public struct LocalTime: Sendable, Equatable {
    /// The zone's name; nil where it is not known, and times are in UTC and say so.
    public let zone: String?
    private let offset: @Sendable (Instant) -> Int

    /// - Parameters:
    ///   - zone: the zone's name in the time zone database.
    ///   - offset: the seconds by which the zone's clocks are east of UTC at an instant.
    public init(zone: String, offset: @escaping @Sendable (Instant) -> Int) {
        (self.zone, self.offset) = (zone, offset)
    }

    private init() { (zone, offset) = (nil, { _ in 0 }) }

    /// Where no zone is known.
    public static let utc = LocalTime()

    public static func == (one: LocalTime, other: LocalTime) -> Bool { one.zone == other.zone }

    /// An RFC 3339 time in words: "3 August 2007, 10.15am". What is no such time stays as it is.
    public func words(_ text: String) -> String {
        guard let instant = RFC3339(text)?.instant,
            let time = CivilDateTime(instant, utcOffsetSeconds: offset(instant))
        else { return text }
        return time.listed + (zone == nil ? " UTC" : "")
    }
}
