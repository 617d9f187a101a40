// Checkpoints are signed when somebody is to have one, of what is committed and nothing else.

import Evidence
import Foundation
import Ledger
import Publication
import Testing

@testable import Attestation

@Suite struct CheckpointTests {
    @Test func aCheckpointIsThatOfTheCommittedEntries() throws {
        let log = try TestLog()
        let keys = try KeyHistory(first: logKey().verifierKey)
        var size = 0
        for count in [1, 1, 253, 1, 1, 255, 300, 70_000] {
            try log.append(count)
            size += count
            if size % 2 == 0 { try log.store.flushIndex() }
            let signed = try log.attestor.checkpoint()
            #expect(try keys.verify(signed) == logKey().verifierKey)
            #expect(signed.checkpoint.origin == origin)
            #expect(signed.checkpoint.size == UInt64(size))
            #expect(try signed.checkpoint.root == log.expectedRoot(size: size))
        }
    }

    @Test func noneIsSignedInACommitAndNoneTwice() throws {
        let log = try TestLog(entries: 3)
        #expect(log.attestor.board.with { $0.signed } == nil)
        #expect(log.attestor.uncovered == 3)
        let before = try log.attestor.checkpoint()
        // Ed25519 signatures made here are randomised: the same bytes mean the same signature.
        #expect(try log.attestor.checkpoint() == before)
        #expect(log.attestor.uncovered == 0)
        try log.append(2)
        #expect(log.attestor.board.with { $0.signed } == before)
        #expect(log.attestor.uncovered == 2)
    }

    @Test func whatIsNotCommittedIsNotInACheckpoint() throws {
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
            #expect(try log.attestor.checkpoint() == before)
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
                if size % 2 == 0 { try log.store.flushIndex() }
            }
            let log = try TestLog(directory)
            #expect(log.attestor.size == UInt64(size))
            #expect(try log.attestor.checkpoint().checkpoint.root == log.expectedRoot(size: size))
        }
    }

    @Test func theIndexTakesLessThan120BytesAnEntryAndTheLogHardlyMoreThanItsBodies() throws {
        let log = try TestLog(entries: 20_000)
        try log.store.flushIndex()
        func pages(_ schema: String) throws -> Double {
            Double(
                try log.store.read { connection in
                    try Schema.integer(
                        connection,
                        "SELECT sum(pgsize) FROM dbstat('\(schema)') WHERE name NOT LIKE 'sqlite_%'")
                })
        }
        #expect(try pages("beside") / 20_000 <= 120)
        var bodies = 0
        try log.store.forEach(in: 1...20_000) { _, bytes in bodies += bytes.count }
        #expect(try pages("main") / Double(bodies) <= 1.15)
    }
}
