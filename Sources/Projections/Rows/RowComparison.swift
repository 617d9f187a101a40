// The rows of a projection in two databases, compared in the order of their keys.

import SQLite

/// One row that differs.
public struct RowDifference: Sendable, Equatable {
    public struct Field: Sendable, Equatable {
        public let name: String
        /// What it says here; nil if there is no such field or row.
        public let here: String?
        public let there: String?
    }

    public let table: String
    /// The row's key, its parts with slashes between.
    public let row: String
    /// The fields that differ; of a row that is on one side only, all that say something.
    public let fields: [Field]
    /// Whether the row is there on either side.
    public let isHere: Bool
    public let isThere: Bool
}

/// Compares one projection's rows.
struct RowComparison {
    /// The first rows that differ, in the order of tables and keys.
    private(set) var differences: [RowDifference] = []
    /// How many rows differ in all.
    private(set) var count = 0
    private let limit: Int

    /// - Parameter limit: how many differences are kept.
    init(
        _ projection: any Projection.Type, _ here: Database, _ there: Database, limit: Int
    ) throws {
        self.limit = limit
        let schema = ProjectionSchema(projection)
        for table in schema.seen { try compare(table, of: schema, here, there) }
        // What repeats rows differs with them, and is worth a word only where they do not differ.
        guard count == 0 else { return }
        for table in schema.repeated { try compare(table, of: schema, here, there) }
    }

    private mutating func compare(
        _ table: String, of schema: ProjectionSchema, _ here: Database, _ there: Database
    ) throws {
        try compare(
            schema.shape(table, in: here).map { try RowCursor($0, in: here) },
            schema.shape(table, in: there).map { try RowCursor($0, in: there) })
    }

    private mutating func compare(_ here: RowCursor?, _ there: RowCursor?) throws {
        var mine = try here?.next()
        var theirs = try there?.next()
        while mine != nil || theirs != nil {
            let order = Self.order(mine, here?.shape, theirs, there?.shape)
            if order == 0, let one = mine, let other = theirs, let here, let there {
                if one != other || here.shape.columns != there.shape.columns {
                    add(here.shape, one, there.shape, other)
                }
            } else if order <= 0, let one = mine, let here {
                add(here.shape, one, nil, nil)
            } else if let other = theirs, let there {
                add(nil, nil, there.shape, other)
            }
            if order <= 0 { mine = try here?.next() }
            if order >= 0 { theirs = try there?.next() }
        }
    }

    /// Which of two rows comes first by its key: below zero for the first.
    private static func order(
        _ one: [Cell]?, _ shape: TableShape?, _ other: [Cell]?, _ otherShape: TableShape?
    ) -> Int {
        guard let one, let shape else { return 1 }
        guard let other, let otherShape else { return -1 }
        let keys = (shape.keyCells(one), otherShape.keyCells(other))
        if keys.0 == keys.1 { return 0 }
        return keys.0.lexicographicallyPrecedes(keys.1) ? -1 : 1
    }

    private mutating func add(
        _ shape: TableShape?, _ mine: [Cell]?, _ otherShape: TableShape?, _ theirs: [Cell]?
    ) {
        let fields = Self.fields(shape, mine, otherShape, theirs)
        guard !fields.isEmpty, let any = shape ?? otherShape, let row = mine ?? theirs else { return }
        count += 1
        guard differences.count < limit else { return }
        differences.append(
            RowDifference(
                table: any.name, row: any.keyText(row), fields: fields, isHere: mine != nil,
                isThere: theirs != nil))
    }

    static func fields(
        _ shape: TableShape?, _ mine: [Cell]?, _ otherShape: TableShape?, _ theirs: [Cell]?
    ) -> [RowDifference.Field] {
        let names =
            (shape?.columns ?? [])
            + (otherShape?.columns.filter { column in
                !(shape?.columns.contains(column) ?? false)
            } ?? [])
        return names.compactMap { name in
            let here = shape?.columns.firstIndex(of: name).flatMap { mine?[$0] }
            let there = otherShape?.columns.firstIndex(of: name).flatMap { theirs?[$0] }
            guard (here ?? .null) != (there ?? .null) else { return nil }
            return RowDifference.Field(
                name: name, here: here.flatMap { $0 == .null ? nil : $0.text },
                there: there.flatMap { $0 == .null ? nil : $0.text })
        }
    }
}
