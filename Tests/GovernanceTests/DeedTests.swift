// How dates hang together: nothing done in the future, nothing before what it answers, a body acts where it met.

import Codec
import Governance
import Testing

@Suite("What was done")
struct DeedTests {
    private let today: CivilDateTime = "2007-08-03T09:00"
    private let council = Given(SmallCouncil.events)

    private func decision(on day: String, meeting: String? = nil, how: String? = nil) -> RecordDecision {
        make(RecordDecision.self) {
            ($0.decision, $0.title, $0.body, $0.made) = ("d", "Clubs", "Cabinet", day)
            ($0.meeting, $0.how) = (meeting, how)
            $0.resolutions = [make(Resolution.self) { ($0.number, $0.text) = (1, "approved") }]
        }
    }

    @Test("cannot lie in the future: yesterday and today are accepted, tomorrow is not")
    func future() {
        for day in ["2 August 2007", "3 August 2007"] {
            council.when(decision(on: day, how: "By letter"), at: today).accepted()
        }
        council.when(decision(on: "4 August 2007", how: "By letter"), at: today)
            .thenRefused(rule: "not-in-the-future", record: "decision/d")
    }

    @Test("nor can the signature under a decision")
    func signature() {
        func signed(_ day: CivilDate) -> RecordDecision {
            make(RecordDecision.self) {
                $0 = decision(on: "2 August 2007", how: "By letter")
                $0.signature = make(Signature.self) { ($0.signedBy, $0.on) = ("Proper Officer", day) }
            }
        }
        council.when(signed("2007-08-03"), at: today).accepted()
        council.when(signed("2007-08-04"), at: today)
            .thenRefused(rule: "not-in-the-future", record: "decision/d")
    }

    @Test("of a date that is not exact it is refused only when no day of it has come")
    func partial() {
        func seat(_ name: String) -> AdoptPledge {
            make(AdoptPledge.self) {
                ($0.pledge, $0.title, $0.on) = ("p", "Our pledge", name)
                $0.areas = [
                    make(PledgeArea.self) {
                        $0.title = "Home"
                        $0.promises = [make(Promise.self) { ($0.id, $0.text) = ("home", "A good home") }]
                    }
                ]
            }
        }
        council.when(seat("August 2007"), at: today).accepted()
        council.when(seat("2007"), at: today).accepted()
        council.when(seat("September 2007"), at: today)
            .thenRefused(rule: "not-in-the-future", record: "pledge/p")
    }

    @Test("planned, it can lie in the future")
    func planned() {
        council.when(
            make(EstablishDuty.self) {
                ($0.what, $0.bearer, $0.from, $0.due) = ("Review", "malap", "1 September 2030", "2031")
            }, at: today
        ).accepted()
    }

    @Test("a duty is not discharged in 2030")
    func discharged() {
        let given = council.when(
            make(EstablishDuty.self) {
                ($0.what, $0.duty, $0.bearer, $0.from) = ("Review", "review", "malap", "1 August 2007")
                $0.cadence = "annually"
            }, at: today
        ).accepted()
        func discharge(_ day: String) -> DischargeDuty {
            make(DischargeDuty.self) { ($0.duty, $0.on, $0.evidence) = ("review", day, "The report") }
        }
        given.when(discharge("1 August 2030"), at: today)
            .thenRefused(rule: "not-in-the-future", record: "duty/review")
        given.when(discharge("3 August 2007"), at: today).accepted()
    }

    @Test("a body acts at a meeting that it held, or says how it acted otherwise")
    func meeting() {
        let record = "decision/d"
        council.when(decision(on: "2 August 2007"), at: today)
            .thenRefused(rule: "acted-at-meeting", record: record)
        let scheduled = council.and(Fact.scheduled("cabinet-2007-08-02", of: "cabinet", "2007-08-02T16:30"))
        scheduled.when(decision(on: "2 August 2007"), at: today)
            .thenRefused(rule: "acted-at-meeting", record: record)
        let held = scheduled.and(Fact.held("cabinet-2007-08-02"))
        let after = held.when(decision(on: "2 August 2007"), at: today).accepted()
        #expect(after.state.decisions["d"]?.recorded.meeting == "cabinet-2007-08-02")
        held.when(decision(on: "1 August 2007"), at: today)
            .thenRefused(rule: "acted-at-meeting", record: record)
        council.when(decision(on: "2 August 2007", how: "By written procedure"), at: today).accepted()
    }

    @Test("a recommendation is dealt with at a meeting of the body that it went to, or it is said how")
    func ratified() {
        let given = council.when(Stockton.command, at: today).accepted()
        func ratify(_ how: String?) -> RatifyResolution {
            make(RatifyResolution.self) {
                ($0.decision, $0.number, $0.on, $0.how) = (Stockton.id.text, 1, "3 August 2007", how)
            }
        }
        given.when(ratify(nil), at: today)
            .thenRefused(rule: "acted-at-meeting", record: "decision/\(Stockton.id)")
        given.when(ratify("By urgent decision"), at: today).accepted()
    }

    @Test("an entry of an earlier version stays readable: it is for the findings to name it")
    func entries() {
        var event = Stockton.decision
        (event.how, event.made) = (nil, "2031-01-01")
        #expect(refusal(of: .decisionRecorded(event), in: council) == nil)
    }
}

@Suite("A list's limit at every date")
struct IssueLimitTests {
    private func raise(_ text: String, on day: String) -> RaiseIssue {
        make(RaiseIssue.self) { ($0.list, $0.text, $0.on) = ("top", text, day) }
    }

    @Test(
        "no issue is entered for a day on which the list was full, nor for the day before a place fell free")
    func earlier() {
        let full = (1...10).reduce(IssueTests.council) { given, number in
            given.when(raise("Issue \(number)", on: "1 December 2009"), at: "2010-06-01T09:00").accepted()
        }
        let retired = full.when(
            make(RetireIssue.self) {
                ($0.list, $0.issue, $0.by, $0.on, $0.reason) = ("top", 1, "cicc", "3 February 2010", "Done")
            }, at: "2010-06-01T09:00"
        ).accepted()
        for day in ["1 December 2009", "2 February 2010"] {
            retired.when(raise("Late", on: day), at: "2010-06-01T09:00")
                .thenRefused(rule: "issues-open", record: "issuelist/top-ten")
        }
        // Before the ten were listed there was room, but not any more on the day on which they were.
        retired.when(raise("Early", on: "30 November 2009"), at: "2010-06-01T09:00")
            .thenRefused(rule: "issues-open", record: "issuelist/top-ten")
        retired.when(raise("In time", on: "3 February 2010"), at: "2010-06-01T09:00").accepted()
    }
}
