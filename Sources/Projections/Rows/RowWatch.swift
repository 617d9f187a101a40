// Watches rows come and go. Triggers of the writing connection, which no other one sees, hand every row to
// a function of ours: so whatever statements a fold uses, the hash of its rows is kept along, and what an
// entry has changed can be told.

import CSQLite
import SQLite

/// Follows the rows of some projections' tables on one connection.
///
/// `@unchecked Sendable`: touched by whoever writes to its database, which is one thread at a time.
final class RowWatch: @unchecked Sendable {
    private let tables: [(shape: TableShape, projection: String, schema: ProjectionSchema)]
    private var encoder = RowEncoder()
    /// The rows' hashes by projection, as of the transaction under way.
    var sums: [String: RowSum] = [:]
    private let keepsSums: Bool
    private let projections: Set<String>
    /// Told each row that goes (false) or comes (true), in order, as people see rows.
    var onRow: ((TableShape, [Cell], _ comes: Bool) -> Void)?

    /// Begins to watch.
    ///
    /// - Parameter keepsSums: whether hashes are kept, or only ``onRow`` is told.
    init(_ projections: [any Projection.Type], on database: Database, keepsSums: Bool) throws {
        self.keepsSums = keepsSums
        self.projections = Set(projections.map { $0.name })
        tables = try projections.flatMap { projection in
            let schema = ProjectionSchema(projection)
            return try schema.tables.map { (try TableShape($0, in: database), projection.name, schema) }
        }
        try register(on: database)
        // A row that REPLACE puts another one in place of goes too.
        try database.execute(sql: "PRAGMA recursive_triggers = ON")
        for (index, table) in tables.enumerated() {
            try database.execute(sql: Self.triggers(table.shape, index))
        }
    }

    /// The hash of a projection's rows, if it is kept here.
    func sum(of projection: String) -> RowSum? {
        keepsSums && projections.contains(projection) ? sums[projection] ?? RowSum() : nil
    }

    private static func triggers(_ shape: TableShape, _ index: Int) -> String {
        func call(_ row: String, _ comes: Int) -> String {
            let columns = shape.columns.map { "\(row).\"\($0)\"" }.joined(separator: ", ")
            return "SELECT minuted_row(\(index), \(comes), \(columns));"
        }
        let name = shape.name
        return """
            CREATE TEMP TRIGGER watch_insert_\(name) AFTER INSERT ON main."\(name)" BEGIN
            \(call("NEW", 1)) END;
            CREATE TEMP TRIGGER watch_update_\(name) AFTER UPDATE ON main."\(name)" BEGIN
            \(call("OLD", 0)) \(call("NEW", 1)) END;
            CREATE TEMP TRIGGER watch_delete_\(name) AFTER DELETE ON main."\(name)" BEGIN
            \(call("OLD", 0)) END;
            """
    }

    private func register(on database: Database) throws {
        let code = sqlite3_create_function_v2(
            database.handle, "minuted_row", -1, SQLITE_UTF8,
            Unmanaged.passRetained(self).toOpaque(),
            { context, count, values in
                guard let values, count > 2 else { return }
                let watch = Unmanaged<RowWatch>.fromOpaque(sqlite3_user_data(context))
                    .takeUnretainedValue()
                watch.take(UnsafeBufferPointer(start: values, count: Int(count)))
            }, nil, nil,
            { pointer in
                if let pointer { Unmanaged<RowWatch>.fromOpaque(pointer).release() }
            })
        guard code == SQLITE_OK else { throw database.failure("watch rows") }
    }

    private func take(_ values: UnsafeBufferPointer<OpaquePointer?>) {
        guard let index = values[0].map({ Int(sqlite3_value_int64($0)) }), tables.indices.contains(index),
            let comes = values[1].map({ sqlite3_value_int64($0) != 0 })
        else { return }
        let table = tables[index]
        if keepsSums {
            encoder.begin(table.shape.name)
            for value in values[2...] { if let value { encoder.add(value) } }
            if comes {
                sums[table.projection, default: RowSum()].add(encoder.digest)
            } else {
                sums[table.projection, default: RowSum()].subtract(encoder.digest)
            }
        }
        if let onRow {
            let row = values[2...].map { $0.map { Cell($0) } ?? .null }
            for seen in table.schema.seen(row, table.shape) { onRow(seen.shape, seen.row, comes) }
        }
    }
}
