// The record keeper: decides what is asked, appends what is decided, one fsync for all that waits, and only
// then answers. Commands are decided on one thread, in one order. While a batch is on its way to the disk on another
// thread, the next one is decided on top of it, and falls with it if it fails.

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

        /// How many commands it counts for; what has the writer to itself is more than any submission of a step.
        fileprivate var commands: Int {
            switch self {
            case .submit(let submission, _): submission.commands.count
            case .exclusive: RecordKeeper.stepCommands + 1
            }
        }
    }

    struct Inbox {
        /// By who asked, so that nobody waits behind all that another has handed in.
        var waiting = Turns<String, Job>()
        var isClosed: String?
        /// Whether a batch is on its way to the disk on the other thread.
        var isCommitting = false
        /// The batch that failed; whoever decides has to start over before it hands over another one, and answers.
        var failure: Failure?
        /// Why a file that is being taken in goes no further; nothing of it is recorded then.
        var stopsIntakes: String?
    }

    /// What was decided together, to be answered once it is on disk.
    struct Decided: Sendable {
        var batch: SealedBatch?
        var commands = 0
        var answers: [Answer] = []
    }

    struct Answer: Sendable {
        let submission: Submission
        let reply: Reply
        let outcome: Result<[CommandReceipt], SubmissionFailure>
    }

    /// A batch of which nothing is recorded.
    struct Failure: Sendable {
        let reason: String
        let answers: [Answer]
    }

    /// What the committing thread is handed.
    enum Handed: Sendable { case nothing, batch(Decided), end }

    let inbox = Watched(Inbox())
    private let handed = Watched(Handed.nothing)
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
        contentSize: (@Sendable (ContentDigest) -> Int?)? = nil, keptRecords: Int = 2_048,
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

    /// How many are decided before it is looked whether the disk is free, and from how many commands on no other
    /// submission is taken to them: whoever sends one command need not wait for several large submissions of others.
    private static let (step, stepCommands) = (16, 64)

    private static func next(_ inbox: inout Inbox) -> [Job] {
        var jobs: [Job] = []
        var commands = 0
        while jobs.count < step, commands < stepCommands {
            // What is large begins the next step, for those before it are answered at the end of this one.
            guard let first = inbox.waiting.first, jobs.isEmpty || commands + first.commands <= stepCommands,
                let next = inbox.waiting.next()
            else { break }
            jobs.append(next.item)
            commands += first.commands
        }
        return jobs
    }

    // MARK: - Deciding

    private func run(_ book: RecordBook) {
        let committing = WorkerThread { [self, appender = book.writer.appender] in
            while true {
                let next = handed.wait { handed -> Handed? in
                    if case .nothing = handed { return nil }
                    defer { handed = .nothing }
                    return handed
                }
                guard case .batch(let decided) = next else { return }
                let failure = commit(decided, appender)
                inbox.update { inbox in (inbox.isCommitting, inbox.failure) = (false, failure) }
            }
        }
        var decided = Decided()
        while let jobs = nextJobs(after: decided) {
            if decided.answers.isEmpty { startOverIfFailed(&decided, book) }
            for job in jobs {
                switch job {
                case .submit(let submission, let reply): decide(submission, reply, book, &decided)
                case .exclusive(let body):
                    finish(&decided, book)
                    let answer = body(book)
                    onCommit(book.lastSeq)
                    answer()
                }
            }
            handOver(&decided, book)
        }
        finish(&decided, book)
        handed.update { $0 = .end }
        committing.join()
    }

    /// The jobs to do next: some of those that wait, or none when it is time to hand over what was decided; nil at the
    /// end.
    private func nextJobs(after decided: Decided) -> [Job]? {
        inbox.wait { inbox -> [Job]?? in
            if !decided.answers.isEmpty, !inbox.isCommitting { return .some([]) }
            if !inbox.waiting.isEmpty, decided.answers.count < Self.batch,
                decided.commands < Self.batchCommands
            {
                return Self.next(&inbox)
            }
            if decided.answers.isEmpty, inbox.waiting.isEmpty, inbox.isClosed != nil { return .some(nil) }
            return nil
        }
    }

    /// Decides a submission on top of all that was decided before it.
    private func decide(
        _ submission: Submission, _ reply: @escaping Reply, _ book: RecordBook, _ decided: inout Decided
    ) {
        if !submission.isDryRun, let reason = gate() {
            // What was recorded before has to be on disk before it is said again.
            finish(&decided, book)
            return answer([(submission, reply)], unrecorded: .closed(reason), book)
        }
        do {
            if decided.answers.isEmpty { try book.begin() }
            let outcome = try book.record(submission)
            decided.answers.append(Answer(submission: submission, reply: reply, outcome: outcome))
            decided.commands += submission.commands.count
        } catch {
            let failed = Answer(submission: submission, reply: reply, outcome: .success([]))
            let all = decided.answers + [failed]
            decided = Decided()
            waitForCommit()
            let before = inbox.with { $0.failure.take() }
            takeBack(book, error)
            answer((before?.answers ?? []) + all, "\(error)", book)
        }
    }

    /// Hands over what was decided if the disk is free. A batch that nothing else waits behind is committed here: to
    /// wake another thread for it would take longer than it saves.
    private func handOver(_ decided: inout Decided, _ book: RecordBook) {
        if book.isCrowded {
            finish(&decided, book)
            return book.forget()
        }
        guard !decided.answers.isEmpty else { return }
        let (isFree, isAlone) = inbox.with { (!$0.isCommitting, $0.waiting.isEmpty) }
        guard isFree else { return }
        startOverIfFailed(&decided, book)
        guard !decided.answers.isEmpty, seal(&decided, book) else { return }
        let batch = decided
        decided = Decided()
        if isAlone, batch.answers.count == 1 || batch.batch?.bodies.isEmpty == true {
            startOver(commit(batch, book.writer.appender), book)
        } else {
            inbox.with { $0.isCommitting = true }
            handed.update { $0 = .batch(batch) }
        }
    }

    /// Commits all that was decided, here, and waits for what is on its way.
    private func finish(_ decided: inout Decided, _ book: RecordBook) {
        waitForCommit()
        startOverIfFailed(&decided, book)
        guard !decided.answers.isEmpty, seal(&decided, book) else { return }
        startOver(commit(decided, book.writer.appender), book)
        decided = Decided()
    }

    private func waitForCommit() { inbox.wait { $0.isCommitting ? nil : () } }

    private func seal(_ decided: inout Decided, _ book: RecordBook) -> Bool {
        do {
            decided.batch = try book.seal()
            return true
        } catch {
            let failed = decided.answers
            decided = Decided()
            takeBack(book, error)
            answer(failed, "\(error)", book)
            return false
        }
    }

    /// If the batch before failed, what was decided on top of it fails with it, and the state is read again.
    private func startOverIfFailed(_ decided: inout Decided, _ book: RecordBook) {
        guard let failure = inbox.with({ $0.failure.take() }) else { return }
        let answers = failure.answers + decided.answers
        decided = Decided()
        startOver(Failure(reason: failure.reason, answers: answers), book)
    }

    /// Reads the state again after a batch that failed, and answers.
    private func startOver(_ failure: Failure?, _ book: RecordBook) {
        guard let failure else { return }
        log.error(
            "nothing of a batch could be recorded: \(failure.reason)", metadata: ["event": "storage-fault"])
        book.startOver()
        answer(failure.answers, failure.reason, book)
    }

    private func answer(_ answers: [Answer], _ reason: String, _ book: RecordBook) {
        answer(answers.map { ($0.submission, $0.reply) }, unrecorded: .storage(reason), book)
    }

    // MARK: - Committing

    /// Commits a batch and answers.
    ///
    /// - Returns: why it failed, with those who have to be told; nil if it did not.
    private func commit(_ decided: Decided, _ appender: LogAppender) -> Failure? {
        if let batch = decided.batch, !batch.bodies.isEmpty {
            do throws(AppendError) { try appender.append(batch) } catch {
                exitIfUnknown(error)
                return Failure(reason: "\(error)", answers: decided.answers)
            }
            onCommit(batch.last)
            log.debug(
                "recorded entries \(batch.first) to \(batch.last)",
                metadata: ["event": "appended", "first": "\(batch.first)", "last": "\(batch.last)"])
        }
        for one in decided.answers { one.reply(one.outcome) }
        return nil
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
        let before = book.state.directory
        do {
            try book.begin()
            let receipts = try body()
            try book.commit()
            onCommit(book.lastSeq)
            reply(.success(receipts))
        } catch let rejection as Rejection {
            book.startOver(before)
            reply(.failure(.refused(command: 0, rejection)))
        } catch {
            takeBack(book, error)
            reply(.failure(.storage("\(error)")))
        }
    }

    /// After a batch that failed: nothing of it is recorded, or nobody knows.
    private func takeBack(_ book: RecordBook, _ error: any Error) {
        if let error = error as? AppendError { exitIfUnknown(error) }
        startOver(Failure(reason: "\(error)", answers: []), book)
    }

    private func exitIfUnknown(_ error: AppendError) {
        guard case .commitOutcomeUnknown(let failure) = error else { return }
        // Whether the entries are in the log only a fresh start can tell.
        log.critical(
            "the outcome of a commit is unknown: \(failure); exiting to start afresh",
            metadata: ["event": "storage-fault"])
        exit(ExitStatus.storageFault)
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
