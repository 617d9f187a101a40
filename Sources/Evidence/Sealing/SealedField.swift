// Sealed fields: what is personal stands outside the tree, encrypted; the entry holds only a commitment to
// it. When key and ciphertext are deleted the entry stays as it was, and so does every root above it.
//
//   C          = SHA-256("minuted/seal/v1\n" ‖ r ‖ u64be seq ‖ u16be slot ‖ plaintext)     r: 32 random bytes
//   ciphertext = ChaChaPoly(key, nonce, r ‖ plaintext, aad = "minuted/seal/v1\n" ‖ seq ‖ slot ‖ C) ‖ tag

import Digests

/// Why a sealed field cannot be made or opened.
public enum SealError: Error, Equatable, CustomStringConvertible {
    /// A key has 32 bytes, a nonce 12.
    case badLength
    /// The key is another, or the ciphertext, its place or the commitment was changed.
    case cannotOpen
    /// The ciphertext opens, but holds something else than the entry commits to.
    case commitmentDiffers

    public var description: String {
        switch self {
        case .badLength: "a sealing key has 32 bytes and a nonce 12"
        case .cannotOpen: "the sealed field does not open with this key at this place"
        case .commitmentDiffers: "the sealed field does not hold what its entry commits to"
        }
    }
}

/// The secret part of one field of an entry.
public struct SealedField: Sendable, Equatable {
    /// Sequence number of the entry.
    public let seq: UInt64
    /// Which of the entry's sealed fields this is, from 0.
    public let slot: UInt16
    /// What the entry holds in place of the field.
    public let commitment: Hash
    /// Nonce of the encryption, 12 bytes.
    public let nonce: [UInt8]
    /// Encrypted random number and plaintext, with the 16 bytes of the tag at the end.
    public let ciphertext: [UInt8]

    /// A sealed field as it was stored.
    public init(seq: UInt64, slot: UInt16, commitment: Hash, nonce: [UInt8], ciphertext: [UInt8]) {
        self.seq = seq
        self.slot = slot
        self.commitment = commitment
        self.nonce = nonce
        self.ciphertext = ciphertext
    }

    /// Seals a field with the key of the person whom it is about, using the system's random numbers.
    public init(sealing plaintext: [UInt8], seq: UInt64, slot: UInt16, key: [UInt8]) throws(SealError) {
        try self.init(
            sealing: plaintext, seq: seq, slot: slot, key: key, random: RandomBytes.make(Hash.byteCount),
            nonce: RandomBytes.make(ChaChaPoly.nonceBytes))
    }

    /// Seals with given random numbers, which must never be used twice.
    init(
        sealing plaintext: [UInt8], seq: UInt64, slot: UInt16, key: [UInt8], random: [UInt8], nonce: [UInt8]
    ) throws(SealError) {
        guard key.count == ChaChaPoly.keyBytes, nonce.count == ChaChaPoly.nonceBytes else {
            throw .badLength
        }
        commitment = SealedField.commitment(to: plaintext, seq: seq, slot: slot, random: random)
        let context = SealedField.context(seq: seq, slot: slot, commitment: commitment)
        guard
            let ciphertext = ChaChaPoly.seal(random + plaintext, key: key, nonce: nonce, context: context)
        else { throw .cannotOpen }
        self.seq = seq
        self.slot = slot
        self.nonce = nonce
        self.ciphertext = ciphertext
    }

    /// Opens the field and checks that it holds what its entry commits to.
    public func open(key: [UInt8]) throws(SealError) -> [UInt8] {
        guard key.count == ChaChaPoly.keyBytes, nonce.count == ChaChaPoly.nonceBytes,
            ciphertext.count >= Hash.byteCount + ChaChaPoly.tagBytes
        else { throw .badLength }
        let context = SealedField.context(seq: seq, slot: slot, commitment: commitment)
        guard let content = ChaChaPoly.open(ciphertext, key: key, nonce: nonce, context: context) else {
            throw .cannotOpen
        }
        let plaintext = Array(content[Hash.byteCount...])
        let found = SealedField.commitment(
            to: plaintext, seq: seq, slot: slot, random: Array(content[..<Hash.byteCount]))
        guard found == commitment else { throw .commitmentDiffers }
        return plaintext
    }

    /// Makes a new key for a person from the system's random numbers.
    public static func newKey() -> [UInt8] {
        RandomBytes.make(ChaChaPoly.keyBytes)
    }

    /// The commitment that an entry holds; the random number keeps it from being guessed.
    static func commitment(to plaintext: [UInt8], seq: UInt64, slot: UInt16, random: [UInt8]) -> Hash {
        Hash.sha256(label + random + bigEndian(seq) + bigEndian(slot) + plaintext)
    }

    private static func context(seq: UInt64, slot: UInt16, commitment: Hash) -> [UInt8] {
        label + bigEndian(seq) + bigEndian(slot) + commitment.bytes
    }

    private static let label = Array("minuted/seal/v1\n".utf8)

    private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
