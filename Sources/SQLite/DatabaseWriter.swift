// Who has a connection when: one at a time (DatabaseQueue), or one that writes and others that read meanwhile
// (DatabasePool).

import CSQLite
import Glibc
import Synchronization

/// A database that many threads use. The closures must not use it again themselves.
public protocol DatabaseWriter: Sendable {
    /// Reads from one moment.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value

    /// Lends the connection that writes.
    func writeWithoutTransaction<Value>(_ body: (Database) throws -> Value) throws -> Value

    /// Closes the database; whatever comes afterwards fails.
    func close()
}

extension DatabaseWriter {
    /// Writes in a transaction, which is taken back if the closure throws.
    public func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try writeWithoutTransaction { database in try database.inTransaction { try body(database) } }
    }

    /// Copies all of it, as of one moment, over what another one holds.
    public func backup(to other: DatabaseQueue) throws {
        try read { source in
            try other.writeWithoutTransaction { target in
                guard let backup = sqlite3_backup_init(target.handle, "main", source.handle, "main") else {
                    throw StorageFailure(connection: target.handle, operation: "copy a database")
                }
                sqlite3_backup_step(backup, -1)
                guard sqlite3_backup_finish(backup) == SQLITE_OK else {
                    throw StorageFailure(connection: target.handle, operation: "copy a database")
                }
            }
        }
    }
}

/// One connection, used by one thread after the other.
public final class DatabaseQueue: DatabaseWriter {
    private let connection: Lent

    public init(path: String, configuration: Database.Configuration = .init()) throws {
        connection = Lent(try Database(path, configuration))
    }

    public func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try connection.with { database in try database.inTransaction(.deferred) { try body(database) } }
    }

    public func writeWithoutTransaction<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try connection.with(body)
    }

    public func close() { connection.close() }
}

/// Connections that read, opened as they are needed.
public final class ReaderPool: Sendable {
    private let idle = Mutex<[Database]>([])
    private let isOpen = Atomic(true)
    private let path: String
    private let configuration: Database.Configuration

    /// - Parameter path: a file that a connection is open to which may write: SQLite lets readers in only then.
    public init(path: String, configuration: Database.Configuration = .init()) {
        self.path = path
        var configuration = configuration
        configuration.isReadOnly = true
        self.configuration = configuration
    }

    /// Lends a connection. The closure may ask for another one.
    public func with<Value>(_ body: (Database) throws -> Value) throws -> Value {
        guard isOpen.load(ordering: .acquiring) else { throw Lent.isClosed }
        let database = try idle.withLock { $0.popLast() } ?? Database(path, configuration)
        defer {
            // One that could not be brought back to where it was is closed.
            if !database.isInTransaction {
                idle.withLock { idle in
                    if idle.count < Self.kept, isOpen.load(ordering: .acquiring) { idle.append(database) }
                }
            }
        }
        return try body(database)
    }

    /// How many connections stay open while nobody reads.
    private static let kept = 4

    func close() {
        isOpen.store(false, ordering: .releasing)
        idle.withLock { $0 = [] }
    }
}

/// One connection that writes, and others that read meanwhile (SQLite's write-ahead log).
///
/// What is committed survives the end of the process, but the last of it perhaps not a power cut.
public final class DatabasePool: DatabaseWriter {
    // Goes before the writer, which takes the write-ahead log along when it is the last.
    private let readers: ReaderPool
    private let writer: Lent

    public init(path: String, configuration: Database.Configuration = .init()) throws {
        let writing = try Database(path, configuration)
        try writing.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        writer = Lent(writing)
        readers = ReaderPool(path: path, configuration: configuration)
    }

    deinit { close() }

    public func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try readers.with { database in try database.inTransaction(.deferred) { try body(database) } }
    }

    public func writeWithoutTransaction<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try writer.with(body)
    }

    public func close() {
        readers.close()
        writer.close()
    }
}

/// A connection that is with one thread at a time.
///
/// `@unchecked Sendable`: ``database`` is only touched with the lock held.
private final class Lent: @unchecked Sendable {
    private var database: Database?
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    init(_ database: Database) {
        self.database = database
        pthread_mutex_init(lock, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    func with<Value>(_ body: (Database) throws -> Value) throws -> Value {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        guard let database else { throw Self.isClosed }
        return try body(database)
    }

    func close() {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        database = nil
    }

    static let isClosed = StorageFailure(
        operation: "use a database", code: Int(SQLITE_MISUSE), message: "it is closed")
}
