// Tiles in memory: for an auditor who rebuilds a log from an export, and for tests.

/// A set of tiles held in memory.
public struct MemoryTiles: TileReader, Sendable, Equatable {
    /// The tiles by address; 32 bytes for each hash.
    public private(set) var tiles: [TileAddress: [UInt8]] = [:]

    /// An empty set.
    public init() {}

    /// Takes over tiles that a `TreeWriter` reports as changed.
    public mutating func apply(_ changes: [TileChange]) {
        for change in changes { tiles[change.address] = change.bytes }
    }

    /// Sets one tile.
    public mutating func set(_ bytes: [UInt8], at address: TileAddress) {
        tiles[address] = bytes
    }

    public func tile(_ address: TileAddress, width: Int) throws -> [UInt8] {
        guard let bytes = tiles[address] else { throw TileError.missing(address) }
        return bytes
    }
}
