// Room on the disk: with too little of it nothing is recorded, so that the log is never the one to find out,
// in the middle of an entry, that there is none.

import Glibc
import Logging
import Synchronization
import Systemd

/// Watches how much is free where the record lies.
final class DiskWatch: Sendable {
    /// How much has to be free if the configuration does not say.
    static let standard = ByteCount(bytes: 64 << 20)

    private struct State {
        var minimum: ByteCount
        var isLow = false
    }

    private let directory: String
    private let log: Logger
    private let state: Mutex<State>

    init(directory: String, minimum: ByteCount?, log: Logger) {
        (self.directory, self.log) = (directory, log)
        state = Mutex(State(minimum: minimum ?? Self.standard))
    }

    /// Takes another minimum into use.
    func use(_ minimum: ByteCount?) { state.withLock { $0.minimum = minimum ?? Self.standard } }

    /// Why nothing may be recorded now; nil if there is room. Asks the file system, and logs when it changes.
    ///
    /// Once there was too little, a quarter more than the minimum has to be free before it is over, so that it
    /// does not come and go with every entry.
    func reason() -> String? {
        guard let free = free() else { return nil }
        let (minimum, wasLow, isLow) = state.withLock { state in
            let wasLow = state.isLow
            let needed = wasLow ? state.minimum.bytes + state.minimum.bytes / 4 : state.minimum.bytes
            state.isLow = free.bytes < needed
            return (state.minimum, wasLow, state.isLow)
        }
        let reason =
            "only \(free.text) is free on the file system of \(directory), and \(minimum.text) is needed. "
            + "Nothing can be recorded until there is room again"
        if isLow, !wasLow { log.report(.diskLow, "\(reason)") }
        if !isLow, wasLow {
            log.report(.diskRecovered, "\(free.text) is free again on the file system of \(directory)")
        }
        return isLow ? reason : nil
    }

    /// What is free for the daemon's user; nil if the file system does not say.
    private func free() -> ByteCount? {
        var status = statvfs()
        guard statvfs(directory, &status) == 0 else { return nil }
        let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(
            by: UInt64(status.f_frsize))
        return ByteCount(bytes: overflow ? .max : Int(clamping: bytes))
    }
}
