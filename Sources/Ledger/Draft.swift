// What the caller says of an entry before it has a place in the log, and what it learns afterwards.

import Codec
public import Governance

/// An entry to be: everything but its id, its place in the log and who recorded it when.
public struct Draft: Sendable, Equatable {
    /// The kind of event, `org.minuted.<aggregate>.<what_happened>`. It is the storage format.
    public var type: String
    /// The stream, `<aggregate>/<id>`.
    public var stream: String
    /// The version that the stream will have with this entry: 1 for its first.
    public var streamVersion: Int
    /// When the fact took effect, as RFC 3339 text.
    public var time: String
    /// The version of the payload's schema, from 1.
    public var dataSchemaVersion: Int
    /// The payload: one JSON object on one line, stored byte for byte.
    public var data: [UInt8]
    /// Further attributes: those of imports, whose names begin with `original`, and those of provenance.
    public var extensions: [EnvelopeExtension]

    public init(
        type: String, stream: String, streamVersion: Int, time: String, dataSchemaVersion: Int = 1,
        data: [UInt8], extensions: [EnvelopeExtension] = []
    ) {
        self.type = type
        self.stream = stream
        self.streamVersion = streamVersion
        self.time = time
        self.dataSchemaVersion = dataSchemaVersion
        self.data = data
        self.extensions = extensions
    }
}

/// Who records entries, when, and upon what command.
public struct AppendContext: Sendable, Equatable {
    /// Who, as the kernel says: `uid:1001(jokafor)`.
    public var actor: String
    /// The daemon's clock. The writer never lets recorded times run backwards.
    public var recordedTime: LogInstant
    /// The command that the entries carry out.
    public var commandId: String
    /// The SHA-256 of what was asked, in hexadecimal, where the client named the command; nil for none.
    public var commandDigest: String?
    /// What caused the command; the command itself if nothing else did.
    public var causationId: String
    /// What the command is part of; the command itself if it stands alone.
    public var correlationId: String

    public init(
        actor: String, recordedTime: LogInstant, commandId: String, commandDigest: String? = nil,
        causationId: String? = nil, correlationId: String? = nil
    ) {
        self.actor = actor
        self.recordedTime = recordedTime
        self.commandId = commandId
        self.commandDigest = commandDigest
        self.causationId = causationId ?? commandId
        self.correlationId = correlationId ?? commandId
    }
}

/// Where an entry has been put.
public struct Appended: Sendable, Equatable {
    /// Its place in the log, from 1.
    public let seq: Int
    /// Its id, a UUID of version 7.
    public let id: String
    /// When it was recorded, as the entry says.
    public let recordedTime: LogInstant
}

/// What the first entry of a log says, once and for good.
public typealias Genesis = CouncilFounded

extension Genesis {
    /// The type of the genesis entry.
    static var entryType: String { type }

    /// What is wrong with it, in words; nil if nothing is.
    var problem: String? {
        let isName = council.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        }
        if council.isEmpty || !isName {
            return "the council's short name, \"\(council)\", may have small letters, digits and hyphens only"
        }
        if source != "urn:minuted:" + council { return "the source has to be urn:minuted:\(council)" }
        let isOrigin = origin.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "+") }
        if origin.isEmpty || !isOrigin {
            return "the origin of checkpoints has to be without spaces and '+', not \"\(origin)\""
        }
        if formatVersion != Genesis.currentFormat {
            return
                "the log has format version \(formatVersion); this minuted keeps version \(Genesis.currentFormat)"
        }
        return nil
    }
}
