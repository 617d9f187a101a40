// Public keys of signed notes (c2sp.org/signed-note): a name, an algorithm and 32 bytes, written in one
// line as `<name>+<key id>+<base64(algorithm ‖ key)>`.

import Digests

/// How a note signature is made.
public enum SignatureAlgorithm: UInt8, Sendable {
    /// Ed25519 over the note's text (c2sp.org/signed-note).
    case ed25519 = 0x01
    /// Ed25519 over the checkpoint with a time in front (cosignature/v1 of c2sp.org/tlog-cosignature).
    case cosignatureV1 = 0x04
}

/// Why a key cannot be read or used.
public enum KeyError: Error, Equatable, CustomStringConvertible {
    /// The name is empty or has a space, a plus sign or a control character.
    case badName(String)
    /// The text is not a key in the form that it should have.
    case malformed
    /// The algorithm is none that this program verifies.
    case unsupportedAlgorithm(UInt8)
    /// The key ID written in the text is not that of the key.
    case wrongKeyID
    /// The key is for another kind of signature.
    case wrongAlgorithm(SignatureAlgorithm)
    /// The time of a cosignature is beyond 2⁶³ − 1 seconds.
    case timeOutOfRange
    /// The cryptographic library refused the key or could not sign.
    case refused

    public var description: String {
        switch self {
        case .badName(let name): "“\(name)” cannot be a key's name: no spaces, no plus sign, not empty"
        case .malformed: "not a key in the form <name>+<8 hexadecimal digits>+<base64>"
        case .unsupportedAlgorithm(let byte): "keys of type \(byte) are not supported, only 1 and 4"
        case .wrongKeyID: "the key ID does not belong to this key"
        case .wrongAlgorithm(let algorithm):
            algorithm == .ed25519 ? "a log's key cannot cosign" : "a cosigning key cannot sign for a log"
        case .timeOutOfRange: "the time of a cosignature is out of range"
        case .refused: "the key was refused by the cryptographic library"
        }
    }
}

/// A public key that verifies signatures on notes.
public struct VerifierKey: Sendable, CustomStringConvertible {
    /// Name of the signer; for a log the origin of its checkpoints.
    public let name: String
    /// What kind of signature the key verifies.
    public let algorithm: SignatureAlgorithm
    /// The Ed25519 public key, 32 bytes (RFC 8032).
    public let publicKey: [UInt8]
    /// First four bytes of SHA-256(name ‖ LF ‖ algorithm ‖ key), as a big-endian number.
    public let keyID: UInt32

    /// Makes a key from its parts.
    public init(name: String, algorithm: SignatureAlgorithm, publicKey: [UInt8]) throws(KeyError) {
        guard VerifierKey.isValid(name: name) else { throw .badName(name) }
        guard Ed25519PublicKey(publicKey) != nil else { throw .refused }
        self.name = name
        self.algorithm = algorithm
        self.publicKey = publicKey
        let digest = Hash.sha256(Array(name.utf8) + [0x0A, algorithm.rawValue] + publicKey).bytes
        keyID = digest[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Reads `<name>+<key id>+<base64(algorithm ‖ key)>`.
    public init(parsing text: String) throws(KeyError) {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .malformed }
        guard let idBytes = Hex.decode(parts[1]), idBytes.count == 4, let key = Base64.decode(parts[2]),
            let type = key.first
        else { throw .malformed }
        guard let algorithm = SignatureAlgorithm(rawValue: type) else { throw .unsupportedAlgorithm(type) }
        guard key.count == 33 else { throw .malformed }
        try self.init(
            name: String(decoding: parts[0], as: UTF8.self), algorithm: algorithm, publicKey: Array(key[1...])
        )
        guard keyID == idBytes.reduce(0, { $0 << 8 | UInt32($1) }) else { throw .wrongKeyID }
    }

    /// The key in one line.
    public var description: String {
        "\(name)+\(VerifierKey.hex(keyID))+\(Base64.encode([algorithm.rawValue] + publicKey))"
    }

    /// Whether a text can be the name of a key: not empty, no Unicode space, plus sign or control character.
    public static func isValid(name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20
            }
    }

    /// Whether a signature line says that it was made with this key.
    func matches(_ signature: NoteSignature) -> Bool {
        keyID == signature.keyID && name.hasSameBytes(as: signature.name)
    }

    /// Checks an Ed25519 signature of this key over exactly these bytes.
    func verifies(_ signature: some Collection<UInt8>, over message: [UInt8]) -> Bool {
        Ed25519PublicKey(publicKey)?.isValid(Array(signature), for: message) ?? false
    }

    static func hex(_ keyID: UInt32) -> String {
        Hex.encode(withUnsafeBytes(of: keyID.bigEndian) { Array($0) })
    }
}

extension VerifierKey: Hashable {
    // Names are compared as bytes: String's own equality also joins different spellings of one character.
    public static func == (left: VerifierKey, right: VerifierKey) -> Bool {
        left.algorithm == right.algorithm && left.publicKey == right.publicKey
            && left.name.hasSameBytes(as: right.name)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(keyID)
        hasher.combine(publicKey)
    }
}
