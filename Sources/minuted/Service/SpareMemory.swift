// Giving memory back. A rebuild takes tens of MiB for a moment, and glibc keeps what is freed for later, of which
// there is none.

import Glibc

/// Gives what is free in the heap back to the system (malloc_trim(3)).
func releaseSpareMemory() {
    // Not in the headers that Swift reads.
    guard let found = dlsym(nil, "malloc_trim") else { return }
    typealias Trim = @convention(c) (Int) -> Int32
    _ = unsafeBitCast(found, to: Trim.self)(0)
}
