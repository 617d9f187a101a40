// SHA-256 by Debian's libcrypto, which uses the processor's instructions for it. Reads raw buffers: hashing is the
// innermost loop of append and of verification.

import CCrypto

/// Calculates the SHA-256 of bytes that come in pieces (FIPS 180-4).
public struct SHA256 {
    private var state = SHA256_CTX()

    public init() { ccrypto_sha256_begin(&state) }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        ccrypto_sha256_update(&state, bytes.baseAddress, bytes.count)
    }

    public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

    /// The digest of everything so far; more can be added afterwards.
    public func finalize() -> Digest {
        var state = state
        return Digest { ccrypto_sha256_end(&state, $0) }
    }

    /// The SHA-256 of some bytes.
    public static func hash(_ bytes: UnsafeRawBufferPointer) -> Digest {
        Digest { ccrypto_sha256(bytes.baseAddress, bytes.count, $0) }
    }

    /// The SHA-256 of some bytes.
    public static func hash(_ bytes: [UInt8]) -> Digest { bytes.withUnsafeBytes { hash($0) } }
}

/// The 32 bytes of a SHA-256.
public struct Digest: Sendable {
    /// Length of a digest in bytes.
    public static let byteCount = 32

    // Four words in memory order, never read as numbers: on the stack, unlike an array.
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    fileprivate init(_ fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        Swift.withUnsafeMutableBytes(of: &words) { raw in
            // A tuple of four words is not empty, so it has an address.
            fill(raw.baseAddress!.assumingMemoryBound(to: UInt8.self))
        }
    }

    /// Gives the bytes to a closure without copying them to the heap.
    @inlinable public func withUnsafeBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try Swift.withUnsafeBytes(of: self, body)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    /// The bytes as 64 lower-case hexadecimal digits.
    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
