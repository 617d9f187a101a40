// From an entry on a new key signs the log's checkpoints: the same log's next key, or, after entries were
// lost, the log under another name. The rules look at the form and the order alone; that the key before signed
// the change over is held against the tree by whoever keeps or audits it.
//
// The names of event types are the storage format: they are never changed.

public import Codec

/// Another key signs from here on.
///
/// The key before is `from`, and its signature stands in `handover`. With a `to` of the same name the log goes
/// on as it is: the checkpoint that covers this entry is the last one of the old key. With another name the log
/// goes on under that one, because entries were lost that the old name has vouched for: the old name's last
/// checkpoint, as far as it is known, is `lost`, so that the gap shows for ever.
public struct KeySucceeded: EventPayload, Equatable {
    public static let type = "org.minuted.council.key_succeeded"

    public var council = ""
    /// The key before, as `<name>+<key id>+<base64>` (C2SP signed-note).
    public var from = ""
    /// The key from here on.
    public var to = ""
    /// A checkpoint of the entries before this one, under the name from here on, with the next key in a line of
    /// its own, signed with the key before.
    public var handover = ""
    /// The last checkpoint known of the log under its old name; nil where the name stays.
    public var lost: String?
    public var reason: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("council", &council)
        try coder.field("from", &from, "the old key (C2SP signed-note vkey)")
        try coder.field("to", &to, "the new key")
        try coder.field("handover", &handover, "the handover, signed with the old key (C2SP signed-note)")
        try coder.field("lost", &lost, "the last checkpoint known under the old name, where the name changes")
        try coder.field("reason", &reason)
    }

    public var stream: Stream { .council(council) }

    /// The name of the log in a key.
    public static func name(of key: String) -> String {
        String(key.prefix { $0 != "+" })
    }

    /// Whether the log goes on under another name.
    public var isNewName: Bool { Self.name(of: from) != Self.name(of: to) }

    public func admit(in state: State) throws(Rejection) {
        let record = stream.text
        guard let known = state.directory.council, known.id == council else { throw .noCouncil }
        guard Self.name(of: from) == known.origin, known.key.map({ $0 == from }) ?? true else {
            throw Rejection(
                "key-in-office", record, "The earlier key is not the one that signs the log.",
                remedy: "`minutectl log checkpoint --key` lists the keys so far.")
        }
        guard Self.isKey(from), Self.isKey(to), from != to, !known.formerKeys.contains(to) else {
            throw Rejection(
                "new-key", record, "The new key is not valid, or was used before.",
                remedy: "Let `minutectl log rotate-key` make one.")
        }
        try Check.line(Self.name(of: to), "log's name", of: record)
        try Check.checkpoint(handover, of: record)
        try Check.checkpoint(lost, of: record)
        if let reason { try Check.reason(reason, of: record) }
        let isTold = isNewName ? PrintedCheckpoint(lost ?? "")?.origin == known.origin : lost == nil
        guard PrintedCheckpoint(handover)?.origin == Self.name(of: to), isTold else {
            throw Rejection(
                "handover", record, "The handover is not to the new key.",
                remedy: "Let `minutectl log rotate-key` or `minuted resume` write it.")
        }
    }

    /// Whether a text has the form of a public key.
    private static func isKey(_ text: String) -> Bool {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 && !parts[0].isEmpty && parts[1].count == 8 && parts[2].count == 44
            && !text.contains(where: \.isWhitespace)
    }
}
