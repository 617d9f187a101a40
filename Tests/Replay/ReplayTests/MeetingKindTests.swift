// Training, meetings with those whom members serve and awards ceremonies are meetings of a body too, and yet
// not its business: they meet no cadence, have no standing items and owe nobody minutes. Visits are no
// meetings, and count as what a member takes part in.

import Codec
import Governance
import Ledger
import Projections
import ReplayKit
import Reports
import Testing

@Suite("Meetings that are not a body's business") struct MeetingKindTests {
    private static func line(_ command: String, _ parameters: String) -> String {
        #"{"at":"2008-06-02T09:00:00Z","actor":"uid:1(clerk)","command":"\#(command)","parameters":\#(parameters)}"#
    }

    private static let founding =
        #"{"at":"2007-08-03T08:00:00Z","actor":"uid:1(clerk)","command":"ApplyConstitution","file":"config/constitutions/stockton-2007.yaml"}"#

    private static let meetings: [String] = [
        ("malap", "20 September 2007 4pm", ""), ("malap", "15 November 2007 4pm", #","kind":"training""#),
        ("childrens-trust-board", "6 December 2007 4pm", #","kind":"event""#),
    ].flatMap { body, starts, kind in
        [
            line("ScheduleMeeting", #"{"body":"\#(body)","starts":"\#(starts)"\#(kind)}"#),
            line("HoldMeeting", #"{"meeting":"\#(body) \#(starts.dropLast(4))"}"#),
        ]
    }

    private static let visits = [
        line("OpenPlace", #"{"name":"Home One","from":"1 September 2007"}"#),
        line(
            "RecordVisit",
            #"{"place":"Home One","on":"1 October 2007","visitors":["Councillor B"],"kind":"rota","announced":true}"#
        ),
        line(
            "RecordVisit",
            #"{"place":"Home One","on":"2 October 2007","visitors":["Councillor B","Councillor C"],"kind":"spot-check","announced":false}"#
        ),
        line(
            "RecordVisit",
            #"{"place":"Home One","on":"3 October 2007","visitors":["Councillor C"],"kind":"courtesy"}"#),
        line(
            "RecordVisit",
            #"{"place":"Home One","on":"4 October 2007","visitors":["Councillor C"],"kind":"spot-check","announced":false}"#
        ),
        line("WithdrawVisit", #"{"visit":"home-one-2007-10-04","reason":"It was another home"}"#),
        line(
            "RecordVisit",
            #"{"place":"Home One","on":"2 January 2008","visitors":["Councillor B"],"kind":"rota","announced":false}"#
        ),
    ]

    private func ask<Value: Sendable>(_ body: @Sendable (Reading) throws -> Value) async throws -> Value {
        try await withTemporaryDirectory { directory in
            let council = try ScriptedCouncil(directory: directory)
            defer { council.close() }
            let lines = [Self.founding] + Self.meetings + Self.visits
            try await Replay.stockton.play(Script(lines.joined(separator: "\n")), to: council)
            #expect(council.projections.waitFor(try council.ledger.lastSeq(), milliseconds: 10_000))
            let now = try #require(CivilDateTime(iso: "2008-07-01T09:00"))
            return try council.projections.ask(
                asAt: CivilDate(iso: "2007-12-31"), asKnownOn: nil, now: now, body)
        }
    }

    @Test("training does not meet a body's cadence")
    func cadence() async throws {
        let duties = try await ask { try $0.duties(DutiesQuestion()).duties }
        let meetings = try #require(duties.first { $0.id == "meetings/malap" })
        #expect(meetings.last?.text == "2007-09-20" && meetings.state == .overdue)
    }

    @Test("an awards ceremony misses no standing item, and training has no minutes to present")
    func agendas() async throws {
        let agendas = try await ask { try $0.agendas(AgendasQuestion()).agendas }
        #expect(agendas.map(\.meeting) == ["malap-2007-09-20"])
        let minutes = try await ask { try $0.minutes(MinutesQuestion()).minutes }
        #expect(minutes.map(\.meeting) == ["malap-2007-09-20"])
    }

    @Test("members report back from the body's last meeting, not from training")
    func reportsBack() async throws {
        let members = try await ask { try $0.reportsBack(ReportsBackQuestion()).members }
        #expect(!members.isEmpty && members.allSatisfy { $0.meeting == "malap-2007-09-20" })
    }

    @Test("visits count as participation, announced or not, within the period and unless withdrawn")
    func participation() async throws {
        let members = try await ask { reading in
            var question = ParticipationQuestion()
            question.from = "1 October 2007"
            return try reading.participation(question).members
        }
        let counts = members.filter { $0.visits > 0 }.map { "\($0.person) \($0.visits) \($0.unannounced)" }
        #expect(counts == ["councillor-b 2 1", "councillor-c 2 1"])
    }
}
