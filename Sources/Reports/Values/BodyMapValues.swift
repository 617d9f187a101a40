// How bodies are linked with one another, as report values.

public import Codec
import Governance

/// A link from one body to another.
public struct BodyLinkValue: Record, Equatable {
    public var from = ""
    public var fromName = ""
    /// `advises`, `reports-to`, or a link that the terms of reference name.
    public var link = ""
    public var to = ""
    public var toName = ""
    /// The place among the bodies that it reports to, from 1; nil for every other link.
    public var hop: Int?
    public var source: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("from", &from)
        try coder.field("fromname", &fromName)
        try coder.field("link", &link, "advises, reports-to, represented-on, linked-to or works-alongside")
        try coder.field("to", &to)
        try coder.field("toname", &toName)
        try coder.field("hop", &hop, "its place in the order of bodies reported to, from 1")
        try coder.field("source", &source, "the passage that says so")
    }
}

/// How bodies are linked with one another, as at a day.
public struct BodyMapReport: Record, Equatable {
    public var basis = Basis()
    public var links: [BodyLinkValue] = []
    /// Bodies of which the record has no link.
    public var unlinked: [String] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("links", &links)
        try coder.field("unlinked", &unlinked, "bodies without links")
    }
}

/// Asks how bodies are linked with one another.
public struct BodyMapQuestion: Question {
    public typealias Answer = BodyMapReport
    public static func isNothing(_ answer: BodyMapReport) -> Bool {
        answer.links.isEmpty && answer.unlinked.isEmpty
    }
    public var body: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("body", &body, "only links of this body")
        try scope.fields(&coder)
    }
}
