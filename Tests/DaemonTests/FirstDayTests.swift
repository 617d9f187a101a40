// The record's first day and letters that are no surprise, through the real programs.

import Codec
import Foundation
import Testing

@Suite("The record's first day, through the real programs", .timeLimit(.minutes(5)))
struct FirstDayTests {
    private func ok(_ outcome: Outcome) { #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)") }

    /// Councillors in office since 1979, a duty since 2001, a board that meets monthly, in a record that is new.
    private static let constitution = """
        council: {id: test, name: Test Council, origin: minuted.example/test}
        groups:
          - {id: one, name: Group One}
        people:
          - {id: okafor, name: Jane Okafor, kind: councillor, groups: [{group: one, from: 1979-05}]}
          - {id: jones, name: Ann Jones, kind: councillor, groups: [{group: one, from: 2011-05}]}
        offices:
          - {id: leader, title: Leader of the Council, kind: leader, holders: [{person: okafor, from: 2007-05}]}
        bodies:
          - id: council
            name: Council
            kind: council
            members:
              - {person: okafor, capacity: councillor, from: 1979-05}
              - {person: jones, capacity: councillor, from: 2011-05}
          - id: cabinet
            name: Cabinet
            kind: executive
            members:
              - {person: okafor, capacity: member, from: 2007-05}
          - id: board
            name: Parenting Board
            kind: board
            from: 2007-05
            terms:
              - powers: advises
                cadence: monthly
                nonattendance: {consecutive: 2}
            members:
              - {person: okafor, capacity: member, from: 2007-05, chairs: true}
              - {person: jones, capacity: member, from: 2011-05}
        duties:
          - {id: report, what: Report on safeguarding, bearer: office/leader, from: 2001-01-01, cadence: annually}
        """

    private func founded() throws -> RunningDaemon {
        let daemon = try RunningDaemon()
        ok(try daemon.minutectl("constitution", "apply", "-", input: Self.constitution))
        return daemon
    }

    @Test("on the first day nobody's six months have ended, and nothing is overdue")
    func firstDay() throws {
        let daemon = try founded()
        let clocks = try #require(daemon.json("report", "six-month")["clocks"]?.elements)
        #expect(clocks.count == 3)
        #expect(
            clocks.allSatisfy {
                $0["standing"]?.string == "running" && $0["start"]?.string == "record-begins"
            })
        #expect(clocks.allSatisfy { $0["explanation"]?.string?.contains("is not in the record") ?? false })
        #expect(try daemon.json("report", "digest")["items"]?.elements.isEmpty == true)
        #expect(try daemon.json("report", "findings")["findings"]?.elements.isEmpty == true)
        let status = try daemon.minutectl("status")
        #expect(
            !status.output.contains("verdue") && status.output.contains("Record begins"), "\(status.output)")
        let duties = try #require(daemon.json("duty", "list")["duties"]?.elements)
        #expect(duties.count == 2 && duties.allSatisfy { $0["state"]?.string == "due" })
        // When they were last done is not known, and wherever their date stands, that is said.
        let begins = try daemon.json("status")["recordbegins"]?.string
        #expect(begins != nil && duties.allSatisfy { $0["countedfrom"]?.string == begins })
        let ahead = try daemon.minutectl("report", "digest", "--days", "366")
        #expect(
            ahead.output.replacing(/\s+/, with: " ").contains("Report on safeguarding (counted from"),
            "\(ahead.output)")
        // The two clocks of one member say which meetings they count.
        let okafor = clocks.filter { $0["person"]?.string == "okafor" }.compactMap {
            $0["explanation"]?.string
        }
        #expect(okafor.count == 2 && Set(okafor).count == 2)
        #expect(okafor.contains { $0.contains("an executive meeting") })
    }

    @Test("meetings from before the first day make no notice and no finding until the record begins earlier")
    func history() throws {
        let daemon = try founded()
        for day in ["6 September 2007", "4 October 2007"] {
            ok(try daemon.minutectl("meeting", "schedule", "Parenting Board", "\(day) 4.30pm"))
            ok(try daemon.minutectl("meeting", "hold", "Parenting Board \(day)"))
        }
        ok(try daemon.minutectl("attendance", "record", "board-2007-09-06", "--others", "absent"))
        func unsent() throws -> Int {
            try daemon.json("notice", "run", "--dry-run")["outcomes"]?.elements.count ?? -1
        }
        func withoutRoll() throws -> Int { try daemon.json("status")["meetingswithoutroll"]?.integer ?? -1 }
        #expect(try unsent() == 0)
        #expect(try withoutRoll() == 0)
        #expect(try daemon.json("report", "findings")["findings"]?.elements.isEmpty == true)
        ok(
            try daemon.minutectl(
                "record", "begins", "1 May 2007", "--reason", "Minutes since 2007 are entered"))
        #expect(try withoutRoll() == 1)
        ok(try daemon.minutectl("attendance", "record", "board-2007-10-04", "--others", "absent"))
        #expect(try unsent() == 1)
        #expect(try daemon.json("report", "six-month")["recordbegins"]?.string == "2007-05-01")
    }

    @Test("what lies before the first day is in no digest, finding or notice, whatever the record has")
    func nothingBefore() throws {
        let daemon = try RunningDaemon.stockton()
        let before = try daemon.json("report", "digest", "--as-at", "1 October 2008")["items"]?.elements ?? []
        #expect(!before.isEmpty)
        ok(try daemon.minutectl("record", "begins", "1 October 2008", "--reason", "A test"))
        let items = try daemon.json("report", "digest", "--as-at", "1 October 2008")["items"]?.elements ?? []
        #expect(
            items.allSatisfy { $0["overdue"]?.integer == 0 }, "\(items.compactMap { $0["text"]?.string })")
        #expect(
            items.allSatisfy { !["matter", "ratification", "notice-unsent"].contains($0["source"]?.string) })
        let findings =
            try daemon.json("report", "findings", "--as-at", "1 October 2008")["findings"]?.elements ?? []
        let rules = Set(findings.compactMap { $0["rule"]?.string })
        #expect(
            rules.isSubset(of: ["seat-unfilled", "duty-without-holder", "action-without-holder"]),
            "\(rules.sorted())")
        let clocks =
            try daemon.json("report", "six-month", "--as-at", "1 October 2008")["clocks"]?.elements ?? []
        #expect(clocks.allSatisfy { $0["since"]?.string == "2008-10-01" })
    }
}

