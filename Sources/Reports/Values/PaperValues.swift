// Reports submitted to bodies, as report values, and the questions they answer.

public import Codec
public import Governance

/// A report in a list.
public struct PaperValue: Record, Equatable {
    public var id = ""
    public var subject = ""
    public var to = BearerValue()
    public var meeting: String?
    public var submitted = PartialDate.unknown
    public var purpose: PaperPurpose?
    public var isKey: Bool?
    public var isUrgent: Bool?
    public var exemptParagraph: Int?
    /// The implications that it sets out.
    public var implications: [String] = []
    /// Those that the body's terms require and it does not set out.
    public var missingImplications: [String] = []
    public var findings: [Finding] = []
    public var isWithdrawn = false
    public var holdsUntil: PartialDate?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("subject", &subject)
        try coder.field("to", &to)
        try coder.field("meeting", &meeting)
        try coder.field("submitted", &submitted)
        try coder.field("reportfor", &purpose)
        try coder.field("key", &isKey)
        try coder.field("urgent", &isUrgent)
        try coder.field("exemptparagraph", &exemptParagraph)
        try coder.field("implications", &implications, "those that it sets out")
        try coder.field("missingimplications", &missingImplications, "required by the body's terms")
        try coder.field("findings", &findings, "what the report lacks or contradicts")
        try coder.field("withdrawn", &isWithdrawn)
        try coder.field("holdsuntil", &holdsUntil, "the day on which the document it brings expires")
    }
}

/// Reports.
public struct PapersReport: Record, Equatable {
    public var basis = Basis()
    public var papers: [PaperValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("papers", &papers)
    }
}

/// One report whole.
public struct PaperReport: Record, Equatable {
    public var basis = Basis()
    public var paper = PaperValue()
    public var reportOf: [String] = []
    /// The parts of its header and of its template, as they are written.
    public var proforma: [ProformaField] = []
    public var sections: [PaperSection] = []
    public var recommendations: [String] = []
    public var implications: [Implication] = []
    public var history: [HistoryValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("paper", &paper)
        try coder.field("reportof", &reportOf)
        try coder.field("proforma", &proforma)
        try coder.field("sections", &sections)
        try coder.field("recommendations", &recommendations)
        try coder.field("implications", &implications)
        try coder.field("history", &history)
    }
}

/// Asks for reports.
public struct PapersQuestion: Question {
    public typealias Answer = PapersReport
    public static func isNothing(_ answer: PapersReport) -> Bool { answer.papers.isEmpty }
    public var to: String?
    public var from: String?
    public var until: String?
    public var lacking: String?
    public var isIncomplete: Bool?
    public var isKey: Bool?
    public var expiringWithin: Int?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("submittedto", &to, "those submitted to one body, office or person only")
        try coder.field("from", &from, "submitted on this day or later")
        try coder.field("to", &until, "submitted on this day or earlier; later ones too if left out")
        try coder.field("lacking", &lacking, "those without a paragraph on these implications")
        try coder.field("incomplete", &isIncomplete, "those that lack or contradict something")
        try coder.field("key", &isKey, "those that ask for a key decision")
        try coder.field(
            "expiringwithin", &expiringWithin,
            "those whose document has expired, or will within this many days")
        try scope.fields(&coder)
    }
}

/// Asks for one report.
public struct PaperQuestion: Question {
    public typealias Answer = PaperReport
    public var paper = ""
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("paper", &paper, "the start of an identifier")
        try scope.fields(&coder)
    }
}
