// Attachments' content: kept before an entry names it, and held against its digest whenever it is given away.

import Control
import ControlServer
import Evidence
import Governance
import Ledger
import Projections
import Publication
import RecordKeeping

extension UploadPiece {
    /// The piece's bytes.
    var bytes: [UInt8] {
        get throws(Rejection) {
            guard let base64 else { return Array(text.utf8) }
            guard text.isEmpty, let bytes = Base64.decode(base64.utf8) else {
                throw Rejection(
                    "base64", "upload", "The piece is not base64, or also has text.",
                    remedy: "Give either `text` or `base64`, with padding and without line breaks.")
            }
            return bytes
        }
    }
}

extension Desk {
    static let attachmentAnswers: [String: Answer] = [
        "org.minuted.Ledger.Keep": { desk, call, caller, reply in
            let asked: KeepRequest = try desk.read(call)
            if let reason = desk.readOnlyReason { throw IntakeFailure.unavailable(reason) }
            let file = try desk.uploads.take(asked.upload, by: caller)
            try desk.refuseSize(of: file)
            var answer = KeepReply()
            answer.sha256 = try ContentDigest(
                text: try desk.contents.keep(file.descriptor, size: file.length))
            answer.size = file.length
            reply.reply(answer)
        },
        "org.minuted.Ledger.Attachment": { desk, call, caller, reply in
            let asked: ContentQuestion = try desk.read(call)
            let attachment = try desk.attachment(of: asked.entry)
            // The whole content is held against its digest before any of it is sent.
            let share = try AnswerStream.share(desk, caller)
            let content: OpenContent
            do throws(ContentProblem) {
                content = try desk.contents.open(attachment.sha256.text, size: attachment.size)
            } catch {
                throw Rejection(
                    "content-whole", attachment.record.text,
                    "Entry \(asked.entry) attaches \(attachment.name), but \(error).",
                    remedy: "Attach the same file again from a backup, to repair its content.")
            }
            try desk.give(content, share, call, caller, reply)
        },
    ]

    private func refuseSize(of file: UploadedFile) throws(Rejection) {
        guard file.length <= AttachmentAdded.largest else {
            throw Rejection(
                "attachment-size", "upload", "The file is longer than \(AttachmentAdded.largest) bytes.",
                remedy: "Split it into parts, or attach a smaller version.")
        }
        guard file.length > 0 else {
            throw Rejection(
                "attachment-size", "upload", "The file is empty.", remedy: "Attach a file that is not empty.")
        }
    }

    private func attachment(of seq: Int) throws -> AttachmentAdded {
        guard let entry = try ledger.entry(seq: seq), case .attachmentAdded(let it) = try Event(entry) else {
            throw Rejection(
                "known-attachment", "log", "Entry \(seq) attaches no file.",
                remedy: "`minutectl attachment list` lists the files with their entries.")
        }
        return it
    }

    private func give(
        _ content: OpenContent, _ share: Shares.Share, _ call: VarlinkCall, _ caller: Caller,
        _ reply: Replier
    ) throws {
        let state = Watched(ContentPiece())
        state.with { $0.total = content.size }
        try AnswerStream.begin(self, call, caller, reply, share: share) { reply in
            try state.with { piece in
                let bytes = try content.piece(from: piece.done, length: Limits.piece)
                piece.base64 = Base64.encode(bytes)
                piece.done += bytes.count
                guard piece.done < piece.total else {
                    reply.reply(piece)
                    return .ends
                }
                reply.continues(piece)
                return .goesOn
            }
        }
    }
}
