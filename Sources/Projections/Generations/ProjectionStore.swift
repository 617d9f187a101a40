// The projections of a log: the generation that answers, the projector that keeps it up with the log, and
// the switch to a new generation.

import Codec
public import GRDB
import Glibc
public import Governance
public import Ledger
import Synchronization

/// Keeps projections folded and lets them be read.
///
/// The files lie in `projections/` beside the log: `<number>.db` for each generation and `active`, which
/// holds the number of the one that answers and is replaced in one step.
public final class ProjectionStore: Sendable {
    let ledger: LedgerStore
    private let files: GenerationFiles
    private let work: Watched<Work>
    private let directories = Mutex(DirectoryCache())
    private let past = Mutex(PastGenerations())

    /// What the projector's thread and those who wait for it share.
    private struct Work {
        var active: Generation
        var number: Int
        /// The last entry that is known to be committed.
        var committed: Int
        /// The last entry that has been folded.
        var folded: Int
        /// The directory as of that entry.
        var directory: Directory
        var isStopping = false
        /// Why folding itself has failed, rather than one projection.
        var failure: String?
    }

    /// Opens the active generation, or begins one where there is none that this program can use.
    ///
    /// - Parameter directory: the folder for the projections' files; made if it is not there.
    public init(directory path: String, ledger: LedgerStore) throws {
        self.ledger = ledger
        files = try GenerationFiles(directory: path)
        let end = try ledger.lastSeq()
        var (number, active) = try files.openActive()
        // A generation made by other folds, or beyond the log's end, has to be folded again.
        if try !active.isCurrent() || active.position() > end {
            number = try files.nextNumber()
            active = try files.open(number)
            try files.activate(number)
        }
        work = Watched(
            Work(
                active: active, number: number, committed: end, folded: try active.position(),
                directory: try ledger.directory(upTo: active.position())))
    }

    // MARK: - Keeping up

    /// Starts the thread that folds what is committed.
    public func start() -> WorkerThread {
        WorkerThread { [self] in run() }
    }

    /// Tells the projector that the log goes up to here.
    public func committed(_ seq: Int) {
        work.update { $0.committed = max($0.committed, seq) }
    }

    /// Ends the projector's thread after the transaction that it is in.
    public func stop() {
        work.update { $0.isStopping = true }
    }

    private enum Step {
        case fold(Generation, Directory, from: Int, upTo: Int)
        case stop
    }

    /// How many entries are folded in one transaction: enough for speed, few enough to be waited for.
    private static let batch = 5_000

    private func run() {
        while true {
            let step = work.wait { work -> Step? in
                if work.isStopping { return .stop }
                guard work.folded < work.committed else { return nil }
                let last = min(work.committed, work.folded + Self.batch)
                return .fold(work.active, work.directory, from: work.folded, upTo: last)
            }
            guard case .fold(let generation, let directory, let from, let last) = step else { return }
            do { try fold(generation, directory, from: from, upTo: last) } catch {
                // Nothing is skipped: answers say that they are degraded, and why. A full disk may have room
                // again in a moment, so it is tried again until it works.
                work.update { $0.failure = "\(error)" }
                _ = work.wait(milliseconds: 1_000) { $0.isStopping ? true : nil }
            }
        }
    }

    private func fold(
        _ generation: Generation, _ before: Directory, from: Int, upTo last: Int
    ) throws {
        var directory = before
        try generation.fold(ledger, from: from, upTo: last, into: &directory)
        let changed = try generation.database.read { try Generation.directoryChanged(in: $0) }
        directories.withLock { $0.keep(directory, changed) }
        work.update { work in
            // A rebuilt generation may have taken its place meanwhile.
            guard work.active === generation else { return }
            (work.folded, work.directory, work.failure) = (last, directory, nil)
        }
    }

    /// Waits until the projections have taken in an entry.
    ///
    /// - Returns: whether they have, before the time was over.
    public func waitFor(_ seq: Int, milliseconds: Int) -> Bool {
        work.wait(milliseconds: milliseconds) { work in
            work.folded >= seq || work.failure != nil || work.isStopping ? work.folded >= seq : nil
        } ?? false
    }

