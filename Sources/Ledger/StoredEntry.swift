// Finding single entries, a stream's entries, and entries of certain types.

/// An entry as it is stored.
public struct StoredEntry: Sendable, Equatable {
    /// Its number, from 1.
    public let seq: Int
    /// Its bytes, as hashed and exported.
    public let bytes: [UInt8]

    /// Its attributes and payload.
    public func envelope() throws(EnvelopeError) -> Envelope { try Envelope(stored: bytes) }
}

extension LedgerStore {
    /// The entry with this number; nil if there is none.
    public func entry(seq: Int) throws(StorageFailure) -> StoredEntry? {
        try entries("SELECT seq, body FROM entry WHERE seq = ?1") { $0.bind(1, seq) }.first
    }

    /// The entry with this id; nil if there is none.
    public func entry(id: String) throws(StorageFailure) -> StoredEntry? {
        try entries("SELECT seq, body FROM entry WHERE id = ?1") { $0.bind(1, id) }.first
    }

    /// The entries whose id begins so, by id, `limit` at most: two of them tell that the prefix is ambiguous.
    public func entries(idPrefix: String, limit: Int = 2) throws(StorageFailure) -> [StoredEntry] {
        try entries("SELECT seq, body FROM entry WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3") {
            $0.bind(1, idPrefix)
            $0.bind(2, idPrefix + Self.afterAll)
            $0.bind(3, limit)
        }
    }

    /// A stream's entries in order.
    ///
    /// - Parameter upTo: the last number to look at, for what was known then.
    public func entries(stream: String, upTo: Int = .max) throws(StorageFailure) -> [StoredEntry] {
        try entries(StreamSearch.entries) {
            $0.bind(1, stream)
            $0.bind(2, upTo)
        }
    }

    /// The version of a stream; 0 if it does not exist.
    public func version(ofStream stream: String) throws(StorageFailure) -> Int {
        try read { connection in
            let statement = try Statement(
                connection, "SELECT coalesce(max(streamversion), 0) FROM entry WHERE stream = ?")
            statement.bind(1, stream)
            return try statement.step() ? statement.integer(0) : 0
        }
    }

    /// Streams whose name begins so, by name, `limit` at most: `meeting/malap-2007-` finds those of 2007.
    ///
    /// One step in the index for each stream found, however long the streams are.
    public func streams(prefix: String, limit: Int) throws(StorageFailure) -> [String] {
        try read { try StreamSearch($0).streams(prefix: prefix, limit: limit) }
    }

    /// The numbers of all entries of these types, in order, from the index alone.
    public func seqs(ofTypes types: [String], upTo: Int = .max) throws(StorageFailure) -> [Int] {
        try read { connection in
            let statement = try Statement(
                connection, "SELECT seq FROM entry INDEXED BY entry_type WHERE type = ?1 AND seq <= ?2")
            var found: [Int] = []
            for type in Set(types) {
                statement.bind(1, type)
                statement.bind(2, upTo)
                while try statement.step() { found.append(statement.integer(0)) }
                statement.reset()
            }
            return found.sorted()
        }
    }

    /// Goes through all entries of these types, in order, without scanning the log.
    ///
    /// - Parameter body: gets an entry's number and bytes; the bytes are gone when it returns.
    public func forEach(
        ofTypes types: [String], upTo: Int = .max, _ body: (Int, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let seqs = try seqs(ofTypes: types, upTo: upTo)
        try passingThrough { connection in
            let statement = try Statement(connection, "SELECT body FROM entry WHERE seq = ?1")
            for seq in seqs {
                statement.bind(1, seq)
                defer { statement.reset() }
                guard try statement.step() else { continue }
                try body(seq, statement.bytes(0))
            }
        }
    }

    /// The last entry recorded at this instant or before it; 0 if there is none.
    ///
    /// Recorded times never run backwards, so halving finds it in a few reads.
    public func lastSeq(recordedBy time: LogInstant) throws(StorageFailure) -> Int {
        let limit = time.description
        return try read { connection in
            let statement = try Statement(connection, "SELECT recordedtime FROM entry WHERE seq = ?1")
            var known = 0
            var beyond = try Schema.integer(connection, "SELECT coalesce(max(seq), 0) FROM entry") + 1
            while beyond - known > 1 {
                let middle = known + (beyond - known) / 2
                statement.bind(1, middle)
                defer { statement.reset() }
                let isKnown = try statement.step() && statement.text(0) <= limit
                (known, beyond) = isKnown ? (middle, beyond) : (known, middle)
            }
            return known
        }
    }

    func entries(
        _ sql: String, _ bind: (Statement) -> Void
    ) throws(StorageFailure) -> [StoredEntry] {
        try read { connection in
            let statement = try Statement(connection, sql)
            bind(statement)
            return try statement.entries()
        }
    }

    /// Sorts after every character that an id or a stream has.
    static var afterAll: String { "\u{10FFFF}" }
}
