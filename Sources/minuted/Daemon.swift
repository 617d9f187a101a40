// The daemon: opens the record, serves it, and stops in order. Recovery after a crash is this same start.

import Control
import ControlServer
import Glibc
import Ledger
import Logging
import Projections
import RecordKeeping
import Systemd
import UnixSignals

/// One run of the daemon.
struct Daemon {
    let stateDirectory: String
    let socket: String
    let configuration: String?
    private let manager = ServiceManager()

    init(stateDirectory: String, socket: String, configuration: String?) {
        (self.stateDirectory, self.socket, self.configuration) = (stateDirectory, socket, configuration)
    }

    /// Runs until told to stop.
    ///
    /// - Returns: the exit status.
    func run() async -> Int32 {
        umask(0o077)
        bootstrapLogging()
        let log = Logger(label: "minuted")
        log.report(.started, "minuted \(Minuted.version) starts with the record in \(stateDirectory)")
        do {
            let (settings, roles) = try Settings.read(configuration)
            let record = try OpenRecord(directory: stateDirectory, log: log)
            defer { record.close() }
            return try await serve(record, settings, roles, log)
        } catch let error as SettingsError {
            log.report(.configurationRefused, "\(error)")
            return ExitStatus.configuration
        } catch {
            log.report(.storageFault, "cannot start: \(error)")
            return ExitStatus.unavailable
        }
    }

    private func serve(
        _ record: OpenRecord, _ settings: Settings, _ roles: RoleMap, _ log: Logger
    ) async throws -> Int32 {
        let clients = Watched<VarlinkServer?>(nil)
        let desk = Desk(
            keeper: record.keeper, projections: record.projections, ledger: record.ledger, clock: .system,
            log: log, uploads: try Uploads(directory: "\(stateDirectory)/uploads"), roles: roles,
            committed: record.committed, clientCount: { clients.with { $0?.clientCount ?? 0 } })
        let server = try server(desk, settings, log)
        clients.with { $0 = server }
        try await listen(server)
        let entries = record.committed.with { $0 }
        manager.ready(status: "\(entries) entries recorded")
        log.report(.ready, "ready: \(entries) entries recorded")
        let watchdog = feedWatchdog(record)
        await untilStopped(desk, log)
        watchdog?.cancel()
        manager.stopping(status: "answering what was accepted")
        log.report(.stopping, "stopping")
        await server.stop(within: .seconds(10))
        clients.with { $0 = nil }
        desk.threads.stop()
        log.report(.stopped, "stopped: \(record.committed.with { $0 }) entries recorded")
        return 0
    }

    private func server(_ desk: Desk, _ settings: Settings, _ log: Logger) throws -> VarlinkServer {
        var configuration = VarlinkServer.Configuration(
            identity: ServiceIdentity(
                vendor: "Minuted", product: "minuted", version: Minuted.version,
                url: "https://minuted.example"))
        configuration.clients = settings.clients ?? configuration.clients
        let served = InterfaceName.allCases.map {
            ServedInterface(VerbTable.definition(of: $0), handler: desk)
        }
        return try VarlinkServer(configuration, interfaces: served, logger: log)
    }

    private func listen(_ server: VarlinkServer) async throws {
        let inherited = try InheritedSocket.all()
        if let first = inherited.first(where: { $0.name == "varlink" }) ?? inherited.first {
            try await server.listen(inherited: first.descriptor)
        } else {
            try await server.listen(on: socket)
        }
    }

    /// Tells the service manager that the writer's loop goes round, not merely that the process is there.
    private func feedWatchdog(_ record: OpenRecord) -> Task<Void, Never>? {
        guard let interval = manager.watchdogInterval else { return nil }
        let manager = manager
        return Task {
            while !Task.isCancelled {
                record.keeper.whenIdle { manager.watchdogPing() }
                try? await Task.sleep(for: interval)
            }
        }
    }

    /// Waits for SIGTERM or SIGINT; takes a changed configuration into use on SIGHUP.
    private func untilStopped(_ desk: Desk, _ log: Logger) async {
        for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup) {
            guard signal == .sighup else { return }
            manager.reloading(status: "reading the configuration")
            do {
                desk.use(try Settings.read(configuration).roles)
                log.report(.configurationReloaded, "the configuration is in use")
            } catch {
                log.report(.configurationRefused, "the configuration stays as it was: \(error)")
            }
            manager.ready()
        }
    }
}

/// The record, open: the log, its keeper and its projections, each on its own thread.
private final class OpenRecord: Sendable {
    let ledger: LedgerStore
    let projections: ProjectionStore
    let keeper: RecordKeeper
    /// The last entry that is acknowledged.
    let committed: Watched<Int>
    private let threads: [WorkerThread]

    init(directory: String, log: Logger) throws {
        let ledger = try LedgerStore.open(directory: directory)
        let projections = try ProjectionStore(directory: "\(directory)/projections", ledger: ledger)
        let committed = Watched(try ledger.lastSeq())
        let keeper = RecordKeeper(ledger: ledger, log: log) { seq in
            committed.update { $0 = seq }
            projections.committed(seq)
        }
        let started = Watched<Result<Void, any Error>?>(nil)
        let keeping = keeper.start { result in started.update { $0 = result } }
        try started.wait { $0 }.get()
        threads = [keeping, projections.start()]
        (self.ledger, self.projections, self.keeper, self.committed) = (
            ledger, projections, keeper, committed
        )
    }

    /// Records and answers what was accepted, and ends the threads.
    func close() {
        keeper.close("the daemon is stopping")
        threads[0].join()
        projections.stop()
        threads[1].join()
    }
}
