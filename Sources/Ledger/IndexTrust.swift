// Whether a derived file is of this log: of this council, and of this history of it. A log is known by the root of its
// tree at an entry, which says what every entry up to there is.

import Evidence

extension LogIndex {
    /// Whether the file's tree has the leaves of this log's entries: all of them, where that takes a few milliseconds,
    /// and otherwise some that are spread over the whole log.
    ///
    /// Another history differs in every entry from where it parts on, so its last one gives it away. Single entries that
    /// were changed in a long log are for verification to find.
    func isOfThisLog(upTo position: Int) throws -> Bool {
        let step = position / 64
        let places =
            position <= Self.batch
            ? [1...position] : stride(from: step, through: position, by: step).map { $0...$0 }
        let (tiles, width) = (LogTiles(self), TileAddress.fullWidth)
        var known: (number: Int, hashes: [UInt8]) = (-1, [])
        var isSame = true
        for place in places {
            try forEach(in: place) { seq, bytes in
                let (number, offset) = (seq - 1).quotientAndRemainder(dividingBy: width)
                if known.number != number {
                    let address = TileAddress(level: 0, index: UInt64(number))
                    known = (number, try tiles.tile(address, width: min(width, position - number * width)))
                }
                let found = known.hashes.dropFirst(offset * Hash.byteCount).prefix(Hash.byteCount)
                isSame = isSame && found.elementsEqual(Hash.leaf(bytes).bytes)
            }
        }
        return isSame
    }
}

extension LedgerStore {
    /// The root of the tree of the first entries, in hexadecimal digits; it says what each of them is.
    ///
    /// - Throws: where there are not as many, or the index cannot be read.
    package func root(of size: Int) throws -> String {
        let tree = tree
        if UInt64(size) == tree.size { return tree.root().hex }
        guard (0...Int(tree.size)).contains(size) else {
            throw TreeRangeError.leafOutside(index: UInt64(max(0, size)), size: tree.size)
        }
        return try TileHashReader(tiles, capacity: 16).root(size: UInt64(size)).hex
    }
}
