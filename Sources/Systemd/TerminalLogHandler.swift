// The log handler for a daemon that somebody started by hand: one line an event, for people.

internal import Glibc
public import Logging

/// Writes log events to standard error, one line each: time, level, logger, message, metadata.
public struct TerminalLogHandler: LogHandler {
    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let colored: Bool

    /// - Parameter colored: whether levels are shown in colour; for a terminal only.
    public init(
        label: String, level: Logger.Level = .info, colored: Bool = false,
        metadataProvider: Logger.MetadataProvider? = nil
    ) {
        self.label = label
        self.logLevel = level
        self.colored = colored
        self.metadataProvider = metadataProvider
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let all = mergedMetadata(handler: metadata, provider: metadataProvider, event: event.metadata)
        StandardError.write(line(for: event, metadata: all, time: localTimeOfDay()))
    }

    /// The line of an event, line feed included.
    func line(for event: LogEvent, metadata: Logger.Metadata, time: String) -> String {
        let message = loggable(
            event.message.description, limit: JournalEntry.messageLimit, lineBreaks: .escaped)
        var line = "\(time) \(colored ? painted(event.level) : event.level.rawValue) \(label): \(message)"
        if let error = event.error, metadata["error"] == nil {
            line += " error=" + shown(String(describing: error))
        }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            let name = loggable(key, limit: JournalFieldName.limit, lineBreaks: .escaped)
            line += " \(name)=" + shown(value.description)
        }
        return line + "\n"
    }

    /// A value with spaces is quoted, so that the end of it can be seen.
    private func shown(_ value: String) -> String {
        let text = loggable(value, limit: JournalEntry.valueLimit, lineBreaks: .escaped)
        return text.isEmpty || text.contains(" ") ? "\"\(text)\"" : text
    }

    private func painted(_ level: Logger.Level) -> String {
        let code =
            switch level {
            case .trace, .debug: "2"
            case .info: "0"
            case .notice: "1"
            case .warning: "33"
            case .error: "31"
            case .critical: "1;31"
            }
        return "\u{1B}[\(code)m\(level.rawValue)\u{1B}[0m"
    }
}

/// The time of day as the machine's clock on the wall shows it, `22:55:01`.
private func localTimeOfDay() -> String {
    var now = time(nil)
    var parts = tm()
    guard localtime_r(&now, &parts) != nil else { return "--:--:--" }
    func twoDigits(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(twoDigits(parts.tm_hour)):\(twoDigits(parts.tm_min)):\(twoDigits(parts.tm_sec))"
}
