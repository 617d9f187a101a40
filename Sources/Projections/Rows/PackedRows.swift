// Many small rows in one column of another table's row: a roll has a dozen marks, and a row for each of them
// would be most of what a rebuild has to write. They are seen through a view, and compared, explained and
// followed as the rows that the view shows.

import Codec
import SQLite

/// Rows that are kept as a JSON array of arrays in a column of another table.
public struct PackedRows: Sendable {
    /// The view, whose rows are spoken of as if it were a table.
    let view: String
    /// The table that has them, the column in which they are, and the column that the view's rows repeat.
    let table, column, owner: String
    /// The view's columns: the one that repeats the owner, and one for each place in an inner array.
    let columns: [String]
    /// How many of the columns make the key.
    let keyLength: Int

    /// The statement that makes the view.
    var statement: String {
        let values = columns.enumerated().map { place, name in
            place == 0
                ? "\(table).\"\(owner)\" AS \"\(name)\"" : "packed.value ->> \(place - 1) AS \"\(name)\""
        }
        return """
            CREATE VIEW \(view) AS SELECT \(values.joined(separator: ", "))
            FROM \(table), json_each(\(table).\(column)) AS packed
            """
    }

    /// The rows as the view shows them.
    var shape: TableShape { TableShape(name: view, columns: columns, key: Array(0..<keyLength)) }

    /// The rows out of a row of the table; none where the column says nothing that can be read.
    func rows(of row: [Cell], _ shape: TableShape) -> [[Cell]] {
        guard let place = shape.columns.firstIndex(of: column), case .string(let text) = row[place],
            let owner = shape.columns.firstIndex(of: owner), let document = try? JSONDocument(text)
        else { return [] }
        return document.root.elements.map { packed in
            let cells = packed.elements.map { Cell($0) }
            let missing = columns.count - 1 - cells.count
            return [row[owner]] + cells + (missing > 0 ? [Cell](repeating: .null, count: missing) : [])
        }
    }
}

extension Cell {
    fileprivate init(_ node: JSONNode) {
        switch node.kind {
        case .null: self = .null
        case .boolean: self = .integer(node.boolean == true ? 1 : 0)
        case .number: self = node.integer.map { .integer($0) } ?? node.number.map { .real($0) } ?? .null
        case .string: self = node.string.map { .string($0) } ?? .null
        case .array, .object: self = .string(node.text)
        }
    }
}
