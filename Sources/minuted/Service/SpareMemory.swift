// Keeping the daemon small. A daemon that does little most of the time has more use for the memory elsewhere:
// SQLite's caches are bounded together, and what glibc keeps for later goes back to the system once there is nothing
// to do (Housekeeping) or a long piece of work is done.

import Glibc
import Ledger

/// How the daemon holds no more memory than it needs.
enum SpareMemory {
    /// What SQLite's caches may take together, in bytes. Without a bound a dozen connections come to 25 MiB, most
    /// of it the log writer's; appends, queries and rebuilds take as long with it as without.
    private static let caches = 12 << 20

    // mallopt(3). These are not in the headers that Swift reads.
    private enum Option: Int32 {
        case trimThreshold = -1
        case topPad = -2
        case mmapThreshold = -3
        case arenaMax = -8
    }

    /// Bounds what is kept. To be called before threads are started.
    static func keepSmall() {
        CacheLimit.set(caches)
        // Threads share the main arena and this thread's. Per-thread arenas cost more system calls and release memory
        // poorly.
        set(.arenaMax, 1)
        // glibc's own values to begin with; said here, they stay, and do not grow with the largest block that was
        // ever freed. What a large report needed goes back when it has been sent.
        set(.mmapThreshold, 128 << 10)
        set(.trimThreshold, 128 << 10)
        // Grown by a mebibyte at a time instead, which takes fewer system calls.
        set(.topPad, 1 << 20)
    }

    private static func set(_ option: Option, _ value: Int32) {
        typealias Function = @convention(c) (Int32, Int32) -> Int32
        guard let found = dlsym(nil, "mallopt") else { return }
        _ = unsafeBitCast(found, to: Function.self)(option.rawValue, value)
    }

    /// Gives what is free back to the system (malloc_trim(3)), after work that took much for a moment.
    static func release() {
        typealias Trim = @convention(c) (Int) -> Int32
        guard let found = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(found, to: Trim.self)(0)
    }
}
