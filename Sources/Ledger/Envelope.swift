// An entry as a value: the CloudEvents attributes and the payload, read from and written to the exact
// bytes that are stored. The order of the attributes is part of the format.

import Codec
import Glibc

/// A further attribute of an entry, such as an import has of the original's envelope.
public struct EnvelopeExtension: Sendable, Hashable {
    /// The attribute's name: `original` and more small letters and digits, at most 20 in all.
    public let name: String
    /// Its value, not empty.
    public let value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// One entry of the log, a CloudEvents 1.0 event.
public struct Envelope: Sendable, Equatable {
    /// The most bytes that an entry may have (C2SP tlog-tiles counts them in 16 bits).
    public static let maximumLength = 65_535

    /// The entry's id, a UUID of version 7.
    public var id: String
    /// `urn:minuted:<council>`.
    public var source: String
    /// The kind of event.
    public var type: String
    /// The stream, which CloudEvents calls subject.
    public var stream: String
    /// The version that the stream has with this entry.
    public var streamVersion: Int
    /// The entry's place in the log, from 1.
    public var seq: Int
    /// When the fact took effect, RFC 3339.
    public var time: String
    /// When it was recorded: RFC 3339 in UTC, 24 characters.
    public var recordedTime: String
    /// Who recorded it.
    public var actor: String
    /// The command that it carries out.
    public var commandId: String
    /// What caused the command.
    public var causationId: String
    /// What the command is part of.
    public var correlationId: String
    /// The SHA-256 of what was asked, in hexadecimal, where the client named the command.
    public var commandDigest: String?
    /// The version of the payload's schema.
    public var dataSchemaVersion: Int
    /// Further attributes, in order.
    public var extensions: [EnvelopeExtension]
    /// The payload, a JSON object.
    public var data: [UInt8]

    init(_ view: EntryView) {
        id = view.id.string
        source = view.source.string
        type = view.type.string
        stream = view.stream.string
        streamVersion = view.streamVersion
        seq = view.seq
        time = view.time.string
        recordedTime = view.recordedTime.string
        actor = view.actor.string
        commandId = view.commandId.string
        causationId = view.causationId.string
        correlationId = view.correlationId.string
        commandDigest = view.commandDigest?.string
        dataSchemaVersion = view.dataSchemaVersion
        extensions = view.extensions.map { EnvelopeExtension(name: $0.name.string, value: $0.value.string) }
        data = Array(view.data)
    }

    init(_ draft: Draft, _ context: AppendContext, id: String, source: String, seq: Int, recordedTime: String)
    {
        self.id = id
        self.source = source
        type = draft.type
        stream = draft.stream
        streamVersion = draft.streamVersion
        self.seq = seq
        self.time = draft.time
        self.recordedTime = recordedTime
        actor = context.actor
        commandId = context.commandId
        causationId = context.causationId
        correlationId = context.correlationId
        commandDigest = context.commandDigest
        dataSchemaVersion = draft.dataSchemaVersion
        extensions = draft.extensions
        data = draft.data
    }

    /// Reads an entry that is stored in the log.
    ///
    /// - Throws: ``EnvelopeError`` if the bytes are not in the form in which entries are written.
    public init(stored bytes: [UInt8]) throws(EnvelopeError) {
        let result = bytes.withUnsafeBytes { raw in
            Result { () throws(EnvelopeError) in Envelope(try EntryView(raw)) }
        }
        self = try result.get()
    }

    /// Reads an entry that comes from elsewhere, and checks everything that can be checked of it alone.
    ///
    /// - Throws: ``EnvelopeError``: not JSON, attributes missing, unknown or in another order, another
    ///   spelling of the same text, too long, or values that no entry can have.
    public init(checking bytes: [UInt8]) throws(EnvelopeError) {
        guard bytes.count <= Self.maximumLength else {
            throw EnvelopeError(
                offset: Self.maximumLength,
                problem: "longer than \(Self.maximumLength) bytes")
        }
        // Written anew and the same, the envelope is well-formed, and only the payload has to be read. What
        // follows says what is wrong.
        if let read = try? Self(stored: bytes), read.problem == nil, Self.isSame(read.encoded, bytes),
            EnvelopeText.payloadProblem(read.data) == nil
        {
            self = read
            return
        }
        do { _ = try JSONDocument(bytes) } catch {
            throw EnvelopeError(offset: error.offset, problem: error.problem)
        }
        try self.init(stored: bytes)
        if let problem { throw EnvelopeError(offset: 0, problem: problem) }
        let canonical = encoded
        guard canonical == bytes else {
            let offset = zip(canonical, bytes).enumerated().first { $1.0 != $1.1 }?.offset
            throw EnvelopeError(
                offset: offset ?? min(canonical.count, bytes.count), problem: "not spelled as entries are")
        }
    }

