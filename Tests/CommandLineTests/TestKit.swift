// The built programs, run as people run them: minutectl against a daemon of its own or against canned replies.

import Control
import ControlServer
import Foundation
import Logging
import Testing

@testable import minutectl

/// Where the built programs and the sources are.
enum Place {
    /// The directory in which the programs were built, which is where the tests were.
    static let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()

    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func program(_ name: String) throws -> URL {
        let url = programs.appending(path: name)
        try #require(
            FileManager.default.isExecutableFile(atPath: url.path), "\(name) is not beside the tests")
        return url
    }
}

/// A directory that is removed in the end.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "minutectl-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
        return "\(path)/\(name)"
    }
}

/// What a run of a program came to.
struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// The lines of the output.
    var lines: [Substring] { output.split(separator: "\n") }
}

/// Runs minutectl.
///
/// - Parameter environment: what is set besides the plain environment of a service.
func minutectl(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
) throws -> Outcome {
    let process = Process()
    process.executableURL = try Place.program("minutectl")
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let directory = try TemporaryDirectory()
    let paths = ["input", "output", "errors"].map { "\(directory.path)/\($0)" }
    try input.write(toFile: paths[0], atomically: false, encoding: .utf8)
    for path in paths[1...] { try Data().write(to: URL(filePath: path)) }
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: paths[0]))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: paths[1]))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: paths[2]))
    try process.run()
    process.waitUntilExit()
    return Outcome(
        status: process.terminationStatus,
        output: try String(contentsOfFile: paths[1], encoding: .utf8),
        errors: try String(contentsOfFile: paths[2], encoding: .utf8))
}

/// A daemon with a record of its own.
final class TestDaemon {
    let directory: TemporaryDirectory
    let socket: String
    private let process = Process()

    /// Starts a daemon and waits until it says that it is ready (sd_notify(3)).
    init() throws {
        directory = try TemporaryDirectory()
        socket = "\(directory.path)/minuted.sock"
        let ready = try ReadySocket(path: "\(directory.path)/notify")
        let state = "\(directory.path)/state"
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        process.executableURL = try Place.program("minuted")
        process.arguments = ["--state-directory", state, "--socket", socket]
        process.environment = ["PATH": "/usr/bin:/bin", "NOTIFY_SOCKET": ready.path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try ready.wait()
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    /// Runs minutectl against it.
    @discardableResult
    func run(_ arguments: String..., input: String = "") throws -> Outcome {
        try minutectl(arguments, input: input, environment: ["MINUTED_SOCKET": socket])
    }

    /// Runs minutectl, which has to succeed.
    @discardableResult
    func succeed(
        _ arguments: String..., input: String = "", at location: SourceLocation = #_sourceLocation
    ) throws -> Outcome {
        let outcome = try minutectl(arguments, input: input, environment: ["MINUTED_SOCKET": socket])
        #expect(outcome.status == 0, "\(arguments): \(outcome.errors)", sourceLocation: location)
        return outcome
    }
}

/// The socket on which a service says that it is ready.
private struct ReadySocket: ~Copyable {
    let path: String
    private let descriptor: Int32

    init(path: String) throws {
        self.path = path
        descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        let address = try #require(UnixSocketPath(path))
        try #require(address.withAddress { bind(descriptor, $0, $1) } == 0)
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func wait() throws {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            try #require(count > 0, "the daemon does not get ready")
            if String(decoding: buffer[..<count], as: UTF8.self).contains("READY=1") { return }
        }
    }
}

/// A service that answers every call in one way, for what a healthy daemon does not say.
struct CannedService: CallHandler {
    let answer: @Sendable (VarlinkCall, Replier) -> Void

    func handle(_ call: VarlinkCall, from peer: Peer, reply: Replier) { answer(call, reply) }

    /// Runs a test against the service.
    static func run(
        _ answer: @escaping @Sendable (VarlinkCall, Replier) -> Void, _ body: (String) throws -> Void
    ) async throws {
        let directory = try TemporaryDirectory()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let identity = ServiceIdentity(vendor: "v", product: "p", version: "1", url: "https://example.org/")
        let interfaces = InterfaceName.allCases.map {
            ServedInterface(VerbTable.definition(of: $0), handler: CannedService(answer: answer))
        }
        let server = try VarlinkServer(.init(identity: identity), interfaces: interfaces, logger: logger)
        let socket = directory.path + "/s"
        try await server.listen(on: socket)
        do { try body(socket) } catch {
            await server.stop(within: .zero)
            throw error
        }
        await server.stop(within: .zero)
    }
}
