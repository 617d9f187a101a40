// The keys of one log over the years. A key is accepted only for checkpoints of the sizes that it was in
// office for: a newer key that could vouch for older entries would let whoever steals it rewrite the past,
// and an older key, once retired, has to be worth nothing.

/// One key of a log and the checkpoint sizes that it may sign.
public struct KeyEpoch: Sendable, Equatable {
    /// The key.
    public let key: VerifierKey
    /// Smallest size that it may sign.
    public let firstSize: UInt64
    /// Largest size that it may sign; nil while it is in office.
    public let lastSize: UInt64?

    /// Whether the key may sign a checkpoint of this size.
    public func covers(_ size: UInt64) -> Bool {
        size >= firstSize && lastSize.map { size <= $0 } ?? true
    }
}

/// Why a checkpoint does not count as signed by its log.
public enum KeyHistoryError: Error, Equatable, CustomStringConvertible {
    /// The signatures themselves are refused.
    case note(NoteError)
    /// A key of this log signed, but it was not in office at that size.
    case outOfOffice(key: String, size: UInt64, firstSize: UInt64, lastSize: UInt64?)
    /// The checkpoint is of a log of another name than its key's.
    case otherLog(key: String, origin: String)
    /// A closing size must be that of a later tree than the last one's beginning.
    case closesBeforeItBegins(UInt64)
    /// The key has been in office before, or is not a log's key.
    case unsuitableSuccessor(String)

    public var description: String {
        switch self {
        case .note(let error): error.description
        case .outOfOffice(let key, let size, let first, let last):
            "the checkpoint of size \(size) is signed by \(key), which is valid for sizes from \(first) "
                + (last.map { "to \($0)" } ?? "on")
        case .otherLog(let key, let origin): "the checkpoint is of \(origin), and signed by \(key)"
        case .closesBeforeItBegins(let size): "a key cannot be closed at size \(size): it begins after that"
        case .unsuitableSuccessor(let key): "\(key) cannot succeed: it is no log's key or was used before"
        }
    }
}

/// The succession of a log's keys; the first is the one that has to be known from elsewhere.
public struct KeyHistory: Sendable, Equatable {
    /// The keys in order of office; their sizes join without gap. At the size at which one succeeds another
    /// under the same name both may sign: the tree that has the succession as its last entry.
    public private(set) var epochs: [KeyEpoch]

    /// A history with one key, in office from the start.
    ///
    /// - Throws: `KeyHistoryError.unsuitableSuccessor` when it is a cosigning key.
    public init(first key: VerifierKey) throws(KeyHistoryError) {
        guard key.algorithm == .ed25519 else { throw .unsuitableSuccessor(key.description) }
        epochs = [KeyEpoch(key: key, firstSize: 0, lastSize: nil)]
    }

    /// The key that is in office now.
    public var current: VerifierKey { epochs[epochs.count - 1].key }

    /// All keys there have been.
    public var keys: [VerifierKey] { epochs.map(\.key) }

    /// Ends the present key's office and puts the next key in office.
    ///
    /// A key of the same name takes over at the checkpoint of that size, which the present one may sign as its
    /// last. A key of another name begins with that size, and the present one ends before it: under its own
    /// name the log had other entries there, which are lost.
    ///
    /// - Parameter closingSize: the number of the entry that names the successor.
    public mutating func succeed(with key: VerifierKey, closingSize: UInt64) throws(KeyHistoryError) {
        let last = epochs[epochs.count - 1]
        guard closingSize > last.firstSize, closingSize < UInt64(Int64.max) else {
            throw .closesBeforeItBegins(closingSize)
        }
        let isSameLog = key.name.hasSameBytes(as: last.key.name)
        let isUsed = epochs.contains {
            $0.key.publicKey == key.publicKey && $0.key.name.hasSameBytes(as: key.name)
        }
        guard key.algorithm == .ed25519, !isUsed else { throw .unsuitableSuccessor(key.description) }
        epochs[epochs.count - 1] = KeyEpoch(
            key: last.key, firstSize: last.firstSize, lastSize: isSameLog ? closingSize : closingSize - 1)
        epochs.append(KeyEpoch(key: key, firstSize: closingSize, lastSize: nil))
    }

    /// The keys that may sign a checkpoint of this size, in order of office.
    public func keys(for size: UInt64) -> [VerifierKey] {
        epochs.filter { $0.covers(size) }.map(\.key)
    }

    /// Checks that the key in office at the checkpoint's size signed it, and no other key of this log did.
    ///
    /// - Returns: the key that signed.
    public func verify(_ signed: SignedCheckpoint) throws(KeyHistoryError) -> VerifierKey {
        let found: [VerifiedSignature]
        do {
            found = try signed.verify(with: keys)
        } catch {
            throw .note(error)
        }
        let size = signed.checkpoint.size
        for signature in found {
            guard let epoch = epochs.first(where: { $0.key == signature.key }), epoch.covers(size) else {
                let epoch = epochs.first { $0.key == signature.key }
                throw .outOfOffice(
                    key: signature.key.description, size: size, firstSize: epoch?.firstSize ?? 0,
                    lastSize: epoch?.lastSize)
            }
        }
        guard let signature = found.first else { throw .note(.noKnownKey) }
        guard signature.key.name.hasSameBytes(as: signed.checkpoint.origin) else {
            throw .otherLog(key: signature.key.description, origin: signed.checkpoint.origin)
        }
        return signature.key
    }

    /// Whether a checkpoint is of entries that were lost: signed by a key of this log under an earlier name, for
    /// a size that it no longer reached when the log went on under the next name.
    public func isLost(_ signed: SignedCheckpoint) -> Bool {
        guard let found = try? signed.verify(with: keys) else { return false }
        return found.contains { signature in
            guard let place = epochs.firstIndex(where: { $0.key == signature.key }),
                let next = epochs[(place + 1)...].first(where: {
                    !$0.key.name.hasSameBytes(as: signature.key.name)
                })
            else { return false }
            return signed.checkpoint.size >= next.firstSize
        }
    }
}