    private static func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return one.withUnsafeBytes { left in
            other.withUnsafeBytes { right in
                guard let left = left.baseAddress, let right = right.baseAddress else { return true }
                return memcmp(left, right, one.count) == 0
            }
        }
    }

    /// The entry as it is stored, hashed and exported.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(640 + data.count)
        encode(into: &bytes)
        return bytes
    }

    func encode(into bytes: inout [UInt8]) {
        bytes.put("{\"specversion\":\"1.0\",\"id\":", text: id)
        bytes.put(",\"source\":", text: source)
        bytes.put(",\"type\":", text: type)
        bytes.put(",\"subject\":", text: stream)
        bytes.put(",\"streamversion\":")
        bytes.put(number: streamVersion, width: 0)
        bytes.put(",\"sequence\":\"")
        bytes.put(number: seq, width: 20)
        bytes.put("\",\"time\":", text: time)
        bytes.put(",\"recordedtime\":", text: recordedTime)
        bytes.put(",\"actor\":", text: actor)
        bytes.put(",\"commandid\":", text: commandId)
        bytes.put(",\"causationid\":", text: causationId)
        bytes.put(",\"correlationid\":", text: correlationId)
        if let commandDigest { bytes.put(",\"commanddigest\":", text: commandDigest) }
        bytes.put(",\"dataschema\":\"urn:minuted:schema:")
        bytes.append(contentsOf: type.utf8)
        bytes.put(":")
        bytes.put(number: dataSchemaVersion, width: 0)
        bytes.put("\"")
        for attribute in extensions {
            bytes.put(",\"")
            bytes.append(contentsOf: attribute.name.utf8)
            bytes.put("\":", text: attribute.value)
        }
        bytes.put(",\"data\":")
        bytes.append(contentsOf: data)
        bytes.put("}")
    }

    /// What no entry can have, in words; nil if all is well. The payload's inside is not looked at.
    var problem: String? {
        if !EnvelopeText.isIdentifier(id.utf8) { return "the id \"\(id)\" is not a UUID in small letters" }
        if !EnvelopeText.isName(source.utf8) { return "the source \"\(source)\" is not a URI" }
        if seq < 1 { return "sequences count from 1" }
        if LogInstant(rfc3339: recordedTime)?.description != recordedTime {
            return "the recorded time \"\(recordedTime)\" is not in UTC to the millisecond"
        }
        return draftProblem
    }

    /// What no entry can have, of that which drafts and contexts say.
    var draftProblem: String? {
        if !EnvelopeText.isType(type.utf8) {
            return "the type \"\(type)\" is not of the form org.minuted.….…"
        }
        if !EnvelopeText.isStream(stream.utf8) {
            return "the stream \"\(stream)\" is not of the form <aggregate>/<id>"
        }
        if streamVersion < 1 { return "stream versions count from 1" }
        if LogInstant(rfc3339: time) == nil { return "the time \"\(time)\" is not RFC 3339" }
        if actor.isEmpty { return "the actor is empty" }
        if commandId.isEmpty || causationId.isEmpty || correlationId.isEmpty {
            return "an id of what led to the entry is empty"
        }
        if let commandDigest, !EnvelopeText.isDigest(commandDigest.utf8) {
            return "the command's digest \"\(commandDigest)\" is not a SHA-256 in small hexadecimal digits"
        }
        if dataSchemaVersion < 1 { return "schema versions count from 1" }
        for (position, attribute) in extensions.enumerated() {
            if !Array(attribute.name.utf8).withUnsafeBytes(EnvelopeText.isExtensionName) {
                return "\"\(attribute.name)\" is not an attribute that an entry has here"
            }
            if attribute.value.isEmpty { return "the attribute \"\(attribute.name)\" is empty" }
            if extensions[..<position].contains(where: { $0.name == attribute.name }) {
                return "the attribute \"\(attribute.name)\" is given twice"
            }
        }
        if !extensions.isEmpty, let problem = provenanceProblem { return problem }
        if let control = data.first(where: { $0 < 0x20 }) {
            return "the data is not on one line (it holds the byte \(control))"
        }
        return nil
    }
}
