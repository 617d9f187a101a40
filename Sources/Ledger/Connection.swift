// SQLite connections of the log: one that writes ledger.db, one that writes index.db, and those that read both.

import CSQLite
import Synchronization

/// An open SQLite connection, closed when the last reference goes.
///
/// `@unchecked Sendable`: it is used by one thread at a time. Who owns it says how that is kept.
package final class Connection: @unchecked Sendable {
    package let handle: OpaquePointer
    private var cached: [String: Statement] = [:]

    private init(opening path: String, _ flags: Int32, vfs: String?) throws(StorageFailure) {
        let opened = try openConnection(path, flags | SQLITE_OPEN_NOFOLLOW, vfs: vfs)
        handle = opened
        sqlite3_busy_timeout(opened, Connection.busyTimeout)
        try execute(opened, "PRAGMA trusted_schema = OFF", "set trusted_schema on \(path)")
    }

    /// Opens a file for writing: WAL, waits instead of SQLITE_BUSY.
    ///
    /// - Parameter isDurable: whether every commit is on disk before it returns. Otherwise the last ones may be
    ///   lost in a power cut, and the file stays whole.
    convenience init(writingTo path: String, isDurable: Bool, vfs: String? = nil) throws(StorageFailure) {
        try self.init(opening: path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs: vfs)
        let level = isDurable ? 2 : 1
        try execute(handle, "PRAGMA journal_mode = WAL", "set WAL mode on \(path)")
        try execute(handle, "PRAGMA synchronous = \(level)", "set synchronous on \(path)")
        try execute(handle, "PRAGMA cache_size = -8192", "set cache_size on \(path)")
        // Somebody else looks after the log's write-ahead log (Upkeep). If nobody does, whoever commits does it at
        // 16 MB, so that it stays bounded.
        if isDurable {
            try execute(handle, "PRAGMA wal_autocheckpoint = 4096", "set wal_autocheckpoint on \(path)")
        }
        guard try Schema.integer(handle, "PRAGMA synchronous") == level else {
            throw StorageFailure(
                operation: "open \(path)", code: 0, message: "SQLite does not accept synchronous=\(level)")
        }
    }

    /// Opens the log for reading, with the index beside it attached. Both have to be open for writing elsewhere in
    /// this process: SQLite lets readers in only then.
    convenience init(reading ledger: String, index: String, vfs: String?) throws(StorageFailure) {
        try self.init(opening: ledger, SQLITE_OPEN_READONLY, vfs: vfs)
        Interest.heed(handle)
        let attach = try Statement(handle, "ATTACH ?1 AS beside")
        attach.bind(1, index)
        try attach.run("open \(index)")
        try execute(handle, "PRAGMA beside.cache_size = -8192", "set cache_size on \(index)")
    }

    /// Opens the log for ``checkpoint()`` alone.
    convenience init(checkpointing path: String, vfs: String?) throws(StorageFailure) {
        try self.init(opening: path, SQLITE_OPEN_READWRITE, vfs: vfs)
        sqlite3_busy_timeout(handle, 0)
        try execute(handle, "PRAGMA synchronous = FULL", "set synchronous on \(path)")
        try execute(handle, "PRAGMA wal_autocheckpoint = 0", "set wal_autocheckpoint on \(path)")
    }

    /// Copies what it can from the write-ahead log into the file, without waiting. Then it resets the log, if nobody is
    /// reading it: a passive checkpoint alone never catches up with somebody who keeps writing.
    func checkpoint() throws(StorageFailure) {
        for mode in [SQLITE_CHECKPOINT_PASSIVE, SQLITE_CHECKPOINT_RESTART] {
            let code = sqlite3_wal_checkpoint_v2(handle, "main", mode, nil, nil)
            guard code == SQLITE_OK || code == SQLITE_BUSY else {
                throw StorageFailure(connection: handle, operation: "shorten the write-ahead log")
            }
        }
    }

    // MARK: - Looking up in one transaction

    /// Whether look-ups share a transaction, and which generation of the index it sees, once it has begun.
    private var isHolding = false
    private var generation: Int?

    /// Has the following look-ups share a transaction, because taking and releasing the file's locks costs more than most
    /// look-ups. Keep it short: the write-ahead logs cannot be reset while it lasts.
    func hold() { isHolding = true }

    /// Begins the shared transaction, or replaces it by a new one if the index has moved on.
    func see(_ now: Int) throws(StorageFailure) {
        guard isHolding, generation != now else { return }
        try leave()
        try statement("BEGIN").run("look something up")
        generation = now
    }

    /// Ends the shared transaction, so that the next look-up sees what is there then.
    func leave() throws(StorageFailure) {
        guard generation != nil else { return }
        generation = nil
        guard sqlite3_get_autocommit(handle) == 0 else { return }
        try statement("COMMIT").run("end looking something up")
    }

    /// Has every look-up read for itself again.
    func letGo() throws(StorageFailure) {
        isHolding = false
        try leave()
    }

    deinit {
        cached = [:]
        sqlite3_close_v2(handle)
    }

    /// A statement that this connection keeps prepared; to be reset by who uses it.
    func statement(_ sql: String) throws(StorageFailure) -> Statement {
        if let known = cached[sql] { return known }
        let made = try Statement(handle, sql)
        cached[sql] = made
        return made
    }

    /// How long a connection waits for another one, in milliseconds.
    static let busyTimeout: Int32 = 10_000
}

/// Connections that read, made as they are needed. Each is with one thread at a time.
final class LogReaders: Sendable {
    private let idle = Mutex<[Connection]>([])
    private let open: @Sendable () throws(StorageFailure) -> Connection

    init(_ open: @escaping @Sendable () throws(StorageFailure) -> Connection) { self.open = open }

    /// Lends a connection; the body may ask for another one.
    func with<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        let connection = try idle.withLock { $0.popLast() } ?? open()
        defer {
            // Whoever leaves a statement open leaves the connection at the log of that moment: it is closed.
            let isDone = sqlite3_txn_state(connection.handle, nil) == SQLITE_TXN_NONE
            idle.withLock { if isDone, $0.count < Self.kept { $0.append(connection) } }
        }
        return try body(connection)
    }

    /// How many connections stay open when nobody reads.
    private static let kept = 4
}
