// Signed notes (c2sp.org/signed-note): a text that ends in a line feed, a blank line, and signature lines
// `— <name> <base64(key ID ‖ signature)>`. Read strictly: what is not exactly this form is refused.

/// Why a note is refused.
public enum NoteError: Error, Equatable, CustomStringConvertible {
    /// Larger than a megabyte, or with more than a hundred signatures.
    case tooLarge
    /// Not UTF-8, or with a control character other than the line feed.
    case notPlainText
    /// The text does not end in a line feed or there is no blank line after it.
    case noSignatures
    /// A signature line is not of the form `— <name> <base64>`.
    case malformedSignature(line: Int)
    /// A signature by a key that the verifier knows does not verify.
    case badSignature(name: String)
    /// Two different keys that the verifier was given have the same name and key ID.
    case ambiguousKeys(name: String)
    /// None of the signatures is by a key that the verifier knows.
    case noKnownKey

    public var description: String {
        switch self {
        case .tooLarge: "the note is too large"
        case .notPlainText: "the note is not UTF-8 text without control characters"
        case .noSignatures: "the note has no signatures after a blank line"
        case .malformedSignature(let line): "signature line \(line) of the note is malformed"
        case .badSignature(let name): "the signature of \(name) does not verify"
        case .ambiguousKeys(let name): "two known keys are both called \(name) and have the same key ID"
        case .noKnownKey: "the note is not signed by any of the known keys"
        }
    }
}

/// One signature line of a note.
public struct NoteSignature: Sendable, Equatable {
    /// Name of the key.
    public let name: String
    /// ID of the key.
    public let keyID: UInt32
    /// What follows the key ID: for Ed25519 64 bytes, for a cosignature 8 bytes of time before them.
    public let bytes: [UInt8]

    init(key: VerifierKey, bytes: [UInt8]) {
        name = key.name
        keyID = key.keyID
        self.bytes = bytes
    }

    /// Reads a line without its line feed; nil when it is not a signature line.
    init?(line: some Collection<UInt8>) {
        guard line.starts(with: NoteSignature.prefix) else { return nil }
        let fields = line.dropFirst(NoteSignature.prefix.count)
            .split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard fields.count == 2, let name = String(validating: Array(fields[0]), as: UTF8.self),
            VerifierKey.isValid(name: name), let payload = Base64.decode(fields[1]), payload.count > 4
        else { return nil }
        self.name = name
        keyID = payload[..<4].reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(payload[4...])
    }

    /// The line, with its line feed.
    public var line: String {
        "— \(name) \(Base64.encode(withUnsafeBytes(of: keyID.bigEndian) { Array($0) } + bytes))\n"
    }

    private static let prefix = Array("— ".utf8)
}

/// A text with signatures.
public struct SignedNote: Sendable, Equatable {
    /// Largest note that is read, in bytes.
    public static let maximumBytes = 1_000_000
    /// Most signatures that are read; C2SP asks for at least 16.
    public static let maximumSignatures = 100

    /// The signed text with its final line feed, without the blank line.
    public let text: [UInt8]
    /// The signature lines in order.
    public private(set) var signatures: [NoteSignature]

    /// Puts a note together; the text has to end in a line feed.
    public init(text: [UInt8], signatures: [NoteSignature]) throws(NoteError) {
        guard SignedNote.isPlain(text) else { throw .notPlainText }
        guard text.last == UInt8(ascii: "\n"), !signatures.isEmpty else { throw .noSignatures }
        guard signatures.count <= SignedNote.maximumSignatures, text.count <= SignedNote.maximumBytes else {
            throw .tooLarge
        }
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note. Its signatures are not checked: see `verify(with:)`.
    public init(parsing bytes: [UInt8]) throws(NoteError) {
        guard bytes.count <= SignedNote.maximumBytes else { throw .tooLarge }
        guard SignedNote.isPlain(bytes) else { throw .notPlainText }
        let lineFeed = UInt8(ascii: "\n")
        guard bytes.count >= 2,
            let blank = (0..<bytes.count - 1).last(where: {
                bytes[$0] == lineFeed && bytes[$0 + 1] == lineFeed
            }),
            let lines = bytes[(blank + 2)...].terminatedLines(), !lines.isEmpty
        else { throw .noSignatures }
        guard lines.count <= SignedNote.maximumSignatures else { throw .tooLarge }
        var signatures: [NoteSignature] = []
        for (place, line) in lines.enumerated() {
            guard let signature = NoteSignature(line: line) else {
                throw .malformedSignature(line: place + 1)
            }
            signatures.append(signature)
        }
        text = Array(bytes[...blank])
        self.signatures = signatures
    }

    /// The note as it is written to a file.
    public var bytes: [UInt8] {
        text + [UInt8(ascii: "\n")] + signatures.flatMap { Array($0.line.utf8) }
    }

    /// Adds a signature at the end.
    public mutating func add(_ signature: NoteSignature) throws(NoteError) {
        guard signatures.count < SignedNote.maximumSignatures else { throw .tooLarge }
        signatures.append(signature)
    }

    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") }
            && String(validating: bytes, as: UTF8.self) != nil
    }
}
