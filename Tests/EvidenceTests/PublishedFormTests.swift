// The files of a published log: names of tiles, entry bundles, and the proof of one entry.

import Foundation
import Testing

@testable import Evidence

@Suite struct TilePathTests {
    @Test(arguments: [
        ("tile/0/000", 0, 0, 256), ("tile/0/000.p/1", 0, 0, 1), ("tile/3/x001/x234/067", 3, 1_234_067, 256),
        ("tile/63/x123/456.p/255", 63, 123_456, 255), ("tile/1/999", 1, 999, 256),
        ("tile/0/x001/000", 0, 1000, 256),
    ])
    func aNameReadsBack(text: String, level: Int, index: UInt64, width: Int) {
        let path = TilePath(parsing: text)
        #expect(path == TilePath(.hashes(level: level), index: index, width: width))
        #expect(path?.description == text)
    }

    @Test func entriesHaveNamesOfTheirOwn() {
        #expect(TilePath(.entries, index: 1_234_067)?.description == "tile/entries/x001/x234/067")
        #expect(TilePath(parsing: "tile/entries/000.p/15") == TilePath(.entries, index: 0, width: 15))
        let last = TilePath(.entries, index: UInt64(Int64.max))
        #expect(last.map { TilePath(parsing: $0.description) } == last)
    }

    @Test(arguments: [
        "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/1", "tile/00/000",
        "tile/64/000", "tile/-1/000", "tile/a/000", "tile/0/x000", "tile/0/x000/000", "tile/0/001/000",
        "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01",
        "tile/0/000/1",
        "/tile/0/000", "tile/0/000/", "tile//000", "Tile/0/000", "tile/0/x001/000.p", "tile/0/.p/1",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999", "tile/0/+12", "tile/entries", "tile/0/000.p/1/2",
    ])
    func anythingElseIsNoName(text: String) {
        #expect(TilePath(parsing: text) == nil)
    }

    @Test func impossibleTilesHaveNoName() {
        #expect(TilePath(.entries, index: 0, width: 0) == nil)
        #expect(TilePath(.entries, index: 0, width: 257) == nil)
        #expect(TilePath(.hashes(level: 64), index: 0) == nil)
        #expect(TilePath(.entries, index: .max) == nil)
    }

    @Test func aTreeHasTheTilesOfTheSpecificationsExample() {
        // c2sp.org/tlog-tiles: 70,000 leaves are 273 full and one partial tile, one and one, and one partial.
        let tiles = Array(TileAddress.all(treeSize: 70_000))
        #expect(tiles.count == 274 + 2 + 1)
        #expect(TileAddress(level: 0, index: 273).width(treeSize: 70_000) == 112)
        #expect(TileAddress(level: 1, index: 0).width(treeSize: 70_000) == 256)
        #expect(TileAddress(level: 1, index: 1).width(treeSize: 70_000) == 17)
        #expect(TileAddress(level: 2, index: 0).width(treeSize: 70_000) == 1)
        #expect(Array(TileAddress.all(treeSize: 0)).isEmpty)
        #expect(tiles.allSatisfy { $0.width(treeSize: 70_000) > 0 })
    }
}

@Suite struct EntryBundleTests {
    @Test func entriesOfAllLengthsReadBack() throws {
        let entries = [[], [1], [UInt8](repeating: 7, count: 255), [UInt8](repeating: 8, count: 65_535)]
        let bundle = try EntryBundle.encode(entries)
        #expect(try EntryBundle.decode(bundle).map { Array(bundle[$0]) } == entries)
        #expect(try EntryBundle.decode([]).isEmpty)
        #expect(Array(bundle[..<5]) == [0, 0, 0, 1, 1])
    }

    @Test func whatDoesNotFitIsRefused() {
        #expect(throws: EntryBundleError.entryTooLong(bytes: 65_536)) {
            try EntryBundle.encode([[UInt8](repeating: 0, count: 65_536)])
        }
        #expect(throws: EntryBundleError.tooManyEntries(257)) {
            try EntryBundle.encode(Array(repeating: [], count: 257))
        }
        #expect(throws: EntryBundleError.tooManyEntries(257)) {
            try EntryBundle.decode([UInt8](repeating: 0, count: 2 * 257))
        }
        for cut in [[0], [0, 1], [0, 1, 9, 0], [0, 1, 9, 0, 2, 1]] as [[UInt8]] {
            #expect(throws: EntryBundleError.truncated(afterEntries: cut.count > 3 ? 1 : 0)) {
                try EntryBundle.decode(cut)
            }
        }
    }
}

