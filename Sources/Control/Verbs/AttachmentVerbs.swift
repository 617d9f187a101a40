// The verbs about files that belong to records: their content sent, kept and given back.

public import Codec
public import Governance
import Reports

extension VerbTable {
    static let attachments: [Verb] = [
        Verb(
            .ledger, "Keep", .clerk, "attachment add", "Keep the content of an uploaded file",
            KeepRequest.self, KeepReply.self),
        Verb(
            AddAttachment.self, "attachment add", "Attach a file to a record", [AttachmentAdded.self],
            effective: "when recorded", correctedBy: "record take-back"),
        Verb(
            .ledger, "Attachment", .reader, "attachment get",
            "Get the content of an attached file, checked again", ContentQuestion.self, ContentPiece.self,
            streams: .required),
        Verb(HistoryQuestion.self, "record history", "Show what happened to a record, entry by entry"),
        Verb(
            TakeBackEntry.self, "record take-back", "Undo an entry made by mistake",
            [RecordTakenBack.self, DirectoryTakenBack.self], effective: "when recorded",
            correctedBy: "recording it again"),
        Verb(
            FindingsQuestion.self, "report findings",
            "List what is missing or contradictory in the record, and what to do"),
        Verb(VacanciesQuestion.self, "seat vacancies", "List unfilled seats and vacancies on the Council"),
        Verb(AttachmentsQuestion.self, "attachment list", "List files attached to records"),
    ]
}

/// Asks to keep the content of a file that was uploaded.
public struct KeepRequest: Record, Equatable {
    public var upload = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("upload", &upload)
    }
}

/// What is kept now, on the disk for good.
public struct KeepReply: Record, Equatable {
    public var sha256 = ContentDigest.placeholder
    public var size = 0
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("sha256", &sha256)
        try coder.field("size", &size)
    }
}

/// Asks for an attachment's content.
public struct ContentQuestion: Record, Equatable {
    public var entry = 0
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("entry", &entry, "the number of the entry that attached it")
    }
}

/// A piece of an attachment's content.
public struct ContentPiece: Record, Equatable {
    public var base64 = ""
    public var done = 0
    public var total = 0
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("base64", &base64, "RFC 4648")
        try coder.field("done", &done, "bytes given so far")
        try coder.field("total", &total)
    }
}
