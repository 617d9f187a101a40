// A batch of entries hashed ahead of verification, so that batches run in parallel.

/// Entries' hashes on their way into verification.
public struct HashedBatch: Sendable {
    /// Number of entries.
    public let count: Int
    /// How many entries of the log come before.
    let start: UInt64
    let hashes: LeafHashes
    /// The entries themselves where one is longer than an entry can be, so that it is named.
    let overlong: EntryBatch?

    /// Hashes entries on the calling thread.
    ///
    /// - Parameter start: how many entries of the log come before them.
    public init(_ batch: EntryBatch, after start: UInt64) {
        count = batch.count
        self.start = start
        hashes = LeafHashes(batch, after: start, parallel: false)
        let isOverlong = (0..<batch.count).contains { batch.range(at: $0).count > TreeLimit.entryBytes }
        overlong = isOverlong ? batch : nil
    }
}

extension LogVerifier {
    /// Takes the next entries of the log, hashed already.
    ///
    /// - Returns: false if they are not the next ones; they are not taken then.
    public mutating func append(_ hashed: HashedBatch) -> Bool {
        guard hashed.start == size else { return false }
        if let overlong = hashed.overlong {
            append(overlong)
        } else {
            take(hashed.hashes, count: hashed.count)
        }
        return true
    }
}
