// A refusal: which rule, which record, what is wrong, and what to do instead.

public import Codec

/// Why a command or an entry is not accepted. Nothing has been recorded.
public struct Rejection: Error, Record, Equatable, CustomStringConvertible {
    /// The rule that was broken, as a short name that scripts can rely on, such as `meeting-not-held`.
    public var rule = ""
    /// The record that the rule was broken about, such as `meeting/malap-2007-09-06`.
    public var record = ""
    /// What is wrong, in a sentence.
    public var message = ""
    /// What to do instead, in a sentence.
    public var remedy = ""
    /// The records that may have been meant, where a name fits several.
    public var candidates: [String] = []
    /// Everything that is wrong, where a whole document was sent.
    public var problems: [DocumentProblem]?

    public init() {}

    public init(
        _ rule: String, _ record: String, _ message: String, remedy: String, candidates: [String] = []
    ) {
        self.rule = rule
        self.record = record
        self.message = message
        self.remedy = remedy
        self.candidates = candidates
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("rule", &rule, "the rule that was broken, as a name scripts can rely on")
        try coder.field("record", &record, "the record that it was broken about")
        try coder.field("message", &message)
        try coder.field("remedy", &remedy, "what to do instead")
        try coder.field("candidates", &candidates, "what may have been meant, if a name matches several")
        try coder.field("problems", &problems, "everything that is wrong with a document that was sent")
    }

    public var description: String { "\(message) [\(rule), \(record)] \(remedy)" }

    /// A field of a command that does not say what it should.
    public static func badField(_ error: FieldError, in command: String) -> Rejection {
        Rejection(
            "field", command,
            error.sentence,
            remedy: "Correct the field and send the command again.")
    }

    /// What was sent was recorded so once, and has been changed since: sending it again does not bring it back.
    static func changedSince(_ record: String, _ remedy: String) -> Rejection {
        Rejection(
            "changed-since", record, "This is already in the record, and has been changed since.",
            remedy: "To change it back: `\(remedy)`.")
    }

    /// Nothing can be recorded or asked before it is known whose record it is.
    public static let noCouncil = Rejection(
        "council-founded", "council", "The log is empty: it is no council's record yet.",
        remedy: "Apply a constitution (`minutectl constitution apply FILE`) or restore a log "
            + "(`minutectl log restore FILE`).")
}
