// Tree and checkpoint stand or fall with the entries.

import Evidence
import Foundation
import Ledger
import Publication
import Testing

@testable import Attestation

@Suite struct TreeObserverTests {
    @Test func everyCommitHasASignedCheckpointOfItsTree() throws {
        let log = try TestLog()
        let keys = try KeyHistory(first: logKey().verifierKey)
        var size = 0
        for count in [1, 1, 253, 1, 1, 255, 300, 70_000] {
            try log.append(count)
            size += count
            let signed = try log.attestor.checkpoint()
            #expect(try keys.verify(signed) == logKey().verifierKey)
            #expect(signed.checkpoint.origin == origin)
            #expect(signed.checkpoint.size == UInt64(size))
            #expect(try signed.checkpoint.root == log.expectedRoot(size: size))
        }
    }

    @Test func nothingIsSignedWhenNothingChanged() throws {
        let log = try TestLog(entries: 3)
        let before = try log.attestor.checkpoint()
        try log.writer.begin()
        try log.writer.recordReceipt(commandId: "idle", digest: [1], entries: nil, at: someTime)
        try log.writer.commit()
        // Ed25519 signatures made here are randomised: the same bytes mean the same signature.
        #expect(try log.attestor.checkpoint() == before)
        #expect(try log.store.read { try TreeTables.checkpoint($0)?.note } == before.bytes)
    }

    @Test func aBatchThatIsRolledBackLeavesNoTrace() throws {
        let log = try TestLog()
        try log.writer.begin()
        try log.appendToBatch(2)
        log.writer.rollback()
        #expect(log.attestor.verifierKey == nil)
        try log.append(254)
        for count in [1, 2, 300] {
            let before = try log.attestor.checkpoint()
            try log.writer.begin()
            try log.appendToBatch(count)
            log.writer.rollback()
            #expect(try log.attestor.checkpoint() == before)
            try log.append(1)
            let size = log.writer.lastSeq
            #expect(try log.attestor.checkpoint().checkpoint.root == log.expectedRoot(size: size))
        }
    }

    @Test func theTreeIsTakenUpAgainAtAnyLength() throws {
        let directory = TemporaryDirectory()
        var size = 0
        for count in [1, 254, 1, 1, 600, 65_536 - 857, 1, 256] {
            do {
                let log = try TestLog(directory)
                try log.append(count)
                size += count
            }
            let log = try TestLog(directory)
            #expect(log.attestor.size == UInt64(size))
            #expect(try log.attestor.checkpoint().checkpoint.root == log.expectedRoot(size: size))
        }
    }

    @Test func theTreeTakesLessThan70BytesAnEntry() throws {
        let log = try TestLog(entries: 20_000)
        let pages = try log.store.read { connection in
            try Schema.integer(
                connection, "SELECT sum(pgsize) FROM dbstat WHERE name IN ('tile', 'checkpoint')")
        }
        #expect(pages > 0)
        #expect(Double(pages) / 20_000 <= 70)
    }
}
