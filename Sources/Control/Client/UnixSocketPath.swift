// The path of a Unix socket as the system calls want it.

public import Glibc

/// The address of a Unix socket in the file system (unix(7)).
public struct UnixSocketPath: Sendable {
    /// How many bytes a path may have: one less than `sun_path`, for the NUL at its end.
    public static let greatestLength = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    private var address = sockaddr_un()

    /// Returns nil if the path is empty, too long or has a NUL in it.
    public init?(_ path: String) {
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count <= Self.greatestLength, !bytes.contains(0) else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    }

    /// Calls `body`, such as connect(2) or bind(2), with the address.
    public func withAddress<Result>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
