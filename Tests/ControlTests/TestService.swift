// A small service on a real socket in a directory of its own, for tests.

import Codec
import Control
import Foundation
import Logging
import Synchronization

@testable import ControlServer

enum Mood: String, Choice {
    case calm, lively
}

/// Words that cannot stand in an enumeration of an interface.
enum Step: String, Choice {
    case callIn = "call-in"
    case ratify
}

struct Seat: Record, Equatable {
    var capacity = ""
    var moods: [Mood] = []
    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("capacity", &capacity, "who sits there")
        try coder.field("moods", &moods)
    }
}

struct Greeting: Record, Equatable {
    var text = ""
    var count: Int?
    var isLoud: Bool?
    var weight: Double?
    var seats: [Seat] = []
    var step: Step?
    var rest: JSONObject?
    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("text", &text, "what to say")
        try coder.field("count", &count)
        try coder.field("isLoud", &isLoud)
        try coder.field("weight", &weight)
        try coder.field("seats", &seats, "where people sit")
        try coder.field("step", &step, "what comes next")
        try coder.field("rest", &rest)
    }
}

struct Number: Record, Equatable {
    var number = 0
    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("number", &number)
    }
}

struct Caller: Record, Equatable {
    var uid = 0
    var gid = 0
    var groups: [Int] = []
    var pid = 0
    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("uid", &uid)
        try coder.field("gid", &gid)
        try coder.field("groups", &groups)
        try coder.field("pid", &pid)
    }
}

struct Refusal: Record, Equatable {
    var reason = ""
    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("reason", &reason)
    }
}

extension InterfaceDefinition {
    static let test = InterfaceDefinition(
        name: "org.example.test",
        documentation: "An interface for tests.\nIt has a method of each kind.",
        methods: [
            MethodDefinition(
                "Echo", "Says the same.", takes: Greeting.self, returns: Greeting.self),
            MethodDefinition(
                "Count", "Counts up.", takes: Number.self, returns: Number.self, streams: .required),
            MethodDefinition(
                "Flood", "Sends much.", takes: Number.self, returns: Greeting.self, streams: .offered),
            MethodDefinition("Refuse", "Refuses.", takes: Refusal.self),
            MethodDefinition("WhoAmI", "Says who calls.", returns: Caller.self),
            MethodDefinition("Hold", "Answers when told to.", returns: Number.self, streams: .offered),
            MethodDefinition("Forget", "Never answers."),
        ],
        errors: [ErrorDefinition("Refused", "It was refused.", carries: Refusal.self)])
}

/// Answers the calls of the test interface.
final class TestHandler: CallHandler {
    private struct Held {
        var repliers: [Replier] = []
        var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let held = Mutex(Held())

    func handle(_ call: VarlinkCall, from peer: Peer, reply: Replier) {
        do {
            switch call.method {
            case "org.example.test.Echo": reply.reply(try call.read(Greeting.self))
            case "org.example.test.Count": count(to: try call.read(Number.self).number, reply)
            case "org.example.test.Flood": flood(try call.read(Number.self).number, reply)
            case "org.example.test.Refuse":
                reply.fail("org.example.test.Refused", try call.read(Refusal.self))
            case "org.example.test.WhoAmI": reply.reply(Self.caller(peer))
            case "org.example.test.Hold": hold(reply)
            case "org.example.test.Forget": break
            default: reply.fail(.methodNotImplemented(call.method))
            }
        } catch {
            reply.fail(error)
        }
    }

    /// Waits until this many calls are held, and returns their repliers.
    func heldRepliers(_ count: Int) async -> [Replier] {
        await withCheckedContinuation { continuation in
            let isThere = held.withLock { held in
                if held.repliers.count < count { held.waiting.append((count, continuation)) }
                return held.repliers.count >= count
            }
            if isThere { continuation.resume() }
        }
        return held.withLock { held in
            defer { held.repliers = [] }
            return held.repliers
        }
    }

    private func hold(_ reply: Replier) {
        let ready = held.withLock { held in
            held.repliers.append(reply)
            let ready = held.waiting.filter { $0.count <= held.repliers.count }
            held.waiting.removeAll { $0.count <= held.repliers.count }
            return ready
        }
        for waiting in ready { waiting.continuation.resume() }
    }

    private func count(to number: Int, _ reply: Replier) {
        for value in 1..<max(1, number) { reply.continues(Number(number: value)) }
        reply.reply(Number(number: number))
    }

    /// Sends as many replies of 64 KiB as are asked for, as fast as the client reads them.
    private func flood(_ number: Int, _ reply: Replier) {
        let piece = Greeting(text: String(repeating: "x", count: 1 << 16))
        Task {
            for _ in 1..<max(1, number) {
                guard reply.continues(piece) else {
                    guard await reply.waitUntilWritable() else { return }
                    continue
                }
            }
            reply.reply(piece)
        }
    }

    private static func caller(_ peer: Peer) -> Caller {
        Caller(
            uid: Int(peer.uid), gid: Int(peer.gid), groups: peer.groups.map { Int($0) }, pid: Int(peer.pid))
    }
}

/// A directory that is removed in the end.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/control-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A time that passes only when told to.
final class ManualClock: Sendable {
    private let value = Mutex(Duration.zero)
    var now: Duration { value.withLock { $0 } }
    func advance(by duration: Duration) { value.withLock { $0 += duration } }
}

/// The test interface on a real socket.
struct TestService {
    let directory: TemporaryDirectory
    let path: String
    let handler = TestHandler()
    let clock = ManualClock()
    let server: VarlinkServer

    static let identity = ServiceIdentity(
        vendor: "Example", product: "Tests", version: "1.2", url: "https://example.org/")

    init(_ change: (inout VarlinkServer.Configuration) -> Void = { _ in }) async throws {
        directory = try TemporaryDirectory()
        path = directory.path + "/test.sock"
        var configuration = VarlinkServer.Configuration(identity: Self.identity)
        let clock = clock
        configuration.clock = { clock.now }
        // Looked at only when the test says so.
        configuration.tickTime = .seconds(3_600)
        change(&configuration)
        server = try Self.makeServer(configuration, handler)
        try await server.listen(on: path)
    }

    static func makeServer(
        _ configuration: VarlinkServer.Configuration = .init(identity: identity),
        _ handler: TestHandler = TestHandler()
    ) throws -> VarlinkServer {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return try VarlinkServer(
            configuration, interfaces: [ServedInterface(.test, handler: handler)], logger: logger)
    }

    /// Runs a test against a service, and stops the service after it.
    static func run(
        _ change: (inout VarlinkServer.Configuration) -> Void = { _ in },
        _ body: (TestService) async throws -> Void
    ) async throws {
        let service = try await TestService(change)
        do {
            try await body(service)
        } catch {
            await service.server.stop(within: .zero)
            throw error
        }
        await service.server.stop(within: .zero)
    }

    func connect() throws -> ControlClient { try ControlClient(path: path) }
}
