// Whoever hangs up takes the work along that is being done for them: on the query threads, and over the socket.

import Attestation
import Control
import ControlServer
import CorpusKit
import Foundation
import Ledger
import SQLite
import Synchronization
import Testing

@testable import minuted

@Suite("Clients that hang up while they are being answered", .timeLimit(.minutes(5)))
struct HangUpTests {
    /// More rows than any machine counts in the time of a test: it only ends if somebody ends it.
    private static let endless =
        "WITH RECURSIVE number(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number) SELECT max(value) FROM number"

    @Test("a thread ends what it is in the middle of, and takes the next user's question")
    func queryThreads() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).db").path
        defer { for end in ["", "-wal", "-shm"] { unlink(path + end) } }
        let pool = try DatabasePool(path: path)
        let threads = QueryThreads(count: 1)
        let isThere = Atomic(true)
        let outcome = Mutex<(any Error)?>(nil)
        let begun = DispatchSemaphore(value: 0)
        let ended = DispatchSemaphore(value: 0)
        let next = DispatchSemaphore(value: 0)
        let looks = Atomic(0)
        let isWanted = { @Sendable in
            // The second look is one from within the statement.
            if looks.wrappingAdd(1, ordering: .relaxed).newValue == 2 { begun.signal() }
            return isThere.load(ordering: .acquiring)
        }
        let isTaken = threads.run(for: 1, isWanted: isWanted) {
            do { _ = try pool.read { try Int.fetchOne($0, sql: Self.endless) } } catch {
                outcome.withLock { $0 = error }
            }
            ended.signal()
        }
        #expect(isTaken)
        #expect(threads.run(for: 2, isWanted: { true }) { next.signal() })
        begun.wait()
        isThere.store(false, ordering: .releasing)
        ended.wait()
        next.wait()
        #expect(outcome.withLock { ($0 as? StorageFailure)?.isOfInterruption } == true)
        #expect(threads.stop(withinMilliseconds: 60_000))
    }
}

extension HangUpTests {
    @Test("one thread is left to users for whom none works, however many others have asked")
    func oneIsLeft() {
        let threads = QueryThreads(count: 3)
        let (begun, go, done) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        for _ in 0..<10 {
            for user: UInt32 in [1, 2] {
                let isTaken = threads.run(for: user, isWanted: { true }) {
                    begun.signal()
                    go.wait()
                }
                #expect(isTaken)
            }
        }
        begun.wait()
        begun.wait()
        // Both have a thread, and eighteen of their calls wait. Who comes now does not.
        #expect(threads.run(for: 3, isWanted: { true }) { done.signal() })
        done.wait()
        for _ in 0..<20 { go.signal() }
        for _ in 0..<18 { begun.wait() }
        #expect(threads.stop(withinMilliseconds: 60_000))
    }

    @Test("what a user's questions took counts half after five seconds, and much of it is no little")
    func recentUse() {
        var use = RecentUse()
        #expect(use.isLittle(of: 1, at: 100))
        // Two fifths of a processor, all the time, come to 2.886 seconds.
        use.add(2.88, of: 1, at: 100)
        #expect(use.isLittle(of: 1, at: 100))
        use.add(0.01, of: 1, at: 100)
        #expect(!use.isLittle(of: 1, at: 100))
        #expect(use.isLittle(of: 2, at: 100))
        use.add(2.88, of: 1, at: 105)
        #expect(!use.isLittle(of: 1, at: 105))
        #expect(use.isLittle(of: 1, at: 108))
    }

    @Test("of more users than can be kept the one that counts least is let go of")
    func manyUsers() {
        var use = RecentUse()
        for user in 0..<300 { use.add(user == 7 ? 60 : 3, of: UInt32(user), at: 100) }
        #expect(!use.isLittle(of: 7, at: 100))
        #expect(!use.isLittle(of: 299, at: 100))
    }

    @Test("what clients left behind that have gone is not held against those of the same user who are there")
    func leftBehind() {
        let threads = QueryThreads(count: 1, mostOfUser: 4)
        let (begun, go, done) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        let busy = threads.run(for: 1, isWanted: { true }) {
            begun.signal()
            go.wait()
        }
        #expect(busy)
        begun.wait()
        let isThere = Atomic(true)
        for _ in 0..<4 {
            let isTaken = threads.run(for: 1, isWanted: { isThere.load(ordering: .acquiring) }) {
                Issue.record("nobody waits for this")
            }
            #expect(isTaken)
        }
        #expect(!threads.run(for: 1, isWanted: { true }) {})
        isThere.store(false, ordering: .releasing)
        #expect(threads.run(for: 1, isWanted: { true }) { done.signal() })
        go.signal()
        done.wait()
        #expect(threads.stop(withinMilliseconds: 60_000))
    }

    @Test("the daemon drops a look into the past whose client has gone, and answers the next one whole")
    func daemon() throws {
        let daemon = try RunningDaemon(configuration: "loglevel: debug\n")
        #expect(daemon.stop() == 0)
        do {
            try FileManager.default.removeItem(atPath: daemon.state)
            let ledger = try LedgerStore.open(directory: daemon.state)
            let attestor = try Attestor(ledger)
            let head = attestor.start()
            var corpus = Corpus(.mix)
            try corpus.write(20_000, by: try Corpus.writer(of: ledger, observers: [attestor.makeObserver()]))
            attestor.close()
            head.join()
        }
        try daemon.start()
        let honest = try RawConnection(daemon)
        #expect(honest.ask("Queries.Groups")?.contains(#""report""#) == true)
        let ended = "org.minuted.Queries.Groups ended early"
        // Each is of another moment, and takes a while to fold; it is begun when the one asked for behind it is answered.
        for seq in 19_900..<19_950 where !daemon.journal.contains(ended) {
            do {
                let hostile = try RawConnection(daemon)
                hostile.call("Queries.Groups", #"{"asknownon":"\#(seq)"}"#)
                #expect(honest.ask("Ledger.List", #"{"limit":1}"#) != nil)
            }
            #expect(honest.ask("Service.Status")?.contains(#""report""#) == true)
        }
        #expect(daemon.journal.contains(ended))
        let past = honest.ask("Queries.Groups", #"{"asknownon":"19999"}"#)
        #expect(past?.contains(#""position":19999"#) == true, "\(past ?? "")")
        #expect(try daemon.minutectl("projection", "verify").status == 0)
    }
}
