// A log event as the fields of one journal entry. Values only; JournalSocket.swift sends them.
// Bounds are set here: what a client sends ends up in metadata, and the journal keeps every byte.

internal import Logging

/// One entry of the journal: names and values in order.
struct JournalEntry {
    /// Metadata key that names a ``JournalEvent``; its message id is added to the entry.
    static let eventKey = "event"
    /// Metadata key that gives a message id outright, as 32 hexadecimal digits.
    static let messageIDKey = "messageId"

    /// Longest message and longest other value, in UTF-8 bytes.
    static let messageLimit = 8192
    static let valueLimit = 4096
    /// Most fields made of metadata; how many were left out is said in `MINUTED_FIELDS_DROPPED`.
    static let metadataFieldLimit = 64
    /// How deep dictionaries and arrays are followed; below that, their description is the value.
    private static let depthLimit = 4

    struct Field: Equatable {
        let name: String
        let value: String
    }

    private(set) var fields: [Field] = []
    private var metadataFields = 0
    private var dropped = 0

    /// - Parameters:
    ///   - metadata: all of it, the handler's, the provider's and the event's, already merged.
    init(label: String, event: LogEvent, metadata: Logger.Metadata) {
        add("MESSAGE", event.message.description, limit: Self.messageLimit)
        add("PRIORITY", String(Self.priority(of: event.level)))
        add("SYSLOG_IDENTIFIER", "minuted")
        add("CODE_FILE", event.file)
        add("CODE_LINE", String(event.line))
        add("CODE_FUNC", event.function)
        add("MINUTED_LOGGER", label)
        var rest = metadata
        if let messageID = Self.takeMessageID(from: &rest) { add("MESSAGE_ID", messageID) }
        if let error = event.error, rest["error"] == nil {
            addMetadata("error", .string(String(describing: error)), depth: 0)
        }
        for (key, value) in rest.sorted(by: { $0.key < $1.key }) { addMetadata(key, value, depth: 0) }
        if dropped > 0 { add("MINUTED_FIELDS_DROPPED", String(dropped)) }
    }

    /// syslog's priorities (syslog(3)); swift-log has no emergency and no alert.
    static func priority(of level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    /// A given id wins over the event's; one that is not an id stays behind as ordinary metadata.
    private static func takeMessageID(from metadata: inout Logger.Metadata) -> String? {
        if case .string(let given)? = metadata[messageIDKey], let id = normalizedMessageID(given) {
            metadata[messageIDKey] = nil
            return id
        }
        guard let name = metadata[eventKey] else { return nil }
        return JournalEvent(rawValue: name.description)?.messageID
    }

    private static func normalizedMessageID(_ text: String) -> String? {
        guard text.utf8.count <= 36 else { return nil }
        let digits = text.lowercased().filter { $0 != "-" }
        guard digits.utf8.count == 32,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        return digits
    }

    private mutating func add(_ name: String, _ value: String, limit: Int = JournalEntry.valueLimit) {
        fields.append(Field(name: name, value: loggable(value, limit: limit, lineBreaks: .kept)))
    }

    /// A dictionary becomes a field for each of its keys, an array several values of one field.
    private mutating func addMetadata(_ key: String, _ value: Logger.MetadataValue, depth: Int) {
        switch value {
        case .dictionary(let members) where depth < Self.depthLimit:
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                addMetadata(key + "_" + name, member, depth: depth + 1)
            }
        case .array(let elements) where depth < Self.depthLimit:
            for element in elements { addMetadata(key, element, depth: depth + 1) }
        case .string, .stringConvertible, .dictionary, .array:
            guard metadataFields < Self.metadataFieldLimit else {
                dropped += 1
                return
            }
            metadataFields += 1
            add(JournalFieldName(metadataKey: key).description, value.description)
        }
    }
}
