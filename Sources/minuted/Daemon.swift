// The daemon: opens the record, serves it, and stops in order. Recovery after a crash is this same start.

import Control
import ControlServer
import Glibc
import Governance
import Ledger
import Logging
import Projections
import RecordKeeping
import Systemd

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
        SpareMemory.keepSmall()
        // Read first, because it says how much is logged.
        let configured = Result { () throws(SettingsError) in try Settings.read(configuration) }
        let level = (try? configured.get())?.settings.logLevel?.level ?? .info
        bootstrapLogging(level: level)
        var log = Logger(label: "minuted")
        log.logLevel = level
        log.report(.started, "minuted \(Minuted.version) starts with the record in \(stateDirectory)")
        do {
            try Resources.require()
            let (settings, roles) = try configured.get()
            let disk = DiskWatch(directory: stateDirectory, minimum: settings.minimumFreeSpace, log: log)
            let record = try OpenRecord(
                directory: stateDirectory, settings: settings, disk: disk, manager: manager, log: log)
            defer { record.close() }
            return try await serve(record, disk, settings, roles, log)
        } catch {
            let failure = StartFailure(error, stateDirectory: stateDirectory)
            let event: JournalEvent = error is SettingsError ? .configurationRefused : .startFailed
            log.report(event, "cannot start: \(failure)", metadata: ["status": "\(failure.status)"])
            return failure.status
        }
    }

    private func serve(
        _ record: OpenRecord, _ disk: DiskWatch, _ settings: Settings, _ roles: RoleMap, _ log: Logger
    ) async throws -> Int32 {
        let clients = Watched<VarlinkServer?>(nil)
        let desk = Desk(
            keeper: record.keeper, projections: record.projections, ledger: record.ledger, clock: .system,
            log: log, uploads: try Uploads(directory: "\(stateDirectory)/uploads"), roles: roles,
            notices: settings.notices ?? NoticeLimits(), committed: record.committed,
            vouching: record.vouching, disk: disk, clockWatch: record.clock,
            contents: record.contents,
            clientCount: { clients.with { $0?.clientCount ?? 0 } })
        let server = try server(desk, settings, log)
        clients.with { $0 = server }
        let watchdog = feedWatchdog(record)
        // Until then a stop ends the process at once, however much there is to fold, as a power cut would.
        signal(SIGHUP, SIG_IGN)
        try record.catchUp(manager)
        signal(SIGHUP, SIG_DFL)
        let signals = await Signals.arriving(SIGTERM, SIGINT, SIGHUP)
        try await listen(server)
        let housekeeping = Housekeeping(manager, record, desk, log)
        manager.ready(status: housekeeping.status)
        log.report(.ready, "ready: \(record.committed.last) entries recorded")
        let round = Task { await housekeeping.run() }
        await untilStopped(signals, desk, housekeeping, log)
        round.cancel()
        manager.stopping(status: "answering what was accepted")
        log.report(.stopping, "stopping")
        endInTime(log)
        record.keeper.stopIntakes("the service is stopping")
        await server.stop(within: .milliseconds(Limits.stopCalls))
        watchdog?.cancel()
        clients.with { $0 = nil }
        desk.threads.stop(withinMilliseconds: Limits.stopThreads)
        log.report(.stopped, "stopped: \(record.committed.last) entries recorded")
        return 0
    }

    private func server(_ desk: Desk, _ settings: Settings, _ log: Logger) throws -> VarlinkServer {
        var configuration = VarlinkServer.Configuration(
            identity: ServiceIdentity(
                vendor: "Minuted", product: "minuted", version: Minuted.version,
                url: "https://minuted.example"))
        configuration.clients = min(settings.clients ?? configuration.clients, Resources.clients)
        let served = InterfaceName.allCases.map {
            ServedInterface(VerbTable.definition(of: $0), handler: desk)
        }
        return try VarlinkServer(configuration, interfaces: served, logger: log)
    }

    /// A stop ends within its time, whatever is still at work: what is acknowledged is on disk, and the next start
    /// is the same as after a power cut.
    private func endInTime(_ log: Logger) {
        // Without a thread for it, the service manager has to end a stop that takes too long.
        try? WorkerThread.detached {
            poll(nil, 0, Int32(Limits.stop))
            log.warning("stopping took too long: ending with work unfinished (nothing acknowledged is lost)")
            _exit(0)
        }
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
    private func untilStopped(
        _ signals: AsyncStream<Int32>, _ desk: Desk, _ housekeeping: Housekeeping, _ log: Logger
    ) async {
        for await signal in signals {
            guard signal == SIGHUP else { return }
            manager.reloading(status: "reading the configuration")
            do {
                let (settings, roles) = try Settings.read(configuration)
                desk.use(roles, settings.notices ?? NoticeLimits())
                desk.disk.use(settings.minimumFreeSpace)
                log.report(.configurationReloaded, "the configuration is in use")
                manager.ready(status: housekeeping.status)
            } catch {
                let refusal = "the configuration was not changed: \(error)"
                log.report(.configurationRefused, "\(refusal)")
                manager.ready(status: "\(housekeeping.status); \(refusal)")
            }
        }
    }
}
