// Taking in what was recorded elsewhere: entries restored verbatim, and entries imported anew. Each passes
// the same rules as an event that a command proposes.

import Codec
import Digests
import Governance
import Ledger
import Projections

extension RecordBook {
    // MARK: - Restore

    /// Holds a restored entry against the rules and takes it into the state.
    ///
    /// - Returns: what in it is out of today's bounds.
    func admit(restored envelope: Envelope, _ bytes: [UInt8]) throws -> Rejection? {
        let event = try bytes.withUnsafeBytes { try Event(seq: envelope.seq, entry: $0) }
        // A whole log does not fit into memory: what was let go of is read again.
        forget()
        if envelope.streamVersion > 1 { try load(envelope.stream) }
        try loadReferences(of: event)
        let admitted = try admitOpened(event, isRestored: true)
        try check(event.printedCheckpoint, in: envelope)
        noteNames(of: event)
        isLoaded.insert(envelope.stream)
        if case .councilFounded(let founded) = event { council = try CouncilClock(zone: founded.timeZone) }
        guard event.payload.stream.text == envelope.stream else {
            throw Rejection(
                "subject", envelope.stream, "The entry's subject is not the record that its data is about.",
                remedy: "Restore an unaltered export.")
        }
        return admitted.beyond
    }

    /// A letter of this very log can print no checkpoint that covers the letter's own entry.
    private func check(_ printed: PrintedCheckpoint?, in envelope: Envelope) throws(Rejection) {
        guard let printed, printed.origin == state.directory.council?.origin, printed.size >= envelope.seq
        else { return }
        throw Rejection(
            "checkpoint-before-entry", envelope.stream,
            "Entry \(envelope.seq) names a checkpoint of \(printed.size) entries, which did not exist yet.",
            remedy: "Restore an unaltered export.")
    }

    private func admitOpened(_ event: Event, isRestored: Bool = false) throws -> Admitted {
        defer { state.histories = Histories() }
        if case .recordTakenBack(let it) = event { try recall(it.entry.record) }
        return try Governance.admit(event, in: &state, isRestored: isRestored)
    }

    // MARK: - Import

    /// Records one line's entry anew.
    ///
    /// - Returns: false if it was imported before, is the founding of this very council, or speaks of another
    ///   log's keys.
    /// - Throws: ``Rejection``, or a failure of the log, which ends the batch.
    func importLine(_ line: [UInt8], actor: String) throws -> Bool {
        var original = try ImportedEntry(line)
        let moment = try moment()
        if case .councilFounded(var founded) = original.event {
            founded.entered = EntryDay(CivilDateTime(moment.instant, utcOffsetSeconds: 0)?.date)
            original.event = .councilFounded(founded)
        }
        if case .councilFounded(let founded) = original.event, founded.council == state.directory.council?.id
        {
            return false
        }
        // Of another log's keys. This log's own change by `log rotate-key` alone.
        if case .keySucceeded = original.event { return false }
        let receiptId = "import:\(original.id)"
        let digest = SHA256.hash(line).hex
        if let known = try writer.receipt(of: receiptId) {
            guard known.digest == digest else {
                throw Rejection(
                    "import-id", original.id, "Another entry was imported under the id \(original.id).",
                    remedy: "Give each entry a different id.")
            }
            return false
        }
        try refuseUnprintable(original.event.payload)
        let stream = original.event.payload.stream.text
        forget()
        try load(stream)
        try loadReferences(of: original.event)
        let admitted = try admitOpened(original.event)
        if case .councilFounded(let founded) = original.event {
            council = try CouncilClock(zone: founded.timeZone)
        }
        noteNames(of: original.event)
        isLoaded.insert(stream)
        let recorded = LogInstant(milliseconds: Int(moment.instant.microseconds / 1_000))
        let context = AppendContext(
            actor: actor, recordedTime: recorded, commandId: receiptId, commandDigest: digest)
        _ = try append(admitted, context, original.provenance, original: original)
        return true
    }
}
