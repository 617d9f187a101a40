// Roots of subtrees, inclusion and consistency proofs (RFC 9162 §2.1.3.1, §2.1.4.1) from any reader of
// hashes. Each reads O(log n) hashes: of the subtrees in a proof at most one is incomplete and needs
// several.

extension HashReader {
    /// Root of the tree made of the first `size` leaves.
    ///
    /// - Throws: `TreeRangeError` above `TreeLimit.size`, and whatever the reader throws.
    public func root(size: UInt64) throws -> Hash {
        guard size <= TreeLimit.size else { throw TreeRangeError.sizeTooLarge(size) }
        return try subtreeRoot(0..<size)
    }

    /// Proof that leaf `index` is in the tree of `size` leaves, from the leaf's sibling up to the root's
    /// child.
    ///
    /// - Throws: `TreeRangeError` when the leaf is not in that tree, and whatever the reader throws.
    public func inclusionProof(index: UInt64, size: UInt64) throws -> [Hash] {
        guard size <= TreeLimit.size else { throw TreeRangeError.sizeTooLarge(size) }
        guard index < size else { throw TreeRangeError.leafOutside(index: index, size: size) }
        var proof: [Hash] = []
        var range = 0..<size
        while range.count > 1 {
            let middle = range.lowerBound + largestPowerOfTwo(below: range.upperBound - range.lowerBound)
            if index < middle {
                proof.append(try subtreeRoot(middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                proof.append(try subtreeRoot(range.lowerBound..<middle))
                range = middle..<range.upperBound
            }
        }
        return proof.reversed()
    }

    /// Proof that the tree of `older` leaves is the beginning of the tree of `newer` leaves.
    ///
    /// Empty when the sizes are equal or the older tree is empty: then there is nothing to show.
    ///
    /// - Throws: `TreeRangeError` when `older` is larger than `newer`, and whatever the reader throws.
    public func consistencyProof(from older: UInt64, to newer: UInt64) throws -> [Hash] {
        guard newer <= TreeLimit.size else { throw TreeRangeError.sizeTooLarge(newer) }
        guard older <= newer else { throw TreeRangeError.olderIsLarger(older: older, newer: newer) }
        guard older > 0, older < newer else { return [] }
        var proof: [Hash] = []
        var range = 0..<newer
        while older != range.upperBound {
            let middle = range.lowerBound + largestPowerOfTwo(below: range.upperBound - range.lowerBound)
            if older <= middle {
                proof.append(try subtreeRoot(middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                proof.append(try subtreeRoot(range.lowerBound..<middle))
                range = middle..<range.upperBound
            }
        }
        // A left-aligned old tree is the root that the verifier has already.
        if range.lowerBound != 0 { proof.append(try subtreeRoot(range)) }
        return proof.reversed()
    }

    private func subtreeRoot(_ range: Range<UInt64>) throws -> Hash {
        let peaks = MerkleFrontier.peaks(of: range)
        return MerkleFrontier.fold(try peaks.map { try hash(level: $0.level, index: $0.index) })
    }

    /// Largest power of two strictly below a number of at least two.
    private func largestPowerOfTwo(below count: UInt64) -> UInt64 {
        UInt64(1) << UInt64(63 - (count - 1).leadingZeroBitCount)
    }
}
