// The ways in which the log says no. Two classes: those that the direct caller handles (a refused entry,
// a refused line), and storage failures that go up unmatched.

/// Why a state directory cannot be opened.
public enum LedgerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another process, or another part of this one, has the directory.
    case directoryInUse(path: String)
    /// The file `ledger.db` belongs to some other program.
    case notALedger(path: String)
    /// The directory was written by a version of Minuted that keeps its log differently.
    case formatVersion(path: String, found: Int, expected: Int)
    /// The store has handed out its only writer already.
    case writerExists
    /// Reading or writing failed.
    case storage(StorageFailure)

    public var description: String {
        switch self {
        case .directoryInUse(let path):
            "\(path) is in use by another minuted; stop that one first, or give another state directory"
        case .notALedger(let path):
            "\(path) is not a Minuted log; give another state directory, or move the file away"
        case .formatVersion(let path, let found, let expected):
            "\(path) has format version \(found), and this minuted keeps version \(expected). Start the minuted "
                + "that wrote it and run `minutectl log export record.ndjson`. Then start this one with an empty "
                + "state directory and run `minutectl log restore record.ndjson`"
        case .writerExists: "the log has one writer, and it has been handed out already"
        case .storage(let failure): failure.description
        }
    }
}

/// Why something was not appended.
public enum AppendError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The entry would be longer than ``Envelope/maximumLength`` bytes. Nothing was appended.
    case entryTooLarge(type: String, length: Int)
    /// The stream is not at the version that the draft follows on. Nothing was appended.
    case streamVersionConflict(stream: String, expected: Int, actual: Int)
    /// The draft is not one that can be stored as it is. Nothing was appended.
    case malformed(String)
    /// Nothing can be appended before the genesis entry, and no second genesis after it.
    case genesis(String)
    /// Writing failed; the transaction has been rolled back for certain.
    case storage(StorageFailure)
    /// The commit failed in a way that leaves open whether it will be found done after a restart.
    /// The process has to exit without answering: recovery is the normal start.
    case commitOutcomeUnknown(StorageFailure)

    /// Whether the transaction is gone and the caller cannot go on with it.
    public var isFatal: Bool {
        switch self {
        case .storage, .commitOutcomeUnknown: true
        case .entryTooLarge, .streamVersionConflict, .malformed, .genesis: false
        }
    }

    public var description: String {
        switch self {
        case .entryTooLarge(let type, let length):
            "the entry (\(type)) has \(length) bytes, and at most \(Envelope.maximumLength) fit; "
                + "shorten its longest text or record it in parts"
        case .streamVersionConflict(let stream, let expected, let actual):
            "\(stream) is at version \(actual), not \(expected): somebody else changed it; look again, then repeat"
        case .malformed(let problem): "the entry cannot be stored: \(problem)"
        case .genesis(let problem): problem
        case .storage(let failure): "nothing was recorded: \(failure)"
        case .commitOutcomeUnknown(let failure):
            "it is not known whether the last entries were recorded; restart minuted to find out: \(failure)"
        }
    }
}
