// The append-only log in a state directory: opened, locked, and read from any thread. Everything that
// writes goes through its one LedgerWriter.

import CSQLite
import Codec
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
    private let readers: ReaderPool
    // The writing connection, until the writer takes it: SQLite lets readers in only while one that may
    // write is open, so it is opened first.
    private let writing: Mutex<Connection?>
    // Stands last, so that the lock is let go when the connections are closed.
    private let directory: StateDirectory

    /// Opens the log in a state directory; makes directory and tables if they are not there.
    ///
    /// - Throws: ``LedgerError``: the directory is in use, holds something else, or cannot be read.
    public static func open(directory path: String) throws(LedgerError) -> LedgerStore {
        let directory = try StateDirectory(path: path)
        let file = try directory.preparePrivateFile("ledger.db")
        let connection: Connection
        do { connection = try Connection(writingTo: file) } catch {
            if error.primaryCode == SQLITE_NOTADB { throw .notALedger(path: file) }
            throw .storage(error)
        }
        try Schema.prepare(connection.handle, path: file)
        try directory.sync()
        return try LedgerStore(directory, connection, file)
    }

    private init(
        _ directory: StateDirectory, _ connection: sending Connection, _ file: String
    ) throws(LedgerError) {
        var configuration = Database.Configuration()
        configuration.busyMode = .timeout(Double(Connection.busyTimeout) / 1_000)
        readers = ReaderPool(path: file, configuration: configuration)
        self.directory = directory
        writing = Mutex(connection)
    }

    /// Hands out the log's one writer, to be used on the calling thread only.
    ///
    /// - Parameters:
    ///   - observers: what is to be kept along with the entries, called in this order.
    ///   - random: gives 64 fresh random bits for ids; nil for the system's.
    /// - Throws: ``LedgerError/writerExists``, or a failure to read the log's end.
    public func makeWriter(
        observers: [any AppendObserver] = [],
        random: (() -> UInt64)? = nil
    ) throws(LedgerError) -> LedgerWriter {
        guard let connection = writing.withLock({ $0.take() }) else { throw .writerExists }
        do {
            return try LedgerWriter(
                connection, directory, observers: observers,
                random: random ?? IdentifierMaker.systemRandom())
        } catch { throw .storage(error) }
    }

    // MARK: - Reading

    /// Reads with a connection of the pool. The closure may be called inside another one of its kind.
    ///
    /// Nothing here opens a transaction: entries never change, so a reader that notes the last one first
    /// needs none, and a long one would keep the write-ahead log from being shortened.
    package func read<Value>(_ body: (OpaquePointer) throws -> Value) throws(StorageFailure) -> Value {
        do { return try passingThrough(body) } catch {
            throw StorageFailure(error, operation: "read the log")
        }
    }

    /// Reads like ``read(_:)``, and lets through what the closure throws.
    func passingThrough<Value>(_ body: (OpaquePointer) throws -> Value) throws -> Value {
        try readers.with { try body($0.handle) }
    }

    /// Reads from one moment of the log. For what lies beside the entries.
    public func withDatabase<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try readers.with { database in try database.inTransaction(.deferred) { try body(database) } }
    }

    /// The last committed entry's number; 0 in an empty log.
    public func lastSeq() throws(StorageFailure) -> Int {
        try read { try Schema.integer($0, "SELECT coalesce(max(seq), 0) FROM entry") }
    }

    /// Whether there is no entry yet: a genesis entry or a restore comes next.
    public func isEmpty() throws(StorageFailure) -> Bool { try lastSeq() == 0 }

    /// What the first entry says; nil in an empty log.
    public func genesis() throws(LedgerError) -> Genesis? {
        do {
            guard let first = try entry(seq: 1) else { return nil }
            return try Genesis(json: Envelope(stored: first.bytes).data)
        } catch { throw .storage(StorageFailure(error, operation: "read the genesis entry")) }
    }

    /// The receipt of a command; nil if there is none.
    public func receipt(of commandId: String) throws(StorageFailure) -> Receipt? {
        try read { try Receipt.read(Statement($0, Receipt.query), commandId: commandId) }
    }
}

extension StorageFailure {
    /// Any error as a storage failure; one that is one already stays as it is.
    init(_ error: any Error, operation: String) {
        switch error {
        case let failure as StorageFailure: self = failure
        default: self.init(operation: operation, code: 0, message: "\(error)")
        }
    }
}
