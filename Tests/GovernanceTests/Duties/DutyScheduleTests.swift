// When something that recurs fell due, and what it was done for.

import Codec
import Governance
import Testing

@Suite("Schedules")
struct DutyScheduleTests {
    private func duty(_ cadence: String, from: PartialDate, done: CivilDate...) throws -> Duty {
        let established = try DutyEstablished.make(cadence, from)
        var given = Given(SmallCouncil.events).and(.dutyEstablished(established))
        for day in done {
            given = given.and(
                .dutyDischarged(
                    make(DutyDischarged.self) {
                        ($0.duty, $0.on, $0.evidence) = ("meet", PartialDate(day), "notes")
                    }))
        }
        return try #require(given.state.duties["meet"])
    }

    private func outcomes(_ duty: Duty, through last: CivilDate, asAt: CivilDate? = nil) -> [String] {
        duty.occurrences(through: last, asAt: asAt ?? last, condition: .none).map {
            "\($0.due.iso) \($0.done?.text ?? "-")"
        }
    }

    @Test("annually in August, from the strategy of 2 August 2007")
    func annually() throws {
        let review = try duty("annually in August", from: "2007-08-02", done: "2008-08-07", "2009-09-10")
        #expect(
            outcomes(review, through: "2010-12-31") == [
                "2008-08-31 2008-08-07", "2009-08-31 2009-09-10", "2010-08-31 -", "2011-08-31 -",
            ])
        #expect(review.standing(on: "2009-09-09", condition: .none) == .overdue(since: "2009-08-31"))
        #expect(review.standing(on: "2009-09-10", condition: .none) == .due("2010-08-31"))
        #expect(review.standing(on: "2010-08-31", condition: .none) == .due("2010-08-31"))
        #expect(review.standing(on: "2011-09-01", condition: .none) == .overdue(since: "2010-08-31"))
    }

    @Test(
        "annually in August is done from half a year before: the day before that it is not, and late it may be"
    )
    func notBeforeItsHalfYear() throws {
        for (day, done) in [
            ("2008-01-10", false), ("2008-02-29", false), ("2008-03-01", true), ("2008-08-31", true),
        ] as [(CivilDate, Bool)] {
            let review = try duty("annually in August", from: "2007-09-01", done: day)
            #expect(
                outcomes(review, through: "2008-09-30").first == "2008-08-31 \(done ? day.iso : "-")",
                "\(day)")
        }
        let late = try duty("annually in August", from: "2007-09-01", done: "2009-01-10")
        #expect(
            outcomes(late, through: "2009-09-30") == [
                "2008-08-31 2009-01-10", "2009-08-31 -", "2010-08-31 -",
            ])
    }

    @Test("what holds at all times begins on its first day, is never due, and ends when it is withdrawn")
    func atAllTimes() throws {
        let duty = try duty("at all times", from: "2009-07-15", done: "2009-10-29")
        #expect(outcomes(duty, through: "2019-12-31").isEmpty)
        #expect(duty.standing(on: "2009-07-14", condition: .none) == .notBegun("2009-07-15"))
        #expect(duty.standing(on: "2009-07-15", condition: .none) == .continuing)
        #expect(duty.standing(on: "2019-07-15", condition: .none, recordBegins: "2015-01-01") == .continuing)
    }

    @Test("it can become one that is due, and the other way round, from a day on")
    func becomesDue() throws {
        func change(_ cadence: String, _ given: Given) throws -> Duty {
            let changed = make(DutyChanged.self) {
                ($0.duty, $0.from, $0.reason) = ("meet", "2010-01-01", "The guidance changed")
                $0.cadence = try? Cadence(text: cadence)
            }
            return try #require(given.and(.dutyChanged(changed)).state.duties["meet"])
        }
        func given(_ cadence: String) throws -> Given {
            Given(SmallCouncil.events).and(.dutyEstablished(try .make(cadence, "2009-07-15")))
        }
        let yearly = try change("annually", given("at all times"))
        #expect(yearly.standing(on: "2009-12-31", condition: .none) == .continuing)
        #expect(yearly.standing(on: "2010-01-01", condition: .none) == .due("2010-12-31"))
        #expect(outcomes(yearly, through: "2011-06-30") == ["2010-12-31 -", "2011-12-31 -"])
        let continuing = try change("at all times", given("every three months"))
        #expect(continuing.standing(on: "2009-12-31", condition: .none) == .overdue(since: "2009-10-14"))
        #expect(continuing.standing(on: "2010-01-01", condition: .none) == .continuing)
        #expect(outcomes(continuing, through: "2011-06-30") == ["2009-10-14 -"])
    }

    @Test("monthly from 31 January is due on the last day of February and on 31 March")
    func fromTheLastOfAMonth() throws {
        #expect(
            try outcomes(duty("monthly", from: "2026-01-31"), through: "2026-04-30")
                == ["2026-02-28 -", "2026-03-31 -", "2026-04-30 -", "2026-05-31 -"])
        // What was done on the first day was done for the first month.
        #expect(
            try outcomes(duty("monthly", from: "2026-01-31", done: "2026-01-31"), through: "2026-03-01")
                == ["2026-02-28 2026-01-31", "2026-03-31 -"])
        #expect(
            try outcomes(duty("monthly", from: "2026-02-01"), through: "2026-04-01")
                == ["2026-02-28 -", "2026-03-31 -", "2026-04-30 -"])
        #expect(
            try outcomes(duty("monthly", from: "2026-01-30"), through: "2026-04-01")
                == ["2026-02-28 -", "2026-03-29 -", "2026-04-29 -"])
    }

    @Test("a month that was missed does not move the months after it, whatever day it was last done")
    func missedMonths() throws {
        #expect(
            try outcomes(duty("monthly", from: "2026-01-01", done: "2026-01-31"), through: "2026-04-01")
                == ["2026-01-31 2026-01-31", "2026-02-28 -", "2026-03-31 -", "2026-04-30 -"])
        #expect(
            try outcomes(duty("quarterly", from: "2025-08-31"), through: "2026-05-01")
                == ["2025-11-30 -", "2026-02-28 -", "2026-05-31 -"])
    }

    @Test("yearly from 29 February comes back to 29 February in a leap year")
    func leapYears() throws {
        #expect(
            try outcomes(duty("yearly", from: "2024-02-29"), through: "2028-01-01")
                == ["2025-02-28 -", "2026-02-28 -", "2027-02-28 -", "2028-02-29 -"])
    }

    @Test("another cadence counts from what was due before it, and then from there")
    func changedCadence() throws {
        let changed = try Given(SmallCouncil.events).and(
            .dutyEstablished(.make("monthly", "2025-12-31")),
            .dutyChanged(
                make(DutyChanged.self) {
                    ($0.duty, $0.from, $0.reason) = ("meet", "2026-02-15", "the new year")
                    $0.cadence = try? Cadence(text: "every two months")
                }))
        let duty = try #require(changed.state.duties["meet"])
        #expect(
            outcomes(duty, through: "2026-08-01")
                == ["2026-01-31 -", "2026-03-31 -", "2026-05-31 -", "2026-07-31 -", "2026-09-30 -"])
    }

    @Test("once in each quarter: one that was missed stays missed, the next one's does not make up for it")
    func quarters() throws {
        let meet = try duty("once in each quarter", from: "2014-01-01", done: "2014-02-11", "2014-10-05")
        #expect(
            outcomes(meet, through: "2014-12-31") == [
                "2014-03-31 2014-02-11", "2014-06-30 -", "2014-09-30 -", "2014-12-31 2014-10-05",
                "2015-03-31 -",
            ])
    }

    @Test("a second meeting in a quarter is not one for the next")
    func twiceInAQuarter() throws {
        let meet = try duty("once in each quarter", from: "2014-01-01", done: "2014-01-15", "2014-03-20")
        #expect(
            outcomes(meet, through: "2014-06-30") == [
                "2014-03-31 2014-01-15", "2014-06-30 -", "2014-09-30 -",
            ])
    }

    @Test("a review held in July is that of August, and not asked for again in August")
    func early() throws {
        let review = try duty("annually in August", from: "2007-08-02", done: "2008-07-28")
        #expect(outcomes(review, through: "2008-12-31") == ["2008-08-31 2008-07-28", "2009-08-31 -"])
    }

    @Test("a first day that is not exact is taken at its latest, so that nobody is late by a guess")
    func partial() throws {
        #expect(try outcomes(duty("monthly", from: "2014-01"), through: "2014-02-27").first == "2014-02-28 -")
        #expect(
            try outcomes(duty("monthly", from: "2013"), through: "2014-01-30") == [
                "2014-01-30 -", "2014-02-28 -",
            ])
    }

    @Test("doing it oftener than it is asked for moves the next time on")
    func oftener() throws {
        let meet = try duty("four times a year", from: "2009-11-01", done: "2009-11-20", "2009-12-20")
        #expect(
            outcomes(meet, through: "2010-01-01") == [
                "2010-01-31 2009-11-20", "2010-02-20 2009-12-20", "2010-03-20 -",
            ])
    }

    @Test("a changed cadence holds from its day on, and calls nobody late for the time before")
    func changed() throws {
        var given = Given(SmallCouncil.events).and(
            .dutyEstablished(try DutyEstablished.make("annually in August", "2007-08-02")))
        given = given.and(
            .dutyChanged(
                make(DutyChanged.self) {
                    ($0.duty, $0.from, $0.reason) = ("meet", "2008-03-01", "asked for")
                    $0.cadence = try? Cadence(text: "quarterly")
                }))
        let duty = try #require(given.state.duties["meet"])
        #expect(outcomes(duty, through: "2008-08-01") == ["2008-06-01 -", "2008-09-01 -"])
    }

    @Test("what was done after the day that is asked for is not known on it")
    func asAt() throws {
        let review = try duty("annually in August", from: "2007-08-02", done: "2008-08-07")
        #expect(outcomes(review, through: "2008-12-31", asAt: "2008-08-06").first == "2008-08-31 -")
    }

    @Test(
        "every occurrence is later than the one before, whatever is done when",
        arguments: 1...20 as ClosedRange<UInt64>)
    func ordered(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let first = try #require(CivilDate(iso: "2007-01-01"))
        for _ in 0..<50 {
            let cadence = Cadence.any(&random)
            let done = (0..<Int.random(in: 0...12, using: &random))
                .compactMap { _ in first.adding(days: Int.random(in: -100...2_000, using: &random)) }.sorted()
            let last = try #require(first.adding(days: 1_500))
            let found = Schedule.occurrences(
                from: cadence.start(from: PartialDate(first)), through: last, done: done,
                counts: cadence.counts, next: cadence.next)
            for (one, next) in zip(found, found.dropFirst()) { #expect(one.due < next.due) }
            let counted = found.compactMap(\.done)
            #expect(counted == counted.sorted() && Set(counted).count == counted.count)
            #expect(counted.allSatisfy(done.contains))
            // What is still open is what follows the last time it was done.
            #expect(found.last?.done == nil && (found.last?.due ?? first) > last)
        }
    }

    @Test("a duty for every day since long ago is answered at once, and every missed time is counted")
    func everyDay() throws {
        let daily = try duty("365 times a year", from: "1000-01-01")
        let all = daily.occurrences(through: "2999-12-31", asAt: "2999-12-31", condition: .none)
        #expect(all.count < 1_000)
        #expect(all.first?.due == "1000-01-01")
        let days = CivilDate("1000-01-01").days(until: "2999-12-31") + 1
        #expect(all.dropLast().reduce(0) { $0 + $1.times } == days)
        #expect(all.last?.due == "3000-01-01" && all.last?.times == 1)
        #expect(daily.standing(on: "2999-12-31", condition: .none) == .overdue(since: "1000-01-01"))
    }

    @Test(
        "whatever the cadence, times long missed are counted and not gone through one by one",
        arguments: [
            "365 times a year", "every week", "monthly", "four times a year", "once in each month",
            "annually in August", "yearly", "five times a year",
        ])
    func sinceLongAgo(_ text: String) throws {
        let cadence = try Cadence(text: text)
        let last: CivilDate = "2999-12-31"
        func occurrences(from first: PartialDate, _ steps: inout Int) -> [Schedule.Occurrence] {
            var taken = 0
            let found = Schedule.occurrences(
                from: cadence.start(from: first), through: last, done: ["1500-06-01"], counts: cadence.counts,
                next: { point in
                    taken += 1
                    return cadence.next(after: point)
                }, ahead: { cadence.ahead(of: $0, before: $1, leaving: Schedule.longestRun) })
            steps = taken
            return found
        }
        var steps = 0
        let found = occurrences(from: "0001-01-01", &steps)
        #expect(steps < 5_000 && found.count < 5_000, "\(steps)")
        // The same as one by one.
        let all = Schedule.occurrences(
            from: cadence.start(from: "0001-01-01"), through: last, done: ["1500-06-01"],
            counts: cadence.counts, next: cadence.next)
        #expect(found.reduce(0) { $0 + $1.times } == all.reduce(0) { $0 + $1.times })
        #expect(found.filter { $0.done != nil } == all.filter { $0.done != nil })
        #expect(found.last == all.last && found.first?.due == all.first?.due)
    }

    @Test("many runs of missed times are a line each, behind so many that are told apart")
    func manyRuns() throws {
        let cadence = try Cadence(text: "365 times a year")
        let done = (1_000...2_990).compactMap { CivilDate(year: $0, month: 7, day: 1) }
        let found = Schedule.occurrences(
            from: cadence.start(from: "1000-01-01"), through: "2991-01-01", done: done,
            counts: cadence.counts, next: cadence.next,
            ahead: { cadence.ahead(of: $0, before: $1, leaving: Schedule.longestRun) })
        #expect(found.count < Schedule.mostToldApart + 2 * done.count + 1_000)
        #expect(found.filter { $0.done != nil }.count == done.count)
        let whole = Schedule.occurrences(
            from: cadence.start(from: "1000-01-01"), through: "2991-01-01", done: done,
            counts: cadence.counts, next: cadence.next, listing: "1000-01-01")
        #expect(found.reduce(0) { $0 + $1.times } == whole.reduce(0) { $0 + $1.times })
    }

    @Test("a long run that was missed does not hide what was done in time before and after it")
    func aroundALongRun() throws {
        let weekly = try duty(
            "every week", from: "1900-01-01", done: "1900-01-03", "1999-12-29", "2000-01-05")
        let all = weekly.occurrences(through: "2000-01-05", asAt: "2000-01-05", condition: .none)
        #expect(all.first?.done == "1900-01-03" && all.first?.times == 1)
        #expect(all.filter { $0.done != nil }.map(\.done) == ["1900-01-03", "1999-12-29", "2000-01-05"])
        let missed = all.filter { $0.done == nil && $0.due <= "2000-01-05" }.reduce(0) { $0 + $1.times }
        let whole = weekly.occurrences(
            through: "2000-01-05", asAt: "2000-01-05", condition: .none, listing: "1900-01-01")
        #expect(whole.filter { $0.done == nil && $0.due <= "2000-01-05" }.count == missed)
        #expect(whole.allSatisfy { $0.times == 1 })
    }
}

extension DutyEstablished {
    fileprivate static func make(_ cadence: String, _ from: PartialDate) throws -> DutyEstablished {
        var event = DutyEstablished()
        (event.duty, event.what, event.bearer, event.from) = (
            "meet", "Meet", .office("chief-executive"), from
        )
        event.cadence = try Cadence(text: cadence)
        return event
    }
}
