// The threads that answer questions and send streams. Reading may wait for the disk, which an event loop must not.
// Users are served in turn, whatever one of them asks for. What nobody waits for any more is not done, and what is
// being done for a client that hangs up ends at its next look (Interest).

import Ledger
import SQLite

/// A few threads that take work in turn.
final class QueryThreads: Sendable {
    private struct Job {
        /// Whether somebody still waits for it.
        let isWanted: @Sendable () -> Bool
        let body: @Sendable () -> Void
    }

    private struct Queue {
        var waiting = Turns<UInt32, Job>()
        /// How many threads work for a user.
        var running: [UInt32: Int] = [:]
        var taken = 0
        var idle = 0
        var isStopping = false
    }

    private let queue = Watched(Queue())
    private let threads: [WorkerThread]
    private let mostOfUser: Int

    /// - Parameter mostOfUser: how many calls of one user may wait.
    init(count: Int = Limits.threads, mostOfUser: Int = Limits.waitingOfUser) {
        self.mostOfUser = mostOfUser
        threads = (0..<count).map { [queue] _ in
            WorkerThread {
                while let (user, job) = Self.next(queue, of: count) {
                    if job.isWanted() { Interest.lasts(while: job.isWanted, job.body) }
                    queue.update { queue in
                        let left = (queue.running[user] ?? 1) - 1
                        queue.running[user] = left > 0 ? left : nil
                    }
                }
                queue.update { $0.idle += 1 }
            }
        }
    }

    /// One thread is left to those for whom none works: whoever asks now and then need not wait for the end of what
    /// others have asked, however many of these there are.
    private static func next(_ queue: Watched<Queue>, of count: Int) -> (UInt32, Job)? {
        queue.wait { queue -> (UInt32, Job)?? in
            if queue.isStopping { return .some(nil) }
            let isLastFree = count > 1 && queue.running.values.reduce(0, +) >= count - 1
            let next = queue.waiting.next { !isLastFree || queue.running[$0] == nil }
            guard let next else { return nil }
            queue.running[next.owner, default: 0] += 1
            return .some((next.owner, next.item))
        }
    }

    /// How much work there has been so far.
    var taken: Int { queue.with { $0.taken } }

    /// Has the body run on one of the threads.
    ///
    /// - Parameters:
    ///   - isBounded: whether it counts against what one user may have waiting; a stream's next piece does not.
    ///   - isWanted: asked right before and again and again while it runs; what is not wanted any more is dropped.
    /// - Returns: false, and nothing is run, if too much of the user's waits already.
    func run(
        for user: UInt32, isBounded: Bool = true, isWanted: @escaping @Sendable () -> Bool,
        _ body: @escaping @Sendable () -> Void
    ) -> Bool {
        var dropped: [Job] = []
        let isTaken = queue.update { queue in
            // What clients left behind that have gone is not held against those who are there.
            if isBounded, queue.waiting.count(of: user) >= mostOfUser {
                dropped = queue.waiting.drop(of: user) { !$0.isWanted() }
            }
            guard !isBounded || queue.waiting.count(of: user) < mostOfUser else { return false }
            queue.waiting.append(Job(isWanted: isWanted, body: body), of: user)
            queue.taken += 1
            return true
        }
        // Outside the lock, as at the end.
        _ = consume dropped
        return isTaken
    }

    /// Lets go of what waits, and waits for what is being done.
    ///
    /// - Returns: whether all of it was done in time. What was not goes on, and is of no account.
    @discardableResult
    func stop(withinMilliseconds time: Int) -> Bool {
        let dropped = queue.update { queue in
            queue.isStopping = true
            return queue.waiting.removeAll()
        }
        // Outside the lock: whoever waits for an answer is told that none comes.
        _ = consume dropped
        let isDone = queue.wait(milliseconds: time) { $0.idle == threads.count ? true : nil } ?? false
        for thread in threads { if isDone { thread.join() } else { thread.detach() } }
        return isDone
    }
}
