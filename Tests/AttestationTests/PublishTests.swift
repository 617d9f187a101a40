// What is published is whole and right at every moment, and grows by what is new.

import Attestation
import Evidence
import Foundation
import Ledger
import Publication
import Testing

@Suite struct PublishTests {
    private let published = TemporaryDirectory()

    /// Whether the directory is exactly what the log's checkpoint covers.
    private func check(_ log: TestLog) throws {
        let size = UInt64(log.writer.lastSeq)
        var tiles = MemoryTiles()
        var writer = TreeWriter()
        var lines: [UInt8] = []
        var bundles: [[[UInt8]]] = []
        try log.store.forEach(in: 1...Int(size)) { seq, bytes in
            if seq % 256 == 1 { bundles.append([]) }
            bundles[bundles.count - 1].append(Array(bytes))
            writer.append(Hash.leaf(bytes))
            lines += bytes
            lines.append(0x0A)
        }
        tiles.apply(writer.takeChangedTiles())
        #expect(try published.bytes("entries.ndjson") == lines)
        for address in TileAddress.all(treeSize: size) {
            let width = address.width(treeSize: size)
            let name = try #require(
                TilePath(.hashes(level: address.level), index: address.index, width: width))
            #expect(try published.bytes("\(name)") == tiles.exactTile(address, width: width))
        }
        for (index, entries) in bundles.enumerated() {
            let name = try #require(TilePath(.entries, index: UInt64(index), width: entries.count))
            #expect(try published.bytes("\(name)") == EntryBundle.encode(entries))
        }
        #expect(try published.bytes("checkpoint") == log.attestor.checkpoint().bytes)
        #expect(try published.bytes("vkey") == Array("\(logKey().verifierKey)\n".utf8))
        let result = try audit(published.path, [log.anchor()])
        #expect(result.verdict == .verified, "\(result.lines)")
        #expect(result.lines.allSatisfy { !$0.hasPrefix("note") }, "\(result.lines)")
    }

    @Test func itGrowsWithTheLog() throws {
        let log = try TestLog()
        for count in [1, 5, 249, 1, 0, 1, 300, 1500] {
            try log.append(count)
            try log.publish(into: published.path)
            try check(log)
        }
    }

    @Test func interruptedAnywhereItGoesOn() throws {
        let log = try TestLog(entries: 300)
        try log.publish(into: published.path)
        try log.append(400)
        // After some entries, within a line, and after tiles but before the checkpoint.
        do {
            let directory = try PublishedDirectory(path: published.path)
            var export = try log.store.export(from: 301, upTo: 350)
            try directory.add(#require(try export.piece()))
        }
        try published.write(published.bytes("entries.ndjson").dropLast(20), "entries.ndjson")
        try log.publish(into: published.path)
        try check(log)
        try FileManager.default.removeItem(atPath: published.path + "/checkpoint")
        try FileManager.default.removeItem(atPath: published.path + "/tile/0/001")
        try log.publish(into: published.path)
        try check(log)
    }

    @Test func nothingIsPublishedThatIsNotSigned() throws {
        let log = try TestLog(entries: 10)
        try log.publish(into: published.path)
        try log.append(300)
        let before = try published.files().filter { $0 != "entries.ndjson" }
        let signed = try log.attestor.checkpoint()
        do {
            let directory = try PublishedDirectory(path: published.path)
            var export = try log.store.export(from: 11, upTo: 310)
            var piece = try #require(try export.piece())
            piece[200] ^= 1
            try directory.add(piece)
            let keys = try KeyHistory(first: logKey().verifierKey)
            #expect(throws: PublicationError.self) { try directory.finish(checkpoint: signed, keys: keys) }
        }
        #expect(try published.files().filter { $0 != "entries.ndjson" } == before)
        let anchor = AuditInputs.File(label: "a", bytes: signed.bytes)
        #expect(try audit(published.path, [anchor]).verdict == .broken)
        try log.publish(into: published.path)
        try check(log)
    }

    @Test func anotherLogAndAShorterOneAreRefused() throws {
        let log = try TestLog(entries: 300)
        try log.publish(into: published.path)
        let shorter = try TestLog(entries: 290)
        #expect(throws: PublicationError.ahead(entries: 300, size: 290)) {
            let directory = try PublishedDirectory(path: published.path)
            try directory.finish(
                checkpoint: shorter.attestor.checkpoint(), keys: KeyHistory(first: logKey().verifierKey))
        }
        let stranger = try SigningKey(name: "minuted.example/other", seed: seed)
        let other = try SignedCheckpoint(
            Checkpoint(origin: "minuted.example/other", size: 300, root: log.expectedRoot(size: 300)),
            signedBy: stranger)
        #expect(throws: PublicationError.self) {
            try PublishedDirectory(path: published.path).finish(
                checkpoint: other, keys: KeyHistory(first: stranger.verifierKey))
        }
        try check(log)
    }

    @Test func whatWasChangedInTheDirectoryIsNotBuiltUpon() throws {
        let log = try TestLog(entries: 300)
        try log.publish(into: published.path)
        var lines = try published.bytes("entries.ndjson")
        lines[500] ^= 1
        try published.write(lines, "entries.ndjson")
        #expect(throws: PublicationError.damaged(directory: published.path, size: 300)) {
            try log.publish(into: published.path)
        }
    }

    @Test func onePublisherAtATime() throws {
        let directory = try PublishedDirectory(path: published.path)
        #expect(throws: PublicationError.inUse(published.path)) {
            try PublishedDirectory(path: published.path)
        }
        #expect(directory.entries == 0)
    }
}
