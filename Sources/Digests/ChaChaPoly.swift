// ChaCha20-Poly1305 (RFC 8439) by Debian's libcrypto, and the system's random bytes that keys and nonces are made of.

import CCrypto

/// Encryption that notices whatever was changed.
public enum ChaChaPoly {
    /// Lengths in bytes.
    public static let (keyBytes, nonceBytes, tagBytes) = (32, 12, 16)

    /// Encrypts a text.
    ///
    /// - Parameters:
    ///   - nonce: never to be used twice with the same key.
    ///   - context: what is not encrypted but must be the same when it is opened.
    /// - Returns: the ciphertext and the tag behind it; nil if key or nonce is too long or short.
    public static func seal(
        _ plaintext: [UInt8], key: [UInt8], nonce: [UInt8], context: [UInt8]
    ) -> [UInt8]? {
        guard key.count == keyBytes, nonce.count == nonceBytes else { return nil }
        var tag = [UInt8](repeating: 0, count: tagBytes)
        // One byte more, so that there is an address for an empty text too.
        var ciphertext = [UInt8](repeating: 0, count: plaintext.count + 1)
        guard
            ccrypto_chacha_seal(
                key, nonce, context, context.count, plaintext, plaintext.count, &ciphertext, &tag)
        else { return nil }
        return ciphertext.dropLast() + tag
    }

    /// Decrypts what ``seal(_:key:nonce:context:)`` returned; nil if anything differs.
    public static func open(
        _ sealed: [UInt8], key: [UInt8], nonce: [UInt8], context: [UInt8]
    ) -> [UInt8]? {
        guard key.count == keyBytes, nonce.count == nonceBytes, sealed.count >= tagBytes else { return nil }
        let count = sealed.count - tagBytes
        var plaintext = [UInt8](repeating: 0, count: count + 1)
        guard
            ccrypto_chacha_open(
                key, nonce, context, context.count, sealed, count, Array(sealed.suffix(tagBytes)), &plaintext)
        else { return nil }
        return plaintext.dropLast()
    }
}

/// Bytes from the system's random numbers.
public enum RandomBytes {
    public static func make(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
