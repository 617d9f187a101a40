// Many clients at once in one thread, as redis-benchmark and pgbench are: a thread for each of them would take
// more of the processors than the daemon does, and it would be the threads that are measured.

import Codec
import Control
import Glibc

/// Clients that each send a call, wait for its reply and send the next.
struct Crowd {
    private struct Member {
        let socket: Int32
        var frames = FrameSplitter()
        var left: Int
        var sentAt = 0.0
    }

    private var members: [Member] = []
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var times: [Double] = []

    /// Connects so many clients, of which each is to make so many calls.
    init(_ path: String, clients: Int, each: Int) throws {
        for _ in 0..<clients { members.append(Member(socket: try Self.connect(path), left: each)) }
    }

    /// Has all calls made. Every reply has to be a success.
    ///
    /// - Parameter call: gives the next call's frame, without its NUL.
    mutating func run(_ call: () -> [UInt8]) throws -> CallTimes {
        defer { for member in members { close(member.socket) } }
        let start = seconds()
        for index in members.indices { try send(index, call) }
        var polled = members.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
        var open = members.count
        while open > 0 {
            guard poll(&polled, nfds_t(polled.count), 30_000) > 0 else {
                throw BenchmarkError("no reply for half a minute")
            }
            for index in polled.indices where polled[index].revents != 0 {
                guard try take(index) else { continue }
                if members[index].left > 0 {
                    try send(index, call)
                } else {
                    polled[index].fd = -1
                    open -= 1
                }
            }
        }
        return CallTimes(times, whole: seconds() - start)
    }

    private mutating func send(_ index: Int, _ call: () -> [UInt8]) throws {
        let frame = call() + [0]
        members[index].left -= 1
        members[index].sentAt = seconds()
        // One small call is never more than what the socket takes at once.
        guard Glibc.send(members[index].socket, frame, frame.count, Int32(MSG_NOSIGNAL)) == frame.count
        else { throw BenchmarkError("a call could not be sent: \(errno)") }
    }

    /// Reads what is there; returns whether it ends a reply.
    private mutating func take(_ index: Int) throws -> Bool {
        let count = recv(members[index].socket, &buffer, buffer.count, 0)
        guard count > 0 else { throw BenchmarkError("the connection was closed") }
        members[index].frames.append(buffer[..<count])
        guard let reply = try members[index].frames.next() else { return false }
        guard reply.starts(with: "{\"parameters\"".utf8) else {
            throw BenchmarkError(String(decoding: reply, as: UTF8.self))
        }
        times.append(seconds() - members[index].sentAt)
        return true
    }

    private static func connect(_ path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw BenchmarkError("the path \(path) is too long for a socket")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let made = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(made, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else { throw BenchmarkError("cannot connect to \(path): \(errno)") }
        return made
    }
}

extension Calls {
    /// Appends one entry with each call, by so many clients at once.
    static func appendsOfMany(_ path: String, clients: Int, each: Int) throws -> CallTimes {
        var crowd = try Crowd(path, clients: clients, each: each)
        return try crowd.run {
            var json = JSONWriter()
            json.object { json in
                json.name("method")
                json.value("org.minuted.Records.ScheduleMeeting")
                json.name("parameters")
                nextCall().write(to: &json)
            }
            return json.bytes
        }
    }
}
