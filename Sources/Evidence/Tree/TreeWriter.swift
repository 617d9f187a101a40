// The writer's view of the tree: append a leaf, know the root, and hand over what storage has to write.
//
// Storage is tiles only: 32 bytes for a leaf and 1/255 of that for the levels above, so 32.13 bytes an entry.
// A tile is written once when it is full; an unfinished one is handed over once in a batch, however many
// entries the batch has. Nothing is read while appending.

/// A tile that gained hashes since the changes were last taken.
public struct TileChange: Sendable, Equatable {
    /// Which tile.
    public let address: TileAddress
    /// The whole tile as it stands: 32 bytes for each hash.
    public let bytes: [UInt8]
    /// How many of its hashes were handed over before.
    public let previousWidth: Int

    /// Number of hashes in the tile, 1 to 256.
    public var width: Int { bytes.count / Hash.byteCount }

    /// Whether the tile is complete and will never change again.
    public var isFull: Bool { width == TileAddress.fullWidth }

    /// The bytes that are new, for a store that keeps unfinished tiles as rows.
    public var added: ArraySlice<UInt8> { bytes[(previousWidth * Hash.byteCount)...] }
}

/// Appends to a tree and collects the tiles to store.
///
/// A value: a writer copied before a transaction is what to go back to when the transaction fails.
public struct TreeWriter: Sendable {
    private var frontier: MerkleFrontier
    private var open: [OpenTile]
    private var filled: [TileChange] = []
    private var completed: [Hash] = []

    /// The unfinished tile at the right edge of one tile level; may be empty.
    private struct OpenTile: Sendable {
        var index: UInt64
        var bytes: [UInt8]
        var takenWidth: Int

        var width: Int { bytes.count / Hash.byteCount }
    }

    /// Starts an empty tree.
    public init() {
        frontier = MerkleFrontier()
        open = []
    }

    /// Takes up a tree of `size` leaves from its unfinished tiles, one read for each tile level.
    ///
    /// A store that leaves the unfinished tile of level 0 out, since its at most 255 leaf hashes follow from
    /// the last entries, takes up the tree at `size` rounded down to 256 and appends those leaves again.
    ///
    /// - Throws: `TreeRangeError` above `TreeLimit.size`, `TileError`, and whatever reading a tile throws.
    public init(size: UInt64, tiles: some TileReader) throws {
        guard size <= TreeLimit.size else { throw TreeRangeError.sizeTooLarge(size) }
        open = []
        var peaks: [[Hash]] = []
        var level = 0
        while size >> UInt64(TileAddress.height * level) > 0 {
            let hashes = size >> UInt64(TileAddress.height * level)
            let address = TileAddress(level: level, index: hashes / UInt64(TileAddress.fullWidth))
            let width = Int(hashes % UInt64(TileAddress.fullWidth))
            let bytes = width == 0 ? [] : try tiles.exactTile(address, width: width)
            open.append(OpenTile(index: address.index, bytes: bytes, takenWidth: width))
            let tile = ExpandedTile(bytes)
            peaks.append(
                MerkleFrontier.peaks(of: 0..<UInt64(width)).map { peak in
                    tile.hash(inner: peak.level, index: Int(peak.index))
                })
            level += 1
        }
        frontier = MerkleFrontier(size: size, peaks: Array(peaks.reversed().joined()))
    }

    /// Number of leaves.
    public var size: UInt64 { frontier.size }

    /// Root of the tree as it stands, computed from the right edge without reading.
    public func root() -> Hash { frontier.root() }

    /// Appends a leaf: amortised one interior hash, no reads.
    public mutating func append(_ leaf: Hash) {
        frontier.append(leaf, completed: &completed)
        var level = 0
        while level * TileAddress.height < completed.count {
            if level == open.count { open.append(OpenTile(index: 0, bytes: [], takenWidth: 0)) }
            completed[level * TileAddress.height].withUnsafeBytes { open[level].bytes.append(contentsOf: $0) }
            if open[level].width == TileAddress.fullWidth { close(level) }
            level += 1
        }
    }

    /// Tiles that changed since this was last called: the full ones in order, then each level's unfinished
    /// one.
    ///
    /// Storing them all in the transaction that stores the entries keeps tree and log in step.
    public mutating func takeChangedTiles() -> [TileChange] {
        var changes = filled
        filled.removeAll(keepingCapacity: true)
        for level in open.indices where open[level].width > open[level].takenWidth {
            changes.append(change(at: level))
            open[level].takenWidth = open[level].width
        }
        return changes
    }

    /// The unfinished tiles as they stand, for a reader who sees the tree between two writes.
    public var unfinishedTiles: [TileChange] {
        open.indices.filter { open[$0].width > 0 }.map { change(at: $0) }
    }

    /// A tile that is unfinished, or has not been taken since it was filled; nil for any other.
    public func tile(_ address: TileAddress) -> [UInt8]? {
        if open.indices.contains(address.level), open[address.level].index == address.index {
            return open[address.level].bytes.isEmpty ? nil : open[address.level].bytes
        }
        return filled.last { $0.address == address }?.bytes
    }

    /// Has taken tiles handed over once more: they could not be stored.
    public mutating func putBack(_ changes: [TileChange]) {
        filled.insert(contentsOf: changes.filter(\.isFull), at: 0)
        for level in open.indices { open[level].takenWidth = 0 }
    }

    private func change(at level: Int) -> TileChange {
        TileChange(
            address: TileAddress(level: level, index: open[level].index), bytes: open[level].bytes,
            previousWidth: open[level].takenWidth)
    }

    private mutating func close(_ level: Int) {
        filled.append(change(at: level))
        open[level].index += 1
        open[level].bytes = []
        open[level].bytes.reserveCapacity(TileAddress.fullWidth * Hash.byteCount)
        open[level].takenWidth = 0
    }
}
