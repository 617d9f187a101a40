// The keys of a log as a text file, `vkey`: the first key alone on the first line, as note tools have it, and for
// each that succeeded a line with the number of the entry from which on it signs.

extension KeyHistory {
    /// The keys as text.
    public var text: String {
        epochs.enumerated().map { place, epoch in
            place == 0 ? "\(epoch.key)\n" : "\(epoch.key) \(epoch.firstSize)\n"
        }.joined()
    }

    /// Reads what ``text`` gives, with or without the last line end.
    ///
    /// That the keys did succeed each other is what the log's own entries show.
    ///
    /// - Throws: `KeyError`, or ``KeyHistoryError``.
    public init(parsing text: String) throws {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first else { throw KeyError.malformed }
        try self.init(first: try VerifierKey(parsing: String(first)))
        for line in lines.dropFirst() where !line.isEmpty {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 2, let size = Decimal.parse(parts[1].utf8) else { throw KeyError.malformed }
            try succeed(with: VerifierKey(parsing: String(parts[0])), closingSize: size)
        }
    }

    /// Whether another history is this one, or its beginning: an older copy.
    public func continues(_ other: KeyHistory) -> Bool {
        guard other.epochs.count <= epochs.count else { return false }
        return zip(other.epochs, epochs).allSatisfy { $0.key == $1.key && $0.firstSize == $1.firstSize }
    }
}
