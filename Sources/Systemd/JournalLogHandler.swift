// The log handler of a daemon under systemd: structured entries for the journal.

public import Logging

/// Sends log events to the journal with their metadata as fields that can be searched for.
///
/// | field | from |
/// |---|---|
/// | `MESSAGE`, `PRIORITY`, `CODE_FILE`, `CODE_LINE`, `CODE_FUNC` | the event |
/// | `MESSAGE_ID` | metadata `messageId`, or the ``JournalEvent`` named by metadata `event` |
/// | `MINUTED_LOGGER` | the logger's label |
/// | `MINUTED_…` | every other metadata key: `commandId` becomes `MINUTED_COMMAND_ID` |
///
/// Lengths and the number of fields are bounded, control characters escaped.
public struct JournalLogHandler: LogHandler {
    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?

    private let label: String

    public init(label: String, level: Logger.Level = .info, metadataProvider: Logger.MetadataProvider? = nil)
    {
        self.label = label
        self.logLevel = level
        self.metadataProvider = metadataProvider
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let all = mergedMetadata(handler: metadata, provider: metadataProvider, event: event.metadata)
        let entry = JournalEntry(label: label, event: event, metadata: all)
        guard JournalSocket.send(entry) != 0 else { return }
        // Standard error is the journal's own stream here: another way to the same place.
        let message = loggable(
            event.message.description, limit: JournalEntry.messageLimit, lineBreaks: .escaped)
        StandardError.write("<\(JournalEntry.priority(of: event.level))>\(message)\n")
    }
}

/// Metadata of all three origins; what is nearer to the call wins.
func mergedMetadata(
    handler: Logger.Metadata, provider: Logger.MetadataProvider?, event: Logger.Metadata?
) -> Logger.Metadata {
    var all = handler
    if let provided = provider?.get() { all.merge(provided) { _, nearer in nearer } }
    if let event { all.merge(event) { _, nearer in nearer } }
    return all
}
