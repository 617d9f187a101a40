// A SHA-256 value and the three ways in which the Merkle tree makes one (RFC 9162 §2.1.1).
// Everything here reads raw buffers: this is the innermost loop of append and of verification.

import Digests

/// A 32-byte SHA-256 value.
public struct Hash: Hashable, Sendable {
    /// Length of a hash in bytes.
    public static let byteCount = 32

    /// Root of the tree with no leaves: SHA-256 of nothing (RFC 9162 §2.1.1).
    public static let emptyRoot = Hash.sha256([])

    // Four words in memory order: compared and hashed as integers, never read as numbers.
    private var word0: UInt64 = 0
    private var word1: UInt64 = 0
    private var word2: UInt64 = 0
    private var word3: UInt64 = 0

    /// Takes the first 32 bytes of a buffer that the caller knows to hold them.
    @inline(__always)
    init(unchecked source: UnsafeRawPointer) {
        word0 = source.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        word1 = source.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        word2 = source.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        word3 = source.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    }

    /// Reads a hash from exactly 32 bytes; nil when there are more or fewer.
    public init?(_ bytes: some Collection<UInt8>) {
        let array = Array(bytes)
        guard array.count == Hash.byteCount else { return nil }
        self = array.withUnsafeBytes { buffer in
            // The count was checked above, so the buffer has a base address.
            Hash(unchecked: buffer.baseAddress!)
        }
    }

    /// Reads a hash from canonical base64 text (44 characters); nil for anything else.
    public init?(base64 text: String) {
        guard let bytes = Base64.decode(text.utf8) else { return nil }
        self.init(bytes)
    }

    /// Reads a hash from 64 hexadecimal digits; nil for anything else.
    public init?(hex text: String) {
        guard let bytes = Hex.decode(text.utf8) else { return nil }
        self.init(bytes)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    /// The 32 bytes in base64, as checkpoints and proofs write them.
    public var base64: String { Base64.encode(bytes) }

    /// The 32 bytes as 64 lower-case hexadecimal digits.
    public var hex: String { Hex.encode(bytes) }

    /// Gives the bytes to a closure without copying them to the heap.
    @inline(__always)
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
    {
        try Swift.withUnsafeBytes(of: self, body)
    }
}

extension Hash {
    /// Hash of a leaf: SHA-256(0x00 ‖ entry).
    ///
    /// The entry is the exact stored bytes (RFC 9162 §2.1.1).
    public static func leaf(_ entry: UnsafeRawBufferPointer) -> Hash {
        var hasher = SHA256()
        Swift.withUnsafeBytes(of: UInt8(0)) { hasher.update($0) }
        hasher.update(entry)
        return Hash(hasher.finalize())
    }

    /// Hash of a leaf: SHA-256(0x00 ‖ entry).
    public static func leaf(_ entry: [UInt8]) -> Hash {
        entry.withUnsafeBytes { leaf($0) }
    }

    /// Hash of an interior node: SHA-256(0x01 ‖ left ‖ right) (RFC 9162 §2.1.1).
    public static func node(_ left: Hash, _ right: Hash) -> Hash {
        // One update of 65 bytes is faster than three small ones.
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 8) { buffer in
            buffer[0] = 1
            buffer.storeBytes(of: left, toByteOffset: 1, as: Hash.self)
            buffer.storeBytes(of: right, toByteOffset: 1 + byteCount, as: Hash.self)
            return Hash(SHA256.hash(UnsafeRawBufferPointer(buffer)))
        }
    }

    /// Plain SHA-256 of some bytes, without the tree's prefixes.
    public static func sha256(_ bytes: [UInt8]) -> Hash {
        Hash(SHA256.hash(bytes))
    }

    @inline(__always)
    private init(_ digest: Digest) {
        // A SHA-256 digest always has 32 bytes.
        self = digest.withUnsafeBytes { Hash(unchecked: $0.baseAddress!) }
    }
}

extension Hash: CustomStringConvertible {
    /// The base64 text.
    public var description: String { base64 }
}
