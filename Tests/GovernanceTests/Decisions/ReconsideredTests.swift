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

    private func again(on day: String) -> RecordDecision {
        make(RecordDecision.self) {
            ($0.title, $0.body, $0.made, $0.how) = ("The strategy again", "Cabinet", day, Stockton.how)
            ($0.resolutions, $0.reconsiders) = ([Stockton.resolutions[3]], "corporate-parenting")
        }
    }

    @Test("the new decision names the old one, and is found with it")
    func named() throws {
        let after = calledIn.when(again(on: "6 September 2007")).accepted()
        let new = try #require(after.state.decisions["the-strategy-again"])
        #expect(new.recorded.reconsiders == Stockton.id)
        #expect(new.recorded.references.contains(.decision(Stockton.id)))
        #expect(
            String(decoding: new.recorded.json, as: UTF8.self).contains(
                #""reconsiders":"corporate-parenting-strategy""#))
    }

    @Test("only what was called in is taken again, and not before it was decided")
    func refused() {
        published.when(again(on: "6 September 2007")).thenRefused(rule: "called-in", record: record)
        calledIn.when(again(on: "1 August 2007"))
            .thenRefused(rule: "dates-in-order", record: "decision/the-strategy-again")
        calledIn.when(again(on: "2 August 2007")).accepted()
    }
}
