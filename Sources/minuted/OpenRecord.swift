// The record, open: the log, its keeper and its projections, each on its own thread.

import Attestation
import Glibc
import Governance
import Ledger
import Logging
import Projections
import Publication
import RecordKeeping
import Systemd

/// What is open while the daemon runs.
final class OpenRecord: Sendable {
    let ledger: LedgerStore
    let projections: ProjectionStore
    let keeper: RecordKeeper
    let vouching: Vouching
    /// The content of attachments.
    let contents: ContentStore
    /// The last entry that is acknowledged.
    let committed: LogEnd
    private let threads: [WorkerThread]
    let clock: ClockWatch
    private let upkeep: Upkeep

    /// Opens the record, reads its state, and starts its threads.
    init(
        directory path: String, settings: Settings, disk: DiskWatch, manager: ServiceManager, log: Logger
    ) throws {
        let directory = Self.withoutLinks(path)
        try requireOwnership(of: directory)
        try Self.refuseLostLog(directory, head: settings.headDirectory ?? "\(directory)/head")
        let ledger = try LedgerStore.open(directory: directory)
        let vouching = try Vouching(ledger, settings, log)
        let projections = try ProjectionStore(directory: "\(directory)/projections", ledger: ledger)
        let committed = LogEnd(try ledger.lastSeq())
        // A last entry that cannot be read is said elsewhere.
        if let warning = try? ledger.clockWarning(now: .now) { log.warning("\(warning)") }
        let clock = ClockWatch()
        self.clock = clock
        let contents = ContentStore(directory: "\(directory)/attachments")
        let keeper = RecordKeeper(
            ledger: ledger, log: log,
            observers: {
                guard case .attested(let attestor) = vouching else { return [] }
                return [attestor.makeObserver()]
            },
            gate: {
                vouching.reason ?? ledger.health.reason(directory: directory) ?? clock.reason()
                    ?? disk.reason()
            },
            checkpoint: {
                guard case .attested(let attestor) = vouching else { return nil }
                return try attestor.printableCheckpoint()
            },
            alive: { manager.watchdogPing() }, contentSize: { contents.size(of: $0.text) },
            directory: { projections.directory(asOf: $0) }
        ) { seq in
            committed.advance(to: seq)
            projections.committed(seq)
        }
        let started = Watched<Result<Void, any Error>?>(nil)
        let keeping = keeper.start { result in started.update { $0 = result } }
        try started.wait { $0 }.get()
        var threads = [keeping, projections.start()]
        if case .attested(let attestor) = vouching { threads.append(attestor.start()) }
        upkeep = Upkeep(ledger) { failure in
            log.report(.storageFault, "the files beside the log cannot be written: \(failure)")
        }
        threads.append(upkeep.start())
        (self.threads, self.vouching, self.contents) = (threads, vouching, contents)
        (self.ledger, self.projections, self.keeper, self.committed) = (
            ledger, projections, keeper, committed
        )
    }

    /// Refuses to begin an empty log where there was one: what was made from it is still there.
    ///
    /// Where the head is there, it says what is missing, and the log can be read and resumed.
    private static func refuseLostLog(_ directory: String, head: String) throws(StartFailure) {
        guard access("\(directory)/ledger.db", F_OK) != 0, access("\(head)/checkpoint", F_OK) != 0,
            let left = ["projections/active", "cosigned"].first(where: {
                access("\(directory)/\($0)", F_OK) == 0
            })
        else { return }
        throw StartFailure(
            ExitStatus.foreignRecord,
            "\(directory)/ledger.db, the log itself, is missing, but files made from it are there (\(left)): put it "
                + "back from a backup. To begin an empty record, move everything out of \(directory) first")
    }

    /// The directory itself, made if it is not there: systemd gives an instance a link to its own, and the log
    /// is opened in such a way that no link is followed.
    ///
    /// What cannot be made is left as it is: opening it says why.
    private static func withoutLinks(_ path: String) -> String {
        mkdir(path, 0o700)
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Waits until the projections have taken in the whole log, asking the service manager for time meanwhile.
    ///
    /// A projection that has stopped is not waited for: its answers say so.
    func catchUp(_ manager: ServiceManager) throws {
        let end = committed.last
        while !projections.waitFor(end, milliseconds: 1_000) {
            let state = try projections.status()
            guard state.failure == nil else { return }
            let position = state.projections.map(\.position).min() ?? end
            manager.extendTimeout(by: .seconds(60))
            manager.status("building the projections: \(position) of \(end) entries")
        }
    }

    /// Records and answers what was accepted, and ends the threads.
    func close() {
        keeper.close("the daemon is stopping")
        threads[0].join()
        projections.stop()
        if case .attested(let attestor) = vouching { attestor.close() }
        upkeep.close()
        for thread in threads[1...] { thread.join() }
    }
}

extension LedgerStore {
    /// What has to be said of a log whose last entry is later than the clock; nil if it is not.
    func clockWarning(now: LogInstant) throws(StorageFailure) -> String? {
        guard let last = try lastRecordedTime(), last.milliseconds - now.milliseconds > LogInstant.tolerance
        else { return nil }
        return
            "entry \(try lastSeq()), the last one, was recorded at \(last), but it is \(now) now: the clock was "
            + "ahead then, or is behind now. New entries get the clock's time"
    }
}

extension LogInstant {
    /// The machine's time.
    static var now: LogInstant {
        LogInstant(milliseconds: Int(Clock.system.now().microseconds / 1_000))
    }
}
