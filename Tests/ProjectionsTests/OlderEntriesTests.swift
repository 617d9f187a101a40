// Entries of earlier versions that would be refused today stay readable, and the findings name them.

import Codec
import Governance
import Reports
import Testing

@testable import Projections

@Suite struct OlderEntriesTests {
    private func decision(_ id: String) throws -> DecisionRecorded {
        var recorded = DecisionRecorded()
        (recorded.decision, recorded.title) = (try DecisionID(text: id), "Decision \(id)")
        recorded.made = PartialDate(try CivilDate(text: "2008-01-01"))
        var resolution = Resolution()
        (resolution.number, resolution.text) = (1, "that it be agreed.")
        recorded.resolutions = [resolution]
        return recorded
    }

    @Test func whatWouldBeRefusedTodayIsFound() throws {
        let bench = try Bench(entries: 40)
        var matter = MatterRaised()
        (matter.matter, matter.kind, matter.what) = (try MatterID(text: "views"), .issue, "Views")
        (matter.from, matter.to) = (.body(try BodyID(text: "malap")), .body(try BodyID(text: "cabinet")))
        matter.on = PartialDate(text: "2030-01-01") ?? .unknown
        try bench.append(matter, version: 1)
        var alone = try decision("alone")
        alone.maker = try PersonID(text: "nobody")
        try bench.append(alone, version: 1)
        var unmet = try decision("unmet")
        unmet.body = try BodyID(text: "cabinet")
        try bench.append(unmet, version: 1)
        var acted = try decision("acted")
        (acted.body, acted.how) = (try BodyID(text: "cabinet"), "By letter")
        try bench.append(acted, version: 1)
        var (scheduled, held) = (MeetingScheduled(), MeetingHeld())
        scheduled.meeting = try MeetingID(text: "cabinet-2008-01-01")
        (scheduled.body, held.meeting) = (try BodyID(text: "cabinet"), scheduled.meeting)
        scheduled.starts = try CivilDateTime(text: "2008-01-01T09:00")
        try bench.append(scheduled, version: 1)
        try bench.append(held, version: 2)
        for (id, meeting) in [("met", "cabinet-2008-01-01"), ("unheld", "cabinet-2008-01-02")] {
            var made = try decision(id)
            (made.body, made.meeting) = (try BodyID(text: "cabinet"), try MeetingID(text: meeting))
            try bench.append(made, version: 1)
        }
        let store = try bench.store()
        try store.rebuild()
        let now = try CivilDateTime(text: "2031-01-01T09:00")
        let found = try store.ask(asAt: nil, asKnownOn: nil, now: now) { reading in
            var question = FindingsQuestion()
            question.isEach = true
            return try reading.findings(question).findings
        }
        func rules(_ record: String) -> Set<String> {
            Set(found.filter { $0.record == record }.map(\.rule))
        }
        #expect(rules("matter/views").contains("not-in-the-future"))
        #expect(rules("decision/alone").contains("maker-without-office"))
        #expect(!rules("decision/alone").contains("acted-at-meeting"))
        #expect(rules("decision/unmet").contains("acted-at-meeting"))
        #expect(!rules("decision/acted").contains("acted-at-meeting"))
        #expect(rules("decision/unheld").contains("meeting-not-held"))
        #expect(!rules("decision/met").contains("meeting-not-held"))
    }
}
