// What is handed to the record keeper, and what comes back.

public import Governance

/// One command with what is to be observed about it.
public struct SubmittedCommand: Sendable {
    /// The command's name, such as `RecordAttendance`.
    public let name: String
    public let command: any Command
    /// An identifier of the client's choice: repeating it returns the first receipt.
    public var commandId: String?
    /// The version that the record is expected to have; refused if it has another.
    public var expectedVersion: Int?
    /// Where what it says comes from; nil where the client does not say.
    public var provenance: Provenance?

    public init(
        _ name: String, _ command: any Command, commandId: String? = nil, expectedVersion: Int? = nil,
        provenance: Provenance? = nil
    ) {
        self.name = name
        self.command = command
        self.commandId = commandId
        self.expectedVersion = expectedVersion
        self.provenance = provenance
    }
}

/// Commands that somebody asks to be recorded, all or none.
public struct Submission: Sendable {
    public var commands: [SubmittedCommand]
    /// Who asks, as the kernel says: `uid:1001(jokafor)`.
    public var actor: String
    /// Whether only to say what would be recorded.
    public var isDryRun = false

    public init(_ commands: [SubmittedCommand], actor: String, isDryRun: Bool = false) {
        self.commands = commands
        self.actor = actor
        self.isDryRun = isDryRun
    }
}

/// Why nothing of a submission was recorded.
public enum SubmissionFailure: Error, Sendable, Equatable {
    /// A rule refuses the command of this index.
    case refused(command: Int, Rejection)
    /// The log could not be written. Nothing was recorded for certain.
    case storage(String)
    /// The record keeper is not taking anything: it is stopping, or the log may only be read.
    case closed(String)
}
