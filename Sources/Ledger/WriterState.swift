// What the writer knows of the log's end without asking the file, and can take back on a rollback.

struct WriterState {
    /// The last entry's place; 0 in an empty log.
    var lastSeq = 0
    var lastRecordedTime = LogInstant.earliest
    /// The `source` of every entry; nil until there is a genesis entry.
    var source: String?
    var identifiers: IdentifierMaker
    init(random: @escaping () -> UInt64) { identifiers = IdentifierMaker(random: random) }

    /// Reads where the log ends.
    ///
    /// - Returns: what is wrong with the last entry; nil if nothing is. Then nothing may be appended behind it.
    mutating func load(_ connection: Connection) throws(StorageFailure) -> String? {
        let last = try Statement(connection.handle, "SELECT seq, body FROM entry ORDER BY seq DESC LIMIT 1")
        guard try last.step() else { return nil }
        lastSeq = last.integer(0)
        let envelope: Envelope
        do { envelope = Envelope(try EntryView(last.bytes(1))) } catch {
            return "entry \(lastSeq), the last one, cannot be read: \(error.description)"
        }
        lastRecordedTime = LogInstant(rfc3339: envelope.recordedTime) ?? .earliest
        source = envelope.source
        identifiers.follow(envelope.id)
        return nil
    }
}

/// The versions of streams that were written to of late.
///
/// Apart from ``WriterState``, which is copied for every command. Bounded: a log has as many streams as it
/// likes, and one that is not here is found in the index.
struct StreamVersions {
    private var known: [String: Int] = [:]

    subscript(stream: String) -> Int? { known[stream] }

    mutating func note(_ stream: String, _ version: Int) {
        if known.count >= 8_192 { forget() }
        known[stream] = version
    }

    /// After a rollback nothing that was noted can be relied on.
    mutating func forget() { known.removeAll(keepingCapacity: true) }
}
