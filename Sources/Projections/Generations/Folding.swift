// Folding: entries taken into a generation's rows, a transaction at a time. The same code follows the log,
// rebuilds, looks into the past and tries again after a fault.

import CSQLite
import Codec
public import Governance
public import Ledger
import SQLite

/// Hands over entries in order; can be asked again from the start.
typealias EntrySource = (_ take: (FoldEntry) throws -> Void) throws -> Void

extension Generation {
    /// Folds the entries up to one in one transaction.
    ///
    /// A projection that cannot take an entry in is stopped before it, with the reason; the others go on.
    ///
    /// - Parameter directory: has taken in everything before; on return with the entries folded now.
    /// - Returns: the position reached.
    /// - Throws: ``UnreadableEntry``, with everything before that entry folded; or a failure of the storage.
    @discardableResult
    public func fold(
        _ ledger: LedgerStore, from position: Int, upTo last: Int, into directory: inout Directory
    ) throws -> Int {
        guard position < last else { return position }
        do { try fold(ledger.source(position, last), through: last, into: &directory, of: ledger) } catch let
            error
            as UnreadableEntry
        {
            let readable = error.seq - 1
            if readable > position {
                try fold(ledger.source(position, readable), through: readable, into: &directory, of: ledger)
            }
            throw error
        }
        return last
    }

    /// Folds what a source gives in one transaction.
    ///
    /// - Parameters:
    ///   - last: the position reached with it, asked for when all has been taken in.
    ///   - names: the projections to fold; nil for all.
    ///   - isFollowed: whether rows are written with each entry, for who wants to see what each of them does.
    ///   - ledger: where the history of a record is, of which an entry is taken back.
    func fold(
        _ source: EntrySource, through last: @autoclosure () -> Int, only names: Set<String>? = nil,
        isFollowed: Bool = false, into directory: inout Directory, of ledger: LedgerStore? = nil
    ) throws {
        var stops: [String: FoldFault] = [:]
        while true {
            var changed = directory
            do {
                try database.write { database in
                    var folding = try Folding(database, watch, names, stops, isFollowed, ledger)
                    try source { try folding.apply($0, &changed) }
                    try folding.finish(at: last())
                }
                directory = changed
                return
            } catch let fault as FoldFault {
                // All that this transaction has done is gone, also what the projection did of the entry
                // before it failed. Once more, and now it stops there.
                stops[fault.projection] = fault
            }
        }
    }
}

extension LedgerStore {
    /// The entries behind a position, up to another: a long stretch decoded ahead.
    fileprivate func source(_ position: Int, _ last: Int) -> EntrySource {
        guard last - position > 4 * EntryPipeline.batchSize else {
            return { take in
                try self.forEveryEntry(in: position + 1...last) { seq, bytes in
                    try take(FoldEntry(seq, bytes: bytes))
                }
            }
        }
        return { take in
            let pipeline = try EntryPipeline(self, from: position, upTo: last)
            defer { pipeline.end() }
            while let batch = try pipeline.next() {
                try Interest.check()
                try batch.forEachInPlace(take)
            }
        }
    }
}

/// A fold that could not take an entry in.
struct FoldFault: Error {
    let projection: String
    let seq: Int
    let reason: String
}

/// One transaction's folding.
struct Folding {
    final class Running {
        let projection: any Projection.Type
        let place: ProjectionSet
        let fold: any Fold
        /// What it has taken in already.
        let position: Int
        /// Before which entry it stops, and why.
        let stop: FoldFault?

        init(_ place: Int, _ database: Database, from position: Int, stop: FoldFault?) throws {
            projection = ProjectionCatalog.all[place]
            (self.place, self.position, self.stop) = (ProjectionSet(place: place), position, stop)
            fold = try projection.fold(into: database)
        }
    }

    private let database: Database
    private let watch: RowWatch?
    let running: [Running]
    private let isFollowed: Bool
    private let ledger: LedgerStore?
    private var directoryChanged = 0

