// The six-month rule: when the clock begins, what sets it back, what holds it, and when it ends.

import Codec
import Governance
import Testing

@Suite("The six-month rule")
struct SixMonthTests {
    private let council = Given(SmallCouncil.events).and(
        Fact.seat("council", "councillor-c", from: "2019-05-06"), Fact.seat("cabinet", "leader"),
        Fact.seat("council", "leader", from: "2007-01-01"))

    private func rolled(
        _ body: BodyID, _ date: CivilDate, _ standing: Standing = .present
    ) -> RolledAttendance {
        RolledAttendance(
            meeting: (try? MeetingID(text: "\(body)-\(date.iso)")) ?? MeetingID(), body: body, date: date,
            standing: standing)
    }

    private func clocks(
        in given: Given? = nil, of person: PersonID = "councillor-c", _ rolls: [RolledAttendance],
        on day: CivilDate
    ) -> [SixMonthClock] {
        (given ?? council).state.directory.sixMonthClocks(
            of: person,
            steady(person, before: rolls.map(\.date).min() ?? .first) + rolls + missed("council", until: day),
            on: day)
    }

    /// A meeting attended every three months from taking office on, so that nothing has ended before a test begins.
    private func steady(_ person: PersonID, before end: CivilDate) -> [RolledAttendance] {
        let (body, first): (BodyID, CivilDate) =
            person == "leader" ? ("cabinet", "2007-01-01") : ("council", "2019-05-06")
        let days = stride(from: 0, to: 240, by: 3).compactMap { first.adding(months: $0) }
        return days.filter { $0 < end }.map { rolled(body, $0) }
    }

    @Test(
        "six months run from the last attendance to the corresponding day, over leap days and short months",
        arguments: [
            ("2023-01-15", "2023-07-15"), ("2023-08-31", "2024-02-29"), ("2022-08-31", "2023-02-28"),
            ("2023-08-29", "2024-02-29"), ("2023-10-29", "2024-04-29"), ("2023-03-26", "2023-09-26"),
            ("2023-06-25", "2023-12-25"), ("2024-02-29", "2024-08-29"),
        ])
    func lastDay(_ attended: CivilDate, _ last: CivilDate) throws {
        let rolls = [rolled("council", attended)]
        let onLast = try #require(clocks(rolls, on: last).first)
        #expect(onLast.lastDay == last)
        #expect(onLast.daysLeft(on: last) == 0)
        #expect(onLast.standing == .warning)
        // The midnight after the last day ends them, whatever day of the week or holiday it is.
        let after = try #require(last.adding(days: 1))
        #expect(clocks(rolls, on: after).first?.standing == .expired)
        #expect(clocks(rolls, on: after).first?.daysLeft(on: after) == -1)
    }

    @Test("one who has never attended: from taking office")
    func neverAttended() throws {
        let clock = try #require(clocks([], on: "2019-08-01").first)
        #expect(clock.since == "2019-05-06")
        #expect(clock.attended == nil)
        #expect(clock.lastDay == "2019-11-06")
        #expect(clocks([], on: "2019-05-05").isEmpty)
    }

    @Test("what came before the present time in office does not count")
    func reelected() throws {
        let clock = try #require(clocks([rolled("malap", "2019-05-02")], on: "2019-08-01").first)
        #expect(clock.since == "2019-05-06")
        #expect(clock.attended == nil)
    }

    @Test("training, engagement and events are no meetings of the authority", arguments: MeetingKind.allCases)
    func kinds(kind: MeetingKind) throws {
        let meeting = try MeetingID(text: "council-2023-03-01")
        let rolls = [
            rolled("council", "2023-01-15"),
            RolledAttendance(
                meeting: meeting, body: "council", date: "2023-03-01", standing: .present, kind: kind),
        ]
        let clock = try #require(clocks(rolls, on: "2023-04-01").first)
        #expect(clock.since == (kind == .ordinary ? "2023-03-01" : "2023-01-15"))
        #expect(clock.disregarded.map(\.why) == (kind == .ordinary ? [] : [.notQualifying]))
    }

    @Test("co-opted members and officers have no clock, nor has one who has left the Council")
    func none() {
        #expect(clocks(of: "carer", [rolled("malap", "2023-01-01")], on: "2023-02-01").isEmpty)
        #expect(clocks(of: "officer-a", [rolled("malap", "2023-01-01")], on: "2023-02-01").isEmpty)
        let left = council.and(Fact.vacated("council", "councillor-c", on: "2023-01-10"))
        #expect(clocks(in: left, [rolled("malap", "2023-01-05")], on: "2023-02-01").isEmpty)
    }

