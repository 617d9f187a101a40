// The threads that answer questions and send streams. Reading may wait for the disk, which an event loop must not.
// Users are served in turn, whatever one of them asks for. What nobody waits for any more is not done, and what is
// being done for a client that hangs up ends at its next look (Interest).

import Glibc
import Ledger
import SQLite

/// A few threads that take work in turn.
///
/// The first is for users whose questions have taken little lately; it comes before the others on a processor, where
/// nice values can be set. So whoever asks now and then is answered at once, however much others have asked for.
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
        var recent = RecentUse()
        var taken = 0
        var idle = 0
        var isStopping = false
    }

    private let queue = Watched(Queue())
    private let threads: [WorkerThread]
    private let mostOfUser: Int

    /// How far the other threads stand behind the first one (a nice value).
    private static let behind: Int32 = 5

    /// - Parameter mostOfUser: how many calls of one user may wait.
    init(count: Int = Limits.threads, mostOfUser: Int = Limits.waitingOfUser) {
        self.mostOfUser = mostOfUser
        threads = (0..<count).map { [queue] number in
            let isFirst = number == 0 && count > 1
            return WorkerThread(niceness: isFirst ? 0 : Self.behind) {
                while let (user, job) = Self.next(queue, of: count, isFirst: isFirst) {
                    let begun = Clocks.processor
                    if job.isWanted() { Interest.lasts(while: job.isWanted, job.body) }
                    let used = Clocks.processor - begun
                    queue.update { queue in
                        let left = (queue.running[user] ?? 1) - 1
                        queue.running[user] = left > 0 ? left : nil
                        queue.recent.add(used, of: user, at: Clocks.now)
                    }
                }
                queue.update { $0.idle += 1 }
            }
        }
    }

    /// One thread is left to those for whom none works: whoever asks now and then need not wait for the end of what
    /// others have asked, however many of these there are.
    private static func next(
        _ queue: Watched<Queue>, of count: Int, isFirst: Bool
    ) -> (UInt32, Job)? {
        queue.wait { queue -> (UInt32, Job)?? in
            if queue.isStopping { return .some(nil) }
            let isLastFree = count > 1 && queue.running.values.reduce(0, +) >= count - 1
            let now = Clocks.now
            let next = queue.waiting.next { user in
                guard queue.running[user] != nil else {
                    return !isFirst || queue.recent.isLittle(of: user, at: now)
                }
                return !isLastFree && !isFirst
            }
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

/// How much of a processor each user's questions have taken lately.
struct RecentUse {
    /// After so many seconds half as much counts.
    private static let halfLife = 5.0
    /// Less than so much of one processor is little.
    private static let little = 0.4
    /// Of so many users a use is kept; of more, that which counts least is let go of.
    private static let mostUsers = 256

    private var used: [UInt32: (seconds: Double, at: Double)] = [:]

    init() {}

    mutating func add(_ seconds: Double, of user: UInt32, at now: Double) {
        used[user] = (self.seconds(of: user, at: now) + seconds, now)
        guard used.count > Self.mostUsers else { return }
        // Never the one that was just added: of many who use much, it would not be counted at all.
        let others = used.keys.lazy.filter { $0 != user }
        let least = others.min { self.seconds(of: $0, at: now) < self.seconds(of: $1, at: now) }
        if let least { used[least] = nil }
    }

    /// Whether it is little; so it is for somebody who has not asked yet.
    func isLittle(of user: UInt32, at now: Double) -> Bool {
        seconds(of: user, at: now) < Self.little * Self.halfLife / 0.693
    }

    private func seconds(of user: UInt32, at now: Double) -> Double {
        guard let used = used[user] else { return 0 }
        return used.seconds * exp2(-(now - used.at) / Self.halfLife)
    }
}

/// Clocks, in seconds.
private enum Clocks {
    /// What this thread has had of a processor.
    static var processor: Double { read(CLOCK_THREAD_CPUTIME_ID) }
    /// Never set, only going forward.
    static var now: Double { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
