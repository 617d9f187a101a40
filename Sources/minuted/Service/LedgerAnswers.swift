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
            reply.reply(ReportReply(try desk.entries(try desk.read(call)), zone: desk.zoneName))
        },
        "org.minuted.Ledger.Show": { desk, call, _, reply in
            let asked: EntryQuestion = try desk.read(call)
            let value = try EntryValue(
                try desk.entry(asked.entry), whole: true, naming: desk.projections.names)
            reply.reply(EntryReply(value, zone: desk.zoneName))
        },
        "org.minuted.Ledger.Follow": { desk, call, caller, reply in try desk.follow(call, caller, reply) },
        "org.minuted.Ledger.Export": { desk, call, caller, reply in try desk.export(call, caller, reply) },
        "org.minuted.Ledger.Upload": { desk, call, caller, reply in
            let piece: UploadPiece = try desk.read(call)
            if let reason = desk.readOnlyReason { throw IntakeFailure.unavailable(reason) }
            var answer = UploadReply()
            answer.upload = try desk.uploads.add(try piece.bytes, to: piece.upload, by: caller, reply)
            reply.reply(answer)
        },
        "org.minuted.Ledger.Import": { desk, call, caller, reply in
            let asked: ImportRequest = try desk.read(call)
            let file = try desk.uploads.take(asked.upload, by: caller)
            desk.keeper.importEntries(
                file.reading(), actor: caller.actor, keepsGoing: asked.keepsGoing ?? false
            ) { desk.answer($0, call, reply) }
        },
        "org.minuted.Ledger.Restore": { desk, call, caller, reply in
            let asked: RestoreRequest = try desk.read(call)
            let file = try desk.uploads.take(asked.upload, by: caller)
            desk.keeper.restore(file.reading()) { desk.answer($0, call, reply) }
        },
    ]

    private func answer(_ outcome: Result<ImportReport, IntakeFailure>, _ call: VarlinkCall, _ reply: Replier)
    {
        switch outcome {
        case .success(let report): reply.reply(ReportReply(report, zone: zoneName))
        case .failure(let failure): refuse(failure, call, reply)
        }
    }

    // MARK: - Entries

    private func entries(_ question: EntriesQuestion) throws -> EntriesReport {
        var filter = EntryFilter()
        filter.stream = question.subject
        (filter.typePrefix, filter.actor) = (question.type, question.actor)
        // A page that follows one of another log, or goes back from behind the end, is as good as none.
        filter.after = question.after.map { min(max($0, 0), committed.last + 1) }
        filter.isNewestFirst = question.isNewestFirst ?? false
        filter.limit = min(max(question.limit ?? 100, 1), 1_000)
        let page = try ledger.list(filter)
        var report = EntriesReport()
        let names = projections.names
        report.position = try ledger.lastSeq()
        report.entries = try page.entries.map { try EntryValue($0, whole: false, naming: names) }
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
                    ? "There is no entry \"\(reference)\"." : "\"\(reference)\" matches several entries.",
                remedy: "Give an entry's number, or more of its id.")
        }
        return found[0]
    }

    // MARK: - Streams

    /// Gives entries as they are recorded, until the client has enough.
    private func follow(_ call: VarlinkCall, _ caller: Caller, _ reply: Replier) throws {
        let question: FollowQuestion = try read(call)
        let last = committed.last
        let after = try entryNumber(question.after, "after", in: 0...last) ?? last
        let next = Watched(after + 1)
        try AnswerStream.begin(self, call, caller, reply) { [self] reply in
            // Looked up once for each piece, and not for each entry.
            let names = projections.names
            while true {
                let seq = next.with { $0 }
                guard seq <= committed.last else { return .waits(seq: seq) }
                guard let entry = try ledger.entry(seq: seq) else {
                    throw IOFailure("find entry \(seq)", ENOENT)
                }
                next.with { $0 = seq + 1 }
                let value = EntryReply(
                    try EntryValue(entry, whole: true, naming: names), zone: zoneName)
                guard reply.continues(value) else { return .goesOn }
            }
        }
    }

    /// Gives the log up to its present end, piece by piece.
    private func export(_ call: VarlinkCall, _ caller: Caller, _ reply: Replier) throws {
        let question: ExportQuestion = try read(call)
        let end = committed.last
        let first = try entryNumber(question.from, "from", in: 1...max(1, end)) ?? 1
        let last = try entryNumber(question.to, "to", in: 0...end) ?? end
        var piece = ExportPiece()
        piece.total = max(0, last - first + 1)
        let state = Watched((export: try ledger.export(from: first, upTo: last), piece: piece))
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
                return .goesOn
            }
        }
    }

    /// An entry's number from outside, which has to lie within bounds: the one place where such numbers come in.
    func entryNumber(_ number: Int?, _ field: String, in bounds: ClosedRange<Int>) throws(Rejection) -> Int? {
        guard let number else { return nil }
        guard bounds.contains(number) else {
            throw Rejection(
                "known-entry", "log",
                "\(field): there is no entry \(number). The log has \(committed.last).",
                remedy: "Give a number from \(bounds.lowerBound) to \(bounds.upperBound).")
        }
        return number
    }
}

extension EntryValue {
    /// The entry, with or without its stored bytes.
    init(_ entry: StoredEntry, whole: Bool, naming names: Directory) throws {
        self.init()
        let envelope = try entry.envelope()
        (seq, id, type, subject) = (entry.seq, envelope.id, envelope.type, envelope.stream)
        (time, recorded, actor) = (envelope.time, envelope.recordedTime, envelope.actor)
        (what, origin) = (try Event(entry).sentence(naming: names), EntryOrigin(envelope.provenance))
        if whole { self.entry = JSONObject(json: entry.bytes) }
    }
}
