// Scrutiny requires members of the executive and officers to attend; others it may invite.

import Codec
import Governance
import Testing

@Suite("Summonses")
struct SummonsTests {
    private var given: Given {
        Given(SmallCouncil.events).and(
            Fact.body("scrutiny", "Scrutiny", .scrutiny), Fact.terms("scrutiny") { $0.powers = .scrutinises },
            Fact.seat("cabinet", "councillor-b", from: "2007-09-06"),
            Fact.office("trainer", "Trainer", .other),
            Fact.office("lead-member", "Lead Member", .leadMember))
    }

    private func summon(_ who: String, on day: String = "6 September 2007") -> RaiseMatter {
        make(RaiseMatter.self) {
            ($0.kind, $0.what, $0.from, $0.to) = (.summons, "Answer on placements", "Scrutiny", who)
            ($0.on, $0.matter) = (day, "answer")
        }
    }

    @Test("officers, and who holds an office of the executive")
    func required() {
        for who in ["officer-a", "office/lead-member", "leader", "Chief Executive"] {
            given.when(summon(who)).accepted()
        }
    }

    @Test("a member of the executive from the first day of the seat")
    func executive() {
        given.when(summon("councillor-b", on: "5 September 2007"))
            .thenRefused(rule: "summons-may-be-required", record: "matter/answer")
        given.when(summon("councillor-b", on: "6 September 2007")).accepted()
        given.when(summon("councillor-b", on: "7 September 2007")).accepted()
    }

    @Test(
        "others are invited, and not required",
        arguments: ["councillor-e", "carer", "yp-7f3a", "office/group-two-leader"])
    func others(_ who: String) {
        given.when(summon(who)).thenRefused(rule: "summons-may-be-required", record: "matter/answer")
    }

    @Test(
        "an office of another kind goes by who holds it; where nobody is known to, nothing speaks against it")
    func otherOffices() {
        given.when(summon("office/trainer")).accepted()
        given.and(Fact.took("trainer", "carer", from: "2007-01-01")).when(summon("office/trainer"))
            .thenRefused(rule: "summons-may-be-required", record: "matter/answer")
    }

    @Test("whom another law lets it require, as the terms say; and an older entry stays readable")
    func byTerms() throws {
        let more = given.and(
            Fact.terms("scrutiny", from: "2007-09-01") { terms in
                (terms.powers, terms.mayRequire) = (.scrutinises, [.person("carer")])
            })
        more.when(summon("carer")).accepted()
        let older = make(MatterRaised.self) {
            ($0.matter, $0.kind, $0.what) = ("answer", .summons, "Answer on placements")
            ($0.from, $0.to, $0.on) = (.body("scrutiny"), .person("carer"), "2007-09-06")
        }
        #expect(refusal(of: .matterRaised(older), in: given) == nil)
        #expect(older.summonsProblem(in: given.state.directory) != nil)
        #expect(older.summonsProblem(in: more.state.directory) == nil)
    }
}
