// A witness that lives in a directory, on a laptop or a USB stick: its key, the logs that it follows, and the
// last tree of each that it cosigned.
//
//   witness.key    the private key in the one line in which note tools keep keys, readable by its owner only
//   logs/<id>      for each log its public key, and once it was cosigned the size and root of that tree

public import Evidence
import Glibc

/// Why a witness cannot answer.
public enum WitnessError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no witness in the directory.
    case noWitness(String)
    /// There is one already.
    case exists(String)
    /// Another process is answering from the directory.
    case inUse(String)
    /// The key or name is none for its purpose.
    case key(String)
    /// A file in the directory is not what it should be.
    case malformed(String)
    /// Reading or writing failed.
    case file(FileFailure)

    public var description: String {
        switch self {
        case .noWitness(let path): "there is no witness in \(path): make one with --init NAME"
        case .exists(let path): "\(path) already has a witness"
        case .inUse(let path): "another process is answering from \(path)"
        case .key(let problem): problem
        case .malformed(let file):
            "\(file) is not what a witness writes; a witness must not forget: put it back"
        case .file(let failure): failure.description
        }
    }
}

/// A witness in a directory that this process alone answers from. Confined to one thread.
public final class WitnessStore {
    private let path: String
    private let key: SigningKey
    private let lock: Int32

    /// Makes a new witness.
    public static func create(_ path: String, name: String) throws(WitnessError) -> WitnessStore {
        let file = path + "/witness.key"
        guard Files.kind(file) == nil else { throw .exists(path) }
        let key: SigningKey
        do { key = try SigningKey.generate(name: name, algorithm: .cosignatureV1) } catch {
            throw .key(error.description)
        }
        do throws(FileFailure) {
            try Files.makeDirectory(path, mode: 0o700)
            try Files.replace(file, with: Array((key.privateText + "\n").utf8), mode: 0o600)
        } catch {
            throw .file(error)
        }
        return try WitnessStore(path)
    }

    /// Opens the witness in a directory.
    public init(_ path: String) throws(WitnessError) {
        self.path = path
        let bytes: [UInt8]?
        do { bytes = try Files.read(path + "/witness.key", limit: 4096) } catch { throw .file(error) }
        guard let bytes else { throw .noWitness(path) }
        do { key = try SigningKey(parsing: String(decoding: bytes, as: UTF8.self)) } catch {
            throw .key("\(path)/witness.key: \(error)")
        }
        lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { throw .file(FileFailure("open", path)) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw .inUse(path)
        }
    }

    deinit { if lock >= 0 { close(lock) } }

    /// The public key, for those who are to believe this witness.
    public var verifierKey: VerifierKey { key.verifierKey }

    /// Follows a log from now on, with its key in office; does nothing if it is followed so already.
    ///
    /// A log that is followed with an earlier one of its keys is followed with the key in office from then on.
    public func follow(_ keys: KeyHistory) throws(WitnessError) {
        let log = keys.current
        if let known = try read(file(of: log.name)) {
            guard keys.keys.contains(known.key) else {
                throw .key(
                    "\(log.name) is already followed, with another key: \(known.key); if that key was replaced, "
                        + "give the log's file vkey, which lists both")
            }
            guard known.key != log else { return }
            do throws(FileFailure) { return try write(log, latest: known.latest) } catch {
                throw .file(error)
            }
        }
        do throws(FileFailure) { try write(log, latest: nil) } catch { throw .file(error) }
    }

    /// Answers an add-checkpoint request (c2sp.org/tlog-witness).
    ///
    /// What is cosigned is on disk before it is signed.
    ///
    /// - Parameter time: now, in seconds since 1970.
    public func answer(_ request: [UInt8], time: UInt64) throws(WitnessError) -> WitnessAnswer {
        var witness: Witness
        do { witness = try Witness(signers: [key]) } catch { throw .key(error.description) }
        guard let origin = AddCheckpointRequest(parsing: request)?.checkpoint.checkpoint.origin else {
            return .badRequest
        }
        guard let log = try read(file(of: origin)) else { return .unknownLog }
        witness.follow(origin: origin, keys: [log.key], latest: log.latest)
        do {
            return try witness.addCheckpoint(request, time: time) { _, tree in
                try write(log.key, latest: tree)
            }
        } catch let failure as FileFailure {
            throw .file(failure)
        } catch {
            throw .key("\(error)")
        }
    }

    private func file(of origin: String) -> String {
        // Origins have slashes and whatever else; their hash is a name for each.
        path + "/logs/" + String(Hash.sha256(Array(origin.utf8)).hex.prefix(32))
    }

    private func read(_ file: String) throws(WitnessError) -> (key: VerifierKey, latest: WitnessedTree?)? {
        let bytes: [UInt8]?
        do { bytes = try Files.read(file, limit: 4096) } catch { throw .file(error) }
        guard let bytes else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard let first = lines.first, let key = try? VerifierKey(parsing: String(first)) else {
            throw .malformed(file)
        }
        if lines.count == 1 { return (key, nil) }
        guard lines.count == 3, let size = UInt64(lines[1]), let root = Hash(base64: String(lines[2])) else {
            throw .malformed(file)
        }
        return (key, WitnessedTree(size: size, root: root))
    }

    private func write(_ key: VerifierKey, latest: WitnessedTree?) throws(FileFailure) {
        var text = "\(key)\n"
        if let latest { text += "\(latest.size)\n\(latest.root.base64)\n" }
        try Files.makeDirectory(path + "/logs", mode: 0o700)
        try Files.replace(file(of: key.name), with: Array(text.utf8), mode: 0o600)
    }
}
