// Checkpoints (c2sp.org/tlog-checkpoint): origin, size and root of a tree in three lines, perhaps followed by
// extension lines, as the text of a signed note.

/// Why a checkpoint is refused.
public enum CheckpointError: Error, Equatable, CustomStringConvertible {
    /// The signed note around it is refused.
    case note(NoteError)
    /// The text has fewer than three lines, or an empty one.
    case missingLines
    /// The second line is not a decimal number without leading zeros up to 2⁶³ − 1.
    case badSize
    /// The third line is not 32 bytes in base64.
    case badRoot
    /// The text is not UTF-8, or a line to be written is empty or has a control character.
    case badLine

    public var description: String {
        switch self {
        case .note(let error): error.description
        case .missingLines: "a checkpoint has at least three lines, none of them empty"
        case .badSize: "the second line of the checkpoint is not a tree size"
        case .badRoot: "the third line of the checkpoint is not a root hash"
        case .badLine: "a line of the checkpoint is empty or has control characters"
        }
    }
}

/// What a log says about itself at one moment: its name, its size and the root of its tree.
public struct Checkpoint: Sendable {
    /// Which log this is.
    public let origin: String
    /// Number of entries, at most 2⁶³ − 1.
    public let size: UInt64
    /// Root of the tree of the first `size` entries.
    public let root: Hash
    /// Further lines; what they mean is up to the log.
    public let extensions: [String]

    /// Makes a checkpoint; lines must not be empty nor have control characters.
    public init(
        origin: String, size: UInt64, root: Hash, extensions: [String] = []
    ) throws(CheckpointError) {
        guard size <= UInt64(Int64.max) else { throw .badSize }
        for line in [origin] + extensions where line.isEmpty || line.utf8.contains(where: { $0 < 0x20 }) {
            throw .badLine
        }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a checkpoint, without signatures.
    public init(parsing text: [UInt8]) throws(CheckpointError) {
        guard let lines = text.terminatedLines(), lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }) else {
            throw .missingLines
        }
        guard let size = Decimal.parse(lines[1]) else { throw .badSize }
        guard let bytes = Base64.decode(lines[2]), let root = Hash(bytes) else { throw .badRoot }
        var texts: [String] = []
        for line in [lines[0]] + lines[3...] {
            guard let text = String(validating: line, as: UTF8.self) else { throw .badLine }
            texts.append(text)
        }
        try self.init(origin: texts[0], size: size, root: root, extensions: Array(texts[1...]))
    }

    /// The text that is signed.
    public var text: [UInt8] {
        let lines = [origin, String(size), root.base64] + extensions
        return Array(lines.joined(separator: "\n").utf8) + [UInt8(ascii: "\n")]
    }
}

extension Checkpoint: Equatable {
    // Lines are compared as bytes: two spellings of one character are two different texts.
    public static func == (left: Checkpoint, right: Checkpoint) -> Bool { left.text == right.text }
}

/// A checkpoint in the signed note that it came in.
public struct SignedCheckpoint: Sendable, Equatable {
    /// What the log said.
    public let checkpoint: Checkpoint
    /// The note, with the signatures.
    public private(set) var note: SignedNote

    /// Reads a checkpoint. Its signatures are not checked: see `verify(with:)` and `KeyHistory`.
    public init(parsing bytes: [UInt8]) throws(CheckpointError) {
        do {
            note = try SignedNote(parsing: bytes)
        } catch {
            throw .note(error)
        }
        checkpoint = try Checkpoint(parsing: note.text)
    }

    /// Signs a checkpoint as the log.
    public init(_ checkpoint: Checkpoint, signedBy key: SigningKey) throws {
        self.checkpoint = checkpoint
        note = try SignedNote(text: checkpoint.text, signatures: [key.sign(checkpoint.text)])
    }

    /// The checkpoint as it is written to a file.
    public var bytes: [UInt8] { note.bytes }

    /// Checks the signatures of known keys; see `SignedNote.verify(with:)`.
    public func verify(with keys: [VerifierKey]) throws(NoteError) -> [VerifiedSignature] {
        try note.verify(with: keys)
    }

    /// Adds a signature at the end.
    public mutating func add(_ signature: NoteSignature) throws(NoteError) {
        try note.add(signature)
    }

    /// Adds cosignatures that a witness answered with, and only those that known keys made and that hold.
    ///
    /// - Returns: the cosignatures that were added.
    /// - Throws: `NoteError` when the lines are malformed, or a signature of a known key fails.
    public mutating func addCosignatures(
        _ lines: [UInt8], of keys: [VerifierKey]
    ) throws(NoteError) -> [VerifiedSignature] {
        let answer = try SignedNote(parsing: note.text + [UInt8(ascii: "\n")] + lines)
        // A blank line among the answer's would make part of it text, and another text is not ours.
        guard answer.text == note.text else { throw .noSignatures }
        let verified = try answer.verify(with: keys)
        for found in verified {
            if let signature = answer.signatures.first(where: { found.key.matches($0) }) {
                try note.add(signature)
            }
        }
        return verified
    }
}
