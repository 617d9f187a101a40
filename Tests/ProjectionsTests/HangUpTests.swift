// A client that hangs up while its question is being worked on: the rest of the work is not done. Counted, not timed.

import CorpusKit
import Foundation
import Governance
import Ledger
import Reports
import SQLite
import Synchronization
import Testing

@testable import Projections

@Suite("Questions whose client has gone") struct HangUpTests {
    private let bench: Bench
    private let store: ProjectionStore
    private let now: CivilDateTime

    init() throws {
        bench = try Bench(council: 1)
        store = try bench.store()
        try store.rebuild()
        now = try CouncilCorpus.end(of: 1).start
    }

    /// Asks, and is there for so many looks.
    private func ask<Value>(
        asKnownOn last: Int? = nil, looks: Int, _ body: (Reading) throws -> Value
    ) throws -> Value {
        let asked = Mutex(0)
        return try Interest.lasts(while: {
            asked.withLock {
                $0 += 1; return $0 <= looks
            }
        }) {
            try store.ask(asAt: nil, asKnownOn: last, now: now, body)
        }
    }

    @Test func aLookAtAllRollsEndsBeforeTheLastOne() throws {
        // Of the day before, because what was found for today is remembered and not looked for again.
        let all = try store.ask(asAt: now.date.adding(days: -1), asKnownOn: nil, now: now) { reading in
            _ = try reading.untold()
            return reading.work.rollsRead
        }
        let read = Mutex(0)
        let failure = #expect(throws: (any Error).self) {
            try ask(looks: 1) { reading in
                defer { read.withLock { $0 = reading.work.rollsRead } }
                _ = try reading.untold()
            }
        }
        #expect(failure is NobodyWaits || (failure as? StorageFailure)?.isOfInterruption == true)
        #expect(read.withLock { $0 } < all / 2, "\(all)")
    }

    @Test func aLookIntoThePastIsNotFoldedToItsEnd() throws {
        let end = try bench.ledger.lastSeq()
        #expect(throws: (any Error).self) { try ask(asKnownOn: end - 1, looks: 3) { $0.basis } }
        // Nothing half folded is kept for whoever asks next.
        let basis = try ask(asKnownOn: end - 1, looks: .max) { $0.basis }
        #expect(basis.position == end - 1 && basis.isComplete)
        let again = try store.ask(asAt: nil, asKnownOn: end - 1, now: now) { $0.basis }
        #expect(again.position == end - 1 && again.isComplete)
    }

    @Test func theRowsThatAnswerStayWhole() throws {
        for looks in 0..<20 {
            _ = try? ask(looks: looks) { try $0.findings(FindingsQuestion()) }
            _ = try? ask(looks: looks) { try $0.digest(DigestQuestion()) }
        }
        #expect(try store.status().failure == nil)
        #expect(try store.verify().allSatisfy(\.isSound))
        #expect(try bench.ledger.verifyIndex() == nil)
    }
}
