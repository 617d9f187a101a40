// The log's one writer, on the side of who decides: entries get their place, id and form, and are found by whoever
// decides next, before they are on disk. A batch is: begin, append as often as it takes, commit. Instead of waiting
// for the disk, a batch may be sealed and handed to the LogAppender on another thread, while the next one begins.

import Codec
public import Governance

/// Appends entries. Confined to the thread that got it from ``LedgerStore/makeWriter(observers:random:)``.
///
/// A refused append (``AppendError/isFatal`` is false) leaves the batch as it was before the call. After a
/// fatal one the batch is gone, with all that was sealed and is not committed. After
/// ``AppendError/commitOutcomeUnknown(_:)`` the writer does nothing more.
public final class LedgerWriter {
    // Closed before the appender, which has to be the last to close the file.
    private let reader: Connection
    private let index: LogIndex
    package let appender: LogAppender
    /// What is committed for certain, and what it will be with all that was appended.
    private var committed: WriterState
    private(set) var state: WriterState
    /// Sealed batches that may not be committed yet, each with the state that it leads to.
    private var sealed: [(batch: SealedBatch, end: WriterState)] = []
    private var open: OpenBatch?
    /// What of the open batch is in the appender's transaction already.
    private var spilled = IndexPiece()
    private var versions = StreamVersions()
    private var lastFound: FoundStreams?

    /// The streams that were looked for last, with the log's length then.
    private struct FoundStreams {
        let prefix: String
        let limit, seq: Int
        let names: [String]
    }

    /// What was appended since the batch began.
    private struct OpenBatch {
        var first: Int
        var bodies: [[UInt8]] = []
        var piece: IndexPiece
    }

    init(
        _ appender: LogAppender, _ reader: Connection, random: @escaping () -> UInt64
    ) throws(StorageFailure) {
        (self.appender, self.reader, index) = (appender, reader, appender.index)
        committed = WriterState(random: random)
        if let damage = try committed.load(reader) { index.health.note(damage) }
        state = committed
    }

    /// The last entry's place in the log, those that are not committed yet included; 0 in an empty log.
    public var lastSeq: Int { state.lastSeq }

    /// When the last entry was recorded.
    public var lastRecordedTime: LogInstant { state.lastRecordedTime }

    /// The `source` of every entry; nil until there is a genesis entry.
    public var source: String? { state.source }

    /// Whether all that was appended is committed.
    public var isSettled: Bool { state.lastSeq == index.last }

    /// What SQLite says of `synchronous`: 2 (FULL), or commits would not survive power cuts.
    public func synchronousLevel() throws(StorageFailure) -> Int { try appender.synchronousLevel() }

    // MARK: - Batches

    /// Opens a batch.
    public func begin() throws(AppendError) {
        guard open == nil else { throw .malformed("a batch is open already") }
        settle()
        beginNext()
    }

    /// Commits the batch: when it returns, everything in it is on disk.
    ///
    /// - Throws: ``AppendError/storage(_:)`` if nothing of it is recorded for certain, or
    ///   ``AppendError/commitOutcomeUnknown(_:)``, upon which the process has to exit.
    public func commit() throws(AppendError) {
        let batch = try seal()
        do { try appender.append(batch) } catch {
            startOver()
            throw error
        }
        settle()
    }

    /// Ends the batch without committing it. What is appended from now on rests on it.
    ///
    /// - Returns: what to hand to ``LogAppender/append(_:)``, in order, on whatever thread. If that fails, nothing
    ///   sealed later may be appended, and ``startOver()`` takes it all back.
    package func seal() throws(AppendError) -> SealedBatch {
        guard let batch = open else { throw .malformed("no batch is open") }
        open = nil
        let done = SealedBatch(first: batch.first, bodies: batch.bodies, piece: batch.piece)
        sealed.append((done, state))
        return done
    }

    /// Takes the open batch back, with what is sealed and not committed; does nothing if there is neither.
    public func rollback() { startOver() }

    /// Goes on from what is committed. Nothing may be on its way to the disk.
    package func startOver() {
        settle()
        guard open != nil || !sealed.isEmpty else { return }
        (open, sealed, spilled) = (nil, [], IndexPiece())
        appender.rollback()
        state = committed
        versions.forget()
        lastFound = nil
    }

    /// Lets go of what has been committed meanwhile.
    private func settle() {
        let last = index.last
        while let first = sealed.first, first.batch.last <= last, first.end.lastSeq <= last {
            committed = first.end
            sealed.removeFirst()
            spilled = IndexPiece()
        }
    }

