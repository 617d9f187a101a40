// The threads that answer queries. Reading may wait for the disk, which an event loop must not.

import Ledger

/// A few threads that take work in turn.
final class QueryThreads: Sendable {
    private struct Queue {
        var waiting: [@Sendable () -> Void] = []
        var taken = 0
        var isStopping = false
    }

    private let queue = Watched(Queue())
    private let threads: [WorkerThread]

    init(count: Int) {
        threads = (0..<count).map { [queue] _ in
            WorkerThread {
                while true {
                    let work = queue.wait { queue -> (@Sendable () -> Void)?? in
                        if !queue.waiting.isEmpty { return .some(queue.waiting.removeFirst()) }
                        return queue.isStopping ? .some(nil) : nil
                    }
                    guard let work else { return }
                    work()
                }
            }
        }
    }

    /// How much work there has been so far.
    var taken: Int { queue.with { $0.taken } }

    /// Runs the body on one of the threads.
    func run(_ body: @escaping @Sendable () -> Void) {
        queue.update { queue in
            queue.waiting.append(body)
            queue.taken += 1
        }
    }

    /// Ends the threads once all that waits is done.
    func stop() {
        queue.update { $0.isStopping = true }
        for thread in threads { thread.join() }
    }
}
