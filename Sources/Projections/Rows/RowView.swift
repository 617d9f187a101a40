// Rows read where SQLite has them, without a copy of each column first: long lists are made of nothing else.

import CSQLite
import Codec
import Governance
import SQLite

/// The row at which a statement stands; good until the statement goes on.
struct RowView {
    private let statement: Statement

    fileprivate init(_ statement: Statement) { self.statement = statement }

    func integer(_ column: Int32) -> Int { statement.integer(column) }

    func flag(_ column: Int32) -> Bool { statement.integer(column) != 0 }

    func optionalInteger(_ column: Int32) -> Int? { statement.optionalInteger(column) }

    func text(_ column: Int32) -> String { statement.text(column) }

    /// Whether the column has that text, of which no copy is made.
    func isText(_ text: String, _ column: Int32) -> Bool {
        statement.bytes(column).elementsEqual(text.utf8)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : statement.text(column) }

    /// The bytes of a text, where SQLite has them.
    func bytes(_ column: Int32) -> UnsafeRawBufferPointer { statement.bytes(column) }

    func optionalBytes(_ column: Int32) -> UnsafeRawBufferPointer? {
        isNull(column) ? nil : statement.bytes(column)
    }

    func identifier<Kind>(_ column: Int32) throws -> Identifier<Kind> {
        guard let found = Identifier<Kind>(spelled: statement.bytes(column)) else {
            return try Identifier(text: statement.text(column))
        }
        return found
    }

    func optionalIdentifier<Kind>(_ column: Int32) throws -> Identifier<Kind>? {
        isNull(column) ? nil : try identifier(column)
    }

    /// nil for NULL, and for what is no day.
    func day(_ column: Int32) -> CivilDate? {
        CivilDate(iso: statement.bytes(column).assumingMemoryBound(to: UInt8.self).span)
    }

    /// nil for NULL, and for what is no time.
    func time(_ column: Int32) -> CivilDateTime? {
        CivilDateTime(iso: statement.bytes(column).assumingMemoryBound(to: UInt8.self).span)
    }

    private func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(statement.handle, column) == SQLITE_NULL
    }
}

extension Database {
    /// Goes through the rows of a question for as long as the body wants more.
    func forEachRow(
        _ sql: String, _ arguments: StatementArguments, _ body: (RowView) throws -> Bool
    ) throws {
        let statement = try cachedStatement(sql: sql)
        defer { statement.reset() }
        try statement.bind(arguments)
        while try statement.step("read rows") {
            guard try body(RowView(statement)) else { return }
        }
    }
}
