// Standing questions put at decisions and of reports, as text and comma-separated values.

import Governance

extension QuestionState {
    fileprivate var words: String {
        switch self {
        case .notAsked: "not recorded"
        case .notAnswered: "asked, not answered"
        case .answered: "answered"
        }
    }

    fileprivate var emphasis: Emphasis? {
        switch self {
        case .notAsked: .attention
        case .notAnswered: .attention
        case .answered: .good
        }
    }
}

extension StandingQuestionsReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column.id("Record"), Column("Date"), Column.name("Question"), Column("Status"),
                Column.text("Answer"),
            ],
            rows: questions.map { one in
                [
                    Cell(one.record), Cell(one.on.spoken), Cell(one.question),
                    Cell(one.state.words, one.state.emphasis), Cell(orDash: one.answer),
                ]
            })
        let open = questions.count { $0.state != .answered }
        return basis.text(
            table,
            legend: [
                "\(Noun("question", "questions").count(questions.count)) listed, \(open) without an answer."
            ],
            ifEmpty:
                "No standing questions. Add them to a body's terms of reference with `minutectl body terms`.",
            style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["record", "title", "body", "on", "question", "source", "state", "asked", "answer", "by"],
            rows: questions.map { one in
                [
                    one.record, one.title, one.body, one.on.text, one.question, one.source ?? "",
                    one.state.rawValue, one.asked?.iso ?? "", one.answer ?? "", one.by?.id ?? "",
                ]
            })
    }
}
