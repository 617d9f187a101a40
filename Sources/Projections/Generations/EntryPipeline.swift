// Entries read and decoded ahead on a thread of their own, while another one folds those before.

import Governance
import Ledger

/// Decoded entries in batches.
final class EntryPipeline: Sendable {
    /// A batch: entries in order, and the last number that it reaches.
    typealias Batch = [(seq: Int, event: Event)]

    private struct State {
        var ready: [Batch] = []
        var isOver = false
        var failure: (any Error)?
        var isCancelled = false
    }

    private let state = Watched(State())
    private let thread: WorkerThread

    /// How many entries make a batch, and how many batches are decoded ahead.
    static let (batchSize, ahead) = (4_096, 4)

    /// Begins to read.
    init(_ ledger: LedgerStore, from position: Int, upTo last: Int) {
        thread = WorkerThread { [state] in
            var batch: Batch = []
            batch.reserveCapacity(Self.batchSize)
            do {
                if position < last {
                    try ledger.forEach(in: position + 1...last) { seq, bytes in
                        batch.append((seq, try Event(seq: seq, entry: bytes)))
                        guard batch.count == Self.batchSize else { return }
                        try Self.put(batch, state)
                        batch.removeAll(keepingCapacity: true)
                    }
                }
                if !batch.isEmpty { try Self.put(batch, state) }
                state.update { $0.isOver = true }
            } catch {
                // What could be read before comes first.
                if !batch.isEmpty, !(error is Cancelled) { try? Self.put(batch, state) }
                state.update { ($0.isOver, $0.failure) = (true, error) }
            }
        }
    }

    private struct Cancelled: Error {}

    private static func put(_ batch: Batch, _ state: Watched<State>) throws {
        let isCancelled = state.wait { state -> Bool? in
            state.isCancelled ? true : state.ready.count < ahead ? false : nil
        }
        guard !isCancelled else { throw Cancelled() }
        state.update { $0.ready.append(batch) }
    }

    /// The next batch; nil behind the last.
    ///
    /// - Throws: ``UnreadableEntry`` behind the entries before it, or a failure of the log.
    func next() throws -> Batch? {
        let next = state.wait { state -> Result<Batch?, any Error>? in
            if !state.ready.isEmpty { return .success(state.ready.removeFirst()) }
            guard state.isOver else { return nil }
            return state.failure.map { .failure($0) } ?? .success(nil)
        }
        // Room for one more.
        state.update { _ in }
        return try next.get()
    }

    /// Ends the reading and its thread. To be called once.
    func end() {
        state.update { $0.isCancelled = true }
        thread.join()
    }
}
