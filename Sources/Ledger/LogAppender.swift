// The committing half of the writer: entries that were decided become rows of ledger.db, one transaction and one
// fsync for all that come together. It decides nothing, so it may run while more is decided.

import CSQLite
import Evidence

/// Entries on their way to the disk, in the order of their numbers.
package struct SealedBatch: Sendable {
    /// The first entry's number.
    package let first: Int
    package let bodies: [[UInt8]]
    let piece: IndexPiece

    /// The last entry's number; `first - 1` if it has none.
    package var last: Int { first + bodies.count - 1 }
}

/// Writes to ledger.db.
///
/// `@unchecked Sendable`: one thread at a time uses it. Whoever hands batches to another thread takes care of that.
package final class LogAppender: @unchecked Sendable {
    let index: LogIndex
    let connection: Connection
    private let observers: [any AppendObserver]
    private let beginning, inserting, committing: Statement
    /// The tree with what the open transaction adds.
    private var tree: TreeWriter
    private var leaf = Hash.emptyRoot
    private var last: Int
    /// Whether a transaction is open, and what the index gets when it is committed.
    private var open: IndexPiece?
    /// Whether entries of the open transaction are in the index file already.
    private var isAhead = false
    private var unknownOutcome: StorageFailure?
    // The lock on the directory lasts for as long as anything can write to it: stands last, is let go last.
    private let directory: StateDirectory

    init(
        _ connection: Connection, _ index: LogIndex, _ directory: StateDirectory,
        _ observers: [any AppendObserver]
    ) throws(StorageFailure) {
        (self.connection, self.index, self.directory, self.observers) = (
            connection, index, directory, observers
        )
        (tree, last) = (index.tree, index.last)
        beginning = try Statement(connection.handle, "BEGIN IMMEDIATE")
        inserting = try Statement(connection.handle, "INSERT INTO entry(seq, body) VALUES (?1, ?2)")
        committing = try Statement(connection.handle, "COMMIT")
    }

    /// Writes a batch and commits it: when this returns, everything in it is on disk.
    ///
    /// - Throws: ``AppendError/storage(_:)`` if nothing of it is recorded for certain, or
    ///   ``AppendError/commitOutcomeUnknown(_:)``, upon which the process has to exit.
    package func append(_ batch: SealedBatch) throws(AppendError) {
        try write(batch)
        try commit()
    }

    /// Writes a batch into the open transaction; opens one if need be.
    func write(_ batch: SealedBatch) throws(AppendError) {
        if let unknownOutcome { throw .commitOutcomeUnknown(unknownOutcome) }
        if let damage = index.health.damage {
            throw abandon(StorageFailure(operation: "append", code: 0, message: damage))
        }
        guard batch.first == last + 1 else {
            throw abandon(
                StorageFailure(
                    operation: "append", code: 0,
                    message: "the log ends at \(last), not at \(batch.first - 1)"))
        }
        guard !batch.bodies.isEmpty else { return }
        do throws(StorageFailure) {
            if open == nil {
                if index.waiting > LogIndex.capacity { try index.flush() }
                try beginning.run("begin a batch")
                (open, tree) = (IndexPiece(), index.tree)
            }
            for body in batch.bodies { try insert(body) }
        } catch { throw abandon(error) }
        open?.append(batch.piece)
    }

    private func insert(_ body: [UInt8]) throws(StorageFailure) {
        let result = body.withUnsafeBytes { bytes in
            Result { () throws(StorageFailure) in
                inserting.bind(1, last + 1)
                inserting.bind(2, text: bytes, isCopied: false)
                try inserting.run("append an entry")
                for observer in observers {
                    observer.appended(seq: last + 1, bytes: bytes) { tree.root() }
                }
                leaf = Hash.leaf(bytes)
            }
        }
        try result.get()
        tree.append(leaf)
        last += 1
    }

    /// Writes the index of what is not committed yet: of a restore, which no memory could hold.
    ///
    /// - Returns: whether there was enough of it to be worth it.
    func writeIndexAhead() throws(AppendError) -> Bool {
        guard let piece = open, piece.count >= LogIndex.batch else { return false }
        isAhead = true
        do {
            try index.write(
                IndexBatch(
                    piece: piece, tiles: tree.takeChangedTiles(), last: last, leaf: leaf, root: tree.root()))
        } catch { throw abandon(error) }
        open = IndexPiece(after: piece.recordedTime)
        return true
    }

    /// Commits the open transaction, if there is one.
    func commit() throws(AppendError) {
        if let unknownOutcome { throw .commitOutcomeUnknown(unknownOutcome) }
        guard let piece = open else { return }
        for observer in observers {
            do { try observer.willCommit() } catch {
                throw abandon(StorageFailure(error, operation: "prepare the commit"))
            }
        }
        do { try committing.run("commit") } catch {
            // A full disk is noticed while the pages are being written, and the frame that makes them a
            // commit is the last of them. After any other failure (an fsync that failed, for one) that
            // frame may or may not be found after a restart.
            if error.primaryCode == SQLITE_FULL || error.primaryCode == SQLITE_BUSY { throw abandon(error) }
            unknownOutcome = error
            throw .commitOutcomeUnknown(error)
        }
        (open, isAhead) = (nil, false)
        index.committed(piece, tree, last: last, leaf: leaf)
        for observer in observers { observer.didCommit() }
    }

    /// Takes the open transaction back; does nothing if none is open.
    func rollback() {
        guard open != nil else { return }
        open = nil
        inserting.reset()
        do {
            if sqlite3_get_autocommit(connection.handle) == 0 {
                try execute(connection.handle, "ROLLBACK", "roll back")
            }
            // Only a restore writes ahead, into an empty log.
            if isAhead { try index.clear() }
        } catch {
            // Not committed, and the connection cannot be trusted to begin anew.
            unknownOutcome = error
        }
        isAhead = false
        (tree, last) = (index.tree, index.last)
        for observer in observers { observer.didRollBack() }
    }

    /// Rolls back after a failure, and gives the error to throw.
    private func abandon(_ failure: StorageFailure) -> AppendError {
        rollback()
        if failure.isDamage { index.health.note(failure.message) }
        if let unknownOutcome { return .commitOutcomeUnknown(unknownOutcome) }
        return .storage(failure)
    }

    /// An entry of the open transaction.
    func entry(_ seq: Int) throws(StorageFailure) -> StoredEntry? { try connection.entry(seq) }

    /// What SQLite says of the connection's `synchronous`: 2 (FULL), or commits would not survive power cuts.
    func synchronousLevel() throws(StorageFailure) -> Int {
        try Schema.integer(connection.handle, "PRAGMA synchronous")
    }
}
