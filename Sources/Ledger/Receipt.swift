// What a command led to, kept so that asking again gives the same answer.

/// The receipt of a command.
public struct Receipt: Sendable, Equatable {
    /// The command's id.
    public let commandId: String
    /// The digest of what the command asked for: the same id with another digest is another command.
    public let digest: [UInt8]
    /// The entries that it led to; nil if it changed nothing.
    public let entries: ClosedRange<Int>?
    /// When it was recorded: RFC 3339 in UTC, 24 characters.
    public let recordedTime: String

    static let query =
        "SELECT commandid, digest, firstseq, lastseq, recordedtime FROM receipt WHERE commandid = ?"

    /// The receipt in the statement's first row, if there is a row.
    static func read(_ statement: Statement, commandId: String) throws(StorageFailure) -> Receipt? {
        statement.bind(1, commandId)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        var entries: ClosedRange<Int>?
        if let first = statement.optionalInteger(2), let last = statement.optionalInteger(3), first <= last {
            entries = first...last
        }
        return Receipt(
            commandId: statement.text(0), digest: Array(statement.bytes(1)), entries: entries,
            recordedTime: statement.text(4))
    }
}
