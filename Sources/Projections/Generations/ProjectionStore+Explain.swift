// Explanation: the entries behind a row, and where two sets of rows part.

public import Governance
public import Ledger
import SQLite

/// A row, and the entries that made it what it is.
public struct RowExplanation: Sendable {
    /// An entry, and what it changed: here what the row said behind it, there what it had said before.
    public struct Step: Sendable {
        public let entry: StoredEntry
        public let sentence: String
        public let fields: [RowDifference.Field]
    }

    public let table: String
    public let row: String
    /// What the row says; empty if it is gone.
    public let fields: [(name: String, value: String)]
    public let steps: [Step]
}

extension ProjectionStore {
    /// How many rows are explained at once.
    private static let mostRows = 200

    /// The entries behind rows.
    ///
    /// - Parameter row: the key's parts from the first, with slashes between (`malap-2007-09-06/okafor`),
    ///   or fields and what they say, with commas between (`person=okafor`).
    /// - Returns: the last entry looked at, and the rows with their entries, in the order of their keys.
    public func why(_ name: String, _ row: String) throws -> (position: Int, rows: [RowExplanation]) {
        let active = work.with(\.active)
        return try healing(active) { try explain(name, row) }
    }

    private func explain(_ name: String, _ row: String) throws -> (position: Int, rows: [RowExplanation]) {
        let projection = try projection(name)
        let wanted = RowReference(row)
        let position = try work.with(\.active).position()
        let (streams, isTooMany) = try streams(of: wanted, projection)
        let tooMany = Rejection(
            "few-rows", "projection/\(name)", "\"\(row)\" matches more than \(Self.mostRows) rows.",
            remedy: "Type more of the key, or add a field.")
        if isTooMany { throw tooMany }
        let history = RowHistory { wanted.fits($0, $1) }
        try history.fold(projection, ledger, streams: streams, upTo: position)
        let keys = history.steps.keys.sorted { ($0.table, $0.row) < ($1.table, $1.row) }
        guard !keys.isEmpty else {
            throw Rejection(
                "known-row", "projection/\(name)", "No entry created a row \"\(row)\".",
                remedy: "Give a key such as `malap-2007-09-06/okafor`, or a field such as `person=okafor`.")
        }
        guard keys.count <= Self.mostRows else { throw tooMany }
        return (position, try keys.compactMap { try explanation($0, history) })
    }

    /// The directory as it is now, for names; an empty one where the rows cannot be read.
    public var names: Directory { (try? read { _, directory, _ in directory }) ?? Directory() }

    private func explanation(_ key: RowHistory.Key, _ history: RowHistory) throws -> RowExplanation? {
        guard let shape = history.shapes[key.table], let steps = history.steps[key] else { return nil }
        let (row, names) = (steps.last?.row, self.names)
        return RowExplanation(
            table: key.table, row: key.row,
            fields: zip(shape.columns, row ?? []).filter { $1 != .null }.map { ($0, $1.text) },
            steps: try steps.compactMap { step in
                guard let entry = try ledger.entry(seq: step.seq) else { return nil }
                return RowExplanation.Step(
                    entry: entry, sentence: try Event(entry).sentence(naming: names),
                    fields: RowComparison.fields(shape, step.row, shape, step.before))
            })
    }

    /// The streams whose entries lead to the rows that are meant; nil for the whole log.
    private func streams(
        of wanted: RowReference, _ projection: any Projection.Type
    ) throws -> (streams: Set<String>?, isTooMany: Bool) {
        var streams: Set<String> = []
        let schema = ProjectionSchema(projection)
        if let first = wanted.firstKey {
            for table in schema.seen {
                guard let stream = projection.stream(ofRow: first, in: table) else { return (nil, false) }
                streams.insert(stream)
            }
            return (streams, false)
        }
        return try work.with(\.active).database.read { database in
            var count = 0
            for table in schema.seen {
                guard let shape = try schema.shape(table, in: database) else { continue }
                let cursor = try RowCursor(shape, in: database)
                while let row = try cursor.next() {
                    guard wanted.fits(cursor.shape, row) else { continue }
                    count += 1
                    guard count <= Self.mostRows else { return (nil, true) }
                    let key = cursor.shape.keyCells(row).first?.text ?? ""
                    guard let stream = projection.stream(ofRow: key, in: table) else { return (nil, false) }
                    streams.insert(stream)
                }
            }
            return (streams, false)
        }
    }
}

/// Which rows are meant.
struct RowReference {
    private var key: [String] = []
    private var fields: [(name: String, value: String)] = []

    init(_ text: String) {
        if text.contains("=") {
            fields = text.split(separator: ",").compactMap { part in
                let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard sides.count == 2 else { return nil }
                return (String(sides[0]), String(sides[1]))
            }
        } else {
            key = text.split(separator: "/").map(String.init)
        }
    }

    /// The first part of the key, if it is by the key that rows are meant.
    var firstKey: String? { key.first }

    func fits(_ shape: TableShape, _ row: [Cell]) -> Bool {
        if !fields.isEmpty {
            return fields.allSatisfy { field in
                guard let column = shape.columns.firstIndex(of: field.name) else { return false }
                return row[column].text == field.value
            }
        }
        let cells = shape.keyCells(row)
        guard !key.isEmpty, key.count <= cells.count else { return false }
        return zip(key, cells).allSatisfy { $0 == $1.text }
    }
}
