// minutectl backup: the whole log into a directory of the caller's, and read again before it counts.

import ArgumentParser
import Codec
import Control
import Glibc
import Governance
import Publication
import Reports

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        verb: "backup",
        discussion: """
            This creates the directory, which only you can read. It holds every entry exactly as stored \
            (entries.ndjson), the attached files (attachments) and backup.json. That file is written last: \
            without it, the backup is not complete. Restore it into an empty log with `minutectl log restore DIR/entries.ndjson`. \
            minuted(8) explains how, step by step.

            EXAMPLES:
              minutectl backup backup-2026-12-31
              minutectl -H clerk@records.example.gov.uk backup copy-2026-12-31
            """)

    @Argument(
        help: ArgumentHelp("A directory that does not exist yet.", valueName: "dir"), completion: .directory)
    var directory: String
    @OptionGroup(title: "Options of every command") var global: GlobalOptions

    func run() throws {
        let daemon = try Daemon(global)
        guard mkdir(directory, 0o700) == 0 else {
            let problem = String(cString: strerror(errno))
            throw Failure(
                .usage, "The directory \(directory) cannot be created: \(problem).",
                errno == EEXIST ? ["Give another name. Existing files are never overwritten."] : [])
        }
        let backup = BackupDirectory(directory)
        let summary: BackupSummary
        do { summary = try backup.fill(from: daemon) } catch {
            backup.remove()
            throw error
        }
        let display = Display(global)
        var first = EntriesQuestion()
        first.limit = 1
        // Only for the council's time zone, which every reply names.
        let reply = try? daemon.call(InterfaceName.ledger.method("List"), first)
        try display.show(summary, json: JSONObject(summary), display.style(of: reply))
        guard let missing = summary.missing else { return }
        for one in missing { display.note("Not copied: \(one)") }
        throw ExitCode(ExitStatus.verificationFailed.rawValue)
    }
}

/// A directory that a backup is written to.
struct BackupDirectory {
    private let entries: String
    private let manifest: String
    private let contents: String
    private let path: String

    init(_ path: String) {
        self.path = path
        (entries, manifest) = ("\(path)/entries.ndjson", "\(path)/backup.json")
        contents = "\(path)/attachments"
    }

    /// Receives a backup, reads it again, and says that it is whole.
    func fill(from daemon: Daemon) throws -> BackupSummary {
        var summary = try receive(daemon)
        let check = try BackupCheck.read(entries, expecting: summary)
        summary.bytes = check.bytes
        try copy(check.attachments, from: daemon, &summary)
        let file = try OutputFile(manifest, mode: 0o600)
        do {
            let document = try JSONDocument(summary.json)
            try file.write(document.root.indented + "\n")
            try file.finish()
            try makeDurable()
        } catch {
            file.abandon()
            throw error
        }
        return summary
    }

    /// Copies the content of the attached files, each once; what is missing or altered is noted.
    private func copy(
        _ attached: [AttachmentValue], from daemon: Daemon, _ summary: inout BackupSummary
    ) throws {
        guard !attached.isEmpty else { return }
        var progress = ProgressLine("Copying attached files")
        defer { progress.end() }
        let folder = ContentStore(directory: contents)
        var (copied, missing): (Set<String>, [String]) = ([], [])
        for (index, one) in attached.enumerated() where !copied.contains(one.sha256) {
            do {
                _ = try folder.keep(try daemon.content(of: one))
                copied.insert(one.sha256)
            } catch let failure as Failure where failure.status != .unreachable {
                missing.append("entry \(one.seq), \(one.name) of \(one.record): \(failure.message)")
            }
            progress.update(index + 1, of: attached.count)
        }
        summary.attachments = copied.count
        summary.missing = missing.isEmpty ? nil : missing
    }

