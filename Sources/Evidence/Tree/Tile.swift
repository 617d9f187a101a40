// Tiles of 256 hashes (c2sp.org/tlog-tiles): the shape in which the tree is stored and published. Hash i of
// tile N at tile level L is the root of the complete subtree of 256^L leaves number 256·N + i.

/// Where a tile stands in the tree.
public struct TileAddress: Hashable, Sendable {
    /// Hashes in a full tile.
    public static let fullWidth = 256
    /// Interior levels that one tile level stands for: 2⁸ = 256.
    static let height = 8

    /// Tile level: 0 holds leaf hashes, 1 the roots of full tiles of level 0, and so on, at most 7.
    public let level: Int
    /// Number of the tile within its level, from 0.
    public let index: UInt64

    /// Names a tile by level and number.
    public init(level: Int, index: UInt64) {
        self.level = level
        self.index = index
    }

    /// How many hashes this tile has in a tree of `size` leaves: 0 when it has none, 256 when it is full.
    public func width(treeSize size: UInt64) -> Int {
        guard (0..<TileAddress.height).contains(level) else { return 0 }
        let hashes = size >> UInt64(TileAddress.height * level)
        let (first, overflow) = index.multipliedReportingOverflow(by: UInt64(TileAddress.fullWidth))
        guard !overflow, hashes > first else { return 0 }
        return Int(min(UInt64(TileAddress.fullWidth), hashes - first))
    }

    /// All tiles of a tree of `size` leaves, partial ones too, level by level.
    public static func all(treeSize size: UInt64) -> some Sequence<TileAddress> {
        (0..<TileAddress.height).lazy.flatMap { level -> LazyMapSequence<Range<UInt64>, TileAddress> in
            let hashes = size >> UInt64(TileAddress.height * level)
            let tiles = hashes / UInt64(fullWidth) + (hashes % UInt64(fullWidth) == 0 ? 0 : 1)
            return (0..<tiles).lazy.map { TileAddress(level: level, index: $0) }
        }
    }
}

/// A source of tiles.
public protocol TileReader {
    /// Bytes of a tile: at least `width` hashes of 32 bytes, more when more are stored.
    ///
    /// - Throws: whatever reading storage throws, and an error when the tile is not there.
    func tile(_ address: TileAddress, width: Int) throws -> [UInt8]
}

/// A tile that cannot be used.
public enum TileError: Error, Equatable, CustomStringConvertible {
    /// The tile is not stored.
    case missing(TileAddress)
    /// The tile has fewer hashes than the tree needs, or a length that is no number of hashes.
    case tooShort(TileAddress, bytes: Int, wanted: Int)
    /// No tile holds that subtree, in a tree of any size.
    case noSuchSubtree(level: Int, index: UInt64)

    public var description: String {
        switch self {
        case .missing(let address):
            "tile \(address.index) of level \(address.level) is missing"
        case .tooShort(let address, let bytes, let wanted):
            "tile \(address.index) of level \(address.level) has \(bytes) bytes; \(wanted) are needed"
        case .noSuchSubtree(let level, let index):
            "there is no subtree \(index) at level \(level)"
        }
    }
}

extension TileReader {
    /// The tile cut to exactly `width` hashes.
    ///
    /// - Throws: `TileError.tooShort` when it has fewer, and whatever `tile(_:width:)` throws.
    public func exactTile(_ address: TileAddress, width: Int) throws -> [UInt8] {
        var bytes = try tile(address, width: width)
        let wanted = width * Hash.byteCount
        guard bytes.count >= wanted else {
            throw TileError.tooShort(address, bytes: bytes.count, wanted: wanted)
        }
        if bytes.count > wanted { bytes.removeLast(bytes.count - wanted) }
        return bytes
    }

    /// The first `width` hashes of a tile.
    ///
    /// - Throws: `TileError.tooShort` when it has fewer, and whatever `tile(_:width:)` throws.
    func hashes(_ address: TileAddress, width: Int) throws -> [Hash] {
        let bytes = try exactTile(address, width: width)
        return bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return [] }
            return (0..<width).map { Hash(unchecked: base + $0 * Hash.byteCount) }
        }
    }
}
