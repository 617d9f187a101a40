// The moment at which a command is decided, given from outside so that the rules have no clock.

/// When a command is decided: as the world counts it and as the council's clocks show it.
public struct Moment: Sendable {
    /// The instant that becomes the entry's `recordedtime`.
    public let instant: Instant
    /// The same in the council's local time.
    public let local: CivilDateTime
    /// A number that differs from call to call, for identifiers that must say nothing.
    public let entropy: UInt64
    /// Whether the council's clocks ever show a local time: when they go forward, an hour is left out.
    public let isOnClocks: @Sendable (CivilDateTime) -> Bool

    public init(
        instant: Instant, local: CivilDateTime, entropy: UInt64,
        isOnClocks: @escaping @Sendable (CivilDateTime) -> Bool = { _ in true }
    ) {
        self.instant = instant
        self.local = local
        self.entropy = entropy
        self.isOnClocks = isOnClocks
    }

    /// Today, as the council's calendar has it.
    public var today: CivilDate { local.date }
}
