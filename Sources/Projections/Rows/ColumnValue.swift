// How folds write: statements prepared once, bound and stepped through SQLite's own interface. A general
// library's way of handing over arguments takes several times as long as the write itself.

import GRDB
import GRDBSQLite

/// A value that a fold writes into a column.
protocol ColumnValue {
    /// - Returns: SQLite's result code.
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

extension String: ColumnValue {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        var text = self
        return text.withUTF8 { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                return sqlite3_bind_text(statement, index, "", 0, transientText)
            }
            return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                sqlite3_bind_text64(
                    statement, index, $0, UInt64(bytes.count), transientText, UInt8(SQLITE_UTF8))
            }
        }
    }
}

/// UTF-8 text that has been put together as bytes.
extension [UInt8]: ColumnValue {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        withUnsafeBytes { bytes in
            sqlite3_bind_text64(
                statement, index, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(bytes.count),
                transientText, UInt8(SQLITE_UTF8))
        }
    }
}

extension Int: ColumnValue {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        sqlite3_bind_int64(statement, index, Int64(self))
    }
}

extension Bool: ColumnValue {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        sqlite3_bind_int64(statement, index, self ? 1 : 0)
    }
}

// SQLITE_TRANSIENT is a C macro (a cast of -1), which Swift does not import.
private let transientText = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Database {
    /// Runs a statement that is prepared once and then kept.
    func run(_ sql: String, _ arguments: [(any ColumnValue)?] = []) throws {
        let statement = try cachedStatement(sql: sql)
        try withExtendedLifetime(statement) {
            let handle = statement.sqliteStatement
            for (index, argument) in arguments.enumerated() {
                let place = Int32(index + 1)
                let code = argument?.bind(to: handle, at: place) ?? sqlite3_bind_null(handle, place)
                guard code == SQLITE_OK else { throw failure(code, sql) }
            }
            var code = sqlite3_step(handle)
            while code == SQLITE_ROW { code = sqlite3_step(handle) }
            sqlite3_reset(handle)
            guard code == SQLITE_DONE else { throw failure(code, sql) }
        }
    }

    private func failure(_ code: Int32, _ sql: String) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: sqliteConnection.map { String(cString: sqlite3_errmsg($0)) }, sql: sql)
    }
}
