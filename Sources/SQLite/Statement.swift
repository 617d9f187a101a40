// A prepared SQLite statement, as thin as can be: appending, folding and scanning are paths on which every
// microsecond counts.

import CSQLite

/// A prepared statement on a connection that outlives it. Confined to that connection's thread.
public final class Statement {
    package let handle: OpaquePointer
    private let connection: OpaquePointer
    /// The names of the columns that it gives.
    lazy var columns: [String] = (0..<sqlite3_column_count(handle)).map { column in
        sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
    }

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

    // MARK: - Arguments

    package func bind(_ index: Int32, _ number: Int) {
        sqlite3_bind_int64(handle, index, Int64(number))
    }

    package func bind(_ index: Int32, _ number: Int?) {
        if let number { bind(index, number) } else { sqlite3_bind_null(handle, index) }
    }

    package func bind(_ index: Int32, _ text: String) { _ = text.bind(to: handle, at: index) }

    /// Binds UTF-8 text; if it is not copied it has to stay where it is until the statement is reset.
    package func bind(_ index: Int32, text: UnsafeRawBufferPointer, isCopied: Bool) {
        _ = bindText(text, to: handle, at: index, isCopied: isCopied)
    }

    package func bind(_ index: Int32, blob: [UInt8]) {
        _ = blob.withUnsafeBytes {
            sqlite3_bind_blob64(handle, index, $0.baseAddress, UInt64($0.count), transientBytes)
        }
    }

    /// Binds all arguments, the first one to the first place; those missing are NULL.
    package func bind(_ arguments: StatementArguments) throws(StorageFailure) {
        sqlite3_clear_bindings(handle)
        for (index, argument) in arguments.enumerated() {
            let place = Int32(index + 1)
            let code = argument?.bind(to: handle, at: place) ?? sqlite3_bind_null(handle, place)
            guard code == SQLITE_OK else {
                throw StorageFailure(connection: connection, operation: "take an argument of a statement")
            }
        }
    }

    // MARK: - Running

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

    /// Runs the statement to its end, whatever rows it gives.
    public func execute(arguments: StatementArguments = []) throws(StorageFailure) {
        defer { reset() }
        try bind(arguments)
        while try step("run \(text)") {}
    }

    package func reset() { sqlite3_reset(handle) }

    /// Whether somebody is going through its rows.
    var isBusy: Bool { sqlite3_stmt_busy(handle) != 0 }

    /// The statement as SQLite has it.
    var text: String { sqlite3_sql(handle).map { String(cString: $0) } ?? "a statement" }

    // MARK: - The row

    package func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    package func optionalInteger(_ column: Int32) -> Int? {
        sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : integer(column)
    }

    /// The bytes of a text or blob; they are gone when the statement steps or is reset.
    package func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    package func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
}

/// Runs SQL that gives no rows worth having.
package func execute(
    _ connection: OpaquePointer, _ sql: String, _ operation: @autoclosure () -> String
) throws(StorageFailure) {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
        throw StorageFailure(connection: connection, operation: operation())
    }
}
