// What holds if nobody concludes a call-in in time, by the terms of reference.

import Codec
import Governance
import Testing

@Suite("Call-in by default")
struct CallInDefaultTests {
    private let record = "decision/corporate-parenting-strategy#4"

    /// Called in on Thursday 9 August 2007, to be considered within three working days: by Tuesday 14 August.
    private func calledIn(_ rule: (inout CallInRule) -> Void = { $0.considerWithin = 3 }) -> Given {
        Given(SmallCouncil.events).and(
            Fact.terms("cabinet") { terms in
                terms.powers = .decides
                terms.callIn = make(CallInRule.self, rule)
            }, .decisionRecorded(Stockton.decision), Fact.published(Stockton.id, on: "2007-08-03"),
            .resolutionCalledIn(
                make(ResolutionCalledIn.self) {
                    ($0.decision, $0.number, $0.by) = (Stockton.id, 4, ["councillor-d"])
                    ($0.received, $0.grounds) = ("2007-08-09T12:00", "cost")
                }))
    }

    private func standing(_ given: Given, at time: CivilDateTime) throws -> ResolutionStanding {
        let decision = try #require(given.state.decisions[Stockton.id])
        return decision.standing(
            of: try decision.resolution(4), followers: [], at: time, in: given.state.directory
        ).kind
    }

    private func conclude(on day: String) -> ConcludeCallIn {
        make(ConcludeCallIn.self) {
            ($0.decision, $0.number, $0.on, $0.outcome) = (Stockton.id.text, 4, day, .referredBack)
        }
    }

    @Test("the decision stands once the last day is over, and not on it")
    func stands() throws {
        let given = calledIn()
        #expect(try standing(given, at: "2007-08-14T23:59") == .calledIn)
        #expect(try standing(given, at: "2007-08-15T00:00") == .mayBeImplemented)
    }

    @Test("says until when it may be concluded, and what holds then")
    func explained() throws {
        let decision = try #require(calledIn().state.decisions[Stockton.id])
        let status = decision.standing(
            of: try decision.resolution(4), followers: [], at: "2007-08-14T12:00",
            in: calledIn().state.directory)
        #expect(status.explanation.hasSuffix("by Tuesday 14 August 2007, or the decision stands by default"))
    }

    @Test("or it goes back, where the terms say so")
    func goesBack() throws {
        let given = calledIn { ($0.considerWithin, $0.otherwise) = (3, .referredBack) }
        #expect(try standing(given, at: "2007-08-14T12:00") == .calledIn)
        #expect(try standing(given, at: "2007-08-15T12:00") == .referredBack)
    }

    @Test("without such a rule it stays called in")
    func noRule() throws {
        #expect(try standing(calledIn { _ in }, at: "2017-08-15T12:00") == .calledIn)
    }

    @Test("it is concluded on the last day, and not after it")
    func concluded() throws {
        let given = calledIn()
        let back = given.when(conclude(on: "14 August 2007")).accepted()
        #expect(try standing(back, at: "2007-08-20T12:00") == .referredBack)
        given.when(conclude(on: "15 August 2007")).thenRefused(rule: "call-in-default", record: record)
        calledIn { _ in }.when(conclude(on: "15 August 2007")).accepted()
    }

    @Test("terms that say what holds say how long that takes")
    func terms() {
        let adopt = { (rule: (inout CallInRule) -> Void) in
            make(AdoptTerms.self) { adopt in
                (adopt.body, adopt.terms.powers) = ("cabinet", .decides)
                adopt.terms.callIn = make(CallInRule.self, rule)
            }
        }
        let council = Given(SmallCouncil.events)
        council.when(adopt { $0.otherwise = .stands }).thenRefused(rule: "terms", record: "body/cabinet")
        council.when(adopt { ($0.considerWithin, $0.otherwise) = (3, .withdrawn) })
            .thenRefused(rule: "terms", record: "body/cabinet")
        council.when(adopt { ($0.considerWithin, $0.otherwise) = (3, .stands) }).accepted()
    }
}
