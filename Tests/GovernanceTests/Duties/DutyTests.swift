// Duties: laid on an office or a body, done, taken back, changed, withdrawn; and what is refused.

import Codec
import Governance
import Testing

@Suite("Duties")
struct DutyTests {
    let council = Given(SmallCouncil.events)
    let record = "duty/review-the-strategy"

    private func establish(
        every cadence: String? = "annually in August", _ fill: (inout EstablishDuty) -> Void = { _ in }
    ) -> EstablishDuty {
        make(EstablishDuty.self) {
            ($0.what, $0.bearer, $0.from) = ("Review the strategy", "MALAP", "2 August 2007")
            $0.cadence = cadence
            fill(&$0)
        }
    }

    private var established: Given { council.when(establish()).accepted() }

    private func discharge(_ fill: (inout DischargeDuty) -> Void) -> DischargeDuty {
        make(DischargeDuty.self) {
            $0.duty = "review"
            fill(&$0)
        }
    }

    @Test("is laid on a body or an office, with its cadence and source")
    func established_() {
        council.when(establish { $0.source = "Cabinet, 2 August 2007" }).then(
            .dutyEstablished(
                make(DutyEstablished.self) {
                    ($0.duty, $0.what) = ("review-the-strategy", "Review the strategy")
                    ($0.bearer, $0.from) = (.body("malap"), "2007-08-02")
                    $0.cadence = try? Cadence(text: "annually in August")
                    $0.source = "Cabinet, 2 August 2007"
                }))
        let outcome = council.when(establish(every: "at least once a year") { $0.bearer = "Chief Executive" })
        outcome.accepted()
        guard case .dutyEstablished(let event)? = outcome.events.first else { return }
        #expect(event.bearer == .office("chief-executive"))
    }

    @Test("is laid on two offices jointly, and says that how often is assumed until that is laid down anew")
    func jointly() throws {
        let given = council.when(
            establish {
                ($0.bearer, $0.jointly, $0.isAssumed) = ("Chief Executive", ["Leader of the Council"], true)
            }
        ).accepted()
        let duty = try #require(given.state.duties["review-the-strategy"])
        #expect(duty.established.jointly == [.office("leader-of-the-council")])
        #expect(duty.isAssumed(on: "2007-08-02"))
        let changed = given.when(
            make(ChangeDuty.self) {
                ($0.duty, $0.cadence, $0.from) = ("review", "quarterly", "1 January 2008")
                $0.reason = "The Board asked for it"
            }
        ).accepted()
        let later = try #require(changed.state.duties["review-the-strategy"])
        #expect(later.isAssumed(on: "2007-12-31") && !later.isAssumed(on: "2008-01-01"))
        council.when(establish { $0.jointly = ["Councillor E"] }).thenRefused(
            rule: "duty-bearer", record: record)
    }

    @Test("is not laid on a person or a group, who leave")
    func bearer() {
        for name in ["Councillor E", "Group One", "person/councillor-e"] {
            council.when(establish { $0.bearer = name }).thenRefused(rule: "duty-bearer", record: record)
        }
        council.when(establish { $0.bearer = "Nobody" })
            .thenRefused(rule: "known-participant", record: "Nobody")
    }

    @Test(
        "a cadence that cannot be is refused",
        arguments: [
            "zero times a year", "0 times a year", "-2 times a year", "every 0 months", "biannually",
            "sometimes",
            "annually in Augustus", "400 times a year", "every 99999999999999999999 years", "",
        ])
    func badCadence(_ text: String) {
        council.when(establish(every: text)).thenRefused(rule: "cadence", record: record)
    }

    @Test("recurs, or is due once, or depends on a resolution; nothing else")
    func timing() {
        for fill: (inout EstablishDuty) -> Void in [
            { $0.due = "1 December 2007" }, { $0.cadence = nil },
            { ($0.cadence, $0.due) = (nil, "1 January 2007") }, { $0.within = 14 },
            { ($0.cadence, $0.due, $0.within) = (nil, "1 December 2007", 14) },
        ] {
            council.when(establish(fill)).thenRefused(rule: "duty-timing", record: record)
        }
        council.when(establish(every: nil) { $0.due = "August 2008" }).accepted()
    }

