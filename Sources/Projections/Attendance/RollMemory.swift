// What was worked out of the rolls for the record as it is now, kept for whoever asks next. It goes by what the books
// (RollBook.swift) say: while a body's say the same, so do its breaches, and one more roll costs one body's work.

import Governance
import SQLite
import Synchronization

/// Breaches and clocks for one day and one state of the directory. For another day or directory everything is worked out
/// again, and replaces what was kept.
final class RollMemory: Sendable {
    /// All that the rolls are judged by, besides themselves.
    struct Basis: Equatable {
        /// The last entry that changed the directory.
        let directory: Int
        let day: CivilDate
    }

    struct Breaches {
        let books: Int
        let found: [FoundBreach]
    }

    struct Clocks {
        let books: [BodyID: Int]
        let withdrawn: Set<DecisionID>
        let found: [(person: PersonID, clock: SixMonthClock)]
    }

    private struct Kept {
        var basis: Basis?
        var breaches: [BodyID: Breaches] = [:]
        var clocks: Clocks?

        mutating func begin(_ new: Basis) { if basis != new { self = Kept(basis: new) } }
    }

    private let kept = Mutex(Kept())

    func breaches(_ basis: Basis) -> [BodyID: Breaches] {
        kept.withLock { $0.basis == basis ? $0.breaches : [:] }
    }

    func keep(_ breaches: [BodyID: Breaches], _ basis: Basis) {
        kept.withLock { kept in
            kept.begin(basis)
            kept.breaches = breaches
        }
    }

    func clocks(_ basis: Basis) -> Clocks? { kept.withLock { $0.basis == basis ? $0.clocks : nil } }

    func keep(_ clocks: Clocks, _ basis: Basis) {
        kept.withLock { kept in
            kept.begin(basis)
            kept.clocks = clocks
        }
    }
}

extension Reading {
    /// Up to how many bodies are looked at one by one; with more, all are gone through at once.
    private static let fewBodies = 8

    private var memoryBasis: RollMemory.Basis { .init(directory: point.directoryChanged, day: asAt) }

    /// What each body's books say, as a number that is another one where they say something else.
    private func bookMarks() throws -> [BodyID: Int] {
        if let known = work.bookMarks { return known }
        var hashers: [String: Hasher] = [:]
        try database.forEachRow(
            "SELECT year, body, book FROM rollbook WHERE year <= ? ORDER BY year, body", [asAt.year]
        ) { row in
            let body = row.text(1)
            var hasher = hashers[body] ?? Hasher()
            hasher.combine(row.integer(0))
            hasher.combine(bytes: row.bytes(2))
            hashers[body] = hasher
            return true
        }
        let found = Dictionary(
            uniqueKeysWithValues: try hashers.map { (try BodyID(text: $0.key), $0.value.finalize()) })
        work.bookMarks = found
        return found
    }

    /// The breaches of all bodies: those of bodies whose books are as they were are known.
    func everyBreach(_ find: (BodyID?) throws -> [FoundBreach]) throws -> [FoundBreach] {
        guard let memory else { return try find(nil) }
        let (books, basis) = (try bookMarks(), memoryBasis)
        var known = memory.breaches(basis).filter { books[$0.key] == $0.value.books }
        let stale = books.filter { known[$0.key] == nil }
        guard !stale.isEmpty else { return Self.all(known) }
        var found: [BodyID: [FoundBreach]] = [:]
        if stale.count > Self.fewBodies {
            found = Dictionary(grouping: try find(nil)) { $0.body.id }
        } else {
            for body in stale.keys { found[body] = try find(body) }
        }
        for (body, mark) in stale { known[body] = .init(books: mark, found: found[body] ?? []) }
        if !work.isRollHidden { memory.keep(known, basis) }
        return Self.all(known)
    }

    private static func all(_ known: [BodyID: RollMemory.Breaches]) -> [FoundBreach] {
        known.sorted { $0.key < $1.key }.flatMap(\.value.found)
    }

    /// The clocks of everybody who has one, known while no book says anything else.
    func everyClock(
        _ find: () throws -> [(person: PersonID, clock: SixMonthClock)]
    ) throws -> [(person: PersonID, clock: SixMonthClock)] {
        guard let memory else { return try find() }
        let (books, withdrawn, basis) = (try bookMarks(), try withdrawnDecisions(), memoryBasis)
        if let known = memory.clocks(basis), known.books == books, known.withdrawn == withdrawn {
            return known.found
        }
        let found = try find()
        if !work.isRollHidden {
            memory.keep(.init(books: books, withdrawn: withdrawn, found: found), basis)
        }
        return found
    }
}
