// The content of attachments, beside the log: a file for each content, named by its SHA-256 and looked at again
// whenever it is read. Entries name it; nothing else is believed.

import Digests
import Evidence
import Glibc

/// What is the matter with an attachment's content.
public enum ContentProblem: Error, Sendable, Equatable, CustomStringConvertible {
    case missing
    /// It has another SHA-256 or length than its entry says.
    case altered
    case unreadable(String)

    public var description: String {
        switch self {
        case .missing: "its content is missing"
        case .altered: "its content is not what was attached: it has been altered"
        case .unreadable(let problem): "its content cannot be read: \(problem)"
        }
    }
}

/// A folder of contents, two digits of the digest to a folder.
public struct ContentStore: Sendable {
    /// The folder.
    public let directory: String

    /// More than an attachment may have: what is longer is altered.
    private static let limit = 64 << 20

    public init(directory: String) { self.directory = directory }

    /// Where a content lies.
    public func path(of sha256: String) -> String { "\(directory)/\(sha256.prefix(2))/\(sha256)" }

    /// The SHA-256 of bytes, as entries have it.
    public static func digest(_ bytes: [UInt8]) -> String { SHA256.hash(bytes).hex }

    /// Keeps a content, for good: when this returns it survives a power cut.
    ///
    /// One that is there already and whole is left as it is; one that was damaged is put right.
    ///
    /// - Returns: its SHA-256.
    public func keep(_ bytes: [UInt8]) throws(FileFailure) -> String {
        let sha256 = Self.digest(bytes)
        if let known = try? read(sha256, size: bytes.count), known == bytes { return sha256 }
        try Files.makeDirectory("\(directory)/\(sha256.prefix(2))", mode: 0o700)
        try Files.replace(path(of: sha256), with: bytes, mode: 0o600)
        return sha256
    }

    /// The length of a content; nil if it is not there.
    public func size(of sha256: String) -> Int? {
        var status = stat()
        guard stat(path(of: sha256), &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Keeps what is in an open file, for good, as ``keep(_:)`` keeps bytes; it is never in memory as a whole.
    ///
    /// - Parameter size: how long it is.
    public func keep(_ descriptor: Int32, size: Int) throws(FileFailure) -> String {
        let source = OpenContent(descriptor: dup(descriptor), path: "upload", size: size)
        let sha256 = try source.digest()
        if (try? open(sha256, size: size)) != nil { return sha256 }
        try Files.makeDirectory("\(directory)/\(sha256.prefix(2))", mode: 0o700)
        let file = try NewFile(path(of: sha256), mode: 0o600)
        // Goes by itself if something fails.
        var position = 0
        while position < size {
            let piece = try source.piece(from: position, length: OpenContent.pieceLength)
            try file.write(piece)
            position += piece.count
        }
        try file.finish()
        return sha256
    }

    /// Opens a content, and makes sure that it is the one.
    public func open(_ sha256: String, size: Int) throws(ContentProblem) -> OpenContent {
        let path = path(of: sha256)
        // O_NONBLOCK: a FIFO that somebody put there must not hang us.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw .missing }
            throw .unreadable(FileFailure("read", path).message)
        }
        let content = OpenContent(descriptor: descriptor, path: path, size: size)
        let isWhole: Bool
        do throws(FileFailure) {
            let length = try content.length()
            let digest = length == size ? try content.digest() : ""
            isWhole = digest == sha256
        } catch {
            throw .unreadable(error.message)
        }
        guard isWhole else { throw .altered }
        return content
    }

    /// Reads a content, and makes sure that it is the one.
    public func read(_ sha256: String, size: Int) throws(ContentProblem) -> [UInt8] {
        let bytes: [UInt8]?
        do { bytes = try Files.read(path(of: sha256), limit: Self.limit) } catch {
            throw .unreadable(error.message)
        }
        guard let bytes else { throw .missing }
        guard bytes.count == size, Self.digest(bytes) == sha256 else { throw .altered }
        return bytes
    }
}
