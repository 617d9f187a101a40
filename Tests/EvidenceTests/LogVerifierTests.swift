// Verification of whole logs: it says verified, consistent only, or broken and where, and never more.

import Testing

@testable import Evidence

@Suite struct LogVerifierTests {
    private let tree = TestTree(1000)

    private func head(_ size: Int, _ source: TreeHead.Source = .outside, of other: TestTree? = nil)
        -> TreeHead
    {
        TreeHead(
            label: "anchor", size: UInt64(size), root: (other ?? tree).roots[size], source: source)
    }

    /// Verifies entries in batches of seeded random length.
    private func verify(
        _ entries: [[UInt8]], _ heads: [TreeHead], tiles: MemoryTiles? = nil, seed: UInt64 = 8,
        parallel: Bool = true
    ) -> VerificationReport {
        var generator = SeededGenerator(seed: seed)
        var verifier = LogVerifier(comparing: heads, tiles: tiles, parallel: parallel)
        var start = 0
        while start < entries.count {
            let end = min(entries.count, start + Int.random(in: 1...700, using: &generator))
            verifier.append(EntryBatch(entries[start..<end]))
            start = end
        }
        return verifier.report()
    }

    @Test func withoutAnAnchorItIsConsistentOnly() {
        let report = verify(tree.entries, [head(500, .own), head(1000, .own)])
        #expect(report.outcome == .consistentOnly)
        #expect(report.uncoveredTail == 1000)
        #expect(report.root == tree.roots[1000])
        #expect(verify(tree.entries, []).outcome == .consistentOnly)
        #expect(verify([], []).root == Hash.emptyRoot)
        // An anchor of an empty log covers nothing.
        #expect(verify(tree.entries, [head(0)]).outcome == .consistentOnly)
    }

    @Test func theLargestAnchorCountsAndTheTailIsSaid() {
        for size in [1, 255, 256, 257, 512, 700, 999, 1000] {
            let heads = [head(size), head(1), head(1000, .own), head(size, .own)]
            let report = verify(tree.entries, heads, seed: UInt64(size))
            #expect(report.outcome == .verified(head(size)))
            #expect(report.uncoveredTail == UInt64(1000 - size))
            #expect(report.size == 1000)
        }
    }

    @Test func anyBatchingAndAnyNumberOfCoresSayTheSame() {
        let heads = [3, 256, 300, 301, 768, 901].map { head($0) }
        for seed in 0..<20 {
            let report = verify(tree.entries, heads, seed: UInt64(seed), parallel: seed % 2 == 0)
            #expect(report.outcome == .verified(head(901)))
            #expect(report.root == tree.roots[1000])
        }
    }

    @Test func everyFlippedBitIsFoundAndNarrowedDown() throws {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<100 {
            let place = Int.random(in: 0..<900, using: &generator)
            var entries = tree.entries
            entries[place] = flips(entries[place], places: 1, using: &generator)[2]
            let heads = [head(300), head(600), head(900)]
            let report = verify(entries, heads)
            guard case .broken(let found) = report.outcome else {
                Issue.record("a flipped bit in entry \(place) went unnoticed")
                continue
            }
            // Without stored hashes: somewhere between the last anchor that agrees and the first that does
            // not.
            let first = place / 300 * 300
            #expect(found.entries == UInt64(first)..<UInt64(first + 300))
            #expect(report.anchor == (first == 0 ? nil : head(first)))
            #expect(report.root == nil)
            // With them: exactly that entry.
            let exact = verify(entries, heads, tiles: tree.tiles)
            let wanted = LogBreak(
                entries: UInt64(place)..<UInt64(place + 1), reason: .entryDiffers(head(first + 300)))
            #expect(exact.outcome == .broken(wanted))
        }
    }

    @Test func insertionRemovalAndReorderingAreFound() {
        var inserted = tree.entries
        inserted.insert(Array("new".utf8), at: 400)
        var removed = tree.entries
        removed.remove(at: 400)
        var swapped = tree.entries
        swapped.swapAt(400, 401)
        for entries in [inserted, removed, swapped] {
            let report = verify(entries, [head(350), head(900)], tiles: tree.tiles)
            guard case .broken(let found) = report.outcome else {
                Issue.record("a change of order went unnoticed")
                continue
            }
            #expect(found.entries == 400..<401)
            #expect(report.anchor == head(350))
        }
    }

