// A folder under replay/: a script, the history that it leads to, and the answers expected of that history.

import Attestation
import Codec
import Constitutions
public import Foundation
public import Governance
public import Ledger
import Projections
import RecordKeeping
import Reports

/// One council's replay.
public struct Replay: Sendable, CustomStringConvertible {
    /// The top of the repository.
    public let root: URL
    /// Its name, such as `stockton-2007`.
    public let name: String

    public init(_ name: String, root: URL) {
        self.name = name
        self.root = root
    }

    public var description: String { name }

    /// Every folder under replay/ that has a script, by name.
    public static func all(root: URL) throws -> [Replay] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "replay").path).sorted()
            .map { Replay($0, root: root) }
            .filter { FileManager.default.fileExists(atPath: $0.scriptFile.path) }
    }

    public var folder: URL { root.appending(path: "replay/\(name)") }
    public var scriptFile: URL { folder.appending(path: "script.ndjson") }
    public var historyFile: URL { folder.appending(path: "history.ndjson") }

    /// The council's constitution, a path from the top of the repository.
    public var constitutionPath: String { "config/constitutions/\(name).yaml" }

    /// Where the answer to an inquiry is kept.
    public func expectedFile(_ inquiry: Inquiry) -> URL {
        folder.appending(path: "expected/\(inquiry.into)")
    }

    /// The script.
    public func script() throws -> Script { try Script(text(of: scriptFile)) }

    /// What is asked of the history.
    public func inquiries() throws -> [Inquiry] {
        try text(of: folder.appending(path: "questions.ndjson")).split(separator: "\n")
            .map { try Inquiry(json: Array($0.utf8)) }
    }

    /// The command that applies a constitution.
    ///
    /// - Parameter path: the document's path from the top of the repository.
    public func constitution(_ path: String) throws -> ApplyConstitution {
        let document = try YAMLDocument(text(of: root.appending(path: path)))
        do throws(FieldError) {
            var command = ApplyConstitution()
            command.constitution = try Constitution(json: document.json)
            return command
        } catch {
            throw ScriptError(line: document.line(of: error.path), problem: "(of \(path)) \(error)")
        }
    }

    private func text(of file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

    // MARK: - Recording

    /// Plays the script to a new council in an empty directory.
    ///
    /// - Returns: the log's export.
    public func record(in directory: String) async throws -> [UInt8] {
        let council = try ScriptedCouncil(directory: directory)
        defer { council.close() }
        try await play(script(), to: council)
        return try council.ledger.exported()
    }

    /// Plays a script.
    ///
    /// - Throws: ``ScriptError`` at the first line that is not recorded, or not refused, as it says.
    public func play(_ script: Script, to council: ScriptedCouncil) async throws {
        for (index, line) in script.lines.enumerated() where line.note == nil {
            try await play(line, index + 1, to: council)
        }
    }

    private func play(_ line: ScriptLine, _ number: Int, to council: ScriptedCouncil) async throws {
        guard let (name, command) = try command(of: line, number) else { return }
        guard let actor = line.actor else { throw ScriptError(line: number, problem: "it has no actor") }
        let time = try line.instant(line: number)
        do {
            let receipt = try await council.submit(
                name, command, actor: actor, at: time,
                from: Provenance.read(line.provenance, line.sourcePlace))
            if let rule = line.refused {
                throw ScriptError(line: number, problem: "it was not refused under \(rule), but recorded")
            }
            // A line that records nothing is a slip of whoever wrote the script.
            if !receipt.isChange { throw ScriptError(line: number, problem: "it changed nothing") }
        } catch let failure as SubmissionFailure {
            if case .refused(_, let rejection) = failure, rejection.rule == line.refused { return }
            throw ScriptError(line: number, problem: "\(failure)")
        }
    }

    /// The command of a line; nil if it cannot be read, and is to be refused for that.
    private func command(of line: ScriptLine, _ number: Int) throws -> (String, any Command)? {
        let name = line.command ?? ""
        if let file = line.file { return (name, try constitution(file)) }
        let parameters = try JSONDocument((line.parameters ?? JSONObject()).bytes)
        do throws(Rejection) {
            return (name, try CommandCatalog.read(name, parameters.root))
        } catch {
            if error.rule == line.refused { return nil }
            throw ScriptError(line: number, problem: error.description)
        }
    }

    // MARK: - Asking

    /// The answers to all inquiries, as they are kept in files, asked of a daemon with the recorded history.
    ///
    /// - Parameter programs: where `minuted` and `minutectl` are; beside this program if left out.
    public func answers(programs: URL? = nil) throws -> [(inquiry: Inquiry, answer: String)] {
        let daemon = try RestoredDaemon(history: historyFile, programs: programs)
        return try inquiries().map { ($0, try daemon.answer($0)) }
    }
}

extension LedgerStore {
    /// The whole log as NDJSON.
    public func exported() throws -> [UInt8] {
        var export = try export()
        var bytes: [UInt8] = []
        while let piece = try export.piece() { bytes += piece }
        return bytes
    }

    /// A log restored into an empty directory, every entry held against the rules.
    public static func restored(from history: [UInt8], in directory: String) throws -> LedgerStore {
        let ledger = try LedgerStore.open(directory: directory)
        let attestor = try Attestor(ledger, settings: .replays)
        var state = State()
        let writer = try ledger.makeWriter(observers: [attestor.makeObserver()])
        let restore = try Restore(into: writer) { envelope, bytes in
            let event = try bytes.withUnsafeBytes { try Event(seq: envelope.seq, entry: $0) }
            _ = try admit(event, in: &state)
        }
        try restore.add(history)
        _ = try restore.finish()
        // Its head is on disk, so that a council may go on with the log.
        _ = try attestor.checkpoint()
        return ledger
    }
}

/// A directory that is gone after its use.
public func withTemporaryDirectory<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: (String) async throws -> Value
) async throws -> Value {
    let directory = FileManager.default.temporaryDirectory.appending(path: "minuted-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    return try await body(directory.path)
}
