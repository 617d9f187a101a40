// What was worked out of the rolls for the record as it is now, kept for whoever asks next. It goes by what the books
// (RollBook.swift) say: while a body's say the same, so do its breaches, and one more roll costs one body's work.

import Governance
import SQLite
import Synchronization

/// What was found for one day and one state of the directory. For another day or directory everything is worked out
/// again, and replaces what was kept.
final class RollMemory: Sendable {
    /// All that the rolls are judged by, besides themselves.
    struct Basis: Equatable {
        /// The last entry that changed the directory.
        let directory: Int
        let day: CivilDate
    }

    /// What was found in one body's rolls.
    struct OfBody<Found: Sendable>: Sendable {
        let books: Int
        let found: [Found]
    }

    struct Clocks: Sendable {
        let books: [BodyID: Int]
        let withdrawn: Set<DecisionID>
        let found: [(person: PersonID, clock: SixMonthClock)]
    }

    struct Kept {
        fileprivate var basis: Basis?
        var breaches: [BodyID: OfBody<FoundBreach>] = [:]
        var doubts: [BodyID: OfBody<DoubtfulRoll>] = [:]
        var clocks: Clocks?
    }

    private let kept = Mutex(Kept())

    func known<Value: Sendable>(_ basis: Basis, _ read: (Kept) -> Value?) -> Value? {
        kept.withLock { $0.basis == basis ? read($0) : nil }
    }

    func keep(_ basis: Basis, _ write: (inout Kept) -> Void) {
        kept.withLock { kept in
            if kept.basis != basis { kept = Kept(basis: basis) }
            write(&kept)
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

    /// What is found in the rolls of all bodies: for bodies whose books are as they were it is known.
    ///
    /// - Parameters:
    ///   - place: where it is kept.
    ///   - find: finds it in one body's rolls, or in everybody's where no body is named.
    ///   - body: whose it is.
    func everyOne<Found>(
        _ place: WritableKeyPath<RollMemory.Kept, [BodyID: RollMemory.OfBody<Found>]>,
        of body: (Found) -> BodyID, _ find: (BodyID?) throws -> [Found]
    ) throws -> [Found] {
        guard let memory else { return try find(nil) }
        let (books, basis) = (try bookMarks(), memoryBasis)
        let kept = memory.known(basis) { $0[keyPath: place] } ?? [:]
        var known = kept.filter { books[$0.key] == $0.value.books }
        let stale = books.filter { known[$0.key] == nil }
        if !stale.isEmpty {
            var found: [BodyID: [Found]] = [:]
            if stale.count > Self.fewBodies {
                found = Dictionary(grouping: try find(nil), by: body)
            } else {
                for body in stale.keys { found[body] = try find(body) }
            }
            for (body, mark) in stale { known[body] = .init(books: mark, found: found[body] ?? []) }
            if !work.isRollHidden { memory.keep(basis) { $0[keyPath: place] = known } }
        }
        return known.sorted { $0.key < $1.key }.flatMap(\.value.found)
    }

    /// The clocks of everybody who has one, while no book says anything else; nil where they have to be found.
    func knownClocks() throws -> [(person: PersonID, clock: SixMonthClock)]? {
        guard let memory, let known = memory.known(memoryBasis, \.clocks), try known.books == bookMarks(),
            try known.withdrawn == withdrawnDecisions()
        else { return nil }
        return known.found
    }

    func keep(clocks found: [(person: PersonID, clock: SixMonthClock)]) throws {
        guard let memory, !work.isRollHidden else { return }
        let (books, withdrawn) = (try bookMarks(), try withdrawnDecisions())
        memory.keep(memoryBasis) { $0.clocks = .init(books: books, withdrawn: withdrawn, found: found) }
    }
}
