// Another key takes over: what the entry says that names it, and what follows once it is recorded.

import Evidence
public import Governance
import Ledger
import Publication

extension KeyRing {
    convenience init(_ ledger: LedgerStore, _ settings: Attestor.Settings) throws {
        try self.init(
            stateDirectory: ledger.path, credential: settings.credential,
            nextCredential: settings.nextCredential, isNew: try ledger.isEmpty())
    }
}

extension Attestor {
    /// What is to be recorded, alone in its commit, for the next key to sign from then on.
    ///
    /// Called on the writer's thread, between two commits.
    ///
    /// - Throws: ``AttestationError/empty``, ``LogKeyError``.
    public func succession(council: String, reason: String?) throws -> KeySucceeded {
        guard let history = keys, let signer = ring.signingKey(of: history.current) else {
            throw AttestationError.empty
        }
        let next = try ring.successor(of: history.current)
        return try KeySucceeded(
            council: council, from: signer, to: next.verifierKey, tree: ledger.tree, lost: nil, reason: reason
        )
    }

    /// Puts the key that the entry names in the other's place, and destroys that one.
    ///
    /// If this does not come to its end, the next start does it.
    ///
    /// - Returns: what the machine's administrator must do; nil for nothing.
    public func settleSuccession() throws -> String? {
        guard let keys else { throw AttestationError.empty }
        // The old key's last checkpoint covers the entry; it is on disk before the key goes.
        _ = try checkpoint()
        try VerifierKeyFile.write(keys, in: ledger.path)
        return try ring.settle(on: keys.current)
    }
}

extension KeySucceeded {
    init(
        council: String, from old: SigningKey, to key: VerifierKey, tree: TreeWriter, lost: SignedCheckpoint?,
        reason: String?
    ) throws {
        self.init()
        let handover = try Handover.sign(from: old, to: key, size: tree.size, root: tree.root())
        (self.council, from, to) = (council, old.verifierKey.description, key.description)
        self.handover = String(decoding: handover.bytes, as: UTF8.self)
        self.lost = lost.map { String(decoding: $0.bytes, as: UTF8.self) }
        self.reason = reason
    }
}
