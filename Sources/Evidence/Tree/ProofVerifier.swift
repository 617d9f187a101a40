// Checking inclusion and consistency proofs, step by step as RFC 9162 §2.1.3.2 and §2.1.4.2 put it.
// All numbers may come from outside: nothing here traps, whatever they are.

/// Why a proof does not show what it should.
public enum ProofFailure: Error, Equatable, CustomStringConvertible {
    /// The leaf is not in a tree of that size.
    case leafOutside(index: UInt64, size: UInt64)
    /// The older tree is larger than the newer.
    case olderIsLarger(older: UInt64, newer: UInt64)
    /// The older tree is empty: every tree continues it, so there is nothing to check.
    case olderIsEmpty
    /// The proof has too few or too many hashes for these sizes.
    case wrongLength(Int)
    /// The hashes do not lead to the older root.
    case olderRootDiffers
    /// The hashes do not lead to the root.
    case rootDiffers

    public var description: String {
        switch self {
        case .leafOutside(let index, let size):
            "the tree has \(size) leaves, so there is none with index \(index)"
        case .olderIsLarger(let older, let newer):
            "a tree of \(older) leaves cannot be an earlier state of one with \(newer)"
        case .olderIsEmpty: "the older tree is empty, so a proof shows nothing"
        case .wrongLength(let count): "a proof of \(count) hashes does not fit these sizes"
        case .olderRootDiffers: "the proof does not lead to the older root"
        case .rootDiffers: "the proof does not lead to the root"
        }
    }
}

/// Checks of inclusion and consistency proofs.
public enum ProofVerifier {
    /// Checks that a leaf is number `index` of the tree with `size` leaves and that root (RFC 9162 §2.1.3.2).
    public static func verifyInclusion(
        of leaf: Hash, index: UInt64, size: UInt64, proof: [Hash], root: Hash
    ) throws(ProofFailure) {
        guard index < size else { throw .leafOutside(index: index, size: size) }
        var path = ProofPath(position: index, last: size - 1)
        var hash = leaf
        for sibling in proof {
            guard let side = path.climb() else { throw .wrongLength(proof.count) }
            hash = side == .left ? Hash.node(sibling, hash) : Hash.node(hash, sibling)
        }
        guard path.isAtRoot else { throw .wrongLength(proof.count) }
        guard hash == root else { throw .rootDiffers }
    }

    /// Checks that the tree of `older` leaves is the beginning of that with `newer` (RFC 9162 §2.1.4.2).
    ///
    /// An empty older tree is refused unless both are empty: such a proof would show nothing.
    public static func verifyConsistency(
        from older: UInt64, root olderRoot: Hash, to newer: UInt64, root newerRoot: Hash, proof: [Hash]
    ) throws(ProofFailure) {
        guard older <= newer else { throw .olderIsLarger(older: older, newer: newer) }
        if older == newer {
            guard proof.isEmpty else { throw .wrongLength(proof.count) }
            guard olderRoot == newerRoot else { throw .rootDiffers }
            guard older != 0 || olderRoot == Hash.emptyRoot else { throw .olderRootDiffers }
            return
        }
        guard older != 0 else { throw .olderIsEmpty }
        // A complete older tree is its own first subtree, which the proof leaves out.
        let steps = older.nonzeroBitCount == 1 ? [olderRoot] + proof : proof
        guard let first = steps.first, !proof.isEmpty else { throw .wrongLength(proof.count) }
        var path = ProofPath(position: older - 1, last: newer - 1)
        path.skipCompleteSubtrees()
        var olderHash = first
        var newerHash = first
        for sibling in steps.dropFirst() {
            guard let side = path.climb() else { throw .wrongLength(proof.count) }
            if side == .left {
                olderHash = Hash.node(sibling, olderHash)
                newerHash = Hash.node(sibling, newerHash)
            } else {
                newerHash = Hash.node(newerHash, sibling)
            }
        }
        guard path.isAtRoot else { throw .wrongLength(proof.count) }
        guard olderHash == olderRoot else { throw .olderRootDiffers }
        guard newerHash == newerRoot else { throw .rootDiffers }
    }
}

/// The way from a node up to the root: the numbers that RFC 9162 calls fn and sn.
private struct ProofPath {
    enum Side { case left, right }

    /// Number of the node within its level.
    var position: UInt64
    /// Number of the last node of that level.
    var last: UInt64

    var isAtRoot: Bool { last == 0 }

    /// Goes up to the next node that has a sibling; answers on which side the sibling is, nil at the root.
    mutating func climb() -> Side? {
        guard !isAtRoot else { return nil }
        guard position & 1 == 1 || position == last else {
            shift()
            return .right
        }
        // A last node without a sibling moves up unchanged until it is a right child.
        while position & 1 == 0, position != 0 { shift() }
        shift()
        return .left
    }

    /// Goes up while the node is a right child: the subtree it ends is complete.
    mutating func skipCompleteSubtrees() {
        while position & 1 == 1 { shift() }
    }

    private mutating func shift() {
        position >>= 1
        last >>= 1
    }
}
