// Filling an empty log with an export, byte for byte. Everything about every line is checked before
// anything is kept: a restore that is refused leaves the log empty.

import Codec
import Governance

/// A rule that a line of an export has to keep.
public enum RestoreRule: String, Sendable, CaseIterable {
    /// At most ``Envelope/maximumLength`` bytes.
    case length
    /// An entry as it would have been written here.
    case envelope
    /// The first entry, and no other, is the genesis entry, of a format that this version keeps.
    case genesis
    /// Numbers are 1, 2, 3 … without gaps.
    case sequence
    /// Versions are 1, 2, 3 … in each stream.
    case streamVersion = "stream-version"
    /// Each id is greater than the one before, so that none stands twice.
    case uniqueId = "unique-id"
    /// Recorded times never run backwards by a little: only a clock that had been ahead and was set right makes them.
    case recordedTime = "recorded-time"
    /// Every entry has the source that the genesis entry fixes.
    case source
    /// The council's rules admit the event.
    case governance
    /// The file ends with a whole line.
    case end

    /// What to do about a line that breaks the rule.
    public var remedy: String {
        switch self {
        case .length, .envelope:
            "give the file as it was exported; one from another system is brought in with \"log import\""
        case .genesis: "give a whole export, from entry 1, of one log"
        case .sequence, .streamVersion, .uniqueId, .recordedTime:
            "lines are missing, moved or changed: export again, or check the file against a checkpoint"
        case .source: "the line is from another council's log: take it out, or restore that log by itself"
        case .governance:
            "the entry would break a rule that held when it was recorded: check the file against a checkpoint"
        case .end: "the file was cut off: copy or export it again"
        }
    }
}

/// Why nothing was restored.
public enum RestoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Only an empty log can be restored into.
    case notEmpty(lastSeq: Int)
    /// A line breaks a rule. Lines count from 1.
    case refused(line: Int, rule: RestoreRule, problem: String)
    /// The restore is over already.
    case finished
    /// Writing failed.
    case append(AppendError)

    public var description: String {
        switch self {
        case .notEmpty(let lastSeq):
            "the log has \(lastSeq) entries; restore into an empty state directory, "
                + "or bring single records in with \"log import\""
        case .refused(let line, let rule, let problem):
            "line \(line) breaks the rule \(rule.rawValue): \(problem); nothing was restored; \(rule.remedy)"
        case .finished: "the restore is over already"
        case .append(let error): error.description
        }
    }
}

/// A restore under way, in one batch of the writer: all of the export, or on any refusal nothing.
///
/// Confined to the writer's thread; the writer takes nothing else until ``finish()`` or ``abandon()``.
public final class Restore {
    private let writer: LedgerWriter
    private let admit: (Envelope, [UInt8]) throws -> Void
    /// The beginning of a line whose end has not come yet.
    private var partial: [UInt8] = []
    private var line = 0
    private var lastId = ""
    private var isOver = false

    /// Begins a restore.
    ///
    /// - Parameter admit: is asked for every entry, in order, and throws if the council's rules do not
    ///   admit it; what it throws is the problem that the refusal names.
    public init(
        into writer: LedgerWriter, admit: @escaping (Envelope, [UInt8]) throws -> Void
    ) throws(RestoreError) {
        guard writer.lastSeq == 0 else { throw .notEmpty(lastSeq: writer.lastSeq) }
        do { try writer.begin() } catch { throw .append(error) }
        self.writer = writer
        self.admit = admit
    }

    deinit { abandon() }

    /// How many entries have been taken so far.
    public var count: Int { line }

    /// Takes the next piece of the export; lines may be cut anywhere.
    public func add(_ piece: some Sequence<UInt8>) throws(RestoreError) {
        guard !isOver else { throw .finished }
        let piece = Array(piece)
        var start = 0
        do throws(RestoreError) {
            while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
                partial.append(contentsOf: piece[start..<end])
                start = end + 1
                line += 1
                try take(partial)
                partial.removeAll(keepingCapacity: true)
            }
            partial.append(contentsOf: piece[start...])
            if partial.count > Envelope.maximumLength {
                line += 1
                throw refusal(.length, "it is longer than \(Envelope.maximumLength) bytes")
            }
        } catch {
            abandon()
            throw error
        }
    }

    /// Commits what was restored, and says how many entries it is.
    public func finish() throws(RestoreError) -> Int {
        guard !isOver else { throw .finished }
        if !partial.isEmpty || line == 0 {
            abandon()
            line += 1
            throw refusal(.end, partial.isEmpty ? "the file is empty" : "the last line does not end")
        }
        isOver = true
        do { try writer.commit() } catch { throw .append(error) }
        return line
    }

    /// Gives up: the log stays empty.
    public func abandon() {
        guard !isOver else { return }
        isOver = true
        writer.rollback()
    }

    private func refusal(_ rule: RestoreRule, _ problem: String) -> RestoreError {
        .refused(line: line, rule: rule, problem: problem)
    }

    private func take(_ bytes: [UInt8]) throws(RestoreError) {
        guard bytes.count <= Envelope.maximumLength else {
            throw refusal(.length, "it has \(bytes.count) bytes, and at most \(Envelope.maximumLength) fit")
        }
        let envelope: Envelope
        do { envelope = try Envelope(checking: bytes) } catch { throw refusal(.envelope, error.description) }
        try check(envelope)
        do { try admit(envelope, bytes) } catch { throw refusal(.governance, "\(error)") }
        do {
            try writer.take(bytes, stream: envelope.stream, version: envelope.streamVersion)
            writer.follow(envelope)
            try writer.spill(isRestore: true)
        } catch { throw .append(error) }
        lastId = envelope.id
    }

    private func check(_ envelope: Envelope) throws(RestoreError) {
        guard envelope.seq == line else {
            throw refusal(.sequence, "the sequence is \(envelope.seq), and \(line) is due")
        }
        try checkGenesis(envelope)
        guard envelope.source == writer.source ?? envelope.source else {
            throw refusal(
                .source, "the source is \(envelope.source), and the log's is \(writer.source ?? "")")
        }
        guard lastId < envelope.id else {
            throw refusal(.uniqueId, "the id \(envelope.id) does not come after the one on the line before")
        }
        let recorded = LogInstant(rfc3339: envelope.recordedTime) ?? .earliest
        guard recorded.recorded(after: writer.lastRecordedTime) == recorded else {
            throw refusal(
                .recordedTime,
                "recorded at \(envelope.recordedTime), and the line before at \(writer.lastRecordedTime)")
        }
        let version: Int
        do { version = try writer.version(of: envelope.stream) } catch { throw .append(error) }
        guard envelope.streamVersion == version + 1 else {
            throw refusal(
                .streamVersion,
                "\(envelope.stream) has version \(envelope.streamVersion), and \(version + 1) is due")
        }
    }

    private func checkGenesis(_ envelope: Envelope) throws(RestoreError) {
        guard (envelope.type == Genesis.entryType) == (line == 1) else {
            throw refusal(
                .genesis,
                line == 1 ? "it is a \(envelope.type), and a log begins with its genesis" : "a second genesis"
            )
        }
        guard line == 1 else { return }
        let genesis: Genesis
        do { genesis = try Genesis(json: envelope.data) } catch { throw refusal(.genesis, error.description) }
        if let problem = genesis.problem { throw refusal(.genesis, problem) }
        guard envelope.source == genesis.source, envelope.stream == genesis.stream.text else {
            throw refusal(.genesis, "its source or stream is not that of \(genesis.council)")
        }
    }
}
