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
        try index.read { connection in
            let found = try connection.entry(seq)
            if found == nil, seq >= 1, seq <= index.last { throw missing(seq) }
            return found
        }
    }

    /// The entry with this id; nil if there is none.
    public func entry(id: String) throws(StorageFailure) -> StoredEntry? {
        guard let found = try entries(idPrefix: id, limit: 1).first else { return nil }
        return (try? found.envelope().id) == id ? found : nil
    }

    /// The entries whose id begins so, by id, `limit` at most: two of them tell that the prefix is ambiguous.
    ///
    /// Ids grow with the numbers, so halving finds them in a few reads.
    public func entries(idPrefix: String, limit: Int = 2) throws(StorageFailure) -> [StoredEntry] {
        let prefix = Array(idPrefix.utf8)
        let first = try firstSeq { !$0.id.raw.lexicographicallyPrecedes(prefix) }
        var found: [StoredEntry] = []
        for seq in first..<first + max(0, limit) {
            guard let entry = try entry(seq: seq),
                (try? entry.envelope().id.utf8.starts(with: prefix)) == true
            else { break }
            found.append(entry)
        }
        return found
    }

    /// A stream's entries in order.
    ///
    /// - Parameter upTo: the last number to look at, for what was known then.
    public func entries(stream: String, upTo: Int = .max) throws(StorageFailure) -> [StoredEntry] {
        try index.read { connection in
            try index.seqs(stream: stream, upTo: upTo, connection).map { seq in
                guard let entry = try connection.entry(seq) else { throw missing(seq) }
                return entry
            }
        }
    }

    /// The version of a stream; 0 if it does not exist.
    public func version(ofStream stream: String) throws(StorageFailure) -> Int {
        try index.read { try index.version(of: stream, $0) }
    }

    /// Streams whose name begins so, by name, `limit` at most: `meeting/malap-2007-` finds those of 2007.
    ///
    /// One step in the index for each stream found, however long the streams are.
    public func streams(prefix: String, limit: Int) throws(StorageFailure) -> [String] {
        try index.read { try index.streams(prefix: prefix, limit: limit, $0) }
    }

    /// The numbers of all entries of these types, in order, from the index alone.
    public func seqs(ofTypes types: [String], upTo: Int = .max) throws(StorageFailure) -> [Int] {
        try index.read { connection in
            var found: [Int] = []
            for type in Set(types) { found += try index.seqs(type: type, upTo: upTo, connection) }
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
        try index.passingThrough { connection in
            let statement = try Statement(connection.handle, EntryReading.one)
            for seq in seqs {
                statement.bind(1, seq)
                defer { statement.reset() }
                guard try statement.step() else { throw missing(seq) }
                try body(seq, statement.bytes(0))
            }
        }
    }

    /// The last entry recorded at this instant or before it; 0 if there is none.
    ///
    /// An entry counts as recorded no later than those behind it: where these have an earlier time, the clock had
    /// been ahead (see ``LogInstant/tolerance``).
    public func lastSeq(recordedBy time: LogInstant) throws(StorageFailure) -> Int {
        let limit = Array(time.description.utf8)
        let steps = try index.read { try index.stepsBack($0) }
        // Between two steps back times never run backwards. Whatever stands before a step that is known is known.
        let known = steps.lastIndex { !limit.lexicographicallyPrecedes($0.recordedTime.utf8) }
        let first = known.map { steps[$0].seq } ?? 1
        let next = known.map { $0 + 1 } ?? 0
        let end = next < steps.count ? steps[next].seq - 1 : index.last
        return try firstSeq(in: first...max(first, end)) {
            limit.lexicographicallyPrecedes($0.recordedTime.raw)
        } - 1
    }

    /// The first entry of which something holds that holds for all behind it; the one behind the last if for none.
    private func firstSeq(
        in range: ClosedRange<Int>? = nil, _ holds: (EntryView) -> Bool
    ) throws(StorageFailure) -> Int {
        try index.read { connection in
            var low = range?.lowerBound ?? 1
            var high = min(range?.upperBound ?? .max, index.last) + 1
            let statement = try connection.statement(EntryReading.one)
            while low < high {
                let middle = low + (high - low) / 2
                statement.bind(1, middle)
                defer { statement.reset() }
                guard try statement.step() else { throw missing(middle) }
                if holds(try EntryView(statement.bytes(0))) { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }

    /// An entry is not there that has to be.
    func missing(_ seq: Int) -> StorageFailure {
        let problem = "entry \(seq) is missing"
        health.note(problem)
        return StorageFailure(operation: "read the log", code: 0, message: problem)
    }
}

extension Connection {
    /// The entry with this number; nil if there is none.
    func entry(_ seq: Int) throws(StorageFailure) -> StoredEntry? {
        let statement = try statement(EntryReading.one)
        statement.bind(1, seq)
        defer { statement.reset() }
        return try statement.step() ? StoredEntry(seq: seq, bytes: Array(statement.bytes(0))) : nil
    }
}
