// What a log is compared with: tree heads that left the building (anchors), and those that the log itself
// carries. Only the former say anything against someone who can rewrite the whole log.

/// A size and root that the rebuilt tree is compared with.
public struct TreeHead: Sendable, Equatable, CustomStringConvertible {
    /// Where it comes from.
    public enum Source: Sendable, Equatable {
        /// From outside: printed in signed minutes, sent by e-mail, cosigned by a witness.
        case outside
        /// From the log or its export, which whoever can rewrite the log can rewrite too.
        case own
    }

    /// What to call it in a report: a file's name, the date of the minutes.
    public let label: String
    /// Number of entries.
    public let size: UInt64
    /// Root of the tree of the first `size` entries.
    public let root: Hash
    /// Where it comes from.
    public let source: Source
    /// The witnesses that cosigned it, those of them that the auditor knows.
    public let witnesses: [String]

    /// A size and root whose origin the caller has checked.
    public init(label: String, size: UInt64, root: Hash, source: Source, witnesses: [String] = []) {
        self.label = label
        self.size = size
        self.root = root
        self.source = source
        self.witnesses = witnesses
    }

    /// A checkpoint whose signatures are checked here.
    ///
    /// - Throws: `KeyHistoryError` when the key in office did not sign it, or a known witness's cosignature
    ///   does not hold.
    public init(
        label: String, checkpoint: SignedCheckpoint, source: Source, keys: KeyHistory,
        witnesses: [VerifierKey] = []
    ) throws(KeyHistoryError) {
        _ = try keys.verify(checkpoint)
        let cosignatures: [VerifiedSignature]
        do {
            cosignatures = try checkpoint.note.knownSignatures(witnesses)
        } catch {
            throw .note(error)
        }
        self.init(
            label: label, size: checkpoint.checkpoint.size, root: checkpoint.checkpoint.root, source: source,
            witnesses: cosignatures.map(\.key.name))
    }

    public var description: String { "\(label) (size \(size))" }
}
