// The audit of a published log: its bundles are the entries; everything else in the directory is held
// against them.

import Evidence
import Ledger
import Publication

/// Audits a directory that a log was published into.
struct PublishedLogAudit {
    let path: String
    let inputs: AuditInputs

    func run() throws -> AuditReport {
        let folder = try Folder(path)
        let signed = try checkpoint(folder)
        let log = PublishedLog(folder: folder, size: signed.checkpoint.size)
        var known = try AuditKeys(inputs, directory: path)
        for epoch in known.listed?.epochs.dropFirst() ?? [] {
            do {
                known.take(entry: try log.entry(epoch.firstSize), seq: Int(clamping: epoch.firstSize))
            } catch {
                known.damage.append("\(error)")
            }
        }
        try known.compare(inputs, mayLag: false)
        var (damage, remarks) = (known.damage, known.remarks)
        let keys = try known.history
        var heads = try inputs.heads(keys, damage: &damage) + known.handovers
        do { heads.append(try inputs.head("the published checkpoint", signed, keys)) } catch {
            damage.append("the published checkpoint is refused: \(error)")
        }
        var verifier = LogVerifier(comparing: heads, tiles: log)
        let seen = scan(log, &verifier, successions: Set(known.log.seqs))
        var report = AuditReport(path, verifier.report())
        report.damage += damage + seen.damage
        report.remarks += remarks + seen.remarks
        if log.size > 0 { report.damage += StoredTree.damage(log, size: log.size) }
        do throws(FileFailure) {
            let stray = try log.strayFiles()
            report.damage += stray.damage
            report.remarks += stray.remarks
        } catch {
            report.damage.append(error.description)
        }
        if (try? folder.read(Recipe.fileName, limit: 1 << 20)) != Array(Recipe.text.utf8) {
            report.remarks.append("\(Recipe.fileName) is not the one that this version of minuted writes")
        }
        return report
    }

    private func checkpoint(_ folder: Folder) throws -> SignedCheckpoint {
        let file = path + "/checkpoint"
        guard let bytes = try folder.read("checkpoint", limit: SignedNote.maximumBytes) else {
            throw AuditError.nothingToVerify(path)
        }
        do { return try SignedCheckpoint(parsing: bytes) } catch {
            throw AuditError.unreadable("cannot use \(file): \(error)")
        }
    }

    private func scan(
        _ log: PublishedLog, _ verifier: inout LogVerifier, successions: Set<Int>
    ) -> (damage: [String], remarks: [String]) {
        let isQuick = inputs.isQuick
        return EntryStream.run(into: &verifier, total: log.size, progress: inputs.onProgress) { stream in
            var lines = LineComparison(path: log.path + "/entries.ndjson")
            for index in 0..<log.bundles {
                let (bytes, entries): ([UInt8], [Range<Int>])
                do throws(PublishedFinding) { (bytes, entries) = try log.bundle(index) } catch {
                    stream.put(.finding(error.description))
                    return
                }
                var batch = EntryBatch()
                for (place, range) in entries.enumerated() {
                    let seq = index * UInt64(TileAddress.fullWidth) + UInt64(place) + 1
                    let entry = Array(bytes[range])
                    if let problem = EntryForm.problem(entry, seq: seq, isQuick: isQuick) {
                        stream.put(.finding("entry \(seq) \(problem)"))
                    }
                    if entry.withUnsafeBytes({ LogKeys.mayBeSuccession($0) }), !successions.contains(Int(seq))
                    {
                        stream.put(.finding("entry \(seq) names a key that the file vkey does not list"))
                    }
                    if let finding = lines.compare(entry, seq: seq) { stream.put(.finding(finding)) }
                    batch.append(entry)
                }
                stream.put(.batch(batch))
            }
            lines.end(lastSeq: log.size).map(stream.put)
        }
    }
}

/// Whether bytes are an entry with the number that its place says.
enum EntryForm {
    static func problem(_ bytes: [UInt8], seq: UInt64, isQuick: Bool) -> String? {
        do throws(EnvelopeError) {
            let envelope =
                isQuick ? try Envelope(stored: bytes) : try Envelope(checking: bytes)
            return UInt64(envelope.seq) == seq ? nil : "says that it is entry \(envelope.seq)"
        } catch {
            return "is \(error.description)"
        }
    }
}

/// Holds the rendering, one entry on each line, against the entries themselves.
private struct LineComparison {
    private let reader: LineFileReader?
    private var isBroken = false

    init(path: String) { reader = LineFileReader(path) }

    mutating func compare(_ entry: [UInt8], seq: UInt64) -> String? {
        guard !isBroken, reader?.next() != entry else { return nil }
        isBroken = true
        return reader == nil
            ? "entries.ndjson is missing, or is not a regular file"
            : "entry \(seq) is another one in entries.ndjson"
    }

    /// Entries behind the last one are of a publication that was interrupted, or added by somebody; so is a line that
    /// does not end. Anything else does not belong there.
    func end(lastSeq: UInt64) -> EntryStream.Item? {
        guard !isBroken, let reader else { return nil }
        var seq = lastSeq
        while let line = reader.next() {
            seq += 1
            if EntryForm.problem(line, seq: seq, isQuick: true) != nil {
                return .finding("entries.ndjson has a line behind entry \(seq - 1) that is not entry \(seq)")
            }
        }
        if seq > lastSeq { return .remark("entries.ndjson has more entries than the checkpoint covers") }
        return reader.hasRest ? .remark("entries.ndjson ends with part of a line, which is not read") : nil
    }
}
