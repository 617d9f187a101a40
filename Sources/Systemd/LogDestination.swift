// Chooses where the daemon's log goes: to the journal under systemd, to people otherwise.

internal import Glibc
public import Logging

/// Where log events go.
public enum LogDestination: Sendable, Equatable {
    /// Structured entries by journald's native protocol.
    case journal
    /// Lines on standard error, in colour or not.
    case standardError(colored: Bool)

    /// What fits the process as it was started: the journal when standard error is connected to it, lines
    /// otherwise; coloured ones on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
    public static var detected: LogDestination {
        if StandardError.isJournal { return .journal }
        let isPlain = getenv("NO_COLOR") != nil || getenv("TERM").map { String(cString: $0) } == "dumb"
        return .standardError(colored: StandardError.isTerminal && !isPlain)
    }

    /// The handler for a logger of this destination.
    public func handler(
        label: String, level: Logger.Level, metadataProvider: Logger.MetadataProvider? = nil
    ) -> any LogHandler {
        switch self {
        case .journal:
            JournalLogHandler(label: label, level: level, metadataProvider: metadataProvider)
        case .standardError(let colored):
            TerminalLogHandler(
                label: label, level: level, colored: colored, metadataProvider: metadataProvider)
        }
    }
}

/// Makes every logger of the process write to where its log belongs. To be called once, before the first
/// logger is made (swift-log stops the process when it is called twice).
///
/// - Returns: the destination that was chosen.
@discardableResult
public func bootstrapLogging(level: Logger.Level = .info) -> LogDestination {
    let destination = LogDestination.detected
    LoggingSystem.bootstrap(
        { label, provider in destination.handler(label: label, level: level, metadataProvider: provider) },
        metadataProvider: nil)
    return destination
}
