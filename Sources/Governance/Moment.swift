// The moment at which a command is decided, given from outside so that the rules have no clock.

/// When a command is decided: as the world counts it and as the council's clocks show it.
public struct Moment: Sendable, Equatable {
    /// The instant that becomes the entry's `recordedtime`.
    public let instant: Instant
    /// The same in the council's local time.
    public let local: CivilDateTime
    /// A number that differs from call to call, for identifiers that must say nothing.
    public let entropy: UInt64

    public init(instant: Instant, local: CivilDateTime, entropy: UInt64) {
        self.instant = instant
        self.local = local
        self.entropy = entropy
    }

    /// Today, as the council's calendar has it.
    public var today: CivilDate { local.date }
}
