// A decision that is called in, asked about as at days before, between and after.

import Governance
import Ledger
import Projections
import ReplayKit
import Reports
import Testing

@Suite("A call-in as at a day") struct CallInTests {
    private static let script = [
        #"{"at":"2007-07-02T08:00:00Z","actor":"uid:1001(clerk)","command":"ApplyConstitution","file":"replay/stockton-2007/july-2007.yaml"}"#,
        #"{"at":"2007-08-01T08:00:00Z","actor":"uid:1001(clerk)","command":"ScheduleMeeting","parameters":{"body":"Cabinet","starts":"2 August 2007 4.30pm"}}"#,
        #"{"at":"2007-08-03T08:00:00Z","actor":"uid:1001(clerk)","command":"HoldMeeting","parameters":{"meeting":"Cabinet 2 August 2007"}}"#,
        #"{"at":"2007-08-03T09:00:00Z","actor":"uid:1002(proper-officer)","command":"RecordDecision","parameters":{"title":"A strategy","decision":"a-strategy","meeting":"cabinet-2007-08-02","made":"2 August 2007","resolutions":[{"number":1,"kind":"resolved","text":"that it be agreed.","callable":true}]}}"#,
        #"{"at":"2007-08-03T14:00:00Z","actor":"uid:1002(proper-officer)","command":"PublishDecision","parameters":{"decision":"a-strategy","on":"3 August 2007"}}"#,
        #"{"at":"2007-08-09T09:00:00Z","actor":"uid:1001(clerk)","command":"CallInResolution","parameters":{"decision":"a-strategy","number":1,"by":["Councillor J","Councillor C"],"received":"2007-08-08T10:00","grounds":"To be looked at."}}"#,
        #"{"at":"2007-08-21T09:00:00Z","actor":"uid:1001(clerk)","command":"ConcludeCallIn","parameters":{"decision":"a-strategy","number":1,"outcome":"referred-back","on":"20 August 2007"}}"#,
    ]

    @Test(arguments: [
        ("2007-08-02", ResolutionStanding.awaitingPublication), ("2007-08-07", .openToCallIn),
        ("2007-08-08", .calledIn), ("2007-08-19", .calledIn), ("2007-08-20", .referredBack),
    ])
    func standsAsItDidOnTheDay(day: String, standing: ResolutionStanding) async throws {
        let found = try await withTemporaryDirectory { directory in
            let council = try ScriptedCouncil(directory: directory)
            defer { council.close() }
            try await Replay.stockton.play(Script(Self.script.joined(separator: "\n")), to: council)
            #expect(council.projections.waitFor(try council.ledger.lastSeq(), milliseconds: 10_000))
            let now = try #require(CivilDateTime(iso: "2007-09-01T09:00"))
            return try council.projections.ask(asAt: CivilDate(iso: day), asKnownOn: nil, now: now) {
                reading in
                var question = DecisionQuestion()
                question.decision = "a-strategy"
                return try reading.decision(question).decision.resolutions.map(\.standing)
            }
        }
        #expect(found == [standing])
    }
}
