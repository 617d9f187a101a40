// Properties of the tree at random sizes: every proof verifies, any change is found, a restart changes
// nothing.

import Testing

@testable import Evidence

@Suite struct TreePropertyTests {
    private let tree = TestTree(1500)

    /// The definition of RFC 9162 §2.1.1, literally, to compare the fast ways with.
    private static func literalRoot(_ entries: ArraySlice<[UInt8]>) -> Hash {
        if entries.isEmpty { return Hash.emptyRoot }
        if entries.count == 1 { return Hash.leaf(entries[entries.startIndex]) }
        var half = 1
        while half * 2 < entries.count { half *= 2 }
        let middle = entries.startIndex + half
        return Hash.node(literalRoot(entries[..<middle]), literalRoot(entries[middle...]))
    }

    @Test func rootsAreThoseOfTheDefinition() throws {
        for size in Array(0...40) + [255, 256, 257, 511, 512, 513, 1023, 1500] {
            #expect(tree.roots[size] == Self.literalRoot(tree.entries[..<size]))
            #expect(try tree.reader.root(size: UInt64(size)) == tree.roots[size])
        }
    }

    @Test func everyInclusionProofVerifiesAndEveryFlippedBitFails() throws {
        var generator = SeededGenerator(seed: 2)
        let reader = tree.reader
        for _ in 0..<300 {
            let size = UInt64.random(in: 1...1500, using: &generator)
            let index = UInt64.random(in: 0..<size, using: &generator)
            let proof = try reader.inclusionProof(index: index, size: size)
            let root = tree.roots[Int(size)]
            let entry = tree.entries[Int(index)]
            try ProofVerifier.verifyInclusion(
                of: Hash.leaf(entry), index: index, size: size, proof: proof, root: root)
            for changed in flips(entry, places: 1, using: &generator) {
                #expect(throws: ProofFailure.rootDiffers) {
                    try ProofVerifier.verifyInclusion(
                        of: Hash.leaf(changed), index: index, size: size, proof: proof, root: root)
                }
            }
            for place in proof.indices {
                var spoiled = proof
                spoiled[place] = try #require(
                    Hash(flips(proof[place].bytes, places: 1, using: &generator)[2]))
                #expect(throws: ProofFailure.rootDiffers) {
                    try ProofVerifier.verifyInclusion(
                        of: Hash.leaf(entry), index: index, size: size, proof: spoiled, root: root)
                }
            }
        }
    }

    @Test func everyConsistencyProofVerifiesAndEveryFlippedBitFails() throws {
        var generator = SeededGenerator(seed: 3)
        let reader = tree.reader
        for _ in 0..<300 {
            let newer = Int.random(in: 2...1500, using: &generator)
            let older = Int.random(in: 1..<newer, using: &generator)
            let proof = try reader.consistencyProof(from: UInt64(older), to: UInt64(newer))
            func verify(_ proof: [Hash]) throws(ProofFailure) {
                try ProofVerifier.verifyConsistency(
                    from: UInt64(older), root: tree.roots[older], to: UInt64(newer), root: tree.roots[newer],
                    proof: proof)
            }
            try verify(proof)
            #expect(throws: ProofFailure.self) { try verify(Array(proof.dropLast())) }
            #expect(throws: ProofFailure.self) { try verify(proof + [proof[0]]) }
            for place in proof.indices {
                var spoiled = proof
                spoiled[place] = try #require(
                    Hash(flips(proof[place].bytes, places: 1, using: &generator)[2]))
                #expect(throws: ProofFailure.self) { try verify(spoiled) }
            }
        }
    }

    @Test func aProofHoldsForItsOwnSizesOnly() throws {
        let proof = try tree.reader.consistencyProof(from: 700, to: 1300)
        for (older, newer) in [(699, 1300), (701, 1300), (700, 1299), (700, 1301), (1300, 700)] {
            #expect(throws: ProofFailure.self) {
                try ProofVerifier.verifyConsistency(
                    from: UInt64(older), root: tree.roots[older], to: UInt64(newer), root: tree.roots[newer],
                    proof: proof)
            }
        }
    }

    @Test func numbersFromOutsideAreRefusedAndNeverTrap() {
        let reader = tree.reader
        let numbers: [UInt64] = [.max, .max - 1, 1 << 63, (1 << 62) + 1]
        for number in numbers {
            #expect(throws: TreeRangeError.self) { try reader.root(size: number) }
            #expect(throws: TreeRangeError.self) { try reader.inclusionProof(index: number, size: 5) }
            #expect(throws: TreeRangeError.self) { try reader.inclusionProof(index: 0, size: number) }
            #expect(throws: TreeRangeError.self) { try reader.consistencyProof(from: number, to: 5) }
            #expect(throws: TreeRangeError.self) { try reader.consistencyProof(from: 5, to: number) }
            #expect(throws: TileError.self) { try reader.hash(level: 0, index: number) }
            #expect(throws: ProofFailure.self) {
                try ProofVerifier.verifyInclusion(
                    of: tree.roots[1], index: number - 1, size: number, proof: [tree.roots[2]],
                    root: tree.roots[3])
            }
            #expect(throws: ProofFailure.self) {
                try ProofVerifier.verifyConsistency(
                    from: number - 1, root: tree.roots[1], to: number, root: tree.roots[2],
                    proof: [tree.roots[3]])
            }
            #expect(StoredHashOrder.position(level: 1, index: number) == nil)
            #expect(StoredHashOrder.count(size: number) == nil)
            #expect(TileAddress(level: 1, index: number).width(treeSize: number) == 0)
        }
        #expect(throws: TileError.self) { try reader.hash(level: -1, index: 0) }
        #expect(throws: TileError.self) { try reader.hash(level: 63, index: 0) }
        #expect(throws: TileError.self) { try reader.hash(level: 0, index: 1500) }
        #expect(throws: TreeRangeError.self) { try reader.inclusionProof(index: 0, size: 0) }
        #expect(TileAddress(level: 9, index: 0).width(treeSize: 1500) == 0)
    }
}

