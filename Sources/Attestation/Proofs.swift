// Proofs about single entries and about the log's growth, in files that anyone can check offline.

public import Evidence
import Ledger

extension Attestor {
    /// Which checkpoint a proof leads to.
    public enum ProofTarget: Sendable {
        /// That of the last commit.
        case latest
        /// The largest one that a witness has cosigned; the latest if it does not cover the entry.
        case cosigned
    }

    /// The proof that an entry is in the log (c2sp.org/tlog-proof).
    ///
    /// The entry's own bytes go along as the proof's extra data, so that the file is complete in itself.
    ///
    /// - Parameter seq: the entry's number, from 1.
    /// - Throws: ``AttestationError``, `FileFailure`, or a failure to read.
    public func inclusionProof(seq: Int, to target: ProofTarget = .latest) throws -> InclusionTicket {
        var (signed, _) = try snapshot()
        if target == .cosigned, let known = cosigned.latest, known.checkpoint.size >= max(1, seq) {
            signed = known
        }
        let size = signed.checkpoint.size
        guard seq > 0, UInt64(seq) <= size, let entry = try ledger.entry(seq: seq) else {
            throw AttestationError.noSuchEntry(seq: seq, size: size)
        }
        let index = UInt64(seq) - 1
        let hashes = try proofs.with { try $0.inclusionProof(index: index, size: size) }
        do {
            try ProofVerifier.verifyInclusion(
                of: Hash.leaf(entry.bytes), index: index, size: size, proof: hashes,
                root: signed.checkpoint.root)
        } catch { throw AttestationError.indexDamaged(seq: seq) }
        return InclusionTicket(index: index, hashes: hashes, checkpoint: signed, extra: entry.bytes)
    }

    /// The proof that an entry is in the log, without the entry: for whoever has it already.
    ///
    /// - Throws: ``AttestationError``, `FileFailure`, or a failure to read.
    public func bareInclusionProof(seq: Int) throws -> InclusionTicket {
        let (signed, tree) = try snapshot()
        guard seq > 0, UInt64(seq) <= tree.size else {
            throw AttestationError.noSuchEntry(seq: seq, size: tree.size)
        }
        let index = UInt64(seq) - 1
        let hashes = try proofs.with { try $0.inclusionProof(index: index, size: tree.size) }
        return InclusionTicket(index: index, hashes: hashes, checkpoint: signed)
    }

    /// The proof that the log of `size` entries is the beginning of the log as it stands.
    ///
    /// In the form of a witness's add-checkpoint request (c2sp.org/tlog-witness): the old size, the hashes,
    /// and the new checkpoint.
    ///
    /// - Throws: ``AttestationError``, `FileFailure`, or a failure to read.
    public func consistencyProof(from size: UInt64) throws -> AddCheckpointRequest {
        let (signed, tree) = try snapshot()
        guard size <= tree.size else {
            throw AttestationError.aheadOfLog(size: tree.size, asked: size)
        }
        return try proofs.with { try AddCheckpointRequest(from: size, to: signed, reader: $0) }
    }
}
