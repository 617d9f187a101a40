// One datagram to the service manager: assignments, one a line, as sd_notify(3) describes them.
// Values are made harmless here, so that a status text can never smuggle in an assignment of its own.

/// The text of one notification.
struct Notification: Equatable {
    /// systemd drops datagrams longer than PIPE_BUF (4,096 bytes); a status has to leave room for the rest.
    static let statusLimit = 1024

    private(set) var text = ""

    init() {}

    /// Adds `NAME=value`. Line breaks and control characters in the value are escaped.
    func adding(_ name: StaticString, _ value: String) -> Notification {
        var next = self
        if !next.text.isEmpty { next.text += "\n" }
        next.text += "\(name)=" + loggable(value, limit: Self.statusLimit, lineBreaks: .escaped)
        return next
    }

    /// Adds `STATUS=` when there is a text to show.
    func adding(status: String?) -> Notification {
        guard let status else { return self }
        return adding("STATUS", status)
    }

    static func ready(status: String?) -> Notification {
        Notification().adding("READY", "1").adding(status: status)
    }

    /// `MONOTONIC_USEC` has to be of the moment when reloading began (sd_notify(3), Type=notify-reload).
    static func reloading(atMonotonicMicroseconds now: UInt64, status: String?) -> Notification {
        Notification().adding("RELOADING", "1").adding("MONOTONIC_USEC", String(now)).adding(status: status)
    }

    static func stopping(status: String?) -> Notification {
        Notification().adding("STOPPING", "1").adding(status: status)
    }

    static func extendTimeout(by duration: Duration) -> Notification {
        Notification().adding("EXTEND_TIMEOUT_USEC", String(wholeMicroseconds(duration)))
    }
}

/// A duration in microseconds: negative ones are 0, those too long to count are the longest.
func wholeMicroseconds(_ duration: Duration) -> UInt64 {
    let (seconds, attoseconds) = duration.components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    let (whole, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000)
    let (sum, carry) = whole.addingReportingOverflow(UInt64(attoseconds) / 1_000_000_000_000)
    return overflow || carry ? .max : sum
}
