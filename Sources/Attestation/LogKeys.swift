// The keys of a log as its own entries tell of them: each succession is held against the key before it, so that
// whoever has the first key needs nothing else.

import Codec
public import Evidence
import Glibc
public import Governance
import Ledger

/// Why an entry does not change the log's keys.
public struct SuccessionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The entry's number.
    public let seq: Int
    public let problem: String

    public var description: String { "entry \(seq), which names the log's next key: \(problem)" }
}

/// The log's keys, one succession after the other.
public struct LogKeys: Sendable, Equatable {
    /// The log went on under another name because entries were lost.
    public struct NewName: Sendable, Equatable {
        /// The entry that says so: the first one under the new name.
        public let seq: Int
        public let name: String
        /// What is known of the log under the name before.
        public let lost: SignedCheckpoint
    }

    /// The keys and what each counts for; nil as long as none is known.
    public private(set) var history: KeyHistory?
    public private(set) var newNames: [NewName] = []
    /// The numbers of the entries that changed the key, all of them.
    public private(set) var seqs: [Int] = []

    /// Keys of which the first is known, or none.
    public init(first: VerifierKey? = nil) throws(KeyHistoryError) {
        if let first { history = try KeyHistory(first: first) }
    }

    /// Takes a succession in.
    ///
    /// - Parameter seq: the number of the entry that says it.
    /// - Returns: the root of the tree of the entries before it, which the key before has signed: to be compared.
    public mutating func take(_ event: KeySucceeded, seq: Int) throws(SuccessionError) -> Hash {
        func failure(_ problem: String) -> SuccessionError { SuccessionError(seq: seq, problem: problem) }
        let (from, to): (VerifierKey, VerifierKey)
        do { (from, to) = (try VerifierKey(parsing: event.from), try VerifierKey(parsing: event.to)) } catch {
            throw failure(error.description)
        }
        var next: KeyHistory
        if let history {
            next = history
        } else {
            do { next = try KeyHistory(first: from) } catch { throw failure(error.description) }
        }
        guard next.current == from else {
            throw failure("the key before is \(next.current), and it says \(from)")
        }
        let root: Hash
        do {
            root = try Handover.verify(
                Array(event.handover.utf8), from: from, to: to, size: UInt64(max(1, seq) - 1))
        } catch { throw failure(error.description) }
        if event.isNewName {
            let lost = try? SignedCheckpoint(parsing: Array((event.lost ?? "").utf8))
            guard let lost, lost.checkpoint.origin.utf8.elementsEqual(from.name.utf8) else {
                throw failure("it does not say what was lost under the name \(from.name)")
            }
            newNames.append(NewName(seq: seq, name: to.name, lost: lost))
        }
        do { try next.succeed(with: to, closingSize: UInt64(max(0, seq))) } catch {
            throw failure(error.description)
        }
        history = next
        seqs.append(seq)
        return root
    }

    /// Takes a stored entry in, whatever it says.
    mutating func take(entry bytes: UnsafeRawBufferPointer, seq: Int) throws(SuccessionError) -> Hash {
        let event: KeySucceeded
        do { event = try KeySucceeded(json: Array(EntryView(bytes).data)) } catch {
            throw SuccessionError(seq: seq, problem: "\(error)")
        }
        return try take(event, seq: seq)
    }

    /// What has to be said of changes to whoever asks about the log.
    var remarks: [String] {
        let names = newNames.map { one in
            let last = one.lost.checkpoint
            let kept = one.seq - 1
            let lost =
                last.size > UInt64(kept)
                ? "it had reached \(last.size) entries, of which the last \(last.size - UInt64(kept)) are lost"
                : "its last known checkpoint, of \(last.size) entries, is in that entry"
            return "the log continues under the name \(one.name) from entry \(one.seq) on; "
                + "as \(last.origin) \(lost)"
        }
        let changed = seqs.filter { seq in !newNames.contains { $0.seq == seq } }
        return names
            + changed.map { "a new key signs from entry \($0), handed over by the old one" }
    }

    /// Whether these bytes might be an entry that changes the key; to be looked at closely then.
    static func mayBeSuccession(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        let mark: StaticString = "key_succeeded"
        var (next, rest) = (start, bytes.count)
        while rest >= mark.utf8CodeUnitCount, let place = memchr(next, CInt(mark.utf8Start.pointee), rest) {
            rest -= UnsafeRawPointer(place) - next
            next = UnsafeRawPointer(place)
            guard rest >= mark.utf8CodeUnitCount else { return false }
            if memcmp(next, mark.utf8Start, mark.utf8CodeUnitCount) == 0 {
                return (try? EntryView(bytes).type.string) == KeySucceeded.type
            }
            (next, rest) = (next + 1, rest - 1)
        }
        return false
    }
}

extension LedgerStore {
    /// The log's keys as its entries tell.
    ///
    /// - Parameter root: gets a size and the root that was signed of it; throws when it is another one.
    func logKeys(comparing root: (UInt64, Hash) throws -> Void) throws -> LogKeys {
        var keys = try LogKeys()
        try forEach(ofTypes: [KeySucceeded.type]) { seq, bytes in
            try root(UInt64(seq - 1), try keys.take(entry: bytes, seq: seq))
        }
        return keys
    }
}
