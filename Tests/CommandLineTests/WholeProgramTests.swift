// minutectl and minuted as people run them: a clerk's day, and everything that can stand in its way.

import Codec
import Control
import ControlServer
import Foundation
import Reports
import Testing

@testable import minutectl

@Suite("The whole program", .timeLimit(.minutes(10)))
struct WholeProgramTests {
    private static let constitution = """
        council: {id: test, name: Test Council, origin: minuted.example/test, recordbegins: 2007-01-01}
        groups:
          - {id: one, name: Group One}
        people:
          - {id: okafor, name: Jane Okafor, kind: councillor, groups: [{group: one, from: 2007-05}]}
          - {id: jones, name: Ann Jones, kind: councillor, groups: [{group: one, from: 2007-05}]}
          - {id: lee, name: Kim Lee, kind: officer}
        offices:
          - {id: leader, title: Leader of the Council, kind: leader, holders: [{person: okafor, from: 2007-05}]}
        bodies:
          - id: board
            name: Parenting Board
            kind: board
            from: 2007-05
            terms:
              - powers: decides
                nonattendance: {consecutive: 2, months: 12, atleast: 3, apologiescount: true}
                seats: [{capacity: councillor, named: true}]
            members:
              - {person: okafor, capacity: councillor, from: 2007-05}
              - {person: jones, capacity: councillor, from: 2007-05}
        """

    private func withCouncil(_ body: (TestDaemon) throws -> Void) throws {
        let daemon = try TestDaemon()
        try daemon.succeed("constitution", "apply", "-", input: Self.constitution)
        try body(daemon)
    }

