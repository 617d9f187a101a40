// Builds a generation's file: copies what stays, folds the rest in one scan with decoding on a second
// thread, adds indexes when all rows are there.

import Governance
import Ledger
import SQLite

/// A generation on its way. Confined to the thread that builds it.
final class GenerationBuilder {
    let generation: Generation
    private let ledger: LedgerStore
    private let names: Set<String>
    /// The last entry that everything in it has taken in.
    private(set) var position = 0
    // Folds do not need the directory; who asks later has it folded from its few entries.
    private var directory = Directory()

    /// How many batches of entries share a transaction. Nothing is synchronised, so this bounds memory only.
    static let transaction = 8

    init(_ generation: Generation, _ ledger: LedgerStore, folding names: Set<String>) {
        (self.generation, self.ledger, self.names) = (generation, ledger, names)
    }

    /// Copies projections' rows, positions and hashes out of another generation's file, as of one moment.
    func copy(_ copied: [String], from file: String) throws {
        try generation.database.writeWithoutTransaction { database in
            try database.execute(sql: "ATTACH DATABASE ? AS base", arguments: [file])
            try database.inTransaction {
                for name in copied {
                    guard let projection = ProjectionCatalog.all.first(where: { $0.name == name }) else {
                        continue
                    }
                    for table in ProjectionSchema(projection).tables {
                        try database.execute(
                            sql: "INSERT INTO main.\"\(table)\" SELECT * FROM base.\"\(table)\"")
                    }
                    try database.run(
                        """
                        INSERT OR REPLACE INTO main.projection
                        SELECT * FROM base.projection WHERE name = ?
                        """, [name])
                }
            }
            try database.execute(sql: "DETACH DATABASE base")
        }
        // Their hashes come along and are kept; those of the others are worked out when all rows are there.
        try generation.keepHashes(of: Set(copied))
    }

    /// Folds the log up to an entry: every projection from where it stands.
    func fold(upTo last: Int, _ progress: (Int, Int) throws -> Void) throws {
        guard position < last else { return }
        let pipeline = try EntryPipeline(ledger, from: position, upTo: last)
        defer { pipeline.end() }
        var failure: (any Error)?
        while position < last, failure == nil {
            // Kept until the transaction ends: a fold that stops has all of them taken in once more.
            var batches: [EntryPipeline.Batch] = []
            try generation.fold(
                { take in
                    for batch in batches { try batch.forEachInPlace(take) }
                    do {
                        while batches.count < Self.transaction, let batch = try pipeline.next() {
                            try Interest.check()
                            batches.append(batch)
                            try batch.forEachInPlace(take)
                        }
                    } catch let error as UnreadableEntry { failure = error }
                }, through: batches.last?.last?.seq ?? position, into: &directory, of: ledger)
            guard let end = batches.last?.last?.seq else { break }
            position = end
            pipeline.recycle(&batches)
            try progress(position, last)
        }
        if let failure { throw failure }
    }

    /// Leaves a projection where it stands.
    func hold(_ name: String) throws {
        try generation.database.write {
            try $0.run("UPDATE projection SET fault = 'held' WHERE name = ?", [name])
        }
    }

    /// Adds the indexes, one sort each instead of a search for every row, and then what only repeats rows.
    ///
    /// - Parameter isForRepeating: whether only the projections that repeat rows are to have indexes.
    func addIndexes(forRepeating isForRepeating: Bool = false) throws {
        try generation.database.write { database in
            for projection in ProjectionCatalog.all where !isForRepeating || !projection.repeating.isEmpty {
                for statement in ProjectionSchema(projection).indexStatements {
                    try database.execute(sql: statement)
                }
            }
            for projection in ProjectionCatalog.all where names.contains(projection.name) {
                try projection.repeatRows(in: database)
            }
        }
    }

    /// Adds the indexes and what repeats rows, while the hashes of the folded projections' rows are worked out on
    /// another thread.
    ///
    /// - Parameter reader: another connection to the same file.
    func complete(_ reader: DatabaseQueue) throws {
        let names = names
        let hashed = Watched<Result<[String: RowSum], any Error>>(.success([:]))
        let hashing = try WorkerThread.started {
            let sums = Result { try reader.read { try $0.rowSums(of: names, repeating: false) } }
            hashed.with { $0 = sums }
        }
        let indexed = Result { try addIndexes() }
        hashing.join()
        try indexed.get()
        var sums = try hashed.with { try $0.get() }
        try generation.database.write { database in
            try database.add(to: &sums, repeating: true)
            for (name, sum) in sums {
                try database.run(
                    "UPDATE projection SET hash = ?, \"rows\" = ? WHERE name = ?",
                    [sum.description, sum.rows, name])
            }
        }
    }
}

extension Database {
    /// The hashes of some projections' rows as they stand: of tables that repeat others, or of the others.
    fileprivate func rowSums(of names: Set<String>, repeating: Bool) throws -> [String: RowSum] {
        var sums = Dictionary(uniqueKeysWithValues: names.map { ($0, RowSum()) })
        try add(to: &sums, repeating: repeating)
        return sums
    }

    fileprivate func add(to sums: inout [String: RowSum], repeating: Bool) throws {
        for projection in ProjectionCatalog.all where sums[projection.name] != nil {
            for table in ProjectionSchema(projection).tables
            where projection.repeating.contains(table) == repeating {
                try RowCursor(TableShape(table, in: self), in: self).add(
                    to: &sums[projection.name, default: RowSum()])
            }
        }
    }

    /// The hash of a projection's rows as they stand, worked out anew.
    func rowSum(of projection: any Projection.Type) throws -> RowSum {
        var sum = RowSum()
        for table in ProjectionSchema(projection).tables {
            try RowCursor(TableShape(table, in: self), in: self).add(to: &sum)
        }
        return sum
    }
}
