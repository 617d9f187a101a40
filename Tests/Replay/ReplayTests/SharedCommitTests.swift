// Submissions that share a commit: what is refused or only tried leaves nothing behind for those after it, and they
// see all that those before them recorded, which no other connection can see yet.

import Foundation
import Governance
import Ledger
import Logging
import RecordKeeping
import ReplayKit
import Reports
import Synchronization
import Testing

@Suite("Submissions that share a commit") struct SharedCommitTests {
    private typealias Outcome = Result<[CommandReceipt], SubmissionFailure>

    /// Restores Stockton's history and records all submissions in the commit after it: they wait already when the
    /// keeper begins.
    private func outcomes(_ submissions: [Submission]) async throws -> (outcomes: [Outcome], commits: [Int]) {
        let history = try Replay.stockton.history()
        return try await withTemporaryDirectory { directory in
            let ledger = try LedgerStore.open(directory: directory)
            let commits = Mutex<[Int]>([])
            let keeper = RecordKeeper(ledger: ledger, log: Logger(label: "shared")) { seq in
                commits.withLock { $0.append(seq) }
            }
            let isRead = Mutex(false)
            keeper.restore({
                isRead.withLock { isRead in
                    defer { isRead = true }
                    return isRead ? nil : history
                }
            }) { _ in }
            let found = Mutex<[Outcome]>([])
            for submission in submissions {
                keeper.submit(submission) { outcome in found.withLock { $0.append(outcome) } }
            }
            keeper.close("the test is over")
            keeper.start { _ in }.join()
            return (found.withLock { $0 }, commits.withLock { $0 })
        }
    }

    private func submission(_ commands: any Command..., isDryRun: Bool = false) -> Submission {
        Submission(
            commands.map { SubmittedCommand("\(type(of: $0))", $0) }, actor: "uid:1(clerk)",
            isDryRun: isDryRun)
    }

    private func schedule(_ starts: String) -> ScheduleMeeting {
        var command = ScheduleMeeting()
        (command.body, command.starts) = ("malap", starts)
        return command
    }

    private func cancel(_ meeting: String) -> CancelMeeting {
        var command = CancelMeeting()
        (command.meeting, command.reason) = (meeting, "not quorate")
        return command
    }

    private func register(_ person: String) throws -> RegisterPerson {
        var command = RegisterPerson()
        (command.name, command.kind) = ("Officer \(person)", .officer)
        command.person = try PersonID(text: person)
        return command
    }

    private func subjects(_ outcome: Outcome) throws -> [String] {
        try outcome.get().flatMap(\.entries).map(\.subject)
    }

    @Test("what is taken back with a refused command can be recorded by the next submission")
    func refused() async throws {
        let (outcomes, commits) = try await outcomes([
            submission(schedule("2030-01-10T10:00"), try register("officer-1")),
            submission(schedule("2030-01-11T10:00"), try register("officer-2"), cancel("malap-2031-01-01")),
            submission(schedule("2030-01-11T10:00"), try register("officer-2")),
            submission(cancel("malap-2030-01-10"), cancel("malap-2030-01-11")),
        ])
        #expect(try subjects(outcomes[0]) == ["meeting/malap-2030-01-10", "person/officer-1"])
        guard case .failure(.refused(command: 2, _)) = outcomes[1] else {
            Issue.record("not refused for its third command: \(outcomes[1])")
            return
        }
        #expect(try subjects(outcomes[2]) == ["meeting/malap-2030-01-11", "person/officer-2"])
        #expect(try outcomes[2].get().allSatisfy(\.isChange))
        // The first meeting was recorded before the refusal, in the commit that is still open.
        #expect(try subjects(outcomes[3]) == ["meeting/malap-2030-01-10", "meeting/malap-2030-01-11"])
        let entries = try Replay.stockton.history().lines.count
        #expect(commits == [entries, entries + 6])
    }

    @Test(
        "whoever sends one command does not wait for the large submission behind it: that has a commit of its own"
    )
    func largeOneBehind() async throws {
        let large = Submission(
            try (1...100).map { SubmittedCommand("RegisterPerson", try register("officer-\($0)")) },
            actor: "uid:2(other)")
        let (outcomes, commits) = try await outcomes([
            submission(schedule("2030-01-10T10:00")), large, submission(schedule("2030-01-11T10:00")),
        ])
        #expect(try outcomes.allSatisfy { try $0.get().allSatisfy(\.isChange) })
        let entries = try Replay.stockton.history().lines.count
        #expect(commits.prefix(2) == [entries, entries + 1])
        #expect(commits.last == entries + 102)
    }

    @Test("a trial leaves nothing behind, and sees what is not committed yet")
    func trial() async throws {
        let (outcomes, _) = try await outcomes([
            submission(schedule("2030-01-10T10:00")),
            submission(cancel("malap-2030-01-10"), try register("officer-1"), isDryRun: true),
            submission(try register("officer-1")),
            submission(cancel("malap-2030-01-10")),
            submission(cancel("malap-2030-01-10"), isDryRun: true),
        ])
        #expect(try subjects(outcomes[1]) == ["meeting/malap-2030-01-10", "person/officer-1"])
        #expect(try subjects(outcomes[2]) == ["person/officer-1"])
        #expect(try subjects(outcomes[3]) == ["meeting/malap-2030-01-10"])
        // It is cancelled by now, so there is nothing left to change, or a rule says so.
        #expect((try? subjects(outcomes[4])) ?? [] == [])
    }

    @Test("the six hundredth decision of one title gets an identifier of its own, also in a later commit")
    func sameTitles() async throws {
        // A commit takes 512 submissions at the most, so the last ones find the others in the log.
        let (outcomes, commits) = try await outcomes(
            (1...600).map { number in
                var command = RecordDecision()
                (command.title, command.body, command.made) = ("Minutes", "cabinet", "2008-02-07")
                command.how = "by circulation"
                var resolution = Resolution()
                (resolution.number, resolution.text) = (
                    1, "That the minutes of meeting \(number) be approved."
                )
                command.resolutions = [resolution]
                return submission(command)
            })
        let subjects = try outcomes.flatMap { try self.subjects($0) }
        #expect(subjects.count == 600)
        #expect(Set(subjects).count == 600)
        #expect(subjects.last == "decision/minutes-600")
        #expect(commits.count > 2)
    }

    @Test("identifiers beside those of the same submission, and beside those of one taken back")
    func identifiers() async throws {
        let (outcomes, _) = try await outcomes([
            submission(
                schedule("2030-01-10T10:00"), schedule("2030-01-10T14:00"), cancel("malap-2031-01-01")),
            submission(schedule("2030-01-10T16:00"), schedule("2030-01-10T18:00")),
            submission(schedule("2030-01-10T19:00")),
        ])
        #expect(throws: SubmissionFailure.self) { try outcomes[0].get() }
        #expect(try subjects(outcomes[1]) == ["meeting/malap-2030-01-10", "meeting/malap-2030-01-10-2"])
        #expect(try subjects(outcomes[2]) == ["meeting/malap-2030-01-10-3"])
    }
}
