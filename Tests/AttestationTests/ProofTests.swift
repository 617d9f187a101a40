// Proofs that leave the daemon hold, for every entry and every earlier size.

import Attestation
import Evidence
import Ledger
import Testing

@Suite struct ProofTests {
    @Test func everyEntryIsProvedWithItsBytes() throws {
        let log = try TestLog()
        let keys = try KeyHistory(first: logKey().verifierKey)
        for count in [1, 6, 249, 1, 344] {
            try log.append(count)
            for seq in stride(from: 1, through: log.writer.lastSeq, by: 13) {
                let ticket = try InclusionTicket(parsing: log.attestor.inclusionProof(seq: seq).bytes)
                let entry = try #require(try log.store.entry(seq: seq)?.bytes)
                #expect(ticket.extra == entry)
                #expect(ticket.checkpoint.checkpoint.size == UInt64(log.writer.lastSeq))
                _ = try ticket.verify(entry: entry, keys: keys)
            }
        }
        for seq in [0, -1, 602, .max] {
            #expect(throws: AttestationError.noSuchEntry(seq: seq, size: 601)) {
                try log.attestor.inclusionProof(seq: seq)
            }
        }
    }

    @Test func everyEarlierSizeIsProvedToBeTheBeginning() throws {
        let log = try TestLog(entries: 700)
        for older in stride(from: 1, through: 700, by: 9) {
            let proof = try #require(
                try AddCheckpointRequest(parsing: log.attestor.consistencyProof(from: UInt64(older)).bytes))
            try ProofVerifier.verifyConsistency(
                from: UInt64(older), root: log.expectedRoot(size: older), to: 700,
                root: proof.checkpoint.checkpoint.root, proof: proof.proof)
        }
        #expect(throws: AttestationError.aheadOfLog(size: 700, asked: 701)) {
            try log.attestor.consistencyProof(from: 701)
        }
    }

    @Test func anEmptyLogHasNothingToProve() throws {
        let log = try TestLog()
        #expect(throws: AttestationError.empty) { try log.attestor.checkpoint() }
        #expect(throws: AttestationError.empty) { try log.attestor.inclusionProof(seq: 1) }
    }
}