    @Test("the attendance that set the clock back is shown, and why later ones did not")
    func disregarded() throws {
        let rolls = [
            rolled("malap", "2023-01-10"), rolled("malap", "2023-02-10", .absent),
            rolled("malap", "2023-03-10", .inAttendance), rolled("trust-board", "2023-03-11"),
            rolled("malap", "2023-03-12", .presentVirtually),
        ]
        let clock = try #require(clocks(rolls, on: "2023-04-01").first)
        #expect(clock.attended?.meeting == "malap-2023-01-10")
        #expect(clock.disregarded.map(\.why) == [.remote, .notAMember, .observed])
        #expect(
            clocks(rolls + [rolled("trust-board", "2023-03-20", .substitute)], on: "2023-04-01")
                .first?.since == "2023-03-20")
    }

    @Test(
        "remote attendance counted from 4 April 2020 to 6 May 2021 only",
        arguments: [
            ("2020-04-03", false), ("2020-04-04", true), ("2021-05-06", true), ("2021-05-07", false),
        ])
    func remote(_ day: CivilDate, _ counts: Bool) throws {
        let before = try #require(day.adding(months: -1))
        let rolls = [rolled("council", before), rolled("council", day, .presentVirtually)]
        let clock = try #require(clocks(rolls, on: "2021-06-01").first)
        #expect((clock.since == day) == counts)
        #expect(clock.disregarded.map(\.why) == (counts ? [] : [.remote]))
    }

    @Test("a member of the executive has a second clock, of its own meetings")
    func executive() throws {
        let rolls = [rolled("cabinet", "2023-01-10"), rolled("council", "2023-05-10")]
        let found = clocks(of: "leader", rolls, on: "2023-06-01")
        #expect(found.map(\.kind) == [.any, .executive])
        #expect(found.map(\.since) == ["2023-05-10", "2023-01-10"])
        #expect(found.last?.disregarded.map(\.why) == [.notTheExecutive])
        // A meeting of the executive is one of the authority too.
        #expect(
            clocks(of: "leader", [rolled("cabinet", "2023-05-11")], on: "2023-06-01").map(\.since)
                == ["2023-05-11", "2023-05-11"])
    }

    @Test("days of suspension are left out, and while it lasts nothing ends")
    func suspension() throws {
        let rolls = [rolled("council", "2023-01-15")]
        let suspended = council.when(
            make(SuspendPerson.self) {
                ($0.person, $0.from, $0.until) = ("councillor-c", "1 March 2023", "31 March 2023")
                $0.reason = "Standards"
            }
        ).accepted()
        let clock = try #require(clocks(in: suspended, rolls, on: "2023-03-10").first)
        #expect(clock.suspendedDays == 30)
        #expect(clock.lastDay == "2023-08-14")
        #expect(clock.standing == .suspended)
        let longer = suspended.when(
            make(CorrectSuspension.self) {
                $0.person = "councillor-c"
                ($0.dates.recordedFrom, $0.dates.until) = ("1 March 2023", "10 April 2023")
                $0.dates.reason = "extended"
            }
        ).accepted()
        #expect(clocks(in: longer, rolls, on: "2023-05-01").first?.lastDay == "2023-08-24")
        let open = council.when(
            make(SuspendPerson.self) {
                ($0.person, $0.from, $0.reason) = ("councillor-c", "1 March 2023", "Standards")
            }
        ).accepted()
        #expect(clocks(in: open, rolls, on: "2024-03-01").first?.standing == .suspended)
    }

    @Test("warnings come after the months that the Council's terms name")
    func warnings() throws {
        let rolls = [rolled("council", "2023-01-31")]
        #expect(clocks(rolls, on: "2023-04-29").first?.standing == .running)
        #expect(clocks(rolls, on: "2023-04-30").first?.warnedAt == 3)
        #expect(clocks(rolls, on: "2023-06-30").first?.warnedAt == 5)
        let late = council.and(
            Fact.terms("council", from: "2023-01-01") { terms in
                terms.powers = .decides
                terms.sixMonths = make(SixMonthWarnings.self) { $0.months = [5] }
            })
        #expect(clocks(in: late, rolls, on: "2023-06-29").first?.standing == .running)
        #expect(clocks(in: late, rolls, on: "2023-06-30").first?.standing == .warning)
    }
}
