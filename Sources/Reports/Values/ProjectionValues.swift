// The projections themselves as report values: rebuilt, verified, explained, compared.

public import Codec
public import Governance

/// Asks for projections by name.
public struct ProjectionsQuestion: Record, Equatable {
    public var projections: [String] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("projections", &projections, "their names; all if empty")
    }
}

/// How a rebuilt projection's rows compare with those that answered before.
public enum RebuildOutcome: String, Choice {
    /// Folded again, with the same rows.
    case same
    /// Not named, so its rows were copied.
    case copied
    /// Nothing to compare with: another version of the fold made the old rows, or none did.
    case new
    /// Folded again, and other rows came out: the old ones had been changed.
    case different
}

/// One projection of a rebuild.
public struct RebuiltProjection: Record, Equatable {
    public var name = ""
    public var rows = 0
    public var outcome = RebuildOutcome.same
    /// The first row that differs: here what answered before.
    public var difference: DifferingRow?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("rows", &rows)
        try coder.field("outcome", &outcome, "how the rows compare with those used before")
        try coder.field(
            "difference", &difference, "the first row that differs; `here` is what was used before")
    }
}

/// A row that differs.
public struct DifferingRow: Record, Equatable {
    public var table = ""
    public var row = ""
    public var isHere = false
    public var isThere = false
    public var differing: [DifferingField] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("table", &table)
        try coder.field("row", &row, "its key, the parts with slashes between")
        try coder.field("ishere", &isHere)
        try coder.field("isthere", &isThere)
        try coder.field("fields", &differing)
    }
}

/// A field that differs.
public struct DifferingField: Record, Equatable {
    public var field = ""
    public var here: String?
    public var there: String?
    public init() {}
    public init(_ field: String, here: String?, there: String?) {
        (self.field, self.here, self.there) = (field, here, there)
    }
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("field", &field)
        try coder.field("here", &here)
        try coder.field("there", &there)
    }
}

// MARK: - Verification

/// What verification found of one projection.
public struct VerifiedProjection: Record, Equatable {
    public var name = ""
    public var isSound = true
    public var position = 0
    public var rows = 0
    public var kept = ""
    public var standing = ""
    public var folded = ""
    public var differing = 0
    public var difference: DifferingRow?
    public var fault: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("sound", &isSound)
        try coder.field("position", &position, "the entry at which it was compared")
        try coder.field("rows", &rows)
        try coder.field("kept", &kept, "the stored hash of the rows")
        try coder.field("standing", &standing, "the hash of the rows as they are now")
        try coder.field("folded", &folded, "the hash of the rows rebuilt from the log")
        try coder.field("differing", &differing, "how many rows differ")
        try coder.field(
            "difference", &difference, "the first of them: `here` is the row in use, `there` the log's")
        try coder.field("fault", &fault)
    }
}

/// How far a verification has come, and in the end what it found.
public struct VerifyProgress: Record, Equatable {
    public var done = 0
    public var total = 0
    public var isSound: Bool?
    public var projections: [VerifiedProjection] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("done", &done)
        try coder.field("total", &total)
        try coder.field("sound", &isSound, "whether all match the log, at the end")
        try coder.field("projections", &projections)
    }
}

// MARK: - Explanation

/// Asks which entries are behind rows.
public struct WhyQuestion: Record, Equatable {
    public var projection = ""
    public var row = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("projection", &projection)
        try coder.field("row", &row, "a key such as malap-2007-09-06/okafor, or fields as person=okafor")
    }
}

/// An entry that changed something.
public struct ChangingEntry: Record, Equatable {
    public var seq = 0
    public var recorded = ""
    public var actor = ""
    public var what = ""
    /// Where it comes from.
    public var origin = EntryOrigin()
    /// What it changed: here what stands behind it, there what had stood before.
    public var changes: [DifferingField] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("seq", &seq)
        try coder.field("recorded", &recorded)
        try coder.field("actor", &actor)
        try coder.field("what", &what, "what happened, in a sentence")
        try origin.fields(&coder)
        try coder.field(
            "changes", &changes, "`here` is what the row says after the entry, `there` what it said before")
    }
}