    /// Has a long batch on its way to the disk, without committing it: it is not to be held in memory.
    ///
    /// - Parameter isRestore: whether the log was empty, so that its index may be written ahead.
    package func spill(isRestore: Bool = false) throws(AppendError) {
        guard let batch = open, batch.bodies.count >= 1_024, sealed.isEmpty else { return }
        do throws(AppendError) {
            try appender.write(SealedBatch(first: batch.first, bodies: batch.bodies, piece: batch.piece))
            spilled.append(batch.piece)
            if isRestore, try appender.writeIndexAhead() { spilled = IndexPiece() }
        } catch {
            startOver()
            throw error
        }
        beginNext()
    }

    private func beginNext() {
        open = OpenBatch(
            first: state.lastSeq + 1, piece: IndexPiece(after: state.lastRecordedTime.description))
    }

    // MARK: - Appending

    /// Appends the genesis entry to an empty log.
    public func found(
        _ genesis: Genesis, _ context: AppendContext, extensions: [EnvelopeExtension] = []
    ) throws(AppendError) -> Appended {
        guard state.lastSeq == 0 else { throw .genesis("the log has its genesis entry already") }
        if let problem = genesis.problem { throw .genesis(problem) }
        let draft = Draft(
            type: Genesis.entryType, stream: genesis.stream.text, streamVersion: 1,
            time: context.recordedTime.description, data: genesis.json, extensions: extensions)
        let appended = try append([draft], context, source: genesis.source)
        guard let first = appended.first else { throw .genesis("the genesis entry was not appended") }
        return first
    }

    /// Appends what one command leads to: all of it, or on refusal nothing.
    public func append(_ drafts: [Draft], _ context: AppendContext) throws(AppendError) -> [Appended] {
        guard let source = state.source else {
            throw .genesis("the log is empty: it begins with a genesis entry, or is restored from an export")
        }
        return try append(drafts, context, source: source)
    }

    /// Appends one entry.
    public func append(_ draft: Draft, _ context: AppendContext) throws(AppendError) -> Appended {
        guard let appended = try append([draft], context).first else {
            throw .malformed("the entry was not appended")
        }
        return appended
    }

    private func append(
        _ drafts: [Draft], _ context: AppendContext, source: String
    ) throws(AppendError) -> [Appended] {
        guard open != nil else { throw .malformed("no batch is open") }
        var next = state
        var noted: [String: Int] = [:]
        let time = context.recordedTime.recorded(after: state.lastRecordedTime)
        let timeText = time.description
        var prepared: [(place: Appended, bytes: [UInt8])] = []
        prepared.reserveCapacity(drafts.count)
        for draft in drafts {
            let envelope = Envelope(
                draft, context, id: next.identifiers.next(at: time), source: source, seq: next.lastSeq + 1,
                recordedTime: timeText)
            let bytes = try checked(envelope)
            var actual = noted[draft.stream]
            if actual == nil { actual = try version(of: draft.stream) }
            guard let actual, draft.streamVersion - 1 == actual else {
                throw .streamVersionConflict(
                    stream: draft.stream, expected: draft.streamVersion - 1, actual: actual ?? 0)
            }
            if drafts.count > 1 { noted[draft.stream] = draft.streamVersion }
            next.lastSeq += 1
            prepared.append((Appended(seq: next.lastSeq, id: envelope.id, recordedTime: time), bytes))
        }
        for (draft, entry) in zip(drafts, prepared) {
            try take(entry.bytes, stream: draft.stream, version: draft.streamVersion)
        }
        if !drafts.isEmpty {
            next.lastRecordedTime = time
            next.source = source
        }
        state = next
        return prepared.map(\.place)
    }

    private func checked(_ envelope: Envelope) throws(AppendError) -> [UInt8] {
        if let problem = envelope.draftProblem { throw .malformed(problem) }
        if let problem = EnvelopeText.payloadProblem(envelope.data) { throw .malformed(problem) }
        let bytes = envelope.encoded
        guard bytes.count <= Envelope.maximumLength else {
            throw .entryTooLarge(type: envelope.type, length: bytes.count)
        }
        return bytes
    }

    /// Takes an entry into the batch that has been checked.
    func take(_ bytes: [UInt8], stream: String, version: Int) throws(AppendError) {
        let problem = bytes.withUnsafeBytes { raw -> String? in
            do throws(EnvelopeError) {
                open?.piece.take(try EntryView(raw))
                return nil
            } catch { return error.description }
        }
        if let problem { throw .malformed(problem) }
        open?.bodies.append(bytes)
        versions.note(stream, version)
    }

    /// Takes over what a restored entry says of the log's end.
    func follow(_ envelope: Envelope) {
        state.lastSeq = envelope.seq
        state.lastRecordedTime = LogInstant(rfc3339: envelope.recordedTime) ?? state.lastRecordedTime
        state.source = envelope.source
        state.identifiers.follow(envelope.id)
    }
}

