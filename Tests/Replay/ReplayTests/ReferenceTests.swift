// A record that speaks of others is decided with those at hand, also by a keeper that has just started.

import Codec
import Governance
import Ledger
import RecordKeeping
import ReplayKit
import Testing

@Suite("Records that speak of others") struct ReferenceTests {
    private func script(_ lines: [(command: String, parameters: String)]) throws -> Script {
        try Script(
            lines.map {
                #"{"at":"2008-01-01T09:00:00Z","actor":"uid:1(clerk)","command":"\#($0.command)","parameters":\#($0.parameters)}"#
            }.joined(separator: "\n"))
    }

    @Test("a duty that depends on a resolution is discharged after a restart, and not before it took effect")
    func afterRestart() async throws {
        let founding =
            #"{"at":"2007-08-03T08:00:00Z","actor":"uid:1(clerk)","command":"ApplyConstitution","file":"config/constitutions/stockton-2007.yaml"}"#
        let discharge = (
            "DischargeDuty", #"{"duty":"publish","on":"10 December 2007","evidence":"on the website"}"#
        )
        try await withTemporaryDirectory { directory in
            try await session(
                in: directory, Script(founding),
                script([
                    (
                        "RecordDecision",
                        #"{"title":"Housing","body":"MALAP","made":"1 November 2007","how":"By letter","resolutions":[{"number":1,"kind":"recommended","text":"That it be agreed","to":"cabinet"}]}"#
                    ),
                    (
                        "EstablishDuty",
                        #"{"what":"Publish","bearer":"leader","from":"1 November 2007","decision":"housing"}"#
                    ),
                ]))
            await #expect(throws: ScriptError.self) {
                try await session(in: directory, script([discharge]))
            }
            try await session(
                in: directory,
                script([
                    (
                        "RatifyResolution",
                        #"{"decision":"housing","number":1,"on":"6 December 2007","how":"By letter"}"#
                    )
                ]))
            try await session(in: directory, script([discharge]))
            let ledger = try LedgerStore.open(directory: directory)
            #expect(try ledger.entries(stream: "duty/publish").count == 2)
        }
    }

    /// A keeper's life: it starts, takes in scripts, and ends.
    private func session(in directory: String, _ scripts: Script...) async throws {
        let council = try ScriptedCouncil(directory: directory)
        defer { council.close() }
        for script in scripts { try await Replay.stockton.play(script, to: council) }
    }
}
