// The index of texts: what is found, what is found again after more was recorded, and what becomes of a file that is
// damaged, of another log, or gone.

import Codec
import CorpusKit
import Foundation
import Governance
import Ledger
import Reports
import Testing

@testable import Projections

@Suite("Searching the texts") struct SearchTests {
    private let bench: Bench
    private let now: CivilDateTime

    init() throws {
        bench = try Bench(entries: 300)
        now = try #require(CivilDateTime(iso: "2030-01-01T09:00"))
        try record(
            "lodgings", "Supported lodgings", "That the children’s homes at Café Row be let", on: "2008-03-03"
        )
        try record("budget", "The budget", "That the budget for lodgings be set", on: "2009-03-03")
    }

    private func record(_ id: String, _ title: String, _ text: String, on day: String) throws {
        var decision = DecisionRecorded()
        (decision.decision, decision.title) = (try DecisionID(text: id), title)
        (decision.made, decision.body) = (PartialDate(try CivilDate(text: day)), try BodyID(text: "body-1"))
        decision.resolutions = [
            make { ($0.number, $0.kind, $0.text) = (1, .resolved, text) }
        ]
        try bench.append(decision, version: 1)
    }

    private func make(_ fill: (inout Resolution) -> Void) -> Resolution {
        var resolution = Resolution()
        fill(&resolution)
        return resolution
    }

    private func found(
        _ words: String, in store: ProjectionStore, _ fill: (inout SearchQuestion) -> Void = { _ in }
    ) throws -> [String] {
        var question = SearchQuestion()
        question.words = words
        fill(&question)
        return try store.ask(asAt: nil, asKnownOn: nil, now: now) { reading in
            let report = try reading.search(question)
            #expect(report.total >= report.hits.count)
            return report.hits.map(\.record)
        }
    }

    /// A store that has folded everything.
    private func store() throws -> ProjectionStore {
        let store = try bench.store()
        try store.rebuild()
        return store
    }

    @Test("words are found in any form, with or without accents, and phrases as they stand")
    func words() throws {
        let store = try store()
        #expect(try found("lodging", in: store) == ["decision/lodgings", "decision/budget"])
        #expect(try found("children home", in: store) == ["decision/lodgings"])
        #expect(try found("cafe", in: store) == ["decision/lodgings"])
        #expect(try found("\"supported lodgings\"", in: store) == ["decision/lodgings"])
        #expect(try found("\"lodgings supported\"", in: store) == [])
        #expect(try found("lodgings xylophone", in: store) == [])
        // What would be operators are words like others.
        #expect(try found("lodgings AND NOT budget*", in: store) == [])
        #expect(throws: Rejection.self) { try found("\" ( *", in: store) }
    }

    @Test("what is shown of a record has the words in it, or is its title where no text has them")
    func excerpts() throws {
        var recorded = DecisionRecorded()
        (recorded.decision, recorded.title) = (try DecisionID(text: "centre"), "Leisure centre contract")
        (recorded.made, recorded.body) = (
            PartialDate(try CivilDate(text: "2010-03-03")), try BodyID(text: "body-1")
        )
        (recorded.conflicts, recorded.dispensations) = ("None", "None")
        recorded.resolutions = [
            make { ($0.number, $0.kind, $0.text) = (1, .resolved, "That the contract be let") }
        ]
        try bench.append(recorded, version: 1)
        let store = try store()
        func shown(_ words: String) throws -> [String] {
            var question = SearchQuestion()
            question.words = words
            return try store.ask(asAt: nil, asKnownOn: nil, now: now) { reading in
                try reading.search(question).hits.map { "\($0.part): \($0.excerpt)" }
            }
        }
        #expect(try shown("leisure centre") == ["title: [Leisure] [centre] contract"])
        #expect(try shown("contract") == ["resolution 1: That the [contract] be let"])
    }

    @Test("days and kinds narrow it; a later day is not known yet on the day before")
    func narrowed() throws {
        let store = try store()
        #expect(try found("lodgings", in: store) { $0.from = "3 March 2009" } == ["decision/budget"])
        #expect(try found("lodgings", in: store) { $0.from = "4 March 2009" } == [])
        #expect(try found("lodgings", in: store) { $0.to = "March 2008" } == ["decision/lodgings"])
        #expect(try found("lodgings", in: store) { $0.kind = .paper } == [])
        let before = try #require(CivilDate(iso: "2009-03-02"))
        var question = SearchQuestion()
        question.words = "budget"
        let then = try store.ask(asAt: before, asKnownOn: nil, now: now) { try $0.search(question) }
        #expect(then.hits.isEmpty)
    }

    @Test("what is recorded later is found, and what is withdrawn no longer")
    func later() throws {
        let store = try store()
        #expect(try found("trampoline", in: store) == [])
        try record("play", "Play", "That a trampoline be bought", on: "2009-04-04")
        var withdrawn = DecisionWithdrawn()
        (withdrawn.decision, withdrawn.reason) = (try DecisionID(text: "budget"), "entered twice")
        let last = try bench.append(withdrawn, version: 2)
        let (play, lodgings) = try bench.running(store) {
            store.committed(last)
            #expect(store.waitFor(last, milliseconds: 20_000))
            return (try found("trampoline", in: store), try found("lodgings", in: store))
        }
        #expect(play == ["decision/play"] && lodgings == ["decision/lodgings"])
    }

    @Test("a file that is damaged, of another log or gone is made anew")
    func healed() throws {
        let file = bench.folder + "/search.db"
        #expect(try found("lodgings", in: try store()).count == 2)
        try Data("no database".utf8).write(to: URL(filePath: file))
        #expect(try found("lodgings", in: try store()).count == 2)
        let other = try Bench(entries: 500)
        let others = try other.store()
        try others.rebuild()
        #expect(try found("lodgings", in: others) == [])
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: file + suffix)
            try? FileManager.default.copyItem(
                atPath: other.folder + "/search.db" + suffix, toPath: file + suffix)
        }
        #expect(try found("lodgings", in: try store()).count == 2)
        let permissions = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
    }
}
