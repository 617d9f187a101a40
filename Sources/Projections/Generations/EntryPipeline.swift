// Entries read ahead, on threads of their own, into what folds take in, while another thread folds those before.

import Glibc
import Governance
import Ledger
import SQLite

/// Entries in batches, in order.
///
/// Each thread takes the next stretch of numbers, reads it with a connection of its own and decodes it.
final class EntryPipeline: Sendable {
    /// A batch: entries in order.
    typealias Batch = [FoldEntry]

    private struct State {
        /// Stretches that have been decoded, by their place in the order, and why one ends early.
        var ready: [Int: (batch: Batch, failure: (any Error)?)] = [:]
        /// The next stretch to be decoded, and the next to be handed over.
        var (begun, taken) = (0, 0)
        /// Batches that have been folded: who decodes empties them, for the folding thread has most to do.
        var spent: [Batch] = []
        /// Batches to be filled anew.
        var empty: [Batch] = []
        /// What ended a stretch, to be thrown behind its entries.
        var failure: (any Error)?
        var isCancelled = false
    }

    private let state = Watched(State())
    private let threads: [WorkerThread]
    private let stretches: Int

    /// How many entries make a stretch, and how many stretches are decoded ahead.
    static let (batchSize, ahead) = (2_048, 6)

    /// Begins to read.
    ///
    /// - Throws: ``StorageFailure`` where no thread can be started.
    init(_ ledger: LedgerStore, from position: Int, upTo last: Int) throws {
        let stretches = last > position ? (last - position - 1) / Self.batchSize + 1 : 0
        self.stretches = stretches
        // Decoding and folding take about as long; more threads would only wait for each other.
        let count = min(2, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), max(1, stretches))
        var threads: [WorkerThread] = []
        // One is enough; without any it cannot be done now.
        while threads.count < count {
            let thread = try? WorkerThread.started { [state] in
                while let stretch = Self.next(of: stretches, state) {
                    let first = position + 1 + stretch * Self.batchSize
                    let result = Self.decode(
                        ledger, first...min(last, first + Self.batchSize - 1), into: Self.emptyBatch(state))
                    state.update { $0.ready[stretch] = result }
                }
            }
            guard let thread else { break }
            threads.append(thread)
        }
        guard !threads.isEmpty else {
            throw StorageFailure(
                operation: "read the log", code: Int(EAGAIN), message: "no thread can be started now")
        }
        self.threads = threads
    }

    private static func next(of stretches: Int, _ state: Watched<State>) -> Int? {
        state.wait { state -> Int?? in
            if state.isCancelled || state.begun == stretches { return .some(nil) }
            guard state.begun < state.taken + ahead else { return nil }
            state.begun += 1
            return state.begun - 1
        }
    }

    private static func emptyBatch(_ state: Watched<State>) -> Batch {
        var spent = state.with { state in
            defer { state.spent = [] }
            return state.spent
        }
        for place in spent.indices { spent[place].removeAll(keepingCapacity: true) }
        return state.with { state in
            state.empty += spent
            return state.empty.popLast() ?? []
        }
    }

    private static func decode(
        _ ledger: LedgerStore, _ range: ClosedRange<Int>, into empty: consuming Batch
    ) -> (batch: Batch, failure: (any Error)?) {
        var batch = empty
        batch.reserveCapacity(range.count)
        do {
            try ledger.forEveryEntry(in: range) { seq, bytes in
                batch.append(try FoldEntry(seq, bytes: bytes))
                if seq % GivingWay.entries == 0 { GivingWay.now() }
            }
            return (batch, nil)
        } catch { return (batch, error) }
    }

    /// The next batch; nil behind the last.
    ///
    /// - Throws: ``UnreadableEntry`` behind the entries before it, or a failure of the log.
    func next() throws -> Batch? {
        let next = state.wait { state -> Result<Batch?, any Error>? in
            if let failure = state.failure { return .failure(failure) }
            if state.taken == stretches { return .success(nil) }
            guard let (batch, failure) = state.ready.removeValue(forKey: state.taken) else { return nil }
            state.taken += 1
            state.failure = failure
            return failure.flatMap { batch.isEmpty ? .failure($0) : nil } ?? .success(batch)
        }
        // Room for one more.
        state.update { _ in }
        return try next.get()
    }

    /// Takes batches back that are not needed any more.
    func recycle(_ batches: inout [Batch]) {
        state.with { $0.spent += batches }
        batches.removeAll(keepingCapacity: true)
    }

    /// Ends the reading and its threads. To be called once.
    func end() {
        state.update { $0.isCancelled = true }
        for thread in threads { thread.join() }
    }
}
