// The connection that writes the log. Others than ``DatabasePool`` it synchronises every commit: otherwise a power
// cut would take back what has been acknowledged.

import CSQLite

/// An open SQLite connection, closed when the last reference goes.
final class Connection {
    let handle: OpaquePointer

    /// Opens the log for writing: WAL, every commit on disk before it returns, waits instead of SQLITE_BUSY.
    init(writingTo path: String) throws(StorageFailure) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard let opened else {
            throw StorageFailure(operation: "open \(path)", code: Int(code), message: "out of memory")
        }
        handle = opened
        guard code == SQLITE_OK else { throw StorageFailure(connection: opened, operation: "open \(path)") }
        sqlite3_extended_result_codes(opened, 1)
        sqlite3_busy_timeout(opened, Connection.busyTimeout)
        try execute(opened, "PRAGMA journal_mode = WAL", "set WAL mode on \(path)")
        try execute(opened, "PRAGMA synchronous = FULL", "set synchronous on \(path)")
        // The upper levels of four trees, and what one large batch touches; the default is 2 MiB.
        try execute(opened, "PRAGMA cache_size = -16384", "set cache_size on \(path)")
        try execute(opened, "PRAGMA trusted_schema = OFF", "set trusted_schema on \(path)")
        guard try Schema.integer(opened, "PRAGMA synchronous") == 2 else {
            throw StorageFailure(
                operation: "open \(path)", code: 0, message: "SQLite does not accept synchronous=FULL")
        }
    }

    deinit { sqlite3_close_v2(handle) }

    /// How long a connection waits for another one, in milliseconds.
    static let busyTimeout: Int32 = 10_000
}
