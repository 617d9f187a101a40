// Generations: built beside, compared, switched to, gone back from; and what stays when that is cut short.

import CorpusKit
import Foundation
import Governance
import Ledger
import Reports
import SQLite
import Testing

@testable import Projections

@Suite struct RebuildTests {
    private struct GivenUp: Error {}

    @Test func followingAndRebuildingGiveTheSameRows() throws {
        let bench = try Bench(entries: 1)
        let store = try bench.store()
        try bench.running(store) {
            for end in [300, 301, 1_200] {
                try bench.grow(to: end)
                store.committed(end)
                #expect(store.waitFor(end, milliseconds: 20_000))
            }
        }
        let followed = try store.hashes()
        let rebuilt = try store.rebuild()
        #expect(rebuilt.comparisons.allSatisfy { $0.outcome == .same })
        #expect(rebuilt.comparisons.count == ProjectionCatalog.all.count)
        #expect(try store.hashes() == followed)
        #expect(try store.kept() == followed)
        #expect(try hashes(folded(bench.ledger, by: 17, upTo: 1_200)) == followed)
    }

    @Test func projectionsThatAreNotNamedAreCopied() throws {
        let bench = try Bench(entries: 900)
        let store = try bench.store()
        try store.rebuild()
        let before = try store.hashes()
        let rebuilt = try store.rebuild(["decisions"])
        let outcomes = Dictionary(uniqueKeysWithValues: rebuilt.comparisons.map { ($0.name, $0.outcome) })
        #expect(outcomes["decisions"] == .same)
        #expect(outcomes["attendance"] == .copied)
        #expect(try store.hashes() == before)
        #expect(try store.kept() == before)
    }

    @Test func aRebuildSaysWhichRowHadBeenChanged() throws {
        let bench = try Bench(entries: 600)
        let store = try bench.store()
        let first = try store.rebuild()
        try bench.edit(
            first.generation,
            """
            UPDATE meeting SET marks = json_replace(marks, '$[0][1]', 'substitute')
            WHERE id = (SELECT min(meeting) FROM mark)
            """)
        let second = try store.rebuild()
        let attendance = try #require(second.comparisons.first { $0.name == "attendance" })
        #expect(attendance.outcome == .different)
        #expect(attendance.difference?.table == "mark")
        #expect(attendance.difference?.fields.map(\.name) == ["standing"])
        #expect(attendance.difference?.fields.first?.here == "substitute")
        #expect(try store.verify().allSatisfy(\.isSound))
    }

    @Test func anUnknownNameIsRefused() throws {
        let bench = try Bench(entries: 300)
        let store = try bench.store()
        #expect(throws: Rejection.self) { try store.rebuild(["attendence"]) }
    }

    @Test func aRebuildThatIsGivenUpLeavesTheOldRowsServing() throws {
        let bench = try Bench(entries: 900)
        let store = try bench.store()
        let first = try store.rebuild()
        let before = try store.hashes()
        #expect(throws: GivenUp.self) { try store.rebuild { _, _ in throw GivenUp() } }
        #expect(try store.status().generation == first.generation)
        #expect(try store.hashes() == before)
        #expect(try bench.generations() == [first.generation])
    }

    @Test func whatAKilledRebuildLeavesIsRemovedAtTheNextStart() throws {
        let bench = try Bench(entries: 900)
        var store: ProjectionStore? = try bench.store()
        let first = try #require(try store?.rebuild())
        // As far as a rebuild gets before it is killed: a file without indexes that `active` does not name.
        let half = try #require(try store?.files.begin(first.generation + 1))
        var directory = Directory()
        try half.fold(bench.ledger, from: 0, upTo: 400, into: &directory)
        half.database.close()
        let before = try store?.hashes()
        store = nil
        let again = try bench.store()
        #expect(try bench.generations() == [first.generation])
        #expect(try again.status().generation == first.generation)
        #expect(try again.hashes() == before)
        #expect(try again.rebuild().comparisons.allSatisfy { $0.outcome == .same })
    }

    @Test func oneGenerationIsKeptAndGoneBackTo() throws {
        let bench = try Bench(entries: 500)
        let store = try bench.store()
        #expect(throws: Rejection.self) { try store.revert() }
        let first = try store.rebuild()
        let second = try store.rebuild()
        let third = try store.rebuild()
        #expect(try bench.generations() == [second.generation, third.generation])
        #expect(first.generation < second.generation)
        try bench.grow(to: 700)
        store.committed(700)
        let reverted = try store.revert()
        #expect(reverted.generation == second.generation)
        #expect(reverted.position == 700)
        #expect(try store.status().previous == third.generation)
        #expect(try store.hashes() == hashes(folded(bench.ledger, by: 64, upTo: 700)))
        #expect(try store.revert().generation == third.generation)
        #expect(try store.verify().allSatisfy(\.isSound))
    }

    @Test func appendsDuringARebuildAreInIt() throws {
        let bench = try Bench(entries: 400)
        let store = try bench.store()
        try store.rebuild()
        var hasGrown = false
        let rebuilt = try bench.running(store) {
            try store.rebuild { _, _ in
                guard !hasGrown else { return }
                hasGrown = true
                try bench.grow(to: 650)
                store.committed(650)
            }
        }
        #expect(hasGrown)
        #expect(rebuilt.position == 650)
        #expect(try store.hashes() == hashes(folded(bench.ledger, by: 1_000, upTo: 650)))
        #expect(try store.kept() == store.hashes())
    }

    @Test func aDamagedFileIsBuiltAgain() throws {
        let bench = try Bench(entries: 500)
        var store: ProjectionStore? = try bench.store()
        let number = try #require(try store?.rebuild()).generation
        let before = try store?.hashes()
        store = nil
        try Data("this was a database".utf8).write(to: URL(filePath: "\(bench.folder)/\(number).db"))
        let again = try bench.store()
        bench.running(again) { #expect(again.waitFor(500, milliseconds: 20_000)) }
        #expect(try again.hashes() == before)
        #expect(try again.status().generation != number)
    }

    @Test func aNewFoldBuildsItselfWhileTheOthersServe() throws {
        let bench = try Bench(entries: 500)
        var store: ProjectionStore? = try bench.store()
        let first = try #require(try store?.rebuild())
        let before = try store?.hashes()
        store = nil
        // As if another version of the decisions' fold had made the rows, with another table.
        try bench.edit(
            first.generation,
            "UPDATE projection SET version = 0 WHERE name = 'decisions'; DROP TABLE resolution;")
        let again = try bench.store()
        let now = try #require(CivilDateTime(iso: "2030-01-01T09:00"))
        try again.ask(asAt: nil, asKnownOn: nil, now: now) { reading in
            #expect(reading.basis.fault?.contains("decisions") == true)
            #expect(reading.basis.position == 500)
        }
        try again.read { database, _, _ in
            let marks = try Int.fetchOne(database, sql: "SELECT count(*) FROM mark")
            #expect(marks ?? 0 > 0)
        }
        #expect(throws: BeingBuilt.self) {
            try again.read { database, _, _ in try Row.fetchAll(database, sql: "SELECT * FROM resolution") }
        }
        try bench.running(again) {
            while try again.status().generation == first.generation {
                _ = again.work.wait(milliseconds: 100) { $0.number == first.generation ? nil : true }
            }
        }
        #expect(try again.hashes() == before)
        #expect(try again.status().projections.allSatisfy { $0.fault == nil })
    }
}
