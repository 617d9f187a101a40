// How much of something each user has, so that one who takes all that there is leaves something to the others.

import Synchronization

/// Counts what users hold of a thing of which there is only so much.
final class Shares: Sendable {
    private struct Held {
        var total = 0
        var ofUser: [UInt32: Int] = [:]
    }

    private let most: Int
    private let mostOfUser: Int
    private let held = Mutex(Held())

    init(most: Int, ofUser mostOfUser: Int) { (self.most, self.mostOfUser) = (most, mostOfUser) }

    /// One share; it is given back when the last reference to it goes.
    final class Share: Sendable {
        private let shares: Shares
        private let user: UInt32

        fileprivate init(_ shares: Shares, _ user: UInt32) { (self.shares, self.user) = (shares, user) }

        deinit { shares.giveBack(user) }
    }

    /// A share for a user; nil if the user, or all of them, have as many as may be.
    func take(for user: UInt32) -> Share? {
        let isTaken = held.withLock { held in
            guard held.total < most, held.ofUser[user] ?? 0 < mostOfUser else { return false }
            held.total += 1
            held.ofUser[user, default: 0] += 1
            return true
        }
        return isTaken ? Share(self, user) : nil
    }

    /// How many are taken.
    var taken: Int { held.withLock(\.total) }

    private func giveBack(_ user: UInt32) {
        held.withLock { held in
            held.total -= 1
            let left = (held.ofUser[user] ?? 1) - 1
            held.ofUser[user] = left > 0 ? left : nil
        }
    }
}