@Suite struct TreeWriterTests {
    @Test func anyBatchingStoresTheSameTiles() throws {
        let whole = TestTree(1000)
        var generator = SeededGenerator(seed: 4)
        var writer = TreeWriter()
        var tiles = MemoryTiles()
        var written = 0
        while written < 1000 {
            let count = min(1000 - written, Int.random(in: 1...300, using: &generator))
            for entry in whole.entries[written..<written + count] { writer.append(Hash.leaf(entry)) }
            written += count
            tiles.apply(writer.takeChangedTiles())
            #expect(writer.root() == whole.roots[written])
            #expect(try TileHashReader(tiles).root(size: UInt64(written)) == whole.roots[written])
        }
        #expect(tiles == whole.tiles)
    }

    @Test func aBatchHandsOverEachTouchedTileOnce() {
        var writer = TreeWriter()
        for number in 0..<700 { writer.append(Hash.leaf([UInt8(number % 256)])) }
        let changes = writer.takeChangedTiles()
        let addresses = changes.map(\.address)
        let expected = [(0, 0), (0, 1), (0, 2), (1, 0)].map { TileAddress(level: $0, index: $1) }
        #expect(addresses == expected)
        #expect(changes.map(\.width) == [256, 256, 188, 2])
        #expect(changes.map(\.isFull) == [true, true, false, false])
        #expect(writer.takeChangedTiles().isEmpty)
        writer.append(Hash.leaf([1]))
        let next = writer.takeChangedTiles()
        #expect(next.map(\.address) == [TileAddress(level: 0, index: 2)])
        #expect(next.first?.previousWidth == 188)
        #expect(next.first?.added.elementsEqual(Hash.leaf([1]).bytes) == true)
        #expect(writer.unfinishedTiles.map(\.width) == [189, 2])
    }

    @Test func aWriterTakenUpFromTilesGoesOnAsIfItHadNeverStopped() throws {
        let whole = TestTree(1200)
        for size in [0, 1, 2, 3, 255, 256, 257, 511, 512, 600, 1023, 1024, 1199] {
            let before = TestTree(size)
            var tiles = before.tiles
            var writer = try TreeWriter(size: UInt64(size), tiles: tiles)
            #expect(writer.root() == whole.roots[size])
            for number in size..<1200 {
                writer.append(Hash.leaf(whole.entries[number]))
                #expect(writer.root() == whole.roots[number + 1])
            }
            tiles.apply(writer.takeChangedTiles())
            #expect(tiles == whole.tiles)
        }
    }

