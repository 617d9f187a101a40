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

    /// Somebody who waits for an entry to be taken in, without a thread.
    struct Waiting: Sendable {
        let seq: Int
        let deadline: ContinuousClock.Instant
        let isWanted: @Sendable () -> Bool
        let body: @Sendable (String?) -> Void
    }

    /// How long who asks while all rows are being made from the log waits, before being told so.
    private static let patienceWithBuilding = Duration.seconds(2)

    /// Calls the body once the projections have taken in an entry, or with the reason why they have not in time.
    ///
    /// - Parameters:
    ///   - isWanted: asked now and then; who is gone is forgotten.
    ///   - body: must not block. It is called on whichever thread finds the time come.
    public func whenFolded(
        _ seq: Int, within patience: Duration, isWanted: @escaping @Sendable () -> Bool,
        _ body: @escaping @Sendable (String?) -> Void
    ) {
        let now = ContinuousClock.now
        let isDue = work.update { work -> Bool in
            guard work.folded < seq, work.failure == nil, !work.isStopping else { return true }
            let patience = work.number == 0 ? min(patience, Self.patienceWithBuilding) : patience
            work.waiting.append(
                Waiting(seq: seq, deadline: now + patience, isWanted: isWanted, body: body))
            work.awaited = max(work.awaited, seq)
            return false
        }
        if isDue { body(reasonBehind(seq)) }
    }

    /// Calls those who have what they waited for, have waited too long, or wait for what does not come.
    ///
    /// To be called now and then besides, for those whose time is over.
    public func expireWaiting() {
        let now = ContinuousClock.now
        let due = work.with { work -> [Waiting] in
            guard !work.waiting.isEmpty else { return [] }
            let isOver = work.failure != nil || work.isStopping
            let due = work.waiting.filter { isOver || $0.seq <= work.folded || $0.deadline <= now }
            work.waiting.removeAll { isOver || $0.seq <= work.folded || $0.deadline <= now || !$0.isWanted() }
            return due
        }
        for one in due { one.body(reasonBehind(one.seq)) }
    }

    /// Why the projections have not taken in an entry; nil if they have.
    public func reasonBehind(_ seq: Int) -> String? {
        work.with { work in
            guard work.folded < seq else { return nil }
            if let failure = work.failure { return failure }
            if work.isStopping { return "the service is stopping" }
            if work.number == 0 {
                return
                    "the projections are being rebuilt from the log (nothing is lost): try again in a moment"
            }
            return
                "the projections have not reached entry \(seq) yet: try again, or see `minutectl projection list`"
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
