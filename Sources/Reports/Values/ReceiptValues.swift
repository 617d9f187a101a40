// What a recorded command led to.

public import Codec

/// One entry that a command led to.
public struct RecordedEntry: Record, Equatable {
    /// The entry's number; 0 in a dry run.
    public var seq = 0
    public var id = ""
    public var type = ""
    public var subject = ""
    /// What happened, as the entry has it.
    public var data = JSONObject()

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("seq", &seq, "the entry's number; 0 in a dry run")
        try coder.field("id", &id)
        try coder.field("type", &type)
        try coder.field("subject", &subject)
        try coder.field("data", &data)
    }
}

/// What a command led to. When it arrives, its entries survive a power cut.
public struct CommandReceipt: Record, Equatable {
    public var commandId: String?
    /// The command's entries: first and last number. Left out if it changed nothing.
    public var first: Int?
    public var last: Int?
    /// Whether the command had been recorded before under this identifier.
    public var isRepeated = false
    /// Whether anything was recorded; a command that says what the record says already changes nothing.
    public var isChange = false
    public var isDryRun = false
    public var entries: [RecordedEntry] = []
    /// How many entries are left out of the list because there are too many.
    public var unlisted: Int?
    /// What whoever sent it should know, a sentence each.
    public var notes: [String] = []
    /// True if some of what was asked for is not in the record; the notes say what.
    public var isPartial: Bool?

    /// More entries than this are not listed: the log has them.
    public static let longestList = 1_000

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("commandid", &commandId)
        try coder.field("first", &first, "the number of its first entry; left out if nothing changed")
        try coder.field("last", &last)
        try coder.field("repeated", &isRepeated, "whether it was already recorded under this identifier")
        try coder.field("changed", &isChange, "false if everything was already recorded")
        try coder.field("dryrun", &isDryRun)
        try coder.field("entries", &entries, "what was recorded; left out when repeated")
        try coder.field("unlisted", &unlisted, "how many entries are left out of a long list")
        try coder.field("notes", &notes, "remarks, a sentence each")
        try coder.field("partial", &isPartial, "true if not all of it is in the record; the notes say what")
    }
}
