// Backups: the whole log as it is at one moment, given away while recording goes on. Entries never change, so
// what lies up to the last one is the same however long it takes to send.

import Control
import ControlServer
import Governance
import Ledger
import Reports

extension Desk {
    static let backupAnswers: [String: Answer] = [
        "org.minuted.Ledger.Backup": { desk, call, caller, reply in try desk.backUp(call, caller, reply) }
    ]

    private func backUp(_ call: VarlinkCall, _ caller: Caller, _ reply: Replier) throws {
        var piece = BackupPiece()
        let summary = try summary()
        piece.summary = summary
        let state = Watched((export: try ledger.export(upTo: summary.entries), piece: piece))
        try AnswerStream.begin(self, call, caller, reply) { reply in
            try state.with { state in
                guard let bytes = try state.export.piece(length: Limits.piece) else {
                    state.piece.text = ""
                    reply.reply(state.piece)
                    return .ends
                }
                state.piece.text = String(decoding: bytes, as: UTF8.self)
                state.piece.done += bytes.count { $0 == UInt8(ascii: "\n") }
                reply.continues(state.piece)
                state.piece.summary = nil
                return .goesOn
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
