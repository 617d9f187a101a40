// What a command led to, so that asking again gives the same answer. It is derived: the entries name the command and
// the digest of what was asked.

/// The receipt of a command.
public struct Receipt: Sendable, Equatable {
    /// The command's id.
    public let commandId: String
    /// The digest of what the command asked for: the same id with another digest is another command.
    public let digest: String
    /// The entries that it led to.
    public let entries: ClosedRange<Int>

    public init(commandId: String, digest: String, entries: ClosedRange<Int>) {
        (self.commandId, self.digest, self.entries) = (commandId, digest, entries)
    }

    /// The receipt with the command's next entry; as it is if that belongs to something else.
    func extended(by next: Receipt) -> Receipt {
        guard next.entries.lowerBound == entries.upperBound + 1, next.digest == digest else { return self }
        return Receipt(
            commandId: commandId, digest: digest, entries: entries.lowerBound...next.entries.upperBound)
    }
}
