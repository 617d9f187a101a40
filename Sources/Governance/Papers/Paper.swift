// Papers: reports submitted to a body or to a member who decides alone, with what councils' templates ask of
// them. Texts are kept as they are written.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// What a report is for.
public enum PaperPurpose: String, Choice {
    case information, decision
}

/// What a recommended decision means in one respect, such as "Legal" or "Equality and Diversity".
public struct Implication: Record, Equatable {
    /// In which respect, as the report heads it.
    public var kind = ""
    public var text = ""

    public init() {}

    public init(_ kind: String, _ text: String) { (self.kind, self.text) = (kind, text) }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("kind", &kind, "the kind of implications, as in the report's heading")
        try coder.field("text", &text, "as it is written")
    }
}

/// A part of a report under its heading.
public struct PaperSection: Record, Equatable {
    public var heading = ""
    public var text = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("heading", &heading)
        try coder.field("text", &text, "as it is written, with the numbers of its paragraphs")
    }
}

/// What a report says of itself and asks for, as the council's template has it.
///
/// Nothing is made up for what a report leaves out: "None", "Not Applicable" and a blank stay apart.
public struct PaperContent: Sendable, Equatable {
    public var subject = ""
    /// Whose report it is, as it is written.
    public var reportOf: [String] = []
    public var purpose: PaperPurpose?
    public var proposedDecision: String?
    public var isKey: Bool?
    public var isConfidential: Bool?
    /// The paragraph of Schedule 12A to the Local Government Act 1972 under which it is exempt, 1 to 7.
    public var exemptParagraph: Int?
    /// Why it is not in the public interest to disclose it.
    public var publicInterest: String?
    public var isUrgent: Bool?
    public var urgency: String?
    public var contribution: String?
    public var wards: String?
    public var sections: [PaperSection] = []
    public var recommendations: [String] = []
    public var reasons: String?
    public var alternatives: String?
    public var implications: [Implication] = []
    public var appendices: String?
    public var backgroundPapers: String?
    public var contact: String?
    /// The last day for which the document that it brings holds, such as a strategy's.
    public var holdsUntil: PartialDate?

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("subject", &subject)
        try coder.field("reportof", &reportOf, "whose report it is, as it is written")
        try coder.field("reportfor", &purpose, "information or decision, as its header says")
        try coder.field("proposeddecision", &proposedDecision)
        try coder.field("key", &isKey, "whether it asks for a key decision")
        try coder.field("confidential", &isConfidential)
        try coder.field("exemptparagraph", &exemptParagraph, "of Schedule 12A, 1 to 7", within: 1...7)
        try coder.field(
            "publicinterest", &publicInterest, "why it is not in the public interest to disclose it")
        try coder.field("urgent", &isUrgent)
        try coder.field("urgency", &urgency, "why it cannot wait")
        try coder.field("contribution", &contribution, "to the council's plan")
        try coder.field("wards", &wards, "the wards affected")
        try coder.field("sections", &sections)
        try coder.field("recommendations", &recommendations)
        try coder.field("reasons", &reasons, "why it is recommended")
        try coder.field(
            "alternatives", &alternatives, "what else could be decided, and why it is not recommended")
        try coder.field("implications", &implications)
        try coder.field("appendices", &appendices)
        try coder.field("backgroundpapers", &backgroundPapers)
        try coder.field("contact", &contact, "the office to ask, as it is written")
        try coder.field(
            "holdsuntil", &holdsUntil,
            "the day on which the document it brings, for example a strategy, expires")
    }

    func admit(of record: String) throws(Rejection) {
        try Check.line(subject, "subject", of: record)
        for implication in implications {
            try Check.line(implication.kind, "kind of implication", of: record, longest: 120)
        }
        let kinds = implications.map { $0.kind.lowercased() }
        guard Set(kinds).count == kinds.count else {
            throw Rejection(
                "implications", record, "A kind of implication is given twice.",
                remedy: "Put both texts under one heading.")
        }
        if let exemptParagraph, !(1...7).contains(exemptParagraph) {
            throw Rejection(
                "exempt-paragraph", record,
                "Schedule 12A has no paragraph \(exemptParagraph) on exempt reports.",
                remedy: "Give the paragraph, 1 to 7.")
        }
    }
}

/// A report is submitted.
public struct PaperSubmitted: EventPayload, Equatable {
    public static let type = "org.minuted.paper.submitted"

    public var paper = PaperID()
    /// The body, or the office or person that decides alone, to which it is submitted.
    public var to = Participant.placeholder
    public var meeting: MeetingID?
    /// The day of the meeting or, where there is none, of submission.
    public var submitted = PartialDate.unknown
    public var content = PaperContent()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("paper", &paper)
        try coder.field(
            "to", &to, "the body, or the office or person deciding alone, to which it is submitted")
        try coder.field("meeting", &meeting)
        try coder.field("submitted", &submitted, "the day of the meeting or, without one, of submission")
        try content.fields(&coder)
    }

    public var stream: Stream { .paper(paper) }

    public var references: [Stream] { meeting.map { [.meeting($0)] } ?? [] }

    public func effective(in state: State) -> CivilDateTime? { submitted.start }

    public func admit(in state: State) throws(Rejection) {
        guard state.papers[paper] == nil else {
            throw Rejection(
                "new-record", stream.text, "There is already a report \(paper).",
                remedy: "Correct it, or leave the identifier out to have one made.")
        }
        try state.directory.expect(to)
        try content.admit(of: stream.text)
        guard let meeting else { return }
        let known = try state.existing(meeting)
        try known.refuse(unless: [.scheduled, .held], "receive a report")
        guard to == .body(known.body) else {
            throw Rejection(
                "submitted-to", stream.text, "\(meeting) is a meeting of \(known.body), not of \(to).",
                remedy: "Give the body of that meeting, or another meeting.")
        }
    }
}

/// What is known of a report.
public struct Paper: Sendable, Equatable {
    public let id: PaperID
    public let recorded: PaperSubmitted
    public var content: PaperContent
    /// Implications that were added after it was submitted, with the days on which they were.
    public var added: [PaperImplicationAdded] = []
    /// The standing questions that were put of it, with their answers.
    public var questions: [QuestionPut] = []
    public var withdrawal: String?

    public var to: Participant { recorded.to }
    public var submitted: PartialDate { recorded.submitted }
    public var isWithdrawn: Bool { withdrawal != nil }

    init(_ submitted: PaperSubmitted) {
        (id, recorded, content) = (submitted.paper, submitted, submitted.content)
    }

    mutating func evolve(_ event: PaperImplicationAdded) {
        added.append(event)
        content.implications.append(Implication(event.kind, event.text))
    }

    mutating func evolve(_ event: PaperCorrected) { event.field.set(event.value, in: &content) }
    mutating func evolve(_ event: PaperWithdrawn) { withdrawal = event.reason }
    mutating func evolve(_ event: QuestionPut) { questions.append(event) }

    func refuseWithdrawn() throws(Rejection) {
        guard isWithdrawn else { return }
        throw Rejection(
            "not-withdrawn", "paper/\(id)", "The report \(id) was withdrawn.",
            remedy: "Submit the report that took its place.")
    }
}
