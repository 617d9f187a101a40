// The last acknowledged entry, and those who wait for the next one without a thread of their own.

import Synchronization

/// How far the log is acknowledged.
final class LogEnd: Sendable {
    private struct State {
        var last: Int
        var count = 0
        var waiting: [Int: (seq: Int, body: @Sendable () -> Void)] = [:]
    }

    private let state: Mutex<State>

    init(_ last: Int) { state = Mutex(State(last: last)) }

    /// The last entry.
    var last: Int { state.withLock(\.last) }

    /// Says that the log goes up to here, and calls those who wait for it.
    func advance(to last: Int) {
        let due = state.withLock { state -> [@Sendable () -> Void] in
            state.last = last
            guard !state.waiting.isEmpty else { return [] }
            let due = state.waiting.filter { $0.value.seq <= last }
            for number in due.keys { state.waiting[number] = nil }
            return due.values.map(\.body)
        }
        for body in due { body() }
    }

    /// Calls the body once, as soon as there is an entry of that number. It must not block.
    ///
    /// - Returns: forgets the body.
    func when(_ seq: Int, _ body: @escaping @Sendable () -> Void) -> @Sendable () -> Void {
        let number = state.withLock { state -> Int? in
            guard state.last < seq else { return nil }
            state.count += 1
            state.waiting[state.count] = (seq, body)
            return state.count
        }
        guard let number else {
            body()
            return {}
        }
        return { [self] in state.withLock { $0.waiting[number] = nil } }
    }
}
