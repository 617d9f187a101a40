// The council's clocks: the present moment, and what local time it is there. The zone's rules are the
// system's (glibc and its time zone database), because they change by law and a static build has no others.

import Glibc
public import Governance
import Ledger
import Zones

/// Where the present moment and fresh random numbers come from.
public struct Clock: Sendable {
    public let now: @Sendable () -> Instant
    public let entropy: @Sendable () -> UInt64

    public init(now: @escaping @Sendable () -> Instant, entropy: @escaping @Sendable () -> UInt64) {
        self.now = now
        self.entropy = entropy
    }

    private static let bits = RandomBits()

    /// The machine's own clock.
    public static let system = Clock(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
                ?? .epoch
        },
        entropy: { bits.next() })
}

/// Local time in the council's zone.
///
/// glibc knows one zone at a time for the whole process, and a daemon keeps one council's record.
public struct CouncilClock: Sendable {
    /// The zone's name in the time zone database.
    public let zone: String

    /// The zone of that name.
    ///
    /// - Throws: ``UnknownZone`` if the system's database does not have it.
    public init(zone: String) throws(UnknownZone) {
        guard ZoneDatabase.has(zone) else { throw UnknownZone(zone: zone) }
        self.zone = zone
        // Another thread that starts a process reads the environment meanwhile, so it is changed only where it has to be.
        if getenv("TZ").map({ String(cString: $0) }) != ":\(zone)" { setenv("TZ", ":\(zone)", 1) }
        tzset()
    }

    /// The offset from UTC at an instant, in seconds east.
    public func offset(at instant: Instant) -> Int {
        var time = time_t(instant.seconds)
        var local = tm()
        localtime_r(&time, &local)
        return local.tm_gmtoff
    }

    /// What the council's clocks show at an instant.
    public func local(_ instant: Instant) -> CivilDateTime {
        CivilDateTime(instant, utcOffsetSeconds: offset(at: instant)) ?? CivilDateTime(startOf: .first)
    }

    /// The instant at which the council's clocks show a time. In the hour that is repeated in autumn it is
    /// the first of the two; in the hour left out in spring the same distance behind the change.
    public func instant(_ local: CivilDateTime) -> Instant {
        // The offset before a change holds until the change: try a day's beginning first, then refine.
        let guess = Instant(local, utcOffsetSeconds: 0) ?? .epoch
        let before = offset(at: guess.adding(seconds: -86_400) ?? guess)
        let first = Instant(local, utcOffsetSeconds: before) ?? guess
        let actual = offset(at: first)
        guard actual != before, let second = Instant(local, utcOffsetSeconds: actual) else { return first }
        return self.local(second) == local ? second : first
    }

    /// How often the council's clocks show a time: in spring an hour is left out, in autumn one comes twice.
    public func timesShown(_ local: CivilDateTime) -> Int {
        // On nearly every day the clocks do not change.
        if let guess = Instant(local, utcOffsetSeconds: 0), let before = guess.adding(seconds: -86_400),
            let after = guess.adding(seconds: 86_400), offset(at: before) == offset(at: after)
        {
            return 1
        }
        let first = instant(local)
        guard self.local(first) == local else { return 0 }
        return first.adding(seconds: 3_600).map { self.local($0) } == local ? 2 : 1
    }

    /// A local time as RFC 3339 with the offset that held then.
    public func rfc3339(_ local: CivilDateTime) -> String {
        let instant = instant(local)
        return instant.rfc3339(offsetMinutes: offset(at: instant) / 60) ?? instant.utc()
    }
}

/// A zone that the system's time zone database does not have.
public struct UnknownZone: Error, Sendable, CustomStringConvertible {
    public let zone: String

    public var description: String {
        "the time zone \"\(zone)\" is not in the system's database: install the package tzdata, or correct the name"
    }
}
