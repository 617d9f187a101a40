// The body of a witness's add-checkpoint call (c2sp.org/tlog-witness): the size that the witness saw last, a
// consistency proof, and the new checkpoint. Carried as a file the same bytes make any laptop a witness.

/// What a log sends to a witness.
public struct AddCheckpointRequest: Sendable, Equatable {
    /// Most hashes that a request may have.
    public static let maximumProof = 63
    /// Largest request that is read, in bytes.
    public static let maximumBytes = SignedNote.maximumBytes + 4096

    /// Size of the last checkpoint that the witness cosigned; 0 when it never did.
    public let oldSize: UInt64
    /// Consistency proof from the old size to the new; empty when the old size is 0.
    public let proof: [Hash]
    /// The new checkpoint, signed by the log.
    public let checkpoint: SignedCheckpoint

    /// Puts a request together; nil when the proof is longer than a request may have it.
    public init?(oldSize: UInt64, proof: [Hash], checkpoint: SignedCheckpoint) {
        guard proof.count <= AddCheckpointRequest.maximumProof, oldSize <= UInt64(Int64.max) else {
            return nil
        }
        self.oldSize = oldSize
        self.proof = proof
        self.checkpoint = checkpoint
    }

    /// Makes the request that brings a witness from `oldSize` to a checkpoint of the log that `reader` reads.
    ///
    /// - Throws: `TreeRangeError` when the witness is ahead of the checkpoint, and whatever the reader
    ///   throws.
    public init(from oldSize: UInt64, to checkpoint: SignedCheckpoint, reader: some HashReader) throws {
        self.oldSize = oldSize
        self.checkpoint = checkpoint
        proof = try reader.consistencyProof(from: oldSize, to: checkpoint.checkpoint.size)
    }

    /// Reads a request; nil when it is malformed.
    public init?(parsing bytes: [UInt8]) {
        guard bytes.count <= AddCheckpointRequest.maximumBytes else { return nil }
        var lines = LineReader(bytes)
        guard let size = lines.next()?.removing(prefix: "old ").flatMap({ Decimal.parse($0) }),
            let hashes = lines.hashes(maximum: AddCheckpointRequest.maximumProof),
            let checkpoint = try? SignedCheckpoint(parsing: Array(lines.rest))
        else { return nil }
        self.init(oldSize: size, proof: hashes, checkpoint: checkpoint)
    }

    /// The request as it is sent, or written to a file.
    public var bytes: [UInt8] {
        let head = "old \(oldSize)\n" + proof.map { $0.base64 + "\n" }.joined() + "\n"
        return Array(head.utf8) + checkpoint.bytes
    }
}
