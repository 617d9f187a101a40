// What an auditor brings along, and why it may be refused. Nothing in it comes from the log under audit.

public import Evidence
import Publication

/// What a verification goes by.
public struct AuditInputs: Sendable {
    /// A file that the auditor has from elsewhere.
    public struct File: Sendable, Equatable {
        /// What to call it in the report.
        public let label: String
        public let bytes: [UInt8]

        public init(label: String, bytes: [UInt8]) { (self.label, self.bytes) = (label, bytes) }
    }

    /// The log's keys, the first of which the auditor has from elsewhere; nil to take those that lie with the
    /// log. Those that succeeded it the log's entries have to show, unless it is a single proof.
    public var keys: KeyHistory?
    /// Checkpoints that left the building.
    public var anchors: [File] = []
    /// Keys of witnesses: a checkpoint that one of them cosigned is an anchor wherever it is found.
    public var witnesses: [VerifierKey] = []
    /// Whether to leave out the parts that are no evidence and take long: the database's own structure and
    /// the spelling of each entry.
    public var isQuick = false
    /// The head's directory, if it is not in the state directory.
    public var headDirectory: String?
    /// Told now and then how many entries have been read, of how many; on any thread.
    public var onProgress: @Sendable (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }

    public init() {}

    /// The anchors as tree heads, their signatures checked.
    ///
    /// - Parameter damage: gets a finding for each anchor of entries that were lost.
    func heads(_ keys: KeyHistory, damage: inout [String]) throws(AuditError) -> [TreeHead] {
        var heads: [TreeHead] = []
        for file in anchors {
            let signed = try AuditInputs.checkpoint(file)
            if keys.isLost(signed) {
                damage.append(
                    "\(file.label) shows that the log had \(signed.checkpoint.size) entries under the name "
                        + "\(signed.checkpoint.origin): the last of them were lost, as its entries say")
                continue
            }
            do throws(KeyHistoryError) {
                heads.append(
                    try TreeHead(
                        label: file.label, checkpoint: signed, source: .outside, keys: keys,
                        witnesses: witnesses))
            } catch {
                throw .anchor(file.label, error.description)
            }
        }
        return heads
    }

    /// A checkpoint found with the log: an anchor only if a witness that the auditor knows cosigned it.
    func head(
        _ label: String, _ signed: SignedCheckpoint, _ keys: KeyHistory
    ) throws(KeyHistoryError) -> TreeHead {
        let head = try TreeHead(
            label: label, checkpoint: signed, source: .own, keys: keys, witnesses: witnesses)
        guard !head.witnesses.isEmpty else { return head }
        return TreeHead(
            label: "\(label), cosigned by \(head.witnesses.joined(separator: ", "))", size: head.size,
            root: head.root, source: .outside, witnesses: head.witnesses)
    }

    private static func checkpoint(_ file: File) throws(AuditError) -> SignedCheckpoint {
        // A proof ends in a checkpoint, which is an anchor as well.
        if let ticket = try? InclusionTicket(parsing: file.bytes) { return ticket.checkpoint }
        do { return try SignedCheckpoint(parsing: file.bytes) } catch {
            // Letters and minutes print it among other lines.
            if let printed = PrintedAnchor.find(in: file.bytes) { return printed }
            let problem =
                PrintedAnchor.mayBeSigned(file.bytes)
                ? error.description
                : "there is no checkpoint in it, which is the log's name, a number of entries, a hash, and below a "
                    + "blank line a signature"
            throw .anchor(file.label, problem)
        }
    }
}

/// Why nothing can be said about a log.
public enum AuditError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is nothing there that could be verified.
    case nothingToVerify(String)
    /// An anchor is no checkpoint of this log.
    case anchor(String, String)
    /// No key was given, and there is none with the log.
    case noKey(String)
    /// A key that cannot be a log's.
    case key(String)
    /// Reading failed.
    case unreadable(String)

    public var description: String {
        switch self {
        case .nothingToVerify(let path):
            "\(path) is not a state directory (ledger.db), a published log (checkpoint, tile/) or a proof"
        case .anchor(let label, let problem): "the anchor \(label) is refused: \(problem)"
        case .noKey(let path): "\(path) has no file vkey. Give the log's public key with --vkey"
        case .key(let problem): "the key is refused: \(problem)"
        case .unreadable(let problem): problem
        }
    }
}