    @Test func aLogThatWasCutOffIsBrokenAtItsEnd() {
        let report = verify(Array(tree.entries[..<800]), [head(500), head(900)])
        #expect(report.outcome == .broken(LogBreak(entries: 800..<801, reason: .cutOff(head(900)))))
        #expect(report.anchor == head(500))
        #expect(report.uncoveredTail == 300)
        #expect(
            "\(LogBreak(entries: 800..<801, reason: .cutOff(head(900))))".contains("entry 801 is missing"))
    }

    @Test func aRewrittenLogAgreesWithItselfAndNotWithTheAnchor() {
        // Everything inside was rewritten consistently: entries, tiles, own checkpoints.
        let forged = TestTree(1000) { Array("\($0 == 42 ? "bribe" : "entry") \($0)".utf8) }
        let own = head(1000, .own, of: forged)
        #expect(verify(forged.entries, [own], tiles: forged.tiles).outcome == .consistentOnly)
        let report = verify(forged.entries, [own, head(700)], tiles: forged.tiles)
        let found = LogBreak(entries: 0..<700, reason: .rootDiffers(head(700), found: forged.roots[700]))
        #expect(report.outcome == .broken(found))
    }

    @Test func forgedTilesDoNotPointAtAnInnocentEntry() throws {
        var entries = tree.entries
        entries[42] = Array("bribe".utf8)
        var tiles = tree.tiles
        var bytes = try tiles.tile(TileAddress(level: 0, index: 0), width: 256)
        bytes[10 * 32] ^= 1
        tiles.set(bytes, at: TileAddress(level: 0, index: 0))
        guard case .broken(let found) = verify(entries, [head(300)], tiles: tiles).outcome else {
            Issue.record("the change went unnoticed")
            return
        }
        #expect(found.entries == 0..<300)
    }

    @Test func aDamagedStoredHashIsToldApartFromADamagedEntry() throws {
        var tiles = tree.tiles
        var bytes = try tiles.tile(TileAddress(level: 0, index: 1), width: 256)
        bytes[7 * 32] ^= 1
        tiles.set(bytes, at: TileAddress(level: 0, index: 1))
        let covered = verify(tree.entries, [head(900)], tiles: tiles)
        #expect(covered.outcome == .verified(head(900)))
        #expect(covered.damagedStoredHash == 263)
        // With nothing to say which of the two is right it is a break.
        for heads in [[], [head(200)]] {
            guard case .broken(let found) = verify(tree.entries, heads, tiles: tiles).outcome else {
                Issue.record("the change went unnoticed")
                continue
            }
            #expect(found.entries == 263..<264)
        }
        #expect(verify(tree.entries, [head(900)], tiles: tree.tiles).damagedStoredHash == nil)
    }

    @Test func whatTheReaderFindsBreaksTheLogThere() {
        var verifier = LogVerifier(comparing: [head(500)])
        verifier.append(EntryBatch(tree.entries[..<600]))
        #expect(!verifier.isBroken)
        verifier.reportMalformed(index: 555, "its sequence number is 555 a second time")
        verifier.reportMalformed(index: 556, "later")
        verifier.append(EntryBatch(tree.entries[600...]))
        let report = verifier.report()
        let found = LogBreak(
            entries: 555..<556, reason: .malformed("its sequence number is 555 a second time"))
        #expect(report.outcome == .broken(found))
        #expect(found.description == "entry 556: its sequence number is 555 a second time")
        #expect(report.anchor == head(500))
        #expect(report.size == 1000)
    }

    @Test func anEntryThatIsTooLongBreaksTheLogThere() {
        var entries = tree.entries
        entries[700] = [UInt8](repeating: 1, count: 65_536)
        let report = verify(entries, [head(650)])
        #expect(report.outcome == .broken(LogBreak(entries: 700..<701, reason: .entryTooLong(bytes: 65_536))))
        #expect(report.anchor == head(650))
        entries[700] = [UInt8](repeating: 1, count: 65_535)
        #expect(verify(entries, [head(650)]).outcome == .verified(head(650)))
    }

    @Test func aCheckpointBecomesAnAnchorOnlyIfItsKeyIsInOffice() throws {
        let history = try KeyHistory(first: TestKeys.board().verifierKey)
        var signed = try TestKeys.checkpoint(tree, size: 800)
        try signed.add(TestKeys.witness().cosign(signed.note.text, time: 1))
        let witness = try TestKeys.witness().verifierKey
        let head = try TreeHead(
            label: "minutes of 3 May", checkpoint: signed, source: .outside, keys: history,
            witnesses: [witness])
        #expect(head.witnesses == ["witness.example/leader"])
        #expect(verify(tree.entries, [head]).outcome == .verified(head))
        let forged = try TestKeys.checkpoint(tree, size: 800, key: TestKeys.successor())
        #expect(throws: KeyHistoryError.self) {
            try TreeHead(label: "forged", checkpoint: forged, source: .outside, keys: history)
        }
    }
}
