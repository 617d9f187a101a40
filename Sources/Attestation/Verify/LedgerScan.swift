// The entries of a log as they lie in ledger.db: each with its columns, its number, and its spelling.

import Evidence
import Glibc
import Governance
import Ledger

/// Reads a log's entries, compares their columns, and hashes their bytes. Confined to one thread.
final class LedgerScan {
    private let file: LedgerFile
    private let isQuick: Bool
    private let successions: Set<Int>
    private let successionType = Array(KeySucceeded.type.utf8)

    /// - Parameter successions: the numbers of the entries that are known to change the key.
    init(directory: String, isQuick: Bool, successions: Set<Int>) throws(AuditError) {
        file = try LedgerFile(directory: directory)
        (self.isQuick, self.successions) = (isQuick, successions)
    }

    /// Some entries. Nothing stays open, so that a daemon's write-ahead log can be shortened meanwhile.
    func piece(_ range: ClosedRange<Int>) throws(StorageFailure) -> Piece {
        var batch = EntryBatch()
        var findings: [String] = []
        var check = try check(from: range.lowerBound)
        let statement = try Statement(
            file.handle,
            "SELECT \(ColumnCheck.columns) FROM entry NOT INDEXED WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq")
        statement.bind(1, range.lowerBound)
        statement.bind(2, range.upperBound)
        var isMissing = false
        while try statement.step() {
            let body = statement.bytes(8)
            if let mismatch = check.mismatch(statement) {
                findings.append(Self.finding(mismatch))
                isMissing = mismatch.column == "seq" && mismatch.inColumn == "nothing"
                if isMissing { break }
            } else if let problem = spelling(body) {
                findings.append("entry \(statement.integer(0)) is \(problem)")
            } else if statement.bytes(4).elementsEqual(successionType),
                !successions.contains(statement.integer(0))
            {
                findings.append("entry \(statement.integer(0)) changes the key, and the index leaves it out")
            }
            batch.append(body)
        }
        if !isMissing, batch.count < range.count {
            findings.append("entry \(range.lowerBound + batch.count) is missing")
        }
        let hashed = HashedBatch(batch, after: UInt64(range.lowerBound - 1))
        return Piece(hashed: hashed, findings: findings, isEnd: batch.count < range.count)
    }

    /// The comparison of columns that goes on from the entry before.
    private func check(from seq: Int) throws(StorageFailure) -> ColumnCheck {
        guard seq > 1 else { return ColumnCheck(next: seq) }
        let statement = try Statement(
            file.handle, "SELECT recordedtime FROM entry NOT INDEXED WHERE seq = ?1")
        statement.bind(1, seq - 1)
        guard try statement.step() else { return ColumnCheck(next: seq) }
        return ColumnCheck(next: seq, after: Array(statement.bytes(0)))
    }

    private static func finding(_ mismatch: ColumnMismatch) -> String {
        if mismatch.column == "seq", mismatch.inColumn == "nothing" {
            return "entry \(mismatch.seq) is missing"
        }
        if mismatch.column == "body" { return "entry \(mismatch.seq) is \(mismatch.inBody)" }
        return mismatch.description
    }

    private func spelling(_ bytes: UnsafeRawBufferPointer) -> String? {
        guard !isQuick else { return nil }
        if let view = try? EntryView(bytes), view.isPlainlySpelled { return nil }
        do throws(EnvelopeError) {
            _ = try Envelope(checking: Array(bytes))
            return nil
        } catch {
            return error.description
        }
    }
}
