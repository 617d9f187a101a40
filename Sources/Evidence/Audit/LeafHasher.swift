// Hashes a batch of entries on all cores. A batch is cut where the tree's blocks of 256 leaves begin, so
// that a worker can also join a whole block to one hash, and what stays to be done in order is next to
// nothing.

import Dispatch

/// Hashes of a batch of entries.
struct LeafHashes: Sendable {
    /// A part of the batch that lies within one block of 256 leaves of the tree.
    struct Segment: Sendable {
        /// Where its leaves are in `leaves`.
        let places: Range<Int>
        /// The block's root when the segment is the whole block.
        var root: Hash?
    }

    /// Leaf hash of each entry.
    let leaves: [Hash]
    /// The parts in order.
    let segments: [Segment]

    /// Hashes entries that follow the first `size` of a log.
    ///
    /// - Parameter parallel: whether to use all cores; otherwise all is done on the calling thread.
    init(_ batch: EntryBatch, after size: UInt64, parallel: Bool) {
        var segments = LeafHashes.cut(batch.count, after: size)
        // A batch of none has no buffer to point into.
        guard batch.count > 0 else {
            (leaves, self.segments) = ([], [])
            return
        }
        leaves = Array(unsafeUninitializedCapacity: batch.count) { leaves, initialized in
            // Each worker writes the leaves and the root of its own segments only.
            nonisolated(unsafe) let leaves = leaves
            segments.withUnsafeMutableBufferPointer { segments in
                nonisolated(unsafe) let segments = segments
                batch.bytes.withUnsafeBytes { bytes in
                    nonisolated(unsafe) let bytes = bytes
                    let hashSegment = { @Sendable (number: Int) in
                        for place in segments[number].places {
                            let entry = UnsafeRawBufferPointer(rebasing: bytes[batch.range(at: place)])
                            leaves.initializeElement(at: place, to: Hash.leaf(entry))
                        }
                        if segments[number].places.count == TileAddress.fullWidth {
                            let block = UnsafeMutableBufferPointer(rebasing: leaves[segments[number].places])
                            segments[number].root = LeafHashes.root(of: block)
                        }
                    }
                    if parallel, segments.count > 1 {
                        DispatchQueue.concurrentPerform(iterations: segments.count, execute: hashSegment)
                    } else {
                        for number in segments.indices { hashSegment(number) }
                    }
                }
            }
            initialized = batch.count
        }
        self.segments = segments
    }

    private static func cut(_ count: Int, after size: UInt64) -> [Segment] {
        var segments: [Segment] = []
        var start = 0
        var room = TileAddress.fullWidth - Int(size % UInt64(TileAddress.fullWidth))
        while start < count {
            let end = min(count, start + room)
            segments.append(Segment(places: start..<end, root: nil))
            start = end
            room = TileAddress.fullWidth
        }
        return segments
    }

    /// Root of a complete block of 256 leaves.
    private static func root(of block: UnsafeMutableBufferPointer<Hash>) -> Hash {
        var width = block.count / 2
        return withUnsafeTemporaryAllocation(of: Hash.self, capacity: width) { level in
            for pair in 0..<width {
                level.initializeElement(at: pair, to: Hash.node(block[2 * pair], block[2 * pair + 1]))
            }
            while width > 1 {
                width /= 2
                for pair in 0..<width { level[pair] = Hash.node(level[2 * pair], level[2 * pair + 1]) }
            }
            return level[0]
        }
    }
}
