// How answers, failures and hints look.

import Codec
import Control
import Governance
import Reports
import Testing

@testable import minutectl

@Suite("What people are shown")
struct OutputTests {
    @Test("a refusal says the remedy and what may have been meant, and the rule and the record to who asks")
    func refusal() {
        let failure = Failure(
            Rejection(
                "unambiguous-person", "person/smith", "\"smith\" matches several.",
                remedy: "Use an identifier.",
                candidates: ["smith-a", "smith-b"]))
        #expect(
            failure.text() == """
                "smith" matches several.
                Use an identifier.
                Choose from:
                  smith-a
                  smith-b

                """)
        #expect(
            failure.text(isVerbose: true).contains("\nRule unambiguous-person, record person/smith.\nUse an"))
        #expect(failure.status == .refused)
    }

    @Test("no text from elsewhere steers the terminal")
    func harmless() {
        let failure = Failure(.refused, "a\u{1B}[31mb\u{202E}c", ["\u{7}x\u{9B}"])
        #expect(failure.text() == "a\u{FFFD}[31mb\u{FFFD}c\n\u{FFFD}x\u{FFFD}\n")
    }

    private func failure(_ name: String, _ parameters: some Record) -> Failure {
        Failure(.refused(VarlinkErrorReply(name: name, parameters: JSONObject(parameters))))
    }

    @Test("errors of the daemon become sentences and exit statuses")
    func errors() {
        let role = failure("org.minuted.Records.RoleMissing", RoleMissingReply(.clerk, you: "uid:5(lee)"))
        #expect(role.status == .refused)
        #expect(role.message == "This needs the role clerk, which you (uid:5(lee)) do not have.")
        let unavailable = failure("org.minuted.Queries.Unavailable", UnavailableReply("The disk is full."))
        #expect(unavailable.status == .unreachable)
        #expect(unavailable.message == "The disk is full.")
        let refused = failure(
            "org.minuted.Records.Refused", RefusedReply(Rejection("r", "x/y", "No.", remedy: ""), command: 3))
        #expect(refused.command == 3)
        #expect(refused.record == "x/y")
        #expect(failure("org.varlink.service.MethodNotFound", NoParameters()).details.count == 1)
        #expect(failure("org.example.Odd", NoParameters()).message.contains("org.example.Odd"))
        #expect(failure("org.minuted.Records.Refused", NoParameters()).status == .refused)
    }

    @Test("when the outcome of a command is not known, people are told how to give it again safely")
    func unknownOutcome() {
        for lost in [CallFailure.connectionLost("x"), .timedOut] {
            let command = Failure(lost, commandId: "minutectl-7")
            #expect(command.status == .unreachable)
            #expect(command.text().contains("--command-id minutectl-7"))
            #expect(!Failure(lost).text().contains("--command-id"))
        }
    }

    @Test("places in parameters are taken apart as they are put together")
    func places() {
        let error = FieldError("x", path: ["constitution", "bodies", "3", "terms", "0", "quorum"])
        #expect(Failure.steps(of: error.place) == error.path)
        #expect(Failure(.badField(error, in: "X")).path == error.path)
    }

    @Test("colours are not for everyone")
    func colors() {
        #expect(Screen.wantsColors { _ in nil })
        #expect(!Screen.wantsColors { $0 == "NO_COLOR" ? "1" : nil })
        #expect(Screen.wantsColors { $0 == "NO_COLOR" ? "" : nil })
        #expect(!Screen.wantsColors { $0 == "TERM" ? "dumb" : nil })
    }

    @Test("the pager is the user's own, less, or none")
    func pager() {
        #expect(Pager.command { _ in nil } == "less -FRX")
        #expect(Pager.command { _ in "most -s" } == "most -s")
        #expect(Pager.command { _ in "" } == nil)
        #expect(Pager.command { _ in "cat" } == nil)
    }

    @Test("long lines take several lines of the screen")
    func lineCount() {
        #expect(Pager.lineCount("a\nb\n", width: nil) == 2)
        #expect(Pager.lineCount("", width: 80) == 0)
        #expect(Pager.lineCount("\n\n", width: 80) == 2)
        #expect(Pager.lineCount(String(repeating: "x", count: 81) + "\ny\n", width: 80) == 3)
    }

    @Test("those expected and not recorded are named, with what to do")
    func missing() {
        var report = MeetingReport()
        report.meeting.id = "malap-2007-09-06"
        #expect(MissingFromRoll.note(report) == nil)
        for (person, name, standing, isExpected) in [
            ("okafor", "Jane Okafor", Standing.present, true), ("jones", "Ann Jones", nil, true),
            ("yp-7f3a", "yp-7f3a", nil, true), ("lee", "Lee", nil, false),
        ] as [(String, String, Standing?, Bool)] {
            var line = RollValue()
            (line.person, line.name, line.standing, line.isExpected) = (person, name, standing, isExpected)
            report.roll.append(line)
        }
        let note = MissingFromRoll.note(report) ?? ""
        #expect(note.contains("  Ann Jones (jones)\n  yp-7f3a\n"))
        #expect(note.contains("attendance correct malap-2007-09-06 person/jones absent"))
        #expect(note.contains("--others absent"))
        #expect(!note.contains("Okafor") && !note.contains("Lee"))
    }

    @Test("a receipt names the records that it is about")
    func receipt() {
        var receipt = CommandReceipt()
        (receipt.isChange, receipt.first, receipt.last) = (true, 7, 7)
        var entry = RecordedEntry()
        (entry.seq, entry.type, entry.subject) = (
            7, "org.minuted.meeting.scheduled", "meeting/malap-2007-09-06"
        )
        receipt.entries = [entry]
        #expect(
            ShownReceipt(receipt).text(TextStyle())
                == "Recorded as entry 7.\n  meeting/malap-2007-09-06: meeting scheduled\n")
        #expect(ShownReceipt(receipt).text(TextStyle(hasLegend: false)) == "Recorded as entry 7.\n")
        #expect(receipt.subjectId == "malap-2007-09-06")
    }

    @Test("a word is one word to a shell")
    func quoted() {
        #expect(RemoteShell.quoted("/run/a b") == "'/run/a b'")
        #expect(RemoteShell.quoted("it's; rm") == "'it'\\''s; rm'")
    }

    @Test("an entry is followed as one line in every form")
    func followed() throws {
        var value = EntryValue()
        (value.seq, value.subject, value.what) = (3, "council/x", "founded\nas \"x\"")
        let json = JSONObject(value)
        for format in OutputFormat.allCases {
            let line = LogCommands.Follow.line(value, json, format)
            #expect(line.utf8.last == UInt8(ascii: "\n"), "\(format)")
            if format != .csv, format != .excel { #expect(line.count { $0.isNewline } == 1, "\(format)") }
        }
    }
}
