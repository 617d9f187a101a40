// Who is at the other end of a Unix socket. The kernel says so, not the client: it is this that the
// record's audit trail names.

internal import CPeer
internal import Glibc

/// The process that opened a connection, as it was at that moment.
public struct Peer: Sendable, Hashable {
    /// The effective user.
    public let uid: UInt32
    /// The effective group.
    public let gid: UInt32
    /// The supplementary groups.
    public let groups: [UInt32]
    /// The process; 0 if it lives in a namespace that cannot be seen from here.
    public let pid: Int32

    public init(uid: UInt32, gid: UInt32, groups: [UInt32], pid: Int32) {
        self.uid = uid
        self.gid = gid
        self.groups = groups
        self.pid = pid
    }

    /// Asks the kernel (SO_PEERCRED, SO_PEERGROUPS; unix(7)).
    ///
    /// - Throws: ``PeerError`` if the descriptor is no connected Unix socket.
    public init(ofSocket descriptor: Int32) throws(PeerError) {
        var user: uid_t = 0
        var group: gid_t = 0
        var process: pid_t = 0
        let failure = cpeer_credentials(descriptor, &user, &group, &process)
        guard failure == 0 else { throw PeerError(code: failure) }
        self.init(uid: user, gid: group, groups: try Self.groups(of: descriptor), pid: process)
    }

    /// Whether the process runs with this group, be it the effective or a supplementary one.
    public func isMember(of group: UInt32) -> Bool {
        gid == group || groups.contains(group)
    }

    private static func groups(of descriptor: Int32) throws(PeerError) -> [UInt32] {
        // The kernel's limit is 65,536 groups (NGROUPS_MAX), so a second attempt at most is needed.
        var capacity: Int32 = 64
        while capacity <= 65_536 {
            var groups = [gid_t](repeating: 0, count: Int(capacity))
            var count: Int32 = 0
            let failure = cpeer_groups(descriptor, &groups, capacity, &count)
            if failure == 0 { return Array(groups.prefix(Int(max(0, count)))) }
            guard failure == ERANGE, count > capacity else { throw PeerError(code: failure) }
            capacity = count
        }
        throw PeerError(code: ERANGE)
    }
}

/// Why the kernel did not say who the peer is.
public struct PeerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The error number; see errno(3).
    public let code: Int32

    public var description: String {
        "cannot find out who opened the connection: \(String(cString: strerror(code)))"
    }
}
