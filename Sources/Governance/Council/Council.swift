// The council itself: who it is, when its offices are closed. Its founding is the first entry of a log.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// The day on which an entry was recorded, in universal time; nil where that is not known. When something came to
/// be known is not part of what it says, so all are equal.
public struct EntryDay: Sendable, Equatable {
    public var day: CivilDate?

    public init(_ day: CivilDate? = nil) { self.day = day }

    public static func == (one: EntryDay, other: EntryDay) -> Bool { true }
}

/// The log begins: which council's record this is, and in which format.
public struct CouncilFounded: EventPayload, Equatable {
    public static let type = "org.minuted.council.founded"

    /// A short name for identifiers, such as `stockton`.
    public var council = ""
    /// The council's full name.
    public var name = ""
    /// What every entry's `source` says: `urn:minuted:<council>`.
    public var source = ""
    /// The origin that the log's checkpoints carry (C2SP tlog-checkpoint).
    public var origin = ""
    /// The format of the log. There is one so far.
    public var formatVersion = CouncilFounded.currentFormat
    /// The zone in which the council's clocks run, from the time zone database.
    public var timeZone = "Europe/London"
    /// The first day that the record covers; nil for the day on which this entry was recorded.
    public var recordBegins: CivilDate?
    /// The day on which this entry was recorded. Its envelope has it, so it is not stored again: whoever reads or
    /// proposes the event fills it in.
    public var entered = EntryDay()

    /// The format that this version writes and reads.
    public static let currentFormat = 1

    public init() {}

    public init(council: String, name: String, origin: String) {
        self.council = council
        self.name = name
        source = "urn:minuted:\(council)"
        self.origin = origin
    }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("council", &council, "a short name for identifiers")
        try coder.field("name", &name)
        try coder.field("source", &source)
        try coder.field("origin", &origin, "the origin of the log's checkpoints")
        try coder.field("formatversion", &formatVersion)
        try coder.field("timezone", &timeZone)
        try coder.field(
            "recordbegins", &recordBegins,
            "the first day that the record covers; the day of this entry if left out")
    }

    public var stream: Stream { .council(council) }

    public func admit(in state: State) throws(Rejection) {
        guard state.directory.council == nil else {
            throw Rejection(
                "one-council", "council/\(council)", "This log already belongs to a council.",
                remedy: "Keep one log for each council, each in a state directory of its own.")
        }
        guard formatVersion == Self.currentFormat else {
            throw Rejection(
                "format", "council/\(council)",
                "The log has format \(formatVersion), not \(Self.currentFormat).",
                remedy: "Use the version of Minuted that wrote it.")
        }
        try Check.identifier(council, "council")
        try Check.line(name, "name", of: "council/\(council)")
        try Check.line(origin, "origin", of: "council/\(council)")
    }
}

/// The days on which the council's offices are closed: all of them, in place of those before.
public struct CouncilCalendarSet: EventPayload, Equatable {
    public static let type = "org.minuted.council.calendar_set"

    public var council = ""
    /// Days that are no working days besides weekends and bank holidays.
    public var closures: [Closure] = []
    /// Bank holidays that were proclaimed or moved after this version was made; nil to leave them as they are.
    public var bankHolidays: [BankHolidayChange]?
    /// Why a closure is taken out; nil where some are added.
    public var reason: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("council", &council)
        try coder.field("closures", &closures)
        try coder.field(
            "bankholidays", &bankHolidays,
            "bank holidays added or moved by proclamation; unchanged if left out")
        try coder.field("reason", &reason, "why a closure is removed")
    }

    public var stream: Stream { .council(council) }

    public func admit(in state: State) throws(Rejection) {
        for closure in closures { try Check.line(closure.reason, "reason", of: "council/\(council)") }
        do throws(DateError) {
            _ = try workingDays(bankHolidays ?? state.directory.council?.bankHolidays ?? [])
        } catch {
            throw Rejection("closures", "council/\(council)", error.message, remedy: error.instead)
        }
    }

    func workingDays(_ changes: [BankHolidayChange]) throws(DateError) -> WorkingDays {
        var amendments: [BankHolidays.Amendment] = []
        for change in changes { amendments.append(try change.amendment) }
        return try WorkingDays(
            bankHolidays: BankHolidays(amendedBy: amendments),
            closures: closures.map { .init(from: $0.from, through: $0.to, reason: $0.reason) })
    }
}

/// A bank holiday added by a proclamation, or put in another's place (Banking and Financial Dealings Act 1971, s. 1).
public struct BankHolidayChange: Record, Equatable {
    /// The day that is kept.
    public var on = CivilDate.placeholder
    /// What it is called; one that takes another's place keeps its name.
    public var name: String?
    /// The day in whose place it is kept.
    public var insteadOf: CivilDate?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("on", &on, "the day of the bank holiday")
        try coder.field("name", &name, "its name; a moved bank holiday keeps its name")
        try coder.field("insteadof", &insteadOf, "the day it replaces")
    }

    var amendment: BankHolidays.Amendment {
        get throws(DateError) {
            switch (name, insteadOf) {
            case (nil, let day?): return .moved(from: day, to: on)
            case (let name?, nil) where name.contains { !$0.isWhitespace }: return .added(on, name: name)
            default:
                throw DateError(
                    .badSetting, "The bank holiday of \(on.short) needs a name, or the day that it replaces.",
                    instead: "Give `name` for a day that is added, or `insteadof` for one that is moved.")
            }
        }
    }
}

/// Days on which the council's offices are closed, first and last included.
public struct Closure: Record, Equatable {
    public var from = CivilDate.placeholder
    public var to = CivilDate.placeholder
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("from", &from)
        try coder.field("to", &to)
        try coder.field("reason", &reason)
    }
}

/// What is known of the council.
public struct Council: Sendable, Equatable {
    public let id: String
    public private(set) var name: String
    public private(set) var formerNames: [String] = []
    public let source: String
    /// The name under which the log's checkpoints go.
    public private(set) var origin: String
    /// The key in office, where one has succeeded another; otherwise only whoever signs knows it.
    public private(set) var key: String?
    /// The keys before it.
    public private(set) var formerKeys: [String] = []
    public let timeZone: String
    /// The day from which everything is reckoned.
    public private(set) var recordBegins: CivilDate
    public private(set) var closures: [Closure] = []
    public private(set) var bankHolidays: [BankHolidayChange] = []
    /// The days on which the council works.
    public private(set) var workingDays = WorkingDays()

    init(_ founded: CouncilFounded) {
        id = founded.council
        name = founded.name
        source = founded.source
        origin = founded.origin
        timeZone = founded.timeZone
        recordBegins = founded.recordBegins ?? founded.entered.day ?? .first
    }

    mutating func evolve(_ event: RecordBeginningSet) { recordBegins = event.on }

    mutating func evolve(_ event: KeySucceeded) {
        formerKeys.append(event.from)
        (key, origin) = (event.to, KeySucceeded.name(of: event.to))
    }

    mutating func evolve(_ event: CouncilRenamed) {
        formerNames.append(name)
        name = event.name
    }

    mutating func evolve(_ event: CouncilCalendarSet) {
        closures = event.closures
        bankHolidays = event.bankHolidays ?? bankHolidays
        // An event is admitted only if it makes a calendar.
        workingDays = (try? event.workingDays(bankHolidays)) ?? workingDays
    }
}
