// The tree grows with the log: each entry's hash as it is inserted, tiles and a signed checkpoint in the
// transaction that commits the entries. So every state that was ever acknowledged has a signed checkpoint,
// and no entry is in the log without being in the tree.

import Codec
import Evidence
import Governance
public import Ledger

/// Keeps tree and checkpoint in step with the log. Confined to the writer's thread.
public final class TreeObserver: AppendObserver {
    private let board: Watched<Board>
    private let head: HeadKeeper
    private let ring: KeyRing
    private let stateDirectory: String
    private var origin: String?
    /// Who signed last: to make the key pair anew for each commit would cost as much as signing.
    private var signer: SigningKey?
    /// The tree with what the open batch has appended, and the tree as committed; the keys likewise.
    private var tree: TreeWriter
    private var committed: TreeWriter
    private var keys: LogKeys
    private var committedKeys: LogKeys
    private var statements: TreeStatements?
    private var pending: SignedCheckpoint?
    /// Why the open batch cannot be committed.
    private var fault: (any Error)?

    init(board: Watched<Board>, head: HeadKeeper, ring: KeyRing, stateDirectory: String) {
        (self.board, self.head, self.ring) = (board, head, ring)
        self.stateDirectory = stateDirectory
        (committed, committedKeys) = board.with { ($0.tree, $0.keys) }
        (tree, keys) = (committed, committedKeys)
    }

    public func appended(seq: Int, bytes: UnsafeRawBufferPointer) {
        guard fault == nil else { return }
        guard UInt64(seq) == tree.size + 1 else {
            fault = TreeOutOfStep(seq: seq, size: tree.size)
            return
        }
        if seq == 1 {
            do {
                origin = try CouncilFounded(json: Array(EntryView(bytes).data)).origin
            } catch {
                fault = error
                return
            }
        } else if LogKeys.mayBeSuccession(bytes) {
            do {
                let signed = try keys.take(entry: bytes, seq: seq)
                guard signed == tree.root() else {
                    throw SuccessionError(seq: seq, problem: "the handover is of other entries")
                }
            } catch {
                fault = error
                return
            }
        }
        tree.append(Hash.leaf(bytes))
    }

    public func willCommit(_ database: OpaquePointer) throws {
        if let fault { throw fault }
        let (signer, history) = try keyInOffice()
        let statements = try self.statements ?? TreeStatements(database)
        self.statements = statements
        for change in tree.takeChangedTiles() { try statements.write(change) }
        let checkpoint = try Checkpoint(
            origin: signer.verifierKey.name, size: tree.size, root: tree.root())
        let signed = try SignedCheckpoint(checkpoint, signedBy: signer)
        try statements.write(signed)
        if committed.size == 0 { try VerifierKeyFile.write(history, in: stateDirectory) }
        pending = signed
    }

    /// Who signs the tree as it stands: of two that may, the one that signed before.
    private func keyInOffice() throws -> (SigningKey, KeyHistory) {
        if keys.history == nil {
            guard let origin else { throw TreeOutOfStep(seq: 0, size: tree.size) }
            keys = try LogKeys(first: ring.first(origin: origin).verifierKey)
        }
        guard let history = keys.history else { throw TreeOutOfStep(seq: 0, size: tree.size) }
        for key in history.keys(for: tree.size) {
            if let signer, signer.verifierKey == key { return (signer, history) }
            guard let found = ring.signingKey(of: key) else { continue }
            signer = found
            return (found, history)
        }
        throw LogKeyError.notInOffice(history.current.description)
    }

    public func didCommit() {
        // A batch of receipts alone changes nothing: its checkpoint is the last one, signed already.
        guard let signed = pending else { return }
        pending = nil
        (committed, committedKeys) = (tree, keys)
        board.update { $0 = Board(tree: committed, signed: signed, keys: keys) }
        head.follow(signed)
    }

    public func didRollBack() {
        (tree, keys) = (committed, committedKeys)
        pending = nil
        fault = nil
        // The tables may have been made in the batch that is gone.
        statements = nil
        if committed.size == 0 { origin = nil }
    }
}

/// The tree and the log are not of one length: entries were written past the tree.
struct TreeOutOfStep: Error, CustomStringConvertible {
    let seq: Int
    let size: UInt64

    var description: String {
        "the entry \(seq) does not follow on a tree of \(size) entries: restart minuted, which checks both"
    }
}

/// What the writer's thread has committed last, for all others to see.
struct Board {
    var tree: TreeWriter
    var signed: SignedCheckpoint?
    var keys: LogKeys
}
