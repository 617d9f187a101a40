// Files attached to records, as report values, and the question they answer.

public import Codec

/// A file attached to a record.
public struct AttachmentValue: Record, Equatable {
    /// The entry that attached it.
    public var seq = 0
    public var record = ""
    public var name = ""
    public var mediaType = ""
    public var size = 0
    public var sha256 = ""
    public var title: String?
    public var recorded = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("seq", &seq, "the entry that attached it")
        try coder.field("record", &record)
        try coder.field("name", &name)
        try coder.field("mediatype", &mediaType)
        try coder.field("size", &size, "in bytes")
        try coder.field("sha256", &sha256)
        try coder.field("title", &title)
        try coder.field("recorded", &recorded)
    }
}

/// Files attached to records.
public struct AttachmentsReport: Record, Equatable {
    public var basis = Basis()
    public var attachments: [AttachmentValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("attachments", &attachments)
    }
}

/// Asks for the files attached to a record, or to any.
public struct AttachmentsQuestion: Question, Equatable {
    public typealias Answer = AttachmentsReport
    public static func isNothing(_ answer: AttachmentsReport) -> Bool { answer.attachments.isEmpty }
    public var record: String?
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("record", &record, "such as decision/corporate-parenting; all if left out")
        try scope.fields(&coder)
    }
}
