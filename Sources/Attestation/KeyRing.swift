// The secrets at hand: the log's signing key, and the one that is to succeed it or just did.
//
// A key in the state directory is replaced in steps, so that whatever happens between two of them the next start
// has the key in office: the next one is written beside it (signing.key.next), the entry that names it is
// recorded, and then it takes the other's place. A key that the service manager hands over is replaced by
// whoever runs the machine: the next one is handed over beside it (minuted.signing-key.next) until the entry is
// recorded and it is handed over in the other's place.

import Evidence
import Ledger
import Publication

/// The signing keys of one log that are at hand.
public final class KeyRing: Sendable {
    /// Where a key is from.
    enum Source: Sendable, Equatable {
        case file, nextFile, credential, nextCredential
    }

    private let stateDirectory: String
    private let keys: Watched<[(source: Source, key: LogKey)]>

    static func nextFile(in directory: String) -> String { directory + "/\(LogKey.fileName).next" }

    /// Gathers the keys; makes one if the log is empty and there is none.
    init(
        stateDirectory: String, credential: [UInt8]?, nextCredential: [UInt8]?, isNew: Bool
    ) throws(LogKeyError) {
        self.stateDirectory = stateDirectory
        var found: [(Source, LogKey)] = []
        if let credential {
            found.append(
                (.credential, try LogKey(parsing: credential, place: "the credential minuted.signing-key")))
        } else {
            found.append((.file, try LogKey(stateDirectory: stateDirectory, isNew: isNew)))
            if let next = try LogKey.read(Self.nextFile(in: stateDirectory)) {
                found.append((.nextFile, next))
            }
        }
        if let nextCredential {
            found.append(
                (
                    .nextCredential,
                    try LogKey(parsing: nextCredential, place: "the credential minuted.signing-key.next")
                ))
        }
        keys = Watched(found)
    }

    /// The key of a log of which no entry names one.
    func first(origin: String) throws(LogKeyError) -> SigningKey {
        guard let (_, key) = keys.with({ $0.first }) else { throw .malformed("no key") }
        return try key.signingKey(origin: origin)
    }

    /// The secret of a public key; nil if it is not at hand.
    func signingKey(of key: VerifierKey) -> SigningKey? { find(key)?.1 }

    private func find(_ key: VerifierKey) -> (Source, SigningKey)? {
        for (source, candidate) in keys.with({ $0 }) {
            if let signer = try? candidate.signingKey(origin: key.name), signer.verifierKey == key {
                return (source, signer)
            }
        }
        return nil
    }

    /// The secret of a key under another name.
    func signingKey(of key: VerifierKey, as name: String) throws(LogKeyError) -> SigningKey {
        for (_, candidate) in keys.with({ $0 }) {
            if let signer = try? candidate.signingKey(origin: key.name), signer.verifierKey == key {
                return try candidate.signingKey(origin: name)
            }
        }
        throw .notInOffice(key.description)
    }

    /// The key that is to succeed the one in office; made, and kept in the state directory, where that one is.
    func successor(of current: VerifierKey) throws(LogKeyError) -> SigningKey {
        // Only what is at its place may be written over.
        _ = try settle(on: current)
        let known = keys.with { $0 }
        if let (_, next) = known.first(where: { $0.source == .nextCredential }) {
            let signer = try next.signingKey(origin: current.name)
            guard signer.verifierKey != current else { throw .successorNeeded }
            return signer
        }
        guard find(current)?.0 != .credential else { throw .successorNeeded }
        let next = try LogKey.make(Self.nextFile(in: stateDirectory))
        keys.with { keys in
            keys.removeAll { $0.source == .nextFile }
            keys.append((.nextFile, next))
        }
        return try next.signingKey(origin: current.name)
    }

    /// Lets go of the keys that are not in office, in memory and in the state directory.
    ///
    /// - Returns: what the machine's administrator must do about credentials; nil for nothing.
    func settle(on current: VerifierKey) throws(LogKeyError) -> String? {
        guard let (source, _) = find(current) else { return nil }
        let (file, next) = (stateDirectory + "/" + LogKey.fileName, Self.nextFile(in: stateDirectory))
        try LogKey.file { () throws(FileFailure) in
            switch source {
            case .file: try Files.remove(next)
            case .nextFile: try Files.move(next, to: file)
            case .nextCredential where Files.kind(file) != nil:
                // The file's key is succeeded by one that is handed over.
                try Files.remove(file)
                try Files.remove(next)
            case .credential, .nextCredential: break
            }
        }
        keys.with { keys in
            keys.removeAll { $0.source != source && $0.source != .nextCredential }
            if source == .nextFile {
                keys = keys.map { ($0.source == .nextFile ? .file : $0.source, $0.key) }
            }
        }
        guard source == .nextCredential else { return nil }
        return "the log is signed with the credential minuted.signing-key.next: provide it as "
            + "minuted.signing-key from now on, and destroy the old one"
    }
}
