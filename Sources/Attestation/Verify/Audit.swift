// One door for everything that can be verified: a state directory, a published log, a proof.

import Evidence
import Ledger
import Publication

/// An offline audit. It needs no daemon, writes nothing, and trusts only what the auditor brings.
public enum Audit {
    /// What an audit comes to: the verdict, and the text that says it.
    public struct Result: Sendable, Equatable {
        /// The one thing that is said.
        public let verdict: AuditReport.Verdict
        /// The report as lines of text; the first says the verdict.
        public let lines: [String]
        /// The report on a whole log; nil for a single proof.
        public let report: AuditReport?
    }

    /// Verifies what is at a path.
    ///
    /// - Parameters:
    ///   - path: a state directory, a published log, or a proof file.
    ///   - entry: for a proof, the entry that it is about, when the proof comes without.
    /// - Throws: ``AuditError`` when nothing can be said.
    public static func run(
        _ path: String, inputs: AuditInputs = AuditInputs(), entry: [UInt8]? = nil
    ) throws(AuditError) -> Result {
        do {
            switch Files.kind(path) {
            case .directory?:
                let report: AuditReport
                if Files.kind(path + "/ledger.db") != nil {
                    report = try StateDirectoryAudit(path: path, inputs: inputs).run()
                } else if Files.kind(path + "/checkpoint") != nil {
                    report = try PublishedLogAudit(path: path, inputs: inputs).run()
                } else {
                    throw AuditError.nothingToVerify(path)
                }
                return Result(verdict: report.verdict, lines: report.lines, report: report)
            case .file?:
                let proof = ProofAudit(path: path, inputs: inputs, entry: entry)
                guard let bytes = try Files.read(path, limit: SignedNote.maximumBytes),
                    let outcome = try proof.run(bytes)
                else { throw AuditError.nothingToVerify(path) }
                return Result(verdict: outcome.verdict, lines: outcome.lines, report: nil)
            case .other?, nil: throw AuditError.nothingToVerify(path)
            }
        } catch let error as AuditError {
            throw error
        } catch {
            throw .unreadable("\(error)")
        }
    }
}
