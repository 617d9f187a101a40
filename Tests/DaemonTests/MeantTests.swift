// Who and what is meant, and documents as a council has them, through the real programs.

import Codec
import Foundation
import Testing

@Suite("What is meant, through the real programs", .timeLimit(.minutes(10)))
struct MeantTests {
    private func done(_ outcome: Outcome, _ location: SourceLocation = #_sourceLocation) {
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)", sourceLocation: location)
    }

    @Test("a meeting by its body and day is the one that stands there, for commands and questions")
    func moved() throws {
        let daemon = try RunningDaemon.stockton()
        let day = "Cabinet 1 December 2008"
        done(try daemon.minutectl("meeting", "schedule", "cabinet", "1 December 2008 10:00"))
        done(
            try daemon.minutectl(
                "meeting", "reschedule", day, "8 December 2008 10:00", "--reason", "The chair is away"))
        done(try daemon.minutectl("meeting", "schedule", "cabinet", "1 December 2008 18:00", "--id", "late"))
        // Once with what the keeper has seen, once with what it reads from the log.
        for restarts in [false, true] {
            if restarts {
                daemon.kill()
                try daemon.start()
            }
            let trial = try daemon.minutectl("meeting", "hold", day, "--dry-run")
            #expect(trial.output.contains("meeting/late"), "\(trial.output)\(trial.errors)")
            let other = try daemon.minutectl("meeting", "hold", "Cabinet 8 December 2008", "--dry-run")
            #expect(other.output.contains("meeting/cabinet-2008-12-01"), "\(other.output)\(other.errors)")
            #expect(try daemon.json("meeting", "show", day)["meeting"]?["id"]?.string == "late")
            let none = try daemon.minutectl("meeting", "show", "Cabinet 2 December 2008")
            #expect(
                none.status == 1 && none.errors.contains("Nearest: 1 December 2008, 8 December 2008"),
                "\(none.errors)")
            let history = try daemon.minutectl("record", "history", "meeting/\(day)")
            #expect(history.output.contains("6pm on Monday 1 December 2008"), "\(history.output)")
        }
    }

    @Test("a held meeting is put right, and the rows stay those that the log gives")
    func putRight() throws {
        let daemon = try RunningDaemon.stockton()
        let id = "cabinet-2008-12-01"
        func schedule(_ time: String) throws -> Outcome {
            try daemon.minutectl("meeting", "schedule", "cabinet", "1 December 2008 \(time)", "--id", id)
        }
        done(try schedule("10:00"))
        done(try daemon.minutectl("meeting", "hold", id))
        done(try daemon.minutectl("attendance", "record", id, "--others", "absent"))
        let steps = try #require(daemon.json("record", "history", "meeting/\(id)")["steps"]?.elements)
        let held = try #require(steps.last { $0["what"]?.string == "meeting held" }?["seq"]?.integer)
        done(try daemon.minutectl("record", "take-back", "\(held)", "--reason", "It was not held"))
        #expect(try daemon.json("meeting", "show", id)["meeting"]?["status"]?.string == "scheduled")
        done(try daemon.minutectl("meeting", "hold", id))
        done(try daemon.minutectl("attendance", "record", id, "--others", "absent"))
        done(try daemon.minutectl("meeting", "cancel", id, "--reason", "It was not held"))
        done(try daemon.minutectl("meeting", "withdraw", id, "--reason", "Entered twice"))
        done(try schedule("11:00"))
        #expect(try daemon.json("meeting", "show", id)["meeting"]?["status"]?.string == "scheduled")
        done(try daemon.minutectl("projection", "verify"))
        done(try daemon.minutectl("projection", "rebuild"))
        done(try daemon.minutectl("projection", "verify"))
    }

    @Test("a constitution of 24,000 seats is applied, and applied again changes nothing")
    func bigDocument() throws {
        let daemon = try RunningDaemon()
        let people = (0..<240).map {
            "  - {id: p-\($0), name: Councillor \($0) of the Ward, kind: councillor}"
        }
        var bodies: [String] = []
        for body in 0..<160 {
            bodies.append("  - id: body-\(body)\n    name: Body \(body)\n    kind: committee\n    members:")
            for seat in 0..<150 {
                bodies.append("      - {person: p-\(seat), capacity: member, from: 2024-05-02}")
            }
        }
        let text =
            "\u{FEFF}council: {id: bigshire, name: Bigshire County Council, origin: minuted.example/bigshire}\npeople:\n"
            + people.joined(separator: "\n") + "\nbodies:\n" + bodies.joined(separator: "\n") + "\n"
        let file = daemon.directory.appending(path: "big.yaml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        let path = file.path(percentEncoded: false)
        let applied = try daemon.minutectl("constitution", "apply", path)
        done(applied)
        #expect(applied.output.contains("Recorded as entries 1 to 24401."), "\(applied.output)")
        let again = try daemon.minutectl("constitution", "apply", path)
        done(again)
        #expect(again.output == "No change: already recorded.\n")
        // Something that differs: it is said, and nothing says that it is recorded.
        let changed = text.replacing(
            "id: p-7, name: Councillor 7 of the Ward, kind: councillor",
            with: "id: p-7, name: Councillor 7 of the Ward, kind: officer")
        try changed.write(to: file, atomically: true, encoding: .utf8)
        let differs = try daemon.minutectl("constitution", "apply", path)
        #expect(differs.status == 1)
        #expect(differs.output.contains("minutectl person correct-kind p-7 officer"), "\(differs.output)")
        #expect(!differs.output.contains("already recorded"))
    }

    @Test(
        "a zone that is a folder or a text of the database is refused",
        arguments: ["Europe", "tzdata.zi", "iso3166.tab"])
    func zone(_ zone: String) throws {
        let daemon = try RunningDaemon()
        let outcome = try daemon.minutectl(
            "constitution", "apply", "-",
            input: "council: {id: x, name: X, origin: minuted.example/x, timezone: \(zone)}\n")
        #expect(outcome.status == 1 && outcome.errors.contains("time zone"), "\(outcome.errors)")
        func document(_ zone: String) -> String {
            "council: {id: x, name: X, origin: minuted.example/x, timezone: \(zone)}\n"
        }
        let checked = try daemon.minutectl("constitution", "check", "-", input: document(zone))
        #expect(
            checked.status == 1 && checked.output.contains("1: There is no time zone \"\(zone)\""),
            "\(checked.output)\(checked.errors)")
        done(try daemon.minutectl("constitution", "check", "-", input: document("Europe/Paris")))
        done(try daemon.minutectl("constitution", "apply", "-", input: document("Europe/Paris")))
    }

    @Test("as at the days before its cancellation a meeting is still to come")
    func cancelledLater() throws {
        let daemon = try RunningDaemon.stockton()
        let id = "cabinet-2008-12-01"
        done(try daemon.minutectl("meeting", "schedule", "cabinet", "1 December 2008 10:00"))
        done(
            try daemon.minutectl(
                "meeting", "cancel", id, "--on", "20 November 2008", "--reason", "No business"))
        let days = [
            ("19 November 2008", "scheduled"), ("20 November 2008", "cancelled"),
            ("21 November 2008", "cancelled"), ("2 December 2008", "cancelled"),
        ]
        for (day, status) in days {
            let meeting = try daemon.json("meeting", "show", id, "--as-at", day)["meeting"]
            #expect(meeting?["status"]?.string == status, "\(day)")
            for asked in ["scheduled", "cancelled"] {
                let list = try daemon.minutectl(
                    "meeting", "list", "--body", "cabinet", "--status", asked, "--from", "1 December 2008",
                    "--to", "1 December 2008", "--as-at", day, "-o", "json")
                #expect(list.output.contains(id) == (asked == status), "\(day), \(asked): \(list.errors)")
            }
        }
        // It cannot have been cancelled after it was to take place.
        done(try daemon.minutectl("meeting", "schedule", "cabinet", "8 December 2008 10:00"))
        func cancel(_ day: String) throws -> Outcome {
            try daemon.minutectl(
                "meeting", "cancel", "cabinet-2008-12-08", "--reason", "No business", "--on", day)
        }
        let late = try cancel("9 December 2008")
        #expect(late.status == 1 && late.errors.contains("cannot have been cancelled"), "\(late.errors)")
        done(try cancel("8 December 2008"))
    }

    @Test("what is said once more and differs is recorded, or refused with the command that records it")
    func saidOnceMore() throws {
        let daemon = try RunningDaemon.stockton()
        let id = "cabinet-2008-12-01"
        func schedule(_ place: String) throws -> Outcome {
            try daemon.minutectl(
                "meeting", "schedule", "cabinet", "1 December 2008 10:00", "--place", place)
        }
        done(try schedule("Hall"))
        #expect(try schedule("Hall").output.contains("already recorded"))
        let other = try schedule("Town Hall")
        let way =
            "minutectl meeting reschedule \(id) \"10am on Monday 1 December 2008\" --place \"Town Hall\""
        #expect(other.status == 1 && other.errors.contains(way), "\(other.errors)")
        done(
            try daemon.minutectl(
                "meeting", "reschedule", id, "10am on Monday 1 December 2008", "--place", "Town Hall"))
        #expect(try schedule("Town Hall").output.contains("already recorded"))
        func cancel(_ more: String...) throws -> Outcome {
            try Programs.run(
                Programs.path("minutectl"),
                ["--socket", daemon.socket, "meeting", "cancel", id, "--reason", "No business"] + more)
        }
        func status(_ day: String) throws -> String? {
            try daemon.json("meeting", "show", id, "--as-at", day)["meeting"]?["status"]?.string
        }
        done(try cancel())
        #expect(try status("19 November 2008") == "cancelled")
        done(try cancel("--on", "20 November 2008"))
        #expect(try status("19 November 2008") == "scheduled")
        #expect(try status("20 November 2008") == "cancelled")
        #expect(try cancel().output.contains("already recorded"))
        done(
            try daemon.minutectl(
                "absence", "vacancy", "councillor-d", "--on", "1 October 2008", "--reason", "resignation"))
        done(try daemon.minutectl("meeting", "withdraw", id, "--reason", "Entered twice"))
        let again = try daemon.minutectl("meeting", "withdraw", id, "--reason", "Never called")
        #expect(
            again.output.contains("If you gave another reason, it has not been recorded"), "\(again.output)")
        let reason = try daemon.minutectl(
            "absence", "vacancy", "councillor-d", "--on", "1 October 2008", "--reason", "death")
        #expect(reason.status == 1 && reason.errors.contains("take-back"), "\(reason.errors)")
    }

    @Test("chairing for a part of a tenure is in what a person held, and other chairs are said")
    func chairedForAPart() throws {
        let daemon = try RunningDaemon.stockton()
        let filled = try daemon.minutectl(
            "seat", "fill", "malap", "councillor-d", "--capacity", "named councillor", "--from",
            "1 June 2008", "--until", "1 September 2008",
            "--chairs")
        done(filled)
        let seats = try daemon.json("person", "show", "councillor-d", "--as-at", "15 June 2008")["seats"]
        #expect(
            seats?.elements.contains {
                $0["chairs"]?.boolean == true && $0["from"]?.string == "2008-06-01"
            } == true, "\(seats?.indented ?? "")")
        let second = try daemon.minutectl(
            "seat", "fill", "malap", "councillor-h", "--capacity", "named councillor", "--from",
            "1 July 2008", "--until", "1 August 2008",
            "--chairs")
        #expect(second.output.contains("Also chairing"), "\(second.output)\(second.errors)")
    }

    @Test("a body that is said to have acted on a day on which it did not meet is a finding")
    func actedWithoutMeeting() throws {
        let daemon = try RunningDaemon.stockton()
        func acted(_ day: String) throws -> Int {
            done(
                try daemon.minutectl(
                    "pledge", "present", "corporate-parenting-pledge", "--to", "Council", "--on", day))
            let found = try daemon.json("report", "findings", "--rule", "acted-at-meeting", "--each")
            return found["findings"]?.elements.count { $0["record"]?.string?.hasPrefix("pledge/") == true }
                ?? 0
        }
        #expect(try acted("12 September 2007") == 0)
        #expect(try acted("11 September 2007") == 1)
        #expect(try acted("13 September 2007") == 2)
        #expect(try acted("September 2007") == 2)
    }

    @Test("what a submission's receipts say of days is said, where somebody reads it")
    func submissionNotes() throws {
        let daemon = try RunningDaemon.stockton()
        let fill =
            #"{"command":"FillSeat","parameters":{"body":"cabinet","person":"councillor-d","capacity":"cabinet member"}}"#
        let filled = try daemon.minutectl("submit", "-", input: fill + "\n")
        done(filled)
        #expect(filled.output.contains("Command 1:\n  Councillor D"), "\(filled.output)")
        #expect(filled.output.contains("cabinet member, from "), "\(filled.output)")
        let lines = (0..<21).map {
            #"{"command":"RegisterPerson","parameters":{"name":"Councillor Number \#($0)","kind":"councillor"}}"#
        }
        let many = try daemon.minutectl("submit", "-", input: lines.joined(separator: "\n"))
        #expect(many.status == 0 && many.output.split(separator: "\n").count == 1, "\(many.output)")
    }

    @Test("commands in a file of more than one call are submitted, all or none")
    func bigSubmission() throws {
        let daemon = try RunningDaemon.stockton()
        func line(_ number: Int, _ kind: String) -> String {
            #"{"command":"RegisterPerson","parameters":{"name":"Councillor Number \#(number)","kind":"\#(kind)","person":"n-\#(number)"}}"#
        }
        let before = try daemon.entries
        let lines = (0..<11_000).map { line($0, "councillor") }
        let refused = try daemon.minutectl(
            "submit", "-", input: (lines + [line(1, "officer")]).joined(separator: "\n"))
        #expect(refused.status == 1 && refused.errors.contains("standard input:11001:"), "\(refused.errors)")
        #expect(try daemon.entries == before)
        let taken = try daemon.minutectl("submit", "-", input: "\u{FEFF}" + lines.joined(separator: "\n"))
        done(taken)
        #expect(try daemon.entries == before + 11_000)
    }
}
