// Who may call in: by each council's own rule, and never the executive or an officer.

import Codec
import Governance
import Testing

@Suite("Who calls in")
struct CallInMembersTests {
    private let record = "decision/corporate-parenting-strategy#4"

    private func callIn(_ by: String...) -> CallInResolution {
        make(CallInResolution.self) {
            ($0.decision, $0.number, $0.received) = (Stockton.id.text, 4, "2007-08-09T12:00")
            ($0.by, $0.grounds) = (by, "the cost was not considered")
        }
    }

    private func under(_ rule: (inout CallInRule) -> Void) -> Given {
        Given(SmallCouncil.events).and(
            Fact.seat("cabinet", "leader"), Fact.body("scrutiny", "Scrutiny", .scrutiny),
            Fact.seat("scrutiny", "councillor-d"), Fact.seat("scrutiny", "councillor-e"),
            Fact.terms("cabinet") { terms in
                terms.powers = .decides
                terms.callIn = make(CallInRule.self, rule)
            }, .decisionRecorded(Stockton.decision), Fact.published(Stockton.id, on: "2007-08-03"))
    }

    @Test("any councillor, but no officer, no young person, no member of the executive, nobody twice")
    func anyCouncillor() {
        let given = under { _ in }
        given.when(callIn("councillor-b")).accepted()
        for stranger in ["chief", "yp-7f3a", "carer", "leader"] {
            given.when(callIn("councillor-b", stranger)).thenRefused(rule: "called-in-by", record: record)
        }
        given.when(callIn("councillor-b", "councillor-b")).thenRefused(rule: "called-in-by", record: record)
    }

    @Test("as many as the rule wants, and not one fewer")
    func signatories() {
        let given = under { $0.signatories = 3 }
        given.when(callIn("councillor-b", "councillor-c")).thenRefused(rule: "called-in-by", record: record)
        given.when(callIn("councillor-b", "councillor-c", "councillor-d")).accepted()
    }

    @Test("members of scrutiny alone, where the rule says so")
    func members() {
        let given = under { $0.membersOf = ["scrutiny"] }
        given.when(callIn("councillor-b")).thenRefused(rule: "called-in-by", record: record)
        given.when(callIn("councillor-d", "councillor-e")).accepted()
    }

    @Test("an entry of an earlier version stays readable")
    func entries() {
        let event = make(ResolutionCalledIn.self) {
            ($0.decision, $0.number, $0.by) = (Stockton.id, 4, ["chief"])
            ($0.received, $0.grounds) = ("2007-08-09T12:00", "cost")
        }
        #expect(refusal(of: .resolutionCalledIn(event), in: under { _ in }) == nil)
    }
}
