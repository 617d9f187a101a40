// The audit of a state directory, with the daemon stopped or running: it is only read.

import Evidence
import Governance
import Ledger
import Publication

/// Audits a state directory.
struct StateDirectoryAudit {
    let path: String
    let inputs: AuditInputs

    func run() throws -> AuditReport {
        let file = try LedgerFile(directory: path)
        let size = UInt64(try read { () throws(StorageFailure) in try file.lastSeq() })
        var known = try AuditKeys(inputs, directory: path)
        for (seq, bytes) in try read({ () throws(StorageFailure) in
            try file.entries(ofType: KeySucceeded.type)
        }) {
            known.take(entry: bytes, seq: seq)
        }
        try known.compare(inputs, mayLag: true)
        var (damage, remarks) = (known.damage, known.remarks)
        let keys = try known.history
        var heads = try inputs.heads(keys, damage: &damage) + known.handovers
        heads += ownHeads(keys, size: size, &damage, &remarks)
        let beside = findingsBeside()
        var verifier = LogVerifier(comparing: heads, tiles: file)
        damage += scan(&verifier, size: size, successions: Set(known.log.seqs))
        var report = AuditReport(path, verifier.report(), hasIndex: true)
        report.damage += damage
        report.remarks += remarks
        report.damage += beside.wait { $0 }
        let attachments = try read { () throws(StorageFailure) in try AttachmentAudit.run(file, path) }
        report.damage += attachments.damage
        report.remarks += attachments.remarks
        if inputs.isQuick {
            report.remarks.append(
                "quick: the database's structure and the entries' formatting were not checked")
        }
        checkSigningKey(keys, &report)
        return report
    }

    /// What is wrong with the database itself: looked for on a thread of its own while the entries are read.
    private func findingsBeside() -> Watched<[String]?> {
        let findings = Watched<[String]?>(nil)
        let (path, isQuick) = (path, inputs.isQuick)
        let look: @Sendable () -> Void = {
            var found: [String] = []
            do throws(AuditError) {
                let file = try LedgerFile(directory: path)
                found += file.schemaDamage()
                if !isQuick { found += file.structuralDamage() }
            } catch { found.append(error.description) }
            findings.update { $0 = found }
        }
        // Without a thread for it, it is looked at first.
        do throws(StorageFailure) { try WorkerThread.detached(look) } catch { look() }
        return findings
    }

    private func read<Value>(_ body: () throws(StorageFailure) -> Value) throws(AuditError) -> Value {
        do { return try body() } catch { throw .unreadable(error.description) }
    }

    /// The scan of all entries, whose hashes go into the verifier.
    ///
    /// - Parameter successions: the numbers of the entries that are known to change the key.
    private func scan(_ verifier: inout LogVerifier, size: UInt64, successions: Set<Int>) -> [String] {
        guard size > 0 else { return [] }
        let (path, isQuick) = (path, inputs.isQuick)
        return PieceScan(total: Int(size)).run(into: &verifier, progress: inputs.onProgress) {
            let scan = try LedgerScan(directory: path, isQuick: isQuick, successions: successions)
            return { range in try scan.piece(range) }
        }
    }

    /// The checkpoints that lie with the log.
    private func ownHeads(
        _ keys: KeyHistory, size: UInt64, _ damage: inout [String], _ remarks: inout [String]
    ) -> [TreeHead] {
        var found: [(String, [UInt8])] = []
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
                if label == "the head", signed.checkpoint.size < size {
                    remarks.append(
                        "the last \(size - signed.checkpoint.size) entries came after the last signed "
                            + "checkpoint; if some of them disappear, nobody can tell")
                }
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