    init(
        _ database: Database, _ watch: RowWatch?, _ names: Set<String>?, _ stops: [String: FoldFault],
        _ isFollowed: Bool, _ ledger: LedgerStore?
    ) throws {
        (self.database, self.watch) = (database, watch)
        (self.isFollowed, self.ledger) = (isFollowed, ledger)
        let status = try Generation.status(in: database)
        running = try ProjectionCatalog.all.enumerated().compactMap { place, projection in
            guard names?.contains(projection.name) ?? true,
                let its = status.first(where: { $0.name == projection.name }),
                its.fault == nil, its.isCurrent
            else { return nil }
            return try Running(place, database, from: its.position, stop: stops[projection.name])
        }
        watch?.sums = status.reduce(into: [:]) { $0[$1.name] = $1.hash }
    }

    mutating func apply(_ entry: FoldEntry, _ directory: inout Directory) throws {
        if entry.changesDirectory, let event = entry.change.event {
            directory.evolve(event)
            directoryChanged = entry.seq
            return
        }
        for one in running
        where entry.concerns.contains(one.place) && entry.seq > one.position
            && entry.seq < one.stop?.seq ?? .max
        {
            do {
                try apply(entry, to: one)
                if isFollowed { try one.fold.flush() }
            } catch { throw fault(error, one, entry.seq) }
        }
    }

    /// An entry that takes another back makes its record's rows anew, without it.
    private func apply(_ entry: FoldEntry, to one: Running) throws {
        guard case .event(let event) = entry.change, let taken = event.takenBack else {
            return try one.fold.apply(entry.change, seq: entry.seq)
        }
        try one.fold.flush()
        try makeAnew(taken.record, upTo: entry.seq, in: one)
    }

    /// Makes the rows of a record anew, out of its entries up to one.
    private func makeAnew(_ record: Governance.Stream, upTo last: Int, in one: Running) throws {
        guard let ledger else { throw NoHistory() }
        try one.fold.willRemove(record)
        try one.projection.remove(record, from: database)
        for (entry, event) in try ledger.events(of: record, upTo: last) {
            try one.fold.apply(Change(event, seq: entry.seq), seq: entry.seq)
        }
        // What is removed next may have to be looked for in these rows.
        try one.fold.flush()
    }

    /// Makes the rows of an entry's record what they were at an earlier entry.
    func takeOut(_ entry: FoldEntry, backTo last: Int) throws {
        let record = entry.change.stream
        for one in running where entry.concerns.contains(one.place) {
            if entry.isFirst {
                try one.fold.willRemove(record)
                try one.projection.remove(record, from: database)
            } else {
                try makeAnew(record, upTo: last, in: one)
            }
        }
    }

    private func fault(_ error: any Error, _ one: Running, _ seq: Int) -> any Error {
        let late = error as? LateFailure
        let (seq, error) = (late?.seq ?? seq, late?.underlying ?? error)
        // A full disk, or a client that has gone, is nobody's fold's fault.
        if let error = error as? StorageFailure, error.isOfStorage { return error }
        return FoldFault(projection: one.projection.name, seq: seq, reason: "entry \(seq): \(error)")
    }

    func finish(at last: Int) throws {
        for one in running {
            do {
                try one.fold.flush()
                try one.fold.finish()
            } catch { throw fault(error, one, last) }
        }
        for one in running {
            let position = max(one.position, min(last, (one.stop?.seq ?? .max) - 1))
            let sum = watch?.sum(of: one.projection.name)
            try database.run(
                "UPDATE projection SET position = ?, fault = ?, hash = ?, \"rows\" = ? WHERE name = ?",
                [
                    position, one.stop?.reason, sum?.description, sum?.rows ?? 0, one.projection.name,
                ])
        }
        // Rows that are kept say of which log they are; where its tree cannot be read, they say so up to before.
        if let ledger, let mark = try? ledger.mark(at: last) { try Generation.bind(database, to: mark) }
        if directoryChanged > 0 {
            try database.run("UPDATE directory SET changed = max(changed, ?)", [directoryChanged])
        }
    }
}

/// An entry takes another back, and the record's history is not at hand.
private struct NoHistory: Error {}

extension StorageFailure {
    /// Whether it is the disk or the file that has failed, and not what was asked.
    var isOfStorage: Bool {
        [
            SQLITE_FULL, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_NOMEM, SQLITE_BUSY,
            SQLITE_LOCKED,
            SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_INTERRUPT,
        ].contains(primaryCode)
    }

    /// Whether the file is damaged.
    var isOfDamage: Bool { [SQLITE_CORRUPT, SQLITE_NOTADB].contains(primaryCode) }
}
