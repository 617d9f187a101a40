// A statement that a fold runs for row after row: prepared once, its arguments handed to SQLite one by one as
// they are, without a list of them in between.

import GRDB
import GRDBSQLite

/// A statement of one transaction's folding.
final class RowStatement {
    private let statement: Statement
    private let sql: String
    private let handle: OpaquePointer
    private var place: Int32 = 0
    private var code = SQLITE_OK
    private var scratch: [UInt8] = []

    init(_ sql: String, _ database: Database) throws {
        self.sql = sql
        statement = try database.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    /// Hands over the next argument.
    func add(_ value: (some ColumnValue)?) {
        place += 1
        let code = value.map { $0.bind(to: handle, at: place) } ?? sqlite3_bind_null(handle, place)
        if code != SQLITE_OK { self.code = code }
    }

    /// Hands over the next argument, a text that is written here for it.
    func add(_ write: (inout [UInt8]) -> Void) {
        scratch.removeAll(keepingCapacity: true)
        write(&scratch)
        add(scratch)
    }

    /// Runs the statement with the arguments handed over, and waits for the next ones.
    func run() throws {
        if code == SQLITE_OK { code = sqlite3_step(handle) }
        sqlite3_reset(handle)
        defer { (place, code) = (0, SQLITE_OK) }
        guard code == SQLITE_DONE else {
            let message = sqlite3_db_handle(handle).map { String(cString: sqlite3_errmsg($0)) }
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
        }
    }
}
