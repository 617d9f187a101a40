// Which log a derived file is of: so that one of another council, or of a log that was put in this one's place, is
// never taken for this one's.

import Digests
import Ledger

/// A log, known by its first entry: its council, its origin and its identifier, which no other log has.
struct LogMark: Sendable, Equatable {
    /// The SHA-256 of the first entry's bytes.
    let text: String
}

extension LedgerStore {
    /// The log's mark; nil while it is empty.
    func mark() throws -> LogMark? {
        guard let first = try entry(seq: 1) else { return nil }
        return LogMark(text: SHA256.hash(first.bytes).hex)
    }
}