    @Test("a clerk's day: a meeting, its roll, a decision, a notice")
    func clerk() throws {
        try withCouncil { daemon in
            for (day, id) in [
                ("6 September 2007", "board-2007-09-06"), ("4 October 2007", "board-2007-10-04"),
            ] {
                let scheduled = try daemon.succeed("meeting", "schedule", "Parenting Board", "\(day) 4.30pm")
                #expect(scheduled.output.contains("meeting/\(id)"))
                try daemon.succeed("meeting", "hold", "Parenting Board \(day)")
                let roll = try daemon.succeed("attendance", "record", id, "--present", "okafor")
                #expect(roll.errors.contains("Ann Jones (jones)"))
                try daemon.succeed(
                    "attendance", "correct", id, "jones", "absent", "--why", "Not in the register")
            }
            try daemon.succeed(
                "decision", "record", "--title", "Opening hours", "--meeting", "board-2007-10-04",
                "--resolved", "They be longer")
            #expect(try daemon.succeed("decision", "show", "opening").output.contains("They be longer"))
            let waiting = try daemon.succeed("notice", "list", "--status", "unsent", "--no-legend")
            #expect(waiting.lines.count == 1)
            let dry = try daemon.succeed("notice", "run", "--from", "1 January 2007", "--dry-run")
            #expect(dry.output.hasPrefix("Would issue board-jones-"))
            #expect(
                try daemon.succeed("notice", "run", "--from", "1 January 2007", "--drafted").output.hasPrefix(
                    "There are no notices"))
            #expect(
                try daemon.succeed("notice", "run", "--from", "1 January 2007", "--draft").output.hasPrefix(
                    "Drafted board-jones-"))
            #expect(
                try daemon.succeed("notice", "run", "--from", "1 January 2007", "--draft").output.hasPrefix(
                    "There are no notices"))
            #expect(try daemon.succeed("notice", "list", "--no-legend").output.contains(" drafted "))
            try daemon.succeed("notice", "withdraw-draft", "board-jones", "--reason", "A name is wrong")
            #expect(try daemon.succeed("notice", "list", "--no-legend").output.contains(" unsent "))
            try daemon.succeed("notice", "draft", "board-jones")
            #expect(try daemon.succeed("notice", "show", "board-jones").output.contains("Drafted on"))
            let issued = try daemon.succeed("notice", "run", "--from", "1 January 2007", "--drafted")
            #expect(issued.output.contains("to Jane Okafor (leader)"))
            #expect(
                try daemon.succeed("notice", "run", "--from", "1 January 2007").output
                    == "There are no notices to issue.\n")
            #expect(try daemon.run("notice", "list", "--status", "unsent").status == 1)
            try daemon.succeed("notice", "acknowledge", "board-jones", "--by", "okafor")
            #expect(try daemon.succeed("notice", "show", "board-jones").output.contains("acknowledged"))
        }
    }

    @Test("what is shown as JSON is the report, and says the version of its format")
    func json() throws {
        try withCouncil { daemon in
            let people = try daemon.succeed("person", "list", "-o", "json").output
            let report = try PeopleReport(json: Array(people.utf8))
            #expect(report.people.map(\.id).sorted() == ["jones", "lee", "okafor"])
            #expect(report.basis.format == reportFormat)
            let receipt = try daemon.succeed("-o", "json", "group", "form", "Group Two").output
            #expect(
                try CommandReceipt(json: Array(receipt.utf8)).entries.map(\.subject) == ["group/group-two"])
            let csv = try daemon.succeed("person", "list", "-o", "csv").output
            #expect(csv.hasPrefix("id,name,kind,") && csv.hasSuffix("\r\n"))
            let all = try daemon.succeed("constitution", "show", "-o", "json").output
            #expect(
                try JSONDocument(all).root.members.map(\.name) == [
                    "groups", "people", "offices", "bodies", "seats",
                ])
        }
    }

    @Test("the same command under the same name is recorded once")
    func commandId() throws {
        try withCouncil { daemon in
            let first = try daemon.succeed("group", "form", "Group Two", "--command-id", "a")
            let second = try daemon.succeed("group", "form", "Group Two", "--command-id", "a")
            #expect(first.output.hasPrefix("Recorded as entry"))
            #expect(second.output.hasPrefix("Recorded before"))
            let other = try daemon.run("group", "form", "Group Three", "--command-id", "a")
            #expect(other.status == 1)
        }
    }

    @Test("a dry run records nothing")
    func dryRun() throws {
        try withCouncil { daemon in
            let before = try daemon.succeed("status", "-o", "json").output
            #expect(try daemon.succeed("group", "form", "Two", "--dry-run").output.hasPrefix("Would record"))
            try daemon.succeed("constitution", "diff", "-", input: Self.constitution)
            #expect(try daemon.succeed("status", "-o", "json").output == before)
        }
    }

    @Test("the log goes out and in again byte for byte")
    func exportAndRestore() throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/log.ndjson"
        try withCouncil { daemon in
            try daemon.succeed("log", "export", path)
            #expect(
                try daemon.succeed("log", "export").output == String(contentsOfFile: path, encoding: .utf8))
            let again = try daemon.run("log", "export", path)
            #expect(again.status == 2 && again.errors.contains("already exists"))
            let refused = try daemon.run("log", "restore", path)
            #expect(refused.status != 0 && refused.output.isEmpty)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["log.ndjson"])
        let other = try TestDaemon()
        try other.succeed("log", "restore", path)
        #expect(try other.succeed("log", "export").output == String(contentsOfFile: path, encoding: .utf8))
        #expect(try other.succeed("person", "show", "okafor").output.contains("Jane Okafor"))
        #expect(
            try other.succeed("log", "show", "1", "-o", "json").output.contains("org.minuted.council.founded")
        )
        #expect(try other.succeed("projection", "rebuild").output.contains("is now in use"))
    }

    @Test("a submission is recorded whole or not at all, and a refusal names the line")
    func submit() throws {
        try withCouncil { daemon in
            let good = #"{"command":"FormGroup","parameters":{"name":"Two"}}"# + "\n"
            let bad = #"{"command":"HoldMeeting","parameters":{"meeting":"none"}}"# + "\n"
            let refused = try daemon.run("submit", "-", input: good + "\n" + bad)
            #expect(refused.status == 1)
            #expect(refused.errors.hasPrefix("standard input:3: "))
            #expect(try daemon.run("group", "show", "two").status == 1)
            #expect(try daemon.succeed("submit", "-", input: good).output.hasPrefix("1 command: recorded"))
            #expect(try daemon.succeed("group", "show", "two").output.contains("Two"))
        }
    }

    @Test("a refusal says what to do, and the exit status says which sort of end it was")
    func exitStatuses() throws {
        let daemon = try TestDaemon()
        #expect(try daemon.run("person", "list").status == 1)
        for (words, meant) in [
            ("person lst", "person list"), ("dicision list", "decision"), ("digest", "report digest"),
            ("--socket /nowhere meetings", "meeting"), ("findings --body cabinet", "report findings"),
        ] {
            let told = try minutectl(words.split(separator: " ").map(String.init))
            #expect(told.status == 2)
            #expect(told.errors.contains("Did you mean `minutectl \(meant)`?"), "\(words): \(told.errors)")
        }
        #expect(try daemon.run("person", "xyzzy").errors.contains(", person rename"))
        #expect(try daemon.run("xyzzy").errors.contains("`minutectl --help` lists the commands."))
        #expect(try daemon.run("person", "list", "--kind", "duke").status == 2)
        #expect(try daemon.run("constitution", "apply", "/nonexistent").status == 2)
        #expect(try daemon.run("--help").status == 0)
        #expect(try daemon.run("help", "attendance", "record").output.contains("EXAMPLES"))
        #expect(try daemon.run("--version").output == "\(productVersion)\n")
        #expect(try daemon.run("--generate-completion-script", "bash").output.contains("_minutectl"))
        let gone = try minutectl(["--socket", "/nonexistent/s", "status"])
        #expect(gone.status == 3)
        #expect(
            gone.errors.contains("/nonexistent/s") && gone.errors.contains("systemctl start minuted.socket"))
        try daemon.succeed("constitution", "apply", "-", input: Self.constitution)
        let unknown = try daemon.run("person", "show", "nobody")
        #expect(unknown.status == 1)
        #expect(unknown.output.isEmpty)
        #expect(unknown.errors.contains("minutectl person list"))
        #expect(
            try daemon.run("person", "show", "o", "--as-at", "yesterday week", "--verbose").errors
                .contains("Rule date"))
        let report = try daemon.run("-o", "json", "person", "show", "nobody").errors
        #expect(
            report.contains(#""exitstatus": 1"#) && report.contains(#""rule": "known-person""#), "\(report)")
    }

    @Test("another machine's daemon is asked through ssh")
    func remote() throws {
        try withCouncil { daemon in
            let path = daemon.directory.path
            // Stands in for ssh: runs the command here that it is given for there.
            let script = "#!/bin/sh\n[ \"$1 $2 $3\" = '-xT -- clerk@there' ] || exit 99\nexec sh -c \"$4\"\n"
            let ssh = try daemon.directory.file("ssh", script)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: ssh)
            try FileManager.default.createSymbolicLink(
                atPath: "\(path)/minutectl", withDestinationPath: Place.program("minutectl").path)
            let environment = ["PATH": "\(path):/usr/bin:/bin"]
            func there(_ arguments: String...) throws -> Outcome {
                try minutectl(
                    ["-H", "clerk@there", "--socket", daemon.socket] + arguments, environment: environment)
            }
            #expect(try there("person", "show", "jones").output.contains("Ann Jones"))
            #expect(try there("log", "export").output == daemon.succeed("log", "export").output)
            #expect(try there("group", "form", "Two").status == 0)
            let wrong = try minutectl(["-H", "x@y", "status"], environment: environment)
            #expect(wrong.status == 3)
            #expect(wrong.errors.contains("ssh ended with status 99"))
            let noDaemon = try minutectl(
                ["-H", "clerk@there", "--socket", "/nonexistent/s", "status"], environment: environment)
            #expect(noDaemon.status == 3)
            #expect(noDaemon.errors.contains("/nonexistent/s"))
        }
    }

    @Test("what the daemon cannot do now, or does not allow, ends with a reason")
    func cannedErrors() async throws {
        try await CannedService.run { call, reply in
            switch call.method {
            case "org.minuted.Service.Status":
                reply.fail("org.minuted.Service.Unavailable", UnavailableReply("The disk is full."))
            case "org.minuted.Projections.List":
                reply.fail(
                    "org.minuted.Projections.RoleMissing", RoleMissingReply(.reader, you: "uid:5(lee)"))
            case "org.minuted.Projections.Rebuild":
                // The stream ends before the new generation is there.
                reply.reply(RebuildProgress())
            // An export that ends early.
            case "org.minuted.Ledger.Export":
                var piece = ExportPiece()
                (piece.text, piece.done, piece.total) = ("{}\n", 1, 2)
                reply.reply(piece)
            // No answer: the connection is closed.
            default: break
            }
        } _: { socket in
            func run(_ arguments: String...) throws -> Outcome {
                try minutectl(arguments, environment: ["MINUTED_SOCKET": socket])
            }
            let full = try run("status")
            #expect(full.status == 3 && full.errors.hasPrefix("The disk is full."))
            let role = try run("projection", "list")
            #expect(role.status == 1 && role.errors.contains("the role reader"))
            #expect(try run("projection", "rebuild").status == 3)
            let lost = try run("meeting", "hold", "m", "--command-id", "again")
            #expect(lost.status == 3 && lost.errors.contains("--command-id again"))
            let directory = try TemporaryDirectory()
            let early = try run("log", "export", "\(directory.path)/x")
            #expect(early.status == 3 && early.errors.contains("1 of 2"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
        }
    }
}
