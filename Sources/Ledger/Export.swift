// The log as NDJSON: each entry's exact bytes and a line feed. What an auditor gets, and what a restore takes.

/// An export under way: pieces of NDJSON, asked for one at a time by whoever can send them on.
///
/// It ends at the entry that was the last when it began; entries appended meanwhile are not in it.
public struct Export: Sendable {
    private let store: LedgerStore
    private var next: Int
    /// The number of the last entry in the export; 0 if it is empty.
    public let last: Int

    init(_ store: LedgerStore, from first: Int, upTo last: Int) {
        self.store = store
        next = max(1, first)
        self.last = last
    }

    /// The next piece, of whole lines; nil at the end.
    ///
    /// - Parameter length: about how many bytes to give, from 1; the last line may go beyond it.
    /// - Throws: ``StorageFailure``, also when an entry is missing.
    public mutating func piece(length: Int = 1 << 20) throws(StorageFailure) -> [UInt8]? {
        guard next <= last else { return nil }
        let (first, last) = (next, last)
        let (bytes, end) = try store.read { connection in
            let statement = try Statement(
                connection, EntryReading.range)
            statement.bind(1, first)
            statement.bind(2, last)
            var bytes: [UInt8] = []
            var expected = first
            while bytes.count < max(1, length), expected <= last {
                guard try statement.step(), statement.integer(0) == expected else {
                    throw StorageFailure(
                        operation: "export the log", code: 0, message: "entry \(expected) is missing")
                }
                bytes.append(contentsOf: statement.bytes(1))
                bytes.append(UInt8(ascii: "\n"))
                expected += 1
            }
            return (bytes, expected)
        }
        next = end
        return bytes
    }
}

extension LedgerStore {
    /// Begins an export.
    ///
    /// - Parameters:
    ///   - first: the first entry's number. Only an export from 1 can be restored.
    ///   - last: the last entry's number; nil for what is the last one now.
    public func export(from first: Int = 1, upTo last: Int? = nil) throws(StorageFailure) -> Export {
        let end = try lastSeq()
        return Export(self, from: first, upTo: min(last ?? end, end))
    }
}
