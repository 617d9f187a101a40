// Attendance that is recorded after a letter said that it was not: those who were told are told, and everything that says
// what is owed says it.

import Codec
import Foundation
import Testing

@Suite("Attendance recorded after the letter, through the real programs", .timeLimit(.minutes(5)))
struct LateAttendanceTests {
    private static let constitution = """
        council: {id: anytown, name: Anytown Council, origin: example.org/anytown, recordbegins: 2007-01-01}
        groups: [{id: group-one, name: Group One}]
        people:
          - {id: councillor-a, name: Councillor A, kind: councillor, groups: [{group: group-one, from: 2007-01}]}
          - {id: councillor-b, name: Councillor B, kind: councillor, groups: [{group: group-one, from: 2007-01}]}
        offices:
          - {id: leader, title: Leader, kind: leader, holders: [{person: councillor-b, from: 2007-01}]}
        bodies:
          - id: planning
            name: Planning
            kind: committee
            terms: [{powers: decides, seats: [{capacity: member, named: true}], nonattendance: {consecutive: 2}}]
            members:
              - {person: councillor-a, capacity: member, from: 2007-01}
              - {person: councillor-b, capacity: member, from: 2007-01}
        """

    private func ok(_ outcome: Outcome) { #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)") }

    @Test("is owed to those who were told, by status, digest and findings, until it is told")
    func owed() throws {
        let daemon = try RunningDaemon()
        ok(try daemon.minutectl("constitution", "apply", "-", input: Self.constitution))
        for day in ["2", "9", "16"] {
            ok(try daemon.minutectl("meeting", "schedule", "planning", "\(day) November 2007 6pm"))
            ok(try daemon.minutectl("meeting", "hold", "planning \(day) November 2007"))
        }
        for day in ["2", "16"] {
            ok(
                try daemon.minutectl(
                    "attendance", "record", "planning \(day) November 2007", "--absent", "councillor-a",
                    "--others", "present"))
        }
        ok(try daemon.minutectl("notice", "run", "--from", "1 November 2007"))
        func owed() throws -> [Bool] {
            let digest = try daemon.json("report", "digest")["items"]?.elements ?? []
            let findings = try daemon.json("report", "findings")["findings"]?.elements ?? []
            return [
                digest.contains { $0["source"]?.string == "notice-to-correct" },
                findings.contains { $0["rule"]?.string == "notice-to-correct" },
            ]
        }
        #expect(try owed() == [false, false])
        ok(try daemon.minutectl("attendance", "record", "planning 9 November 2007", "--others", "present"))
        #expect(try owed() == [true, true])
        ok(try daemon.minutectl("notice", "run", "--from", "1 November 2007"))
        #expect(try owed() == [false, false])
    }
}
