// Rows on their way out of statements: whole ones, or their first column as a value.

import CSQLite

/// What a row can be read as.
public protocol Fetchable {
    /// Reads the row at which a statement stands; nil where its first column is NULL.
    static func read(_ statement: Statement) -> Self?
}

/// What a column can be read as.
public protocol CellReadable {
    /// - Returns: nil for NULL, and for what is no such value.
    init?(_ cell: Cell)
}

extension String: CellReadable, Fetchable {
    public init?(_ cell: Cell) {
        guard cell != .null else { return nil }
        self = cell.text
    }

    public static func read(_ statement: Statement) -> String? {
        String(Cell(column: 0, of: statement.handle))
    }
}

extension Int: CellReadable, Fetchable {
    public init?(_ cell: Cell) {
        switch cell {
        case .integer(let number): self = number
        case .real(let number): self.init(exactly: number)
        case .null, .string: return nil
        }
    }

    public static func read(_ statement: Statement) -> Int? { statement.optionalInteger(0) }
}

extension Bool: CellReadable {
    public init?(_ cell: Cell) {
        guard let number = Int(cell) else { return nil }
        self = number != 0
    }
}

/// A row, copied out of the statement that gave it.
public struct Row: Fetchable {
    private let columns: [String]
    public let cells: [Cell]

    public static func read(_ statement: Statement) -> Row? { Row(statement) }

    init(_ statement: Statement) {
        columns = statement.columns
        cells = columns.indices.map { Cell(column: Int32($0), of: statement.handle) }
    }

    /// What stands in a column that is never NULL.
    public subscript<Value: CellReadable>(_ place: Int) -> Value {
        guard let value = Value(cells[place]) else {
            preconditionFailure("column \(columns[place]) holds no \(Value.self)")
        }
        return value
    }

    /// What stands in a column that is never NULL.
    public subscript<Value: CellReadable>(_ name: String) -> Value { self[place(name)] }

    /// What stands in a column; nil for NULL.
    public subscript<Value: CellReadable>(_ place: Int) -> Value? { Value(cells[place]) }

    /// What stands in a column; nil for NULL.
    public subscript<Value: CellReadable>(_ name: String) -> Value? { Value(cells[place(name)]) }

    private func place(_ name: String) -> Int {
        guard let place = columns.firstIndex(of: name) else { preconditionFailure("no column \(name)") }
        return place
    }
}

extension Fetchable {
    /// All rows of a statement.
    ///
    /// - Throws: ``StorageFailure``, also where a row has NULL in place of a value: it is never left out.
    public static func fetchAll(
        _ statement: Statement, arguments: StatementArguments = []
    ) throws(StorageFailure) -> [Self] {
        defer { statement.reset() }
        try statement.bind(arguments)
        var found: [Self] = []
        while try statement.step("run \(statement.text)") {
            guard let value = read(statement) else {
                throw StorageFailure(
                    operation: "run \(statement.text)", code: Int(SQLITE_MISMATCH),
                    message: "row \(found.count + 1) has no value")
            }
            found.append(value)
        }
        return found
    }

    /// All rows of a question.
    public static func fetchAll(
        _ database: Database, sql: String, arguments: StatementArguments = []
    ) throws(StorageFailure) -> [Self] {
        try fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
    }

    /// The first row of a statement; nil where there is none, or it is NULL.
    public static func fetchOne(
        _ statement: Statement, arguments: StatementArguments = []
    ) throws(StorageFailure) -> Self? {
        defer { statement.reset() }
        try statement.bind(arguments)
        return try statement.step("run \(statement.text)") ? read(statement) : nil
    }

    /// The first row of a question; nil where there is none, or it is NULL.
    public static func fetchOne(
        _ database: Database, sql: String, arguments: StatementArguments = []
    ) throws(StorageFailure) -> Self? {
        try fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
    }
}

/// Rows, one at a time. The statement is theirs until the last one.
public final class Rows {
    private let statement: Statement

    init(_ statement: Statement) { self.statement = statement }

    deinit { statement.reset() }

    /// The next row; nil behind the last.
    public func next() throws(StorageFailure) -> Row? {
        guard try statement.step("run \(statement.text)") else {
            statement.reset()
            return nil
        }
        return Row(statement)
    }
}

extension Row {
    /// The rows of a statement, as they are asked for.
    public static func fetchCursor(
        _ statement: Statement, arguments: StatementArguments = []
    ) throws(StorageFailure) -> Rows {
        statement.reset()
        try statement.bind(arguments)
        return Rows(statement)
    }

    /// The rows of a question, as they are asked for.
    public static func fetchCursor(
        _ database: Database, sql: String, arguments: StatementArguments = []
    ) throws(StorageFailure) -> Rows {
        try fetchCursor(database.makeStatement(sql: sql), arguments: arguments)
    }
}
