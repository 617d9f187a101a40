// Proofs about single entries and about the log's growth, in files that anyone can check offline.

public import Evidence
import Ledger

/// Reads hashes for proofs through one cache. Confined to whoever holds its lock.
final class ProofReader {
    private let tiles: CurrentTiles
    private let hashes: TileHashReader<CurrentTiles>

    init(ledger: LedgerStore) {
        tiles = CurrentTiles(ledger: ledger)
        // 64 MB at the most, and only while a million entries are being proved.
        hashes = TileHashReader(tiles, capacity: 4096)
    }

    func reader(of tree: TreeWriter) -> TileHashReader<CurrentTiles> {
        tiles.follow(tree)
        return hashes
    }
}

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
        var (signed, tree) = try snapshot()
        if target == .cosigned, let known = cosigned.latest, known.checkpoint.size >= max(1, seq) {
            signed = known
        }
        let size = signed.checkpoint.size
        guard seq > 0, UInt64(seq) <= size, let entry = try ledger.entry(seq: seq) else {
            throw AttestationError.noSuchEntry(seq: seq, size: size)
        }
        let index = UInt64(seq) - 1
        let hashes = try proofs.with { proofs in
            try proofs.reader(of: tree).inclusionProof(index: index, size: size)
        }
        return InclusionTicket(index: index, hashes: hashes, checkpoint: signed, extra: entry.bytes)
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
        return try proofs.with { proofs in
            try AddCheckpointRequest(from: size, to: signed, reader: proofs.reader(of: tree))
        }
    }
}
