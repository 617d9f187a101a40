// A statement that a fold runs for row after row: prepared once, its arguments gathered in one piece of memory and
// handed to SQLite where they are, so that neither a list of them is made nor SQLite copies them.

import CSQLite
import SQLite

/// A statement of one transaction's folding.
final class RowStatement {
    private enum Argument {
        case null
        case integer(Int)
        /// Bytes of ``text``: from one place, so many.
        case text(Int, Int)
    }

    private static let nothing: StaticString = ""

    private let statement: Statement
    private let sql: String
    private let database: Database
    private let handle: OpaquePointer
    private var arguments: [Argument] = []
    private var text: [UInt8] = []

    init(_ sql: String, _ database: Database) throws {
        (self.sql, self.database) = (sql, database)
        statement = try database.cachedStatement(sql: sql)
        handle = statement.handle
    }

    // MARK: - Arguments, one after the other

    func add(_ value: Int) { arguments.append(.integer(value)) }

    func add(number: Int?) { arguments.append(number.map { .integer($0) } ?? .null) }

    func add(_ value: Bool?) { arguments.append(value.map { .integer($0 ? 1 : 0) } ?? .null) }

    func add(_ value: String?) {
        guard var value else { return arguments.append(.null) }
        add { text in value.withUTF8 { text.append(contentsOf: $0) } }
    }

    func add(_ value: [UInt8]?) {
        guard let value else { return arguments.append(.null) }
        add { $0.append(contentsOf: value) }
    }

    /// A text that is written where it is handed over from.
    @inline(__always)
    func add(_ write: (inout [UInt8]) -> Void) {
        let start = text.count
        write(&text)
        arguments.append(.text(start, text.count - start))
    }

    // MARK: - Running

    /// Runs the statement with the arguments added, and waits for the next ones.
    func run() throws {
        let code = text.withUnsafeBytes { text -> Int32 in
            let code = bind(text)
            defer {
                sqlite3_reset(handle)
                // They are where the text is, which is about to go.
                sqlite3_clear_bindings(handle)
            }
            return code == SQLITE_OK ? sqlite3_step(handle) : code
        }
        arguments.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        guard code == SQLITE_DONE else {
            throw database.failure("run \(sql)")
        }
    }

    private func bind(_ text: UnsafeRawBufferPointer) -> Int32 {
        var code = SQLITE_OK
        for (index, argument) in arguments.enumerated() where code == SQLITE_OK {
            let place = Int32(index + 1)
            code =
                switch argument {
                case .null: sqlite3_bind_null(handle, place)
                case .integer(let number): sqlite3_bind_int64(handle, place, Int64(number))
                case .text(let start, let length):
                    // Where there is no text at all there is no memory either, and that would be NULL.
                    sqlite3_bind_text64(
                        handle, place,
                        (text.baseAddress ?? UnsafeRawPointer(Self.nothing.utf8Start)).advanced(by: start)
                            .assumingMemoryBound(to: CChar.self),
                        UInt64(length), nil, UInt8(SQLITE_UTF8))
                }
        }
        return code
    }
}
