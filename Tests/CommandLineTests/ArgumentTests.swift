// What people type, as the commands that it becomes.

import ArgumentParser
import Codec
import Control
import Governance
import Reports
import Testing

@testable import minutectl

@Suite("What people type")
struct ArgumentTests {
    private func parse<Parsed: ParsableCommand>(_ line: String, as _: Parsed.Type) throws -> Parsed {
        try #require(try Minutectl.parseAsRoot(ShellWords.words(line)) as? Parsed)
    }

    private func mistake(_ line: String) -> String? {
        do {
            _ = try Minutectl.parseAsRoot(ShellWords.words(line))
            return nil
        } catch { return Minutectl.message(for: error) }
    }

    @Test("a roll names everyone with a standing")
    func roll() throws {
        let line = """
            attendance record malap-2007-09-06 --present okafor "Councillor B, Group Two" \
            --apologies smith:illness patel --absent jones --substitute "khan for smith" --in-attendance lee \
            --virtual-present ng --arrived okafor:17:10 --left ng:6pm --others absent
            """
        let command = try parse(line, as: AttendanceCommands.Record.self).command()
        #expect(command.meeting == "malap-2007-09-06")
        #expect(command.others == .absent)
        let lines = command.entries.map { "\($0.person) \($0.standing.rawValue)" }
        #expect(
            lines == [
                "okafor present", "Councillor B, Group Two present", "ng present-virtually",
                "lee in-attendance", "smith apologies", "patel apologies", "jones absent", "khan substitute",
            ])
        #expect(command.entries[0].arrived?.text == "17:10")
        #expect(command.entries[2].left?.text == "18:00")
        #expect(command.entries[4].reason == .illness)
        #expect(command.entries[5].reason == nil)
        #expect(command.entries[7].substituteFor == "smith")
    }

    @Test(
        "a roll that cannot be understood is a mistake in the line",
        arguments: [
            ("--apologies smith:flu", "not a reason"), ("--substitute khan", "who stood in for whom"),
            ("--substitute \"a for b for c\"", "Use identifiers"),
            ("--present a --arrived b:17:10", "not among"),
            ("--present a --arrived a:25pm", "PERSON:TIME"), ("--present a --arrived a:late", "PERSON:TIME"),
            ("--others away", "invalid"),
        ])
    func badRoll(options: String, problem: String) {
        #expect(mistake("attendance record m \(options)")?.contains(problem) == true)
    }

    @Test("a correction is of one person, for a reason")
    func correction() throws {
        let line = "attendance correct m jones apologies:illness --why \"By e-mail\""
        let command = try parse(line, as: AttendanceCommands.Correct.self).command()
        #expect(command.line.standing == .apologies)
        #expect(command.line.reason == .illness)
        #expect(command.why == "By e-mail")
        let removal = try parse(
            "attendance correct m lee --remove --reason x", as: AttendanceCommands.Correct.self)
        #expect(try removal.command().isRemoved)
        #expect(mistake("attendance correct m lee --why x")?.contains("--remove") == true)
        #expect(
            mistake("attendance correct m lee absent --remove --why x")?.contains("leave out the status")
                == true)
        #expect(mistake("attendance correct m lee away --why x")?.contains("Unknown status") == true)
        #expect(mistake("attendance correct m lee absent")?.contains("--reason") == true)
    }

    @Test("options of every command may stand before the noun and behind the verb")
    func globalOptions() throws {
        let before = try parse("-o csv --no-legend person list", as: PersonCommands.List.self)
        let behind = try parse("person list -o csv --no-legend", as: PersonCommands.List.self)
        for command in [before, behind] {
            #expect(command.asking.global.output == .csv)
            #expect(command.asking.global.noLegend)
        }
        let both = try parse("--socket /a person register X --socket /b", as: PersonCommands.Register.self)
        #expect(both.options.global.socket == "/b")
    }

    @Test("dates and entries go to the daemon as they are typed")
    func scope() throws {
        let line = "decision list --as-at \"last Tuesday\" --as-known-on 42 --at-least 7 --filter awaiting"
        let command = try parse(line, as: DecisionCommands.List.self)
        let scope = command.asking.scope.scope
        #expect(scope.asAt == "last Tuesday")
        #expect(scope.asKnownOn == "42")
        #expect(scope.atLeast == 7)
        #expect(command.question().filter == .awaiting)
    }

    @Test("a command always has a name under which it can be given again, but not in a dry run")
    func commandId() throws {
        let plain = try parse("meeting hold m", as: MeetingCommands.Hold.self).options.recording
        #expect(plain.options.commandId?.hasPrefix("minutectl-") == true)
        #expect(plain.options.commandId != plain.options.commandId)
        let named = try parse(
            "meeting hold m --command-id x --expected-version 3", as: MeetingCommands.Hold.self)
        #expect(named.options.recording.options.commandId == "x")
        #expect(named.options.recording.options.expectedVersion == 3)
        let dry = try parse("meeting hold m --dry-run", as: MeetingCommands.Hold.self).options.recording
            .options
        #expect(dry.commandId == nil)
        #expect(dry.isDryRun == true)
    }

    @Test("a simple decision needs no file")
    func decision() throws {
        let line = """
            decision record --title T --meeting M --resolved "one" --resolved "two" --recommended "zero" \
            --to council --callable 2 3 --signed-by "Proper Officer" --signed-on 2007-07-06 --no-key
            """
        let command = try parse(line, as: DecisionCommands.Record.self).command()
        #expect(command.resolutions.map(\.text) == ["zero", "one", "two"])
        #expect(command.resolutions.map(\.number) == [1, 2, 3])
        #expect(command.resolutions.map(\.kind) == [.recommended, .resolved, .resolved])
        #expect(command.resolutions.map(\.isCallable) == [false, true, true])
        #expect(command.resolutions[0].to?.text == "council")
        #expect(command.isKey == false)
        #expect(command.signature?.on?.iso == "2007-07-06")
    }

    @Test(
        "what contradicts itself is a mistake in the line",
        arguments: [
            "decision record", "decision record f.yaml --title T",
            "decision record --title T --recommended x",
            "decision record --title T --signed-on 2007-07-06", "decision ratify d 1 --rejected --deferred",
            "decision ratify d one", "decision correct d title --reason r",
            "decision correct d title T --blank --reason r", "decision correct d colour red --reason r",
            "seat correct b p --recorded-from x --reason r",
            "seat correct b p --recorded-from x --never --from y --reason r", "person register",
            "person register Name --kind young-person", "person register Name --id Not-An-Id",
            "meeting schedule b", "--host=-x status",
        ])
    func contradictions(line: String) throws {
        do {
            var command = try Minutectl.parseAsRoot(ShellWords.words(line))
            // What only the values show is found before the daemon is asked for anything.
            try command.run()
            Issue.record("no mistake")
        } catch {
            #expect(Minutectl.exitCode(for: error) == .validationFailure)
        }
    }

    @Test(
        "a text that begins with a dash is a text, as an argument and as an option's value",
        arguments: [
            (["action", "raise", "- Check the heating", "--owner", "o"], "- Check the heating"),
            (["action", "raise", "--owner", "o", "- Check the heating"], "- Check the heating"),
            (["action", "raise", "-heating", "--owner", "o"], "-heating"),
            (["action", "raise", "--- Draft ---", "--owner", "o"], "--- Draft ---"),
            (["action", "raise", "--owner", "o", "--", "-h"], "-h"),
            (
                ["-o", "json", "action", "raise", "-5 degrees at night", "--owner", "o"],
                "-5 degrees at night"
            ),
        ])
    func dashedArgument(words: [String], what: String) throws {
        let command = try #require(try Minutectl.parsed(words) as? ActionCommands.Raise).command()
        #expect(command.what == what)
    }

    @Test(
        "an option that takes one value is refused when it is given twice, whichever way it is spelled",
        arguments: [
            [
                "duty", "establish", "Report", "--of", "mayor", "--of", "chief-executive", "--every",
                "monthly",
            ],
            ["meeting", "cancel", "m", "--reason=a", "--reason", "b"],
            ["body", "list", "-o", "json", "-o", "csv"],
        ])
    func repeated(words: [String]) throws {
        let failure = #expect(throws: Failure.self) { _ = try Minutectl.parsed(words) }
        #expect(failure?.message.contains("is given twice, and takes one value") == true)
        #expect(failure?.status == .usage)
    }

    @Test(
        "what may be given several times is taken several times, and values may repeat",
        arguments: [
            "attendance record malap-2007-09-06 --present a --present b",
            "duty establish a --of a --every monthly", "meeting cancel m --reason m",
        ])
    func notRepeated(line: String) throws {
        _ = try Minutectl.parsed(ShellWords.words(line))
    }

    @Test(
        "a value that begins with a dash is the option's, and flags and options after it are read",
        arguments: [
            ["meeting", "cancel", "m", "--reason", "- the hall is shut", "--dry-run"],
            ["meeting", "cancel", "--reason", "-shut", "m", "--dry-run"],
            ["meeting", "cancel", "--why", "- the hall\n- is shut", "--dry-run", "--", "m"],
            ["meeting", "cancel", "m", "--dry-run", "--reason=- the hall is shut"],
        ])
    func dashedValue(words: [String]) throws {
        let parsed = try #require(try Minutectl.parsed(words) as? MeetingCommands.Cancel)
        let command = parsed.command()
        #expect(command.meeting == "m" && command.reason.hasPrefix("-"))
        #expect(parsed.options.recording.dryRun)
    }

    @Test("options keep their meaning: help, groups of flags, a mistyped name, an option without its value")
    func options() throws {
        #expect(
            DashedTexts.settled(["body", "list", "-o", "json", "-lh"]) == [
                "body", "list", "-o", "json", "-lh",
            ])
        for line in ["action raise -h", "action raise - --help", "body list -lh"] {
            // Help is a command of the parser's own, which shows itself when it is run.
            let command = try Minutectl.parsed(ShellWords.words(line))
            #expect("\(type(of: command))" == "HelpCommand", "\(line)")
        }
        for (line, problem) in [
            ("meeting cancel m --reason r --dryrun \"- x\"", "--dryrun"),
            ("meeting cancel m --reason --dry-run", "--reason"),
            ("person list \"- x\"", "- x"),
        ] {
            do {
                _ = try Minutectl.parsed(ShellWords.words(line))
                Issue.record("no mistake in \(line)")
            } catch {
                #expect(Minutectl.exitCode(for: error) == .validationFailure)
                #expect(Minutectl.message(for: error).contains(problem), "\(Minutectl.message(for: error))")
            }
        }
    }

    @Test(
        "every verb: a dashed text as each option's value and behind it is arranged so that it cannot be an option"
    )
    func everyVerb() throws {
        var count = 0
        for (words, type) in CommandTreeTests.types {
            let path = words.split(separator: " ").map(String.init)
            let help = try JSONDocument(type._dumpHelp())
            for argument in help.root["command"]?["arguments"]?.elements ?? []
            where argument["kind"]?.string == "option" {
                let name = "--" + (argument["preferredName"]?["name"]?.string ?? "")
                let settled = DashedTexts.settled(path + [name, "- Check the heating", "-- then the roof"])
                // What a list takes is all its own; any other option takes one value.
                let isMany = argument["parsingStrategy"]?.string == "upToNextOption"
                let rest = isMany ? ["\(name)=-- then the roof"] : ["--", "-- then the roof"]
                #expect(settled == path + ["\(name)=- Check the heating"] + rest, "\(words) \(name)")
                count += 1
            }
        }
        #expect(count > 300)
    }

    @Test("a young person has no name in the record")
    func youngPerson() throws {
        let command = try parse(
            "person register --kind young-person", as: PersonCommands.Register.self
        ).command()
        #expect(command.name == nil)
        #expect(command.kind == .youngPerson)
    }

    @Test("a notice of a breach names the meetings that were considered")
    func notice() throws {
        var value = NoticeValue()
        (value.id, value.body, value.person) = ("malap-jones-2007-11-15", "malap", "jones")
        (value.kind, value.considered) = (.percentage, ["malap-2007-09-20", "malap-2007-11-15"])
        let command = try IssueNotice(value, on: "today")
        #expect(command.notice.text == value.id)
        #expect(command.meetings.map(\.text) == value.considered)
        #expect(command.kind == .percentage)
        value.considered = ["Not An Id"]
        #expect(throws: Failure.self) { try IssueNotice(value, on: nil) }
    }
}
