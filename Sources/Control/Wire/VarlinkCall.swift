// A method call as it stands in one frame (https://varlink.org/Method-Call).

public import Codec

/// A call of a method: what is called, with which parameters, and how the answer is wanted.
public struct VarlinkCall: Sendable {
    /// The method with its interface: `org.varlink.service.GetInfo`.
    public let method: String
    /// The parameters, an object; an empty one if the call left them out.
    public let parameters: JSONNode
    /// Whether the client takes any number of replies.
    public let wantsMore: Bool
    /// Whether the client wants no reply at all.
    public let isOneway: Bool
    /// Whether the client asks to speak another protocol after the reply.
    public let wantsUpgrade: Bool

    /// Reads the frame of a call, without its NUL.
    ///
    /// Clients may leave `parameters` out or send null, and may spell out flags that are false. Anything
    /// else that the protocol does not know is refused.
    ///
    /// - Throws: ``CallError`` if the frame holds no call; there is then nothing that could be answered.
    public init(frame: [UInt8]) throws(CallError) {
        let envelope: CallEnvelope
        do { envelope = try CallEnvelope(json: frame) } catch { throw CallError(printing: "\(error)") }
        guard !envelope.method.isEmpty else { throw CallError(problem: "method: is empty") }
        method = envelope.method
        parameters = envelope.parameters?.node ?? Self.noParameters
        wantsMore = envelope.more ?? false
        isOneway = envelope.oneway ?? false
        wantsUpgrade = envelope.upgrade ?? false
        if wantsMore && isOneway { throw CallError(problem: "both more and oneway are set") }
    }

    /// The interface that the method belongs to; all of ``method`` if there is no dot in it.
    public var interfaceName: Substring {
        guard let dot = method.utf8.lastIndex(of: UInt8(ascii: ".")) else { return method[...] }
        return method[..<dot]
    }

    /// Reads the parameters as a record.
    ///
    /// - Throws: ``ServiceError/invalidParameter(_:)`` for a parameter that is missing, of the wrong kind
    ///   or not known.
    public func read<Parameters: Record>(_: Parameters.Type) throws(ServiceError) -> Parameters {
        do { return try Parameters(reading: parameters) } catch {
            throw .invalidParameter(error.path.isEmpty ? "parameters" : error.place)
        }
    }

    /// A call's bytes without the NUL, as a client sends them.
    static func frame(
        method: String, parameters: some FieldValue, more: Bool = false, oneway: Bool = false
    ) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.name("method")
        json.value(method)
        json.name("parameters")
        parameters.write(to: &json)
        if more {
            json.name("more")
            json.value(true)
        }
        if oneway {
            json.name("oneway")
            json.value(true)
        }
        json.endObject()
        return json.bytes
    }

    private static let noParameters: JSONNode = {
        // An empty object is JSON, so this parses.
        guard let document = try? JSONDocument("{}") else { preconditionFailure("{} is JSON") }
        return document.root
    }()
}

/// Why a frame is not a call.
public struct CallError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, and where in the frame.
    public let problem: String

    init(problem: String) {
        self.problem = problem
    }

    /// A problem that quotes what arrived: shortened, and without what could pass for a line of a log.
    init(printing problem: String) {
        let safe = problem.unicodeScalars.prefix(200).map { scalar in
            scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar
        }
        self.problem = String(String.UnicodeScalarView(safe))
    }

    public var description: String { "not a Varlink call: \(problem)" }
}

/// The parameters of a method that has none, or its reply.
public struct NoParameters: Record {
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {}
}

/// An object that is kept as the node it was read from.
struct ObjectNode: FieldValue {
    let node: JSONNode

    static var shape: FieldShape { .object }

    init(reading node: JSONNode) throws(FieldError) {
        guard node.kind == .object else { throw FieldError("expected an object") }
        self.node = node
    }

    func write(to json: inout JSONWriter) { json.value(rawJSON: node.rawBytes) }
}

/// The members of a call.
struct CallEnvelope: Record {
    var method = ""
    var parameters: ObjectNode?
    var more: Bool?
    var oneway: Bool?
    var upgrade: Bool?

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("method", &method)
        try coder.field("parameters", &parameters)
        try coder.field("more", &more)
        try coder.field("oneway", &oneway)
        try coder.field("upgrade", &upgrade)
    }
}
