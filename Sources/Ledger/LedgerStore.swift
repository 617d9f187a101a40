// The append-only log in a state directory: opened, locked, and read from any thread. Everything that
// writes goes through its one LedgerWriter.

import CSQLite
import Codec
public import Evidence
import Glibc
public import Governance
public import SQLite
import Synchronization

/// An open log.
///
/// Entries are numbered 1, 2, 3 …; an entry's index in the Merkle tree is its number less one. Readers see
/// what has been committed, never part of a batch.
public final class LedgerStore: Sendable {
    /// The state directory's path.
    public var path: String { directory.path }
    let index: LogIndex
    private let openReader: @Sendable () throws(StorageFailure) -> Connection
    // The writing connection, until the writer takes it: SQLite lets readers in only while one that may
    // write is open, so it is opened first.
    private let writing: Mutex<Connection?>
    private let vfs: String?
    let lastUnsourced = Mutex<(upTo: Int, entries: UnsourcedEntries)?>(nil)
    private let checkpointing = Watched<Connection?>(nil)
    // Stands last, so that the lock is let go when the connections are closed.
    private let directory: StateDirectory

    /// Opens the log in a state directory; makes directory and tables if they are not there, and takes into the
    /// index what it lacks.
    ///
    /// - Parameter vfs: SQLite's name of the file system to use; nil for the system's.
    /// - Throws: ``LedgerError``: the directory is in use, holds something else, or cannot be read.
    public static func open(directory path: String, vfs: String? = nil) throws(LedgerError) -> LedgerStore {
        let directory = try StateDirectory(path: path)
        let file = try directory.preparePrivateFile("ledger.db")
        let connection: Connection
        do { connection = try Connection(writingTo: file, isDurable: true, vfs: vfs) } catch {
            if error.primaryCode == SQLITE_NOTADB { throw .notALedger(path: file) }
            throw .storage(error)
        }
        try Schema.prepare(connection.handle, path: file)
        if vfs == nil { WriteAheadLog.reserve(beside: file) }
        let beside = try directory.preparePrivateFile(IndexFile.name)
        try directory.sync()
        do {
            return try LedgerStore(directory, connection, IndexFile.open(beside, vfs: vfs), file, beside, vfs)
        } catch {
            guard error.isDamage || error.operation == "read index.db" else { throw .storage(error) }
        }
        // It may be the index that is damaged.
        IndexFile.delete(beside, vfs: vfs)
        do {
            return try LedgerStore(directory, connection, IndexFile.open(beside, vfs: vfs), file, beside, vfs)
        } catch { throw .storage(error) }
    }

    private init(
        _ directory: StateDirectory, _ connection: Connection, _ file: sending IndexFile,
        _ ledger: String, _ beside: String, _ vfs: String?
    ) throws(StorageFailure) {
        openReader = { () throws(StorageFailure) in
            try Connection(reading: ledger, index: beside, vfs: vfs)
        }
        index = LogIndex(file, LogReaders(openReader), connection)
        let last = try Schema.integer(connection.handle, "SELECT coalesce(max(seq), 0) FROM entry")
        (self.directory, self.vfs) = (directory, vfs)
        writing = Mutex(connection)
        try index.catchUp(to: last)
    }

    /// Hands out the log's one writer, to be used on the calling thread only.
    ///
    /// - Parameters:
    ///   - observers: who has a say in what is committed, called in this order.
    ///   - random: gives 64 fresh random bits for ids; nil for the system's.
    /// - Throws: ``LedgerError/writerExists``, or a failure to read the log's end.
    public func makeWriter(
        observers: [any AppendObserver] = [],
        random: (() -> UInt64)? = nil
    ) throws(LedgerError) -> LedgerWriter {
        guard let connection = writing.withLock({ $0.take() }) else { throw .writerExists }
        do {
            let appender = try LogAppender(connection, index, directory, observers)
            return try LedgerWriter(appender, openReader(), random: random ?? IdentifierMaker.systemRandom())
        } catch { throw .storage(error) }
    }

