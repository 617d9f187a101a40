// The machine's clock: if it is set far ahead while the daemon runs, nothing is recorded until it is right again, or
// somebody says that it is by restarting minuted. What was recorded at a wrong time cannot be taken back.

import Glibc
import Synchronization

/// Compares the clock with the time that has passed since the start. Safe to use from any thread.
final class ClockWatch: Sendable {
    /// How far ahead the clock may get, in milliseconds: a day and a half, beyond any change of zone or season.
    static let limit = 36 * 3_600_000

    private let clock: @Sendable () -> Int
    private let running: @Sendable () -> Int
    /// The smallest difference between the two that was seen.
    private let difference: Mutex<Int>

    /// - Parameters:
    ///   - clock: the time, in milliseconds.
    ///   - running: milliseconds that pass whatever the clock is set to, also while the machine sleeps.
    init(clock: @escaping @Sendable () -> Int, running: @escaping @Sendable () -> Int) {
        (self.clock, self.running) = (clock, running)
        difference = Mutex(clock() - running())
    }

    /// The machine's own clocks.
    convenience init() {
        self.init(clock: { Self.read(CLOCK_REALTIME) }, running: { Self.read(CLOCK_BOOTTIME) })
    }

    private static func read(_ clock: clockid_t) -> Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }

    /// Why nothing may be recorded; nil if the clock can be right.
    func reason() -> String? {
        let now = clock() - running()
        let ahead = difference.withLock { difference in
            difference = min(difference, now)
            return now - difference
        }
        guard ahead > Self.limit else { return nil }
        return
            "the machine's clock jumped ahead by \(ahead / 3_600_000) hours while minuted was running. Nothing is "
            + "recorded until the clock is set back. If it is right now, restart minuted: systemctl restart minuted"
    }
}