/// A row with the entries behind it.
public struct ExplainedRow: Record, Equatable {
    public var table = ""
    public var row = ""
    public var says: [DifferingField] = []
    public var entries: [ChangingEntry] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("table", &table)
        try coder.field("row", &row)
        try coder.field("says", &says, "what the row says now, under `here`; empty if it is gone")
        try coder.field("entries", &entries)
    }
}

/// Rows with the entries behind them.
public struct WhyReport: Record, Equatable {
    public var projection = ""
    public var position = 0
    public var rows: [ExplainedRow] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("projection", &projection)
        try coder.field("position", &position, "the last entry looked at")
        try coder.field("rows", &rows)
    }
}

// MARK: - Difference

/// Asks how a projection's rows differ from others: one of the three has to be given.
public struct DifferenceQuestion: Record, Equatable {
    public var projection = ""
    public var seq: Int?
    public var generation: Int?
    public var file: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("projection", &projection)
        try coder.field("seq", &seq, "with the rows behind this entry")
        try coder.field("generation", &generation, "with the generation of this number")
        try coder.field("file", &file, "with a generation's file, by its full path")
    }
}

/// How a projection's rows differ from others.
public struct DifferenceReport: Record, Equatable {
    public var projection = ""
    public var position = 0
    public var version = 0
    public var otherPosition = 0
    public var otherVersion = 0
    public var count = 0
    public var rows: [DifferingRow] = []
    /// The first entry at which the two part.
    public var parting: ChangingEntry?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("projection", &projection)
        try coder.field("position", &position)
        try coder.field("version", &version)
        try coder.field("otherposition", &otherPosition)
        try coder.field("otherversion", &otherVersion)
        try coder.field("count", &count, "how many rows differ; the first hundred are listed")
        try coder.field("rows", &rows)
        try coder.field("parting", &parting, "the first entry at which the two differ")
    }
}

// MARK: - A report then and now

/// Asks what a report on attendance said at a time and what it says now.
public struct AttendanceComparisonQuestion: Question {
    public typealias Answer = AttendanceComparisonReport
    public var attendance = AttendanceQuestion()
    public var knownOn = ""
    public var scope: Scope {
        get { attendance.scope }
        set { attendance.scope = newValue }
    }
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try attendance.fields(&coder)
        try coder.field("compareknownon", &knownOn, "a day, a time or an entry's number")
    }
}

/// A member of whom the two reports say different things.
public struct ComparedMember: Record, Equatable {
    public var person = ""
    public var name = ""
    public var then: AttendanceValue?
    public var now: AttendanceValue?
    /// The entries that made the difference.
    public var entries: [Int] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("person", &person)
        try coder.field("name", &name)
        try coder.field("then", &then, "left out if the report did not list the member")
        try coder.field("now", &now, "left out if the report does not list the member")
        try coder.field("entries", &entries, "the numbers of the entries that made the difference")
    }
}

/// A report on attendance as it was and as it is, where the two differ.
public struct AttendanceComparisonReport: Record, Equatable {
    public var basis = Basis()
    /// The entry up to which the record was known then.
    public var knownOn = 0
    public var body: String?
    public var from: CivilDate?
    public var to = CivilDate.placeholder
    /// How many members both reports list alike.
    public var unchanged = 0
    public var members: [ComparedMember] = []
    public var entries: [ChangingEntry] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("knownon", &knownOn, "the entry up to which the record was known then")
        try coder.field("body", &body)
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("unchanged", &unchanged, "how many members both reports list alike")
        try coder.field("members", &members)
        try coder.field("entries", &entries, "those that made the difference, in order")
    }
}
