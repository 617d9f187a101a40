// minutectl attachment: files that belong to records, sent with their content and given back whole.

import ArgumentParser
import Codec
import Control
import Evidence
import Governance
import Publication
import Reports

/// The noun `attachment`.
struct AttachmentCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attachment", abstract: "Attach files to records and get them back.",
        subcommands: [List.self, Add.self, Get.self])
}

extension AttachmentCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "attachment list",
            discussion: """
                EXAMPLES:
                  minutectl attachment list
                  minutectl attachment list decision/corporate-parenting-strategy -o json
                """)

        @Argument(help: "A record, for example decision/corporate-parenting. (default: all)") var record:
            String?
        @OptionGroup var asking: AskingOptions

        func question() -> AttachmentsQuestion {
            var question = AttachmentsQuestion()
            question.record = record
            return question
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "attachment add",
            discussion: """
                The log keeps the file's name, type, length and SHA-256. The content is kept beside the log and \
                is checked each time it is read. The limit is 32 MiB. Never attach a file that names a young \
                person, in its content or in its file name.

                EXAMPLES:
                  minutectl attachment add decision/leisure-centre-contract appendix.pdf \\
                    --title "The specification"
                  minutectl attachment add meeting/planning-2026-06-24 minutes.odt \\
                    --type application/vnd.oasis.opendocument.text
                """)

        @Argument(help: "The record, such as decision/corporate-parenting.") var record: String
        @Argument(help: "The file.", completion: .file()) var file: String
        @Option(help: "The name to record. (default: the file's)") var name: String?
        @Option(help: ArgumentHelp("Its media type. (default: from the name's ending)", valueName: "type"))
        var type: String?
        @Option(help: ArgumentHelp("A one-line description.", valueName: "text")) var title: String?
        @OptionGroup var options: RecordingGroup

        func run() throws {
            let bytes = try InputFile(file).readAll(atMost: AttachmentAdded.largest)
            var command = AddAttachment()
            command.name = name ?? file.split(separator: "/").last.map(String.init) ?? file
            (command.record, command.title, command.size) = (record, title, bytes.count)
            command.mediaType = try type ?? MediaTypes.type(of: command.name)
            do { command.sha256 = try ContentDigest(text: ContentStore.digest(bytes)) } catch {
                throw Failure(.usage, "\(error)")
            }
            let daemon = try Daemon(options.global)
            if !options.recording.dryRun { try daemon.keep(bytes) }
            let (receipt, reply) = try daemon.record(command, options.recording.options)
            let display = Display(options.global)
            try display.show(ShownReceipt(receipt), json: reply["receipt"] ?? reply, display.style())
        }
    }

    struct Get: ParsableCommand {
        static let configuration = CommandConfiguration(
            verb: "attachment get",
            discussion: """
                The file is checked against the SHA-256 in the log, by the daemon and again here. If it does \
                not match, nothing is written.

                EXAMPLES:
                  minutectl attachment get decision/corporate-parenting-strategy \\
                    strategy.pdf --to copy-of-strategy.pdf
                  minutectl attachment get meeting/malap-2007-09-20 minutes.txt
                """)

        @Argument(help: "The record, such as decision/corporate-parenting.") var record: String
        @Argument(help: "The file's name, or the start of its SHA-256.") var name: String
        @Option(
            help: ArgumentHelp(
                "A file that does not exist yet. (default: standard output)", valueName: "file"),
            completion: .file())
        var to: String?
        @OptionGroup var global: GlobalOptions

        func run() throws {
            let daemon = try Daemon(global)
            var question = AttachmentsQuestion()
            question.record = record
            let all = try daemon.ask(question).attachments
            let found = all.filter { $0.name == name || (name.count > 5 && $0.sha256.hasPrefix(name)) }
            guard let one = found.first, found.count == 1 else {
                throw Failure(
                    .refused, "\(record) has \(found.isEmpty ? "no file" : "several files") \"\(name)\".",
                    all.map { "It has \($0.name), \($0.sha256.prefix(12))." })
            }
            let bytes = try daemon.content(of: one)
            let file = try OutputFile(to, mode: 0o600)
            do {
                try file.write(bytes)
                try file.finish()
            } catch {
                file.abandon()
                throw error
            }
        }
    }
}

extension Daemon {
    /// Sends a content, and has it kept.
    func keep(_ bytes: [UInt8]) throws(Failure) {
        var request = KeepRequest()
        request.upload = try Upload.send(bytes, to: self)
        let kept = try call(InterfaceName.ledger.method("Keep"), request, returning: KeepReply.self)
        guard kept.sha256.text == ContentStore.digest(bytes), kept.size == bytes.count else {
            throw Failure(.verificationFailed, "The daemon's copy is not the file that was sent.")
        }
    }

    /// An attachment's content, held against its entry's digest.
    func content(of attachment: AttachmentValue) throws -> [UInt8] {
        var question = ContentQuestion()
        question.entry = attachment.seq
        var bytes: [UInt8] = []
        try stream(InterfaceName.ledger.method("Attachment"), question) { reply in
            let piece = try read(reply, as: ContentPiece.self)
            guard let some = Base64.decode(piece.base64.utf8) else {
                throw Failure(.verificationFailed, "The daemon's answer is not base64.")
            }
            bytes += some
        }
        guard ContentStore.digest(bytes) == attachment.sha256 else {
            throw Failure(
                .verificationFailed,
                "The file that arrived is not the file of entry \(attachment.seq), \(attachment.name).")
        }
        return bytes
    }
}

extension Upload {
    /// Sends bytes that need not be text.
    ///
    /// - Returns: the name under which the daemon keeps them.
    static func send(_ bytes: [UInt8], to daemon: Daemon) throws(Failure) -> String {
        var name: String?
        var sent = 0
        repeat {
            let end = min(bytes.count, sent + pieceSize)
            var piece = UploadPiece()
            (piece.upload, piece.base64) = (name, Base64.encode(Array(bytes[sent..<end])))
            name = try daemon.call(InterfaceName.ledger.method("Upload"), piece, returning: UploadReply.self)
                .upload
            sent = end
        } while sent < bytes.count
        return name ?? ""
    }
}

/// Media types by the endings of names.
enum MediaTypes {
    private static let known = [
        "pdf": "application/pdf", "txt": "text/plain", "md": "text/markdown", "html": "text/html",
        "csv": "text/csv", "json": "application/json", "xml": "application/xml", "eml": "message/rfc822",
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "tif": "image/tiff",
        "tiff": "image/tiff", "zip": "application/zip", "mp3": "audio/mpeg", "rtf": "application/rtf",
        "odt": "application/vnd.oasis.opendocument.text",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls": "application/vnd.ms-excel",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]

    static func type(of name: String) throws(Failure) -> String {
        let ending = name.split(separator: ".").last?.lowercased() ?? ""
        guard let type = known[ending], name.contains(".") else {
            throw Failure(
                .usage, "The type of \(name) cannot be recognised from its name.",
                ["Give it with --type, for example --type application/pdf."])
        }
        return type
    }
}
