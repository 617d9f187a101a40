// The proof of one entry as a text file (c2sp.org/tlog-proof@v1): index, inclusion proof and checkpoint, which
// together show offline that an entry is in the log that signed the checkpoint.

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
        var rest = bytes[...]
        var line = 0
        func next() throws(InclusionTicketError) -> ArraySlice<UInt8> {
            line += 1
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { throw .malformed(line: line) }
            defer { rest = rest[(end + 1)...] }
            return rest[..<end]
        }
        guard try next().elementsEqual(InclusionTicket.header.utf8) else { throw .malformed(line: line) }
        var text = try next()
        if text.starts(with: InclusionTicket.extraPrefix.utf8) {
            guard let data = Base64.decode(text.dropFirst(InclusionTicket.extraPrefix.utf8.count)) else {
                throw .malformed(line: line)
            }
            extra = data
            text = try next()
        } else {
            extra = nil
        }
        guard text.starts(with: InclusionTicket.indexPrefix.utf8),
            let number = Decimal.parse(text.dropFirst(InclusionTicket.indexPrefix.utf8.count))
        else { throw .malformed(line: line) }
        index = number
        var proof: [Hash] = []
        while true {
            text = try next()
            if text.isEmpty { break }
            // No tree is higher than its size has bits.
            guard proof.count < 63, let hash = Base64.decode(text).flatMap({ Hash($0) }) else {
                throw .malformed(line: line)
            }
            proof.append(hash)
        }
        hashes = proof
        do {
            checkpoint = try SignedCheckpoint(parsing: Array(rest))
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
