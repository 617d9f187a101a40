// The daemon's own state and backups as text: what is wrong stands first.

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
            report.text(TextStyle()).hasPrefix("Nothing is recorded: only 8 MiB are free\n\nTest Council"))
        #expect(report.csvTable.text.contains("only 8 MiB are free"))
    }

    @Test func aDaemonThatIsWellSaysNothingOfIt() {
        #expect(report().text(TextStyle()).hasPrefix("Test Council\n"))
    }

    @Test func aBackupSaysWhatItHolds() {
        var summary = BackupSummary()
        (summary.council, summary.entries, summary.lastId) = ("Test Council", 1_234, "e1234")
        (summary.lastRecorded, summary.bytes) = ("2008-03-31T12:00:00.000Z", 99)
        let text = summary.text(TextStyle())
        #expect(text.hasPrefix("Test Council\n"))
        #expect(text.contains("1234 entries, written and read again") || text.contains("1,234 entries"))
        #expect(text.contains("e1234, recorded 2008-03-31T12:00:00.000Z"))
    }
}
