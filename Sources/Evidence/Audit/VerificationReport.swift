// What verification says: one of three, and never more than is known.

/// Where and how a log is broken.
public struct LogBreak: Sendable, Equatable, CustomStringConvertible {
    /// What differs.
    public enum Reason: Sendable, Equatable {
        /// The entries do not lead to the root of this tree head; they do to `found`.
        case rootDiffers(TreeHead, found: Hash)
        /// The entry is not the one that this tree head stands for, as the stored leaf hashes show.
        case entryDiffers(TreeHead)
        /// The entry does not have the leaf hash that is stored for it, and no anchor says which is right.
        case storedHashDiffers(stored: Hash, found: Hash)
        /// The log ends here, though this tree head shows that it was longer.
        case cutOff(TreeHead)
        /// The entry is longer than an entry can be.
        case entryTooLong(bytes: Int)
        /// What the caller found when reading the entry.
        case malformed(String)
    }

    /// Indexes, from 0, among which the first bad entry is; exactly one where it is known.
    ///
    /// The entry with index i has sequence number i + 1.
    public let entries: Range<UInt64>
    /// What differs.
    public let reason: Reason

    /// A sentence with sequence numbers, as people count entries.
    public var description: String {
        let first = entries.lowerBound + 1
        let place =
            first == entries.upperBound
            ? "entry \(first)" : "one of the entries \(first) to \(entries.upperBound)"
        switch reason {
        case .rootDiffers(let head, _):
            return "\(place) is not what \(head) stands for: altered, inserted, removed or reordered"
        case .entryDiffers(let head): return "\(place) is not what \(head) stands for"
        case .storedHashDiffers: return "\(place) does not have the hash that is stored for it"
        case .cutOff(let head): return "\(place) is missing: \(head) shows that the log was longer"
        case .entryTooLong(let bytes): return "\(place) has \(bytes) bytes; no entry is that long"
        case .malformed(let finding): return "\(place): \(finding)"
        }
    }
}

/// The result of verifying a log.
public struct VerificationReport: Sendable, Equatable {
    /// The one thing that is said.
    public enum Outcome: Sendable, Equatable {
        /// All entries up to the anchor's size are those that the anchor stands for.
        case verified(TreeHead)
        /// Nothing contradicts anything, but no anchor from outside covers any entry.
        case consistentOnly
        /// Something is wrong.
        case broken(LogBreak)
    }

    /// The outcome.
    public let outcome: Outcome
    /// Number of entries that were read.
    public let size: UInt64
    /// Root of the tree of all entries; nil when the log is broken.
    public let root: Hash?
    /// The largest anchor from outside that the entries agree with, also when they are broken after it.
    public let anchor: TreeHead?
    /// Index of the first entry that agrees with a tree head though its stored leaf hash does not.
    ///
    /// The record is whole then, but the stored tree is damaged and has to be rebuilt.
    public let damagedStoredHash: UInt64?

    /// Number of entries at the end that no anchor from outside covers.
    public var uncoveredTail: UInt64 { size - min(size, anchor?.size ?? 0) }
}
