// org.varlink.service, the interface by which clients find out what a service offers
// (https://varlink.org/Service).

public import Codec

/// Who the service is, as `GetInfo` says it.
public struct ServiceIdentity: Sendable, Equatable {
    public var vendor: String
    public var product: String
    public var version: String
    public var url: String

    public init(vendor: String, product: String, version: String, url: String) {
        self.vendor = vendor
        self.product = product
        self.version = version
        self.url = url
    }
}

/// The reply of `org.varlink.service.GetInfo`.
public struct ServiceInformation: Record, Equatable {
    public var vendor = ""
    public var product = ""
    public var version = ""
    public var url = ""
    /// All interfaces, `org.varlink.service` first.
    public var interfaces: [String] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("vendor", &vendor)
        try coder.field("product", &product)
        try coder.field("version", &version)
        try coder.field("url", &url)
        try coder.field("interfaces", &interfaces)
    }
}

/// The reply of `org.varlink.service.GetInterfaceDescription`.
public struct InterfaceDescription: Record, Equatable {
    /// The interface in Varlink's definition language.
    public var description = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("description", &description)
    }
}

extension InterfaceDefinition {
    /// The name of the interface that every service has.
    public static let serviceName = "org.varlink.service"

    /// The interface that every service has.
    public static let service = InterfaceDefinition(
        name: serviceName,
        documentation: "Says what the service is and which interfaces it offers.",
        methods: [
            MethodDefinition(
                "GetInfo", "Says who made the service and lists its interfaces.",
                returns: ServiceInformation.self),
            MethodDefinition(
                "GetInterfaceDescription", "Describes an interface in the language of this text.",
                takes: NamedInterface.self, returns: InterfaceDescription.self),
        ],
        errors: [
            ErrorDefinition(
                "InterfaceNotFound", "There is no such interface.", carries: NamedInterface.self),
            ErrorDefinition(
                "MethodNotFound", "The interface has no such method.", carries: NamedMethod.self),
            ErrorDefinition(
                "MethodNotImplemented", "The service does not offer this method.",
                carries: NamedMethod.self),
            ErrorDefinition(
                "InvalidParameter", "A parameter is missing, not known or not valid.",
                carries: NamedParameter.self),
            ErrorDefinition("PermissionDenied", "The caller may not do this."),
            ErrorDefinition("ExpectedMore", "The method has many replies: call it with 'more'."),
        ])
}

/// Answers the calls of `org.varlink.service` for a list of interfaces.
public struct StandardService: Sendable {
    private let information: VarlinkReply
    private let descriptions: [String: VarlinkReply]

    /// - Throws: ``DefinitionError`` if an interface cannot be written down or is given twice.
    public init(
        identity: ServiceIdentity, interfaces: [InterfaceDefinition]
    ) throws(DefinitionError) {
        var information = ServiceInformation()
        information.vendor = identity.vendor
        information.product = identity.product
        information.version = identity.version
        information.url = identity.url
        var descriptions: [String: VarlinkReply] = [:]
        for interface in [.service] + interfaces {
            guard descriptions[interface.name] == nil else {
                throw DefinitionError(place: interface.name, problem: "the interface is given twice")
            }
            var description = InterfaceDescription()
            description.description = try interface.text()
            descriptions[interface.name] = .final(description)
            information.interfaces.append(interface.name)
        }
        self.information = .final(information)
        self.descriptions = descriptions
    }

    /// The answer to a call of one of the interface's methods.
    public func answer(_ call: VarlinkCall) -> VarlinkReply {
        do throws(ServiceError) {
            switch call.method {
            case "org.varlink.service.GetInfo":
                _ = try call.read(NoParameters.self)
                return information
            case "org.varlink.service.GetInterfaceDescription":
                let name = try call.read(NamedInterface.self).interface
                guard let reply = descriptions[name] else { throw ServiceError.interfaceNotFound(name) }
                return reply
            default: throw ServiceError.methodNotFound(call.method)
            }
        } catch {
            return .error(error)
        }
    }
}
