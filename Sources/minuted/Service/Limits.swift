// What one user, and all of them together, may take of the daemon. docs/LIMITS.md says what a client gets at each
// bound; a test holds the page and these numbers together.

import Control

/// The daemon's bounds that are not a connection's (``ConnectionLimits``) or the record's (Governance).
enum Limits {
    /// Threads that answer questions. One user has at most one fewer.
    static let threads = 3
    /// Calls of one user that may wait for a thread.
    static let waitingOfUser = 128
    /// How long a question waits for the projections to take in what was acknowledged before it, in seconds.
    static let patience = 30
    /// Streams of one user (follow, export, backup, attachment, lists in pages), and of all.
    static let streamsOfUser = 16
    static let streams = 64
    /// Long pieces of work of one user (rebuild, verify, why, diff, comparison), and of all.
    static let longWorkOfUser = 2
    static let longWork = 4
    /// Uploads under way of one user and of all, how long one user's may be together in bytes, and after how many
    /// seconds without a piece one is dropped.
    static let (uploadsOfUser, uploads) = (4, 16)
    static let uploadBytesOfUser = 8 << 30
    static let uploadTime = 600
    /// The length of a stream's piece in bytes, before it is put into JSON.
    static let piece = 192 << 10
    /// How many of a list are on a page of a stream that does not say how many it wants.
    static let page = 200
    /// How long a stop may take, in milliseconds: for calls in flight, for threads at work, and in all.
    static let (stopCalls, stopThreads, stop) = (2_000, 500, 4_500)
}
