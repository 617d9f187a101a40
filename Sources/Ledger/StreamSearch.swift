// Finding streams and their entries. Readers prepare these statements for one look; the writer keeps them,
// because most commands begin with such a look, and its own connection has the pages at hand that another
// one would have to read again after every commit.

/// The statements that find streams and their entries, on one connection.
struct StreamSearch {
    private let first: Statement
    private let next: Statement
    private let ofStream: Statement

    static let entries = "SELECT seq, body FROM entry WHERE stream = ?1 AND seq <= ?2 ORDER BY streamversion"

    init(_ connection: OpaquePointer) throws(StorageFailure) {
        first = try Statement(connection, "SELECT min(stream) FROM entry WHERE stream >= ?1")
        next = try Statement(connection, "SELECT min(stream) FROM entry WHERE stream > ?1")
        ofStream = try Statement(connection, Self.entries)
    }

    /// Streams whose name begins so, by name, `limit` at most.
    func streams(prefix: String, limit: Int) throws(StorageFailure) -> [String] {
        var found: [String] = []
        while found.count < limit {
            // The first may be the prefix itself; each of the others comes behind the one before.
            let statement = found.isEmpty ? first : next
            statement.bind(1, found.last ?? prefix)
            defer { statement.reset() }
            guard try statement.step() else { break }
            let stream = statement.text(0)
            guard !stream.isEmpty, stream.utf8.starts(with: prefix.utf8) else { break }
            found.append(stream)
        }
        return found
    }

    /// A stream's entries in order.
    func entries(stream: String) throws(StorageFailure) -> [StoredEntry] {
        ofStream.bind(1, stream)
        ofStream.bind(2, Int.max)
        defer { ofStream.reset() }
        return try ofStream.entries()
    }
}

extension Statement {
    /// The entries that a selection of `seq, body` gives.
    func entries() throws(StorageFailure) -> [StoredEntry] {
        var found: [StoredEntry] = []
        while try step() { found.append(StoredEntry(seq: integer(0), bytes: Array(bytes(1)))) }
        return found
    }
}

extension LedgerWriter {
    /// Streams whose name begins so, by name, `limit` at most; those of the open batch included.
    public func streams(prefix: String, limit: Int) throws(StorageFailure) -> [String] {
        try search.streams(prefix: prefix, limit: limit)
    }

    /// A stream's entries in order, those of the open batch included.
    public func entries(stream: String) throws(StorageFailure) -> [StoredEntry] {
        try search.entries(stream: stream)
    }
}
