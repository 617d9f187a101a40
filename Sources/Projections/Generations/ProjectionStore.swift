// The projections of a log: the generation that answers, and the projector that keeps it up with the log.
// ProjectionStore+Rebuild.swift has the switch to another generation.

import Codec
public import Governance
public import Ledger
public import SQLite
import Synchronization

/// Keeps projections folded and lets them be read.
///
/// The files lie in `projections/` beside the log, see ``GenerationFiles``.
public final class ProjectionStore: Sendable {
    let ledger: LedgerStore
    let files: GenerationFiles
    let work: Watched<Work>
    private let directories = Mutex(DirectoryCache())
    private let past = Mutex(PastGenerations())
    let memory = RollMemory()
    let search: SearchIndex

    /// What the projector's thread, a rebuild and those who wait share.
    struct Work {
        var active: Generation
        /// Its number; 0 while none is whole yet and an empty one stands in.
        var number: Int
        /// The projections whose rows in it were made by another fold than this program has.
        var outdated: Set<String>
        /// The last entry that is known to be committed.
        var committed: Int
        /// The last entry that has been folded.
        var folded: Int
        /// The last entry that somebody waits for.
        var awaited = 0
        /// Those who wait for entries without a thread.
        var waiting: [Waiting] = []
        /// The directory as of that entry.
        var directory: Directory
        var isStopping = false
        var isRebuilding = false
        /// Why folding itself has failed, rather than one projection.
        var failure: String?
    }

    /// Opens the active generation. Where there is none that this program can use, ``start()`` builds one.
    ///
    /// - Parameter directory: the folder for the projections' files; made if it is not there.
    public init(directory path: String, ledger: LedgerStore) throws {
        self.ledger = ledger
        files = try GenerationFiles(directory: path)
        search = SearchIndex(files, of: ledger)
        let end = try ledger.lastSeq()
        files.clean(keeping: files.pointer)
        let (number, active) = try Self.open(files, ledger, end: end)
        let folded = number > 0 ? try active.position() : 0
        let directory = try ledger.directory(upTo: folded)
        work = Watched(
            Work(
                active: active, number: number, outdated: Set(try active.outdated()), committed: end,
                folded: folded, directory: directory))
        let changed = try active.database.read { try Generation.directoryChanged(in: $0) }
        directories.withLock { $0.keep(directory, changed) }
    }

    /// The directory as of an entry, if it is at hand: nobody else need fold it then.
    public func directory(asOf end: Int) -> Directory? {
        work.with { $0.folded == end ? $0.directory : nil }
    }

    /// The generation to begin with, and its number; an empty one with 0 where all has to be built.
    private static func open(
        _ files: GenerationFiles, _ log: LedgerStore, end: Int
    ) throws -> (Int, Generation) {
        if let pointer = files.pointer {
            // A file that SQLite cannot read is no loss: everything in it is folded again from the log. So
            // is one that knows of more entries than there are, or of another log.
            if let found = try? files.openExisting(pointer.active, of: log),
                let position = try? found.position(),
                position <= end, (try? found.outdated()) != nil, (try? found.retryFaults()) != nil,
                (try? found.database.read { try Generation.directoryChanged(in: $0) }) != nil
            {
                return (pointer.active, found)
            }
            files.setAside(pointer.active)
        } else if end == 0 {
            let number = files.nextNumber()
            let first = try files.open(number)
            try files.activate(.init(active: number))
            return (number, first)
        }
        return (0, try Generation())
    }

    // MARK: - Keeping up

    /// Starts the thread that folds what is committed, and builds what is missing.
    public func start() -> WorkerThread {
        WorkerThread { [self] in
            // What a new fold does not touch is served and kept up while the new rows are being built.
            let builder =
                work.with { $0.number > 0 && !$0.outdated.isEmpty }
                ? try? WorkerThread.started { [self] in build() } : nil
            run()
            builder?.join()
        }
    }

    /// Ends the projector's thread after the transaction that it is in.
    public func stop() {
        work.update { $0.isStopping = true }
        expireWaiting()
    }

    private enum Step {
        case fold(Generation, Directory, from: Int, upTo: Int)
        case build
        case stop
    }

    /// How many entries are folded in one transaction: enough for speed, few enough to be waited for.
    static let batch = 5_000

    /// How long entries that nobody waits for are gathered, in milliseconds. A transaction of rows for every
    /// commit of the log takes a processor and the disk from the next one.
    private static let pause = 50

    private func next() -> Step {
        func step(_ work: inout Work) -> Step? {
            if work.isStopping { return .stop }
            if work.number == 0, !work.isRebuilding, work.failure == nil { return .build }
            guard work.number > 0, work.folded < work.committed else { return nil }
            let last = min(work.committed, work.folded + Self.batch)
            return .fold(work.active, work.directory, from: work.folded, upTo: last)
        }
        let found = work.wait(step)
        guard case .fold = found else { return found }
        return work.wait(milliseconds: Self.pause) { work in
            let isDue =
                work.awaited > work.folded || work.committed - work.folded >= Self.batch || work.isStopping
            return isDue ? step(&work) : nil
        } ?? work.with(step) ?? found
    }

    private func run() {
        while true {
            let step = next()
            switch step {
            case .stop: return
            case .build:
                build()
                expireWaiting()
            case .fold(let generation, let directory, let from, let last):
                fold(generation, directory, from, last)
                expireWaiting()
            }
        }
    }