    @Test("another of the same name gets an identifier of its own")
    func sameName() {
        let outcome = established.when(establish(every: "quarterly"))
        guard case .dutyEstablished(let event)? = outcome.events.first else {
            Issue.record("\(outcome.decided)")
            return
        }
        #expect(event.duty == "review-the-strategy-2")
    }

    @Test("is not discharged by a meeting that its bearer missed; who held the office that day counts")
    func byMeetingThatTheBearerMissed() {
        let given = council.when(establish { $0.bearer = "Chief Executive" }).accepted().and([
            Fact.scheduled("malap-2007-09-06", of: "malap", "2007-09-06T16:30"),
            Fact.held("malap-2007-09-06"),
        ])
        let byMeeting = discharge { $0.meeting = "malap-2007-09-06" }
        // Nothing is known against it without a roll, or where the roll does not name them.
        given.when(byMeeting).accepted()
        given.and(Fact.roll("malap-2007-09-06", RollEntry("councillor-a", .absent))).when(byMeeting)
            .accepted()
        for standing: Standing in [.absent, .apologies] {
            given.and(Fact.roll("malap-2007-09-06", RollEntry("chief", standing))).when(byMeeting)
                .thenRefused(rule: "bearer-was-there", record: "duty/review")
        }
        given.and(Fact.roll("malap-2007-09-06", RollEntry("chief", .inAttendance))).when(byMeeting)
            .accepted()
    }

    @Test("is discharged by a meeting, on its day")
    func byMeeting() {
        let given = established.and([
            Fact.scheduled("malap-2008-08-07", of: "malap", "2008-08-07T16:30"),
            Fact.held("malap-2008-08-07"),
        ])
        given.when(discharge { $0.meeting = "MALAP 7 August 2008" }).then(
            .dutyDischarged(
                make(DutyDischarged.self) {
                    ($0.duty, $0.on, $0.meeting) = ("review-the-strategy", "2008-08-07", "malap-2008-08-07")
                }))
        given.when(discharge { ($0.meeting, $0.on) = ("malap-2008-08-07", "6 August 2008") })
            .thenRefused(rule: "dates-in-order", record: record)
    }

    @Test("a meeting that was not held shows nothing, and something has to show it")
    func evidence() {
        let given = established.and(Fact.scheduled("malap-2008-08-07", of: "malap", "2008-08-07T16:30"))
        given.when(discharge { $0.meeting = "malap-2008-08-07" })
            .thenRefused(rule: "meeting-held", record: "meeting/malap-2008-08-07")
        given.when(discharge { $0.on = "7 August 2008" }).thenRefused(rule: "evidence", record: record)
        given.when(discharge { ($0.on, $0.evidence) = ("7 August 2008", " ") })
            .thenRefused(rule: "text", record: record)
        given.when(discharge { $0.meeting = "malap-2009-08-07" })
            .thenRefused(rule: "known-meeting", record: "meeting/malap-2009-08-07")
    }

    @Test("is not discharged before it exists, nor when nobody laid it down")
    func beforeItExists() {
        established.when(discharge { ($0.on, $0.evidence) = ("1 August 2007", "notes") })
            .thenRefused(rule: "duty-exists", record: record)
        council.when(discharge { ($0.on, $0.evidence) = ("1 August 2008", "notes") })
            .thenRefused(rule: "known-duty", record: "duty/review")
    }

    @Test("is discharged once on a day, and a discharge can be taken back")
    func takenBack() {
        let done = established.when(discharge { ($0.on, $0.evidence) = ("7 August 2008", "notes") })
            .accepted()
        done.when(discharge { ($0.on, $0.evidence) = ("7 August 2008", "other notes") })
            .thenRefused(rule: "discharged-once", record: record)
        let takeBack = make(TakeBackDischarge.self) {
            ($0.duty, $0.on, $0.reason) = ("review", "7 August 2008", "it dealt with something else")
        }
        let open = done.when(takeBack).accepted()
        #expect(open.state.duties["review-the-strategy"]?.discharges.isEmpty == true)
        open.when(takeBack).thenRefused(rule: "correct-what-is-recorded", record: record)
    }

