// What happens to a report after it is submitted: an implication is added, a part corrected, the whole
// withdrawn.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// A paragraph on implications is added to a report that lacked it.
public struct PaperImplicationAdded: EventPayload, Equatable {
    public static let type = "org.minuted.paper.implication_added"

    public var paper = PaperID()
    public var kind = ""
    public var text = ""
    public var on = CivilDate.placeholder

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("paper", &paper)
        try coder.field("kind", &kind)
        try coder.field("text", &text)
        try coder.field("on", &on)
    }

    public var stream: Stream { .paper(paper) }

    public func effective(in state: State) -> CivilDateTime? { on.start }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(paper)
        try known.refuseWithdrawn()
        try Check.line(kind, "kind of implication", of: stream.text, longest: 120)
        try Check.text(text, "implication", of: stream.text)
        guard !known.content.implications.contains(where: { $0.kind.lowercased() == kind.lowercased() })
        else {
            throw Rejection(
                "implications", stream.text, "The report already has a paragraph on \(kind) implications.",
                remedy: "Withdraw the report and submit it again with the other text.")
        }
    }
}

/// A part of a report's header that can be corrected.
public enum PaperField: String, Choice {
    case subject, contribution, wards, reasons, alternatives, appendices, contact, urgency
    case purpose = "reportfor"
    case proposedDecision = "proposeddecision"
    case backgroundPapers = "backgroundpapers"
    case isKey = "key"
    case isUrgent = "urgent"
    case isConfidential = "confidential"

    /// Puts the value in; nil leaves the part blank.
    func set(_ value: String?, in content: inout PaperContent) {
        switch self {
        case .subject: content.subject = value ?? content.subject
        case .contribution: content.contribution = value
        case .wards: content.wards = value
        case .reasons: content.reasons = value
        case .alternatives: content.alternatives = value
        case .appendices: content.appendices = value
        case .contact: content.contact = value
        case .urgency: content.urgency = value
        case .purpose: content.purpose = value.flatMap(PaperPurpose.init)
        case .proposedDecision: content.proposedDecision = value
        case .backgroundPapers: content.backgroundPapers = value
        case .isKey: content.isKey = value.flatMap(Self.truth)
        case .isUrgent: content.isUrgent = value.flatMap(Self.truth)
        case .isConfidential: content.isConfidential = value.flatMap(Self.truth)
        }
    }

    /// Whether the part can say this.
    func takes(_ value: String?) -> Bool {
        guard let value else { return self != .subject }
        return switch self {
        case .purpose: PaperPurpose(rawValue: value) != nil
        case .isKey, .isUrgent, .isConfidential: Self.truth(value) != nil
        case .subject, .contribution, .wards, .reasons, .alternatives, .appendices, .contact, .urgency,
            .proposedDecision, .backgroundPapers:
            true
        }
    }

    private static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "true": true
        case "no", "false": false
        default: nil
        }
    }
}

/// A part of a report was entered wrongly.
public struct PaperCorrected: EventPayload, Equatable {
    public static let type = "org.minuted.paper.corrected"

    public var paper = PaperID()
    public var field = PaperField.subject
    /// What it should have said; nil to leave it blank.
    public var value: String?
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("paper", &paper)
        try coder.field("field", &field)
        try coder.field("value", &value, "the correct value; left out for blank")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .paper(paper) }

    public func admit(in state: State) throws(Rejection) {
        let known = try state.existing(paper)
        try known.refuseWithdrawn()
        try Check.reason(reason, of: stream.text)
        guard field.takes(value) else {
            throw Rejection(
                "paper-field", stream.text, "\"\(value ?? "")\" is not a valid value for \(field.rawValue).",
                remedy: "Give yes or no, information or decision, or a text, depending on the field.")
        }
        if field == .subject { try Check.line(value ?? "", "subject", of: stream.text) }
    }
}

/// A report is withdrawn.
public struct PaperWithdrawn: EventPayload, Equatable {
    public static let type = "org.minuted.paper.withdrawn"

    public var paper = PaperID()
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("paper", &paper)
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .paper(paper) }

    public func admit(in state: State) throws(Rejection) {
        try state.existing(paper).refuseWithdrawn()
        try Check.reason(reason, of: stream.text)
    }
}
