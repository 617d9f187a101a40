// What a projection's tables look like, read out of its schema and out of the database that has them.

import CSQLite
import SQLite

/// A projection's schema, cut into its statements.
struct ProjectionSchema {
    /// What makes the tables.
    let tableStatements: [String]
    /// What makes the indexes: run last when many rows are written at once.
    let indexStatements: [String]
    /// The tables' names, in the order of the schema.
    let tables: [String]
    private let packed: [PackedRows]
    private let repeating: Set<String>

    init(_ projection: any Projection.Type) {
        (packed, repeating) = (projection.packed, projection.repeating)
        let statements = projection.schema.split(separator: ";").map {
            String($0.drop { $0.isWhitespace })
        }.filter { !$0.isEmpty }
        indexStatements = statements.filter { $0.hasPrefix("CREATE INDEX") }
        tableStatements =
            statements.filter { !$0.hasPrefix("CREATE INDEX") } + projection.packed.map(\.statement)
        tables = tableStatements.compactMap { statement in
            let prefix = "CREATE TABLE "
            guard statement.hasPrefix(prefix) else { return nil }
            return String(statement.dropFirst(prefix.count).prefix { $0 != "(" && !$0.isWhitespace })
                .filter { $0 != "\"" }
        }
    }

    /// The names of what people see as tables: views of packed rows among them.
    var seen: [String] { (tables + packed.map(\.view)).filter { !repeating.contains($0) } }

    /// Tables that only repeat what others say.
    var repeated: [String] { tables.filter { repeating.contains($0) } }

    /// What a table or a view of packed rows looks like as people see it; nil if a database has none of that
    /// name. One of another version may have the rows of a view in a table.
    func shape(_ name: String, in database: Database) throws -> TableShape? {
        if try database.tableExists(name) {
            let hidden = packed.filter { $0.table == name }.map(\.column)
            return try TableShape(name, in: database).without(hidden)
        }
        return try database.viewExists(name) ? packed.first { $0.view == name }?.shape : nil
    }

    /// The rows that people see in a row of a table as it is stored: itself without what is packed into it,
    /// and that.
    func seen(_ row: [Cell], _ stored: TableShape) -> [(shape: TableShape, row: [Cell])] {
        if repeating.contains(stored.name) { return [] }
        let its = packed.filter { $0.table == stored.name }
        guard !its.isEmpty else { return [(stored, row)] }
        let hidden = its.map(\.column)
        let own = zip(stored.columns, row).filter { !hidden.contains($0.0) }.map(\.1)
        return [(stored.without(hidden), own)]
            + its.flatMap { packed in packed.rows(of: row, stored).map { (packed.shape, $0) } }
    }
}

/// A table as a database has it.
struct TableShape: Sendable {
    let name: String
    let columns: [String]
    /// The places among the columns of those that make the primary key, in its order.
    let key: [Int]

    init(name: String, columns: [String], key: [Int]) {
        (self.name, self.columns, self.key) = (name, columns, key)
    }

    /// The same without some columns, none of which is of the key.
    func without(_ hidden: [String]) -> TableShape {
        guard !hidden.isEmpty else { return self }
        let kept = columns.filter { !hidden.contains($0) }
        return TableShape(name: name, columns: kept, key: key.compactMap { kept.firstIndex(of: columns[$0]) })
    }

    init(_ name: String, in database: Database) throws {
        self.name = name
        let rows = try Row.fetchAll(database, sql: "PRAGMA table_info(\"\(name)\")")
        columns = rows.map { $0["name"] }
        let places: [(place: Int, order: Int)] = rows.enumerated().map { ($0, $1["pk"]) }
        key = places.filter { $0.order > 0 }.sorted { $0.order < $1.order }.map(\.place)
    }

    /// Every row in the order of the key.
    var selectAll: String {
        let order = key.isEmpty ? "rowid" : key.map { "\"\(columns[$0])\"" }.joined(separator: ", ")
        return "SELECT \(columnList) FROM \"\(name)\" ORDER BY \(order)"
    }

    private var columnList: String { columns.map { "\"\($0)\"" }.joined(separator: ", ") }

    /// The row's key as people write it: its parts with slashes between.
    func keyText(_ row: [Cell]) -> String {
        key.map { row.indices.contains($0) ? row[$0].text : "" }.joined(separator: "/")
    }

    func keyCells(_ row: [Cell]) -> [Cell] { key.map { row[$0] } }
}

/// Goes through a table's rows in the order of their keys.
final class RowCursor {
    let shape: TableShape
    private let database: Database
    private let statement: Statement
    private let handle: OpaquePointer

    init(_ shape: TableShape, in database: Database) throws {
        (self.shape, self.database) = (shape, database)
        statement = try database.makeStatement(sql: shape.selectAll)
        handle = statement.handle
    }

    /// Steps to the next row.
    private func step() throws -> Bool {
        let code = sqlite3_step(handle)
        guard code == SQLITE_ROW || code == SQLITE_DONE else {
            throw database.failure("run \(shape.selectAll)")
        }
        return code == SQLITE_ROW
    }

    /// The next row; nil behind the last.
    func next() throws -> [Cell]? {
        guard try step() else { return nil }
        return shape.columns.indices.map { Cell(column: Int32($0), of: handle) }
    }

    /// Adds all rows to a sum.
    func add(to sum: inout RowSum) throws {
        var encoder = RowEncoder()
        while try step() {
            encoder.begin(shape.name)
            for column in shape.columns.indices { encoder.add(column: Int32(column), of: handle) }
            sum.add(encoder.digest)
        }
    }
}
