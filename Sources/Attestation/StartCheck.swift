// The look at the log before anything is appended or signed: a few reads, however long the log is. Whether
// every entry still is what it was is for `minuted verify` to say.

import Evidence
import Governance
import Ledger

/// Loads the tree of an open log and holds it against its checkpoint and its head.
struct StartCheck {
    let ledger: LedgerStore
    let head: HeadFile

    private func found(_ finding: RollbackFound.Finding) -> RollbackFound {
        RollbackFound(finding: finding, stateDirectory: ledger.path, headDirectory: head.directory)
    }

    /// The state from which the writer goes on, and the size that the head on disk has.
    ///
    /// - Throws: ``RollbackFound``, ``LogKeyError``, or a failure to read the log.
    func run(key: LogKey) throws -> (board: Board, headSize: UInt64) {
        let size = try UInt64(ledger.lastSeq())
        guard size > 0, let genesis = try ledger.genesis() else {
            return (Board(tree: TreeWriter(), signed: nil, signer: nil), try checkEmpty())
        }
        let signer = try key.signingKey(origin: genesis.origin)
        let keys = try KeyHistory(first: signer.verifierKey)
        let tree = try loadTree(size: size)
        let signed = try checkpoint(of: tree, keys: keys)
        let headSize = try checkHead(tree: tree, keys: keys)
        return (Board(tree: tree, signed: signed, signer: signer), headSize)
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

    private func checkHead(tree: TreeWriter, keys: KeyHistory) throws -> UInt64 {
        let signed: SignedCheckpoint
        switch head.read() {
        case .missing: throw found(.headMissing(size: tree.size))
        // The daemon stopped after its first commits, before the first head was written.
        case .new: return 0
        case .unreadable(let problem): throw found(.headUnreadable(problem))
        case .checkpoint(let checkpoint): signed = checkpoint
        }
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
