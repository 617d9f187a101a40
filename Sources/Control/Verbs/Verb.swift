// Verbs: everything the daemon can be asked, each once. The table of them (VerbTable) is what the
// interfaces, the permissions, the help texts and the documentation are made of.

public import Codec
public import Governance
public import Reports

/// What somebody may do.
public enum Role: String, Choice, Comparable {
    /// Ask queries.
    case reader
    /// Record what happens.
    case clerk
    /// Look at the log itself and take copies of it.
    case auditor
    /// Restore, rebuild: everything.
    case administrator

    /// Whether somebody in this role may do what the other role may.
    public func includes(_ other: Role) -> Bool {
        self == other || self == .administrator || other == .reader
    }

    public static func < (one: Role, other: Role) -> Bool { one.rawValue < other.rawValue }
}

/// The Varlink interfaces.
public enum InterfaceName: String, CaseIterable, Sendable {
    /// Commands.
    case records = "org.minuted.Records"
    /// What the projections say.
    case queries = "org.minuted.Queries"
    /// The log itself.
    case ledger = "org.minuted.Ledger"
    /// The projections themselves.
    case projections = "org.minuted.Projections"
    /// The daemon.
    case service = "org.minuted.Service"
}

/// One thing that the daemon can be asked.
public struct Verb: Sendable {
    public let interface: InterfaceName
    /// The method's name in the interface.
    public let method: String
    /// Who may ask it.
    public let role: Role
    /// The words of the command line that ask it, such as `attendance record`.
    public let words: String
    /// What it does, in a line.
    public let summary: String
    /// The types of the events it can write.
    public let events: [String]
    /// When what it records takes effect; empty for a verb that records nothing.
    public let effective: String
    /// How what it recorded is put right; empty for a verb that records nothing.
    public let correctedBy: String
    /// The command it stands for, of a verb that records.
    public let command: (any Command.Type)?
    // Described only when somebody asks: the command line looks at the table whenever it starts.
    let describedParameters: @Sendable () -> [FieldDescription]
    let describedReply: @Sendable () -> [FieldDescription]
    public var parameters: [FieldDescription] { describedParameters() }
    public var reply: [FieldDescription] { describedReply() }
    public let streams: MethodDefinition.Streaming

    /// The method's full name.
    public var fullName: String { "\(interface.rawValue).\(method)" }
}

/// A command as it is called: its own fields, and those that every command takes.
public struct CommandCall<Wrapped: Command>: Record {
    public var command = Wrapped()
    public var options = CommandOptions()

    public init() {}

    public static var typeName: String { "\(Wrapped.self)Call" }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try command.fields(&coder)
        try options.fields(&coder)
    }
}

/// What every command takes besides its own fields.
public struct CommandOptions: Sendable, Equatable {
    public var commandId: String?
    public var expectedVersion: Int?
    public var isDryRun: Bool?
    /// Where what is recorded comes from, and where in the source.
    public var provenance: ProvenanceKind?
    public var sourcePlace: String?

    public init() {}

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("commandid", &commandId, "repeating it returns the first receipt")
        try coder.field("expectedversion", &expectedVersion, "refused if the record has a different version")
        try coder.field("dryrun", &isDryRun, "only show what would be recorded")
        try coder.field("provenance", &provenance, "where it comes from; kept with its entries")
        try coder.field("sourceplace", &sourcePlace, "where in the source, such as S2 paragraph 4.3")
    }
}

/// The reply to a command.
public struct ReceiptReply: Record {
    public var receipt = CommandReceipt()

    public init() {}

    public init(_ receipt: CommandReceipt) { self.receipt = receipt }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("receipt", &receipt)
    }
}

/// The reply to a query: one report.
public struct ReportReply<Report: Record>: Record {
    public var report = Report()
    /// The council's time zone, by whose clocks text writes times; nil while there is no council.
    public var zone: String?

    public init() {}

    public init(_ report: Report, zone: String? = nil) { (self.report, self.zone) = (report, zone) }

    public static var typeName: String { "\(Report.self)Reply" }

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("report", &report)
        try coder.field("zone", &zone, "the council's time zone")
    }
}
