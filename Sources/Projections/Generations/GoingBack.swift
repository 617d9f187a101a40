// From one moment to another, for a look into the past. On the way back the records that later entries were about
// are made anew without these, by the same folds.

import Governance
import Ledger
import SQLite

extension Generation {
    /// Goes on or back to an entry, in a copy that nobody else has.
    ///
    /// - Returns: whether it could be done: not where a projection has stopped, or was folded by another version.
    func go(to last: Int, _ ledger: LedgerStore) throws -> Bool {
        let status = try status()
        guard let position = status.first?.position, status.count == ProjectionCatalog.all.count,
            status.allSatisfy({ $0.isCurrent && $0.fault == nil && $0.position == position })
        else { return false }
        var directory = Directory()
        try fold(ledger, from: position, upTo: last, into: &directory)
        try goBack(to: last, from: position, ledger)
        return true
    }

    /// Takes out what the entries behind one have done.
    ///
    /// A record's rows are made by its own entries alone, which is what ``Projection/remove(_:from:)`` rests on too.
    private func goBack(to last: Int, from position: Int, _ ledger: LedgerStore) throws {
        guard last < position else { return }
        let pipeline = try EntryPipeline(ledger, from: last, upTo: position)
        defer { pipeline.end() }
        var seen: Set<Governance.Stream> = []
        var isOver = false
        while !isOver {
            var batches: [EntryPipeline.Batch] = []
            try database.write { database in
                let folding = try Folding(database, nil, nil, [:], false, ledger)
                while batches.count < GenerationBuilder.transaction, !isOver {
                    try Interest.check()
                    guard let batch = try pipeline.next() else {
                        isOver = true
                        break
                    }
                    batches.append(batch)
                    for entry in batch
                    where !entry.concerns.isEmpty && seen.insert(entry.change.stream).inserted {
                        try folding.takeOut(entry, backTo: last)
                    }
                }
                for one in folding.running {
                    try one.fold.flush()
                    try one.fold.finish()
                }
            }
            pipeline.recycle(&batches)
        }
        try stand(at: last, ledger)
    }

    private func stand(at last: Int, _ ledger: LedgerStore) throws {
        try database.write { database in
            var changed = try Self.directoryChanged(in: database)
            if changed > last {
                changed = 0
                try ledger.forEach(ofTypes: Directory.eventTypes, upTo: last) { seq, _ in changed = seq }
            }
            try database.run("UPDATE directory SET changed = ?", [changed])
            try database.run("UPDATE projection SET position = ?, hash = NULL, \"rows\" = 0", [last])
        }
    }
}
