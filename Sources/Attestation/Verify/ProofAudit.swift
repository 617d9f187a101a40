// The audit of a single proof: of an entry (c2sp.org/tlog-proof), or of growth from an earlier size (a
// witness's add-checkpoint request).

import Evidence
import Publication

/// Audits a proof file.
struct ProofAudit {
    let path: String
    let inputs: AuditInputs
    /// The entry that the proof is about; nil to take the one that goes along with it.
    let entry: [UInt8]?

    /// What a proof shows.
    struct Outcome {
        var verdict: AuditReport.Verdict
        var lines: [String]
    }

    /// - Returns: nil when the bytes are no proof.
    func run(_ bytes: [UInt8]) throws -> Outcome? {
        guard let keys = inputs.keys else {
            if (try? InclusionTicket(parsing: bytes)) == nil, AddCheckpointRequest(parsing: bytes) == nil {
                return nil
            }
            throw AuditError.noKey(path)
        }
        if let ticket = try? InclusionTicket(parsing: bytes) { return try inclusion(ticket, keys) }
        if let request = AddCheckpointRequest(parsing: bytes) { return try growth(request, keys) }
        return nil
    }

    private func inclusion(_ ticket: InclusionTicket, _ keys: KeyHistory) throws -> Outcome {
        guard let entry = entry ?? ticket.extra else {
            throw AuditError.unreadable("\(path) does not include its entry. Give it with --entry")
        }
        let seq = ticket.index + 1
        do throws(InclusionTicketError) {
            _ = try ticket.verify(entry: entry, keys: keys, witnesses: inputs.witnesses)
        } catch {
            return Outcome(verdict: .broken, lines: ["broken: entry \(seq): \(error)"])
        }
        var outcome = try held(
            ticket.checkpoint, keys,
            "entry \(seq) is in the log of \(ticket.checkpoint.checkpoint.size) entries")
        if let problem = EntryForm.problem(entry, seq: seq, isQuick: inputs.isQuick) {
            outcome = Outcome(verdict: .broken, lines: ["broken: entry \(seq) \(problem)"])
        }
        outcome.lines.append("entry: " + String(decoding: entry, as: UTF8.self))
        return outcome
    }

    private func growth(_ request: AddCheckpointRequest, _ keys: KeyHistory) throws -> Outcome {
        let new = request.checkpoint.checkpoint
        let heads = try anchors(keys)
        guard let old = heads.first(where: { $0.size == request.oldSize }) else {
            throw AuditError.unreadable(
                "\(path) begins at size \(request.oldSize). Give the checkpoint of that size with --anchor")
        }
        do {
            _ = try keys.verify(request.checkpoint)
            try ProofVerifier.verifyConsistency(
                from: old.size, root: old.root, to: new.size, root: new.root, proof: request.proof)
        } catch {
            return Outcome(
                verdict: .broken,
                lines: ["broken: the log of \(new.size) entries does not continue \(old): \(error)"])
        }
        return Outcome(
            verdict: .verified,
            lines: [
                "verified: the log of \(new.size) entries begins with the \(old.size) of \(old.label)",
                "tail: no anchor from outside covers the last \(new.size - old.size) entries",
            ])
    }

    private func anchors(_ keys: KeyHistory) throws -> [TreeHead] {
        var lost: [String] = []
        let heads = try inputs.heads(keys, damage: &lost)
        if let finding = lost.first { throw AuditError.unreadable(finding) }
        return heads
    }

    /// Whether an anchor stands behind a checkpoint whose signature holds.
    private func held(
        _ signed: SignedCheckpoint, _ keys: KeyHistory, _ what: String
    ) throws -> Outcome {
        let head = try inputs.head("the proof's checkpoint", signed, keys)
        let anchor =
            try anchors(keys).first { $0.size == head.size && $0.root == head.root }
            ?? (head.source == .outside ? head : nil)
        if let rival = try anchors(keys).first(where: { $0.size == head.size && $0.root != head.root }) {
            return Outcome(
                verdict: .broken, lines: ["broken: \(rival) has another root than the proof's checkpoint"])
        }
        guard let anchor else {
            return Outcome(
                verdict: .consistentOnly,
                lines: [
                    "consistent only: \(what), as its key signed it, but no anchor from outside "
                        + "has that size"
                ])
        }
        return Outcome(verdict: .verified, lines: ["verified: \(what), which is that of \(anchor.label)"])
    }
}
