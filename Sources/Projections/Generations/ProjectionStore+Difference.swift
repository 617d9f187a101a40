// Two sets of rows of one projection held against each other: another position of the log, or a generation
// of another fold; and the first entry at which they part.

import Governance
public import Ledger
import SQLite

/// With what rows are compared.
public enum OtherRows: Sendable, Equatable {
    /// The rows as they were behind an entry.
    case position(Int)
    /// The rows of another generation in the folder.
    case generation(Int)
    /// The rows of a generation's file.
    case file(String)
}

/// How one projection's rows differ from others.
public struct ProjectionDifference: Sendable {
    /// The entries at which the two stand, and the versions of their folds.
    public let here, there: (position: Int, version: Int)
    /// How many rows differ, and the first of them.
    public let count: Int
    public let differences: [RowDifference]
    /// The first entry at which they part, with its sentence; nil if they do not, or no entry explains it.
    public let parting: (entry: StoredEntry, sentence: String)?
}

extension ProjectionStore {
    /// How many rows are listed.
    private static let mostListed = 100

    /// Compares a projection's rows with others.
    public func difference(_ name: String, with other: OtherRows) throws -> ProjectionDifference {
        let projection = try projection(name)
        let active = work.with(\.active)
        switch other {
        case .position(let seq):
            let end = try active.position()
            guard (0...end).contains(seq) else {
                throw Rejection(
                    "known-entry", "log", "There is no entry \(seq): the log has \(end).",
                    remedy: "Give the number of an entry.")
            }
            let there = try generation(asKnownOn: seq)
            let found = try compare(projection, active, there)
            let parting = found.count == 0 ? nil : try firstChange(projection, after: seq, upTo: end)
            return try difference(found, (end, projection.version), (seq, projection.version), parting)
        case .generation(let number):
            return try difference(projection, active, withFile: files.file(number), "generation \(number)")
        case .file(let path):
            return try difference(projection, active, withFile: path, path)
        }
    }

    private func difference(
        _ found: RowComparison, _ here: (Int, Int), _ there: (Int, Int), _ parting: Int?
    ) throws -> ProjectionDifference {
        let entry = try parting.flatMap { try ledger.entry(seq: $0) }
        return ProjectionDifference(
            here: here, there: there, count: found.count, differences: found.differences,
            parting: try entry.map { ($0, try Event($0).sentence(naming: names)) })
    }

    private func compare(
        _ projection: any Projection.Type, _ here: Generation, _ there: Generation
    ) throws -> RowComparison {
        try here.database.read { mine in
            try there.database.read {
                try RowComparison(projection, mine, $0, limit: Self.mostListed)
            }
        }
    }

    /// The first entry behind a position that changes a row.
    private func firstChange(
        _ projection: any Projection.Type, after seq: Int, upTo end: Int
    ) throws -> Int? {
        struct Found: Error {}
        let generation = try copy(asKnownOn: seq)
        let watch = try generation.database.write {
            try RowWatch([projection], on: $0, keepsSums: false)
        }
        var changed = 0
        var balance: [String: Int] = [:]
        // A row that goes and comes back as it was is no change.
        watch.onRow = { shape, row, comes in
            balance["\(shape.name)\(row)", default: 0] += comes ? 1 : -1
        }
        defer { watch.onRow = nil }
        var directory = Directory()
        do {
            try generation.fold(
                { take in
                    balance = [:]
                    try ledger.forEveryEntry(in: seq + 1...end) { seq, bytes in
                        try take(FoldEntry(seq, bytes: bytes))
                        guard balance.values.contains(where: { $0 != 0 }) else { return }
                        changed = seq
                        throw Found()
                    }
                }, through: end, only: [projection.name], isFollowed: true, into: &directory,
                of: ledger)
        } catch is Found { return changed }
        return nil
    }

    // MARK: - Another generation

    private func difference(
        _ projection: any Projection.Type, _ active: Generation, withFile path: String, _ name: String
    ) throws -> ProjectionDifference {
        var configuration = Database.Configuration()
        configuration.isReadOnly = true
        let other: DatabaseQueue
        do { other = try DatabaseQueue(path: path, configuration: configuration) } catch {
            throw Rejection(
                "known-generation", "projections", "\(name) cannot be read as projections: \(error).",
                remedy: "`minutectl projection list` lists the generations.")
        }
        return try other.read { there in
            guard let status = try Generation.status(in: there).first(where: { $0.name == projection.name })
            else {
                throw Rejection(
                    "known-projection", "projection/\(projection.name)",
                    "\(name) has no projection \(projection.name).",
                    remedy: "Choose one that both have.")
            }
            // At the same entry, so that only what the folds do differently is left.
            let end = try active.position()
            let here = try status.position < end ? generation(asKnownOn: status.position) : active
            let found = try here.database.read {
                try RowComparison(projection, $0, there, limit: Self.mostListed)
            }
            let parting = try found.differences.isEmpty ? nil : parting(projection, found, there, end)
            return try difference(
                found, (min(end, status.position), projection.version), (status.position, status.version),
                parting)
        }
    }

    /// The first entry at which one of the rows parts from what it is there: the one behind the last at
    /// which both said the same.
    private func parting(
        _ projection: any Projection.Type, _ found: RowComparison, _ there: Database, _ end: Int
    ) throws -> Int? {
        let keys = Set(found.differences.map { RowHistory.Key(table: $0.table, row: $0.row) })
        let streams = found.differences.map { difference in
            projection.stream(
                ofRow: difference.row.split(separator: "/").first.map(String.init) ?? "",
                in: difference.table)
        }
        let history = RowHistory { keys.contains(.init(table: $0.name, row: $0.keyText($1))) }
        let known = streams.contains(nil) ? nil : Set(streams.compactMap { $0 })
        try history.fold(projection, ledger, streams: known, upTo: end)
        var first: Int?
        let schema = ProjectionSchema(projection)
        for table in Set(keys.map(\.table)) {
            guard let shape = try schema.shape(table, in: there) else { continue }
            let cursor = try RowCursor(shape, in: there)
            var theirs: [String: [Cell]] = [:]
            while let row = try cursor.next() {
                let key = cursor.shape.keyText(row)
                if keys.contains(.init(table: table, row: key)) { theirs[key] = row }
            }
            for key in keys where key.table == table {
                let steps = history.steps[key] ?? []
                let agreed = steps.lastIndex { step in
                    RowComparison.fields(history.shapes[table], step.row, cursor.shape, theirs[key.row])
                        .isEmpty
                }
                let next = agreed.map { $0 + 1 } ?? 0
                if steps.indices.contains(next) { first = min(first ?? .max, steps[next].seq) }
            }
        }
        return first
    }
}
