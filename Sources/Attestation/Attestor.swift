// The evidence of one open log: what the daemon makes at start, and asks for checkpoints and proofs.

public import Evidence
public import Ledger
public import Publication

/// Vouches for a log: keeps its tree and checkpoints, its head, and what witnesses said.
///
/// Everything but ``makeObserver()`` may be called from any thread. Nothing leaves before the head that
/// covers it is on disk.
public final class Attestor: Sendable {
    /// Where things are kept that may be elsewhere, and who is believed.
    public struct Settings: Sendable {
        /// The directory of the head; nil for `head` in the state directory. Best on another disk.
        public var headDirectory: String?
        /// The signing key as a service manager's credential hands it over; nil for the file in the state
        /// directory, which is made at the first start.
        public var credential: [UInt8]?
        /// The key that is to succeed it, or did, handed over in the same way; nil for none.
        public var nextCredential: [UInt8]?
        /// The keys of the witnesses whose cosignatures are taken in.
        public var witnesses: [VerifierKey] = []

        public init() {}
    }

    let ledger: LedgerStore
    let witnesses: [VerifierKey]
    let board: Watched<Board>
    let head: HeadKeeper
    /// Holds the tiles of a million entries, which take 64 MB once each has been asked for.
    let proofs: Watched<TileHashReader<LogTiles>>
    let cosigned: CosignedCheckpoints
    let ring: KeyRing
    /// What whoever runs the machine has to do about the signing key; nil for nothing.
    public let advice: String?

    /// Looks at the log and its head, and makes a signing key if the log is empty and there is none.
    ///
    /// - Parameter onFault: told when the head cannot be written; called on a thread of its own.
    /// - Throws: ``RollbackFound`` when the log must not be signed, ``LogKeyError``, or a failure to read.
    public convenience init(
        _ ledger: LedgerStore, settings: Settings = Settings(),
        onFault: @escaping @Sendable (FileFailure) -> Void = { _ in }
    ) throws {
        let ring = try KeyRing(ledger, settings)
        let check = StartCheck(ledger, settings)
        let start = try check.run(ring: ring)
        try self.init(check, settings, ring, start, continuesHead: true, onFault)
    }

    /// - Parameter continuesHead: false if the head on disk is to be written over whatever it says.
    init(
        _ check: StartCheck, _ settings: Settings, _ ring: KeyRing, _ start: Board, continuesHead: Bool,
        _ onFault: @escaping @Sendable (FileFailure) -> Void = { _ in }
    ) throws {
        (ledger, self.ring) = (check.ledger, ring)
        witnesses = settings.witnesses
        board = Watched(start)
        head = HeadKeeper(check.head, writtenSize: start.signed?.checkpoint.size ?? 0, onFault: onFault)
        proofs = Watched(TileHashReader(check.ledger.tiles, capacity: 8192))
        cosigned = try CosignedCheckpoints(stateDirectory: ledger.path, keys: start.keys.history)
        if let keys = start.keys.history {
            try VerifierKeyFile.write(keys, in: ledger.path)
            // A key that is succeeded signs what it may before it is destroyed. If the head cannot be written, it
            // is not: the entry itself carries the handover.
            if continuesHead, start.keys.seqs.last == Int(ledger.tree.size) {
                _ = try? Self.sign(ledger.tree, ring, board).map(head.publish)
            }
            advice = try ring.settle(on: keys.current)
        } else {
            advice = nil
        }
        head.follow(ledger.tree.size)
    }

    /// What the log's writer has to be given. To be made once.
    public func makeObserver() -> KeyObserver {
        KeyObserver(board: board, head: head, ring: ring, stateDirectory: ledger.path)
    }

    /// Starts the thread that signs and writes the head after commits; it ends after ``close()``.
    public func start() -> WorkerThread {
        head.start { [ledger, ring, board] in try Self.sign(ledger.tree, ring, board) }
    }

    /// Has the last head written and the thread end.
    public func close() { head.close() }

