// The log's signing key as it is kept: 32 secret bytes, from which the key pair follows. It is made before
// the log has a name, so the file holds the bytes alone; the name comes from the genesis entry.

import Digests
public import Evidence
public import Publication

/// Why there is no signing key.
public enum LogKeyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The key file or credential is not a key.
    case malformed(String)
    /// The key was made for another log.
    case otherLog(key: String, origin: String)
    /// The entries name another key than those at hand.
    case notInOffice(String)
    /// The key is handed over by the service manager, and no next one beside it.
    case successorNeeded
    /// The key file cannot be read or written.
    case file(FileFailure)

    public var description: String {
        switch self {
        case .malformed(let place):
            "\(place) is not a signing key: it holds 32 bytes, or these in base64 "
                + "(openssl rand -base64 32), or a line PRIVATE+KEY+…"
        case .otherLog(let key, let origin): "the signing key is that of \(key), and the log is \(origin)"
        case .notInOffice(let key):
            "the log is signed with the key \(key), which its entries name, and that one is not here"
        case .successorNeeded:
            "the signing key is the credential minuted.signing-key, which only the machine's administrator can "
                + "replace: provide a new key beside it as minuted.signing-key.next "
                + "(openssl rand -base64 32), restart minuted, and run this again"
        case .file(let failure): failure.description
        }
    }
}

/// The secret from which the log's signing key follows.
public struct LogKey: Sendable {
    /// The file in the state directory.
    public static let fileName = "signing.key"

    private enum Secret: Sendable {
        case seed([UInt8])
        case named(SigningKey)
    }
    private let secret: Secret

    /// Reads a key: 32 raw bytes, 44 characters of base64, or the one line in which note tools keep keys.
    ///
    /// - Parameter place: what to call it in an error.
    public init(parsing bytes: [UInt8], place: String) throws(LogKeyError) {
        if bytes.count == 32 {
            secret = .seed(bytes)
            return
        }
        let line = bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...]
        if let seed = Base64.decode(line), seed.count == 32 {
            secret = .seed(seed)
        } else if let key = try? SigningKey(parsing: String(decoding: line, as: UTF8.self)),
            key.verifierKey.algorithm == .ed25519
        {
            secret = .named(key)
        } else {
            throw .malformed(place)
        }
    }

    /// The key of a state directory; made at the first start.
    ///
    /// - Parameter isNew: whether the log is empty: only then is a key made that is not there.
    public init(stateDirectory: String, isNew: Bool) throws(LogKeyError) {
        let path = stateDirectory + "/" + LogKey.fileName
        if let key = try LogKey.read(path) {
            self = key
        } else if isNew {
            self = try LogKey.make(path)
        } else if let next = try LogKey.read(path + ".next") {
            // The entry that names it may have been recorded just before a power cut.
            self = next
        } else {
            throw .file(FileFailure("read", path, message: "the log's signing key is missing"))
        }
    }

    /// The key in a file; nil when there is none.
    static func read(_ path: String) throws(LogKeyError) -> LogKey? {
        let bytes = try file { () throws(FileFailure) in try Files.read(path, limit: 4096) }
        return try bytes.map { bytes throws(LogKeyError) in try LogKey(parsing: bytes, place: path) }
    }

    /// Makes a key and keeps it in a file.
    static func make(_ path: String) throws(LogKeyError) -> LogKey {
        let seed = RandomBytes.make(32)
        try file { () throws(FileFailure) in
            try Files.replace(path, with: Array((Base64.encode(seed) + "\n").utf8), mode: 0o600)
        }
        return LogKey(secret: .seed(seed))
    }

    private init(secret: Secret) { self.secret = secret }

    static func file<Value>(_ body: () throws(FileFailure) -> Value) throws(LogKeyError) -> Value {
        do { return try body() } catch { throw .file(error) }
    }

    /// The key under the log's name.
    public func signingKey(origin: String) throws(LogKeyError) -> SigningKey {
        switch secret {
        case .seed(let seed):
            do { return try SigningKey(name: origin, seed: seed) } catch {
                throw .malformed(error.description)
            }
        case .named(let key):
            guard key.verifierKey.name.utf8.elementsEqual(origin.utf8) else {
                throw .otherLog(key: key.verifierKey.name, origin: origin)
            }
            return key
        }
    }
}

/// The log's public keys beside the log, for whoever looks at the state directory without the daemon.
enum VerifierKeyFile {
    static let name = "vkey"

    static func write(_ keys: KeyHistory, in directory: String) throws(FileFailure) {
        let bytes = Array(keys.text.utf8)
        let path = directory + "/" + name
        if (try? Files.read(path, limit: 1 << 16)) == bytes { return }
        try Files.replace(path, with: bytes)
    }

    /// The keys in a file of that name; nil when there is none.
    ///
    /// - Throws: `FileFailure` when it is something else.
    static func read(_ directory: String) throws(FileFailure) -> KeyHistory? {
        let path = directory + "/" + name
        guard let bytes = try Files.read(path, limit: 1 << 16) else { return nil }
        let keys: KeyHistory
        do { keys = try KeyHistory(parsing: String(decoding: bytes, as: UTF8.self)) } catch {
            throw FileFailure("use", path, message: "\(error)")
        }
        // A key's identifier can be read in either case; ours has one spelling.
        guard Array(keys.text.utf8) == bytes else {
            throw FileFailure("use", path, message: "it is not spelled as it was written")
        }
        return keys
    }
}
