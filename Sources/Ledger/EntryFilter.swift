// Lists of entries as people ask for them: by stream, kind, actor and time, a page at a time.

/// Which entries to list.
public struct EntryFilter: Sendable, Equatable {
    /// Only this stream.
    public var stream: String?
    /// Only streams whose name begins so: `meeting/`.
    public var streamPrefix: String?
    /// Only types that begin so: `org.minuted.decision.`.
    public var typePrefix: String?
    /// Only what this actor recorded.
    public var actor: String?
    /// Only what took effect at this instant or later.
    public var effectiveFrom: LogInstant?
    /// Only what took effect before this instant.
    public var effectiveBefore: LogInstant?
    /// Only what was recorded at this instant or later.
    public var recordedFrom: LogInstant?
    /// Only what was recorded before this instant.
    public var recordedBefore: LogInstant?
    /// Only entries up to this number, as for "as known on".
    public var upTo: Int?
    /// The last entry first.
    public var isNewestFirst = false
    /// How many entries make a page, from 1.
    public var limit = 100
    /// The number at which the page before ended; nil for the first page.
    public var after: Int?

    public init() {}
}

/// A page of a list.
public struct EntryPage: Sendable, Equatable {
    /// The entries in the order that was asked for.
    public let entries: [StoredEntry]
    /// What to give as ``EntryFilter/after`` for the next page; nil if this is the last.
    public let next: Int?
}

extension LedgerStore {
    /// The entries that the filter lets through, a page of them.
    public func list(_ filter: EntryFilter) throws(StorageFailure) -> EntryPage {
        let limit = max(1, min(filter.limit, 100_000))
        var (first, last) = (1, min(filter.upTo ?? .max, try lastSeq()))
        if let after = filter.after {
            if filter.isNewestFirst { last = min(last, after - 1) } else { first = after + 1 }
        }
        if let from = filter.recordedFrom { first = max(first, try lastSeq(recordedBefore: from) + 1) }
        if let before = filter.recordedBefore { last = min(last, try lastSeq(recordedBefore: before)) }
        guard first <= last else { return EntryPage(entries: [], next: nil) }
        var found: [StoredEntry] = []
        let take = { (seq: Int, bytes: UnsafeRawBufferPointer) throws -> Bool in
            if filter.lets(try EntryView(bytes)) {
                found.append(StoredEntry(seq: seq, bytes: Array(bytes)))
            }
            return found.count <= limit
        }
        do {
            if let seqs = try candidates(filter) {
                try visit(seqs.filter { (first...last).contains($0) }, filter.isNewestFirst, take)
            } else {
                try visit(first...last, filter.isNewestFirst, take)
            }
        } catch { throw StorageFailure(error, operation: "list entries") }
        let hasMore = found.count > limit
        if hasMore { found.removeLast() }
        return EntryPage(entries: found, next: hasMore ? found.last?.seq : nil)
    }

    /// The entries among which those are that the filter lets through, by the index; nil if it is of no use.
    private func candidates(_ filter: EntryFilter) throws(StorageFailure) -> [Int]? {
        try index.read { connection in
            if let stream = filter.stream { return try index.seqs(stream: stream, connection) }
            guard let prefix = filter.typePrefix else { return nil }
            return try index.types(prefix: prefix, connection)
                .flatMap { try index.seqs(type: $0, connection) }.sorted()
        }
    }

    private func visit(
        _ seqs: [Int], _ isNewestFirst: Bool, _ take: (Int, UnsafeRawBufferPointer) throws -> Bool
    ) throws {
        try index.passingThrough { connection in
            let statement = try Statement(connection.handle, EntryReading.one)
            for seq in isNewestFirst ? seqs.reversed() : seqs {
                statement.bind(1, seq)
                defer { statement.reset() }
                guard try statement.step() else { throw missing(seq) }
                if try !take(seq, statement.bytes(0)) { return }
            }
        }
    }

    private func visit(
        _ range: ClosedRange<Int>, _ isNewestFirst: Bool,
        _ take: (Int, UnsafeRawBufferPointer) throws -> Bool
    ) throws {
        try index.passingThrough { connection in
            let statement = try Statement(
                connection.handle, EntryReading.range + (isNewestFirst ? " DESC" : ""))
            statement.bind(1, range.lowerBound)
            statement.bind(2, range.upperBound)
            while try statement.step() {
                if try !take(statement.integer(0), statement.bytes(1)) { return }
            }
        }
    }

    /// The last entry recorded before this instant; 0 if there is none.
    private func lastSeq(recordedBefore time: LogInstant) throws(StorageFailure) -> Int {
        guard time > .earliest else { return 0 }
        return try lastSeq(recordedBy: LogInstant(milliseconds: time.milliseconds - 1))
    }
}

extension EntryFilter {
    /// Whether an entry of the right numbers is one of those asked for.
    fileprivate func lets(_ view: EntryView) -> Bool {
        if let stream, !view.stream.raw.elementsEqual(stream.utf8) { return false }
        if let streamPrefix, !view.stream.raw.starts(with: streamPrefix.utf8) { return false }
        if let typePrefix, !view.type.raw.starts(with: typePrefix.utf8) { return false }
        if let actor, view.actor.string != actor { return false }
        guard effectiveFrom != nil || effectiveBefore != nil else { return true }
        let time = LogInstant(rfc3339: view.time.raw) ?? .earliest
        return time >= effectiveFrom ?? .earliest && effectiveBefore.map { time < $0 } ?? true
    }
}
