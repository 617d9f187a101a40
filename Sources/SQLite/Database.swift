// A connection to a database, with the statements that it keeps prepared.

import CSQLite
import Glibc

/// An open SQLite connection, closed when the last reference goes.
///
/// `@unchecked Sendable`: it is with one thread at a time, the one that ``DatabaseQueue`` or ``DatabasePool`` lends it
/// to.
public final class Database: @unchecked Sendable {
    package let handle: OpaquePointer
    private var cached: [String: Statement] = [:]

    /// What a connection does while another one has the file locked.
    public enum BusyMode: Sendable {
        /// Waits so many seconds, and fails then.
        case timeout(Double)
        /// Waits until the other one is done, which surely comes.
        case untilTheOtherEnds
    }

    /// How a connection is opened.
    public struct Configuration: Sendable {
        public var isReadOnly = false
        public var busyMode = BusyMode.timeout(5)
        /// Run first on every connection.
        public var prepare: @Sendable (Database) throws -> Void = { _ in }

        public init() {}
    }

    /// Opens a file, which is made if it is not there.
    ///
    /// - Parameter path: the file; empty for a temporary one of SQLite's own, in memory while it is small.
    init(_ path: String, _ configuration: Configuration) throws {
        let access =
            configuration.isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let opened = try openConnection(path, access)
        handle = opened
        csqlite_refuse_quoted_texts(opened)
        switch configuration.busyMode {
        case .timeout(let seconds): sqlite3_busy_timeout(opened, Int32(seconds * 1_000))
        case .untilTheOtherEnds:
            sqlite3_busy_handler(
                opened,
                { _, _ in
                    usleep(500)
                    return 1
                }, nil)
        }
        // Whoever writes for all goes on; a prepared connection may have a handler of its own.
        if configuration.isReadOnly { Interest.heed(opened) }
        try configuration.prepare(self)
    }

    deinit {
        cached = [:]
        sqlite3_close_v2(handle)
    }

    // MARK: - Statements

    /// How many statements are kept, whatever texts come.
    private static let mostCached = 200

    /// A statement that this connection keeps prepared; another one while somebody goes through its rows.
    public func cachedStatement(sql: String) throws(StorageFailure) -> Statement {
        if let known = cached[sql], !known.isBusy { return known }
        let made = try makeStatement(sql: sql)
        // Who is using one goes on having it.
        if cached.count >= Self.mostCached { cached.removeAll(keepingCapacity: true) }
        cached[sql] = made
        return made
    }

    public func makeStatement(sql: String) throws(StorageFailure) -> Statement { try Statement(handle, sql) }

    /// Runs one statement, which is kept prepared.
    public func run(_ sql: String, _ arguments: StatementArguments = []) throws(StorageFailure) {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// Runs statements one after the other, or a single one with arguments.
    public func execute(sql: String, arguments: StatementArguments = []) throws(StorageFailure) {
        guard arguments.isEmpty else { return try makeStatement(sql: sql).execute(arguments: arguments) }
        try SQLite.execute(handle, sql, "run \(sql)")
    }

    /// What SQLite says about its last failure.
    package func failure(_ operation: String) -> StorageFailure {
        StorageFailure(connection: handle, operation: operation)
    }

    // MARK: - Transactions

    /// How a transaction begins.
    public enum TransactionKind: String, Sendable {
        /// Sees one moment from its first look on.
        case deferred = "BEGIN"
        /// Nobody else writes from its beginning on.
        case immediate = "BEGIN IMMEDIATE"
    }

    /// Whether a transaction is under way.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Runs a closure in a transaction, which is taken back if it throws.
    public func inTransaction<Value>(
        _ kind: TransactionKind = .immediate, _ body: () throws -> Value
    ) throws -> Value {
        try run(kind.rawValue)
        do {
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            // Some failures have taken it back already.
            if isInTransaction { try? run("ROLLBACK") }
            throw error
        }
    }

    // MARK: - What there is

    public func tableExists(_ name: String) throws(StorageFailure) -> Bool { try exists("table", name) }

    public func viewExists(_ name: String) throws(StorageFailure) -> Bool { try exists("view", name) }

    public func indexExists(_ name: String) throws(StorageFailure) -> Bool { try exists("index", name) }

    private func exists(_ type: String, _ name: String) throws(StorageFailure) -> Bool {
        try Int.fetchOne(
            self, sql: "SELECT 1 FROM sqlite_schema WHERE type = ? AND name = ?", arguments: [type, name])
            != nil
    }
}
