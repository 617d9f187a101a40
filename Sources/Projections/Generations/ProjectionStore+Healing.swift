// Damaged files: no loss, because everything in them is folded again from the log. They are put aside as soon as one
// turns out to be damaged, and questions are told so until another is made.

import Governance
import Ledger
import SQLite

extension ProjectionStore {
    /// Puts the active generation aside if it is the one that turned out to be damaged: the projector's next step
    /// builds another, and questions are told so meanwhile.
    func setAside(_ damaged: Generation) {
        guard let empty = try? Generation() else { return }
        let number = work.update { work -> Int in
            guard work.active === damaged, work.number > 0 else { return 0 }
            defer { (work.active, work.number, work.folded, work.failure) = (empty, 0, 0, nil) }
            (work.outdated, work.directory) = (Set(ProjectionCatalog.names), Directory())
            return work.number
        }
        if number > 0 { files.setAside(number) }
    }

    /// Whether a failure is one of a generation's file: the log may be what cannot be read.
    func isDamage(_ failure: StorageFailure, of generation: Generation) -> Bool {
        guard failure.isOfDamage else { return false }
        let verdict = try? generation.database.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        return verdict != "ok"
    }

    /// Does something with a generation. If that turns out to be damaged, it is put aside.
    func healing<Value>(_ generation: Generation, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as StorageFailure where isDamage(error, of: generation) {
            setAside(generation)
            throw BeingRebuilt()
        }
    }
}

/// The projections' file was damaged, and is being made again.
public struct BeingRebuilt: Error, Sendable, CustomStringConvertible {
    public var description: String {
        "the projections' file was damaged and is being rebuilt from the log (nothing is lost): try again in a moment"
    }
}
