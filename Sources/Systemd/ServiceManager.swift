// What a daemon tells the service manager that started it: ready, what it is doing, that it is alive.
// Started by hand there is nobody to tell, and every call does nothing.

internal import CSystemd
internal import Glibc

/// The service manager that started this process (sd_notify(3)).
///
/// Every call may be made from any thread. None of them fails the caller: a daemon that keeps a record
/// goes on keeping it when it cannot say so; what became of the message is returned for those who ask.
public struct ServiceManager: Sendable {
    /// What became of a message.
    public enum Delivery: Sendable, Equatable {
        case delivered
        /// `NOTIFY_SOCKET` is not set: the process was started by hand.
        case noServiceManager
        /// The socket refused the message, with this `errno`.
        case failed(errno: Int32)
    }

    /// How often to call ``watchdogPing()``: half of the unit's `WatchdogSec=`, as sd_watchdog_enabled(3)
    /// advises. Nil when the unit has no watchdog or it watches another process.
    public let watchdogInterval: Duration?

    /// Reads the watchdog's time from the environment; `NOTIFY_SOCKET` is looked up at each message.
    public init() {
        var microseconds: UInt64 = 0
        let enabled = sd_watchdog_enabled(0, &microseconds) > 0
        watchdogInterval = enabled ? .microseconds(Int64(clamping: microseconds / 2)) : nil
    }

    /// Start-up (or a reload) is finished and requests are served.
    @discardableResult
    public func ready(status: String? = nil) -> Delivery {
        send(.ready(status: status))
    }

    /// One line for `systemctl status`. Longer than 1,024 bytes it is cut.
    @discardableResult
    public func status(_ text: String) -> Delivery {
        send(Notification().adding("STATUS", text))
    }

    /// The configuration is being read again; ``ready(status:)`` has to follow, also when it was refused.
    @discardableResult
    public func reloading(status: String? = nil) -> Delivery {
        send(.reloading(atMonotonicMicroseconds: monotonicMicroseconds(), status: status))
    }

    /// The daemon is on its way out.
    @discardableResult
    public func stopping(status: String? = nil) -> Delivery {
        send(.stopping(status: status))
    }

    /// Asks for more time to start, reload or stop: at least `duration` from now. To be repeated before it
    /// has passed, for as long as the work goes on.
    @discardableResult
    public func extendTimeout(by duration: Duration) -> Delivery {
        send(.extendTimeout(by: duration))
    }

    /// Says that the daemon is alive. To be called by what would stand still if the daemon did.
    @discardableResult
    public func watchdogPing() -> Delivery {
        send(Notification().adding("WATCHDOG", "1"))
    }

    private func send(_ notification: Notification) -> Delivery {
        let outcome = sd_notify(0, notification.text)
        if outcome > 0 { return .delivered }
        return outcome == 0 ? .noServiceManager : .failed(errno: -outcome)
    }
}

/// CLOCK_MONOTONIC in microseconds, the clock that systemd compares `MONOTONIC_USEC` with.
private func monotonicMicroseconds() -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(clamping: now.tv_sec) * 1_000_000 + UInt64(clamping: now.tv_nsec) / 1_000
}
