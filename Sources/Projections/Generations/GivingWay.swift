// Long work gives way to those who ask. A lower priority would do it too, but the daemon's unit forbids the system
// calls that ask for one; giving the processor back every tenth of a millisecond needs no leave.

import CSQLite
import Glibc
import SQLite

/// Gives way within long work.
enum GivingWay {
    /// How many entries are read until the next time: about a tenth of a millisecond.
    static let entries = 64

    /// Lets a thread run that waits for this processor.
    static func now() { sched_yield() }

    /// Makes a connection's statements give way, and end once nobody waits for them.
    static func within(_ database: Database) {
        sqlite3_progress_handler(
            database.handle, Interest.instructions,
            { _ in
                GivingWay.now()
                return Interest.isOver ? 1 : 0
            }, nil)
    }
}
