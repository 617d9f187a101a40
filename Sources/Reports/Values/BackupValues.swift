// A backup of the log, as it travels and as it lies in its directory.

public import Codec

/// What a backup holds: its file `backup.json`.
public struct BackupSummary: Record, Equatable {
    public var council = ""
    /// The log's source, which every entry names.
    public var source = ""
    /// How many entries there are; the last one has this number.
    public var entries = 0
    /// The last entry's id.
    public var lastId = ""
    /// When the last entry was recorded.
    public var lastRecorded = ""
    /// The version of the daemon that gave it.
    public var version = ""
    /// The length of `entries.ndjson` in bytes; known once it is written.
    public var bytes: Int?
    /// How many attached files lie in `attachments`; nil where none is attached.
    public var attachments: Int?
    /// The attached files that could not be copied, each with its entry.
    public var missing: [String]?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("council", &council)
        try coder.field("source", &source)
        try coder.field("entries", &entries)
        try coder.field("lastid", &lastId)
        try coder.field("lastrecorded", &lastRecorded)
        try coder.field("version", &version, "of the daemon that gave it")
        try coder.field("bytes", &bytes, "the length of entries.ndjson, once it is written")
        try coder.field("attachments", &attachments, "files in the folder attachments, once it is written")
        try coder.field("missing", &missing, "attached files that could not be copied, with their entries")
    }
}

/// A piece of a backup.
public struct BackupPiece: Record, Equatable {
    /// What the whole of it will hold; in the first piece only.
    public var summary: BackupSummary?
    /// Whole lines of NDJSON, each the bytes of an entry as stored.
    public var text = ""
    /// How many entries have been given so far.
    public var done = 0

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("summary", &summary, "what the whole will hold; in the first piece only")
        try coder.field("text", &text, "whole lines, each an entry's bytes as stored")
        try coder.field("done", &done, "entries given so far")
    }
}
