// Reports: submitted to a body, held against what its terms require, corrected, withdrawn.

import Codec
import Governance
import Testing

@Suite("Reports")
struct PaperTests {
    let record = "paper/corporate-parenting-strategy"
    let council = Given(SmallCouncil.events).and(
        Fact.terms("cabinet", from: "2007-08-03") { terms in
            terms.powers = .decides
            terms.requiredImplications = ["Financial", "Legal", "Corporate parenting"]
        })

    private func submit(_ fill: (inout SubmitPaper) -> Void = { _ in }) -> SubmitPaper {
        make(SubmitPaper.self) {
            ($0.to, $0.submitted) = ("Cabinet", "4 October 2007")
            $0.content.subject = "Corporate Parenting Strategy"
            $0.content.reportOf = ["Corporate Director"]
            ($0.content.purpose, $0.content.proposedDecision) = (.decision, "That Cabinet approves it")
            ($0.content.reasons, $0.content.alternatives) = ("It is needed.", "None")
            $0.content.backgroundPapers = "None"
            $0.content.implications = [
                Implication("Financial implications", "None arising."), Implication("LEGAL", "None arising."),
                Implication("Corporate Parenting Implications", "See paragraph 4."),
            ]
            fill(&$0)
        }
    }

    private func rules(_ fill: (inout SubmitPaper) -> Void = { _ in }) throws -> [String] {
        let given = council.when(submit(fill)).accepted()
        let paper = try #require(given.state.papers["corporate-parenting-strategy"])
        return paper.lacks(in: given.state.directory).map(\.rule)
    }

    @Test("a whole report lacks nothing, whatever the case of its headings")
    func whole() throws { #expect(try rules() == []) }

    @Test("an implication that the terms require is missed, also where its paragraph is empty")
    func implications() throws {
        #expect(try rules { $0.content.implications.removeLast() } == ["implication-missing"])
        #expect(try rules { $0.content.implications[0].text = " " } == ["implication-missing"])
        // Terms of an earlier day asked for nothing.
        let earlier = try rules { ($0.submitted, $0.content.implications) = ("2 August 2007", []) }
        #expect(earlier == [])
    }

    @Test("a decision asked for in a report for information is named, as in Middlesbrough in 2021")
    func forInformation() throws {
        #expect(try rules { $0.content.purpose = .information } == ["asks-for-decision"])
        #expect(
            try rules {
                ($0.content.purpose, $0.content.proposedDecision) = (.information, nil)
                $0.content.recommendations = ["That the strategy be ratified"]
            } == ["asks-for-decision"])
        #expect(try rules { $0.content.proposedDecision = " " } == ["decision-missing"])
    }

