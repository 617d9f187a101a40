// Random bits that are fetched ahead are given to one caller each.

import Ledger
import Testing

@Suite("Random bits") struct RandomBitsTests {
    @Test("threads that ask at once are never given the same")
    func distinct() {
        let bits = RandomBits()
        let given = Watched<[UInt64]>([])
        let threads = (0..<4).map { _ in
            WorkerThread {
                let mine = (0..<2_000).map { _ in bits.next() }
                given.with { $0 += mine }
            }
        }
        for thread in threads { thread.join() }
        // Of 8,000 out of 2⁶⁴ two are the same by chance once in 10¹² runs.
        #expect(Set(given.with { $0 }).count == 8_000)
    }
}
