// Sockets that the service manager bound for the daemon and handed over (socket activation).
// What is not a listening Unix stream socket is refused: Minuted speaks to nothing else.

internal import CSystemd
internal import Glibc

/// A listening Unix stream socket that came from the service manager (sd_listen_fds(3)).
public struct InheritedSocket: Sendable, Equatable {
    /// The descriptor, close-on-exec; whoever takes the socket owns it.
    public let descriptor: Int32
    /// `FileDescriptorName=` of the socket unit; "unknown" when the manager named none.
    public let name: String

    /// The sockets handed to this process, in the manager's order; empty when there are none.
    ///
    /// The environment is left as it is, so asking again gives the same answer; `LISTEN_PID` keeps any
    /// other process from mistaking them for its own.
    public static func all() throws(InheritedSocketError) -> [InheritedSocket] {
        var rawNames: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = sd_listen_fds_with_names(0, &rawNames)
        defer { release(rawNames) }
        guard count >= 0 else { throw InheritedSocketError(socket: nil, reason: .unreadable(errno: -count)) }
        var sockets: [InheritedSocket] = []
        for index in 0..<Int(count) {
            let name = rawNames?[index].map { String(cString: $0) } ?? "unknown"
            let socket = InheritedSocket(descriptor: firstDescriptor + Int32(index), name: name)
            try socket.check()
            sockets.append(socket)
        }
        return sockets
    }

    /// SD_LISTEN_FDS_START: the protocol's first descriptor.
    private static let firstDescriptor: Int32 = 3

    private func check() throws(InheritedSocketError) {
        let isUnixStream = sd_is_socket(descriptor, AF_UNIX, Int32(SOCK_STREAM.rawValue), -1)
        if isUnixStream < 0 {
            throw InheritedSocketError(socket: self, reason: .unreadable(errno: -isUnixStream))
        }
        if isUnixStream == 0 { throw InheritedSocketError(socket: self, reason: .notUnixStream) }
        let isListening = sd_is_socket(descriptor, AF_UNIX, Int32(SOCK_STREAM.rawValue), 1)
        if isListening <= 0 { throw InheritedSocketError(socket: self, reason: .notListening) }
    }
}

/// Frees the list of names as libsystemd allocated it: each name, then the list.
private func release(_ names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) {
    guard let names else { return }
    var next = names
    while let name = next.pointee {
        free(name)
        next += 1
    }
    free(names)
}

/// A socket unit hands over something that the daemon cannot serve.
public struct InheritedSocketError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Reason: Sendable, Equatable {
        /// The descriptor or the environment could not be read, with this `errno`.
        case unreadable(errno: Int32)
        case notUnixStream
        case notListening
    }

    /// The socket in question; nil when the list itself could not be read.
    public let socket: InheritedSocket?
    public let reason: Reason

    public var description: String {
        let subject = socket.map { "inherited socket \"\($0.name)\" (descriptor \($0.descriptor))" }
        switch reason {
        case .unreadable(let errno):
            return "\(subject ?? "the list of inherited sockets") cannot be read: errno \(errno)"
        case .notUnixStream:
            return "\(subject ?? "a socket") is not a Unix stream socket: "
                + "ListenStream= of the socket unit has to be an absolute path"
        case .notListening:
            return "\(subject ?? "a socket") does not listen: the socket unit needs Accept=no"
        }
    }
}