    private func fold(_ generation: Generation, _ before: Directory, _ from: Int, _ last: Int) {
        var directory = before
        do {
            try generation.fold(ledger, from: from, upTo: last, into: &directory)
            let changed = try generation.database.read { try Generation.directoryChanged(in: $0) }
            directories.withLock { $0.keep(directory, changed) }
            work.update { work in
                // A rebuilt generation may have taken its place meanwhile.
                guard work.active === generation else { return }
                (work.folded, work.directory, work.failure) = (last, directory, nil)
            }
        } catch let error as StorageFailure where isDamage(error, of: generation) {
            // A damaged file is no loss: the next step builds another.
            setAside(generation)
        } catch {
            // Nothing is skipped: answers say that they are degraded, and why. A full disk may have room
            // again in a moment, so it is tried again until it works.
            work.update { work in
                guard work.active === generation else { return }
                work.failure = "\(error)"
            }
            expireWaiting()
            _ = work.wait(milliseconds: 1_000) { $0.isStopping ? true : nil }
        }
    }

    /// Builds what the active generation has not, or has of another fold.
    private func build() {
        let outdated = work.with { Array($0.outdated) }
        do { try rebuild(outdated) } catch is CancellationError {} catch {
            work.update { $0.failure = "the projections could not be built: \(error)" }
        }
    }

    // MARK: - Reading

    /// Reads at one moment: rows, directory and position belong together.
    ///
    /// - Parameters:
    ///   - last: the last entry that counts as known; nil for as it is now.
    public func read<Value>(
        asKnownOn last: Int? = nil, _ body: (Database, Directory, ReadingPoint) throws -> Value
    ) throws -> Value {
        let (active, outdated, folded) = work.with { ($0.active, $0.outdated, $0.folded) }
        let isPast = last.map { $0 < folded } ?? false
        let failure = work.with(\.failure)
        if isPast { return try read(generation(asKnownOn: last ?? folded), failure, body) }
        let building = outdated.isEmpty ? nil : BeingBuilt(names: outdated.sorted())
        do {
            return try healing(active) { try read(active, failure ?? building?.description, body) }
        } catch let error as StorageFailure {
            // The rows of another fold may be of another form.
            throw building ?? error
        }
    }

    private func read<Value>(
        _ generation: Generation, _ failure: String?,
        _ body: (Database, Directory, ReadingPoint) throws -> Value
    ) throws -> Value {
        try generation.database.read { database in
            let status = try Generation.status(in: database).filter(\.isCurrent)
            let fault = failure ?? status.compactMap(\.fault).first
            let position = status.map(\.position).min() ?? 0
            let changed = try Generation.directoryChanged(in: database)
            let point = ReadingPoint(position: position, fault: fault, directoryChanged: changed)
            return try body(database, try directory(changed: changed), point)
        }
    }

    /// Where each projection of the active generation stands.
    public func status() throws -> StoreStatus {
        let (active, number, failure) = work.with { ($0.active, $0.number, $0.failure) }
        var projections = try healing(active) { try active.status() }
        for projection in ProjectionCatalog.all {
            let known = projections.firstIndex { $0.name == projection.name }
            if let known, projections[known].isCurrent { continue }
            let waiting = ProjectionStatus(
                name: projection.name, version: known.map { projections[$0].version } ?? 0,
                position: known.map { projections[$0].position } ?? 0,
                fault: BeingBuilt(names: [projection.name]).description, hash: nil)
            if let known { projections[known] = waiting } else { projections.append(waiting) }
        }
        return StoreStatus(
            generation: number, previous: files.pointer?.previous, projections: projections,
            failure: failure)
    }

    func directory(changed seq: Int) throws -> Directory {
        if let known = directories.withLock({ $0.find(seq) }) { return known }
        let folded = try ledger.directory(upTo: seq)
        directories.withLock { $0.keep(folded, seq) }
        return folded
    }

    /// The record as it was known at an entry: the same folds, run up to there from an earlier point that is at
    /// hand, or back to there from a later one.
    func generation(asKnownOn last: Int) throws -> Generation {
        if let known = past.withLock({ $0.find(last) }) { return known }
        let near = past.withLock { $0.take(near: last) }
        let moved = try near.flatMap { try $0.go(to: last, ledger) ? $0 : nil }
        let generation = try moved ?? copy(asKnownOn: last)
        past.withLock { $0.keep(generation, last) }
        return generation
    }

    /// Like ``generation(asKnownOn:)``, for the caller alone.
    func copy(asKnownOn last: Int) throws -> Generation {
        let live = work.with { $0.number > 0 ? (last: $0.folded, generation: $0.active) : nil }
        if let base = past.withLock({ $0.best(last, live) }) {
            let generation = try base.generation.copied()
            if try generation.go(to: last, ledger) { return generation }
        }
        let builder = GenerationBuilder(
            try Generation(hasIndexes: false), ledger, folding: Set(ProjectionCatalog.names))
        try builder.fold(upTo: last) { _, _ in }
        try builder.addIndexes()
        return builder.generation
    }
}

/// Where a store's projections stand.
public struct StoreStatus: Sendable {
    /// The generation that answers; 0 while none is whole.
    public let generation: Int
    /// The generation to which one can go back.
    public let previous: Int?
    public let projections: [ProjectionStatus]
    /// Why folding itself has failed, if it has.
    public let failure: String?
}

/// What a reading belongs to.
public struct ReadingPoint: Sendable {
    /// The last entry that all projections have taken in.
    public let position: Int
    /// What has stopped one of them, if anything has.
    public let fault: String?
    /// The last entry that changed the directory.
    var directoryChanged = 0
}

/// Projections that cannot be relied on yet.
public struct BeingBuilt: Error, Sendable, CustomStringConvertible {
    public let names: [String]

    public var description: String {
        "\(names.joined(separator: ", ")): being built by this version for the first time"
    }
}
