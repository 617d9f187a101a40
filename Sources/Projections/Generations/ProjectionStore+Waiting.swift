// What goes between the log's writer, the projector and those who ask: how far the log is, and how far somebody
// needs the rows to be. Nobody is woken for nothing, since on a small machine that takes from the next append.

import Governance
import Ledger

extension ProjectionStore {
    /// Tells the projector that the log goes up to here.
    public func committed(_ seq: Int) {
        work.note { work in
            let wasIdle = work.folded >= work.committed
            work.committed = max(work.committed, seq)
            return wasIdle || work.committed - work.folded >= Self.batch
        }
    }

    /// Waits until the projections have taken in an entry.
    ///
    /// - Returns: whether they have, before the time was over.
    public func waitFor(_ seq: Int, milliseconds: Int) -> Bool {
        work.note { work in
            work.awaited = max(work.awaited, seq)
            return work.folded < seq
        }
        let isReached =
            work.wait(milliseconds: milliseconds) { work in
                work.folded >= seq || work.failure != nil || work.isStopping ? work.folded >= seq : nil
            } ?? false
        // Who asked for an entry that does not come has given up.
        if !isReached { work.with { $0.awaited = min($0.awaited, $0.committed) } }
        return isReached
    }
}
