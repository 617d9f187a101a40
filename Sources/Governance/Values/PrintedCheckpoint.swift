// A checkpoint of a log as records carry it (C2SP tlog-checkpoint): a signed note of a few lines. The rules
// look at its form alone; whether it holds is for whoever has the log's key to say.

/// A checkpoint that is printed or kept as text: which log, how many entries, which root, signed.
public struct PrintedCheckpoint: Sendable, Equatable {
    /// The log's name.
    public let origin: String
    /// How many entries it covers.
    public let size: Int

    /// The longest text in bytes: sixteen signatures fit in.
    static let longest = 4_096

    /// Reads the note; nil for anything that has not its form.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.longest, text.last == "\n",
            !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
        else { return nil }
        let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        guard let blank = lines.lastIndex(of: ""), blank >= 3, blank + 1 < lines.endIndex,
            lines[..<blank].allSatisfy({ !$0.isEmpty }),
            lines[(blank + 1)...].allSatisfy({ $0.hasPrefix("— ") }),
            let size = Self.number(lines[1]), Self.isHash(lines[2])
        else { return nil }
        (origin, self.size) = (String(lines[0]), size)
    }

    /// A decimal number without a sign or leading zeros.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            text == "0" || text.first != "0"
        else { return nil }
        return Int(text)
    }

    /// Whether the text is 32 bytes in Base64.
    private static func isHash(_ text: Substring) -> Bool {
        text.utf8.count == 44 && text.last == "="
            && text.utf8.dropLast().allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
                    true
                default: false
                }
            }
    }
}

extension Check {
    /// A checkpoint in a record. Of which log and of which size it is, is not asked: what was printed in a
    /// letter stays what was printed, also where its entry is imported into another log.
    static func checkpoint(_ text: String?, of record: String) throws(Rejection) {
        guard let text, PrintedCheckpoint(text) == nil else { return }
        throw Rejection(
            "checkpoint", record, "That is not a checkpoint of the log.",
            remedy: "Leave it out, or give the signed note as `minutectl log checkpoint` prints it.")
    }
}

extension Event {
    /// The checkpoint of the log that letters of this event name; nil where there is none.
    public var printedCheckpoint: PrintedCheckpoint? {
        switch self {
        case .noticeIssued(let it): it.checkpoint.flatMap { PrintedCheckpoint($0) }
        case .noticeFollowedUp(let it): it.checkpoint.flatMap { PrintedCheckpoint($0) }
        default: nil
        }
    }
}
