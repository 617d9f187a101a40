// The errors that every Varlink service has (https://varlink.org/Service).

public import Codec

/// An error of `org.varlink.service`.
public enum ServiceError: Error, Sendable, Equatable {
    /// The service has no such interface.
    case interfaceNotFound(String)
    /// The interface has no such method; with the method's full name.
    case methodNotFound(String)
    /// The interface has the method, but this service does not offer it; with its full name.
    case methodNotImplemented(String)
    /// A parameter is missing, of the wrong kind, out of range or not known; with its place.
    case invalidParameter(String)
    /// The caller may not do this.
    case permissionDenied
    /// The method answers with many replies, and the call did not set `more`.
    case expectedMore

    /// The error with its interface.
    public var name: String {
        let error =
            switch self {
            case .interfaceNotFound: "InterfaceNotFound"
            case .methodNotFound: "MethodNotFound"
            case .methodNotImplemented: "MethodNotImplemented"
            case .invalidParameter: "InvalidParameter"
            case .permissionDenied: "PermissionDenied"
            case .expectedMore: "ExpectedMore"
            }
        return "\(InterfaceDefinition.serviceName).\(error)"
    }

    /// The error's parameters: what it is about.
    public var parameters: JSONObject {
        switch self {
        case .interfaceNotFound(let interface): JSONObject(NamedInterface(interface: interface))
        case .methodNotFound(let method), .methodNotImplemented(let method):
            JSONObject(NamedMethod(method: method))
        case .invalidParameter(let parameter): JSONObject(NamedParameter(parameter: parameter))
        case .permissionDenied, .expectedMore: JSONObject()
        }
    }
}

/// The interface that an error or a call is about.
struct NamedInterface: Record {
    var interface = ""
    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("interface", &interface)
    }
}

/// The method that an error is about.
struct NamedMethod: Record {
    var method = ""
    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("method", &method)
    }
}

/// The parameter that an error is about.
struct NamedParameter: Record {
    var parameter = ""
    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("parameter", &parameter)
    }
}
