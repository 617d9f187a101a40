// Checking a note's signatures against known keys: unknown keys are ignored, a known key that fails rejects
// the whole note (c2sp.org/signed-note).

/// A signature that was checked and holds.
public struct VerifiedSignature: Sendable, Equatable {
    /// The key that made it.
    public let key: VerifierKey
    /// When a cosignature was made, in seconds since 1970; nil for a log's own signature.
    public let time: UInt64?
}

extension SignedNote {
    /// Checks the signatures of known keys.
    ///
    /// - Returns: one signature for each known key that signed, in the order of the note. Never empty.
    /// - Throws: `NoteError.badSignature` when any signature of a known key fails, `.noKnownKey` when none is
    ///   there, `.ambiguousKeys` when two of the given keys cannot be told apart by a signature line.
    public func verify(with keys: [VerifierKey]) throws(NoteError) -> [VerifiedSignature] {
        let verified = try knownSignatures(keys)
        guard !verified.isEmpty else { throw .noKnownKey }
        return verified
    }

    /// The same, but no signature of a known key at all is an empty answer and not an error.
    func knownSignatures(_ keys: [VerifierKey]) throws(NoteError) -> [VerifiedSignature] {
        var verified: [VerifiedSignature] = []
        for signature in signatures {
            let candidates = keys.filter { $0.matches(signature) }
            guard let key = candidates.first else { continue }
            guard candidates.allSatisfy({ $0 == key }) else { throw .ambiguousKeys(name: key.name) }
            guard let found = check(signature, by: key) else { throw .badSignature(name: key.name) }
            // A key that signs twice counts once; both signatures had to hold.
            if !verified.contains(where: { $0.key == key }) { verified.append(found) }
        }
        return verified
    }

    private func check(_ signature: NoteSignature, by key: VerifierKey) -> VerifiedSignature? {
        switch key.algorithm {
        case .ed25519:
            guard key.verifies(signature.bytes, over: text) else { return nil }
            return VerifiedSignature(key: key, time: nil)
        case .cosignatureV1:
            guard let (time, raw) = Cosignature.parse(signature.bytes),
                key.verifies(raw, over: Cosignature.message(text: text, time: time))
            else { return nil }
            return VerifiedSignature(key: key, time: time)
        }
    }
}
