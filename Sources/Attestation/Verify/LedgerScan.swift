// The entries of a log as they lie in ledger.db: each with its number, its order and its spelling.

import Evidence
import Glibc
import Governance
import Ledger

/// Reads a log's entries, compares each with the one before, and hashes their bytes. Confined to one thread.
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
        var order = EntryOrder(next: range.lowerBound)
        let statement = try Statement(
            file.handle, "SELECT seq, body FROM main.entry WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq")
        // With the entry before, whose id and time are compared.
        statement.bind(1, max(1, range.lowerBound - 1))
        statement.bind(2, range.upperBound)
        var versions: [StreamVersion] = []
        while try statement.step() {
            let (seq, body) = (statement.integer(0), statement.bytes(1))
            if seq < range.lowerBound {
                order.follow(body)
                continue
            }
            guard seq == range.lowerBound + batch.count else { break }
            if let problem = order.problem(body) {
                findings.append("entry \(seq) \(problem)")
            } else if let problem = spelling(body) {
                findings.append("entry \(seq) is \(problem)")
            } else if let view = try? EntryView(body) {
                versions.append(StreamVersion(view))
                if view.type.raw.elementsEqual(successionType), !successions.contains(seq) {
                    findings.append(
                        "entry \(seq) changes the key, and index.db leaves it out: delete index.db")
                }
            }
            batch.append(body)
        }
        if batch.count < range.count { findings.append("entry \(range.lowerBound + batch.count) is missing") }
        let hashed = HashedBatch(batch, after: UInt64(range.lowerBound - 1))
        return Piece(
            hashed: hashed, findings: findings, versions: versions, isEnd: batch.count < range.count)
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

/// What has to hold between an entry and the one before: numbers, ids and recorded times grow.
struct EntryOrder {
    private var next: Int
    private var id = ""
    private var recorded = LogInstant.earliest

    init(next: Int) { self.next = next }

    /// Takes the entry before the first in.
    mutating func follow(_ bytes: UnsafeRawBufferPointer) {
        guard let view = try? EntryView(bytes) else { return }
        id = view.id.string
        recorded = LogInstant(rfc3339: view.recordedTime.raw) ?? recorded
    }

    /// What is wrong with the next entry; nil if all is well.
    mutating func problem(_ bytes: UnsafeRawBufferPointer) -> String? {
        defer { next += 1 }
        let view: EntryView
        do throws(EnvelopeError) { view = try EntryView(bytes) } catch { return "is \(error)" }
        defer { follow(bytes) }
        if view.seq != next { return "says that it is entry \(view.seq)" }
        if view.id.string <= id { return "has an id that does not come after the one before" }
        let time = LogInstant(rfc3339: view.recordedTime.raw) ?? recorded
        if time.recorded(after: recorded) != time {
            return "was recorded at \(time), and the entry before it at \(recorded)"
        }
        return nil
    }
}
