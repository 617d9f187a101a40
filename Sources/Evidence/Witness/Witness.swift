// A witness as a state machine without input or output (c2sp.org/tlog-witness): it cosigns a checkpoint
// only if it continues the last one it cosigned. What it saw is persisted by the caller before anything is
// signed.

/// The largest tree of a log that a witness has cosigned.
public struct WitnessedTree: Sendable, Equatable {
    /// Number of entries.
    public let size: UInt64
    /// Root of the tree.
    public let root: Hash

    /// What the caller read back from where it persists this.
    public init(size: UInt64, root: Hash) {
        self.size = size
        self.root = root
    }
}

/// A witness's answer, as an HTTP response or what is written beside a request file.
public enum WitnessAnswer: Sendable, Equatable {
    /// The checkpoint is cosigned; the body is one signature line for each of the witness's keys.
    case cosigned([NoteSignature])
    /// The request is malformed, or its old size is above that of its checkpoint.
    case badRequest
    /// No trusted key of that log signed the checkpoint.
    case notSigned
    /// The witness does not know the log.
    case unknownLog
    /// The old size is not what the witness saw last, or the same size has another root: a split view.
    case conflict(latestSize: UInt64)
    /// The consistency proof does not show that the checkpoint continues the last one.
    case badProof

    /// HTTP status code.
    public var status: Int {
        switch self {
        case .cosigned: 200
        case .badRequest: 400
        case .notSigned: 403
        case .unknownLog: 404
        case .conflict: 409
        case .badProof: 422
        }
    }

    /// Content type of the body; nil for those whose body says nothing.
    public var contentType: String? {
        switch self {
        case .cosigned: "text/plain; charset=utf-8"
        case .conflict: "text/x.tlog.size"
        case .badRequest, .notSigned, .unknownLog, .badProof: nil
        }
    }

    /// The body.
    public var body: [UInt8] {
        switch self {
        case .cosigned(let signatures): signatures.flatMap { Array($0.line.utf8) }
        case .conflict(let size): Array("\(size)\n".utf8)
        case .badRequest, .notSigned, .unknownLog, .badProof: []
        }
    }
}

/// A witness: its keys, the logs it follows, and the last tree of each that it cosigned.
public struct Witness: Sendable {
    private struct Log: Sendable {
        let keys: [VerifierKey]
        var latest: WitnessedTree?
    }

    private let signers: [SigningKey]
    // By the bytes of the origin: String's own equality joins different spellings of one character.
    private var logs: [[UInt8]: Log] = [:]

    /// Makes a witness that cosigns with these keys.
    ///
    /// - Throws: `KeyError.wrongAlgorithm` for a key that is not one for cosignatures.
    public init(signers: [SigningKey]) throws(KeyError) {
        for signer in signers where signer.verifierKey.algorithm != .cosignatureV1 {
            throw .wrongAlgorithm(signer.verifierKey.algorithm)
        }
        self.signers = signers
    }

    /// Follows a log from the tree that was persisted last; nil when none was ever cosigned.
    public mutating func follow(origin: String, keys: [VerifierKey], latest: WitnessedTree? = nil) {
        logs[Array(origin.utf8)] = Log(keys: keys, latest: latest)
    }

    /// The last tree of a log that was cosigned; nil when there is none.
    public func latest(origin: String) -> WitnessedTree? { logs[Array(origin.utf8)]?.latest }

    /// Answers an add-checkpoint request.
    ///
    /// Check and change are one step: two requests must not be answered by copies of one witness.
    ///
    /// - Parameters:
    ///   - body: the request as received.
    ///   - time: now, in seconds since 1970.
    ///   - persist: makes the new tree durable. It is called before anything is signed; if it throws, nothing
    ///     is cosigned and the witness stays as it was.
    /// - Throws: what `persist` throws, and `KeyError` when signing fails.
    public mutating func addCheckpoint(
        _ body: [UInt8], time: UInt64, persist: (_ origin: String, _ tree: WitnessedTree) throws -> Void
    ) throws -> WitnessAnswer {
        guard let request = AddCheckpointRequest(parsing: body) else { return .badRequest }
        let checkpoint = request.checkpoint.checkpoint
        let origin = Array(checkpoint.origin.utf8)
        guard let log = logs[origin] else { return .unknownLog }
        guard (try? request.checkpoint.verify(with: log.keys)) != nil else { return .notSigned }
        if let refusal = Witness.refusal(of: request, latest: log.latest) { return refusal }
        let tree = WitnessedTree(size: checkpoint.size, root: checkpoint.root)
        try persist(checkpoint.origin, tree)
        logs[origin]?.latest = tree
        return .cosigned(try signers.map { try $0.cosign(request.checkpoint.note.text, time: time) })
    }

    /// Why the checkpoint does not continue the latest one; nil when it does.
    private static func refusal(of request: AddCheckpointRequest, latest: WitnessedTree?) -> WitnessAnswer? {
        let checkpoint = request.checkpoint.checkpoint
        guard request.oldSize <= checkpoint.size else { return .badRequest }
        let known = latest ?? WitnessedTree(size: 0, root: Hash.emptyRoot)
        guard request.oldSize == known.size else { return .conflict(latestSize: known.size) }
        if known.size == checkpoint.size {
            guard known.root == checkpoint.root else { return .conflict(latestSize: known.size) }
            return request.proof.isEmpty ? nil : .badProof
        }
        if known.size == 0 { return request.proof.isEmpty ? nil : .badProof }
        let proves: Void? = try? ProofVerifier.verifyConsistency(
            from: known.size, root: known.root, to: checkpoint.size, root: checkpoint.root,
            proof: request.proof)
        return proves == nil ? .badProof : nil
    }
}
