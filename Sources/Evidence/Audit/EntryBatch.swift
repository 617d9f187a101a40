// Entries on their way into verification: their bytes one after the other in one buffer, so that a scan of a
// million entries allocates nothing for each.

/// A run of entries in log order.
public struct EntryBatch: Sendable {
    /// The bytes of all entries, one after the other.
    public private(set) var bytes: [UInt8] = []
    // Where each entry ends in `bytes`.
    private var ends: [Int] = []

    /// An empty batch.
    public init() {}

    /// A batch of these entries.
    public init(_ entries: some Sequence<[UInt8]>) {
        for entry in entries { append(entry) }
    }

    /// Number of entries.
    public var count: Int { ends.count }

    /// Appends a copy of an entry's bytes.
    public mutating func append(_ entry: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: entry)
        ends.append(bytes.count)
    }

    /// Appends a copy of an entry's bytes.
    public mutating func append(_ entry: [UInt8]) {
        bytes.append(contentsOf: entry)
        ends.append(bytes.count)
    }

    /// Empties the batch and keeps its memory for the next.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Where entry number `place` of the batch lies in `bytes`.
    public func range(at place: Int) -> Range<Int> {
        (place == 0 ? 0 : ends[place - 1])..<ends[place]
    }
}
