// What is looked after while the daemon serves: the line that `systemctl status` shows, projections that have
// stopped, and memory that is of no use any more.

import Ledger
import Logging
import Projections
import Synchronization
import Systemd

/// Looks after the daemon once a second.
final class Housekeeping: Sendable {
    private struct Seen {
        var status = ""
        var fault: String?
        var checked = -1
        var done = 0
        var isBusy = false
        var damage: String?
    }

    private let manager: ServiceManager
    private let committed: LogEnd
    private let projections: ProjectionStore
    private let desk: Desk
    private let log: Logger
    private let seen = Mutex(Seen())

    init(_ manager: ServiceManager, _ record: OpenRecord, _ desk: Desk, _ log: Logger) {
        (self.manager, self.desk, self.log) = (manager, desk, log)
        (committed, projections) = (record.committed, record.projections)
    }

    /// Goes on until its task is cancelled.
    func run() async {
        while !Task.isCancelled {
            look()
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// The line for `systemctl status`.
    var status: String {
        let clients = desk.clientCount()
        var parts = ["\(committed.last) entries, \(clients) \(clients == 1 ? "client" : "clients")"]
        if let reason = desk.readOnlyReason { parts.append("read-only: \(reason)") }
        if let rebuilding = desk.rebuilding.with({ $0 }) {
            parts.append("rebuilding the projections: \(rebuilding.done) of \(rebuilding.total) entries")
        }
        if let fault = seen.withLock({ $0.fault }) { parts.append("a projection has stopped: \(fault)") }
        return parts.joined(separator: "; ")
    }

    private func look() {
        lookForFaults()
        lookForDamage()
        releaseMemory()
        projections.expireWaiting()
        desk.uploads.expire()
        let status = status
        let isNew = seen.withLock { seen in
            defer { seen.status = status }
            return seen.status != status
        }
        if isNew { manager.status(status) }
    }

    /// Damage to the log is noticed by whoever reads it, and said once.
    private func lookForDamage() {
        guard let reason = desk.ledger.health.reason(directory: desk.ledger.path) else { return }
        let isNew = seen.withLock { seen in
            defer { seen.damage = reason }
            return seen.damage == nil
        }
        if isNew { log.report(.storageFault, "recording has stopped: \(reason)") }
    }

    /// Once nothing was asked or recorded for a second, what the work before needed goes back to the system.
    private func releaseMemory() {
        let done = committed.last + desk.threads.taken
        let isOver = seen.withLock { seen in
            defer { (seen.done, seen.isBusy) = (done, seen.done != done) }
            return seen.isBusy && seen.done == done
        }
        if isOver { SpareMemory.release() }
    }

    /// A projection stops at an entry, so it is asked only when there are new ones, or to see it mended.
    private func lookForFaults() {
        let end = committed.last
        let (checked, before) = seen.withLock { ($0.checked, $0.fault) }
        guard end != checked || before != nil, let state = try? projections.status() else { return }
        let named = state.projections.first { $0.fault != nil }
        let fault =
            state.failure ?? named.map { "\($0.name) before entry \($0.position + 1): \($0.fault ?? "")" }
        let isFolded = fault != nil || state.projections.allSatisfy { $0.position >= end }
        seen.withLock { ($0.fault, $0.checked) = (fault, isFolded ? end : -1) }
        guard let fault, fault != before else { return }
        log.report(
            .projectionFault, "a projection has stopped: \(fault)",
            metadata: named.map { ["projection": "\($0.name)", "position": "\($0.position)"] } ?? [:])
    }
}
