// Another generation beside the active one: built, caught up, compared, and switched to in one step. Until
// the switch the old one serves, whatever happens; reads and appends go on all the while.

import Governance
import Ledger
import SQLite

/// What came of a rebuild or of going back.
public struct Rebuilt: Sendable {
    /// The generation that answers now.
    public let generation: Int
    /// The last entry that it had taken in at the switch.
    public let position: Int
    /// How the rows compare with those that answered before.
    public let comparisons: [ProjectionComparison]
}

/// How one projection's rows compare with those that answered before.
public struct ProjectionComparison: Sendable {
    public enum Outcome: Sendable, Equatable {
        /// Folded again, with the same rows as before.
        case same
        /// Copied, because it was not named.
        case copied
        /// Folded by another version, or for the first time, so there is nothing to compare with.
        case new
        /// Folded again, and the rows differ: somebody or something had changed the old ones.
        case different
    }

    public let name: String
    public let rows: Int
    public let outcome: Outcome
    /// The first row that differs.
    public let difference: RowDifference?
}

extension ProjectionStore {
    /// Folds projections again into a new generation beside the active one and switches to it. The others
    /// are copied.
    ///
    /// - Parameters:
    ///   - names: the projections to fold again; all if empty.
    ///   - progress: told the entries folded and the entries in all, now and then; may throw to give up.
    /// - Throws: ``Rejection`` for a name that is not known, while another rebuild runs, or when a fold
    ///   fails that did not fail before; the old generation goes on serving.
    @discardableResult
    public func rebuild(
        _ names: [String] = [], _ progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> Rebuilt {
        try refuseUnknown(names)
        return try exclusively { base in
            let number = files.nextNumber()
            do {
                let (position, comparisons) = try healing(base.generation) {
                    try build(number, beside: base, names, progress)
                }
                let generation = try files.openExisting(number, of: ledger)
                try switchTo(generation, number, from: position, previous: base.number, progress)
                return Rebuilt(
                    generation: number, position: work.with(\.folded), comparisons: comparisons)
            } catch {
                if work.with({ $0.number != number }) { files.remove(number) }
                throw error
            }
        }
    }

    /// Goes back to the generation before the active one, which stays at hand in its place.
    @discardableResult
    public func revert() throws -> Rebuilt {
        try exclusively { base in
            guard let number = files.pointer?.previous else {
                throw Rejection(
                    "previous-generation", "projections", "There is no earlier generation to return to.",
                    remedy: "One is kept after `minutectl projection rebuild`.")
            }
            let generation: Generation
            do { generation = try files.openExisting(number, of: ledger) } catch let error as GenerationError
            {
                throw Rejection(
                    "previous-generation", "projections", "Generation \(number) cannot be used: \(error).",
                    remedy: "`minutectl projection rebuild` makes a new one.")
            }
            guard try generation.outdated().isEmpty else {
                throw Rejection(
                    "previous-generation", "projections",
                    "Generation \(number) was built by another version of Minuted.",
                    remedy: "Use the version that made it, or `minutectl projection rebuild`.")
            }
            try switchTo(generation, number, from: generation.position(), previous: base.number) { _, _ in }
            return Rebuilt(generation: number, position: work.with(\.folded), comparisons: [])
        }
    }

    private func refuseUnknown(_ names: [String]) throws(Rejection) {
        for name in names { _ = try projection(name) as any Projection.Type }
    }

    /// The projection of that name, or a refusal.
    func projection(_ name: String) throws(Rejection) -> any Projection.Type {
        if let found = ProjectionCatalog.named(name) { return found }
        throw Rejection(
            "known-projection", "projection/\(name)", "There is no projection \"\(name)\".",
            remedy: "List them with `minutectl projection list`.",
            candidates: ProjectionCatalog.names)
    }

    /// The generation that a rebuild begins beside.
    private typealias Base = (generation: Generation, number: Int, outdated: Set<String>)

    private func exclusively<Value>(_ body: (Base) throws -> Value) throws -> Value {
        let base = work.update { work -> Base? in
            guard !work.isRebuilding else { return nil }
            work.isRebuilding = true
            return (work.active, work.number, work.outdated)
        }
        guard let base else {
            throw Rejection(
                "one-rebuild", "projections", "The projections are being rebuilt already.",
                remedy: "Wait until it is done: `minutectl projection list` shows the generation in use.")
        }
        defer { work.update { $0.isRebuilding = false } }
        return try body(base)
    }

    // MARK: - Building

    /// Writes a generation's file, as far as the log goes now.
    private func build(
        _ number: Int, beside base: Base, _ names: [String], _ progress: (Int, Int) throws -> Void
    ) throws -> (position: Int, [ProjectionComparison]) {
        let all = ProjectionCatalog.names
        let folded =
            names.isEmpty || base.number == 0 ? Set(all) : Set(names).union(base.outdated)
        let builder = GenerationBuilder(try files.begin(number), ledger, folding: folded)
        let copied = all.filter { !folded.contains($0) }
        if !copied.isEmpty { try builder.copy(copied, from: files.file(base.number)) }
        try builder.fold(upTo: work.with(\.committed)) { done, end in
            try refuseStopping()
            try progress(done, end)
        }
        let comparisons = try compare(builder, number, base, copied)
        try files.finish(number, builder.generation)
        return (builder.position, comparisons)
    }

    private func refuseStopping() throws {
        if work.with(\.isStopping) { throw CancellationError() }
    }

    /// Completes what was built as far as what answers has come, and compares both at one moment of the latter.
    private func compare(
        _ builder: GenerationBuilder, _ number: Int, _ base: Base, _ copied: [String]
    ) throws -> [ProjectionComparison] {
        if base.number > 0 { _ = waitFor(builder.position, milliseconds: 30_000) }
        return try base.generation.database.read { live in
            let old = try Generation.status(in: live)
            // The old generation may have come further meanwhile.
            try builder.fold(upTo: max(builder.position, old.map(\.position).max() ?? 0)) { _, _ in }
            try builder.complete(files.reader(number))
            return try builder.generation.status().compactMap { new in
                let old = old.first { $0.name == new.name }
                if base.number > 0 { try refuseFault(new, old, base.outdated) }
                if copied.contains(new.name) { return result(new, .copied) }
                guard base.number > 0, let old, old.isCurrent, old.position == new.position,
                    !base.outdated.contains(new.name)
                else { return result(new, .new) }
                // The rows themselves and not the hash kept along: they are what answers.
                let projection = try projection(new.name)
                if try new.hash == live.rowSum(of: projection) { return result(new, .same) }
                let difference = try builder.generation.database.read { built in
                    try RowComparison(projection, live, built, limit: 1).differences.first
                }
                return result(new, .different, difference)
            }
        }
    }

    private func result(
        _ status: ProjectionStatus, _ outcome: ProjectionComparison.Outcome,
        _ difference: RowDifference? = nil
    ) -> ProjectionComparison {
        ProjectionComparison(
            name: status.name, rows: status.hash?.rows ?? 0, outcome: outcome, difference: difference)
    }

    /// A fold that works in the old generation and fails in the new one must not take its place.
    private func refuseFault(
        _ new: ProjectionStatus, _ old: ProjectionStatus?, _ outdated: Set<String>
    ) throws(Rejection) {
        guard let fault = new.fault, let old, old.fault == nil, !outdated.contains(new.name) else { return }
        throw Rejection(
            "rebuild-whole", "projection/\(new.name)",
            "\(new.name) cannot be rebuilt: \(fault). The present rows stay in use.",
            remedy: "Report this, with the text of the entry (`minutectl log show`).")
    }

    // MARK: - Switching

    /// Catches a generation up with the log and makes it the one that answers.
    private func switchTo(
        _ generation: Generation, _ number: Int, from start: Int, previous: Int,
        _ progress: (Int, Int) throws -> Void
    ) throws {
        var position = start
        var directory = try ledger.directory(upTo: position)
        while true {
            let end = work.with { $0.committed }
            while position < end {
                try refuseStopping()
                let last = min(end, position + Self.batch)
                position = try generation.fold(ledger, from: position, upTo: last, into: &directory)
                try progress(position, end)
            }
            // Caught up: the switch and the last comparison are one step, so nothing can slip in between.
            let isSwitched = try work.update { work in
                guard position == work.committed || position > work.committed else { return false }
                let kept = previous > 0 && previous != number ? previous : nil
                try files.activate(.init(active: number, previous: kept))
                (work.active, work.number, work.failure, work.outdated) = (generation, number, nil, [])
                (work.folded, work.directory) = (position, directory)
                return true
            }
            if isSwitched { break }
        }
        files.clean(keeping: files.pointer)
    }
}
