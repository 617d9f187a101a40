// Secrets that the service manager hands over as files (LoadCredential=), such as the signing key.
// The daemon asks by name and never learns where the secret is kept on the machine.

internal import Glibc

/// Reads credentials of this service (systemd.exec(5), "Credentials").
public struct Credentials: Sendable {
    /// Longest credential that is read, in bytes: a key or a password, not a database.
    public static let sizeLimit = 65_536

    private let directory: String?

    /// The credentials of this process: those in `$CREDENTIALS_DIRECTORY`; none when it is not set.
    public init() {
        self.init(directory: getenv("CREDENTIALS_DIRECTORY").map { String(cString: $0) })
    }

    /// Credentials in a given directory; nil for none.
    public init(directory: String?) {
        self.directory = directory
    }

    /// The bytes of a credential, or nil when the unit was given none of that name.
    ///
    /// - Parameter name: a file name; one with a slash, or `.` or `..`, is refused.
    /// - Throws: ``CredentialError`` when it is there but cannot be read, or is longer than `limit` bytes.
    public func read(_ name: String, limit: Int = Credentials.sizeLimit) throws(CredentialError) -> [UInt8]? {
        guard Self.isName(name) else { throw CredentialError(name: name, reason: .invalidName) }
        guard let directory else { return nil }
        // O_NONBLOCK: opening a FIFO that somebody put there must not hang the start.
        let descriptor = open(directory + "/" + name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw CredentialError(name: name, reason: .unreadable(errno: errno))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw CredentialError(name: name, reason: .unreadable(errno: errno))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw CredentialError(name: name, reason: .notAFile)
        }
        return try contents(of: descriptor, name: name, limit: limit)
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name != "." && name != ".." && name.utf8.count <= 255
            && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") }
    }

    private func contents(
        of descriptor: Int32, name: String, limit: Int
    ) throws(CredentialError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw CredentialError(name: name, reason: .unreadable(errno: errno))
            }
            if count == 0 { return bytes }
            guard count <= limit - bytes.count else {
                throw CredentialError(name: name, reason: .tooLong(limit: limit))
            }
            bytes += chunk[..<count]
        }
    }
}

/// A credential that is there and yet cannot be used.
public struct CredentialError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Reason: Sendable, Equatable {
        case invalidName
        case notAFile
        case tooLong(limit: Int)
        case unreadable(errno: Int32)
    }

    public let name: String
    public let reason: Reason

    public var description: String {
        switch reason {
        case .invalidName: "\"\(name)\" is not the name of a credential"
        case .notAFile: "credential \"\(name)\" is not a regular file"
        case .tooLong(let limit): "credential \"\(name)\" is longer than \(limit) bytes"
        case .unreadable(let errno): "credential \"\(name)\" cannot be read: errno \(errno)"
        }
    }
}
