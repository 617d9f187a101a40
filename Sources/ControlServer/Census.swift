// How many clients there are, in all and of each user, so that no users together can keep the others out: a user may
// take half of the places that the others leave.

internal import Control
internal import NIOCore
internal import Synchronization

final class Census: Sendable {
    private struct Counts {
        var total = 0
        var ofUser: [UInt32: Int] = [:]
        /// What the connections of each user hold: calls that have not arrived in full, answers not read yet.
        var bytesOfUser: [UInt32: Int] = [:]
        var whenEmpty: EventLoopPromise<Void>?
    }

    private let greatestTotal: Int
    private let greatestBytesOfUser: Int
    private let counts = Mutex(Counts())

    init(greatestTotal: Int, greatestBytesOfUser: Int) {
        self.greatestTotal = greatestTotal
        self.greatestBytesOfUser = greatestBytesOfUser
    }

    /// Counts what a connection holds more, or less, than before.
    ///
    /// - Returns: false if its user's connections hold too much together.
    func hold(_ peer: Peer, _ change: Int) -> Bool {
        counts.withLock { counts in
            let bytes = (counts.bytesOfUser[peer.uid] ?? 0) + change
            counts.bytesOfUser[peer.uid] = bytes > 0 ? bytes : nil
            return bytes <= greatestBytesOfUser
        }
    }

    var total: Int { counts.withLock(\.total) }

    /// Counts a client in; returns false if its user has half of the places that the others leave.
    func add(_ peer: Peer) -> Bool {
        counts.withLock { counts in
            let ofUser = counts.ofUser[peer.uid] ?? 0
            let left = greatestTotal - (counts.total - ofUser)
            guard ofUser < (left + 1) / 2, counts.total < greatestTotal else { return false }
            counts.total += 1
            counts.ofUser[peer.uid] = ofUser + 1
            return true
        }
    }

    func remove(_ peer: Peer) {
        let done = counts.withLock { counts -> EventLoopPromise<Void>? in
            counts.total -= 1
            let ofUser = (counts.ofUser[peer.uid] ?? 1) - 1
            counts.ofUser[peer.uid] = ofUser > 0 ? ofUser : nil
            guard counts.total == 0 else { return nil }
            defer { counts.whenEmpty = nil }
            return counts.whenEmpty
        }
        done?.succeed()
    }

    /// Fulfils the promise as soon as there is no client, once.
    func whenEmpty(_ promise: EventLoopPromise<Void>) {
        let isEmpty = counts.withLock { counts in
            if counts.total > 0 { counts.whenEmpty = promise }
            return counts.total == 0
        }
        if isEmpty { promise.succeed() }
    }
}
