// Decisions kept in memory while they are folded: the same rows in transactions of any size, and a fault at the
// entry that is to blame.

import Governance
import SQLite
import Testing

@testable import Projections

@Suite struct DecisionFoldTests {
    private func recorded(_ id: String) throws -> DecisionRecorded {
        var recorded = DecisionRecorded()
        (recorded.decision, recorded.title) = (try DecisionID(text: id), "Decision \(id)")
        recorded.made = PartialDate(try CivilDate(text: "2008-01-01"))
        var resolution = Resolution()
        (resolution.number, resolution.text) = (1, "that it be agreed.")
        recorded.resolutions = [resolution]
        return recorded
    }

    @Test func whatHappensToADecisionIsTheSameInTransactionsOfAnySize() throws {
        var events: [Event] = []
        for number in 0..<40 {
            events.append(.decisionRecorded(try recorded("d-\(number)")))
            let earlier = try DecisionID(text: "d-\(number / 2)")
            var published = DecisionPublished()
            (published.decision, published.on) = (earlier, try CivilDate(text: "2008-01-0\(number % 9 + 1)"))
            events.append(.decisionPublished(published))
            var amended = ResolutionAmended()
            (amended.decision, amended.number, amended.text) = (earlier, 1, "that \(number) be agreed.")
            if number % 3 == 0 { events.append(.resolutionAmended(amended)) }
        }
        let whole = try hashes(folded(events, by: events.count))
        #expect(whole["decisions"]?.rows == 80)
        for batch in [1, 2, 7] { #expect(try hashes(folded(events, by: batch)) == whole) }
    }

    /// In one transaction the row is not written yet when the second entry comes; in two it is.
    @Test(arguments: [10, 2, 1]) func aDecisionThatIsThereAlreadyStopsTheProjection(batch: Int) throws {
        let events: [Event] = try ["a", "b", "a", "c"].map { .decisionRecorded(try recorded($0)) }
        let generation = try folded(events, by: batch)
        let status = try #require(try generation.status().first { $0.name == "decisions" })
        #expect(status.fault == "entry 3: the decision a is there already")
        #expect(status.position == 2)
        #expect(try hashes(generation)["decisions"]?.rows == 4)
    }
}

/// A projection as it could be written by who does not know that rolls and decisions are no events to a fold.
private enum Forgetful: StatementProjection {
    static let name = "forgetful"
    static let version = 1
    static let schema = ""

    static func concerns(_ stream: Governance.Stream) -> Bool { true }
    static func remove(_ stream: Governance.Stream, from database: Database) {}
    static func apply(_ event: Event, seq: Int, to database: Database) {}
}

@Suite struct StatementFoldTests {
    @Test func whatItWouldMissStopsIt() throws {
        try Generation().database.write { database in
            let fold = Forgetful.fold(into: database)
            let meeting = try MeetingID(text: "m")
            try fold.apply(.meetingHeld(meeting), seq: 1)
            #expect(throws: NoEvent.self) { try fold.apply(.roll(meeting, PackedRoll()), seq: 2) }
        }
    }
}
