// The account of visits: required, allocated, made and reported are four numbers.

import Codec
import Governance
import Testing

@Suite("The account of visits")
struct VisitAccountTests {
    private func account(
        _ given: Given, from: CivilDate = "2009-04-01", to: CivilDate, asAt: CivilDate? = nil
    ) -> VisitAccount {
        VisitAccount(
            Array(given.state.visits.values), in: given.state.directory, from: from, to: to,
            asAt: asAt ?? to)
    }

    private func numbers(
        _ required: Int, _ allocated: Int, _ made: Int, _ reported: Int, met: Int, other: Int = 0
    ) -> VisitNumbers {
        var numbers = VisitNumbers()
        (numbers.required, numbers.allocated, numbers.made) = (required, allocated, made)
        (numbers.reported, numbers.met, numbers.other) = (reported, met, other)
        return numbers
    }

    /// Salford's panel reported 42 visits of which 29 were made, 69 %, where its table has 41 allocated.
    @Test("of seven homes in six months: 42 required, 41 allocated, 29 made")
    func salford() {
        let homes: [PlaceID] = ["home-1", "home-2", "home-3", "home-4", "home-5", "home-6", "home-7"]
        let months: [PartialDate] = ["2009-04", "2009-05", "2009-06", "2009-07", "2009-08", "2009-09"]
        var events = SmallCouncil.events
        for home in homes {
            events.append(Homes.opened(home, from: "2009-04-01", Homes.requirement(.regulation33)))
        }
        var count = 0
        for month in months {
            for home in homes {
                count += 1
                guard count < 42, let visit = try? VisitID(text: "\(home)-\(month)") else { continue }
                events.append(Homes.allocated(visit, home, .regulation33, month, to: "councillor-a"))
                guard count <= 29 else { continue }
                events.append(Homes.made(visit, home, .regulation33, month, by: "councillor-a"))
                guard count <= 25 else { continue }
                events.append(Homes.reported(visit, "2009-10-10"))
            }
        }
        let account = account(Given(events), to: "2009-09-30", asAt: "2009-10-31")
        let all = account.places.values
        #expect(all.map(\.required).reduce(0, +) == 42)
        #expect(all.map(\.allocated).reduce(0, +) == 41)
        #expect(all.map(\.made).reduce(0, +) == 29)
        #expect(all.map(\.reported).reduce(0, +) == 25)
        #expect(account.members == ["councillor-a": numbers(0, 41, 29, 25, met: 0)])
        #expect(account.overdue.count == 13)
        #expect(account.overdue.count { $0.members.isEmpty } == 1)
        #expect(account.places["home-7"] == numbers(6, 5, 4, 3, met: 4))
    }

    @Test("does not take a courtesy visit for the monthly one")
    func courtesy() {
        let given = Given(
            Homes.events + [Homes.made("v-1", "lodge", .courtesy, "2009-04-14", by: "councillor-a")])
        let account = account(given, to: "2009-04-30", asAt: "2009-05-01")
        #expect(account.places["lodge"] == numbers(1, 0, 0, 0, met: 0, other: 1))
        #expect(account.overdue.map(\.period.last) == ["2009-04-30"])
    }

    @Test("counts a month once, however many visits are made in it")
    func twiceAMonth() {
        let given = Given(
            Homes.events + [
                Homes.made("v-1", "lodge", .regulation33, "2009-04-14", by: "councillor-a"),
                Homes.made("v-2", "lodge", .regulation33, "2009-04-20", by: "councillor-c"),
            ])
        let account = account(given, to: "2009-05-31")
        #expect(account.places["lodge"] == numbers(1, 0, 2, 0, met: 1))
        #expect(account.overdue.isEmpty, "May is not over on its last day")
        // It has required something only when it is over.
        let after = self.account(given, to: "2009-05-31", asAt: "2009-06-01")
        #expect(after.places["lodge"] == numbers(2, 0, 2, 0, met: 1))
        #expect(after.overdue.map(\.period.last) == ["2009-05-31"])
    }

