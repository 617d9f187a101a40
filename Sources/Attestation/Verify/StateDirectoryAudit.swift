// The audit of a state directory, with the daemon stopped or running: it is only read.

import Evidence
import Ledger
import Publication

/// Audits a state directory.
struct StateDirectoryAudit {
    let path: String
    let inputs: AuditInputs

    func run() throws -> AuditReport {
        let file = try LedgerFile(directory: path)
        let end = try read { () throws(StorageFailure) in try file.end() }
        let size = UInt64(end.lastSeq)
        var known = try AuditKeys(inputs, directory: path)
        for (seq, bytes) in try read({ () throws(StorageFailure) in try file.successions() }) {
            known.take(entry: bytes, seq: seq)
        }
        try known.compare(inputs, mayLag: true)
        var (damage, remarks) = (known.damage, known.remarks)
        let keys = try known.history
        var heads = try inputs.heads(keys, damage: &damage) + known.handovers
        heads += ownHeads(keys, end.checkpoint?.note, size: size, &damage, &remarks)
        var verifier = LogVerifier(comparing: heads, tiles: file)
        damage += scan(&verifier, size: size).damage
        if let (signed, _) = end.checkpoint, UInt64(max(0, signed)) < size {
            damage.append("entry \(signed + 1) is in the log, but no signed checkpoint covers it")
        }
        var report = AuditReport(path, verifier.report())
        report.damage += damage
        report.remarks += remarks
        if size > 0 { report.damage += StoredTree.damage(file, size: size) }
        report.damage += file.schemaDamage()
        let attachments = try read { () throws(StorageFailure) in try AttachmentAudit.run(file, path) }
        report.damage += attachments.damage
        report.remarks += attachments.remarks
        if inputs.isQuick {
            report.remarks.append("quick: the database's structure and the entries' spelling were left out")
        } else {
            report.damage += file.structuralDamage()
        }
        checkSigningKey(keys, &report)
        return report
    }

    private func read<Value>(_ body: () throws(StorageFailure) -> Value) throws(AuditError) -> Value {
        do { return try body() } catch { throw .unreadable(error.description) }
    }

    private func scan(
        _ verifier: inout LogVerifier, size: UInt64
    ) -> (damage: [String], remarks: [String]) {
        guard size > 0 else { return ([], []) }
        let (path, isQuick) = (path, inputs.isQuick)
        return EntryStream.run(into: &verifier, total: size, progress: inputs.onProgress) { stream in
            try LedgerScan(directory: path, lastSeq: Int(size), isQuick: isQuick).run(stream)
        }
    }

    /// The checkpoints that lie with the log.
    private func ownHeads(
        _ keys: KeyHistory, _ note: [UInt8]?, size: UInt64, _ damage: inout [String],
        _ remarks: inout [String]
    ) -> [TreeHead] {
        var found: [(String, [UInt8])] = []
        if let note {
            found.append(("the log's own checkpoint", note))
        } else if size > 0 {
            damage.append("there are entries, but no signed checkpoint")
        }
        let headDirectory = inputs.headDirectory ?? path + "/head"
        do throws(FileFailure) {
            let head = try Files.read(headDirectory + "/checkpoint", limit: SignedNote.maximumBytes)
            if let head {
                found.append(("the head", head))
            } else if size > 0 {
                remarks.append("there is no head in \(headDirectory)")
            }
            for cosigned in try CosignedCheckpoints.sizes(in: path + "/cosigned") {
                let name = "cosigned/\(cosigned)"
                if let note = try Files.read(path + "/" + name, limit: SignedNote.maximumBytes) {
                    found.append((name, note))
                }
            }
        } catch {
            damage.append(error.description)
        }
        var heads: [TreeHead] = []
        for (label, note) in found {
            do {
                let signed = try SignedCheckpoint(parsing: note)
                if keys.isLost(signed) {
                    remarks.append("\(label) is of entries that were lost")
                    continue
                }
                if label.hasPrefix("cosigned/"), label != "cosigned/\(signed.checkpoint.size)" {
                    damage.append("\(label) is a checkpoint of size \(signed.checkpoint.size)")
                }
                heads.append(try inputs.head(label, signed, keys))
            } catch {
                damage.append("\(label) is refused: \(error)")
            }
        }
        return heads
    }

    /// The signing key, where whoever audits may read it, has to be the one whose signatures are there.
    private func checkSigningKey(_ keys: KeyHistory, _ report: inout AuditReport) {
        // The next one is in office already, and not in the other's place yet, if the daemon stopped in between.
        let files = [path + "/" + LogKey.fileName, KeyRing.nextFile(in: path)]
        var problem: String?
        for file in files {
            guard let bytes = try? Files.read(file, limit: 4096) else { continue }
            do {
                let key = try LogKey(parsing: bytes, place: file).signingKey(origin: keys.current.name)
                if key.verifierKey == keys.current { return }
                problem = problem ?? "\(LogKey.fileName) is not the log's signing key"
            } catch {
                problem = problem ?? "\(LogKey.fileName): \(error)"
            }
        }
        if let problem { report.damage.append(problem) }
    }
}

/// Reads a log's entries in order, compares their columns, and hands their bytes over.
private struct LedgerScan {
    let file: LedgerFile
    let lastSeq: Int
    let isQuick: Bool

    init(directory: String, lastSeq: Int, isQuick: Bool) throws(AuditError) {
        file = try LedgerFile(directory: directory)
        (self.lastSeq, self.isQuick) = (lastSeq, isQuick)
    }

    func run(_ stream: EntryStream) throws(StorageFailure) {
        var next = 1
        var check = ColumnCheck(next: 1)
        // In steps, so that a daemon's write-ahead log can be shortened meanwhile.
        while next <= lastSeq {
            let end = min(lastSeq, next + EntryStream.batch - 1)
            let batch = try read(next...end, &check, stream)
            stream.put(.batch(batch))
            // Behind a gap every number differs, which says nothing more.
            guard batch.count == end - next + 1 else { return }
            next = end + 1
        }
    }

    private func read(
        _ range: ClosedRange<Int>, _ check: inout ColumnCheck, _ stream: EntryStream
    ) throws(StorageFailure) -> EntryBatch {
        var batch = EntryBatch()
        let statement = try Statement(
            file.handle,
            "SELECT \(ColumnCheck.columns) FROM entry NOT INDEXED WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq")
        statement.bind(1, range.lowerBound)
        statement.bind(2, range.upperBound)
        while try statement.step() {
            if let mismatch = check.mismatch(statement) {
                stream.put(.finding(Self.finding(mismatch)))
                if mismatch.column == "seq", mismatch.inColumn == "nothing" { return batch }
            } else if let problem = spelling(statement.bytes(8)) {
                stream.put(.finding("entry \(statement.integer(0)) is \(problem)"))
            }
            batch.append(statement.bytes(8))
        }
        if batch.count < range.count {
            stream.put(.finding("entry \(range.lowerBound + batch.count) is missing"))
        }
        return batch
    }

    private static func finding(_ mismatch: ColumnMismatch) -> String {
        if mismatch.column == "seq", mismatch.inColumn == "nothing" {
            return "entry \(mismatch.seq) is missing"
        }
        if mismatch.column == "body" { return "entry \(mismatch.seq) is \(mismatch.inBody)" }
        return mismatch.description
    }

    private func spelling(_ bytes: UnsafeRawBufferPointer) -> String? {
        guard !isQuick else { return nil }
        do throws(EnvelopeError) {
            _ = try Envelope(checking: Array(bytes))
            return nil
        } catch {
            return error.description
        }
    }
}
