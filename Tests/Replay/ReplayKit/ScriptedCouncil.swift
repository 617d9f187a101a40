// A council's record kept by the real record keeper, with projections following it as they do in the daemon,
// and with a clock and random numbers that a script sets.

public import Attestation
public import Governance
public import Ledger
import Logging
public import Projections
public import RecordKeeping
public import Reports
import Synchronization

/// A running record keeper on a state directory.
public final class ScriptedCouncil: Sendable {
    public let ledger: LedgerStore
    public let projections: ProjectionStore
    private let keeper: RecordKeeper
    private let attestor: Attestor
    private let threads: [WorkerThread]
    private let clock: ScriptedClock

    /// Opens the log and starts the keeper.
    ///
    /// - Parameter seed: what the random numbers begin with; the same seed, the same log.
    public init(directory: String, seed: UInt64 = 2007) throws {
        let clock = ScriptedClock(seed: seed)
        let ledger = try LedgerStore.open(directory: directory)
        let attestor = try Attestor(ledger, settings: .replays)
        let projections = try ProjectionStore(directory: directory + "/projections", ledger: ledger)
        let keeper = RecordKeeper(
            ledger: ledger,
            clock: Clock(now: { clock.now }, entropy: { clock.random() }),
            log: Logger(label: "replay") { _ in SwiftLogNoOpLogHandler() },
            observers: { [attestor.makeObserver()] },
            checkpoint: { try attestor.printableCheckpoint() },
            onCommit: { projections.committed($0) })
        (self.clock, self.ledger, self.projections, self.keeper) = (clock, ledger, projections, keeper)
        self.attestor = attestor
        threads = [try Self.start(keeper), projections.start(), attestor.start()]
    }

    private static func start(_ keeper: RecordKeeper) throws -> WorkerThread {
        let started = Watched<Result<Void, any Error>?>(nil)
        let thread = keeper.start { result in started.update { $0 = result } }
        try started.wait { $0 }.get()
        return thread
    }

    /// Gives a command at a time, and waits until it is durable or refused.
    public func submit(
        _ name: String, _ command: any Command, actor: String, at time: Instant, isDryRun: Bool = false,
        from provenance: Provenance? = nil
    ) async throws(SubmissionFailure) -> CommandReceipt {
        clock.set(time)
        let submission = Submission(
            [SubmittedCommand(name, command, provenance: provenance)], actor: actor, isDryRun: isDryRun)
        let outcome = await withCheckedContinuation { continuation in
            keeper.submit(submission) { continuation.resume(returning: $0) }
        }
        return try outcome.get().first ?? CommandReceipt()
    }

    /// Ends the keeper and the projector; all that was submitted is recorded.
    public func close() {
        keeper.close("the script is over")
        threads[0].join()
        projections.stop()
        attestor.close()
        for thread in threads.dropFirst() { thread.join() }
    }
}

extension Attestor.Settings {
    /// The secret of the key that signs replays, so that a script gives the same history in every run. It
    /// stands here for all to read: nothing that it signs says anything about a council.
    public static let replayKey = Array("a fictional key for replays only".utf8)

    /// What replays are signed with.
    public static var replays: Attestor.Settings {
        var settings = Attestor.Settings()
        settings.credential = replayKey
        return settings
    }
}

/// Time and chance as a script has them.
private final class ScriptedClock: Sendable {
    private let state: Mutex<(now: Instant, seed: UInt64)>

    init(seed: UInt64) { state = Mutex((.epoch, seed)) }

    var now: Instant { state.withLock { $0.now } }

    func set(_ now: Instant) { state.withLock { $0.now = now } }

    /// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers in every run.
    func random() -> UInt64 {
        state.withLock { state in
            state.seed &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state.seed
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
