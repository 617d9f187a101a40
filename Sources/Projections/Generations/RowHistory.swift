// What led to rows: entries folded once more, with an eye on which of them changes which row.

import Governance
import Ledger
import SQLite

/// What one entry changed in a row.
struct RowStep {
    let seq: Int
    /// The row behind the entry; nil if it is gone.
    let row: [Cell]?
    let before: [Cell]?
}

/// Follows some rows of one projection through a fold.
final class RowHistory {
    struct Key: Hashable {
        let table: String
        let row: String
    }

    private let matches: (TableShape, [Cell]) -> Bool
    private var standing: [Key: [Cell]] = [:]
    private var touched: [Key: [Cell]?] = [:]
    private(set) var shapes: [String: TableShape] = [:]
    private(set) var steps: [Key: [RowStep]] = [:]

    init(matching matches: @escaping (TableShape, [Cell]) -> Bool) { self.matches = matches }

    /// Folds a projection's entries from the beginning.
    ///
    /// - Parameters:
    ///   - streams: the streams to which the entries belong; nil for all.
    ///   - last: the last entry to look at.
    func fold(
        _ projection: any Projection.Type, _ ledger: LedgerStore, streams: Set<String>?, upTo last: Int
    ) throws {
        let generation = try Generation()
        let watch = try generation.database.write {
            try RowWatch([projection], on: $0, keepsSums: false)
        }
        watch.onRow = { [unowned self] shape, row, comes in note(shape, row, comes) }
        defer { watch.onRow = nil }
        var directory = Directory()
        let entries = try streams.map { streams in
            try streams.flatMap { try ledger.entries(stream: $0, upTo: last) }.sorted { $0.seq < $1.seq }
        }
        try generation.fold(
            { take in
                (standing, touched, steps) = ([:], [:], [:])
                if let entries {
                    for entry in entries { try follow(FoldEntry(entry.seq, try Event(entry)), take) }
                } else if last > 0 {
                    try ledger.forEveryEntry(in: 1...last) { seq, bytes in
                        try follow(FoldEntry(seq, bytes: bytes), take)
                    }
                }
            }, through: last, only: [projection.name], isFollowed: true, into: &directory,
            of: ledger)
    }

    private func follow(_ entry: FoldEntry, _ take: (FoldEntry) throws -> Void) throws {
        try take(entry)
        for (key, before) in touched where before != standing[key] {
            steps[key, default: []].append(RowStep(seq: entry.seq, row: standing[key], before: before))
        }
        touched.removeAll(keepingCapacity: true)
    }

    private func note(_ shape: TableShape, _ row: [Cell], _ comes: Bool) {
        guard matches(shape, row) else { return }
        let key = Key(table: shape.name, row: shape.keyText(row))
        shapes[shape.name] = shape
        if touched[key] == nil { touched[key] = .some(standing[key]) }
        standing[key] = comes ? row : nil
    }
}
