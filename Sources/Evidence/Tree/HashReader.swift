// What proofs need to read: the hash of a complete subtree. Everything else about a tree follows from it.

/// A source of the hashes of complete subtrees.
public protocol HashReader {
    /// Hash of the complete subtree number `index` at `level`, which covers 2^level leaves.
    ///
    /// - Throws: whatever reading storage throws, and an error when the subtree is not there.
    func hash(level: Int, index: UInt64) throws -> Hash
}

/// A request for a part of the tree that does not exist.
public enum TreeRangeError: Error, Equatable, CustomStringConvertible {
    /// The leaf is not in a tree of that size.
    case leafOutside(index: UInt64, size: UInt64)
    /// The older tree is larger than the newer.
    case olderIsLarger(older: UInt64, newer: UInt64)
    /// The size is above 2⁶², beyond which positions in the tree overflow.
    case sizeTooLarge(UInt64)

    public var description: String {
        switch self {
        case .leafOutside(let index, let size):
            "the tree has \(size) leaves, so there is none with index \(index)"
        case .olderIsLarger(let older, let newer):
            "a tree of \(older) leaves cannot be an earlier state of one with \(newer)"
        case .sizeTooLarge(let size):
            "a tree of \(size) leaves is larger than this program can work with"
        }
    }
}

/// Limits of a tree.
public enum TreeLimit {
    /// Largest tree that hashes are read or proofs made for: 2⁶² leaves.
    public static let size = UInt64(1) << 62

    /// Longest entry in bytes: the length field of an entry bundle is 16 bits (c2sp.org/tlog-tiles).
    public static let entryBytes = 65_535
}
