// What an interface's author provides: a definition, and a handler for the calls of its methods.

public import Control

/// Answers the calls of an interface.
public protocol CallHandler: Sendable {
    /// Takes a call up.
    ///
    /// Called on an event loop, which serves other clients too: it must not block, but hand the work on.
    /// The reply may come later and from any thread, but has to come: a connection whose call's `reply` is
    /// let go of without an answer is closed.
    ///
    /// Only methods of the interface's definition arrive, and one that requires `more` only with it.
    ///
    /// - Parameters:
    ///   - call: the method and its parameters, which have not been checked yet.
    ///   - peer: who calls, as the kernel says.
    ///   - reply: takes the answer.
    func handle(_ call: VarlinkCall, from peer: Peer, reply: Replier)
}

/// An interface together with what answers its calls.
public struct ServedInterface: Sendable {
    public let definition: InterfaceDefinition
    public let handler: any CallHandler

    public init(_ definition: InterfaceDefinition, handler: any CallHandler) {
        self.definition = definition
        self.handler = handler
    }
}

/// Which handler a call belongs to.
struct RouteTable: Sendable {
    struct Route: Sendable {
        let handler: any CallHandler
        let streams: MethodDefinition.Streaming
    }

    enum Destination {
        case handler(Route)
        /// The answer is known without a handler.
        case answered(VarlinkReply)
    }

    private let standard: StandardService
    private var routes: [String: Route] = [:]
    private var interfaces: Set<Substring> = []

    init(_ identity: ServiceIdentity, _ served: [ServedInterface]) throws(DefinitionError) {
        standard = try StandardService(identity: identity, interfaces: served.map(\.definition))
        for interface in served {
            let name = interface.definition.name
            interfaces.insert(name[...])
            for method in interface.definition.methods {
                routes["\(name).\(method.name)"] = Route(
                    handler: interface.handler, streams: method.streams)
            }
        }
    }

    func destination(of call: VarlinkCall) -> Destination {
        if call.wantsUpgrade { return .answered(.error(.methodNotImplemented(call.method))) }
        if let route = routes[call.method] {
            if route.streams == .required && !call.wantsMore { return .answered(.error(.expectedMore)) }
            return .handler(route)
        }
        let interface = call.interfaceName
        if interface == InterfaceDefinition.serviceName { return .answered(standard.answer(call)) }
        guard interfaces.contains(interface) else {
            return .answered(.error(.interfaceNotFound(String(interface))))
        }
        return .answered(.error(.methodNotFound(call.method)))
    }
}
