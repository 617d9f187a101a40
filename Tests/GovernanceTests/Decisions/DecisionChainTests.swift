// Chains: an advisory board endorses, the executive ratifies, the Council has the last word.

import Codec
import Governance
import Testing

@Suite("Chains of decisions")
struct DecisionChainTests {
    private let council = Given(SmallCouncil.events)

    private func decision(
        _ id: DecisionID, by body: String, on day: String, to: BodyID?, follows: ResolutionReference? = nil
    ) -> RecordDecision {
        make(RecordDecision.self) {
            ($0.decision, $0.title, $0.body, $0.made) = (id, "The strategy", body, day)
            $0.how = Stockton.how
            $0.resolutions = [
                make(Resolution.self) {
                    ($0.number, $0.text, $0.follows) = (1, "That it be supported", follows)
                    ($0.kind, $0.to) = (to == nil ? .resolved : .recommended, to)
                }
            ]
        }
    }

    private func ratified(_ decision: DecisionID, by: BodyID, _ outcome: RatificationOutcome, on: CivilDate)
        -> Event
    {
        .resolutionRatified(
            make(ResolutionRatified.self) {
                ($0.decision, $0.number, $0.by, $0.outcome, $0.on) = (decision, 1, by, outcome, on)
            })
    }

    private var endorsed: Given {
        council.when(decision("board-1", by: "MALAP", on: "7 December 2007", to: "cabinet")).accepted()
    }

    private func hops(_ given: Given, on day: CivilDate) -> [Hop] {
        let chain = DecisionChain(given.state.decisions, asAt: day)
        return chain.beginnings.flatMap { chain.hops(from: $0, asAt: day, in: given.state.directory) }
    }

    @Test("wait, with the days counted, until the next body takes them up")
    func waits() {
        #expect(hops(endorsed, on: "2007-12-06").isEmpty)
        #expect(hops(endorsed, on: "2008-03-16").map(\.standing) == [.waiting])
        #expect(hops(endorsed, on: "2008-03-16").map(\.days) == [100])
    }

    @Test("go from the board to the executive to the Council")
    func whole() {
        let executive = decision(
            "cabinet-1", by: "Cabinet", on: "13 March 2008", to: "council", follows: .init("board-1", 1))
        let last = decision(
            "council-1", by: "Council", on: "2 April 2008", to: nil, follows: .init("cabinet-1", 1))
        let given = endorsed.when(executive).accepted().when(last).accepted()
        let found = hops(given, on: "2008-05-01")
        #expect(found.map(\.resolution.decision) == ["board-1", "cabinet-1", "council-1"])
        #expect(
            found.map(\.standing) == [
                .takenUp("2008-03-13", by: .body("cabinet")), .takenUp("2008-04-02", by: .body("council")),
                .decided("2008-04-02"),
            ])
        #expect(found.map(\.days) == [97, 20, 0])
        // Before the Council met, the chain waited for it.
        #expect(
            hops(given, on: "2008-04-01").map(\.standing)
                == [.takenUp("2008-03-13", by: .body("cabinet")), .waiting])
        let chain = DecisionChain(given.state.decisions, asAt: "2008-05-01")
        #expect(chain.beginning(of: .init("council-1", 1)) == .init("board-1", 1))
    }

    @Test("end when a body rejects; in nothing when it is gone, or when it has no power and nobody follows")
    func deadEnds() {
        func isDead(_ given: Given) -> Bool {
            if case .deadEnd? = hops(given, on: "2008-06-01").first?.standing { true } else { false }
        }
        #expect(!isDead(endorsed))
        let rejected = endorsed.and(ratified("board-1", by: "cabinet", .rejected, on: "2008-03-13"))
        #expect(hops(rejected, on: "2008-06-01").map(\.standing) == [.rejected("2008-03-13")])
        #expect(hops(rejected, on: "2008-03-12").map(\.standing) == [.waiting])
        #expect(!isDead(endorsed.and(ratified("board-1", by: "cabinet", .ratified, on: "2008-03-13"))))
        #expect(isDead(endorsed.and(Fact.dissolved("cabinet", on: "2008-05-01"))))
        let toBoard = council.when(decision("m-1", by: "MALAP", on: "7 December 2007", to: "trust-board"))
            .accepted()
        #expect(isDead(toBoard.and(ratified("m-1", by: "trust-board", .ratified, on: "2008-01-10"))))
        let deferred = endorsed.and(ratified("board-1", by: "cabinet", .deferred, on: "2008-01-10"))
        #expect(hops(deferred, on: "2008-06-01").map(\.standing) == [.deferred("2008-01-10")])
    }

    @Test("follow only what was recommended to whoever decides, and earlier")
    func refused() {
        let record = "decision/next#1"
        func follow(
            _ reference: ResolutionReference, by body: String = "Cabinet", on day: String = "13 March 2008"
        )
            -> Outcome
        {
            endorsed.when(decision("next", by: body, on: day, to: nil, follows: reference))
        }
        follow(.init("board-1", 1)).accepted()
        follow(.init("board-1", 2)).thenRefused(rule: "known-resolution", record: "decision/board-1#2")
        follow(.init("board-9", 1)).thenRefused(rule: "known-decision", record: "decision/board-9")
        follow(.init("board-1", 1), by: "Council").thenRefused(rule: "chain", record: record)
        follow(.init("board-1", 1), on: "6 December 2007")
            .thenRefused(rule: "dates-in-order", record: record)
        // A route that leads back to itself cannot be built: what is followed is already in the record.
        follow(.init("next", 1)).thenRefused(rule: "chain", record: record)
    }

    @Test("a member who decides alone takes up what was recommended to the executive")
    func alone() {
        var command = decision(
            "member-1", by: "Cabinet", on: "13 March 2008", to: nil, follows: .init("board-1", 1))
        (command.body, command.maker) = (nil, "leader")
        let given = endorsed.when(command).accepted()
        #expect(
            hops(given, on: "2008-03-13").first?.standing == .takenUp("2008-03-13", by: .person("leader")))
    }
}
