// Matters: advice, issues, summonses, nominations, feedback and reports back, by one mechanism.

import Codec
import Governance
import Testing

@Suite("Matters")
struct MatterTests {
    let council = Given(SmallCouncil.events).and(
        Fact.body("scrutiny", "Children and Learning Scrutiny Panel", .scrutiny),
        Fact.terms("scrutiny") { $0.powers = .scrutinises })
    let record = "matter/views-on-the-guidance"

    private func raise(
        _ kind: MatterKind = .advice, from: String = "MALAP", to: String = "Cabinet",
        _ fill: (inout RaiseMatter) -> Void = { _ in }
    ) -> RaiseMatter {
        make(RaiseMatter.self) {
            ($0.kind, $0.what, $0.from, $0.to) = (kind, "Views on the guidance", from, to)
            $0.on = "29 October 2009"
            fill(&$0)
        }
    }

    private func answer(_ fill: (inout AnswerMatter) -> Void = { _ in }) -> AnswerMatter {
        make(AnswerMatter.self) {
            ($0.matter, $0.answer, $0.on) = ("views", "Noted.", "10 November 2009")
            fill(&$0)
        }
    }

    @Test("of which the source gives the month alone keeps the month, and waits from its first day")
    func month() throws {
        let given = council.when(raise { $0.on = "October 2009" }, at: "2009-11-02T09:00").accepted()
        let matter = try #require(given.state.matters["views-on-the-guidance"])
        #expect(matter.raised.on == "2009-10")
        #expect(!matter.isWaiting(on: "2009-09-30"))
        #expect(matter.isWaiting(on: "2009-10-01"))
    }

    @Test("is raised by one, put to another, and waits")
    func raised() throws {
        let given = council.when(raise { $0.due = "December 2009" }).then(
            .matterRaised(
                make(MatterRaised.self) {
                    ($0.matter, $0.kind, $0.what) = (
                        "views-on-the-guidance", .advice, "Views on the guidance"
                    )
                    ($0.from, $0.to, $0.on) = (.body("malap"), .body("cabinet"), "2009-10-29")
                    $0.due = "2009-12"
                }))
        let matter = try #require(given.state.matters["views-on-the-guidance"])
        #expect(!matter.isWaiting(on: "2009-10-28"))
        #expect(matter.standing(on: "2009-10-29") == .waiting)
        #expect(matter.standing(on: "2009-12-31") == .waiting)
        #expect(matter.standing(on: "2010-01-01") == .overdue)
    }

    @Test("is answered once, not before it was raised, and may be taken up again")
    func answered() throws {
        let given = council.when(raise()).accepted()
        given.when(answer { $0.on = "28 October 2009" }).thenRefused(rule: "dates-in-order", record: record)
        given.when(answer { $0.answer = "" }).thenRefused(rule: "text", record: record)
        let done = given.when(answer()).accepted()
        done.when(answer { $0.answer = "Agreed." }).thenRefused(rule: "matter-open", record: record)
        let reopen = make(ReopenMatter.self) {
            ($0.matter, $0.on, $0.reason) = ("views", "20 November 2009", "about something else")
        }
        given.when(reopen).thenRefused(rule: "matter-open", record: record)
        let open = done.when(reopen).accepted()
        let matter = try #require(open.state.matters["views-on-the-guidance"])
        #expect(matter.isWaiting(on: "2009-11-09") && !matter.isWaiting(on: "2009-11-10"))
        #expect(!matter.isWaiting(on: "2009-11-19") && matter.isWaiting(on: "2009-11-20"))
        open.when(answer()).thenRefused(rule: "dates-in-order", record: record)
        open.when(answer { $0.on = "1 December 2009" }).accepted()
    }

    @Test("is closed without an answer, for a reason")
    func closed() {
        let close = make(CloseMatter.self) {
            ($0.matter, $0.on, $0.reason) = ("views", "1 December 2009", "overtaken")
        }
        let given = council.when(raise()).accepted().when(close).accepted()
        given.when(answer { $0.on = "2 December 2009" }).thenRefused(rule: "matter-open", record: record)
    }

    @Test("a summons goes from scrutiny to a person or an office")
    func summons() {
        council.when(raise(.summons, from: "scrutiny", to: "office/chief-executive")).accepted()
        council.when(raise(.summons, from: "scrutiny", to: "officer-a")).accepted()
        council.when(raise(.summons, from: "malap", to: "office/chief-executive"))
            .thenRefused(rule: "summons-by-scrutiny", record: record)
        council.when(raise(.summons, from: "scrutiny", to: "cabinet"))
            .thenRefused(rule: "summons-by-scrutiny", record: record)
    }

    @Test("a nomination is asked of a body, and its answer names somebody")
    func nomination() {
        let given = council.when(raise(.nomination, to: "Council")).accepted()
        given.when(answer()).thenRefused(rule: "nominee", record: record)
        given.when(answer { $0.nominee = "Councillor E" }).accepted()
        council.when(raise(.nomination, to: "office/chief-executive"))
            .thenRefused(rule: "nominated-by", record: record)
        council.when(raise()).accepted().when(answer { $0.nominee = "Councillor E" })
            .thenRefused(rule: "nominee", record: record)
    }

    @Test("a report back, a briefing and a sign-off are told, and await no answer")
    func told() throws {
        for kind in [MatterKind.reportBack, .briefing, .signOff] {
            let given = council.when(raise(kind, from: "person/councillor-a", to: "group/group-one"))
                .accepted()
            let matter = try #require(given.state.matters["views-on-the-guidance"])
            #expect(matter.standing(on: "2010-01-01") == .told && !matter.isWaiting(on: "2010-01-01"))
            given.when(answer()).thenRefused(rule: "awaits-answer", record: record)
        }
        council.when(raise(.reportBack, from: "malap", to: "group/group-one"))
            .thenRefused(rule: "reported-by", record: record)
    }

    @Test("nobody puts a matter to themselves, to nobody, or due before it is raised")
    func refused() {
        council.when(raise(from: "malap", to: "malap")).thenRefused(rule: "put-to-another", record: record)
        council.when(raise(to: "Nobody")).thenRefused(rule: "known-participant", record: "Nobody")
        council.when(raise { $0.due = "September 2009" }).thenRefused(rule: "dates-in-order", record: record)
        council.when(raise(from: "person/councillor-a")).thenRefused(rule: "advised-by", record: record)
        council.when(raise { $0.meeting = "malap-2009-10-29" })
            .thenRefused(rule: "known-meeting", record: "meeting/malap-2009-10-29")
    }
}
