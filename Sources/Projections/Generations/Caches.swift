// What is kept at hand: directories and looks into the past that were asked for last.

import GRDB
import Governance

/// The directory as it was after the entries that changed it last.
struct DirectoryCache {
    private var kept: [(changed: Int, directory: Directory)] = []

    func find(_ changed: Int) -> Directory? { kept.last { $0.changed == changed }?.directory }

    mutating func keep(_ directory: Directory, _ changed: Int) {
        guard find(changed) == nil else { return }
        kept.append((changed, directory))
        if kept.count > 4 { kept.removeFirst() }
    }
}

/// The looks into the past that were asked for last.
struct PastGenerations {
    private var kept: [(last: Int, generation: Generation)] = []

    func find(_ last: Int) -> Generation? { kept.last { $0.last == last }?.generation }

    /// The latest point that is not behind an entry.
    func nearest(_ last: Int) -> (last: Int, generation: Generation)? {
        kept.filter { $0.last <= last }.max { $0.last < $1.last }
    }

    mutating func keep(_ generation: Generation, _ last: Int) {
        guard find(last) == nil else { return }
        kept.append((last, generation))
        if kept.count > 4 { kept.removeFirst() }
    }
}

extension Generation {
    /// A copy of its own, for the past.
    func copied() throws -> Generation {
        let queue = try DatabaseQueue(path: "")
        try database.backup(to: queue)
        return try Generation(queue, keepsHashes: false)
    }
}
