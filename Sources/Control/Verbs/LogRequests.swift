// The parameters and replies of verbs about the log and of submissions.

public import Codec
public import Governance
public import Reports

/// Asks for entries of the log.
public struct EntriesQuestion: Record, Equatable {
    public var subject: String?
    public var type: String?
    public var actor: String?
    public var limit: Int?
    public var after: Int?
    public var isNewestFirst: Bool?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("subject", &subject, "only one record's, for example meeting/malap-2007-09-06")
        try coder.field("type", &type, "only types that start with this, for example org.minuted.decision.")
        try coder.field("actor", &actor)
        try coder.field("limit", &limit, "how many to list; 100 if left out, 1000 at most")
        try coder.field("after", &after, "what the previous page gave as `next`")
        try coder.field("newestfirst", &isNewestFirst)
    }
}

/// Asks for one entry.
public struct EntryQuestion: Record, Equatable {
    public var entry = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("entry", &entry, "its number, or the start of its id")
    }
}

/// One entry.
public struct EntryReply: Record, Equatable {
    public var entry = EntryValue()
    /// The council's time zone, by whose clocks text writes times.
    public var zone: String?
    public init() {}
    public init(_ entry: EntryValue, zone: String?) { (self.entry, self.zone) = (entry, zone) }
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("entry", &entry)
        try coder.field("zone", &zone, "the council's time zone")
    }
}

/// Asks for entries as they are recorded.
public struct FollowQuestion: Record, Equatable {
    public var after: Int?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("after", &after, "start after this entry; after the last one if left out")
    }
}

/// Asks for an export.
public struct ExportQuestion: Record, Equatable {
    public var from: Int?
    public var to: Int?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("from", &from, "the first entry; 1 if left out")
        try coder.field("to", &to, "the last entry; the log's last if left out")
    }
}

/// A piece of a file.
public struct UploadPiece: Record, Equatable {
    public var upload: String?
    public var text = ""
    public var base64: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("upload", &upload, "left out with the first piece")
        try coder.field("text", &text, "lines may be cut anywhere")
        try coder.field("base64", &base64, "the piece's bytes, if they are not text (RFC 4648)")
    }
}

/// By which name an upload goes on.
public struct UploadReply: Record, Equatable {
    public var upload = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("upload", &upload)
    }
}

/// Asks to record uploaded entries anew.
public struct ImportRequest: Record, Equatable {
    public var upload = ""
    public var keepsGoing: Bool?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("upload", &upload)
        try coder.field("keepgoing", &keepsGoing, "leave out refused lines; otherwise nothing is imported")
    }
}

/// Asks to put an uploaded log verbatim into an empty one.
public struct RestoreRequest: Record, Equatable {
    public var upload = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("upload", &upload)
    }
}

/// One command of a submission.
public struct NamedCommand: Record, Equatable {
    public var command = ""
    public var parameters = JSONObject()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("command", &command, "a method of this interface, such as RecordAttendance")
        try coder.field("parameters", &parameters)
    }
}

/// The log's signed checkpoint.
public struct CheckpointReply: Record, Equatable {
    public var checkpoint = ""
    public var size = 0
    public var key = ""
    public var keys = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("checkpoint", &checkpoint, "the signed note (C2SP tlog-checkpoint)")
        try coder.field("size", &size, "how many entries it covers")
        try coder.field("key", &key, "the log's current public key (C2SP signed-note vkey)")
        try coder.field(
            "keys", &keys, "all of its keys as in the file vkey, the first on the first line")
    }
}

/// Asks for another key to sign from now on.
public struct RotateKeyRequest: Record, Equatable {
    public var reason: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("reason", &reason, "why the key is replaced, for the record")
    }
}

/// The key that signs from now on.
public struct RotateKeyReply: Record, Equatable {
    public var entry = 0
    public var key = ""
    public var advice: String?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("entry", &entry, "the entry that names the key")
        try coder.field("key", &key, "the key that signs from now on (C2SP signed-note vkey)")
        try coder.field("advice", &advice, "what the machine's administrator must do")
    }
}

/// Asks for a proof.
public struct ProofQuestion: Record, Equatable {
    public var entry: Int?
    public var from: Int?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("entry", &entry, "prove that this entry is in the log")
        try coder.field("from", &from, "prove that the log still begins as it did at this size")
    }
}

/// A proof.
public struct ProofReply: Record, Equatable {
    public var proof = ""
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("proof", &proof, "C2SP tlog-proof of an entry, or a witness's add-checkpoint request")
    }
}

/// Asks for what a witness needs, or takes its answer in.
public struct CosignRequest: Record, Equatable {
    public var answer: String?
    public var from: Int?
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("answer", &answer, "the witness's answer; left out to ask for the request")
        try coder.field("from", &from, "the size that the witness cosigned last; 0 for a new one")
    }
}

/// The request for a witness, or what came of its answer.
public struct CosignReply: Record, Equatable {
    public var request: String?
    public var size: Int?
    public var witnesses: [String] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("request", &request, "what to give to `minuted witness answer`")
        try coder.field("size", &size, "the size of the checkpoint that was cosigned")
        try coder.field("witnesses", &witnesses, "who cosigned it")
    }
}

/// Many commands, all or none.
public struct SubmitRequest: Record, Equatable {
    public var commands: [NamedCommand] = []
    public var upload: String?
    public var isDryRun: Bool?

    /// More bytes than this are not recorded in one go, also when they were uploaded.
    public static let greatestUpload = 32 << 20

    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("commands", &commands)
        try coder.field("upload", &upload, "instead: an upload with one command on each line")
        try coder.field("dryrun", &isDryRun)
    }
}

extension NamedCommand {
    /// Reads commands, one a line; blank lines are left out.
    ///
    /// - Returns: each command with its line, from 1.
    /// - Throws: ``CommandLineError``, which names the line.
    public static func lines(_ bytes: [UInt8]) throws(CommandLineError) -> [(
        line: Int, command: NamedCommand
    )] {
        var found: [(Int, NamedCommand)] = []
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes[3...] : bytes[...]
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated()
        where line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) {
            do throws(FieldError) { found.append((index + 1, try NamedCommand(json: Array(line)))) } catch {
                throw CommandLineError(line: index + 1, error: error)
            }
        }
        return found
    }
}

/// A line that is not a command.
public struct CommandLineError: Error {
    public let line: Int
    public let error: FieldError
}

/// The receipts of a submission, in order.
public struct SubmitReply: Record, Equatable {
    public var receipts: [CommandReceipt] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("receipts", &receipts)
    }
}

/// A refusal, with the command of a submission that it is about.
public struct RefusedReply: Record, Equatable {
    public var rejection = Rejection()
    public var command: Int?
    public init() {}
    public init(_ rejection: Rejection, command: Int? = nil) {
        (self.rejection, self.command) = (rejection, command)
    }
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("rejection", &rejection)
        try coder.field("command", &command, "which command of a submission, from 0")
    }
}

/// Why the daemon cannot do something now.
public struct UnavailableReply: Record, Equatable {
    public var reason = ""
    public init() {}
    public init(_ reason: String) { self.reason = reason }
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("reason", &reason)
    }
}

/// Who may not do what.
public struct RoleMissingReply: Record, Equatable {
    public var role = Role.reader
    public var you = ""
    public init() {}
    public init(_ role: Role, you: String) { (self.role, self.you) = (role, you) }
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("role", &role, "the role that is needed")
        try coder.field("you", &you, "the user the daemon sees")
    }
}
