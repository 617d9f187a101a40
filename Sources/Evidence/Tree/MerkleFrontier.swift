// The right edge of a tree: the roots of the complete subtrees that its size is made of, which is all that
// appending needs. Memory is at most 62 hashes however long the log.

/// The right edge of an append-only Merkle tree.
public struct MerkleFrontier: Sendable, Equatable {
    /// Number of leaves.
    public private(set) var size: UInt64

    /// One hash for each bit set in `size`, the largest subtree first.
    private var peaks: [Hash]

    /// The empty tree.
    public init() {
        size = 0
        peaks = []
    }

    /// Takes up a tree of `size` leaves by reading one hash for each bit set in its size.
    ///
    /// - Throws: `TreeRangeError` above `TreeLimit.size`, and whatever the reader throws.
    public init(size: UInt64, reader: some HashReader) throws {
        guard size <= TreeLimit.size else { throw TreeRangeError.sizeTooLarge(size) }
        self.size = size
        peaks = try MerkleFrontier.peaks(of: 0..<size).map {
            try reader.hash(level: $0.level, index: $0.index)
        }
    }

    /// Puts together a right edge whose peaks, largest first, the caller has computed.
    init(size: UInt64, peaks: [Hash]) {
        precondition(peaks.count == size.nonzeroBitCount, "one peak for each bit of the size")
        self.size = size
        self.peaks = peaks
    }

    /// Appends a leaf: amortised one interior hash.
    public mutating func append(_ leaf: Hash) {
        append(subtree: leaf, level: 0)
    }

    /// Appends a leaf and answers the hashes that it completes, from the leaf upwards.
    ///
    /// `completed[j]` is the complete subtree at level j that ends in this leaf; written one after the other
    /// they are the rows of `StoredHashOrder`. What the array held before is dropped, its memory is kept.
    public mutating func append(_ leaf: Hash, completed: inout [Hash]) {
        completed.removeAll(keepingCapacity: true)
        var hash = leaf
        var index = size
        completed.append(hash)
        while index & 1 == 1 {
            hash = Hash.node(peaks.removeLast(), hash)
            completed.append(hash)
            index >>= 1
        }
        peaks.append(hash)
        size += 1
    }

    /// Appends a complete subtree of 2^level leaves; the size has to be a multiple of 2^level.
    mutating func append(subtree: Hash, level: UInt64) {
        precondition(
            size & (UInt64(1) << level - 1) == 0, "a subtree is appended at a multiple of its own size")
        var hash = subtree
        var index = size >> level
        while index & 1 == 1 {
            hash = Hash.node(peaks.removeLast(), hash)
            index >>= 1
        }
        peaks.append(hash)
        size += UInt64(1) << level
    }

    /// Root of the tree as it stands: at most 61 hashes, usually a few.
    public func root() -> Hash {
        MerkleFrontier.fold(peaks)
    }

    /// Joins peaks, largest first, into one root, from the right.
    static func fold(_ peaks: [Hash]) -> Hash {
        guard var root = peaks.last else { return Hash.emptyRoot }
        for peak in peaks.dropLast().reversed() { root = Hash.node(peak, root) }
        return root
    }

    /// The complete subtrees that leaves `range` are made of, from the left.
    ///
    /// `range.lowerBound` has to be a multiple of the largest power of two that fits in the range.
    static func peaks(of range: Range<UInt64>) -> [(level: Int, index: UInt64)] {
        var peaks: [(level: Int, index: UInt64)] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let level = 63 - (range.upperBound - start).leadingZeroBitCount
            peaks.append((level, start >> UInt64(level)))
            start += UInt64(1) << UInt64(level)
        }
        return peaks
    }
}
