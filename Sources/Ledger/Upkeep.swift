// What an open log needs besides entries, away from whoever appends: the index file brought in step, and the
// write-ahead log moved into ledger.db.

/// Looks after a log twice a second, on a thread of its own.
public final class Upkeep: Sendable {
    private let ledger: LedgerStore
    private let onFault: @Sendable (StorageFailure) -> Void
    private let isClosed = Watched(false)

    /// How long entries are gathered, in milliseconds.
    private static let pause = 500

    /// - Parameter onFault: told, once, when something cannot be written.
    public init(_ ledger: LedgerStore, onFault: @escaping @Sendable (StorageFailure) -> Void) {
        (self.ledger, self.onFault) = (ledger, onFault)
    }

    /// Starts the thread. It ends after ``close()``, with everything written.
    public func start() -> WorkerThread {
        WorkerThread { [self] in
            var isWell = true
            while true {
                let isOver = isClosed.wait(milliseconds: Self.pause) { $0 ? true : nil } ?? false
                do throws(StorageFailure) {
                    try ledger.flushIndex()
                    try ledger.checkpoint()
                    isWell = true
                } catch {
                    if isWell { onFault(error) }
                    isWell = false
                }
                if isOver { return }
            }
        }
    }

    public func close() { isClosed.update { $0 = true } }
}
