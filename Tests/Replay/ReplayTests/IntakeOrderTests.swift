// Whoever is told that a log has been taken in is answered with it from then on.

import Foundation
import Governance
import Ledger
import Logging
import RecordKeeping
import ReplayKit
import Reports
import Synchronization
import Testing

@Suite("Logs taken in") struct IntakeOrderTests {
    /// What came when: "committed N" when those who follow the log were told, "answered" when the caller was.
    private final class Course: Sendable {
        private let steps = Mutex<[String]>([])

        func note(_ step: String) { steps.withLock { $0.append(step) } }

        var all: [String] { steps.withLock { $0 } }
    }

    private func course(
        _ take: (RecordKeeper, @escaping FilePieces, @escaping @Sendable () -> Void) -> Void
    ) async throws -> [String] {
        let history = try Replay.stockton.history()
        return try await withTemporaryDirectory { directory in
            let ledger = try LedgerStore.open(directory: directory)
            let course = Course()
            let keeper = RecordKeeper(ledger: ledger, log: Logger(label: "intake")) {
                course.note("committed \($0)")
            }
            let thread = keeper.start { _ in }
            let isRead = Mutex(false)
            let pieces: FilePieces = {
                isRead.withLock { isRead in
                    defer { isRead = true }
                    return isRead ? nil : history
                }
            }
            take(keeper, pieces) { course.note("answered") }
            keeper.close("the test is over")
            thread.join()
            return course.all
        }
    }

    @Test func restoredAndAnsweredLast() async throws {
        let entries = try Replay.stockton.history().lines.count
        let restored = try await course { keeper, pieces, answered in
            keeper.restore(pieces) { _ in answered() }
        }
        #expect(restored == ["committed \(entries)", "answered"])
    }

    @Test func importedAndAnsweredLast() async throws {
        let entries = try Replay.stockton.history().lines.count
        let imported = try await course { keeper, pieces, answered in
            keeper.importEntries(pieces, actor: "uid:1(clerk)", keepsGoing: false) { _ in answered() }
        }
        #expect(imported == ["committed \(entries)", "answered"])
    }

    @Test("a log is taken in by the same rules, however few records are kept at hand", arguments: Replay.all)
    func fewAtHand(_ replay: Replay) async throws {
        let history = try replay.history()
        for takesVerbatim in [true, false] {
            let recorded = Mutex<Result<ImportReport, IntakeFailure>?>(nil)
            try await withTemporaryDirectory { directory in
                let ledger = try LedgerStore.open(directory: directory)
                let keeper = RecordKeeper(ledger: ledger, log: Logger(label: "few"), keptRecords: 2) { _ in }
                let thread = keeper.start { _ in }
                let isRead = Mutex(false)
                let pieces: FilePieces = {
                    isRead.withLock { isRead in
                        defer { isRead = true }
                        return isRead ? nil : history
                    }
                }
                if takesVerbatim {
                    keeper.restore(pieces) { result in recorded.withLock { $0 = result } }
                } else {
                    keeper.importEntries(pieces, actor: "uid:1(clerk)", keepsGoing: false) { result in
                        recorded.withLock { $0 = result }
                    }
                }
                keeper.close("the test is over")
                thread.join()
            }
            let report = try #require(recorded.withLock { $0 }).get()
            #expect(report.recorded == history.lines.count)
        }
    }
}
