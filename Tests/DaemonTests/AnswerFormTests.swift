// Answers as web pages and for Excel, agendas with their reports, and what a shell offers, through the real programs.

import Codec
import Foundation
import Testing

@Suite("Answers in other forms, through the real programs", .timeLimit(.minutes(10)))
struct AnswerFormTests {
    @Test(
        "every answer that people ask for is a page with the council's name and its own heading",
        arguments: [
            (["meeting", "list"], "Meetings"), (["decision", "list"], "Decisions"),
            (["person", "show", "councillor-a"], "Councillor A"), (["duty", "list"], "Duties"),
            (["search", "parenting"], "search"), (["status"], "status"),
            (["report", "six-month"], "six"), (["report", "digest"], "overdue"),
            (["minutes", "draft", "Cabinet 2 August 2007"], "minutes"), (["changes"], "recorded since"),
            (["decision", "show", "corporate-parenting-strategy", "--full"], "Corporate Parenting Strategy"),
            (["report", "attendance"], "Attendance"), (["report", "non-attendance"], "Non-attendance"),
        ])
    func pages(_ words: [String], _ heading: String) throws {
        let daemon = try RunningDaemon.stockton()
        let page = try Programs.run(
            Programs.path("minutectl"),
            ["--socket", daemon.socket] + words + (words == ["status"] ? [] : ["--as-at", "1 October 2008"])
                + ["-o", "html"])
        #expect(page.output.hasPrefix("<!DOCTYPE html>"), "\(page.output.prefix(300))\(page.errors)")
        #expect(page.output.contains("Stockton-on-Tees"), "\(words)")
        let title = try #require(page.output.firstMatch(of: /<h1>(.*)<\/h1>/)?.output.1)
        #expect(title.lowercased().contains(heading.lowercased()), "\(title)")
        let texts = page.output.filter { $0.asciiValue.map { $0 < 0x20 && $0 != 0x0A } ?? false }
        #expect(texts.isEmpty)
    }

    @Test("for Excel a table has its mark, and no cell that is run")
    func excel() throws {
        let daemon = try RunningDaemon.stockton()
        _ = try daemon.minutectl("person", "register", "=HYPERLINK(1)", "--kind", "other", "--id", "trick")
        let plain = try daemon.minutectl("person", "list", "-o", "csv")
        let excel = try daemon.minutectl("person", "list", "-o", "excel")
        #expect(excel.output.hasPrefix("\u{FEFF}") && excel.output.contains("'=HYPERLINK(1)"))
        #expect(!plain.output.hasPrefix("\u{FEFF}") && plain.output.contains(",=HYPERLINK(1)"))
    }

    @Test("an agenda is shown, and packed with the reports that its items name")
    func agendaPack() throws {
        let daemon = try RunningDaemon.stockton()
        func done(_ arguments: String...) throws -> Outcome {
            let outcome = try Programs.run(
                Programs.path("minutectl"), ["--socket", daemon.socket] + arguments)
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
            return outcome
        }
        _ = try done("meeting", "schedule", "cabinet", "4 January 2029 10:00")
        let meeting = "cabinet-2029-01-04"
        let bare = try daemon.minutectl("agenda", "show", meeting)
        #expect(bare.status == 1 && bare.output.contains("No agenda of this meeting is recorded."))
        _ = try done("agenda", "table", meeting, "Apologies", "--number", "1")
        _ = try done(
            "agenda", "table", meeting, "Leisure passes", "--number", "2", "--paper", "leisure-passes")
        let shown = try done("agenda", "show", meeting)
        for line in [
            "Agenda", "Cabinet", "10am on Thursday 4 January 2029", "1. Apologies", "2. Leisure passes",
        ] {
            #expect(shown.output.contains(line), "\(shown.output)")
        }
        #expect(!shown.output.contains("That the passes be given"))
        let pack = try done("agenda", "pack", "Cabinet 4 January 2029")
        #expect(pack.output.contains("That the passes be given"), "\(pack.output)")
        #expect(pack.output.contains("Report: Leisure passes"), "\(pack.output)")
        let json = try JSONDocument(Array(done("agenda", "pack", meeting, "-o", "json").output.utf8)).root
        #expect(json["papers"]?.elements.count == 1 && json["agenda"]?["items"]?.elements.count == 2)
        #expect(
            try done("agenda", "pack", meeting, "-o", "html").output.contains("<h1>Agenda and reports</h1>"))
    }

    @Test("a shell is offered the records that a word may begin, and nothing where nobody answers")
    func completion() throws {
        let daemon = try RunningDaemon.stockton()
        func offered(_ words: [String], _ word: String, socket: String? = nil) throws -> [String] {
            let outcome = try Programs.run(
                Programs.path("minutectl"),
                ["---completion"] + words + ["--", "positional@0", "\(words.count + 1)", "\(word.count)"]
                    + ["minutectl"] + words + [word],
                environment: ["MINUTED_SOCKET": socket ?? daemon.socket, "SAP_SHELL": "bash"])
            return outcome.output.split(separator: "\n").map(String.init)
        }
        #expect(try offered(["meeting", "show"], "cabinet-2007-08").contains("cabinet-2007-08-02"))
        #expect(try offered(["person", "show"], "councillor-").contains("councillor-a"))
        #expect(try offered(["body", "show"], "mal") == ["malap"])
        #expect(try offered(["body", "show"], "mal", socket: daemon.socket + "x").isEmpty)
    }

    @Test("a roll is ticked off on a terminal: nothing is recorded before Enter, and then all of it")
    func roll() throws {
        let daemon = try RunningDaemon.stockton()
        let done = try daemon.minutectl("meeting", "schedule", "cabinet", "1 December 2008 10:00")
        #expect(done.status == 0, "\(done.errors)")
        func tick(_ keys: String) throws -> Outcome {
            let script = """
                import os, pty, sys, time
                pid, terminal = pty.fork()
                if pid == 0:
                    os.execv(sys.argv[1], [sys.argv[1], "--socket", sys.argv[2], "attendance", "record", sys.argv[3]])
                seen = b""
                for key in sys.argv[4].encode():
                    time.sleep(0.3)
                    os.write(terminal, bytes([key]))
                try:
                    while piece := os.read(terminal, 65536): seen += piece
                except OSError: pass
                sys.stdout.write(seen.decode(errors="replace"))
                sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                """
            return try Programs.run(
                "/usr/bin/python3",
                ["-c", script, Programs.path("minutectl"), daemon.socket, "cabinet-2008-12-01", keys],
                environment: ["TERM": "xterm"])
        }
        let before = try daemon.entries
        // Where nobody is at a terminal, what is missing is said.
        let piped = try daemon.minutectl("attendance", "record", "cabinet-2008-12-01")
        #expect(piped.status == 2 && piped.errors.contains("Give who attended"), "\(piped.errors)")
        let left = try tick("pq")
        #expect(left.status == 1 && left.output.contains("Nothing has been recorded"), "\(left.output)")
        #expect(try daemon.entries == before)
        let recorded = try tick("aP\r")
        #expect(recorded.status == 0, "\(recorded.output)\(recorded.errors)")
        let roll = try #require(daemon.json("meeting", "show", "cabinet-2008-12-01")["roll"]?.elements)
        #expect(roll.count > 1 && roll.count { $0["standing"]?.string == "apologies" } == 1)
        #expect(roll.count { $0["standing"]?.string == "present" } == roll.count - 1)
        let again = try tick("q")
        #expect(again.status == 1 && again.output.contains("already recorded"), "\(again.output)")
    }
}
