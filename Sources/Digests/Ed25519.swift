// Ed25519 signatures (RFC 8032) by Debian's libcrypto.

import CCrypto

/// The secret half of a key pair.
public struct Ed25519PrivateKey: Sendable {
    /// The 32 bytes that the key follows from; never to be shown or logged.
    public let seed: [UInt8]
    /// The 32 bytes that verify its signatures.
    public let publicKey: [UInt8]
    private let key: KeyHandle

    /// Makes the key that follows from a seed; nil unless it has 32 bytes.
    public init?(seed: [UInt8]) {
        guard seed.count == 32, let handle = ccrypto_ed25519_private(seed) else { return nil }
        key = KeyHandle(handle)
        var publicKey = [UInt8](repeating: 0, count: 32)
        guard ccrypto_ed25519_public_bytes(handle, &publicKey) else { return nil }
        self.seed = seed
        self.publicKey = publicKey
    }

    /// Signs a message: 64 bytes, the same ones every time. Nil if there is no memory.
    public func signature(for message: [UInt8]) -> [UInt8]? {
        var signature = [UInt8](repeating: 0, count: 64)
        return ccrypto_ed25519_sign(key.handle, message, message.count, &signature) ? signature : nil
    }
}

/// The public half of a key pair.
public struct Ed25519PublicKey: Sendable {
    private let key: KeyHandle

    /// Reads a key; nil unless it has 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32, let handle = ccrypto_ed25519_public(bytes) else { return nil }
        key = KeyHandle(handle)
    }

    /// Whether this key signed exactly this message.
    public func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        signature.count == 64 && ccrypto_ed25519_verify(key.handle, message, message.count, signature)
    }
}

/// A key of libcrypto's, freed with the last reference.
///
/// `@unchecked Sendable`: libcrypto lets any number of threads use a key that nobody changes, and nobody can.
private final class KeyHandle: @unchecked Sendable {
    let handle: UnsafeMutableRawPointer

    init(_ handle: UnsafeMutableRawPointer) { self.handle = handle }

    deinit { ccrypto_ed25519_free(handle) }
}
