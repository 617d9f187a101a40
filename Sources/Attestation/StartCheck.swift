// The look at the log before anything is appended or signed: a few reads, however long the log is. Whether
// every entry still is what it was is for `minuted verify` to say.

import Evidence
import Governance
import Ledger

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

    /// The state from which the writer goes on, and the size that the head on disk has.
    ///
    /// - Throws: ``RollbackFound``, ``LogKeyError``, or a failure to read the log.
    func run(ring: KeyRing) throws -> (board: Board, headSize: UInt64) {
        guard let board = try load(ring: ring), let history = board.keys.history else {
            return (Board(tree: TreeWriter(), signed: nil, keys: try LogKeys()), try checkEmpty())
        }
        let headSize = try checkHead(tree: board.tree, keys: history, lost: board.keys.newNames.last?.lost)
        return (board, headSize)
    }

    /// The log as it is, whatever the head says; nil for an empty one.
    func load(ring: KeyRing) throws -> Board? {
        let size = try UInt64(ledger.lastSeq())
        guard size > 0, let genesis = try ledger.genesis() else { return nil }
        let tree = try loadTree(size: size)
        var keys = try successions(in: tree)
        if keys.history == nil { keys = try LogKeys(first: ring.first(origin: genesis.origin).verifierKey) }
        guard let history = keys.history else { return nil }
        let signed = try checkpoint(of: tree, keys: history)
        guard ring.signingKey(of: history.current) != nil else {
            throw LogKeyError.notInOffice(history.current.description)
        }
        return Board(tree: tree, signed: signed, keys: keys)
    }

    /// The keys that entries name, each handed over by the one before.
    private func successions(in tree: TreeWriter) throws -> LogKeys {
        let tiles = CurrentTiles(ledger: ledger)
        tiles.follow(tree)
        let reader = TileHashReader(tiles)
        do {
            return try ledger.logKeys { size, signed in
                guard try reader.root(size: size) == signed else {
                    throw SuccessionError(seq: Int(size) + 1, problem: "the handover is of other entries")
                }
            }
        } catch let error as SuccessionError {
            throw found(.checkpointRefused(error.description))
        } catch let error as TileError {
            throw found(.treeDamaged(error.description))
        }
    }

    /// An empty log may have no head but the mark that there is none.
    private func checkEmpty() throws -> UInt64 {
        switch head.read() {
        case .missing: try head.writeNew()
        case .new: break
        case .checkpoint(let signed):
            guard signed.checkpoint.size == 0 else {
                throw found(.shorter(size: 0, headSize: signed.checkpoint.size))
            }
        case .unreadable(let problem): throw found(.headUnreadable(problem))
        }
        return 0
    }

    /// Takes the tree up from the stored tiles, and the last entries, whose hashes are not stored.
    private func loadTree(size: UInt64) throws -> TreeWriter {
        let stored = size - size % UInt64(TileAddress.fullWidth)
        var tree: TreeWriter
        do {
            tree = try TreeWriter(size: stored, tiles: StoredTiles(ledger: ledger))
        } catch let error as TileError {
            throw found(.treeDamaged(error.description))
        }
        if size > stored {
            try ledger.forEach(in: Int(stored) + 1...Int(size)) { _, bytes in tree.append(Hash.leaf(bytes)) }
        }
        guard tree.size == size else { throw found(.treeDamaged("entry \(tree.size + 1) is missing")) }
        _ = tree.takeChangedTiles()
        return tree
    }

    /// The signed checkpoint of the last commit, which has to be that of the tree as it stands.
    private func checkpoint(of tree: TreeWriter, keys: KeyHistory) throws -> SignedCheckpoint {
        guard let (_, note) = try ledger.read({ try TreeTables.checkpoint($0) }) else {
            throw found(.checkpointRefused("there is none"))
        }
        let signed: SignedCheckpoint
        do {
            signed = try SignedCheckpoint(parsing: note)
            _ = try keys.verify(signed)
        } catch {
            throw found(.checkpointRefused("\(error)"))
        }
        let (size, root) = (signed.checkpoint.size, signed.checkpoint.root)
        guard size == tree.size else {
            throw found(.treeDamaged("there are \(tree.size) entries, and \(size) are signed"))
        }
        guard root == tree.root() else {
            throw found(.treeDamaged("it has the root \(tree.root()), and \(root) is signed"))
        }
        return signed
    }

    /// - Parameter lost: the last checkpoint known under the log's name before.
    private func checkHead(
        tree: TreeWriter, keys: KeyHistory, lost: SignedCheckpoint?
    ) throws -> UInt64 {
        let signed: SignedCheckpoint
        switch head.read() {
        case .missing: throw found(.headMissing(size: tree.size))
        // The daemon stopped after its first commits, before the first head was written.
        case .new: return 0
        case .unreadable(let problem): throw found(.headUnreadable(problem))
        case .checkpoint(let checkpoint): signed = checkpoint
        }
        // The log goes on under another name because of this very head, and its own was not written yet.
        if signed == lost { return 0 }
        do { _ = try keys.verify(signed) } catch { throw found(.headNotOurs("\(error)")) }
        let (size, root) = (signed.checkpoint.size, signed.checkpoint.root)
        guard size <= tree.size else { throw found(.shorter(size: tree.size, headSize: size)) }
        let tiles = CurrentTiles(ledger: ledger)
        tiles.follow(tree)
        let actual: Hash
        do { actual = try TileHashReader(tiles).root(size: size) } catch let error as TileError {
            throw found(.treeDamaged(error.description))
        }
        guard actual == root else {
            throw found(.otherTree(headSize: size, headRoot: root, found: actual))
        }
        return size
    }
}
