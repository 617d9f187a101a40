// The private side of a note key: signs notes as a log, or cosigns checkpoints as a witness. Kept in a file
// as Go's note tools keep it: `PRIVATE+KEY+<name>+<key id>+<base64(algorithm ‖ seed)>`.

import Digests

/// A key that signs notes.
public struct SigningKey: Sendable, CustomStringConvertible {
    /// The public key that goes with it.
    public let verifierKey: VerifierKey

    private let privateKey: Ed25519PrivateKey

    /// Makes the key that follows from a secret seed of 32 bytes (RFC 8032 §5.1.5).
    public init(name: String, algorithm: SignatureAlgorithm = .ed25519, seed: [UInt8]) throws(KeyError) {
        guard let key = Ed25519PrivateKey(seed: seed) else { throw .refused }
        privateKey = key
        verifierKey = try VerifierKey(name: name, algorithm: algorithm, publicKey: key.publicKey)
    }

    /// Makes a new key from the system's random numbers.
    public static func generate(
        name: String, algorithm: SignatureAlgorithm = .ed25519
    ) throws(KeyError) -> SigningKey {
        try SigningKey(name: name, algorithm: algorithm, seed: RandomBytes.make(32))
    }

    /// Reads a key from the text that `privateText` writes; a line feed at the end is allowed.
    public init(parsing text: String) throws(KeyError) {
        var bytes = Array(text.utf8)[...]
        if bytes.last == UInt8(ascii: "\n") { bytes = bytes.dropLast() }
        let parts = bytes.split(separator: UInt8(ascii: "+"), maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].elementsEqual("PRIVATE".utf8), parts[1].elementsEqual("KEY".utf8),
            let idBytes = Hex.decode(parts[3]), let secret = Base64.decode(parts[4]), let type = secret.first
        else { throw .malformed }
        guard let algorithm = SignatureAlgorithm(rawValue: type) else { throw .unsupportedAlgorithm(type) }
        guard secret.count == 33, let name = String(validating: parts[2], as: UTF8.self) else {
            throw .malformed
        }
        try self.init(name: name, algorithm: algorithm, seed: Array(secret[1...]))
        guard Hex.encode(idBytes) == VerifierKey.hex(verifierKey.keyID) else { throw .wrongKeyID }
    }

    /// The secret key in one line: what the key file holds, never to be shown or logged.
    public var privateText: String {
        let secret = [verifierKey.algorithm.rawValue] + privateKey.seed
        return
            "PRIVATE+KEY+\(verifierKey.name)+\(VerifierKey.hex(verifierKey.keyID))+\(Base64.encode(secret))"
    }

    /// The public key; the secret is left out so that a key printed by mistake gives nothing away.
    public var description: String { verifierKey.description }

    /// Signs a note's text as its author (type 0x01).
    public func sign(_ text: [UInt8]) throws(KeyError) -> NoteSignature {
        guard verifierKey.algorithm == .ed25519 else { throw .wrongAlgorithm(verifierKey.algorithm) }
        return NoteSignature(key: verifierKey, bytes: try rawSignature(over: text))
    }

    /// Cosigns a checkpoint's text as a witness (cosignature/v1), at a time in seconds since 1970.
    public func cosign(_ text: [UInt8], time: UInt64) throws(KeyError) -> NoteSignature {
        guard verifierKey.algorithm == .cosignatureV1 else { throw .wrongAlgorithm(verifierKey.algorithm) }
        guard time <= UInt64(Int64.max) else { throw .timeOutOfRange }
        let signature = try rawSignature(over: Cosignature.message(text: text, time: time))
        return NoteSignature(key: verifierKey, bytes: Cosignature.payload(time: time, signature: signature))
    }

    private func rawSignature(over message: [UInt8]) throws(KeyError) -> [UInt8] {
        guard let signature = privateKey.signature(for: message) else { throw .refused }
        return signature
    }
}