    @Test("since 2015 wants somebody independent: a councillor's visit does not do")
    func independent() {
        let council = Given(
            SmallCouncil.events + [
                Fact.registered("visitor", "Independent visitor", .other),
                Homes.opened("lodge", from: "2015-04-01", Homes.requirement(.regulation44)),
                Homes.made("v-1", "lodge", .regulation44, "2015-04-14", by: "councillor-a"),
            ])
        let first = account(council, from: "2015-04-01", to: "2015-05-01")
        #expect(first.places["lodge"] == numbers(1, 0, 0, 0, met: 0, other: 1))
        let both = council.and(
            Homes.made("v-2", "lodge", .regulation44, "2015-04-20", by: "visitor", "councillor-a"))
        #expect(account(both, from: "2015-04-01", to: "2015-05-01").places["lodge"]?.met == 1)
    }

    @Test("asks for no Regulation 33 visit when the regulation has ended, nor for one to a closed home")
    func ends() {
        let given = Given(Homes.events)
        #expect(account(given, from: "2015-01-01", to: "2015-12-31").places["lodge"]?.required == 3)
        let closed = given.and(
            .placeClosed(make(PlaceClosed.self) { ($0.place, $0.on) = ("lodge", "2009-06-15") }))
        #expect(account(closed, to: "2009-12-31").places["lodge"]?.required == 2)
    }

    @Test("asks each member of a body where the place does")
    func eachMember() {
        let given = Given(
            SmallCouncil.events + [
                Homes.opened("team", from: "2009-01-01", Homes.requirement(.rota, "annually", each: "malap")),
                Homes.made("v-1", "team", .rota, "2009-06-14", by: "councillor-a", "councillor-c"),
            ])
        let account = account(given, from: "2009-01-01", to: "2009-12-31", asAt: "2010-01-01")
        #expect(account.places["team"] == numbers(5, 0, 1, 0, met: 2))
        #expect(account.members["councillor-e"] == numbers(1, 0, 0, 0, met: 0))
        #expect(account.overdue.map(\.members) == [["councillor-e"], ["officer-a"], ["yp-7f3a"]])
    }

    @Test("counts questions asked, answered, and not asked")
    func questions() {
        let given = Given(
            Homes.events + [
                Homes.made(
                    "v-1", "lodge", .regulation33, "2009-04-14", by: "councillor-a",
                    asked: [.init("religion", isAnswered: true), .init("health", isAnswered: false)]),
                Homes.made("v-2", "lodge", .rota, "2009-05-14", by: "councillor-a"),
            ])
        let found = account(given, to: "2009-05-31").questions
        #expect(found.map(\.topic) == ["culture", "food", "health", "religion"])
        #expect(found.map(\.asked) == [0, 0, 1, 1])
        #expect(found.map(\.answered) == [0, 0, 0, 1])
        #expect(found.allSatisfy { $0.visits == 2 })
    }

    @Test("as at an earlier day knows of no later visit or report")
    func asAt() {
        let given = Given(
            Homes.events + [
                Homes.made("v-1", "lodge", .regulation33, "2009-04-14", by: "councillor-a"),
                Homes.reported("v-1", "2009-05-02"),
            ])
        #expect(account(given, to: "2009-04-13").places["lodge"] == numbers(0, 0, 0, 0, met: 0))
        #expect(account(given, to: "2009-04-30").places["lodge"] == numbers(1, 0, 1, 0, met: 1))
        #expect(account(given, to: "2009-05-02").places["lodge"] == numbers(1, 0, 1, 1, met: 1))
    }

    @Test("runs other cadences from the first day")
    func otherCadences() {
        let given = Given(
            SmallCouncil.events + [
                Homes.opened("team", from: "2009-01-15", Homes.requirement(.rota, "every six weeks"))
            ])
        let account = account(given, from: "2009-01-01", to: "2009-12-31", asAt: "2009-04-09")
        #expect(account.places["team"]?.required == 2)
        #expect(account.overdue.map(\.period.first) == ["2009-01-15", "2009-02-26"])
    }
}
