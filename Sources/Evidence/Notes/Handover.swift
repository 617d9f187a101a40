// How one key hands a log over to the next: a checkpoint of the entries so far, under the name that the log has
// from there on, with the next key in an extension line, signed with the key before. So whoever has the first
// key can follow all others from the entries alone.

/// Why a handover does not hold.
public enum HandoverError: Error, Equatable, CustomStringConvertible {
    /// It is no checkpoint.
    case malformed(String)
    /// It hands over something else, or to another key.
    case otherHandover
    /// The key before did not sign it.
    case notSigned

    public var description: String {
        switch self {
        case .malformed(let problem): "the handover is no checkpoint: \(problem)"
        case .otherHandover: "the handover is not one to the key that the entry names"
        case .notSigned: "the handover is not signed with the key before"
        }
    }
}

/// The handover of a log from one key to the next.
public enum Handover {
    /// What is signed.
    private static func checkpoint(
        to key: VerifierKey, size: UInt64, root: Hash
    ) throws(CheckpointError) -> Checkpoint {
        try Checkpoint(origin: key.name, size: size, root: root, extensions: ["succeeded by \(key)"])
    }

    /// Hands a log over.
    ///
    /// - Parameters:
    ///   - size: how many entries there are before the one that names the successor.
    ///   - root: the root of the tree of these.
    public static func sign(
        from old: SigningKey, to key: VerifierKey, size: UInt64, root: Hash
    ) throws -> SignedCheckpoint {
        try SignedCheckpoint(checkpoint(to: key, size: size, root: root), signedBy: old)
    }

    /// Checks all of a handover but its root, which whoever has the tree has to compare.
    ///
    /// - Returns: the root that the key before has signed.
    public static func verify(
        _ note: [UInt8], from old: VerifierKey, to key: VerifierKey, size: UInt64
    ) throws(HandoverError) -> Hash {
        let signed: SignedCheckpoint
        do { signed = try SignedCheckpoint(parsing: note) } catch { throw .malformed(error.description) }
        let root = signed.checkpoint.root
        guard let expected = try? checkpoint(to: key, size: size, root: root), expected == signed.checkpoint
        else { throw .otherHandover }
        guard let found = try? signed.verify(with: [old]), !found.isEmpty else { throw .notSigned }
        return root
    }
}
