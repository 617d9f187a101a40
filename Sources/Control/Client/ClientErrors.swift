// What can go wrong when one asks the service, in words that say what to do about it.

public import Codec

/// Why there is no connection to the service.
public struct ConnectError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// There is no socket at the path.
        case notThere
        /// There is a socket, but no service answers on it.
        case refused
        /// The caller may not open the socket.
        case notPermitted
        /// The service does not take the connection up.
        case timedOut
        /// The path is longer than a socket's path may be.
        case pathTooLong
        /// Something else; with the error number, see errno(3).
        case other(Int32)
    }

    public let kind: Kind
    /// The path of the socket.
    public let path: String
    /// What is wrong.
    public let problem: String

    init(code: Int32, path: String, problem: String) {
        kind = Self.kind(of: code)
        self.path = path
        self.problem = problem
    }

    init(kind: Kind, path: String, problem: String) {
        self.kind = kind
        self.path = path
        self.problem = problem
    }

    /// What the user can do about it.
    public var hint: String {
        switch kind {
        case .notThere: "Is the service started, and is this the right path?"
        case .refused: "The service has stopped. Start it again; its log says why it stopped."
        case .notPermitted: "Ask the administrator to add you to the group that may open the socket."
        case .timedOut: "The service is there but busy or hanging. Try again, then look at its log."
        case .pathTooLong: "Choose a path of at most \(UnixSocketPath.greatestLength) bytes."
        case .other: "Look at the service's log."
        }
    }

    public var description: String { "cannot connect to \(path): \(problem)" }
}

/// Why a call has no reply.
public enum CallFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The service answered with an error.
    case refused(VarlinkErrorReply)
    /// The connection ended before the reply was there. Whether the call was carried out is not known.
    case connectionLost(String)
    /// The reply is none, or not the one that the method has.
    case unreadable(String)
    /// There was no reply in time. Whether the call was carried out is not known.
    case timedOut
    /// A stream's replies have not all been read yet.
    case busy

    public var description: String {
        switch self {
        case .refused(let reply): reply.description
        case .connectionLost(let problem): "the connection was lost: \(problem)"
        case .unreadable(let problem): "the service's reply cannot be read: \(problem)"
        case .timedOut: "the service did not reply in time"
        case .busy: "another call on this connection has replies that were not read"
        }
    }
}

/// An error that the service answered with.
public struct VarlinkErrorReply: Error, Sendable, Equatable, CustomStringConvertible {
    /// The error with its interface: `org.minuted.Records.Refused`.
    public let name: String
    /// What the interface says about the error.
    public let parameters: JSONObject

    public init(name: String, parameters: JSONObject) {
        self.name = name
        self.parameters = parameters
    }

    /// Reads the parameters as a record.
    public func read<Parameters: Record>(_: Parameters.Type) throws(FieldError) -> Parameters {
        try Parameters(json: parameters.bytes)
    }

    public var description: String {
        let parameters = String(decoding: parameters.bytes, as: UTF8.self)
        return parameters == "{}" ? name : "\(name) \(parameters)"
    }
}
