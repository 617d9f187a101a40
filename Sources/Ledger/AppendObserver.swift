// Who has a say in what is committed, because it follows from the entries: which key signs the log.

public import Evidence

/// Something that follows every entry into the log.
///
/// Called by the thread that commits, one at a time.
public protocol AppendObserver: AnyObject {
    /// An entry is about to be committed together with those after it.
    ///
    /// - Parameters:
    ///   - seq: its place in the log, from 1.
    ///   - bytes: the entry as stored; gone when the call returns.
    ///   - root: gives the root of the tree of the entries before it.
    func appended(seq: Int, bytes: UnsafeRawBufferPointer, root: () -> Hash)

    /// The transaction is about to be committed, with at least one entry.
    ///
    /// - Throws: anything; the transaction is then rolled back.
    func willCommit() throws

    /// The transaction is on disk.
    func didCommit()

    /// The transaction is gone: everything since the last ``didCommit()`` has to be forgotten.
    func didRollBack()
}
