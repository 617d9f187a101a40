// What happens in the daemon's life that an operator or an auditor may want to be told of, each under an
// identifier of its own: `journalctl MESSAGE_ID=…` finds them in any year and any language, and
// `journalctl -x` explains them (systemd/minuted.catalog has a text for each; a test keeps them in step).

public import Logging

/// A kind of journal entry with a fixed message id.
///
/// The raw value is the event's name in the field `MINUTED_EVENT`. Names and ids are a format: searches and
/// alarms are built on them, so they are never changed and never used again for something else.
///
/// A part that does not know this module names the event in its metadata instead, `["event": "rejected"]`;
/// the journal handler adds the message id.
public enum JournalEvent: String, CaseIterable, Sendable {
    /// The process runs and knows its version and its state directory.
    case started
    /// The log is open, projections have caught up, requests are served.
    case ready
    /// A stop was asked for; what was accepted is being finished.
    case stopping
    /// Everything is written and closed; the last entry of a clean stop.
    case stopped
    /// The daemon cannot start: the state directory, the socket or something else cannot be used.
    case startFailed = "start-failed"
    /// Entries were added to the log (debug: one a commit).
    case appended
    /// A rule of the record refused a command.
    case rejected
    /// The other end of the socket may not do what it asked for.
    case refusedPeer = "refused-peer"
    /// A client sent what is not a message of the protocol; its connection was closed.
    case frameRefused = "frame-refused"
    /// A new generation of the projections is being folded.
    case rebuildStarted = "rebuild-started"
    /// The new generation is in use.
    case rebuildFinished = "rebuild-finished"
    /// A projection stopped at an entry that its fold could not take.
    case projectionFault = "projection-fault"
    /// The configuration was read again and is in force.
    case configurationReloaded = "configuration-reloaded"
    /// The configuration has an error; the former one stays in force, or the start is given up.
    case configurationRefused = "configuration-refused"
    /// The log is shorter than, or different from, a checkpoint that was already given out.
    case rollbackFound = "rollback-found"
    /// Writing or reading the log failed and the outcome is not known.
    case storageFault = "storage-fault"
    /// The file system of the state directory is nearly full.
    case diskLow = "disk-low"
    /// There is room again.
    case diskRecovered = "disk-recovered"

    /// The `MESSAGE_ID` of the journal: 32 lower-case hexadecimal digits (sd_journal_print(3)).
    public var messageID: String {
        switch self {
        case .started: "66c41f243fb64b4186ee21ebc5633fb8"
        case .ready: "d11a84a012c0428aa27c001ba262c0d8"
        case .stopping: "71940c22df704e17b622dee0fdda26bc"
        case .stopped: "1eee158bd3b54576804e2d228c2736aa"
        case .startFailed: "a4bf58b033cb455db797167726cbf9f5"
        case .appended: "d8976015b5b741f78d5cc45d172179e0"
        case .rejected: "128d42d1ef3b42abb9082f352790035e"
        case .refusedPeer: "acfd49202c1d448e90bbe7d1d1adb762"
        case .frameRefused: "f9fe8b24ee0e4b3185f3908554cc9d25"
        case .rebuildStarted: "05fdf5c8e2db4467af08b764a9502943"
        case .rebuildFinished: "dc59d45beffb452d855cd7b2addbf5e3"
        case .projectionFault: "8f1af8a52efa43a5bfe053af813c8ea2"
        case .configurationReloaded: "9845df9079f64aa6a6eea23e6d504f33"
        case .configurationRefused: "d8e464577d3348c8a3fbadb747a64721"
        case .rollbackFound: "3fe4f97d724a40b6b5e3a4ed1e81ae89"
        case .storageFault: "5053c186ff604e30a13126242d7370ec"
        case .diskLow: "762ec42322f747cfa7a312fb2cf00ff8"
        case .diskRecovered: "e617b2d9fdcd4c02bfbb16bee2ff070b"
        }
    }

    /// How loudly the event is said: `notice` belongs to ordinary operation, `warning` wants to be looked
    /// at, `error` needs somebody today, `critical` now.
    public var level: Logger.Level {
        switch self {
        case .appended: .debug
        case .rejected: .info
        case .started, .ready, .stopping, .stopped: .notice
        case .rebuildStarted, .rebuildFinished, .configurationReloaded, .diskRecovered: .notice
        case .refusedPeer, .frameRefused, .diskLow: .warning
        case .startFailed, .projectionFault, .configurationRefused: .error
        case .rollbackFound, .storageFault: .critical
        }
    }
}

extension Logger {
    /// Says that something happened, at the event's own level and under its message id.
    ///
    /// - Parameters:
    ///   - event: what happened.
    ///   - message: the sentence for people; has to be understood without the metadata.
    ///   - error: what caused it; becomes the field `MINUTED_ERROR`.
    ///   - metadata: values to search by; each becomes a field (see ``JournalFieldName``).
    public func report(
        _ event: JournalEvent,
        _ message: @autoclosure () -> Logger.Message,
        error: (any Error)? = nil,
        metadata: @autoclosure () -> Logger.Metadata = [:],
        file: String = #fileID,
        function: String = #function,
        line: UInt = #line
    ) {
        guard event.level >= logLevel else { return }
        var fields = metadata()
        fields[JournalEntry.eventKey] = .string(event.rawValue)
        if let error { fields["error"] = .string(String(describing: error)) }
        log(level: event.level, message(), metadata: fields, file: file, function: function, line: line)
    }
}
