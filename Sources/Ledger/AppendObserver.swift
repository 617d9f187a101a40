// What is kept along with the entries, in the same transaction: the Merkle tree and its checkpoints.

/// Something that follows every entry into the log and writes what it makes of them in the same transaction.
///
/// Called on the writer's thread only.
public protocol AppendObserver: AnyObject {
    /// An entry has been inserted and will be committed together with those after it.
    ///
    /// - Parameters:
    ///   - seq: its place in the log, from 1.
    ///   - bytes: the entry as stored; gone when the call returns.
    func appended(seq: Int, bytes: UnsafeRawBufferPointer)

    /// The transaction is about to be committed, with at least one entry: the moment to write.
    ///
    /// - Parameter database: the writer's `sqlite3` connection, inside of the transaction.
    /// - Throws: anything; the transaction is then rolled back.
    func willCommit(_ database: OpaquePointer) throws

    /// The transaction is on disk.
    func didCommit()

    /// The transaction is gone: everything since the last ``didCommit()`` has to be forgotten.
    func didRollBack()
}
