// Standing questions: put at each decision of a body, or of each report to it; asked, answered or not.

import Codec
import Governance
import Testing

@Suite("Standing questions")
struct StandingQuestionTests {
    static let question = "Is good enough for my child?"
    static let placed = "How many children are placed outside your authority?"

    /// The cabinet asks at each decision since 1 July 2007, and of each report.
    private var asking: Given {
        Given(SmallCouncil.events).and(
            Fact.terms("cabinet", from: "2007-07-01") { terms in
                terms.powers = .decides
                terms.callIn = CallInRule()
                terms.standingQuestions = [
                    StandingQuestion(Self.question, of: .decisions, source: "Report of 2021, 8"),
                    StandingQuestion(Self.placed, of: .reports),
                ]
            }, .decisionRecorded(Stockton.decision),
            .paperSubmitted(
                make(PaperSubmitted.self) {
                    ($0.paper, $0.to, $0.submitted) = ("placements", .body("cabinet"), "2007-08")
                    $0.content.subject = "Placements"
                }))
    }

    private func put(
        _ record: String, _ question: String, _ answer: String? = nil, on: String? = nil
    ) -> PutQuestion {
        make(PutQuestion.self) {
            ($0.record, $0.question, $0.answer, $0.on) = (record, question, answer, on)
        }
    }

    private var decision: String { "decision/\(Stockton.id)" }

    @Test("is asked by its first words, on the day of the decision")
    func asked() {
        asking.when(put(decision, "is good", "Yes")).then(
            .questionPut(
                make(QuestionPut.self) {
                    ($0.record, $0.question) = (.decision(Stockton.id), Self.question)
                    ($0.answer, $0.on) = ("Yes", Stockton.decision.made.latest)
                }))
        asking.when(put("paper/placements", "How many children")).accepted()
    }

    @Test("is one of the body's own, for that sort of record")
    func own() {
        asking.when(put(decision, "Why?")).thenRefused(
            rule: "standing-question", record: decision, candidates: [Self.question])
        asking.when(put(decision, Self.placed)).thenRefused(rule: "standing-question", record: decision)
        asking.when(put("paper/placements", Self.question))
            .thenRefused(rule: "standing-question", record: "paper/placements")
        asking.when(put("body/cabinet", Self.question))
            .thenRefused(rule: "standing-question", record: "body/cabinet")
    }

    @Test("holds from the first day of the terms: the day of the decision, the day before, the day after")
    func terms() {
        for (from, isAsked) in [("2007-08-01", true), ("2007-08-02", true), ("2007-08-03", false)] {
            let given = Given(SmallCouncil.events).and(
                Fact.terms("cabinet", from: PartialDate(text: from)) { terms in
                    terms.powers = .decides
                    terms.callIn = CallInRule()
                    terms.standingQuestions = [StandingQuestion(Self.question, of: .decisions)]
                }, .decisionRecorded(Stockton.decision))
            let outcome = given.when(put(decision, Self.question))
            if isAsked {
                outcome.accepted()
            } else {
                outcome.thenRefused(rule: "standing-question", record: decision)
            }
        }
    }

    @Test("is answered once, later than it was asked or with it")
    func answered() {
        let unanswered = asking.when(put(decision, Self.question)).accepted()
        unanswered.when(put(decision, Self.question, on: "3 August 2007"))
            .thenRefused(rule: "question-once", record: decision)
        let answered = unanswered.when(put(decision, Self.question, "Yes", on: "3 August 2007")).accepted()
        answered.when(put(decision, Self.question, "No", on: "4 August 2007"))
            .thenRefused(rule: "question-once", record: decision)
    }

    @Test("is not asked before the decision was made")
    func before() {
        asking.when(put(decision, Self.question, on: "1 August 2007"))
            .thenRefused(rule: "dates-in-order", record: decision)
        asking.when(put(decision, Self.question, on: "2 August 2007")).accepted()
    }

    @Test("terms list a question once, for each sort of record")
    func listedOnce() {
        let adopt = make(AdoptTerms.self) { adopt in
            adopt.body = "cabinet"
            adopt.terms.standingQuestions = [
                StandingQuestion("Why?", of: .reports), StandingQuestion("why?", of: .reports),
            ]
        }
        asking.when(adopt).thenRefused(rule: "terms", record: "body/cabinet")
        var both = adopt
        both.terms.standingQuestions?[1].of = .decisions
        asking.when(both).accepted()
    }
}