    @Test("what the header leaves out or contradicts is named")
    func header() throws {
        #expect(
            try rules {
                ($0.content.reportOf, $0.content.purpose, $0.content.reasons) = ([], nil, nil)
                ($0.content.alternatives, $0.content.backgroundPapers) = (nil, nil)
            } == [
                "report-of-missing", "report-for-missing", "reasons-missing", "alternatives-missing",
                "background-papers-missing",
            ])
        #expect(try rules { $0.content.isConfidential = true } == ["exempt-paragraph-missing"])
        #expect(try rules { $0.content.exemptParagraph = 3 } == ["public-interest-missing"])
        #expect(try rules { $0.content.isUrgent = true } == ["urgency-missing"])
    }

    @Test("a paragraph number that is left out is named, as in Middlesbrough in 2009")
    func numbering() throws {
        let text = "21. The Act\n22. In addition\n   1. a list\n24. The publication\n25. There are no"
        let found = try rules {
            $0.content.sections = [make(PaperSection.self) { ($0.heading, $0.text) = ("SUMMARY", text) }]
        }
        #expect(found == ["paragraph-missing"])
    }

    @Test("is submitted to the body of its meeting")
    func meeting() {
        let given = council.and(Fact.scheduled("cabinet-2007-10-04", of: "cabinet", "2007-10-04T16:30"))
        let outcome = given.when(
            submit { ($0.to, $0.submitted, $0.meeting) = (nil, nil, "Cabinet 4 October 2007") })
        outcome.accepted()
        guard case .paperSubmitted(let event)? = outcome.events.first else { return }
        #expect(event.to == .body("cabinet") && event.submitted == "2007-10-04")
        given.when(submit { ($0.to, $0.meeting) = ("MALAP", "cabinet-2007-10-04") })
            .thenRefused(rule: "submitted-to", record: record)
        given.when(submit { $0.to = nil }).thenRefused(rule: "submitted-to", record: record)
    }

    @Test("may be submitted to a person who decides alone")
    func person() {
        let outcome = council.when(submit { $0.to = "Leader of the Council" })
        outcome.accepted()
        guard case .paperSubmitted(let event)? = outcome.events.first else { return }
        #expect(event.to == .office("leader-of-the-council"))
    }

    @Test("what cannot be is refused")
    func refused() {
        for paragraph in [0, 8, -1, .max] {
            council.when(submit { $0.content.exemptParagraph = paragraph })
                .thenRefused(rule: "exempt-paragraph", record: record)
        }
        council.when(submit { $0.content.implications.append(Implication("legal", "again")) })
            .thenRefused(rule: "implications", record: record)
        council.when(submit { $0.content.subject = "" }).thenRefused(rule: "text", record: "paper/unnamed")
        council.when(submit { $0.to = "Nobody" }).thenRefused(rule: "known-participant", record: "Nobody")
    }

    @Test("a missing implication can be added, and a header corrected")
    func mended() throws {
        let given = council.when(submit { $0.content.implications.removeLast() }).accepted()
        let add = make(AddImplication.self) {
            ($0.paper, $0.kind, $0.text) = ("corporate", "Corporate parenting", "See paragraph 4.")
        }
        let whole = given.when(add).accepted()
        let paper = try #require(whole.state.papers["corporate-parenting-strategy"])
        #expect(paper.lacks(in: whole.state.directory).isEmpty)
        let correct = make(CorrectPaper.self) {
            ($0.paper, $0.field, $0.value, $0.reason) = ("corporate", .isKey, "yes", "misread")
        }
        #expect(whole.when(correct).accepted().state.papers[paper.id]?.content.isKey == true)
        var nonsense = correct
        nonsense.value = "perhaps"
        whole.when(nonsense).thenRefused(rule: "paper-field", record: record)
    }

    @Test("is not corrected once it is withdrawn")
    func withdrawn() {
        let withdraw = make(WithdrawPaper.self) { ($0.paper, $0.reason) = ("corporate", "replaced") }
        let given = council.when(submit()).accepted().when(withdraw).accepted()
        let add = make(AddImplication.self) { ($0.paper, $0.kind, $0.text) = ("corporate", "Risk", "None.") }
        given.when(add).thenRefused(rule: "not-withdrawn", record: record)
    }

    @Test("a decision rests on a report submitted by its day; which one can be corrected")
    func restsOn() throws {
        let given = council.when(submit { $0.submitted = "2 August 2007" }).accepted()
        func decide(_ paper: String?, _ made: String) -> RecordDecision {
            make(RecordDecision.self) {
                ($0.title, $0.body, $0.made, $0.how) = ("Approval", "Cabinet", made, Stockton.how)
                ($0.paper, $0.resolutions) = (paper, [Stockton.resolutions[2]])
            }
        }
        given.when(decide("corporate", "1 August 2007")).thenRefused(
            rule: "dates-in-order", record: "decision/approval")
        for day in ["2 August 2007", "3 August 2007"] {
            let made = given.when(decide("corporate", day)).accepted()
            #expect(made.state.decisions["approval"]?.recorded.paper == "corporate-parenting-strategy")
        }
        given.when(decide("unknown", "3 August 2007")).thenRefused(
            rule: "known-paper", record: "paper/unknown")
        let blank = given.when(decide(nil, "3 August 2007")).accepted()
        let correct = make(CorrectDecision.self) {
            ($0.decision, $0.field, $0.value, $0.reason) = ("approval", .paper, "corporate", "left out")
        }
        let corrected = blank.when(correct).accepted()
        #expect(corrected.state.decisions["approval"]?.value(of: .paper) == "corporate-parenting-strategy")
        let withdrawn = given.when(
            make(WithdrawPaper.self) { ($0.paper, $0.reason) = ("corporate", "replaced") }
        ).accepted()
        withdrawn.when(decide("corporate", "3 August 2007")).thenRefused(
            rule: "not-withdrawn", record: "paper/corporate-parenting-strategy")
    }
}
