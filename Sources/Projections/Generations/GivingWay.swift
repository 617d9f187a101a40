// Long work gives way to those who ask. A lower priority would do it too, but the daemon's unit forbids the system
// calls that ask for one; giving the processor back every tenth of a millisecond needs no leave.

import CSQLite
import Glibc
import SQLite

/// Gives way within long work.
enum GivingWay {
    /// How many entries are read, and how many of SQLite's instructions are run, until the next time: about a
    /// tenth of a millisecond of either.
    static let (entries, instructions) = (64, 2_000 as Int32)

    /// Lets a thread run that waits for this processor.
    static func now() { sched_yield() }

    /// Makes a connection's statements give way.
    static func within(_ database: Database) {
        sqlite3_progress_handler(
            database.handle, instructions,
            { _ in
                GivingWay.now()
                return 0
            }, nil)
    }
}