@Suite struct InclusionTicketTests {
    private func file() throws -> [UInt8] {
        try Vectors.bytes(Vectors.copied.appending(path: "minuted_proposed/leaf102.tlog-proof"))
    }

    private func leaf() throws -> [UInt8] {
        try Vectors.bytes(Vectors.copied.appending(path: "minuted_proposed/leaf102.bin"))
    }

    private func keys() throws -> KeyHistory { try KeyHistory(first: TestKeys.board().verifierKey) }

    @Test func theProofThatGoAcceptsReadsBackAndVerifies() throws {
        let ticket = try InclusionTicket(parsing: file())
        #expect(ticket.index == 102)
        #expect(ticket.extra == nil)
        #expect(try ticket.bytes == file())
        let witness = try TestKeys.witness().verifierKey
        #expect(try ticket.verify(entry: leaf(), keys: keys(), witnesses: [witness]).map(\.key) == [witness])
        #expect(try ticket.verify(entry: leaf(), keys: keys()).isEmpty)
    }

    @Test func aProofOfOursVerifiesForItsEntryOnly() throws {
        let tree = TestTree(300)
        let ticket = InclusionTicket(
            index: 257, hashes: try tree.reader.inclusionProof(index: 257, size: 300),
            checkpoint: try TestKeys.checkpoint(tree, size: 300), extra: Array("minutes of 3 May".utf8))
        let read = try InclusionTicket(parsing: ticket.bytes)
        #expect(read == ticket)
        #expect(try read.verify(entry: tree.entries[257], keys: keys()).isEmpty)
        #expect(throws: InclusionTicketError.proof(.rootDiffers)) {
            try read.verify(entry: tree.entries[256], keys: keys())
        }
        let stranger = try KeyHistory(first: TestKeys.successor().verifierKey)
        #expect(throws: InclusionTicketError.signature(.note(.noKnownKey))) {
            try read.verify(entry: tree.entries[257], keys: stranger)
        }
    }

    @Test func everyFlippedBitOfProofOrEntryIsFound() throws {
        var generator = SeededGenerator(seed: 7)
        let (file, leaf, keys) = (try file(), try leaf(), try keys())
        let witness = try TestKeys.witness().verifierKey
        for changed in flips(file, places: 500, using: &generator) {
            // A cosignature line whose name or key ID changed is that of an unknown key: then it is missing.
            let found = try? InclusionTicket(parsing: changed)
                .verify(entry: leaf, keys: keys, witnesses: [witness])
            #expect(found?.isEmpty ?? true)
        }
        for changed in flips(leaf, places: 20, using: &generator) {
            #expect(throws: InclusionTicketError.proof(.rootDiffers)) {
                try InclusionTicket(parsing: file).verify(entry: changed, keys: keys)
            }
        }
    }

    @Test func malformedProofsAreRefusedWithTheLine() throws {
        let good = String(decoding: try file(), as: UTF8.self)
        let cases: [(String, Int)] = [
            ("", 1), (good.replacing("@v1", with: "@v2"), 1),
            (good.replacing("index 102", with: "index 0102"), 2),
            (good.replacing("index 102", with: "extra !\nindex 102"), 2),
            (good.replacing("index 102", with: "extra AA==\nextra AA==\nindex 102"), 3),
            (good.replacing("index 102\n", with: ""), 2),
            (good.replacing("index 102\n", with: "index 102\nAA==\n"), 3),
            ("c2sp.org/tlog-proof@v1\nindex 1\n", 3),
        ]
        for (text, line) in cases {
            #expect(throws: InclusionTicketError.malformed(line: line)) {
                try InclusionTicket(parsing: Array(text.utf8))
            }
        }
        let long = good.replacing(
            "index 102\n", with: "index 102\n" + String(repeating: Hash.emptyRoot.base64 + "\n", count: 64))
        #expect(throws: InclusionTicketError.self) { try InclusionTicket(parsing: Array(long.utf8)) }
    }
}
