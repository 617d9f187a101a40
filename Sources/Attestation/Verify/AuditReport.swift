// What an audit says: one of three things about the entries, what else is wrong around them, and how much
// no anchor covers.

public import Evidence

/// The result of an audit.
public struct AuditReport: Sendable, Equatable {
    /// The one thing that is said.
    public enum Verdict: String, Sendable, CaseIterable {
        /// Nothing before the anchor was altered, inserted, moved or cut off.
        case verified
        /// Nothing contradicts anything, but no anchor from outside says more.
        case consistentOnly = "consistent-only"
        /// Something is wrong.
        case broken

        /// The exit status of `minuted verify`. 1 means that nothing could be said.
        public var exitStatus: Int32 {
            switch self {
            case .verified: 0
            case .broken: 4
            case .consistentOnly: 5
            }
        }
    }

    /// What was looked at: a path.
    public let subject: String
    /// What is known of the entries.
    public let entries: VerificationReport
    /// What else is wrong: stored tree, signatures, files beside the log. Anything here means broken.
    public var damage: [String] = []
    /// What is worth knowing and breaks nothing.
    public var remarks: [String] = []

    /// - Parameter hasIndex: whether the stored tree is in an index that can be made anew.
    init(_ subject: String, _ entries: VerificationReport, hasIndex: Bool = false) {
        (self.subject, self.entries) = (subject, entries)
        guard let index = entries.damagedStoredHash else { return }
        if !hasIndex {
            damage.append(
                "the stored hash of entry \(index + 1) is not the entry's, which agrees with the checkpoint: "
                    + "the stored tree is damaged, the record is not")
        } else {
            remarks.append(
                "index.db has another hash of entry \(index + 1) than the entry, which agrees with the "
                    + "checkpoint: the index is damaged, the record is not; stop minuted and delete index.db")
        }
    }

    /// The one thing that is said.
    public var verdict: Verdict {
        guard damage.isEmpty else { return .broken }
        switch entries.outcome {
        case .verified: return .verified
        case .consistentOnly: return .consistentOnly
        case .broken: return .broken
        }
    }

    /// The report as lines of text.
    public var lines: [String] {
        var lines: [String] = []
        switch entries.outcome {
        case .broken(let found): lines.append("broken: \(found)")
        case .verified(let anchor) where damage.isEmpty:
            lines.append("verified: the first \(anchor.size) entries are those of \(anchor.label)")
        case .consistentOnly where damage.isEmpty:
            lines.append(
                "consistent only: the \(entries.size) entries agree with each other, but were not compared with anything held "
                    + "outside the council. Add --anchor with a checkpoint from a letter or signed minutes")
        case .verified, .consistentOnly: break
        }
        for finding in damage { lines.append("broken: \(finding)") }
        if verdict == .broken, let anchor = entries.anchor {
            lines.append("still, the first \(anchor.size) entries are those of \(anchor.label)")
        }
        if let anchor = entries.anchor, !anchor.witnesses.isEmpty {
            lines.append("cosigned by \(anchor.witnesses.joined(separator: ", "))")
        }
        lines.append("size: \(entries.size) entries" + (entries.root.map { ", root \($0)" } ?? ""))
        lines.append(tail)
        return lines + remarks.map { "note: " + $0 }
    }

    private var tail: String {
        let count = entries.uncoveredTail
        guard count > 0 else { return "tail: none; the anchor covers everything" }
        return "tail: no anchor from outside covers the last \(count) entries "
            + "(\(entries.size - count + 1) to \(entries.size))"
    }
}
