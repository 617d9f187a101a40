// minutectl log export, import, restore: the log on its way out and in.

import ArgumentParser
import Codec
import Control
import Governance
import Publication
import Reports

extension LogCommands {
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "log export",
            discussion: """
                Without a file, prints to standard output. A file appears only once it is complete.

                EXAMPLES:
                  minutectl log export council-2026-11-30.ndjson
                  minutectl log export --from 200 | jq -r .type
                """)

        @Argument(help: "A file that does not exist yet.", completion: .file()) var file: String?
        @Option(help: ArgumentHelp("The first entry. (default: 1)", valueName: "entry")) var from: Int?
        @Option(help: ArgumentHelp("The last entry. (default: the log's)", valueName: "entry")) var to: Int?
        @OptionGroup var global: GlobalOptions

        func run() throws {
            var question = ExportQuestion()
            (question.from, question.to) = (from, to)
            let daemon = try Daemon(global)
            let output = try OutputFile(file)
            do { try export(question, daemon, to: output) } catch {
                output.abandon()
                throw error
            }
        }

        private func export(_ question: ExportQuestion, _ daemon: Daemon, to output: OutputFile) throws {
            var progress = ProgressLine("Exporting")
            var last = ExportPiece()
            defer { progress.end() }
            try daemon.stream(InterfaceName.ledger.method("Export"), question) { reply in
                last = try daemon.read(reply, as: ExportPiece.self)
                try output.write(last.text)
                if file != nil { progress.update(last.done, of: last.total) }
            }
            guard last.done == last.total else {
                throw Failure(
                    .unreachable, "The export stopped after \(last.done) of \(last.total) entries.",
                    ["Try again. `systemctl status minuted` shows the state of the daemon."])
            }
            try output.finish()
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "log import",
            discussion: """
                The entries are recorded as new ones, today and by you. Their original details are kept with \
                them. A line already imported is not recorded again. If a line is refused, nothing is \
                imported, unless --keep-going leaves that line out.

                EXAMPLE:
                  minutectl log import old-system.ndjson --keep-going
                """)

        @Argument(help: "Entries, one a line (NDJSON); - for standard input.", completion: .file())
        var file: String
        @Flag(help: "Leave out refused lines, and list them.") var keepGoing = false
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let daemon = try Daemon(global)
            var request = ImportRequest()
            request.upload = try Upload.send(InputFile(file), to: daemon)
            request.keepsGoing = keepGoing ? true : nil
            let report = try daemon.showImport("Import", request, global)
            guard report.refused.isEmpty else { throw ExitCode(ExitStatus.refused.rawValue) }
        }
    }

    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "log restore",
            discussion: """
                Use this with an empty log. Entries are restored exactly as stored, with their numbers, times \
                and hashes. The content of attached files is read from the \
                folder attachments beside the export, as in a backup.

                EXAMPLE:
                  minutectl log restore backup-2026-11-30/entries.ndjson
                """)

        @Argument(help: "An export; - for standard input.", completion: .file()) var file: String
        @Option(
            help: ArgumentHelp(
                "The folder with the content of attached files. (default: attachments, beside the export)",
                valueName: "dir"), completion: .directory)
        var attachments: String?
        @OptionGroup var global: GlobalOptions

        /// Sends the content of the files that the log attaches, as far as it is there, and names the rest.
        private func restoreAttachments(_ daemon: Daemon) throws {
            let attached = try daemon.ask(AttachmentsQuestion()).attachments
            guard !attached.isEmpty else { return }
            let beside = file.lastIndex(of: "/").map { "\(file[..<$0])/attachments" } ?? "attachments"
            let folder = ContentStore(directory: attachments ?? beside)
            var done: Set<String> = []
            var missing: [String] = []
            for one in attached where !done.contains(one.sha256) {
                do throws(ContentProblem) {
                    let bytes = try folder.read(one.sha256, size: one.size)
                    do { try daemon.keep(bytes) } catch { throw .unreadable(error.message) }
                    done.insert(one.sha256)
                } catch {
                    missing.append("Entry \(one.seq) attaches \(one.name) to \(one.record): \(error).")
                }
            }
            let display = Display(global)
            display.note("Attached files restored: \(done.count).")
            for one in missing { display.note(one) }
            guard missing.isEmpty else { throw ExitCode(ExitStatus.verificationFailed.rawValue) }
        }

        func run() throws {
            let daemon = try Daemon(global)
            var request = RestoreRequest()
            request.upload = try Upload.send(InputFile(file), to: daemon)
            _ = try daemon.showImport("Restore", request, global)
            try restoreAttachments(daemon)
        }
    }
}

extension Daemon {
    fileprivate func showImport(
        _ method: String, _ request: some FieldValue, _ global: GlobalOptions
    ) throws(Failure) -> ImportReport {
        let reply = try call(InterfaceName.ledger.method(method), request)
        let report = try read(reply, as: ReportReply<ImportReport>.self).report
        let display = Display(global)
        try display.show(report, json: reply["report"] ?? reply, display.style())
        return report
    }
}

/// A file on its way to the daemon, in pieces that fit into its calls.
enum Upload {
    /// How many bytes of the file one call holds. Written as JSON a byte takes six at most, and a call may
    /// have 2²⁰ (``ConnectionLimits/frameSize``).
    static let pieceSize = 160 * 1024

    /// Sends a file.
    ///
    /// - Returns: the name under which the daemon keeps it.
    static func send(_ file: InputFile, to daemon: Daemon) throws(Failure) -> String {
        var progress = ProgressLine("Sending \(file.name)")
        var pieces = TextPieces()
        var name: String?
        var sent = 0
        var isFirst = true
        while true {
            let bytes = try file.read(pieceSize)
            guard !bytes.isEmpty || isFirst else { break }
            isFirst = false
            var piece = UploadPiece()
            (piece.upload, piece.text) = (name, try pieces.next(bytes, of: file.name))
            name = try daemon.call(InterfaceName.ledger.method("Upload"), piece, returning: UploadReply.self)
                .upload
            sent += bytes.count
            if let size = file.size { progress.update(sent, of: size) }
        }
        progress.end()
        try pieces.finish(file.name)
        return name ?? ""
    }
}

/// Bytes that arrive in pieces, as text: a character that is cut in two waits for its rest.
struct TextPieces {
    private var rest: [UInt8] = []
    private var count = 0

    init() {}

    /// The whole characters of what has arrived.
    ///
    /// - Throws: ``Failure`` for what is no UTF-8; nothing is replaced silently.
    mutating func next(_ bytes: [UInt8], of name: String) throws(Failure) -> String {
        let all = rest + bytes
        let end = all.count - Self.cutLength(all)
        guard let text = String(validating: all[..<end], as: UTF8.self) else { throw failure(name) }
        rest = Array(all[end...])
        count += end
        return text
    }

    /// Says that nothing more arrives.
    func finish(_ name: String) throws(Failure) {
        guard rest.isEmpty else { throw failure(name) }
    }

    private func failure(_ name: String) -> Failure {
        Failure(.usage, "\(name) is not text in UTF-8 (after byte \(count)).")
    }

    /// How many bytes at the end begin a character that is not whole.
    private static func cutLength(_ bytes: [UInt8]) -> Int {
        for (back, byte) in bytes.suffix(3).reversed().enumerated() {
            let length =
                switch byte {
                case 0xC2...0xDF: 2
                case 0xE0...0xEF: 3
                case 0xF0...0xF4: 4
                default: 1
                }
            if byte & 0xC0 == 0x80 { continue }
            return length > back + 1 ? back + 1 : 0
        }
        return 0
    }
}
