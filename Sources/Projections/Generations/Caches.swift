// What is kept at hand: directories and looks into the past that were asked for last.

import Governance
import SQLite

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

    /// How many entries are folded within about half a second.
    static let soon = 200_000

    func find(_ last: Int) -> Generation? { kept.last { $0.last == last }?.generation }

    /// The point from which one is at an entry soonest; nil where that is the beginning of the log.
    ///
    /// Going on and going back take about as long for each entry, and a copy takes an eighth of that. The rows that
    /// answer are a last resort, for somebody may have changed them: up to ``soon`` the log is read anew.
    ///
    /// - Parameter live: the rows that answer, and how far they go.
    func best(_ last: Int, _ live: (last: Int, generation: Generation)?) -> (
        last: Int, generation: Generation
    )? {
        func cost(_ position: Int) -> Int { abs(position - last) + position / 8 }
        let live = last > Self.soon ? live : nil
        let best = (kept + (live.map { [$0] } ?? [])).min { cost($0.last) < cost($1.last) }
        return best.flatMap { cost($0.last) < last ? $0 : nil }
    }

    /// Up to how far it is sooner to move a point than to copy it.
    private static let near = 50_000

    /// Takes out the point nearest to an entry, to be moved there: a near one that nobody is looking at.
    mutating func take(near last: Int) -> Generation? {
        let places = kept.indices.sorted { abs(kept[$0].last - last) < abs(kept[$1].last - last) }
        for place in places where abs(kept[place].last - last) <= Self.near {
            if isKnownUniquelyReferenced(&kept[place].generation) { return kept.remove(at: place).generation }
        }
        return nil
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