    // MARK: - The index

    /// Damage that was noticed since the log was opened.
    public var health: LogHealth { index.health }

    /// Writes to the index what it lacks of the committed entries.
    public func flushIndex() throws(StorageFailure) { try index.flush() }

    /// Moves what has been committed from the write-ahead log into ledger.db, so that whoever appends need not.
    ///
    public func checkpoint() throws(StorageFailure) { try checkpoint(from: WriteAheadLog.length) }

    /// - Parameter length: how long the write-ahead log has to be in bytes for it to be worth it.
    package func checkpoint(from length: Int) throws(StorageFailure) {
        var file = stat()
        guard length == 0 || stat(path + "/ledger.db-wal", &file) == 0 && file.st_size > length else {
            return
        }
        let result = checkpointing.with { connection in
            Result { () throws(StorageFailure) -> Void in
                if connection == nil {
                    connection = try Connection(checkpointing: path + "/ledger.db", vfs: vfs)
                }
                try connection?.checkpoint()
            }
        }
        try result.get()
    }

    /// When the last entry was recorded, as it says; nil in an empty log.
    public func lastRecordedTime() throws(StorageFailure) -> LogInstant? {
        try entry(seq: index.last).flatMap { entry in
            entry.bytes.withUnsafeBytes { bytes in
                (try? EntryView(bytes)).flatMap { LogInstant(rfc3339: $0.recordedTime.raw) }
            }
        }
    }

    /// Makes the index anew from the entries.
    package func rebuildIndex() throws(StorageFailure) { try index.rebuild() }

    /// Reads the whole log and compares the index with it.
    ///
    /// - Returns: what differs, in words; nil if nothing does.
    public func verifyIndex() throws(StorageFailure) -> String? { try index.difference() }

    /// The tree of the committed entries.
    public var tree: TreeWriter { index.tree }

    /// The tiles of that tree.
    package var tiles: LogTiles { LogTiles(index) }

    // MARK: - Reading

    /// Reads with a connection of the pool. The closure may be called inside another one of its kind.
    package func read<Value>(_ body: (OpaquePointer) throws -> Value) throws(StorageFailure) -> Value {
        try index.read { try body($0.handle) }
    }

    /// The last committed entry's number; 0 in an empty log.
    public func lastSeq() throws(StorageFailure) -> Int { index.last }

    /// Whether there is no entry yet: a genesis entry or a restore comes next.
    public func isEmpty() throws(StorageFailure) -> Bool { index.last == 0 }

    /// What the first entry says; nil in an empty log.
    public func genesis() throws(LedgerError) -> Genesis? {
        do {
            guard let first = try entry(seq: 1) else { return nil }
            return try Genesis(json: Envelope(stored: first.bytes).data)
        } catch { throw .storage(StorageFailure(error, operation: "read the genesis entry")) }
    }

    /// The receipt of a command; nil if there is none.
    public func receipt(of commandId: String) throws(StorageFailure) -> Receipt? {
        try index.read { try index.receipt(of: commandId, $0) }
    }

    /// Goes through the entries `range` in order, as many of them as there are.
    ///
    /// The closure may ask this store other things. No transaction is held for the length of the scan, so
    /// a long one does not keep the write-ahead log from being shortened.
    ///
    /// - Parameter body: gets an entry's number and its bytes, which are gone when it returns.
    /// - Throws: ``StorageFailure``, or what `body` throws, which ends the scan.
    public func forEach(
        in range: ClosedRange<Int>, _ body: (Int, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try index.forEach(in: range, body)
    }
}

extension StorageFailure {
    /// Any error as a storage failure; one that is one already stays as it is.
    init(_ error: any Error, operation: String) {
        if let failure = error as? StorageFailure {
            self = failure
        } else {
            self.init(operation: operation, code: 0, message: "\(error)")
        }
    }
}
