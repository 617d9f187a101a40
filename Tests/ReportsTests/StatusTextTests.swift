// The daemon's own state and backups as text: what is wrong stands first.

import Governance
import Testing

@testable import Reports

@Suite struct StatusTextTests {
    private func report() -> StatusReport {
        var report = StatusReport()
        (report.council, report.entries, report.version, report.clients) = ("Test Council", 7, "1", 1)
        (report.you, report.roles) = ("uid:0(root)", ["administrator"])
        return report
    }

    @Test func aDaemonThatMayNotRecordSaysSoFirst() {
        var report = report()
        report.readOnly = "only 8 MiB are free"
        #expect(
            report.text(TextStyle()).hasPrefix("Recording has stopped: only 8 MiB are free\n\nTest Council"))
        #expect(report.csvTable.text.contains("only 8 MiB are free"))
    }

    @Test func aDaemonThatIsWellSaysNothingOfIt() {
        #expect(report().text(TextStyle()).hasPrefix("Test Council\n"))
    }

    @Test("Answers that are behind the log say so, and not that there is no council and nothing to do")
    func behind() {
        var stopped = StatusReport()
        (stopped.entries, stopped.isComplete, stopped.fault) = (96, false, "the disk is full")
        let text = stopped.text(TextStyle())
        #expect(
            text.hasPrefix("Answers are incomplete, because a projection has stopped: the disk is full\n\n"))
        #expect(text.contains("The council's record cannot be read at the moment"))
        #expect(text.contains("What needs doing is not known"))
        #expect(!text.contains("No council") && !text.contains("Nothing needs"))
        #expect(StatusReport().text(TextStyle()).hasPrefix("No council is set up yet"))
    }

    @Test func whatIsDueLaterThanInTwoWeeksIsNotListedAsDueInTwoWeeks() throws {
        var status = report()
        let today = try #require(CivilDate(iso: "2026-11-29"))
        status.asAt = today
        for (text, day) in [("Soon", "2026-12-13"), ("Later", "2026-12-14"), ("Ended.", "2026-11-28")] {
            status.work.append(
                DigestItem("duty", "duty/x", text, due: CivilDate(iso: day), people: [], on: today))
        }
        let text = status.text(TextStyle())
        #expect(text.contains("Due in the next two weeks (1)\n  - Soon, due 13 December 2026 (duty/x)"))
        #expect(
            text.contains(
                "Due later, but needing attention now (1)\n  - Later, due 14 December 2026 (duty/x)"))
        // A sentence of its own is followed by another one, not by a comma.
        #expect(text.contains("  - Ended. 1 day overdue. (duty/x)"))
    }

    @Test func aFilterThatMatchesNoSixMonthClockSaysNothingOfTheOthers() {
        var report = SixMonthReport()
        #expect(report.text(TextStyle()).contains("no councillor has a seat on the Council"))
        report.others = 12
        #expect(report.text(TextStyle()).contains("No six-month clocks match; 12 do not."))
        #expect(!report.text(TextStyle()).contains("no councillor"))
    }

    @Test func aBackupSaysWhatItHolds() {
        var summary = BackupSummary()
        (summary.council, summary.entries, summary.lastId) = ("Test Council", 1_234, "e1234")
        (summary.lastRecorded, summary.bytes) = ("2008-03-31T12:00:00.000Z", 99)
        let text = summary.text(TextStyle())
        #expect(text.hasPrefix("Test Council\n"))
        #expect(text.contains("1234 entries, written and checked") || text.contains("1,234 entries"))
        #expect(text.contains("e1234, recorded 31 March 2008, noon UTC"))
    }
}
