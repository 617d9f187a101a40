// Why the daemon cannot start: in words that say what to do, with an exit status that says whether a start by
// itself is of any use. Statuses are those of sysexits.h; minuted(8) documents them.

import Attestation
import ControlServer
import Glibc
import Ledger
import RecordKeeping
import Systemd

extension ExitStatus {
    /// The state directory holds what this version does not keep: EX_DATAERR. Not restarted.
    static let foreignRecord: Int32 = 65
    /// The state directory is not the daemon's own: EX_NOPERM. Not restarted.
    static let notPermitted: Int32 = 77
}

/// Why the daemon did not start.
struct StartFailure: Error, CustomStringConvertible {
    let status: Int32
    let description: String

    init(_ status: Int32, _ description: String) {
        (self.status, self.description) = (status, description)
    }

    /// Any error of the start.
    init(_ error: any Error, stateDirectory: String) {
        switch error {
        case let failure as StartFailure: self = failure
        case let error as SettingsError: self.init(ExitStatus.configuration, "\(error)")
        case let error as LedgerError: self.init(error, stateDirectory)
        case let failure as StorageFailure: self.init(failure, stateDirectory)
        case let error as CredentialError: self.init(ExitStatus.configuration, "\(error)")
        case let error as LogKeyError:
            self.init(
                ExitStatus.configuration,
                "\(error); put back the key that belongs to the log, as the credential minuted.signing-key or "
                    + "as \(stateDirectory)/\(LogKey.fileName)")
        case let error as ListenError:
            self.init(ExitStatus.unavailable, "\(error)\(Self.remedy(error))")
        default: self.init(ExitStatus.unavailable, "\(error)")
        }
    }

    private init(_ error: LedgerError, _ directory: String) {
        switch error {
        case .storage(let failure): self.init(failure, directory)
        case .notALedger, .formatVersion: self.init(ExitStatus.foreignRecord, "\(error)")
        case .directoryInUse, .writerExists: self.init(ExitStatus.unavailable, "\(error)")
        }
    }

    private init(_ failure: StorageFailure, _ directory: String) {
        // Codes are SQLite's or the system's, which the message tells apart: 13 is SQLITE_FULL and EACCES.
        let code = Int32(clamping: failure.code)
        let isSystem = failure.message == String(cString: strerror(code))
        let isFull = isSystem ? [ENOSPC, EDQUOT].contains(code) : failure.code == Self.sqliteFull
        if isFull || Self.isFull(directory) {
            self.init(
                ExitStatus.storageFault,
                "\(failure): the file system of \(directory) is full; make room on it (`df \(directory)`), "
                    + "but delete nothing in \(directory)")
        } else if isSystem, [EACCES, EPERM, EROFS].contains(code) {
            self.init(
                ExitStatus.notPermitted,
                "\(failure); \(directory) must exist, be writable, and belong to \(Self.me)")
        } else if failure.isDamage {
            self.init(
                ExitStatus.storageFault,
                "\(failure); the log is damaged. Keep \(directory) as it is, start minuted with an empty state directory, and"
                    + " restore the newest backup: minutectl log restore BACKUP/entries.ndjson")
        } else {
            self.init(
                ExitStatus.storageFault,
                "\(failure); look for the cause with `journalctl -k`; nothing acknowledged is lost")
        }
    }

    /// SQLite's SQLITE_FULL (https://sqlite.org/rescode.html#full).
    private static let sqliteFull = 13

    /// SQLite says of a full disk in many ways that something failed, so the file system is asked too.
    private static func isFull(_ directory: String) -> Bool {
        var status = statvfs()
        guard statvfs(directory, &status) == 0 else { return false }
        return status.f_bavail == 0
    }

    private static func remedy(_ error: ListenError) -> String {
        switch error {
        case .taken(let path):
            "; stop that one first (`ss -xlp src \(path)` shows which it is), or give another --socket"
        case .notASocket: "; remove it, or give another --socket"
        case .pathTooLong: "; give a shorter --socket"
        case .failed: "; the directory of the socket must exist and be writable"
        case .notListening, .stopped: ""
        }
    }

    fileprivate static var me: String {
        let user = geteuid()
        return SystemNames.name(ofUser: user).map { "\($0) (user \(user))" } ?? "user \(user)"
    }
}

/// Makes sure that the state directory, if it is there, belongs to the daemon's own user: another one's would
/// be left with files that its owner cannot open. Root could open it and do just that.
func requireOwnership(of directory: String) throws(StartFailure) {
    let files = [
        "lock", "ledger.db", "ledger.db-wal", "ledger.db-shm", "index.db", "index.db-wal", "index.db-shm",
        "signing.key", "head", "projections", "uploads",
    ]
    for path in [directory] + files.map({ "\(directory)/\($0)" }) {
        var status = stat()
        // An instance's directory is a link that systemd made, so it is the target that counts.
        guard stat(path, &status) == 0, status.st_uid != geteuid() else { continue }
        let owner = SystemNames.name(ofUser: status.st_uid).map { "\($0) (user \(status.st_uid))" }
        throw StartFailure(
            ExitStatus.notPermitted,
            "\(path) belongs to \(owner ?? "user \(status.st_uid)"), and minuted runs as \(StartFailure.me): "
                + "run it as its owner, or change the owner of all of it: chown -R \(geteuid()) \(directory)")
    }
}
