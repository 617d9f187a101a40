// What an interface offers, said once: from it come the text that clients ask for, and the service's
// knowledge of which methods there are.

public import Codec

/// A Varlink interface: its methods and errors.
public struct InterfaceDefinition: Sendable {
    /// The name: `org.minuted.Records`.
    public let name: String
    /// What the interface is for, as clients read it.
    public let documentation: String
    public let methods: [MethodDefinition]
    public let errors: [ErrorDefinition]

    public init(
        name: String, documentation: String, methods: [MethodDefinition], errors: [ErrorDefinition] = []
    ) {
        self.name = name
        self.documentation = documentation
        self.methods = methods
        self.errors = errors
    }

    /// The interface in Varlink's definition language (https://varlink.org/Interface-Definition).
    ///
    /// It keeps to what the known clients read alike. Records and choices become named types.
    ///
    /// - Throws: ``DefinitionError`` if a name cannot stand in a definition or means two things.
    public func text() throws(DefinitionError) -> String {
        var renderer = DefinitionRenderer(interface: self)
        return try renderer.render()
    }
}

/// A method of an interface.
public struct MethodDefinition: Sendable {
    /// Whether a method answers with more than one reply.
    public enum Streaming: Sendable {
        /// It has one reply.
        case never
        /// It has many if the call sets `more`, and one otherwise.
        case offered
        /// The call has to set `more`.
        case required
    }

    /// The name without the interface: `Submit`.
    public let name: String
    /// What the method does, as clients read it.
    public let documentation: String
    public let parameters: [FieldDescription]
    public let reply: [FieldDescription]
    public let streams: Streaming

    public init(
        name: String, documentation: String, parameters: [FieldDescription] = [],
        reply: [FieldDescription] = [], streams: Streaming = .never
    ) {
        self.name = name
        self.documentation = documentation
        self.parameters = parameters
        self.reply = reply
        self.streams = streams
    }

    /// A method whose parameters and reply are records.
    public init<Parameters: Record, Reply: Record>(
        _ name: String, _ documentation: String, takes: Parameters.Type = NoParameters.self,
        returns: Reply.Type = NoParameters.self, streams: Streaming = .never
    ) {
        self.init(
            name: name, documentation: documentation, parameters: Parameters.describedFields,
            reply: Reply.describedFields, streams: streams)
    }
}

/// An error of an interface.
public struct ErrorDefinition: Sendable {
    /// The name without the interface: `Refused`.
    public let name: String
    /// What went wrong, as clients read it.
    public let documentation: String
    public let parameters: [FieldDescription]

    public init(name: String, documentation: String, parameters: [FieldDescription] = []) {
        self.name = name
        self.documentation = documentation
        self.parameters = parameters
    }

    /// An error whose parameters are a record.
    public init<Parameters: Record>(
        _ name: String, _ documentation: String, carries: Parameters.Type = NoParameters.self
    ) {
        self.init(name: name, documentation: documentation, parameters: Parameters.describedFields)
    }
}

/// Why an interface cannot be written down.
public struct DefinitionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The interface, and the member if the fault is in one.
    public let place: String
    public let problem: String

    public var description: String { "\(place): \(problem)" }
}
