// The stored tree held against itself: whether each tile is there, and each hash of a higher level is the
// root of the full tile below it. That the hashes of level 0 are the entries' is seen while these are read.

import Evidence

enum StoredTree {
    /// What is wrong with the tiles of a tree; at most a few findings.
    static func damage(_ tiles: some TileReader, size: UInt64) -> [String] {
        var findings: [String] = []
        for address in TileAddress.all(treeSize: size) where findings.count < 5 {
            do {
                let bytes = try tiles.exactTile(address, width: address.width(treeSize: size))
                if address.level > 0, let index = try wrongHash(bytes, address, tiles) {
                    findings.append(
                        "hash \(index) of tile \(address.index) at level \(address.level) is not the root of "
                            + "the tile below it")
                }
            } catch {
                findings.append("\(error)")
            }
        }
        return findings
    }

    private static func wrongHash(
        _ bytes: [UInt8], _ address: TileAddress, _ tiles: some TileReader
    ) throws -> Int? {
        for index in 0..<bytes.count / Hash.byteCount {
            let below = TileAddress(
                level: address.level - 1,
                index: address.index * UInt64(TileAddress.fullWidth) + UInt64(index))
            let tile = try tiles.exactTile(below, width: TileAddress.fullWidth)
            let stored = bytes[index * Hash.byteCount..<(index + 1) * Hash.byteCount]
            if root(of: tile).bytes[...] != stored { return index }
        }
        return nil
    }

    private static func root(of tile: [UInt8]) -> Hash {
        var frontier = MerkleFrontier()
        for start in stride(from: 0, to: tile.count, by: Hash.byteCount) {
            if let hash = Hash(tile[start..<start + Hash.byteCount]) { frontier.append(hash) }
        }
        return frontier.root()
    }
}