    @Test("a change holds from its day on, and has to change something")
    func changed() throws {
        let change = make(ChangeDuty.self) {
            ($0.duty, $0.from, $0.cadence, $0.reason) = (
                "review", "1 September 2008", "quarterly", "asked for"
            )
        }
        let given = established.when(change).accepted()
        let duty = try #require(given.state.duties["review-the-strategy"])
        #expect(duty.version(on: "2008-08-31").cadence?.text == "annually in August")
        #expect(duty.version(on: "2008-09-01").cadence?.text == "every three months")
        var empty = change
        empty.cadence = nil
        established.when(empty).thenRefused(rule: "change", record: record)
        var once = change
        (once.cadence, once.due) = (nil, "2009")
        established.when(once).thenRefused(rule: "duty-timing", record: record)
        var earlier = change
        (earlier.from, earlier.cadence) = ("1 August 2008", "monthly")
        given.when(earlier).thenRefused(rule: "dates-in-order", record: record)
    }

    @Test("is none once it is withdrawn")
    func withdrawn() {
        let withdraw = make(WithdrawDuty.self) {
            ($0.duty, $0.on, $0.reason) = ("review", "1 January 2009", "replaced")
        }
        let given = established.when(withdraw).accepted()
        given.when(discharge { ($0.on, $0.evidence) = ("2 January 2009", "notes") })
            .thenRefused(rule: "duty-exists", record: record)
        given.when(discharge { ($0.on, $0.evidence) = ("31 December 2008", "notes") }).accepted()
    }
}

@Suite("Duties that depend on a resolution")
struct ConditionalDutyTests {
    private func establish(_ resolution: Int) -> EstablishDuty {
        make(EstablishDuty.self) {
            ($0.what, $0.bearer, $0.from) = ("Publish the strategy", "chief-executive", "2 August 2007")
            ($0.decision, $0.resolution, $0.within) = (Stockton.id.text, resolution, 28)
        }
    }

    private func ratified(_ outcome: RatificationOutcome) -> Event {
        .resolutionRatified(
            make(ResolutionRatified.self) {
                ($0.decision, $0.number, $0.by) = (Stockton.id, 1, "council")
                ($0.outcome, $0.on) = (outcome, "2007-09-12")
            })
    }

    private func standing(_ given: Given, on day: CivilDate) throws -> DutyStanding {
        let duty = try #require(given.state.duties["publish-the-strategy"])
        return duty.standing(on: day, condition: duty.condition(in: given.state.decisions, on: day))
    }

    private var discharge: DischargeDuty {
        make(DischargeDuty.self) { ($0.duty, $0.evidence) = ("publish", "on the website") }
    }

    @Test("wait for it, fall due when it takes effect, and cannot be discharged before")
    func waits() throws {
        let waiting = Stockton.published.when(establish(1)).accepted()
        #expect(
            try standing(waiting, on: "2007-09-01") == .waits("resolution 1 of \(Stockton.id) awaits council")
        )
        waiting.when(discharge, at: "2007-09-01T10:00")
            .thenRefused(rule: "duty-exists", record: "duty/publish-the-strategy")
        let due = waiting.and(ratified(.ratified))
        #expect(try standing(due, on: "2007-09-11") == .notBegun("2007-09-12"))
        #expect(try standing(due, on: "2007-09-12") == .due("2007-10-10"))
        #expect(try standing(due, on: "2007-10-10") == .due("2007-10-10"))
        #expect(try standing(due, on: "2007-10-11") == .overdue(since: "2007-10-10"))
        due.when(discharge, at: "2007-09-11T10:00")
            .thenRefused(rule: "duty-exists", record: "duty/publish-the-strategy")
        let done = due.when(discharge, at: "2007-10-20T10:00").accepted()
        #expect(try standing(done, on: "2007-10-19") == .overdue(since: "2007-10-10"))
        #expect(try standing(done, on: "2007-10-20") == .discharged("2007-10-20"))
    }

    @Test("lapse when it is rejected; what is resolved takes effect when it is made")
    func lapses() throws {
        let rejected = Stockton.published.when(establish(1)).accepted().and(ratified(.rejected))
        guard case .lapsed = try standing(rejected, on: "2007-10-01") else {
            Issue.record("\(try standing(rejected, on: "2007-10-01"))")
            return
        }
        let resolved = Stockton.published.when(establish(3)).accepted()
        #expect(try standing(resolved, on: "2007-08-02") == .due("2007-08-30"))
    }

    @Test("name a resolution that there is")
    func unknown() {
        Stockton.published.when(establish(9)).thenRefused(
            rule: "known-resolution", record: "decision/\(Stockton.id)#9")
    }
}