    /// The log's public key in office; nil before the first entry, which names the log.
    public var verifierKey: VerifierKey? { keys?.current }

    /// The log's public keys; nil before the first entry.
    public var keys: KeyHistory? { board.with { $0.keys.history } }

    /// How many entries a checkpoint covers that is asked for now.
    public var size: UInt64 { ledger.tree.size }

    /// How many entries at the end no head on disk covers yet.
    public var uncovered: UInt64 { size - min(size, head.size) }

    /// Why the head could not be written last time; nil when all is well.
    public var headFailure: FileFailure? { head.failure }

    /// The checkpoint of the log as it is committed, with the cosignatures that there are for it.
    ///
    /// - Throws: ``AttestationError/empty``, or ``FileFailure`` when the head cannot be written: then no
    ///   checkpoint may leave.
    public func checkpoint() throws -> SignedCheckpoint { try snapshot().signed }

    /// The checkpoint of the log as it is committed, as letters print it, with the log's own signature alone; nil
    /// while the log is empty.
    ///
    /// - Throws: `FileFailure` when the head cannot be written: then no checkpoint may leave.
    public func printableCheckpoint() throws -> String? {
        guard let signed = try Self.sign(ledger.tree, ring, board) else { return nil }
        try head.publish(signed)
        return String(decoding: signed.bytes, as: UTF8.self)
    }

    /// A moment of the log whose head is on disk.
    func snapshot() throws -> (signed: SignedCheckpoint, tree: TreeWriter) {
        let tree = ledger.tree
        guard let signed = try Self.sign(tree, ring, board) else { throw AttestationError.empty }
        try head.publish(signed)
        if let known = cosigned.latest, known.checkpoint == signed.checkpoint { return (known, tree) }
        return (signed, tree)
    }

    /// Signs a tree of committed entries, unless that was done before: a checkpoint is signed when somebody is to
    /// have it, and not for each commit. Of two keys that may sign a size, the one before is asked first.
    private static func sign(
        _ tree: TreeWriter, _ ring: KeyRing, _ board: Watched<Board>
    ) throws -> SignedCheckpoint? {
        try board.with { board in
            if let signed = board.signed, signed.checkpoint.size == tree.size { return signed }
            guard tree.size > 0, let history = board.keys.history else { return nil }
            guard let signer = history.keys(for: tree.size).lazy.compactMap(ring.signingKey).first else {
                throw LogKeyError.notInOffice(history.current.description)
            }
            let checkpoint = try Checkpoint(
                origin: signer.verifierKey.name, size: tree.size, root: tree.root())
            let signed = try SignedCheckpoint(checkpoint, signedBy: signer)
            if tree.size > board.signed?.checkpoint.size ?? 0 { board.signed = signed }
            return signed
        }
    }
}

/// Why there is no proof.
public enum AttestationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The log has no entry yet.
    case empty
    /// The log has no entry of that number.
    case noSuchEntry(seq: Int, size: UInt64)
    /// The older size is larger than the log.
    case aheadOfLog(size: UInt64, asked: UInt64)
    /// The index does not lead from the entry to the log's root.
    case indexDamaged(seq: Int)
    /// No witness is known, so no cosignature can be checked.
    case noWitnesses
    /// The answer fits none of the checkpoints that were handed out for cosigning.
    case notCosigned(String)

    public var description: String {
        switch self {
        case .empty: "the log is empty: there is nothing to prove yet"
        case .noSuchEntry(let seq, let size): "there is no entry \(seq); the log has \(size)"
        case .aheadOfLog(let size, let asked): "the log has \(size) entries, not \(asked)"
        case .indexDamaged(let seq):
            "the proof of entry \(seq) does not hold: stop minuted, delete index.db in the state directory, start "
                + "minuted again; if it still does not hold, verify the log with `minuted verify`"
        case .noWitnesses:
            "no witness is configured: add the witnesses' keys to the configuration, then give the answer again"
        case .notCosigned(let problem):
            "the answer cosigns none of the checkpoints given out: \(problem)"
        }
    }
}
