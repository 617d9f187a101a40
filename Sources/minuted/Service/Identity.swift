// Who calls, and what they may do. The kernel says who; the configuration says which roles users and
// groups have.

import Control
import Glibc
import Synchronization

/// Names of users and groups, as the system's databases have them.
enum SystemNames {
    /// The user's number; nil if there is none of that name. A number in digits stands for itself.
    static func user(_ name: String) -> UInt32? {
        if let number = UInt32(name) { return number }
        return withBuffer { buffer, length in
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            getpwnam_r(name, &entry, buffer, length, &found)
            return found?.pointee.pw_uid
        }
    }

    /// The group's number; nil if there is none of that name. A number in digits stands for itself.
    static func group(_ name: String) -> UInt32? {
        if let number = UInt32(name) { return number }
        return withBuffer { buffer, length in
            var entry = Glibc.group()
            var found: UnsafeMutablePointer<Glibc.group>?
            getgrnam_r(name, &entry, buffer, length, &found)
            return found?.pointee.gr_gid
        }
    }

    /// The user's name; nil if the number has none.
    static func name(ofUser user: UInt32) -> String? {
        withBuffer { buffer, length in
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            getpwuid_r(user, &entry, buffer, length, &found)
            return found.flatMap { String(validatingCString: $0.pointee.pw_name) }
        }
    }

    private static func withBuffer<Value>(_ body: (UnsafeMutablePointer<CChar>, Int) -> Value?) -> Value? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 65_536) { buffer in
            buffer.baseAddress.flatMap { body($0, buffer.count) }
        }
    }
}

/// Which users and groups have which roles.
struct RoleMap: Sendable, Equatable {
    private(set) var users: [UInt32: Set<Role>] = [:]
    private(set) var groups: [UInt32: Set<Role>] = [:]

    mutating func give(_ role: Role, toUser user: UInt32) { users[user, default: []].insert(role) }
    mutating func give(_ role: Role, toGroup group: UInt32) { groups[group, default: []].insert(role) }

    /// The roles of a peer, by its user and all of its groups.
    func roles(of peer: Peer) -> Set<Role> {
        var roles = users[peer.uid] ?? []
        for (group, given) in groups where peer.isMember(of: group) { roles.formUnion(given) }
        return roles
    }

    /// Without a configuration: root and the daemon's own user may do everything, members of the group
    /// `minuted` are clerks, and so is the user of the weekly run.
    static var standard: RoleMap {
        var map = RoleMap()
        map.give(.administrator, toUser: 0)
        map.give(.administrator, toUser: geteuid())
        if let group = SystemNames.group("minuted") { map.give(.clerk, toGroup: group) }
        if let timer = SystemNames.user("minuted-timer") { map.give(.clerk, toUser: timer) }
        return map
    }
}

/// Names of users as entries give them: `uid:1001(jokafor)`. Each is looked up once, because the lookup may
/// ask a directory on another machine and calls arrive on an event loop.
final class ActorNames: Sendable {
    private let known = Mutex<[UInt32: String]>([:])

    /// The user as entries name it.
    func actor(_ user: UInt32) -> String {
        if let actor = known.withLock({ $0[user] }) { return actor }
        // Names in the system's databases may hold anything; in an entry only plain ones are kept.
        let name = SystemNames.name(ofUser: user).flatMap { name in
            name.utf8.allSatisfy {
                $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")")
            } ? name : nil
        }
        let actor = name.map { "uid:\(user)(\($0))" } ?? "uid:\(user)"
        known.withLock { $0[user] = actor }
        return actor
    }

    /// Looks every name up again when it is needed next.
    func forget() { known.withLock { $0 = [:] } }
}
