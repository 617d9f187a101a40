// Backups: the whole log as it is at one moment, given away while recording goes on. Entries never change, so
// what lies up to the last one is the same however long it takes to send.

import Control
import ControlServer
import Governance
import Ledger
import Reports

extension Desk {
    static let backupAnswers: [String: Answer] = [
        "org.minuted.Ledger.Backup": { desk, _, _, reply in try desk.backUp(reply) }
    ]

    private func backUp(_ reply: Replier) throws {
        let summary = try summary()
        // The client decides how fast it goes, so it has a thread of its own.
        WorkerThread.detached { [self] in
            var piece = BackupPiece()
            piece.summary = summary
            do {
                var export = try ledger.export(upTo: summary.entries)
                while let bytes = try export.piece(length: 262_144) {
                    guard !reply.isClosed else { return }
                    piece.text = String(decoding: bytes, as: UTF8.self)
                    piece.done += bytes.count { $0 == UInt8(ascii: "\n") }
                    send(piece, reply)
                    piece.summary = nil
                }
                piece.text = ""
                reply.reply(piece)
            } catch {
                reply.fail("\(InterfaceName.ledger.rawValue).Unavailable", UnavailableReply("\(error)"))
            }
        }
    }

    private func summary() throws -> BackupSummary {
        var summary = BackupSummary()
        summary.entries = try ledger.lastSeq()
        guard let genesis = try ledger.genesis(), let last = try ledger.entry(seq: summary.entries) else {
            throw Rejection(
                "entries-recorded", "log", "The log is empty: there is nothing to back up.",
                remedy: "Apply a constitution, or restore a log.")
        }
        let envelope = try last.envelope()
        (summary.council, summary.source) = (genesis.name, envelope.source)
        (summary.lastId, summary.lastRecorded) = (envelope.id, envelope.recordedTime)
        summary.version = Minuted.version
        return summary
    }
}
