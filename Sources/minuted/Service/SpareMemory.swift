// Keeping the heap small. glibc gives threads heaps of their own and keeps what is freed in each of them for later; a
// daemon that does little most of the time has more use for the memory elsewhere.

import Glibc

/// glibc's own ways with the heap, which are not in the headers that Swift reads.
enum SpareMemory {
    /// Has all threads share two heaps (mallopt(3)). To be called before there are others.
    static func shareHeaps() {
        typealias Option = @convention(c) (Int32, Int32) -> Int32
        guard let found = dlsym(nil, "mallopt") else { return }
        // M_ARENA_MAX
        _ = unsafeBitCast(found, to: Option.self)(-8, 2)
    }

    /// Gives what is free back to the system (malloc_trim(3)), after work that took much for a moment.
    static func release() {
        typealias Trim = @convention(c) (Int) -> Int32
        guard let found = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(found, to: Trim.self)(0)
    }
}