// MARK: - Looking up, with what is not committed yet

extension LedgerWriter {
    /// What was appended and may not be committed, oldest first.
    private var pending: [IndexPiece] {
        [spilled] + sealed.map(\.batch.piece) + (open.map { [$0.piece] } ?? [])
    }

    /// Has what is looked up from here on read the index in one transaction, until ``endLookingUp()``.
    package func beginLookingUp() { reader.hold() }

    /// Has everything that is looked up read for itself again.
    package func endLookingUp() {
        // Nothing was written: where it cannot be ended, the next look-up says what is wrong.
        try? reader.letGo()
    }

    /// The version that a stream has.
    public func version(of stream: String) throws(AppendError) -> Int {
        if let known = versions[stream] { return known }
        var found = pending.last { $0.streams[stream] != nil }?.streams[stream]?.version
        if found == nil {
            do { found = try index.version(of: stream, reader) } catch { throw .storage(error) }
        }
        // It is asked for by who drafts an entry and then when the entry is appended.
        versions.note(stream, found ?? 0)
        return found ?? 0
    }

    /// The receipt of a command; nil if there is none.
    public func receipt(of commandId: String) throws(AppendError) -> Receipt? {
        var receipt: Receipt?
        do { receipt = try index.receipt(of: commandId, reader) } catch { throw .storage(error) }
        for more in pending.compactMap({ $0.receipts[commandId] }) {
            receipt = receipt?.extended(by: more) ?? more
        }
        return receipt
    }

    /// Streams whose name begins so, by name, `limit` at most. One command may ask the same twice.
    public func streams(prefix: String, limit: Int) throws(StorageFailure) -> [String] {
        if let lastFound, lastFound.prefix == prefix, lastFound.limit == limit, lastFound.seq == lastSeq {
            return lastFound.names
        }
        var names = Set(try index.streams(prefix: prefix, limit: limit, reader))
        for piece in pending { names.formUnion(piece.names.beginning(with: prefix).prefix(limit)) }
        let found = Array(names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.prefix(limit))
        lastFound = FoundStreams(prefix: prefix, limit: limit, seq: lastSeq, names: found)
        // The stream of that very name would be the first.
        if found.first != prefix, versions[prefix] == nil { versions.note(prefix, 0) }
        return found
    }

    /// A stream's entries in order.
    public func entries(stream: String) throws(StorageFailure) -> [StoredEntry] {
        try seqs(stream: stream).map { seq throws(StorageFailure) in
            guard let entry = try entry(seq: seq) else {
                throw StorageFailure(operation: "read the log", code: 0, message: "entry \(seq) is missing")
            }
            return entry
        }
    }

    private func seqs(stream: String) throws(StorageFailure) -> [Int] {
        Self.joined(try index.seqs(stream: stream, reader), pending.compactMap { $0.streams[stream]?.seqs })
    }

    private static func joined(_ committed: [Int], _ pending: [[Int]]) -> [Int] {
        var seqs = committed
        for more in pending {
            let known = seqs.last ?? 0
            seqs += more.drop { $0 <= known }
        }
        return seqs
    }

    /// The weakest provenance among the entries of records; nil where none of them is unsourced.
    public func weakestProvenance(
        of streams: some Sequence<String>
    ) throws(StorageFailure) -> ProvenanceKind? {
        var unsourced = try index.unsourced(reader)
        for (kind, path) in [(ProvenanceKind.assumed, \UnsourcedEntries.assumed), (.invented, \.invented)] {
            guard let name = kind.indexName else { continue }
            unsourced[keyPath: path] = Self.joined(
                unsourced[keyPath: path], pending.compactMap { $0.types[name] })
        }
        guard !unsourced.isEmpty else { return nil }
        var weakest: ProvenanceKind?
        for stream in streams {
            guard let found = unsourced.weakest(of: try seqs(stream: stream)) else { continue }
            weakest = max(weakest ?? found, found)
        }
        return weakest
    }

    /// The entry with this number; nil if there is none.
    public func entry(seq: Int) throws(StorageFailure) -> StoredEntry? {
        if seq <= index.last {
            if let found = try reader.entry(seq) { return found }
            // Committed since the look-ups began to share a transaction.
            try reader.leave()
            return try reader.entry(seq)
        }
        if let open, seq >= open.first {
            return seq <= state.lastSeq ? StoredEntry(seq: seq, bytes: open.bodies[seq - open.first]) : nil
        }
        for (batch, _) in sealed where (batch.first...max(batch.first, batch.last)).contains(seq) {
            return StoredEntry(seq: seq, bytes: batch.bodies[seq - batch.first])
        }
        return try appender.entry(seq)
    }
}
