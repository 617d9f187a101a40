// The proof of one entry as a text file (c2sp.org/tlog-proof@v1): index, inclusion proof and checkpoint,
// which together show offline that an entry is in the log that signed the checkpoint.

/// Why a proof file is refused.
public enum InclusionTicketError: Error, Equatable, CustomStringConvertible {
    /// A line is not what the format wants there; lines are counted from 1.
    case malformed(line: Int)
    /// The checkpoint in it is refused.
    case checkpoint(CheckpointError)
    /// The log's signature on the checkpoint is refused.
    case signature(KeyHistoryError)
    /// The proof does not lead from the entry to the checkpoint.
    case proof(ProofFailure)

    public var description: String {
        switch self {
        case .malformed(let line): "line \(line) of the proof is not as c2sp.org/tlog-proof@v1 wants it"
        case .checkpoint(let error): error.description
        case .signature(let error): error.description
        case .proof(let error): error.description
        }
    }
}

/// A self-contained proof that an entry is in a log.
public struct InclusionTicket: Sendable, Equatable {
    /// Usual ending of the file's name.
    public static let fileExtension = "tlog-proof"

    /// Opaque data beside the proof; not authenticated by anything.
    public let extra: [UInt8]?
    /// Index of the entry, from 0.
    public let index: UInt64
    /// The inclusion proof, from the leaf's sibling upwards.
    public let hashes: [Hash]
    /// The checkpoint that the proof leads to.
    public let checkpoint: SignedCheckpoint

    /// Puts a proof together.
    public init(index: UInt64, hashes: [Hash], checkpoint: SignedCheckpoint, extra: [UInt8]? = nil) {
        self.index = index
        self.hashes = hashes
        self.checkpoint = checkpoint
        self.extra = extra
    }

    /// Reads a proof file. Nothing is checked but its form: see `verify(entry:keys:)`.
    public init(parsing bytes: [UInt8]) throws(InclusionTicketError) {
        var lines = LineReader(bytes)
        guard let first = lines.next(), first.elementsEqual(InclusionTicket.header.utf8) else {
            throw .malformed(line: lines.line)
        }
        var text = lines.next()
        if let data = text?.removing(prefix: InclusionTicket.extraPrefix) {
            guard let decoded = Base64.decode(data) else { throw .malformed(line: lines.line) }
            extra = decoded
            text = lines.next()
        } else {
            extra = nil
        }
        guard let number = text?.removing(prefix: InclusionTicket.indexPrefix).flatMap({ Decimal.parse($0) })
        else { throw .malformed(line: lines.line) }
        index = number
        // No tree is higher than its size has bits.
        guard let proof = lines.hashes(maximum: 63) else { throw .malformed(line: lines.line) }
        hashes = proof
        do {
            checkpoint = try SignedCheckpoint(parsing: Array(lines.rest))
        } catch {
            throw .checkpoint(error)
        }
    }

    /// The proof as it is written to a file.
    public var bytes: [UInt8] {
        var head = InclusionTicket.header + "\n"
        if let extra { head += InclusionTicket.extraPrefix + Base64.encode(extra) + "\n" }
        head += InclusionTicket.indexPrefix + "\(index)\n"
        for hash in hashes { head += hash.base64 + "\n" }
        return Array(head.utf8) + [UInt8(ascii: "\n")] + checkpoint.bytes
    }

    /// Checks that the entry is in the log and that the log's key in office signed the checkpoint.
    ///
    /// - Returns: those of the given witnesses that cosigned; whether they are enough is the caller's policy.
    public func verify(
        entry: [UInt8], keys: KeyHistory, witnesses: [VerifierKey] = []
    ) throws(InclusionTicketError) -> [VerifiedSignature] {
        do {
            _ = try keys.verify(checkpoint)
        } catch {
            throw .signature(error)
        }
        let cosignatures: [VerifiedSignature]
        do {
            cosignatures = try checkpoint.note.knownSignatures(witnesses)
        } catch {
            throw .checkpoint(.note(error))
        }
        do {
            try ProofVerifier.verifyInclusion(
                of: Hash.leaf(entry), index: index, size: checkpoint.checkpoint.size, proof: hashes,
                root: checkpoint.checkpoint.root)
        } catch {
            throw .proof(error)
        }
        return cosignatures
    }

    private static let header = "c2sp.org/tlog-proof@v1"
    private static let extraPrefix = "extra "
    private static let indexPrefix = "index "
}
