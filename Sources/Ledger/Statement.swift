// A prepared SQLite statement, as thin as can be: appending and scanning are paths on which every
// microsecond counts, so they go to the C interface and not through GRDB's rows.

import GRDBSQLite
import Glibc

/// A prepared statement on a connection that outlives it. Confined to that connection's thread.
package final class Statement {
    let handle: OpaquePointer
    private let connection: OpaquePointer

    /// - Throws: ``StorageFailure`` if SQLite cannot prepare the text.
    package init(_ connection: OpaquePointer, _ sql: String) throws(StorageFailure) {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v2(connection, sql, -1, &prepared, nil)
        guard code == SQLITE_OK, let prepared else {
            throw StorageFailure(connection: connection, operation: "prepare a statement")
        }
        handle = prepared
        self.connection = connection
    }

    deinit { sqlite3_finalize(handle) }

    package func bind(_ index: Int32, _ number: Int) {
        sqlite3_bind_int64(handle, index, Int64(number))
    }

    func bind(_ index: Int32, _ number: Int?) {
        if let number { bind(index, number) } else { sqlite3_bind_null(handle, index) }
    }

    package func bind(_ index: Int32, _ text: String) {
        var text = text
        text.withUTF8 { bind(index, text: UnsafeRawBufferPointer($0), isCopied: true) }
    }

    /// Binds UTF-8 text; if it is not copied it has to stay where it is until the statement is reset.
    func bind(_ index: Int32, text: UnsafeRawBufferPointer, isCopied: Bool) {
        let start = text.baseAddress?.assumingMemoryBound(to: CChar.self)
        let destructor = isCopied ? Self.transient : nil
        if let start {
            sqlite3_bind_text64(
                handle, index, start, UInt64(text.count), destructor, UInt8(SQLITE_UTF8))
        } else {
            sqlite3_bind_text(handle, index, "", 0, Self.transient)
        }
    }

    package func bind(_ index: Int32, blob: [UInt8]) {
        _ = blob.withUnsafeBytes {
            sqlite3_bind_blob64(handle, index, $0.baseAddress, UInt64($0.count), Self.transient)
        }
    }

    /// Whether there is another row.
    package func step(_ operation: @autoclosure () -> String = "read the log") throws(StorageFailure) -> Bool
    {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw StorageFailure(connection: connection, operation: operation())
        }
    }

    /// Runs a statement that gives no rows, and makes it ready to run again.
    package func run(_ operation: @autoclosure () -> String) throws(StorageFailure) {
        defer { sqlite3_reset(handle) }
        _ = try step(operation())
    }

    package func reset() { sqlite3_reset(handle) }

    package func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    func optionalInteger(_ column: Int32) -> Int? {
        sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : integer(column)
    }

    /// The bytes of a text or blob; they are gone when the statement steps or is reset.
    package func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    package func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

    // SQLITE_TRANSIENT is a C macro (a cast of -1), which Swift does not import.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

extension StorageFailure {
    /// What the connection says about its last failure.
    package init(connection: OpaquePointer, operation: String) {
        self.init(
            operation: operation, code: Int(sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection)))
    }

    /// What `errno` says.
    init(errno code: Int32, operation: String) {
        self.init(operation: operation, code: Int(code), message: String(cString: strerror(code)))
    }

    /// SQLite's result code without its details (`SQLITE_IOERR` for `SQLITE_IOERR_FSYNC`).
    var primaryCode: Int32 { Int32(truncatingIfNeeded: code & 0xFF) }
}

/// Runs SQL that gives no rows worth having.
package func execute(
    _ connection: OpaquePointer, _ sql: String, _ operation: @autoclosure () -> String
) throws(StorageFailure) {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
        throw StorageFailure(connection: connection, operation: operation())
    }
}
