// What goes wrong with files and databases. It goes up unmatched, but for the few codes that a caller can handle.

import CSQLite
import Glibc

/// What SQLite or the file system said when something could not be read or written.
public struct StorageFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was being done, in words: "open ledger.db".
    public let operation: String
    /// SQLite's extended result code, or `errno` for failures outside of SQLite.
    public let code: Int
    /// What the system says about it.
    public let message: String

    public init(operation: String, code: Int, message: String) {
        self.operation = operation
        self.code = code
        self.message = message
    }

    /// What the connection says about its last failure.
    package init(connection: OpaquePointer, operation: String) {
        self.init(
            operation: operation, code: Int(sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection)))
    }

    /// What `errno` says.
    package init(errno code: Int32, operation: String) {
        self.init(operation: operation, code: Int(code), message: String(cString: strerror(code)))
    }

    public var description: String { "cannot \(operation): \(message) (code \(code))" }

    /// SQLite's result code without its details (`SQLITE_IOERR` for `SQLITE_IOERR_FSYNC`).
    package var primaryCode: Int32 { Int32(truncatingIfNeeded: code & 0xFF) }

    /// Whether a row was refused: another one has its key, or it says what its table does not allow.
    package var isOfConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }
}
