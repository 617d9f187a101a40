// Standing questions put at decisions and of reports, as report values, and the question they answer.

public import Codec
public import Governance

/// Whether a standing question was put.
public enum QuestionState: String, Choice {
    /// The record does not say that it was asked.
    case notAsked = "not-asked"
    /// It was asked, and no answer is recorded.
    case notAnswered = "not-answered"
    case answered
}

/// A standing question at one decision, or of one report.
public struct StandingQuestionValue: Record, Equatable {
    /// Such as `decision/corporate-parenting`.
    public var record = ""
    public var title = ""
    public var body = ""
    /// When the decision was made or the report submitted.
    public var on = PartialDate.unknown
    public var question = ""
    public var source: String?
    public var state = QuestionState.notAsked
    public var asked: CivilDate?
    public var answer: String?
    public var by: BearerValue?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("record", &record, "such as decision/corporate-parenting")
        try coder.field("title", &title)
        try coder.field("body", &body, "whose standing question it is")
        try coder.field("on", &on, "when the decision was made or the report submitted")
        try coder.field("question", &question)
        try coder.field("source", &source, "the passage that sets it")
        try coder.field("state", &state)
        try coder.field("asked", &asked)
        try coder.field("answer", &answer)
        try coder.field("by", &by, "who answered")
    }
}

/// Standing questions, the newest record first.
public struct StandingQuestionsReport: Record, Equatable {
    public var basis = Basis()
    public var questions: [StandingQuestionValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("questions", &questions)
    }
}

/// Asks for standing questions.
public struct StandingQuestionsQuestion: Question {
    public typealias Answer = StandingQuestionsReport
    public static func isNothing(_ answer: StandingQuestionsReport) -> Bool { answer.questions.isEmpty }
    public var body: String?
    public var of: QuestionedRecord?
    public var state: QuestionState?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only this body's questions")
        try coder.field("of", &of, "only those on decisions, or only those on reports")
        try coder.field("state", &state)
        try scope.fields(&coder)
    }
}
