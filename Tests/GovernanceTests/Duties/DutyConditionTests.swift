// Duties that depend on a resolution not being ratified, and dates that are no exact days.

import Codec
import Governance
import Testing

@Suite("Conditions and dates of duties")
struct DutyConditionTests {
    private let record = "duty/tell-the-department"
    private var recommended: Given { Given(SmallCouncil.events).and(.decisionRecorded(Stockton.decision)) }

    private func tell(_ fill: (inout EstablishDuty) -> Void = { _ in }) -> EstablishDuty {
        make(EstablishDuty.self) {
            ($0.what, $0.bearer, $0.from) = ("Tell the Department", "Chief Executive", "2 August 2007")
            ($0.decision, $0.resolution, $0.ifNotRatified, $0.within) = (Stockton.id.text, 1, true, 14)
            fill(&$0)
        }
    }

    private func dealt(_ outcome: RatificationOutcome, on day: CivilDate) -> Event {
        .resolutionRatified(
            make(ResolutionRatified.self) {
                ($0.decision, $0.number, $0.by, $0.outcome, $0.on) = (Stockton.id, 1, "council", outcome, day)
            })
    }

    /// Where the duty stands on a day.
    private func standing(_ given: Given, on day: CivilDate) -> DutyStanding? {
        given.state.duties["tell-the-department"].map { duty in
            let followers = given.state.decisions.values.filter { $0.id != Stockton.id }.map {
                Follower(ResolutionReference($0.id, 1), made: $0.made, by: .body("council"))
            }
            return duty.standing(
                on: day, condition: duty.condition(in: given.state.decisions, followers: followers, on: day))
        }
    }

    @Test("arises on the day of a rejection, and not before it")
    func rejected() {
        let given = recommended.when(tell()).accepted().and(dealt(.rejected, on: "2007-09-12"))
        guard case .waits? = standing(given, on: "2007-09-11") else {
            Issue.record("\(String(describing: standing(given, on: "2007-09-11")))")
            return
        }
        #expect(standing(given, on: "2007-09-12") == .due("2007-09-26"))
        #expect(standing(given, on: "2007-09-26") == .due("2007-09-26"))
        #expect(standing(given, on: "2007-09-27") == .overdue(since: "2007-09-26"))
    }

    @Test("never arises where it is ratified, or another decision takes it up; and waits where it is put off")
    func ratified() {
        let established = recommended.when(tell()).accepted()
        let ratified = established.and(dealt(.ratified, on: "2007-09-12"))
        guard case .lapsed? = standing(ratified, on: "2007-09-12") else {
            Issue.record("\(String(describing: standing(ratified, on: "2007-09-12")))")
            return
        }
        guard case .waits? = standing(established.and(dealt(.deferred, on: "2007-09-12")), on: "2007-12-01")
        else {
            Issue.record("a resolution that is put off is not rejected")
            return
        }
    }

    @Test("arises on the day after the deadline, where nobody has dealt with it by then")
    func deadline() {
        let given = recommended.when(tell { $0.deadline = "30 September 2007" }).accepted()
        guard case .waits? = standing(given, on: "2007-09-30") else {
            Issue.record("\(String(describing: standing(given, on: "2007-09-30")))")
            return
        }
        #expect(standing(given, on: "2007-10-01") == .due("2007-10-15"))
        guard case .lapsed? = standing(given.and(dealt(.ratified, on: "2007-09-30")), on: "2007-10-01") else {
            Issue.record("it was ratified on the last day")
            return
        }
        #expect(
            standing(given.and(dealt(.ratified, on: "2007-10-01")), on: "2007-10-02") == .due("2007-10-15"))
    }

    @Test("is not discharged before it arises")
    func discharge() {
        let given = recommended.when(tell()).accepted()
        let discharge = make(DischargeDuty.self) {
            ($0.duty, $0.on, $0.evidence) = ("tell", "12 September 2007", "letter")
        }
        given.when(discharge).thenRefused(rule: "duty-exists", record: record)
        given.and(dealt(.rejected, on: "2007-09-12")).when(discharge).accepted()
        given.and(dealt(.rejected, on: "2007-09-13")).when(discharge)
            .thenRefused(rule: "duty-exists", record: record)
    }

    @Test("waits only for what somebody has to ratify, and a deadline goes with nothing else")
    func trigger() {
        recommended.when(tell { $0.resolution = 3 }).thenRefused(rule: "duty-timing", record: record)
        recommended.when(tell { ($0.decision, $0.within, $0.due) = (nil, nil, "August 2008") })
            .thenRefused(rule: "duty-timing", record: record)
        recommended.when(tell { ($0.ifNotRatified, $0.deadline) = (false, "30 September 2007") })
            .thenRefused(rule: "duty-timing", record: record)
    }

    // MARK: - Dates as exact as their source

    private func duty(every cadence: String) -> Given {
        Given(SmallCouncil.events).when(
            make(EstablishDuty.self) {
                ($0.what, $0.bearer, $0.from) = ("Report", "Chief Executive", "1 January 2007")
                $0.cadence = cadence
            }
        ).accepted()
    }

    private func done(on date: String) -> DischargeDuty {
        make(DischargeDuty.self) { ($0.duty, $0.on, $0.evidence) = ("report", date, "minutes") }
    }

    @Test("a month is kept as a month; nobody is called late by a guess")
    func month() throws {
        let given = duty(every: "at least once a year").when(done(on: "October 2007")).accepted()
        let duty = try #require(given.state.duties["report"])
        #expect(duty.discharges.map(\.on) == ["2007-10"])
        let all = duty.occurrences(through: "2008-12-31", asAt: "2008-12-31", condition: .none)
        #expect(all.map(\.done) == ["2007-10", nil, nil])
        // The next is counted from the last day that the month can mean.
        #expect(duty.standing(on: "2008-10-31", condition: .none) == .due("2008-10-31"))
        #expect(duty.standing(on: "2008-11-01", condition: .none) == .overdue(since: "2008-10-31"))
    }

    @Test("a date that leaves open which time was met is refused")
    func vague() {
        duty(every: "once in each quarter").when(done(on: "2007"))
            .thenRefused(rule: "date", record: "duty/report")
        duty(every: "monthly").when(done(on: "Autumn 2007")).thenRefused(rule: "date", record: "duty/report")
        duty(every: "monthly").when(done(on: "October 2007")).accepted()
        duty(every: "once in each quarter").when(done(on: "October 2007")).accepted()
        duty(every: "annually in August").when(done(on: "2007")).accepted()
    }

    @Test("an action is raised in the season that its source names")
    func action() {
        let outcome = Given(SmallCouncil.events).when(
            make(RaiseAction.self) {
                ($0.what, $0.owner, $0.on) = ("Implement the strategy", "MALAP", "Autumn 2006")
                $0.plan = "Care Matters Action Plan"
            })
        outcome.accepted()
        guard case .actionRaised(let event)? = outcome.events.first else { return }
        #expect(event.on == "2006-autumn")
    }
}
