// The log and the service themselves, as report values.

public import Codec
public import Governance

/// An entry of the log.
public struct EntryValue: Record, Equatable {
    public var seq = 0
    public var id = ""
    public var type = ""
    public var subject = ""
    public var time = ""
    public var recorded = ""
    public var actor = ""
    /// What happened, in a sentence.
    public var what = ""
    /// Where it comes from.
    public var origin = EntryOrigin()
    /// The entry as it is stored: a CloudEvents 1.0 JSON object.
    public var entry: JSONObject?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("seq", &seq)
        try coder.field("id", &id)
        try coder.field("type", &type)
        try coder.field("subject", &subject)
        try coder.field("time", &time, "when it took effect")
        try coder.field("recorded", &recorded)
        try coder.field("actor", &actor)
        try coder.field("what", &what, "what happened, in a sentence")
        try origin.fields(&coder)
        try coder.field("entry", &entry, "the stored entry: a CloudEvents 1.0 object")
    }
}

/// Entries of the log.
public struct EntriesReport: Record, Equatable {
    public var position = 0
    public var entries: [EntryValue] = []
    /// Where the next page begins, if there is one.
    public var next: Int?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("position", &position, "the last entry of the log")
        try coder.field("entries", &entries)
        try coder.field("next", &next, "what to give as `after` for the next page")
    }
}

/// A piece of an export.
public struct ExportPiece: Record, Equatable {
    /// Whole lines of NDJSON, each the bytes of an entry as stored.
    public var text = ""
    /// How many entries have been given so far, and how many there are.
    public var done = 0
    public var total = 0

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("text", &text, "whole lines, each an entry's bytes as stored")
        try coder.field("done", &done, "entries given so far")
        try coder.field("total", &total)
    }
}

/// What an import or a restore brought in.
public struct ImportReport: Record, Equatable {
    public var recorded = 0
    /// Lines whose entries were brought in before.
    public var repeated = 0
    /// Lines that were refused and left out, with `keepgoing`.
    public var refused: [RefusedLine] = []
    /// Entries that were restored although something in them is out of today's bounds, the first hundred.
    public var beyond: [RefusedLine]?
    /// How many there are.
    public var beyondCount: Int?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("recorded", &recorded)
        try coder.field("repeated", &repeated, "lines already imported")
        try coder.field("refused", &refused, "lines left out with keepgoing")
        try coder.field(
            "beyond", &beyond, "entries that exceed today's limits for new entries, the first hundred")
        try coder.field("beyondcount", &beyondCount, "how many there are")
    }
}

/// A line that was refused.
public struct RefusedLine: Record, Equatable {
    public var line = 0
    public var rule = ""
    public var message = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("line", &line)
        try coder.field("rule", &rule)
        try coder.field("message", &message)
    }
}

/// Where one projection stands.
public struct ProjectionValue: Record, Equatable {
    public var name = ""
    public var version = 0
    public var position = 0
    public var isComplete = true
    public var fault: String?
    public var rows: Int?
    public var hash: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("version", &version)
        try coder.field("position", &position)
        try coder.field("complete", &isComplete)
        try coder.field("fault", &fault)
        try coder.field("rows", &rows)
        try coder.field("hash", &hash, "the sum of the rows' SHA-256 modulo 2^256, in hexadecimal")
    }
}

/// Where the projections stand.
public struct ProjectionsReport: Record, Equatable {
    public var generation = 0
    /// The generation to which one can go back.
    public var previous: Int?
    public var position = 0
    public var projections: [ProjectionValue] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("generation", &generation)
        try coder.field("previous", &previous, "the generation that revert returns to")
        try coder.field("position", &position, "the last entry of the log")
        try coder.field("projections", &projections)
    }
}

/// How far a rebuild has come.
public struct RebuildProgress: Record, Equatable {
    public var done = 0
    public var total = 0
    /// The new generation, once it answers.
    public var generation: Int?
    /// How its rows compare with those before, once it answers.
    public var projections: [RebuiltProjection] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("done", &done)
        try coder.field("total", &total)
        try coder.field("generation", &generation, "the new generation, once it is in use")
        try coder.field("projections", &projections, "how its rows compare with the earlier ones")
    }
}

/// The state of the daemon, and what needs doing.
public struct StatusReport: Record, Equatable {
    public var council = ""
    /// The day from which everything is reckoned; nil before there is a council.
    public var recordBegins: CivilDate?
    public var entries = 0
    public var version = ""
    public var clients = 0
    public var isComplete = true
    public var fault: String?
    /// How many entries are invented or assumed; nil for none.
    public var invented: Int?
    public var assumed: Int?
    /// Why nothing is recorded now; nil if all is well.
    public var readOnly: String?
    public var clock: String?
    public var you = ""
    public var roles: [String] = []
    public var openToCallIn = 0
    public var awaitingRatification = 0
    public var unsentNotices = 0
    public var meetingsWithoutRoll = 0
    /// What is overdue or falls due in two weeks, and what waits for whom.
    public var work: [DigestItem] = []
    /// The day of which it is; nil while the log is empty.
    public var asAt: CivilDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("council", &council)
        try coder.field("recordbegins", &recordBegins, "the first day that the record covers")
        try coder.field("entries", &entries)
        try coder.field("version", &version)
        try coder.field("clients", &clients)
        try coder.field("complete", &isComplete)
        try coder.field("fault", &fault)
        try coder.field("invented", &invented, "how many entries of the record are invented")
        try coder.field("assumed", &assumed, "how many entries of the record are assumed")
        try coder.field("readonly", &readOnly, "why nothing is recorded now")
        try coder.field("clock", &clock, "a warning if the log's last entry is later than the clock")
        try coder.field("you", &you, "the user the daemon sees")
        try coder.field("roles", &roles, "your roles")
        try coder.field("opentocallin", &openToCallIn, "resolutions open to call-in")
        try coder.field("awaitingratification", &awaitingRatification)
        try coder.field("unsentnotices", &unsentNotices)
        try coder.field("meetingswithoutroll", &meetingsWithoutRoll)
        try coder.field("work", &work, "what is overdue or due within two weeks, and what is waiting")
        try coder.field("asat", &asAt, "the day it was made for")
    }
}
