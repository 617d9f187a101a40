// While nothing may be recorded: what was recorded before has its first receipt, and only what was not is refused.

import Governance
import Ledger
import Logging
import RecordKeeping
import ReplayKit
import Reports
import Synchronization
import Testing

@Suite("While nothing may be recorded") struct ClosedGateTests {
    private func submission(_ commandId: String?, _ starts: String) -> Submission {
        var command = ScheduleMeeting()
        (command.body, command.starts) = ("malap", starts)
        return Submission(
            [SubmittedCommand("ScheduleMeeting", command, commandId: commandId)], actor: "uid:1(clerk)")
    }

    @Test("a repeated command gets its first receipt, a new one the reason")
    func repeated() async throws {
        let history = try Replay.stockton.history()
        let outcomes = try await withTemporaryDirectory { directory in
            let ledger = try LedgerStore.open(directory: directory)
            let closed = Mutex<String?>(nil)
            let keeper = RecordKeeper(
                ledger: ledger, log: Logger(label: "gate"), gate: { closed.withLock { $0 } },
                onCommit: { _ in })
            let isRead = Mutex(false)
            keeper.restore({
                isRead.withLock { isRead in
                    defer { isRead = true }
                    return isRead ? nil : history
                }
            }) { _ in }
            let found = Mutex<[Result<[CommandReceipt], SubmissionFailure>]>([])
            func submit(_ submission: Submission) {
                keeper.submit(submission) { outcome in found.withLock { $0.append(outcome) } }
            }
            submit(submission("c-1", "2030-01-10T10:00"))
            keeper.whenIdle { closed.withLock { $0 = "the disk is full" } }
            submit(submission("c-1", "2030-01-10T10:00"))
            submit(submission("c-1", "2030-01-11T10:00"))
            submit(submission("c-2", "2030-01-12T10:00"))
            submit(submission(nil, "2030-01-10T10:00"))
            keeper.close("the test is over")
            keeper.start { _ in }.join()
            return found.withLock { $0 }
        }
        #expect(outcomes.count == 5)
        let first = try outcomes[0].get()[0]
        let again = try outcomes[1].get()[0]
        #expect(again.isRepeated && again.first == first.first && again.last == first.last)
        // Another content under the same name is no repetition.
        for outcome in outcomes[2...] {
            #expect(throws: SubmissionFailure.closed("the disk is full")) { try outcome.get() }
        }
    }
}
