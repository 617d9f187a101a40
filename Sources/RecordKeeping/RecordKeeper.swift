// The record keeper: decides what is asked, appends what is decided, one fsync for all that waits, and only
// then answers. Everything between a command and its receipt happens here, on one thread, in one order.

import Glibc
public import Governance
public import Ledger
public import Logging
public import Reports

/// Takes submissions and records them.
///
/// Owns the log's writer and the state, both confined to its thread. Callers hand in a submission with a
/// closure that gets the outcome on that thread.
public final class RecordKeeper: Sendable {
    /// Gets the outcome of a submission, in the order of commits; must not block.
    public typealias Reply = @Sendable (Result<[CommandReceipt], SubmissionFailure>) -> Void

    enum Job: Sendable {
        case submit(Submission, Reply)
        /// Something that has the writer to itself, such as a restore.
        case exclusive(@Sendable (RecordBook) -> Answering)
    }

    struct Inbox {
        /// By who asked, so that nobody waits behind all that another has handed in.
        var waiting = Turns<String, Job>()
        var isClosed: String?
        /// Why a file that is being taken in goes no further; nothing of it is recorded then.
        var stopsIntakes: String?
    }

    let inbox = Watched(Inbox())
    private let log: Logger
    private let ledger: LedgerStore
    private let clock: Clock
    private let onCommit: @Sendable (Int) -> Void
    private let observers: @Sendable () throws -> [any AppendObserver]
    private let gate: @Sendable () -> String?
    private let alive: @Sendable () -> Void
    private let contentSize: (@Sendable (ContentDigest) -> Int?)?
    private let letters: LetterDigests
    private let keptRecords: Int
    private let directory: @Sendable (Int) -> Directory?

    /// - Parameters:
    ///   - observers: what is kept along with the entries, made on the keeper's thread.
    ///   - gate: asked before anything is recorded; gives the reason why nothing may be, if there is one.
    ///   - checkpoint: gives the log's last signed checkpoint, as letters print it, once it may leave; nil
    ///     where nobody signs.
    ///   - alive: called again and again on the keeper's thread while something long goes on.
    ///   - contentSize: the length of an attachment's content that is kept; nil where there is none. Left out,
    ///     attachments are recorded without their content.
    ///   - keptRecords: how many records are at hand at the most, besides those that a commit is about.
    ///   - directory: gives the directory as of the log's last entry, where somebody has folded it already.
    ///   - onCommit: told the last entry after each commit, before the answers go out.
    public init(
        ledger: LedgerStore, clock: Clock = .system, log: Logger,
        observers: @escaping @Sendable () throws -> [any AppendObserver] = { [] },
        gate: @escaping @Sendable () -> String? = { nil },
        checkpoint: @escaping @Sendable () throws -> String? = { nil },
        alive: @escaping @Sendable () -> Void = {},
        contentSize: (@Sendable (ContentDigest) -> Int?)? = nil, keptRecords: Int = 8_192,
        directory: @escaping @Sendable (Int) -> Directory? = { _ in nil },
        onCommit: @escaping @Sendable (Int) -> Void
    ) {
        (self.ledger, self.clock, self.log) = (ledger, clock, log)
        (self.observers, self.onCommit) = (observers, onCommit)
        (self.gate, self.alive, self.contentSize) = (gate, alive, contentSize)
        letters = LetterDigests(checkpoint: checkpoint)
        (self.keptRecords, self.directory) = (keptRecords, directory)
    }

    /// Takes a submission; the reply comes when it is durable, or refused.
    public func submit(_ submission: Submission, _ reply: @escaping Reply) {
        enqueue(.submit(submission, reply), of: submission.actor) { reply(.failure(.closed($0))) }
    }

    /// Gives an answer to who asked.
    typealias Answering = @Sendable () -> Void

    /// Runs a body on the keeper's thread between two commits.
    ///
    /// - Parameters:
    ///   - body: what it returns is called once all have been told how far the log is, so that whoever asks
    ///     next is answered with what was just recorded.
    ///   - refused: called instead, with the reason, if the keeper takes nothing any more.
    func exclusive(_ body: @escaping @Sendable (RecordBook) -> Answering, refused: (String) -> Void) {
        enqueue(.exclusive(body), refused)
    }

    /// Calls the body on the keeper's thread, between two commits: if it is not called, the thread hangs.
    public func whenIdle(_ body: @escaping @Sendable () -> Void) {
        exclusive({ _ in body }, refused: { _ in })
    }

    private func enqueue(_ job: Job, of owner: String = "", _ refused: (String) -> Void) {
        let closed = inbox.update { inbox -> String? in
            if inbox.isClosed == nil { inbox.waiting.append(job, of: owner) }
            return inbox.isClosed
        }
        if let closed { refused(closed) }
    }

    /// Takes nothing more; what has been taken is still recorded and answered.
    public func close(_ reason: String) {
        inbox.update { $0.isClosed = $0.isClosed ?? reason }
    }

    /// Has files that are being taken in end, with nothing of them recorded.
    public func stopIntakes(_ reason: String) {
        inbox.update { $0.stopsIntakes = reason }
    }

