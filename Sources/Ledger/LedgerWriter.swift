// The log's one writer. A batch is: begin, append and recordReceipt as often as it takes, commit. The
// commit is one fsync; when it returns, the batch survives a power cut.

import CSQLite
import Codec
public import Governance

/// Appends entries. Confined to the thread that got it from ``LedgerStore/makeWriter(observers:random:)``.
///
/// A refused append (``AppendError/isFatal`` is false) leaves the batch as it was before the call. After a
/// fatal one the batch is gone. After ``AppendError/commitOutcomeUnknown(_:)`` the writer does nothing more.
public final class LedgerWriter {
    let connection: Connection
    private let observers: [any AppendObserver]
    private let insertEntry: Statement
    private let insertReceipt: Statement
    private let findReceipt: Statement
    private let findVersion: Statement
    private let beginning: Statement
    private let committing: Statement
    let search: StreamSearch
    private var committed: WriterState
    private(set) var state: WriterState
    private var versions = StreamVersions()
    private var isOpen = false
    private var hasEntries = false
    private var unknownOutcome: StorageFailure?
    // The lock on the directory lasts for as long as anything can write to it: stands last, is let go last.
    private let directory: StateDirectory

    init(
        _ connection: Connection, _ directory: StateDirectory, observers: [any AppendObserver],
        random: @escaping () -> UInt64
    ) throws(StorageFailure) {
        self.connection = connection
        self.directory = directory
        self.observers = observers
        insertEntry = try Statement(
            connection.handle,
            "INSERT INTO entry(seq, id, stream, streamversion, type, time, recordedtime, actor, body) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        insertReceipt = try Statement(
            connection.handle,
            "INSERT INTO receipt(commandid, digest, firstseq, lastseq, recordedtime) VALUES (?, ?, ?, ?, ?)")
        findReceipt = try Statement(connection.handle, Receipt.query)
        findVersion = try Statement(
            connection.handle, "SELECT max(streamversion) FROM entry WHERE stream = ?")
        beginning = try Statement(connection.handle, "BEGIN IMMEDIATE")
        committing = try Statement(connection.handle, "COMMIT")
        search = try StreamSearch(connection.handle)
        committed = WriterState(random: random)
        try committed.load(connection.handle)
        state = committed
    }

    /// The last entry's place in the log, those of the open batch included; 0 in an empty log.
    public var lastSeq: Int { state.lastSeq }

    /// When the last entry was recorded; recorded times never run backwards behind it.
    public var lastRecordedTime: LogInstant { state.lastRecordedTime }

    /// The `source` of every entry; nil until there is a genesis entry.
    public var source: String? { state.source }

    /// What SQLite says of this connection's `synchronous`: 2 (FULL), or commits would not survive power cuts.
    public func synchronousLevel() throws(StorageFailure) -> Int {
        try Schema.integer(connection.handle, "PRAGMA synchronous")
    }

    // MARK: - Batches

    /// Opens a batch.
    public func begin() throws(AppendError) {
        if let unknownOutcome { throw .commitOutcomeUnknown(unknownOutcome) }
        guard !isOpen else { throw .malformed("a batch is open already") }
        do { try beginning.run("begin a batch") } catch { throw .storage(error) }
        isOpen = true
        hasEntries = false
    }

    /// Commits the batch: when it returns, everything in it is on disk.
    ///
    /// - Throws: ``AppendError/storage(_:)`` if nothing of it is recorded for certain, or
    ///   ``AppendError/commitOutcomeUnknown(_:)``, upon which the process has to exit.
    public func commit() throws(AppendError) {
        try requireBatch()
        if hasEntries {
            for observer in observers {
                do { try observer.willCommit(connection.handle) } catch {
                    throw abandon(
                        error as? StorageFailure
                            ?? StorageFailure(operation: "prepare the commit", code: 0, message: "\(error)"))
                }
            }
        }
        do { try committing.run("commit") } catch {
            // A full disk is noticed while the pages are being written, and the frame that makes them a
            // commit is the last of them. After any other failure (an fsync that failed, for one) that
            // frame may or may not be found after a restart.
            if error.primaryCode == SQLITE_FULL || error.primaryCode == SQLITE_BUSY { throw abandon(error) }
            unknownOutcome = error
            isOpen = false
            throw .commitOutcomeUnknown(error)
        }
        isOpen = false
        committed = state
        for observer in observers { observer.didCommit() }
    }

    /// Takes the open batch back; does nothing if none is open.
    public func rollback() {
        guard isOpen else { return }
        isOpen = false
        insertEntry.reset()
        insertReceipt.reset()
        if sqlite3_get_autocommit(connection.handle) == 0 {
            do { try execute(connection.handle, "ROLLBACK", "roll back") } catch {
                // Not committed, and the connection cannot be trusted to begin anew.
                unknownOutcome = error
            }
        }
        state = committed
        versions.forget()
        for observer in observers { observer.didRollBack() }
    }

