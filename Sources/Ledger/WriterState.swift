// What the writer knows of the log's end without asking the file, and can take back on a rollback.

import GRDBSQLite

struct WriterState {
    /// The last entry's place; 0 in an empty log.
    var lastSeq = 0
    var lastRecordedTime = LogInstant.earliest
    /// The `source` of every entry; nil until there is a genesis entry.
    var source: String?
    var identifiers: IdentifierMaker
    /// The versions of streams that were written to of late. Bounded: a log has as many streams as it likes.
    private(set) var versions: [String: Int] = [:]

    init(random: @escaping () -> UInt64) { identifiers = IdentifierMaker(random: random) }

    mutating func note(_ stream: String, version: Int) {
        if versions.count >= 8_192 { versions.removeAll(keepingCapacity: true) }
        versions[stream] = version
    }

    /// Reads where the log ends.
    mutating func load(_ connection: OpaquePointer) throws(StorageFailure) {
        let last = try Statement(connection, "SELECT body FROM entry ORDER BY seq DESC LIMIT 1")
        guard try last.step() else { return }
        let envelope = try Self.envelope(last.bytes(0))
        lastSeq = envelope.seq
        lastRecordedTime = LogInstant(rfc3339: envelope.recordedTime) ?? .earliest
        source = envelope.source
        identifiers.follow(envelope.id)
    }

    private static func envelope(_ bytes: UnsafeRawBufferPointer) throws(StorageFailure) -> Envelope {
        do { return Envelope(try EntryView(bytes)) } catch {
            throw StorageFailure(operation: "read the last entry", code: 0, message: error.description)
        }
    }
}
