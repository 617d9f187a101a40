// Reads the hashes of subtrees from tiles. Tiles store every eighth level; the seven between are computed
// once for a tile and kept, so that a proof costs look-ups and not a few hundred hashes.

/// Hashes of complete subtrees, read from tiles through a cache.
///
/// Meant for one thread. A hash of a complete subtree never changes in an append-only log, so the cache stays
/// right while the log grows; only after a transaction that wrote tiles was rolled back, make a new reader.
public final class TileHashReader<Tiles: TileReader>: HashReader {
    private let tiles: Tiles
    private let halfCapacity: Int
    // Two generations: what is used moves to the recent one; when that is full it becomes the older one.
    private var recent: [TileAddress: ExpandedTile] = [:]
    private var older: [TileAddress: ExpandedTile] = [:]

    /// Makes a reader that keeps at most `capacity` tiles of 16 KiB each in memory.
    public init(_ tiles: Tiles, capacity: Int = 1024) {
        self.tiles = tiles
        halfCapacity = max(1, capacity / 2)
    }

    public func hash(level: Int, index: UInt64) throws -> Hash {
        guard (0...62).contains(level), index < TreeLimit.size >> UInt64(level) else {
            throw TileError.noSuchSubtree(level: level, index: index)
        }
        let inner = level % TileAddress.height
        let first = index << UInt64(inner)
        let width = UInt64(TileAddress.fullWidth)
        let address = TileAddress(level: level / TileAddress.height, index: first / width)
        let offset = Int(first % width)
        let tile = try expandedTile(address, width: offset + 1 << inner)
        return tile.hash(inner: inner, index: offset >> inner)
    }

    private func expandedTile(_ address: TileAddress, width: Int) throws -> ExpandedTile {
        if let tile = recent[address], tile.width >= width { return tile }
        let tile: ExpandedTile
        if let known = older[address], known.width >= width {
            tile = known
        } else {
            let bytes = try tiles.tile(address, width: width)
            guard bytes.count >= width * Hash.byteCount else {
                throw TileError.tooShort(address, bytes: bytes.count, wanted: width * Hash.byteCount)
            }
            tile = ExpandedTile(bytes)
        }
        if recent.count >= halfCapacity, recent[address] == nil {
            older = recent
            recent = [:]
        }
        recent[address] = tile
        return tile
    }
}

/// A tile with the seven levels of interior hashes between it and the tile above.
struct ExpandedTile {
    /// Number of hashes that the tile itself holds.
    let width: Int
    // Level after level; level j begins at starts[j] and has width >> j hashes.
    private var hashes: [Hash]
    private var starts: [Int]

    /// Reads up to 256 hashes and computes the complete subtrees above them.
    init(_ bytes: [UInt8]) {
        width = min(bytes.count / Hash.byteCount, TileAddress.fullWidth)
        hashes = []
        hashes.reserveCapacity(2 * width)
        starts = [0]
        bytes.withUnsafeBytes { buffer in
            for place in 0..<width {
                hashes.append(Hash(unchecked: buffer.baseAddress! + place * Hash.byteCount))
            }
        }
        for level in 1..<TileAddress.height {
            let below = starts[level - 1]
            starts.append(hashes.count)
            for pair in 0..<(width >> level) {
                hashes.append(Hash.node(hashes[below + 2 * pair], hashes[below + 2 * pair + 1]))
            }
        }
    }

    /// Hash number `index` of inner level 0 (the tile's own) to 7; the caller keeps to the width.
    func hash(inner: Int, index: Int) -> Hash {
        hashes[starts[inner] + index]
    }
}
