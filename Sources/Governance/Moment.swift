// The moment at which a command is decided, given from outside so that the rules have no clock.

/// When a command is decided: as the world counts it and as the council's clocks show it.
public struct Moment: Sendable {
    /// The instant that becomes the entry's `recordedtime`.
    public let instant: Instant
    /// The same in the council's local time.
    public let local: CivilDateTime
    /// A number that differs from call to call, for identifiers that must say nothing.
    public let entropy: UInt64
    /// How often the council's clocks show a local time: not at all in the hour that is left out when they go forward,
    /// twice in the hour that comes again when they go back.
    public let timesShown: @Sendable (CivilDateTime) -> Int

    public init(
        instant: Instant, local: CivilDateTime, entropy: UInt64,
        timesShown: @escaping @Sendable (CivilDateTime) -> Int = { _ in 1 }
    ) {
        self.instant = instant
        self.local = local
        self.entropy = entropy
        self.timesShown = timesShown
    }

    /// Today, as the council's calendar has it.
    public var today: CivilDate { local.date }
}
