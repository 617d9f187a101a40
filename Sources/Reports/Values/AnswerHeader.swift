// What every answer says of itself: up to which entry it was folded, as at which day, as known when.

public import Codec
public import Governance

/// The version of the JSON in which reports are given. It grows by one when a field changes its meaning
/// or goes; a new field is no new version.
public let reportFormat = 1

/// What an answer rests on.
public struct Basis: Record, Equatable {
    /// The council whose record it is, by its name today; nil while there is none.
    public var council: String?
    /// The last entry of the log that the answer takes in.
    public var position = 0
    /// The version of the folds that it was made with.
    public var version = 0
    /// Whether everything up to the position is in it; false if a projection has stopped at a fault.
    public var isComplete = true
    /// What stopped it, if it is not complete.
    public var fault: String?
    /// The day whose state is shown.
    public var asAt = CivilDate.placeholder
    /// The entry up to which the record is taken as known, if that was asked for.
    public var asKnownOn: Int?
    /// How many entries up to the position are invented or assumed; nil for none.
    public var invented: Int?
    public var assumed: Int?
    /// The version of this JSON.
    public var format = reportFormat

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("council", &council, "whose record it is")
        try coder.field("position", &position, "the last entry that the answer covers")
        try coder.field("version", &version, "the version of the projections")
        try coder.field("complete", &isComplete, "false if a projection has stopped at a fault")
        try coder.field("fault", &fault)
        try coder.field("asat", &asAt, "the day as at which the record is shown")
        try coder.field("asknownon", &asKnownOn, "the last entry that counts as known")
        try coder.field("invented", &invented, "how many entries of the record are invented")
        try coder.field("assumed", &assumed, "how many entries of the record are assumed")
        try coder.field("format", &format, "the version of this JSON")
    }
}

/// What is asked of every query: a day, a state of knowledge, and how far the answer has to reach.
public struct Scope: Record, Equatable {
    /// The day whose state is asked for, as people write it; today if nil.
    public var asAt: String?
    /// The record as it was known at a day's end, a time, or an entry's number; as known now if nil.
    public var asKnownOn: String?
    /// The entry that the answer has to take in at least.
    public var atLeast: Int?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("asat", &asAt, "the day as at which to show the record; today if left out")
        try coder.field("asknownon", &asKnownOn, "a day, a time or an entry's number")
        try coder.field("atleast", &atLeast, "the entry that the answer must cover")
    }
}
