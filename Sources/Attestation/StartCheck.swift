// The look at the log before anything is appended or signed: a few reads, however long the log is. Whether
// every entry still is what it was is for `minuted verify` to say.

import Evidence
import Governance
import Ledger
import Publication

/// Loads the tree of an open log and holds it against its checkpoint and its head.
struct StartCheck {
    let ledger: LedgerStore
    let head: HeadFile

    init(_ ledger: LedgerStore, _ settings: Attestor.Settings) {
        self.ledger = ledger
        head = HeadFile(directory: settings.headDirectory ?? ledger.path + "/head")
    }

    private func found(_ finding: RollbackFound.Finding) -> RollbackFound {
        RollbackFound(finding: finding, stateDirectory: ledger.path, headDirectory: head.directory)
    }

    /// What is known of the log's keys, and the head on disk as the last checkpoint that was signed.
    ///
    /// - Throws: ``RollbackFound``, ``LogKeyError``, or a failure to read the log.
    func run(ring: KeyRing) throws -> Board {
        guard var board = try load(ring: ring), let history = board.keys.history else {
            try checkEmpty()
            return Board(keys: try LogKeys())
        }
        board.signed = try checkHead(keys: history, lost: board.keys.newNames.last?.lost)
        return board
    }

    /// The log as it is, whatever the head says; nil for an empty one.
    func load(ring: KeyRing) throws -> Board? {
        if let damage = ledger.health.damage { throw found(.damaged(damage)) }
        guard let genesis = try ledger.genesis() else { return nil }
        var keys = try successions()
        if keys.history == nil {
            let key = try ring.first(origin: genesis.origin).verifierKey
            if let listed = (try? VerifierKeyFile.read(ledger.path))?.epochs.first?.key, listed != key {
                throw found(.keysRefused("the file vkey has \(listed), and the key at hand is \(key)"))
            }
            keys = try LogKeys(first: key)
        }
        guard let history = keys.history else { return nil }
        guard ring.signingKey(of: history.current) != nil else {
            throw LogKeyError.notInOffice(history.current.description)
        }
        return Board(keys: keys)
    }

    /// The keys that entries name, each handed over by the one before.
    private func successions() throws -> LogKeys {
        do {
            return try ledger.logKeys { size, signed in
                guard try root(size, is: signed) else {
                    throw SuccessionError(seq: Int(size) + 1, problem: "the handover is of other entries")
                }
            }
        } catch let error as SuccessionError {
            throw found(.keysRefused(error.description))
        }
    }

    /// Whether the first `size` entries have this root. The index is made anew before it is said that they have not:
    /// it may be the index that is wrong.
    private func root(_ size: UInt64, is root: Hash) throws -> Bool {
        if (try? TileHashReader(ledger.tiles).root(size: size)) == root { return true }
        try ledger.rebuildIndex()
        if let damage = ledger.health.damage { throw found(.damaged(damage)) }
        return try TileHashReader(ledger.tiles).root(size: size) == root
    }

    /// An empty log may have no head but the mark that there is none.
    private func checkEmpty() throws {
        switch head.read() {
        case .missing: try head.writeNew()
        case .new: break
        case .checkpoint(let signed):
            guard signed.checkpoint.size == 0 else {
                throw found(.shorter(size: 0, headSize: signed.checkpoint.size))
            }
        case .unreadable(let problem): throw found(.headUnreadable(problem))
        }
    }

    /// The head, which the log has to continue; nil before the first.
    ///
    /// - Parameter lost: the last checkpoint known under the log's name before.
    private func checkHead(keys: KeyHistory, lost: SignedCheckpoint?) throws -> SignedCheckpoint? {
        let signed: SignedCheckpoint
        let length = ledger.tree.size
        switch head.read() {
        case .missing: throw found(.headMissing(size: length))
        // The daemon stopped after its first commits, before the first head was written.
        case .new: return nil
        case .unreadable(let problem): throw found(.headUnreadable(problem))
        case .checkpoint(let checkpoint): signed = checkpoint
        }
        // The log goes on under another name because of this very head, and its own was not written yet.
        if signed == lost { return nil }
        do { _ = try keys.verify(signed) } catch { throw found(.headNotOurs("\(error)")) }
        let size = signed.checkpoint.size
        guard size <= length else { throw found(.shorter(size: length, headSize: size)) }
        guard try root(size, is: signed.checkpoint.root) else {
            throw found(
                .otherTree(
                    headSize: size, headRoot: signed.checkpoint.root,
                    found: try TileHashReader(ledger.tiles).root(size: size)))
        }
        return signed
    }
}
