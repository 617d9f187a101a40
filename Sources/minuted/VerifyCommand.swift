// minuted verify: the offline audit, for whoever has a copy of the record and a reason to doubt it.

import ArgumentParser
import Attestation
import Evidence
import Glibc
import Publication
import Synchronization

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify a record offline: a state directory, a published log, or a single proof.",
        discussion: """
            Only reads, whether the daemon runs or not. Reports one of three results: verified up to an anchor,
            consistent only, or broken and where; and how many entries at the end no anchor covers.
            An anchor is a checkpoint held outside the council: printed in signed minutes, sent by email,
            cosigned by a witness.

            EXAMPLES
              minuted verify /var/lib/minuted --vkey log.vkey --anchor minutes-2024-05.txt
              minuted verify ./published --vkey log.vkey --witness-key leader.vkey
              minuted verify entry-123.tlog-proof --vkey log.vkey --anchor minutes-2024-05.txt

            EXIT STATUS
              0   verified against an anchor from outside
              1   not checked: something cannot be read, or is refused
              4   broken
              5   consistent only: no anchor from outside was given
            """)

    @Argument(help: "A state directory, a directory made by log publish, or a proof.")
    var path: String

    @Option(
        help: ArgumentHelp(
            "The log's first public key, or a file that holds it.",
            discussion:
                "Default: the copy beside the log, which proves less. For a single proof, the file also lists later keys.",
            valueName: "key"))
    var vkey: String?

    @Option(
        name: .customLong("anchor"),
        help: ArgumentHelp(
            "A checkpoint held outside the council; may be repeated.",
            discussion: "You can give a letter or minutes that print one, as text, web page or email.",
            valueName: "file"))
    var anchors: [String] = []

    @Option(
        name: .customLong("witness-key"),
        help: ArgumentHelp(
            "The key of a witness, or a file that holds it; may be repeated.",
            discussion: "Any checkpoint it cosigned counts as an anchor.", valueName: "key"))
    var witnessKeys: [String] = []

    @Option(
        help: ArgumentHelp("The entry that a proof is about, if it does not include it.", valueName: "file"))
    var entry: String?

    @Option(
        help: ArgumentHelp("The head's directory, if it is not in the state directory.", valueName: "dir"))
    var head: String?

    @Flag(help: "Skip slow checks that are not evidence: the database's structure, the entries' formatting.")
    var quick = false

    func run() throws {
        let result: Audit.Result
        do {
            result = try Audit.run(path, inputs: inputs(), entry: entry.map { try KeyArgument.file($0) })
        } catch {
            KeyArgument.say("minuted: \(error)")
            throw ExitCode(1)
        }
        for line in result.lines { print(line) }
        if result.verdict.exitStatus != 0 { throw ExitCode(result.verdict.exitStatus) }
    }

    private func inputs() throws -> AuditInputs {
        var inputs = AuditInputs()
        inputs.keys = try vkey.map { try KeyArgument.keys($0) }
        inputs.anchors = try anchors.map { AuditInputs.File(label: $0, bytes: try KeyArgument.file($0)) }
        inputs.witnesses = try witnessKeys.map { try KeyArgument.key($0) }
        inputs.isQuick = quick
        inputs.headDirectory = head
        let progress = AuditProgress()
        inputs.onProgress = { done, total in progress.show(done, of: total) }
        return inputs
    }
}

/// Keys and files as they are given on the command line.
enum KeyArgument {
    /// A key in one line, or the first line of a file of that name.
    static func key(_ text: String) throws -> VerifierKey {
        if let key = try? VerifierKey(parsing: text) { return key }
        let bytes = try file(text)
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        do { return try VerifierKey(parsing: String(decoding: line, as: UTF8.self)) } catch {
            throw AuditError.key("\(text): \(error)")
        }
    }

    /// A log's keys: one in one line, or a file that lists them.
    static func keys(_ text: String) throws -> KeyHistory {
        do {
            if let key = try? VerifierKey(parsing: text) { return try KeyHistory(first: key) }
            return try KeyHistory(parsing: String(decoding: try file(text), as: UTF8.self))
        } catch let error as AuditError {
            throw error
        } catch {
            throw AuditError.key("\(text): \(error)")
        }
    }

    static func file(_ path: String) throws -> [UInt8] {
        guard let bytes = try Files.read(path, limit: SignedNote.maximumBytes) else {
            throw AuditError.unreadable("there is no file \(path)")
        }
        return bytes
    }

    /// Says something beside the answer.
    static func say(_ text: String) {
        try? Files.write(Array((text + "\n").utf8), to: STDERR_FILENO, path: "standard error")
    }
}

/// Tells every second how far an audit has come.
private final class AuditProgress: Sendable {
    private let lastShown = Mutex(AuditProgress.now())

    func show(_ done: UInt64, of total: UInt64) {
        let isDue = lastShown.withLock { last in
            let now = Self.now()
            guard now > last else { return false }
            last = now
            return true
        }
        if isDue, total > 0 { KeyArgument.say("\(done) of \(total) entries, \(done * 100 / total)%") }
    }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec
    }
}
