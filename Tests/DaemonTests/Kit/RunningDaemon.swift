// The real daemon as a process of its own, in a state directory of its own, and the real command line.

import Codec
import Control
import Foundation
import Testing

/// A program's outcome.
struct Outcome {
    let status: Int32
    let output: String
    let errors: String
}

/// Where Stockton's history is.
private let stocktonHistory = Programs.root.appending(path: "replay/stockton-2007/history.ndjson")

/// How many entries Stockton's history has.
let stocktonEntries: Int = {
    // An unreadable history has none, and every test that counts says so.
    let text = (try? String(contentsOf: stocktonHistory, encoding: .utf8)) ?? ""
    return text.utf8.count { $0 == UInt8(ascii: "\n") }
}()

enum Programs {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Where the programs are that were built along with the tests.
    static let directory = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent()

    static func path(_ name: String) -> String { directory.appending(path: name).path(percentEncoded: false) }

    /// Runs a program to its end.
    static func run(
        _ program: String, _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stderr
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        // Both at once, or a program that fills the one pipe while the other is read would wait forever.
        let errors = Reading(stderr.fileHandleForReading)
        let output = stdout.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
            errors: String(decoding: errors.data, as: UTF8.self))
    }
}

/// Reads a pipe to its end on a thread of its own.
private final class Reading: @unchecked Sendable {
    // Written by the thread before it leaves the group, read after.
    private var bytes = Data()
    private let group = DispatchGroup()

    init(_ handle: FileHandle) {
        DispatchQueue.global().async(group: group) { self.bytes = handle.readDataToEndOfFile() }
    }

    var data: Data {
        group.wait()
        return bytes
    }
}

/// A daemon under test.
final class RunningDaemon {
    let directory: URL
    private var process: Process?
    private let configuration: String?

    var state: String { directory.appending(path: "state").path(percentEncoded: false) }
    var socket: String { directory.appending(path: "socket").path(percentEncoded: false) }
    var ledger: String { state + "/ledger.db" }

    /// Starts a daemon with an empty record.
    ///
    /// - Parameter signingKey: 32 bytes; nil for a key that the daemon makes.
    init(configuration: String? = nil, signingKey: [UInt8]? = nil) throws {
        directory = FileManager.default.temporaryDirectory.appending(
            path: "minuted-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        self.configuration = configuration
        if let signingKey {
            try FileManager.default.createDirectory(
                atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(signingKey).write(to: URL(filePath: state + "/signing.key"))
        }
        try start()
    }

    /// Starts a daemon with Stockton's history.
    static func stockton(configuration: String? = nil, signingKey: [UInt8]? = nil) throws -> RunningDaemon {
        let daemon = try RunningDaemon(configuration: configuration, signingKey: signingKey)
        let history = stocktonHistory.path(percentEncoded: false)
        let restored = try daemon.minutectl("log", "restore", history)
        #expect(restored.status == 0, "\(restored.errors)")
        return daemon
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: directory)
    }

    /// Starts the process and waits until it answers.
    func start() throws {
        let process = Process()
        process.executableURL = URL(filePath: Programs.path("minuted"))
        process.arguments = ["--state-directory", state, "--socket", socket]
        if let configuration {
            let file = directory.appending(path: "minuted.yaml")
            try configuration.write(to: file, atomically: true, encoding: .utf8)
            process.arguments? += ["--config", file.path(percentEncoded: false)]
        }
        process.standardInput = FileHandle.nullDevice
        process.standardError = try log()
        try process.run()
        self.process = process
        for _ in 0..<1_000 {
            if (try? ControlClient(path: socket)) != nil { return }
            guard process.isRunning else { break }
            poll(nil, 0, 20)
        }
        Issue.record("the daemon does not answer: \(journal)")
    }

    private func log() throws -> FileHandle {
        let file = directory.appending(path: "log").path(percentEncoded: false)
        if !FileManager.default.fileExists(atPath: file) { try Data().write(to: URL(filePath: file)) }
        let handle = try #require(FileHandle(forWritingAtPath: file))
        handle.seekToEndOfFile()
        return handle
    }

    /// What the daemon has said so far.
    var journal: String { (try? String(contentsOf: directory.appending(path: "log"), encoding: .utf8)) ?? "" }

    /// A figure of the process, as /proc/PID/status has it, such as "Threads" or "VmRSS" (in KiB).
    func figure(_ name: String) throws -> Int {
        let pid = try #require(process).processIdentifier
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("\(name):") })
        return try #require(
            line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) })
    }

    /// Ends the process as a power cut would, as far as a process can be ended so.
    func kill() {
        guard let process, process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks the process to stop, and says how it did.
    func stop() -> Int32 {
        guard let process else { return -1 }
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    // MARK: - Asking

    func minutectl(_ arguments: String..., input: String = "") throws -> Outcome {
        try Programs.run(
            Programs.path("minutectl"), ["--socket", socket] + arguments, input: input,
            environment: ["NO_COLOR": "1", "TERM": "dumb"])
    }

    /// The JSON that a command prints.
    func json(_ arguments: String...) throws -> JSONNode {
        let outcome = try Programs.run(
            Programs.path("minutectl"), ["--socket", socket, "-o", "json"] + arguments)
        #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
        return try JSONDocument(outcome.output).root
    }

    /// What SQLite's own shell says of the log.
    func sqlite(_ sql: String) throws -> Outcome { try Programs.run("/usr/bin/sqlite3", [ledger, sql]) }

    func client() throws -> ControlClient { try ControlClient(path: socket) }

    var entries: Int { get throws { try json("status")["entries"]?.integer ?? -1 } }
}
