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
        var clauses = Clauses()
        if let stream = filter.stream { clauses.add("stream = ?", .text(stream)) }
        if let prefix = filter.streamPrefix { clauses.add(prefix: prefix, of: "stream") }
        if let prefix = filter.typePrefix { clauses.add(prefix: prefix, of: "type") }
        if let actor = filter.actor { clauses.add("actor = ?", .text(actor)) }
        // Effective times may have any offset from UTC, so SQLite has to work out what they mean.
        let effective = "CAST(round((julianday(time) - 2440587.5) * 86400000) AS INTEGER)"
        if let from = filter.effectiveFrom { clauses.add(effective + " >= ?", .number(from.milliseconds)) }
        if let before = filter.effectiveBefore {
            clauses.add(effective + " < ?", .number(before.milliseconds))
        }
        // Recorded times grow with the number: two binary searches instead of a look at every entry.
        if let from = filter.recordedFrom {
            clauses.add("seq > ?", .number(try lastSeq(recordedBefore: from)))
        }
        if let before = filter.recordedBefore {
            clauses.add("seq <= ?", .number(try lastSeq(recordedBefore: before)))
        }
        if let upTo = filter.upTo { clauses.add("seq <= ?", .number(upTo)) }
        if let after = filter.after {
            clauses.add(filter.isNewestFirst ? "seq < ?" : "seq > ?", .number(after))
        }
        let order = filter.isNewestFirst ? "DESC" : "ASC"
        // The numbers first: what has to be sorted is then small.
        let sql = """
            SELECT seq, body FROM entry WHERE seq IN (
                SELECT seq FROM entry \(clauses.condition) ORDER BY seq \(order) LIMIT \(limit + 1)
            ) ORDER BY seq \(order)
            """
        var found = try entries(sql) { clauses.bind($0) }
        let hasMore = found.count > limit
        if hasMore { found.removeLast() }
        return EntryPage(entries: found, next: hasMore ? found.last?.seq : nil)
    }

    /// The last entry recorded before this instant; 0 if there is none.
    private func lastSeq(recordedBefore time: LogInstant) throws(StorageFailure) -> Int {
        guard time > .earliest else { return 0 }
        return try lastSeq(recordedBy: LogInstant(milliseconds: time.milliseconds - 1))
    }
}

/// Conditions joined by AND, with the values for their places.
private struct Clauses {
    enum Value {
        case text(String)
        case number(Int)
    }

    private var conditions: [String] = []
    private var values: [Value] = []

    mutating func add(_ condition: String, _ value: Value) {
        conditions.append(condition)
        values.append(value)
    }

    mutating func add(prefix: String, of column: String) {
        add("\(column) >= ?", .text(prefix))
        add("\(column) < ?", .text(prefix + LedgerStore.afterAll))
    }

    var condition: String { conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ") }

    func bind(_ statement: Statement) {
        for (index, value) in values.enumerated() {
            switch value {
            case .text(let text): statement.bind(Int32(index) + 1, text)
            case .number(let number): statement.bind(Int32(index) + 1, number)
            }
        }
    }
}