    /// Starts the thread. It ends when the keeper is closed and all it took is answered.
    ///
    /// - Parameter ready: called once the state has been read, or with the reason why it cannot be.
    public func start(ready: @escaping @Sendable (Result<Void, any Error>) -> Void) -> WorkerThread {
        WorkerThread { [self] in
            let book: RecordBook
            do {
                book = try RecordBook(
                    ledger: ledger, clock: clock, observers: observers(), letters: letters,
                    kept: keptRecords, directory: directory)
                book.contentSize = contentSize
            } catch { return ready(.failure(error)) }
            ready(.success(()))
            run(book)
        }
    }

    /// How many submissions share a commit at the most: bounds how long the first of them waits.
    private static let batch = 512
    /// How many commands at the most, unless a single submission has more.
    private static let batchCommands = 1_024

    private static func next(_ inbox: inout Inbox) -> [Job] {
        var jobs: [Job] = []
        var commands = 0
        while jobs.count < batch, commands < batchCommands, let next = inbox.waiting.next() {
            jobs.append(next.item)
            if case .submit(let submission, _) = next.item { commands += submission.commands.count }
        }
        return jobs
    }

    private func run(_ book: RecordBook) {
        while true {
            let jobs = inbox.wait { inbox -> [Job]? in
                guard !inbox.waiting.isEmpty else { return inbox.isClosed == nil ? nil : [] }
                return Self.next(&inbox)
            }
            if jobs.isEmpty { return }
            var submissions: [(Submission, Reply)] = []
            for job in jobs {
                switch job {
                case .submit(let submission, let reply): submissions.append((submission, reply))
                case .exclusive(let body):
                    record(submissions, book)
                    submissions = []
                    let answer = body(book)
                    onCommit(book.lastSeq)
                    answer()
                }
            }
            record(submissions, book)
        }
    }

    /// The pieces of a file that is recorded in one go, which may take long: for as long as the gate is open.
    func pieces(_ pieces: @escaping FilePieces) -> FilePieces {
        { [gate, alive, inbox] in
            alive()
            if let reason = inbox.with(\.stopsIntakes) { throw IntakeFailure.unavailable(reason) }
            if let reason = gate() { throw IntakeFailure.unavailable(reason) }
            return try pieces()
        }
    }

    /// Answers what may not be recorded now, and leaves the rest: trials change nothing.
    private func admitted(_ submissions: [(Submission, Reply)], _ book: RecordBook) -> [(Submission, Reply)] {
        guard !submissions.isEmpty, let reason = gate() else { return submissions }
        answer(submissions.filter { !$0.0.isDryRun }, unrecorded: .closed(reason), book)
        return submissions.filter { $0.0.isDryRun }
    }

    /// Answers what is not recorded now. What was recorded before has its first receipt all the same.
    private func answer(
        _ submissions: [(Submission, Reply)], unrecorded failure: SubmissionFailure, _ book: RecordBook
    ) {
        for (submission, reply) in submissions {
            if let receipts = book.repeats(submission) {
                reply(.success(receipts))
            } else {
                reply(.failure(failure))
            }
        }
    }

    /// Records something in a commit of its own, and answers.
    func recordAlone(_ book: RecordBook, _ body: () throws -> [CommandReceipt], _ reply: Reply) {
        if let reason = gate() { return reply(.failure(.closed(reason))) }
        do {
            try book.begin()
            let receipts = try body()
            try book.commit()
            onCommit(book.lastSeq)
            reply(.success(receipts))
        } catch let rejection as Rejection {
            book.startOver()
            reply(.failure(.refused(command: 0, rejection)))
        } catch {
            takeBack(book, error)
            reply(.failure(.storage("\(error)")))
        }
    }

    /// After a batch that failed: nothing of it is recorded, or nobody knows.
    private func takeBack(_ book: RecordBook, _ error: any Error) {
        if case .commitOutcomeUnknown(let failure)? = error as? AppendError {
            // Whether the entries are in the log only a fresh start can tell.
            log.critical(
                "the outcome of a commit is unknown: \(failure); exiting to start afresh",
                metadata: ["event": "storage-fault"])
            exit(ExitStatus.storageFault)
        }
        log.error("nothing of a batch could be recorded: \(error)", metadata: ["event": "storage-fault"])
        book.startOver()
    }

    /// Decides and appends what waits, commits once, and answers.
    private func record(_ waiting: [(Submission, Reply)], _ book: RecordBook) {
        let submissions = admitted(waiting, book)
        guard !submissions.isEmpty else { return }
        let before = book.lastSeq
        var outcomes: [Result<[CommandReceipt], SubmissionFailure>] = []
        do {
            try book.begin()
            for (submission, _) in submissions { outcomes.append(try book.record(submission)) }
            try book.commit()
        } catch {
            takeBack(book, error)
            answer(submissions, unrecorded: .storage("\(error)"), book)
            return
        }
        onCommit(book.lastSeq)
        if book.lastSeq > before {
            log.debug(
                "recorded entries \(before + 1) to \(book.lastSeq)",
                metadata: ["event": "appended", "first": "\(before + 1)", "last": "\(book.lastSeq)"])
        }
        for ((_, reply), outcome) in zip(submissions, outcomes) { reply(outcome) }
    }
}

/// The daemon's exit statuses (sysexits.h and systemd.exec(5)).
public enum ExitStatus {
    /// The disk failed in the middle of a commit: EX_IOERR.
    public static let storageFault: Int32 = 74
    /// The configuration is wrong: EX_CONFIG. Not restarted.
    public static let configuration: Int32 = 78
    /// Something needed is not there or is taken: EX_UNAVAILABLE.
    public static let unavailable: Int32 = 69
}