    // MARK: - Reading

    /// Reads at one moment: rows, directory and position belong together.
    ///
    /// - Parameters:
    ///   - last: the entry up to which the record is taken as known; nil for as it is now.
    public func read<Value>(
        asKnownOn last: Int? = nil, _ body: (Database, Directory, ReadingPoint) throws -> Value
    ) throws -> Value {
        let (active, folded, failure) = work.with { ($0.active, $0.folded, $0.failure) }
        let isPast = last.map { $0 < folded } ?? false
        let generation = try isPast ? generation(asKnownOn: last ?? folded) : active
        return try generation.database.read { database in
            let status = try Generation.status(in: database)
            let fault = failure ?? status.compactMap(\.fault).first
            let position = status.map(\.position).min() ?? 0
            let directory = try directory(changed: Generation.directoryChanged(in: database))
            return try body(database, directory, ReadingPoint(position: position, fault: fault))
        }
    }

    /// Where each projection of the active generation stands, and that generation's number.
    public func status() throws -> (generation: Int, projections: [ProjectionStatus], failure: String?) {
        let (active, number, failure) = work.with { ($0.active, $0.number, $0.failure) }
        return (number, try active.status(), failure)
    }

    private func directory(changed seq: Int) throws -> Directory {
        if let known = directories.withLock({ $0.find(seq) }) { return known }
        let folded = try ledger.directory(upTo: seq)
        directories.withLock { $0.keep(folded, seq) }
        return folded
    }

    /// The record as it was known at an entry: the same folds, run up to there.
    private func generation(asKnownOn last: Int) throws -> Generation {
        if let known = past.withLock({ $0.find(last) }) { return known }
        let generation = try Generation()
        var directory = Directory()
        try generation.fold(ledger, from: 0, upTo: last, into: &directory)
        past.withLock { $0.keep(generation, last) }
        return generation
    }

    // MARK: - Rebuilding

    /// Folds everything again into a new generation beside the active one and switches to it. Reads and
    /// appends go on meanwhile.
    ///
    /// - Parameter progress: told the entries folded and the entries in all, now and then.
    /// - Returns: the new generation's number.
    public func rebuild(_ progress: (Int, Int) -> Void = { _, _ in }) throws -> Int {
        let number = try files.nextNumber()
        let generation = try files.open(number)
        var directory = Directory()
        var position = 0
        while true {
            let end = work.with { $0.committed }
            while position < end {
                let last = min(end, position + 10 * Self.batch)
                position = try generation.fold(ledger, from: position, upTo: last, into: &directory)
                progress(position, end)
            }
            // Caught up: the switch and the last comparison are one step, so nothing can slip in between.
            let isSwitched = try work.update { work in
                guard position == work.committed else { return false }
                try files.activate(number)
                (work.active, work.number, work.failure) = (generation, number, nil)
                (work.folded, work.directory) = (position, directory)
                return true
            }
            if isSwitched { return number }
        }
    }
}

/// What a reading belongs to.
public struct ReadingPoint: Sendable {
    /// The last entry that all projections have taken in.
    public let position: Int
    /// What has stopped one of them, if anything has.
    public let fault: String?
}

/// The directory as it was after the entries that changed it last.
private struct DirectoryCache {
    private var kept: [(changed: Int, directory: Directory)] = []

    func find(_ changed: Int) -> Directory? { kept.last { $0.changed == changed }?.directory }

    mutating func keep(_ directory: Directory, _ changed: Int) {
        guard find(changed) == nil else { return }
        kept.append((changed, directory))
        if kept.count > 4 { kept.removeFirst() }
    }
}

/// The looks into the past that were asked for last.
private struct PastGenerations {
    private var kept: [(last: Int, generation: Generation)] = []

    func find(_ last: Int) -> Generation? { kept.last { $0.last == last }?.generation }

    mutating func keep(_ generation: Generation, _ last: Int) {
        kept.append((last, generation))
        if kept.count > 4 { kept.removeFirst() }
    }
}