    private func receive(_ daemon: Daemon) throws -> BackupSummary {
        var progress = ProgressLine("Copying")
        defer { progress.end() }
        var summary = BackupSummary()
        var done = 0
        let file = try OutputFile(entries, mode: 0o600)
        do {
            try daemon.stream(InterfaceName.ledger.method("Backup")) { reply in
                let piece = try daemon.read(reply, as: BackupPiece.self)
                if let whole = piece.summary { summary = whole }
                try file.write(piece.text)
                done = piece.done
                progress.update(done, of: summary.entries)
            }
            guard done == summary.entries, done > 0 else {
                throw Failure(
                    .unreachable, "The backup stopped after \(done) of \(summary.entries) entries.",
                    ["Try again. `systemctl status minuted` shows the state of the daemon."])
            }
            try file.finish()
        } catch {
            file.abandon()
            throw error
        }
        return summary
    }

    /// Makes the names of the files survive a power cut.
    private func makeDurable() throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(descriptor) }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw Failure(.refused, "\(path) cannot be written: \(String(cString: strerror(errno))).")
        }
    }

    /// Takes back what is not whole.
    func remove() {
        for folder in (try? Files.names(in: contents)) ?? [] {
            for file in (try? Files.names(in: "\(contents)/\(folder)")) ?? [] {
                unlink("\(contents)/\(folder)/\(file)")
            }
            rmdir("\(contents)/\(folder)")
        }
        rmdir(contents)
        for file in [entries, manifest] { unlink(file) }
        rmdir(path)
    }
}

/// Reads a backup from the disk, and holds it against what it ought to be.
enum BackupCheck {
    /// - Returns: how many bytes it has, and the files that its entries attach.
    /// - Throws: ``Failure`` with the line that is not what it ought to be.
    static func read(_ path: String, expecting summary: BackupSummary) throws(Failure)
        -> (bytes: Int, attachments: [AttachmentValue])
    {
        let file = try InputFile(path)
        var check = Lines(source: summary.source)
        var (bytes, partial): (Int, [UInt8]) = (0, [])
        while true {
            let piece = try file.read(1 << 20)
            guard !piece.isEmpty else { break }
            bytes += piece.count
            partial += piece
            var start = 0
            while let end = partial[start...].firstIndex(of: UInt8(ascii: "\n")) {
                try check.take(Array(partial[start..<end]))
                start = end + 1
            }
            partial.removeFirst(start)
        }
        guard partial.isEmpty, check.count == summary.entries, check.lastId == summary.lastId else {
            throw failure(
                "it holds \(check.count) entries up to \(check.lastId), "
                    + "and \(summary.entries) up to \(summary.lastId) were sent")
        }
        return (bytes, check.attachments)
    }

    private static func failure(_ problem: String) -> Failure {
        Failure(
            .verificationFailed, "The copy is not what was sent: \(problem).",
            ["The copy was deleted. Check the disk (`journalctl -k`) before you try again."])
    }

    /// The lines that have been read so far.
    private struct Lines {
        let source: String
        var count = 0
        var lastId = ""
        var attachments: [AttachmentValue] = []

        mutating func take(_ line: [UInt8]) throws(Failure) {
            count += 1
            guard let document = try? JSONDocument(line), let id = document.root["id"]?.string,
                document.root["source"]?.string == source,
                let sequence = document.root["sequence"]?.string, Int(sequence) == count
            else { throw failure("line \(count) is not entry \(count)") }
            lastId = id
            if document.root["type"]?.string == AttachmentAdded.type { try attach(document) }
        }

        private mutating func attach(_ document: JSONDocument) throws(Failure) {
            guard let data = document.root["data"], let it = try? AttachmentAdded(reading: data) else {
                throw failure("line \(count) attaches a file, but not how one is attached")
            }
            var one = AttachmentValue()
            (one.seq, one.record, one.name) = (count, it.record.text, it.name)
            (one.size, one.sha256) = (it.size, it.sha256.text)
            attachments.append(one)
        }
    }
}
