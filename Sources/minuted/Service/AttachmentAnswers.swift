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
                    "base64", "upload", "The piece is no base64, or has text besides.",
                    remedy: "Give `text` or `base64`, the latter with padding and without line ends.")
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
            let file = try desk.uploads.take(asked.upload, by: caller.actor)
            var answer = KeepReply()
            let bytes = try desk.whole(file)
            answer.sha256 = try ContentDigest(text: try desk.contents.keep(bytes))
            answer.size = bytes.count
            reply.reply(answer)
        },
        "org.minuted.Ledger.Attachment": { desk, call, _, reply in
            let asked: ContentQuestion = try desk.read(call)
            let attachment = try desk.attachment(of: asked.entry)
            do throws(ContentProblem) {
                let bytes = try desk.contents.read(attachment.sha256.text, size: attachment.size)
                desk.give(bytes, reply)
            } catch {
                throw Rejection(
                    "content-whole", attachment.record.text,
                    "Entry \(asked.entry) attaches \(attachment.name), but \(error).",
                    remedy: "Attach the same file again, from a backup: its content is then put right.")
            }
        },
    ]

    private func whole(_ file: UploadedFile) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let next = file.pieces
        while let piece = try next() {
            bytes += piece
            guard bytes.count <= AttachmentAdded.largest else {
                throw Rejection(
                    "attachment-size", "upload",
                    "The file is longer than \(AttachmentAdded.largest) bytes.",
                    remedy: "Attach it in parts, or in a form that takes less room.")
            }
        }
        guard !bytes.isEmpty else {
            throw Rejection(
                "attachment-size", "upload", "The file is empty.", remedy: "Attach one with something in it.")
        }
        return bytes
    }

    private func attachment(of seq: Int) throws -> AttachmentAdded {
        guard let entry = try ledger.entry(seq: seq), case .attachmentAdded(let it) = try Event(entry) else {
            throw Rejection(
                "known-attachment", "log", "Entry \(seq) attaches no file.",
                remedy: "`minutectl attachment list` lists the files with their entries.")
        }
        return it
    }

    private func give(_ bytes: [UInt8], _ reply: Replier) {
        // The client decides how fast it goes, so it has a thread of its own.
        WorkerThread.detached { [self] in
            var piece = ContentPiece()
            piece.total = bytes.count
            while piece.done < bytes.count {
                guard !reply.isClosed else { return }
                let end = min(bytes.count, piece.done + 240 * 1024)
                piece.base64 = Base64.encode(Array(bytes[piece.done..<end]))
                piece.done = end
                if end < bytes.count { send(piece, reply) }
            }
            reply.reply(piece)
        }
    }
}