    @Test func withoutTheUnfinishedTileOfLeavesTheLastEntriesAreEnough() throws {
        let whole = TestTree(1200)
        var tiles = MemoryTiles()
        for (address, bytes) in whole.tiles.tiles where address.level > 0 || bytes.count == 8192 {
            tiles.set(bytes, at: address)
        }
        var writer = try TreeWriter(size: 1200 / 256 * 256, tiles: tiles)
        for entry in whole.entries[(1200 / 256 * 256)...] { writer.append(Hash.leaf(entry)) }
        #expect(writer.root() == whole.roots[1200])
    }

    @Test func aCopyIsTheStateToGoBackTo() {
        var writer = TreeWriter()
        for number in 0..<300 { writer.append(Hash.leaf([UInt8(number & 255)])) }
        _ = writer.takeChangedTiles()
        let saved = writer
        for _ in 0..<300 { writer.append(Hash.leaf([9])) }
        _ = writer.takeChangedTiles()
        #expect(writer.root() != saved.root())
        writer = saved
        writer.append(Hash.leaf([7]))
        #expect(writer.takeChangedTiles().map(\.previousWidth) == [44])
    }

    @Test func threeLevelsOfTilesCostThirtyTwoBytesALeafAndRestart() throws {
        var writer = TreeWriter()
        var tiles = MemoryTiles()
        let size = 256 * 256 + 256 + 1
        for number in 0..<size {
            writer.append(Hash.leaf(withUnsafeBytes(of: number) { Array($0) }))
            if number % 1000 == 0 { tiles.apply(writer.takeChangedTiles()) }
        }
        tiles.apply(writer.takeChangedTiles())
        #expect(Set(tiles.tiles.keys.map(\.level)) == [0, 1, 2])
        #expect(Set(tiles.tiles.keys) == Set(TileAddress.all(treeSize: UInt64(size))))
        for (address, bytes) in tiles.tiles {
            #expect(bytes.count == 32 * address.width(treeSize: UInt64(size)))
        }
        let stored = tiles.tiles.values.reduce(0) { $0 + $1.count }
        #expect(Double(stored) / Double(size) < 33)
        #expect(try TreeWriter(size: UInt64(size), tiles: tiles).root() == writer.root())
        #expect(try MerkleFrontier(size: UInt64(size), reader: TileHashReader(tiles)).root() == writer.root())
    }

    @Test func missingAndShortTilesAreNamed() throws {
        let tree = TestTree(300)
        var tiles = tree.tiles
        let address = TileAddress(level: 0, index: 1)
        tiles.set(Array(repeating: 0, count: 32), at: address)
        #expect(throws: TileError.tooShort(address, bytes: 32, wanted: 44 * 32)) {
            try TreeWriter(size: 300, tiles: tiles)
        }
        #expect(throws: TileError.missing(TileAddress(level: 0, index: 0))) {
            try TreeWriter(size: 5, tiles: MemoryTiles())
        }
        #expect(throws: TileError.self) { try TileHashReader(tiles).root(size: 300) }
    }

    @Test(arguments: [2, 1024])
    func aReaderGoesOnWhileTheTreeGrowsUnderIt(capacity: Int) throws {
        /// A store that another hand writes to.
        final class Store: TileReader {
            var tiles = MemoryTiles()
            func tile(_ address: TileAddress, width: Int) throws -> [UInt8] {
                try tiles.tile(address, width: width)
            }
        }
        let store = Store()
        let reader = TileHashReader(store, capacity: capacity)
        let whole = TestTree(600)
        var writer = TreeWriter()
        for (number, entry) in whole.entries.enumerated() {
            writer.append(Hash.leaf(entry))
            store.tiles.apply(writer.takeChangedTiles())
            #expect(try reader.root(size: UInt64(number + 1)) == whole.roots[number + 1])
        }
    }

    @Test func aSmallCacheReadsTheSameHashes() throws {
        let tree = TestTree(2000)
        let small = TileHashReader(tree.tiles, capacity: 2)
        let large = tree.reader
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            let index = UInt64.random(in: 0..<2000, using: &generator)
            #expect(
                try small.inclusionProof(index: index, size: 2000)
                    == large.inclusionProof(index: index, size: 2000))
        }
    }
}
