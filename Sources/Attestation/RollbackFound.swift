// What is found at start when the log is not the one that was here before. The daemon then serves what it
// has, but takes nothing in and signs nothing: whoever signs a second history for one log has ended its use
// as evidence.

public import Evidence

/// The log does not continue what it was: it may be read, and must not be signed.
public struct RollbackFound: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was found.
    public enum Finding: Sendable, Equatable {
        /// The log is shorter than its head: restored from an old backup, or cut off.
        case shorter(size: UInt64, headSize: UInt64)
        /// The log does not have the root that its head says: another log, or an altered one.
        case otherTree(headSize: UInt64, headRoot: Hash, found: Hash)
        /// There are entries but no head, nor a mark that there never was one.
        case headMissing(size: UInt64)
        /// The head is no checkpoint.
        case headUnreadable(String)
        /// The head is not signed by this log's key.
        case headNotOurs(String)
        /// The keys that the entries name do not follow each other, or the key at hand is not the log's.
        case keysRefused(String)
        /// An entry is missing, or is no entry.
        case damaged(String)
    }

    /// What was found.
    public let finding: Finding
    /// The state directory.
    public let stateDirectory: String
    /// The head's directory.
    public let headDirectory: String

    /// What was found, and how to go on.
    public var description: String {
        "\(found) Until this is settled, nothing is recorded or signed. Questions are answered where what was found lets"
            + " them be. \(remedy)"
    }

    /// What was found, in a sentence.
    public var found: String {
        switch finding {
        case .shorter(let size, let headSize):
            "The log in \(stateDirectory) has \(size) entries, but its head in \(headDirectory) shows that it "
                + "had \(headSize): it was cut off, or restored from a backup older than the head."
        case .otherTree(let headSize, let headRoot, let found):
            "The first \(headSize) entries of the log in \(stateDirectory) do not match its head in "
                + "\(headDirectory) (root \(found), not \(headRoot)): they were altered, or this is another log."
        case .headMissing(let size):
            "The log in \(stateDirectory) has \(size) entries, but there is no head in \(headDirectory)."
        case .headUnreadable(let problem):
            "The head in \(headDirectory) cannot be read: \(problem)."
        case .headNotOurs(let problem):
            "The head in \(headDirectory) is not that of the log in \(stateDirectory): \(problem)."
        case .keysRefused(let problem):
            "The signing key is not that of the log in \(stateDirectory): \(problem)."
        case .damaged(let problem):
            "The log in \(stateDirectory)/ledger.db is damaged: \(problem)."
        }
    }

    /// What to do.
    public var remedy: String {
        let verify = "Find out more with \"minuted verify \(stateDirectory) --anchor FILE\"."
        let otherwise =
            "If the later entries are lost for good, the log cannot continue under its name, because two histories "
            + "under one name prove nothing: "
        switch finding {
        case .shorter, .otherTree, .headNotOurs:
            return "Put back the newest backup of \(stateDirectory), one that has the head's entries, or the "
                + "head that belongs to this one. \(otherwise)stop minuted and run \"minuted resume "
                + "--state-directory \(stateDirectory) --new-origin NAME --reason TEXT\", which continues it under "
                + "another name and keeps the last checkpoint known under this one in its first entry. \(verify)"
        case .headMissing, .headUnreadable:
            return
                "Put back the directory \(headDirectory) as it was. If it is lost, put the last checkpoint "
                + "held outside the council (by a witness, or in signed minutes) there as the file "
                + "\"checkpoint\". The log is then checked against that. \(verify)"
        case .keysRefused:
            return "Put back the signing key that belongs to the log, or the log that belongs to the key. "
                + "\(verify)"
        case .damaged:
            return
                "Put back the newest backup of \(stateDirectory). \(otherwise)start a new log in an empty state "
                + "directory under a new origin, import the entries with \"minutectl log import\", and keep "
                + "this directory and the last checkpoint known of it as they are. \(verify)"
        }
    }
}
