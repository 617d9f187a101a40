// The system's random bits for identifiers. Not for keys: what is kept ahead lies in memory.

import Glibc
import Synchronization

/// The system's random bits, fetched for many uses at a time: to ask for each costs a system call.
public final class RandomBits: Sendable {
    private let kept = Mutex<[UInt64]>([])

    public init() {}

    /// 64 bits that nobody else has been given.
    public func next() -> UInt64 {
        kept.withLock { kept in
            if kept.isEmpty {
                // getentropy gives 256 bytes at most.
                kept = [UInt64](unsafeUninitializedCapacity: 32) { buffer, count in
                    count = getentropy(buffer.baseAddress, 256) == 0 ? 32 : 0
                }
            }
            return kept.popLast() ?? UInt64.random(in: .min ... .max)
        }
    }
}
