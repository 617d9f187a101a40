// Which key signs the log follows from its entries, so whoever commits them asks here first: an entry that hands
// over to a key has to hold, and the key that it names has to be at hand.

import Codec
public import Evidence
import Governance
public import Ledger

/// Keeps the log's keys in step with its entries. Used by the thread that commits.
public final class KeyObserver: AppendObserver {
    private let board: Watched<Board>
    private let head: HeadKeeper
    private let ring: KeyRing
    private let stateDirectory: String
    /// The keys with what the open transaction adds, and as committed.
    private var keys: LogKeys
    private var committed: LogKeys
    private var origin: String?
    private var last = 0
    /// Why the open transaction cannot be committed.
    private var fault: (any Error)?

    init(board: Watched<Board>, head: HeadKeeper, ring: KeyRing, stateDirectory: String) {
        (self.board, self.head, self.ring) = (board, head, ring)
        self.stateDirectory = stateDirectory
        committed = board.with { $0.keys }
        keys = committed
    }

    public func appended(seq: Int, bytes: UnsafeRawBufferPointer, root: () -> Hash) {
        guard fault == nil else { return }
        last = seq
        do {
            if seq == 1 {
                origin = try CouncilFounded(json: Array(EntryView(bytes).data)).origin
            } else if LogKeys.mayBeSuccession(bytes) {
                guard try keys.take(entry: bytes, seq: seq) == root() else {
                    throw SuccessionError(seq: seq, problem: "the handover is of other entries")
                }
            }
        } catch { fault = error }
    }

    public func willCommit() throws {
        if let fault { throw fault }
        let isFirst = keys.history == nil
        if isFirst, let origin { keys = try LogKeys(first: ring.first(origin: origin).verifierKey) }
        guard let history = keys.history else { throw AttestationError.empty }
        guard isFirst || keys != committed else { return }
        guard ring.signingKey(of: history.current) != nil else {
            throw LogKeyError.notInOffice(history.current.description)
        }
        if committed.history == nil { try VerifierKeyFile.write(history, in: stateDirectory) }
    }

    public func didCommit() {
        if keys != committed {
            committed = keys
            board.update { $0.keys = keys }
        }
        head.follow(UInt64(last))
    }

    public func didRollBack() {
        keys = committed
        fault = nil
        if committed.history == nil { origin = nil }
    }
}

/// What is known of a log's keys and signatures, for all threads to see.
struct Board {
    var keys: LogKeys
    /// The last checkpoint that was signed.
    var signed: SignedCheckpoint?
}
