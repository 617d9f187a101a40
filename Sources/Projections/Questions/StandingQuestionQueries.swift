// Standing questions: at each decision of a body, and of each report to it, whether its questions were asked and answered.
// The decisions are found in rows, of those bodies alone whose terms have ever had such questions.

import Codec
import Governance
import Ledger
public import Reports
import SQLite

extension Reading {
    /// Standing questions, those of the newest record first.
    public func standingQuestions(_ question: StandingQuestionsQuestion) throws -> StandingQuestionsReport {
        var report = StandingQuestionsReport()
        report.basis = basis
        let only = try question.body.map { name throws(Rejection) in try directory.body(name).id }
        let asking = directory.bodies.values.filter { body in
            (only.map { $0 == body.id } ?? true)
                && body.adopted.contains { $0.terms.standingQuestions?.isEmpty == false }
        }
        guard !asking.isEmpty else { return report }
        let put = try questionsPut()
        var found: [StandingQuestionValue] = []
        if question.of != .reports { found += try atDecisions(of: Set(asking.map(\.id)), put) }
        if question.of != .decisions { found += try ofReports(to: Set(asking.map(\.id)), put) }
        report.questions = found.filter { one in question.state.map { $0 == one.state } ?? true }
        // A record's own questions stay in the order of the terms.
        report.questions = report.questions.enumerated().sorted { one, other in
            (other.element.on.earliest, one.element.record, one.offset)
                < (one.element.on.earliest, other.element.record, other.offset)
        }.map(\.element)
        return report
    }

    /// What was put by the day, by record.
    private func questionsPut() throws -> [String: [QuestionPut]] {
        var found: [String: [QuestionPut]] = [:]
        var taken = try takenBack()
        try ledger.forEach(ofTypes: [QuestionPut.type], upTo: point.position) { seq, bytes in
            let event = try Event(seq: seq, entry: bytes)
            guard taken.stands(event), case .questionPut(let it) = event, it.on <= asAt else { return }
            found[it.record.text, default: []].append(it)
        }
        return found
    }

    private func atDecisions(
        of bodies: Set<BodyID>, _ put: [String: [QuestionPut]]
    ) throws -> [StandingQuestionValue] {
        let executives = directory.bodies.values.filter { $0.kind == .executive }.map(\.id)
        let isOfExecutive = executives.contains { bodies.contains($0) }
        var found: [StandingQuestionValue] = []
        var search = DecisionSearch(madeBy: asAt)
        search.add("made >= ?", [directory.recordBegins.iso])
        let places = bodies.map { _ in "?" }.joined(separator: ", ")
        search.add(
            "body IN (\(places))" + (isOfExecutive ? " OR body IS NULL" : ""), bodies.map(\.text).sorted())
        let rows = try Row.fetchAll(
            database, sql: "SELECT id, title, body, made, dated FROM decision WHERE \(search.condition)",
            arguments: search.arguments)
        for row in rows {
            let (id, title, named, day): (String, String, String?, String) = (row[0], row[1], row[2], row[3])
            let dated: String? = row[4]
            guard let made = CivilDate(iso: day) else { continue }
            let body = named.flatMap { directory.known(body: $0) } ?? directory.executive(on: made)
            guard let body, bodies.contains(body.id) else { continue }
            for question in directory.standingQuestions(body, of: .decisions, on: made) {
                var value = self.value(question, body, "decision/\(id)", put)
                (value.title, value.on) = (
                    title, dated.flatMap { PartialDate(text: $0) } ?? PartialDate(made)
                )
                found.append(value)
            }
        }
        return found
    }

    private func ofReports(
        to bodies: Set<BodyID>, _ put: [String: [QuestionPut]]
    ) throws -> [StandingQuestionValue] {
        try fold(RecordTypes.papers).papers.values.flatMap { paper -> [StandingQuestionValue] in
            guard case .body(let id) = paper.to, bodies.contains(id), let body = directory.bodies[id],
                !paper.isWithdrawn, paper.submitted.earliest <= asAt,
                directory.recordBegins <= paper.submitted.latest
            else { return [] }
            return directory.standingQuestions(body, of: .reports, on: paper.submitted.latest).map {
                question in
                var value = self.value(question, body, "paper/\(paper.id)", put)
                (value.title, value.on) = (paper.content.subject, paper.submitted)
                return value
            }
        }
    }

    private func value(
        _ question: StandingQuestion, _ body: Body, _ record: String, _ put: [String: [QuestionPut]]
    ) -> StandingQuestionValue {
        var value = StandingQuestionValue()
        (value.record, value.body) = (record, body.id.text)
        (value.question, value.source) = (question.question, question.source)
        let all = (put[record] ?? []).filter { $0.question == question.question }
        guard let first = all.first else { return value }
        let answer = all.first { $0.answer != nil }
        (value.asked, value.answer) = (first.on, answer?.answer)
        value.by = answer.flatMap { said in said.by.map { bearer($0, on: said.on) } }
        value.state = answer == nil ? .notAnswered : .answered
        return value
    }
}

extension FindingSource {
    /// Standing questions that the record does not say were asked.
    static let questions = FindingSource { reading in
        var question = StandingQuestionsQuestion()
        question.state = .notAsked
        return try reading.standingQuestions(question).questions.map { one in
            RecordFinding(
                "question-missing", one.record, body: one.body,
                "The record does not say that this was asked: \"\(one.question)\"",
                remedy: "`minutectl question put \(one.record) \"\(one.question)\" --answer …` records it.",
                on: one.on.latest)
        }
    }

    /// Summonses of earlier versions that went to somebody whom scrutiny may invite and not require.
    static let summonses = FindingSource { reading in
        try reading.fold(RecordTypes.matters).matters.values.compactMap { matter in
            guard let problem = matter.raised.summonsProblem(in: reading.directory) else { return nil }
            return RecordFinding(
                "summons-may-be-required", "matter/\(matter.id)", body: nil, problem,
                remedy: "Close it (`minutectl matter close \(matter.id)`) and record a question instead.",
                on: matter.raised.on.latest)
        }
    }
}
