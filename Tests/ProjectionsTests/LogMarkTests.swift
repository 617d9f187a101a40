// Rows of another log are never taken for this one's: of another council, of another history of the same council, or of
// more entries than there are.

import Codec
import CorpusKit
import Foundation
import Governance
import Ledger
import SQLite
import Testing

@testable import Projections

@Suite("Which log rows are of") struct LogMarkTests {
    private func person(_ number: Int, _ name: String) throws -> PersonRegistered {
        var person = PersonRegistered()
        (person.person, person.name) = (try PersonID(text: "other-\(number)"), "\(name) \(number)")
        return person
    }

    /// A log of 300 entries that others have too, and so many of its own; its rows are folded.
    private func fork(_ name: String, _ own: Int) throws -> Bench {
        let bench = try Bench(entries: 300)
        for number in 1...own { try bench.append(try person(number, name), version: 1) }
        let store = try bench.store()
        try store.rebuild()
        return bench
    }

    private func move(_ other: Bench, to bench: Bench) throws {
        try FileManager.default.removeItem(atPath: bench.folder)
        try FileManager.default.copyItem(atPath: other.folder, toPath: bench.folder)
    }

    /// The rows are set aside, and made again.
    private func expectSetAside(_ bench: Bench) throws {
        let store = try bench.store()
        #expect(store.work.with { $0.number } == 0)
        #expect(FileManager.default.fileExists(atPath: bench.folder + "/damaged.db"))
        let last = try bench.ledger.lastSeq()
        #expect(bench.running(store) { store.waitFor(last, milliseconds: 60_000) })
        #expect(try store.verify().allSatisfy(\.isSound))
    }

    @Test func theyAreUsedAgainWithTheirOwnLog() throws {
        let bench = try fork("One", 10)
        try bench.append(try person(11, "One"), version: 1)
        let store = try bench.store()
        #expect(store.work.with { $0.number } > 0)
        #expect(store.work.with { $0.folded } == 310)
    }

    @Test func anotherHistoryOfTheSameCouncil() throws {
        let (bench, other) = (try fork("One", 50), try fork("Two", 30))
        #expect(try bench.ledger.entry(seq: 300)?.bytes == other.ledger.entry(seq: 300)?.bytes)
        try move(other, to: bench)
        try expectSetAside(bench)
    }

    @Test func aHistoryThatIsLonger() throws {
        let (bench, other) = (try fork("One", 20), try fork("One", 30))
        try move(other, to: bench)
        try expectSetAside(bench)
    }

    @Test func anotherCouncil() throws {
        let (bench, other) = (try fork("One", 20), try Bench(council: 1))
        let store = try other.store()
        try store.rebuild()
        try bench.grow(to: 6_000)
        try move(other, to: bench)
        try expectSetAside(bench)
    }

    @Test func aGenerationToGoBackTo() throws {
        let (bench, other) = (try fork("One", 50), try fork("Two", 30))
        let store = try bench.store()
        try store.rebuild()
        let previous = try #require(store.status().previous)
        for end in ["-wal", "-shm"] { unlink("\(bench.folder)/\(previous).db\(end)") }
        try FileManager.default.removeItem(atPath: "\(bench.folder)/\(previous).db")
        let active = try #require(other.generations().max())
        try FileManager.default.copyItem(
            atPath: "\(other.folder)/\(active).db", toPath: "\(bench.folder)/\(previous).db")
        let refused = #expect(throws: Rejection.self) { try store.revert() }
        #expect(refused?.message.contains("another log") == true, "\(refused?.message ?? "")")
    }
}
