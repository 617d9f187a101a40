// The log itself: entries listed, shown and followed, exports, imports and restores.

import Codec
import Control
import ControlServer
import Glibc
import Governance
import Ledger
import Projections
import RecordKeeping
import Reports

extension Desk {
    static let ledgerAnswers: [String: Answer] = [
        "org.minuted.Ledger.List": { desk, call, _, reply in
            reply.reply(ReportReply(try desk.entries(try desk.read(call))))
        },
        "org.minuted.Ledger.Show": { desk, call, _, reply in
            let asked: EntryQuestion = try desk.read(call)
            reply.reply(EntryReply(try EntryValue(try desk.entry(asked.entry), whole: true)))
        },
        "org.minuted.Ledger.Follow": { desk, call, _, reply in try desk.follow(try desk.read(call), reply) },
        "org.minuted.Ledger.Export": { desk, call, _, reply in try desk.export(try desk.read(call), reply) },
        "org.minuted.Ledger.Upload": { desk, call, caller, reply in
            let piece: UploadPiece = try desk.read(call)
            if let reason = desk.readOnlyReason { throw IntakeFailure.unavailable(reason) }
            var answer = UploadReply()
            answer.upload = try desk.uploads.add(try piece.bytes, to: piece.upload, by: caller.actor)
            reply.reply(answer)
        },
        "org.minuted.Ledger.Import": { desk, call, caller, reply in
            let asked: ImportRequest = try desk.read(call)
            let file = try desk.uploads.take(asked.upload, by: caller.actor)
            desk.keeper.importEntries(
                file.pieces, actor: caller.actor, keepsGoing: asked.keepsGoing ?? false
            ) { desk.answer($0, call, reply) }
        },
        "org.minuted.Ledger.Restore": { desk, call, caller, reply in
            let asked: RestoreRequest = try desk.read(call)
            let file = try desk.uploads.take(asked.upload, by: caller.actor)
            desk.keeper.restore(file.pieces) { desk.answer($0, call, reply) }
        },
    ]

    private func answer(_ outcome: Result<ImportReport, IntakeFailure>, _ call: VarlinkCall, _ reply: Replier)
    {
        switch outcome {
        case .success(let report): reply.reply(ReportReply(report))
        case .failure(let failure): refuse(failure, call, reply)
        }
    }

    // MARK: - Entries

    private func entries(_ question: EntriesQuestion) throws -> EntriesReport {
        var filter = EntryFilter()
        filter.stream = question.subject
        (filter.typePrefix, filter.actor, filter.after) = (question.type, question.actor, question.after)
        filter.isNewestFirst = question.isNewestFirst ?? false
        filter.limit = min(max(question.limit ?? 100, 1), 1_000)
        let page = try ledger.list(filter)
        var report = EntriesReport()
        report.position = try ledger.lastSeq()
        report.entries = try page.entries.map { try EntryValue($0, whole: false) }
        report.next = page.next
        return report
    }

    private func entry(_ reference: String) throws -> StoredEntry {
        if let seq = Int(reference), let found = try ledger.entry(seq: seq) { return found }
        let found = reference.count < 4 ? [] : try ledger.entries(idPrefix: reference, limit: 2)
        guard found.count == 1 else {
            throw Rejection(
                found.isEmpty ? "known-entry" : "unambiguous-entry", "log",
                found.isEmpty
                    ? "There is no entry \"\(reference)\"." : "\"\(reference)\" fits several entries.",
                remedy: "Give an entry's number, or more of its id.")
        }
        return found[0]
    }

    // MARK: - Streams

    /// Gives entries as they are recorded, until the client has enough.
    private func follow(_ question: FollowQuestion, _ reply: Replier) throws {
        let last = try ledger.lastSeq()
        let next = max(1, (question.after ?? last) + 1)
        reply.onClose { [committed] in committed.update { _ in } }
        // A follower may wait for days, so it has a thread of its own.
        WorkerThread.detached { [self] in
            var next = next
            while true {
                let end = committed.wait { reply.isClosed ? 0 : ($0 >= next ? $0 : nil) }
                guard end >= next else { return }
                do {
                    guard let entry = try ledger.entry(seq: next) else {
                        throw IOFailure("find entry \(next)", ENOENT)
                    }
                    send(EntryReply(try EntryValue(entry, whole: true)), reply)
                } catch {
                    return reply.fail(
                        "\(InterfaceName.ledger.rawValue).Unavailable", UnavailableReply("\(error)"))
                }
                next += 1
            }
        }
    }

    /// Sends a reply of a stream, and waits while the client has not read those before.
    func send(_ record: some Record, _ reply: Replier) {
        guard !reply.continues(record), !reply.isClosed else { return }
        let isWritable = Watched(false)
        reply.whenWritable { isWritable.update { $0 = true } }
        _ = isWritable.wait { $0 ? true : nil }
    }

    /// Gives the log up to its present end, piece by piece.
    private func export(_ question: ExportQuestion, _ reply: Replier) throws {
        let last = min(question.to ?? .max, try ledger.lastSeq())
        let first = max(1, question.from ?? 1)
        WorkerThread.detached { [self] in
            var piece = ExportPiece()
            piece.total = max(0, last - first + 1)
            do {
                var export = try ledger.export(from: first, upTo: last)
                while let bytes = try export.piece(length: 262_144) {
                    guard !reply.isClosed else { return }
                    piece.text = String(decoding: bytes, as: UTF8.self)
                    piece.done += bytes.count { $0 == UInt8(ascii: "\n") }
                    send(piece, reply)
                }
                piece.text = ""
                reply.reply(piece)
            } catch {
                reply.fail("\(InterfaceName.ledger.rawValue).Unavailable", UnavailableReply("\(error)"))
            }
        }
    }
}

extension EntryValue {
    /// The entry, with or without its stored bytes.
    init(_ entry: StoredEntry, whole: Bool) throws {
        self.init()
        let envelope = try entry.envelope()
        (seq, id, type, subject) = (entry.seq, envelope.id, envelope.type, envelope.stream)
        (time, recorded, actor) = (envelope.time, envelope.recordedTime, envelope.actor)
        what = try Event(entry).sentence
        if whole { self.entry = JSONObject(json: entry.bytes) }
    }
}
