// A decision that was referred back after call-in is taken again: the new one says which it is.

import Codec
import Governance
import Testing

@Suite("A decision taken again after call-in")
struct ReconsideredTests {
    private let record = "decision/corporate-parenting-strategy"

    private var published: Given {
        Given(SmallCouncil.events).and(
            .decisionRecorded(Stockton.decision), Fact.published(Stockton.id, on: "2007-08-03"))
    }

    private var calledIn: Given {
        published.and(
            .resolutionCalledIn(
                make(ResolutionCalledIn.self) {
                    ($0.decision, $0.number, $0.by) = (Stockton.id, 4, ["councillor-d"])
                    ($0.received, $0.grounds) = ("2007-08-09T12:00", "cost")
                }))
    }

    /// Referred back on 20 August 2007.
    private var back: Given {
        calledIn.and(
            .callInConcluded(
                make(CallInConcluded.self) {
                    ($0.decision, $0.number, $0.outcome, $0.on) = (
                        Stockton.id, 4, .referredBack, "2007-08-20"
                    )
                }))
    }

    private func again(on day: String) -> RecordDecision {
        make(RecordDecision.self) {
            ($0.title, $0.body, $0.made, $0.how) = ("The strategy again", "Cabinet", day, Stockton.how)
            ($0.resolutions, $0.reconsiders) = ([Stockton.resolutions[3]], "corporate-parenting")
        }
    }

    @Test("the new decision names the old one, and is found with it")
    func named() throws {
        let after = back.when(again(on: "6 September 2007")).accepted()
        let new = try #require(after.state.decisions["the-strategy-again"])
        #expect(new.recorded.reconsiders == Stockton.id)
        #expect(new.recorded.references.contains(.decision(Stockton.id)))
        #expect(
            String(decoding: new.recorded.json, as: UTF8.self).contains(
                #""reconsiders":"corporate-parenting-strategy""#))
    }

    @Test("only what was referred back is taken again, by whom it went back to, and not before that day")
    func refused() {
        for given in [published, calledIn] {
            given.when(again(on: "6 September 2007")).thenRefused(rule: "referred-back", record: record)
        }
        back.when(again(on: "19 August 2007")).thenRefused(rule: "referred-back", record: record)
        back.when(again(on: "20 August 2007")).accepted()
        back.when(make(RecordDecision.self) { ($0 = again(on: "6 September 2007"), $0.body = "Council").0 })
            .thenRefused(rule: "referred-back", record: record)
        back.when(
            make(RecordDecision.self) {
                ($0 = again(on: "6 September 2007"), $0.body = nil, $0.maker = "leader").0
            }
        )
        .thenRefused(rule: "referred-back", record: record)
    }

    @Test("a chain says that it was referred back, and not that it is decided")
    func chain() throws {
        let chain = DecisionChain(back.state.decisions, asAt: "2007-09-01")
        func standing(_ day: CivilDate) -> HopStanding? {
            chain.hops(from: ResolutionReference(Stockton.id, 4), asAt: day, in: back.state.directory).first?
                .standing
        }
        #expect(standing("2007-08-20") == .referredBack)
        #expect(standing("2007-08-19") == .decided("2007-08-02"))
    }
}
