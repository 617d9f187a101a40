// Standing questions: what a body asks at every decision ("Is good enough for my child?") or of every report to it, whether
// it was asked, and what was answered. The questions are in the body's terms of reference.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// A standing question was put at a decision, or of a report.
public struct QuestionPut: EventPayload, Equatable {
    public static let type = "org.minuted.question.put"

    /// The decision or the report.
    public var record = Stream.decision(DecisionID())
    /// In the words of the terms.
    public var question = ""
    /// What was answered; nil where it was asked and the answer is not recorded, or there was none.
    public var answer: String?
    public var on = CivilDate.placeholder
    /// Who answered.
    public var by: Participant?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("record", &record, "the decision or the report")
        try coder.field("question", &question, "in the words of the terms of reference")
        try coder.field("answer", &answer, "left out where it was asked and no answer is recorded")
        try coder.field("on", &on)
        try coder.field("by", &by, "who answered")
    }

    public var stream: Stream { record }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let asked = try state.questioned(record)
        guard let standing = asked.questions.first(where: { $0.question == question }) else {
            let body = asked.body.map(\.name) ?? "Whoever decided"
            throw Rejection(
                "standing-question", record.text, "\(body) had no such standing question: \"\(question)\".",
                remedy: asked.questions.isEmpty
                    ? "Adopt terms of reference with `standingquestions` first: `minutectl body terms`."
                    : "Use the wording of the terms.",
                candidates: asked.questions.map(\.question))
        }
        if let answer { try Check.text(answer, "answer", of: record.text) }
        if let by { try state.directory.expect(by) }
        guard asked.day <= on else {
            throw Rejection(
                "dates-in-order", record.text, "That (\(on.spoken)) is before \(asked.day.spoken).",
                remedy: "Check the date.")
        }
        let before = asked.put.filter { $0.question == standing.question }
        guard before.allSatisfy({ $0.answer == nil }), before.isEmpty || answer != nil else {
            throw Rejection(
                "question-once", record.text, "That question has already been asked.",
                remedy: before.contains { $0.answer != nil }
                    ? "If the answer is wrong, undo that entry first: `minutectl record take-back ENTRY`."
                    : "Give the answer.")
        }
    }
}

/// What standing questions are put of, with what was put so far.
struct Questioned {
    /// The body whose questions they are.
    let body: Body?
    /// The day of the decision, or the first day on which the report can have been submitted.
    let day: CivilDate
    let questions: [StandingQuestion]
    let put: [QuestionPut]
}

extension Directory {
    /// The standing questions at what a body decides or receives on the day.
    public func standingQuestions(
        _ body: Body?, of records: QuestionedRecord, on day: CivilDate
    ) -> [StandingQuestion] {
        (body?.terms(on: day)?.standingQuestions ?? []).filter { $0.of == records }
    }

    /// The body whose standing questions are put at a decision: the one that decided, or the executive where one person
    /// decided alone.
    public func questioner(of decision: DecisionRecorded, made: CivilDate) -> Body? {
        decision.decider(in: self, on: made)
    }
}

extension State {
    mutating func evolve(_ event: QuestionPut) {
        switch event.record {
        case .decision(let id): decisions[id]?.evolve(event)
        case .paper(let id): papers[id]?.evolve(event)
        case .council, .person, .group, .office, .body, .meeting, .notice, .duty, .matter, .action, .place,
            .visit, .pledge, .issueList:
            break
        }
    }

    /// The decision or the report that a question is put of, with the questions of its body.
    func questioned(_ record: Stream) throws(Rejection) -> Questioned {
        switch record {
        case .decision(let id):
            let known = try existing(id)
            try known.refuseWithdrawn()
            let body = directory.questioner(of: known.recorded, made: known.made)
            return Questioned(
                body: body, day: known.made,
                questions: directory.standingQuestions(body, of: .decisions, on: known.made),
                put: known.questions)
        case .paper(let id):
            let known = try existing(id)
            try known.refuseWithdrawn()
            var body: Body?
            if case .body(let to) = known.to { body = directory.bodies[to] }
            return Questioned(
                body: body, day: known.submitted.earliest,
                questions: directory.standingQuestions(body, of: .reports, on: known.submitted.latest),
                put: known.questions)
        case .council, .person, .group, .office, .body, .meeting, .notice, .duty, .matter, .action, .place,
            .visit, .pledge, .issueList:
            throw Rejection(
                "standing-question", record.text, "Standing questions are asked about decisions and reports.",
                remedy: "Name a decision or a report, such as decision/corporate-parenting.")
        }
    }
}

/// Records that a standing question was put, and what was answered.
public struct PutQuestion: Command {
    public var record = ""
    public var question = ""
    public var answer: String?
    public var on: String?
    public var by: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("record", &record, "the decision or the report, such as decision/corporate-parenting")
        try coder.field("question", &question, "in the words of the terms, or its first words")
        try coder.field("answer", &answer, "left out where it was asked and no answer is recorded")
        try coder.field("on", &on, "the day of the decision, or of the report, if left out")
        try coder.field("by", &by, "who answered: a body, office, group or person")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        RecordReference.need(record, in: directory, on: today).map { [$0] } ?? []
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = QuestionPut()
        event.record = try context.record(record)
        let asked = try context.state.questioned(event.record)
        let meant = asked.questions.map(\.question).filter {
            $0.lowercased().hasPrefix(question.lowercased())
        }
        event.question = meant.count == 1 && !question.isEmpty ? meant[0] : question
        event.answer = answer
        event.on = try on == nil ? asked.day : context.date(on, "on")
        if let by { event.by = try context.directory.participant(by) }
        return asked.put.contains(event) ? [] : [.questionPut(event)]
    }
}
