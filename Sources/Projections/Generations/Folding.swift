// Folding: entries taken into a generation's rows, a transaction at a time. The same code follows the log,
// rebuilds, looks into the past and tries again after a fault.

import Codec
import GRDB
public import Governance
public import Ledger

/// Hands over events with their numbers, in order; can be asked again from the start.
typealias EventSource = (_ take: (Int, Event) throws -> Void) throws -> Void

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
        do { try fold(ledger.events(position, last), through: last, into: &directory, of: ledger) } catch let
            error
            as UnreadableEntry
        {
            let readable = error.seq - 1
            if readable > position {
                try fold(ledger.events(position, readable), through: readable, into: &directory, of: ledger)
            }
            throw error
        }
        return last
    }

    /// Folds what a source gives in one transaction.
    ///
    /// - Parameters:
    ///   - last: the position reached with it.
    ///   - names: the projections to fold; nil for all.
    ///   - isFollowed: whether rows are written with each entry, for who wants to see what each of them does.
    ///   - ledger: where the history of a record is, of which an entry is taken back.
    func fold(
        _ source: EventSource, through last: Int, only names: Set<String>? = nil, isFollowed: Bool = false,
        into directory: inout Directory, of ledger: LedgerStore? = nil
    ) throws {
        var stops: [String: FoldFault] = [:]
        while true {
            var changed = directory
            do {
                try database.write { database in
                    var folding = try Folding(database, watch, names, stops, isFollowed, ledger)
                    try source { seq, event in try folding.apply(event, seq, &changed) }
                    try folding.finish(at: last)
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
    /// The events behind a position, up to an entry: a long stretch decoded ahead.
    fileprivate func events(_ position: Int, _ last: Int) -> EventSource {
        guard last - position > 4 * EntryPipeline.batchSize else {
            return { take in
                try self.forEach(in: position + 1...last) { seq, bytes in
                    try take(seq, try Event(seq: seq, entry: bytes))
                }
            }
        }
        return { take in
            let pipeline = EntryPipeline(self, from: position, upTo: last)
            defer { pipeline.end() }
            while let batch = try pipeline.next() { for (seq, event) in batch { try take(seq, event) } }
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
private struct Folding {
    private final class Running {
        let projection: any Projection.Type
        let fold: any Fold
        /// What it has taken in already.
        let position: Int
        /// Before which entry it stops, and why.
        let stop: FoldFault?

        init(_ projection: any Projection.Type, _ database: Database, from position: Int, stop: FoldFault?) {
            (self.projection, self.position, self.stop) = (projection, position, stop)
            fold = projection.fold(into: database)
        }
    }

    private let database: Database
    private let watch: RowWatch?
    private let running: [Running]
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
        running = ProjectionCatalog.all.compactMap { projection in
            guard names?.contains(projection.name) ?? true,
                let its = status.first(where: { $0.name == projection.name }),
                its.fault == nil, its.isCurrent
            else { return nil }
            return Running(projection, database, from: its.position, stop: stops[projection.name])
        }
        watch?.sums = status.reduce(into: [:]) { $0[$1.name] = $1.hash }
    }

    mutating func apply(_ event: Event, _ seq: Int, _ directory: inout Directory) throws {
        if event.changesDirectory {
            directory.evolve(event)
            directoryChanged = seq
            return
        }
        let stream = event.stream
        for one in running
        where seq > one.position && seq < one.stop?.seq ?? .max && one.projection.concerns(stream) {
            do {
                try apply(event, seq, to: one)
                if isFollowed { try one.fold.flush() }
            } catch { throw fault(error, one, seq) }
        }
    }

    /// An entry that takes another back makes its record's rows anew, without it.
    private func apply(_ event: Event, _ seq: Int, to one: Running) throws {
        guard let taken = event.takenBack else { return try one.fold.apply(event, seq: seq) }
        guard let ledger else { throw NoHistory() }
        try one.fold.flush()
        try one.projection.remove(taken.record, from: database)
        for (entry, event) in try ledger.events(of: taken.record, upTo: seq) {
            try one.fold.apply(event, seq: entry.seq)
        }
    }

    private func fault(_ error: any Error, _ one: Running, _ seq: Int) -> any Error {
        // A full disk is nobody's fold's fault.
        if let error = error as? DatabaseError, error.isOfStorage { return error }
        let late = error as? LateFailure
        let (seq, error) = (late?.seq ?? seq, late?.underlying ?? error)
        return FoldFault(projection: one.projection.name, seq: seq, reason: "entry \(seq): \(error)")
    }

    func finish(at last: Int) throws {
        for one in running {
            do { try one.fold.flush() } catch { throw fault(error, one, last) }
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
        if directoryChanged > 0 {
            try database.run("UPDATE directory SET changed = max(changed, ?)", [directoryChanged])
        }
    }
}

/// An entry takes another back, and the record's history is not at hand.
private struct NoHistory: Error {}

extension DatabaseError {
    /// Whether it is the disk or the file that has failed, and not what was asked.
    var isOfStorage: Bool {
        let codes: [ResultCode] = [
            .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_NOMEM, .SQLITE_BUSY,
            .SQLITE_LOCKED, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_INTERRUPT,
        ]
        return codes.contains(resultCode)
    }

    /// Whether the file is damaged.
    var isOfDamage: Bool { [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(resultCode) }
}
