// The layout of a witness's cosignature/v1 (c2sp.org/tlog-cosignature): eight bytes of time, big-endian,
// and an Ed25519 signature over `cosignature/v1 LF time <decimal> LF` and the checkpoint's text.

/// Layout of cosignature/v1.
enum Cosignature {
    /// The bytes that a cosignature signs.
    static func message(text: [UInt8], time: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n".utf8) + text
    }

    /// What stands in the signature line after the key ID.
    static func payload(time: UInt64, signature: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: time.bigEndian) { Array($0) } + signature
    }

    /// Takes a payload apart; nil for a wrong length or a time beyond 2⁶³ − 1.
    static func parse(_ payload: [UInt8]) -> (time: UInt64, signature: ArraySlice<UInt8>)? {
        guard payload.count == 72 else { return nil }
        let time = payload[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard time <= UInt64(Int64.max) else { return nil }
        return (time, payload[8...])
    }
}
