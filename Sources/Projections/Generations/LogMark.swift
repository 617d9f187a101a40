// Which log a file of rows is of: so that one of another council, or of another history of the same one, is never taken
// for this one's.

import Ledger
import SQLite

/// A log up to an entry, known by the root of its tree there: its origin and every entry are in it.
struct LogMark: Sendable, Equatable {
    /// The last entry that counts.
    let seq: Int
    /// The root in hexadecimal digits.
    let root: String
}

extension LedgerStore {
    /// The log's mark at an entry.
    func mark(at seq: Int) throws -> LogMark { LogMark(seq: seq, root: try root(of: seq)) }
}

extension Generation {
    /// The log that the rows are of; nil while none has been taken in.
    static func mark(in database: Database) throws -> LogMark? {
        try Row.fetchOne(database, sql: "SELECT seq, root FROM log").flatMap { row in
            let (seq, root): (Int?, String?) = (row[0], row[1])
            guard let seq, let root else { return nil }
            return LogMark(seq: seq, root: root)
        }
    }

    /// Says of which log the rows are, in the transaction that takes them in.
    static func bind(_ database: Database, to log: LogMark) throws {
        try database.run("UPDATE log SET seq = ?, root = ?", [log.seq, log.root])
    }

    /// Refuses rows of another log than this one.
    func require(_ ledger: LedgerStore) throws {
        let mark = try database.read { try Self.mark(in: $0) }
        guard let mark else {
            guard try status().allSatisfy({ $0.position == 0 }) else { throw GenerationError.otherLog }
            return
        }
        guard mark.seq <= (try ledger.lastSeq()), try status().allSatisfy({ $0.position <= mark.seq }),
            try ledger.mark(at: mark.seq) == mark
        else { throw GenerationError.otherLog }
    }
}