@Suite("Notices that wait for a person, through the real programs", .timeLimit(.minutes(5)))
struct HeldNoticeTests {
    private static let notice = "malap-councillor-i-2008-09-18"

    @Test("history that was restored or imported writes no letter by itself, neither issued nor drafted")
    func history() throws {
        let restored = try RunningDaemon.stockton()
        for mode in [[], ["--draft"], ["--drafted"]] {
            let run = try Programs.run(
                Programs.path("minutectl"), ["--socket", restored.socket, "notice", "run"] + mode)
            #expect(run.status == 0, "\(run.errors)")
            #expect(try restored.entries == stocktonEntries, "\(mode): \(run.output)")
            guard mode != ["--drafted"] else { continue }
            #expect(run.output.contains("Waits for you: \(Self.notice)"), "\(run.output)")
            #expect(run.output.contains("more than 60 days ago"), "\(run.output)")
        }
        let imported = try RunningDaemon()
        let file = Programs.root.appending(path: "replay/stockton-2007/history.ndjson").path(
            percentEncoded: false)
        #expect(try imported.minutectl("log", "import", file).status == 0)
        // The record of this log begins today, so the breach of 2008 is none of its own.
        let run = try imported.minutectl("notice", "run")
        #expect(run.status == 0 && !run.output.contains(Self.notice), "\(run.output)")
        #expect(try imported.entries == stocktonEntries)
    }

    @Test("the command that is shown issues it; so does --from, from the day of the last absence on")
    func issued() throws {
        let daemon = try RunningDaemon.stockton()
        let late = try daemon.minutectl("notice", "run", "--dry-run", "--from", "19 September 2008")
        #expect(!late.output.contains(Self.notice), "\(late.output)")
        let from = try daemon.minutectl("notice", "run", "--dry-run", "--from", "18 September 2008")
        #expect(from.output.contains("Would issue \(Self.notice)"), "\(from.output)")
        let held = try daemon.json("notice", "run")["outcomes"]?.elements.first {
            $0["notice"]?.string == Self.notice
        }
        #expect(held?["command"]?.string == "minutectl notice issue \(Self.notice)")
        #expect(try daemon.minutectl("notice", "issue", Self.notice).status == 0)
    }

    @Test("minuted.yaml sets how old and how many; a former member's waits whatever it says")
    func limits() throws {
        let daemon = try RunningDaemon.stockton(configuration: "notices: {olderthan: 36500, atonce: 1}\n")
        let two = try daemon.minutectl("notice", "run")
        #expect(two.output.contains("3 notices are more than the limit of 1 at once"), "\(two.output)")
        #expect(two.output.contains("minutectl notice run --at-most 3"), "\(two.output)")
        #expect(try daemon.entries == stocktonEntries)
        #expect(
            try daemon.minutectl("seat", "vacate", "MALAP", "councillor-i", "--on", "1 October 2008").status
                == 0)
        let one = try daemon.minutectl("notice", "run", "--at-most", "2")
        #expect(one.output.contains("Councillor I is no longer a member"), "\(one.output)")
        #expect(one.output.contains("Issued a follow-up of malap-councillor-h-2007-11-15"), "\(one.output)")
    }
}