    /// Rolls back after a failure, and gives the error to throw.
    func abandon(_ failure: StorageFailure) -> AppendError {
        rollback()
        if let unknownOutcome { return .commitOutcomeUnknown(unknownOutcome) }
        return .storage(failure)
    }

    private func requireBatch() throws(AppendError) {
        if let unknownOutcome { throw .commitOutcomeUnknown(unknownOutcome) }
        guard isOpen else { throw .malformed("no batch is open") }
    }

    // MARK: - Appending

    /// Appends the genesis entry to an empty log.
    public func found(_ genesis: Genesis, _ context: AppendContext) throws(AppendError) -> Appended {
        guard state.lastSeq == 0 else { throw .genesis("the log has its genesis entry already") }
        if let problem = genesis.problem { throw .genesis(problem) }
        let draft = Draft(
            type: Genesis.entryType, stream: genesis.stream.text, streamVersion: 1,
            time: max(context.recordedTime, state.lastRecordedTime).description, data: genesis.json)
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
        try requireBatch()
        var next = state
        var noted: [String: Int] = [:]
        let time = max(context.recordedTime, state.lastRecordedTime)
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
            try insert(entry.bytes, stream: draft.stream, version: draft.streamVersion)
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

    private func storedVersion(of stream: String) throws(AppendError) -> Int {
        findVersion.bind(1, stream)
        defer { findVersion.reset() }
        do { return try findVersion.step() ? findVersion.integer(0) : 0 } catch { throw abandon(error) }
    }

    /// Inserts an entry that has been checked; whatever goes wrong now ends the batch.
    func insert(_ bytes: [UInt8], stream: String, version: Int) throws(AppendError) {
        let result = bytes.withUnsafeBytes { raw in
            Result { () throws(StorageFailure) in try insert(raw) }
        }
        do { try result.get() } catch { throw abandon(error) }
        versions.note(stream, version)
        hasEntries = true
    }

    /// The columns are bound to places in the entry's own bytes, so that they say the same by construction.
    private func insert(_ bytes: UnsafeRawBufferPointer) throws(StorageFailure) {
        let view: EntryView
        do { view = try EntryView(bytes) } catch {
            throw StorageFailure(operation: "append an entry", code: 0, message: error.description)
        }
        insertEntry.bind(1, view.seq)
        insertEntry.bind(2, text: view.id.raw, isCopied: false)
        insertEntry.bind(3, text: view.stream.raw, isCopied: false)
        insertEntry.bind(4, view.streamVersion)
        insertEntry.bind(5, text: view.type.raw, isCopied: false)
        insertEntry.bind(6, text: view.time.raw, isCopied: false)
        insertEntry.bind(7, text: view.recordedTime.raw, isCopied: false)
        if view.actor.isEscaped {
            insertEntry.bind(8, view.actor.string)
        } else {
            insertEntry.bind(8, text: view.actor.raw, isCopied: false)
        }
        insertEntry.bind(9, text: bytes, isCopied: false)
        for observer in observers { observer.appended(seq: view.seq, bytes: bytes) }
        try insertEntry.run("append an entry")
    }

    // MARK: - Receipts

    /// Keeps what a command led to, in the batch.
    ///
    /// - Parameter entries: the places of its entries; nil if it changed nothing.
    public func recordReceipt(
        commandId: String, digest: [UInt8], entries: ClosedRange<Int>?, at time: LogInstant
    ) throws(AppendError) {
        try requireBatch()
        insertReceipt.bind(1, commandId)
        insertReceipt.bind(2, blob: digest)
        insertReceipt.bind(3, entries?.lowerBound)
        insertReceipt.bind(4, entries?.upperBound)
        insertReceipt.bind(5, max(time, state.lastRecordedTime).description)
        do { try insertReceipt.run("keep a receipt") } catch {
            // A broken constraint takes back this statement alone; to look first would be one more search.
            if error.primaryCode == SQLITE_CONSTRAINT { throw .duplicateCommand(commandId) }
            throw abandon(error)
        }
    }

    /// The receipt of a command, also when it is in the open batch.
    public func receipt(of commandId: String) throws(AppendError) -> Receipt? {
        do { return try Receipt.read(findReceipt, commandId: commandId) } catch { throw .storage(error) }
    }

    // MARK: - Restoring

    /// Takes over what a restored entry says of the log's end.
    func follow(_ envelope: Envelope) {
        state.lastSeq = envelope.seq
        state.lastRecordedTime = LogInstant(rfc3339: envelope.recordedTime) ?? state.lastRecordedTime
        state.source = envelope.source
        state.identifiers.follow(envelope.id)
    }

    /// The version that a stream has, those of the open batch included.
    public func version(of stream: String) throws(AppendError) -> Int {
        if let known = versions[stream] { return known }
        let found = try storedVersion(of: stream)
        // It is asked for by who drafts an entry and then when the entry is appended.
        versions.note(stream, found)
        return found
    }
}
