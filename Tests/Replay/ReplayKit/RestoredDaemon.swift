// The real daemon with a replay's history in it: a process with a state directory and a socket of its own,
// which is asked over the socket and by the real command line.

import Codec
import Control
public import Foundation

/// A daemon that has a history, and is ended with this object.
public final class RestoredDaemon {
    private let directory: URL
    private let programs: URL
    private let process = Process()

    private var socket: String { directory.appending(path: "socket").path }
    private var log: URL { directory.appending(path: "log") }

    /// Starts a daemon and restores a history into it by `minutectl log restore`.
    ///
    /// - Parameter programs: where `minuted` and `minutectl` are; beside this program if left out.
    /// - Throws: ``DaemonFailure``, with what the daemon or the command line said.
    public init(history: URL, programs: URL? = nil) throws {
        let own = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        self.programs = programs ?? own.deletingLastPathComponent()
        directory = FileManager.default.temporaryDirectory.appending(
            path: "minuted-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Data().write(to: log)
        process.executableURL = self.programs.appending(path: "minuted")
        process.arguments = [
            "--state-directory", directory.appending(path: "state").path, "--socket", socket,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        try waitUntilItAnswers()
        _ = try minutectl(["log", "restore", history.path])
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: directory)
    }

    private func waitUntilItAnswers() throws {
        for _ in 0..<1_000 where process.isRunning {
            if (try? ControlClient(path: socket)) != nil { return }
            poll(nil, 0, 20)
        }
        let said = try String(contentsOf: log, encoding: .utf8)
        throw DaemonFailure(description: "the daemon does not answer: \(said)")
    }

    /// What the command line prints.
    public func minutectl(_ arguments: [String]) throws -> Data {
        let (program, output) = (Process(), Pipe())
        let errors = directory.appending(path: "errors")
        try Data().write(to: errors)
        program.executableURL = programs.appending(path: "minutectl")
        program.arguments = ["--socket", socket] + arguments
        program.standardInput = FileHandle.nullDevice
        program.standardOutput = output
        program.standardError = try FileHandle(forWritingTo: errors)
        try program.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        program.waitUntilExit()
        guard program.terminationStatus == 0 else {
            let said = try String(contentsOf: errors, encoding: .utf8)
            throw DaemonFailure(description: "minutectl \(arguments.joined(separator: " ")): \(said)")
        }
        return printed
    }

    /// The answer to an inquiry, asked over the socket, as JSON over several lines.
    public func answer(_ inquiry: Inquiry) throws -> String {
        let client = try ControlClient(path: socket)
        let reply: JSONObject
        do { reply = try client.call(inquiry.method, inquiry.parameters) } catch {
            throw DaemonFailure(description: "\(inquiry.into): \(error)")
        }
        guard let report = try JSONDocument(reply.bytes).root["report"] else {
            throw DaemonFailure(description: "\(inquiry.into): the reply has no report")
        }
        return report.indented + "\n"
    }

    /// The answer of the command line that asks the same; nil if the replay gives none.
    public func answerOnTheCommandLine(_ inquiry: Inquiry) throws -> String? {
        guard let arguments = inquiry.arguments else { return nil }
        let printed = try minutectl(["-o", "json"] + arguments)
        return try JSONDocument(Array(printed)).root.indented + "\n"
    }
}

/// Why a daemon gave no answer, in its own words.
public struct DaemonFailure: Error, Sendable, CustomStringConvertible {
    public let description: String
}
