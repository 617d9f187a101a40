// Damage that was noticed while the log was in use. From then on nothing is recorded: what was read last may be
// wrong, and what is decided on top of it would be too.

import CSQLite

/// What is known to be wrong with an open log. Safe to use from any thread.
public final class LogHealth: Sendable {
    private let finding = Watched<(problem: String, isOfIndex: Bool)?>(nil)

    /// The first damage that was found, in words; nil while none is known.
    public var damage: String? { finding.with { $0?.problem } }

    /// Why nothing is recorded, and what to do; nil while no damage is known.
    public func reason(directory: String) -> String? {
        finding.with { finding -> String? in
            switch finding {
            case nil: return nil
            case (let problem, true)?:
                return
                    "the index of the log, \(directory)/\(IndexFile.name), is damaged: \(problem). The record is not in it. "
                    + "Stop minuted, delete that file and start minuted again: the index is rebuilt"
            case (let problem, false)?:
                return
                    "the log in \(directory) is damaged: \(problem). What can be read is still answered. Stop minuted and "
                    + "keep the directory as it is. Then start minuted with an empty state directory and restore the "
                    + "newest backup: minutectl log restore BACKUP/entries.ndjson. `journalctl -k` may name the cause"
            }
        }
    }

    /// Notes damage to the log; the first finding stays.
    func note(_ problem: String) { finding.update { if $0 == nil { $0 = (problem, false) } } }

    /// Notes damage to the index.
    func noteIndex(_ problem: String) { finding.update { if $0 == nil { $0 = (problem, true) } } }
}

extension StorageFailure {
    /// Whether the file itself is at fault, and not the moment.
    package var isDamage: Bool { primaryCode == SQLITE_CORRUPT || primaryCode == SQLITE_NOTADB }
}
