// Values on their way into columns, bound through SQLite's own interface.

import CSQLite

/// A value that is written into a column, or that a statement takes as an argument.
public protocol ColumnValue {
    /// - Returns: SQLite's result code.
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

/// What a statement takes, in the order of its places; nil is NULL.
public typealias StatementArguments = [(any ColumnValue)?]

extension String: ColumnValue {
    public func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        var text = self
        return text.withUTF8 { bindText(UnsafeRawBufferPointer($0), to: statement, at: index) }
    }
}

/// UTF-8 text that has been put together as bytes.
extension [UInt8]: ColumnValue {
    public func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        withUnsafeBytes { bindText($0, to: statement, at: index) }
    }
}

extension Int: ColumnValue {
    public func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        sqlite3_bind_int64(statement, index, Int64(self))
    }
}

extension Bool: ColumnValue {
    public func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        sqlite3_bind_int64(statement, index, self ? 1 : 0)
    }
}

/// Binds UTF-8 text; if it is not copied it has to stay where it is until the statement is reset.
func bindText(
    _ text: UnsafeRawBufferPointer, to statement: OpaquePointer, at index: Int32, isCopied: Bool = true
) -> Int32 {
    // Without an address it would be NULL.
    guard let start = text.baseAddress?.assumingMemoryBound(to: CChar.self) else {
        return sqlite3_bind_text(statement, index, "", 0, transientBytes)
    }
    return sqlite3_bind_text64(
        statement, index, start, UInt64(text.count), isCopied ? transientBytes : nil, UInt8(SQLITE_UTF8))
}

// SQLITE_TRANSIENT is a C macro (a cast of -1), which Swift does not import.
let transientBytes = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
