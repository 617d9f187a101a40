// Seats: by the capacities and counts in the terms of reference, with dates that may be mended.

import Codec
import Governance
import Testing

@Suite("Seats")
struct SeatTests {
    let council = Given(SmallCouncil.events)

    private func fill(
        _ person: String, _ capacity: String? = "councillor", from: String? = "2007-09-01"
    ) -> FillSeat {
        make(FillSeat.self) {
            ($0.body, $0.person, $0.capacity, $0.from) = ("malap", person, capacity, from)
        }
    }

    private func correct(_ person: String, _ fill: (inout CorrectedDates) -> Void) -> CorrectSeat {
        make(CorrectSeat.self) {
            ($0.body, $0.person) = ("malap", person)
            ($0.dates.recordedFrom, $0.dates.reason) = ("2007-01-01", "the minutes say so")
            fill(&$0.dates)
        }
    }

    @Test("a seat is of a capacity that the terms know")
    func capacity() {
        council.when(fill("councillor-b"))
            .then(Fact.seat("malap", "councillor-b", from: "2007-09-01"))
        council.when(fill("carer", "foster carer")).thenRefused(
            rule: "seat-defined", record: "body/malap",
            candidates: ["councillor", "senior officer", "young person"])
        // Where the terms know several, one has to be said.
        council.when(fill("councillor-b", nil)).thenRefused(rule: "seat-defined", record: "body/malap")
    }

    @Test("a body without terms takes every capacity")
    func noTerms() {
        let more = council.and(Fact.body("forum", "Forum"))
        more.when(make(FillSeat.self) { ($0.body, $0.person, $0.from) = ("forum", "carer", "2007") })
            .then(Fact.seat("forum", "carer", "member", from: "2007"))
    }

    @Test("there are as many seats as the terms say")
    func count() {
        let full = council.and(Fact.seat("malap", "councillor-b"))
        full.when(fill("councillor-d")).thenRefused(rule: "seats-of-capacity", record: "body/malap")
        full.and(Fact.vacated("malap", "councillor-b", on: "2007-09-01")).when(fill("councillor-d"))
            .then(Fact.seat("malap", "councillor-d", from: "2007-09-01"))
        full.and(Fact.vacated("malap", "councillor-b", on: "2007-09-02")).when(fill("councillor-d"))
            .thenRefused(rule: "seats-of-capacity", record: "body/malap")
    }

    @Test("nobody has two seats on one body at a time")
    func oneSeat() {
        council.when(fill("councillor-a", "senior officer"))
            .thenRefused(rule: "one-seat", record: "body/malap")
    }

    @Test("a seat is vacated, and who was expected changes with the day")
    func vacated() {
        let command = make(VacateSeat.self) {
            ($0.body, $0.person, $0.on) = ("malap", "councillor-c", "2007-09-06")
        }
        let after = council.when(command).then(Fact.vacated("malap", "councillor-c", on: "2007-09-06"))
        let body = after.state.directory.bodies["malap"]
        #expect(body?.expected(on: "2007-09-05").contains { $0.person == "councillor-c" } == true)
        #expect(body?.expected(on: "2007-09-06").contains { $0.person == "councillor-c" } == false)
        after.when(command).thenRefused(rule: "seat-held", record: "body/malap")
        council.when(
            make(VacateSeat.self) { ($0.body, $0.person, $0.on) = ("malap", "councillor-c", "2006") }
        )
        .thenRefused(rule: "dates-in-order", record: "body/malap")
    }

    @Test("those expected are of the capacities that the terms expect")
    func expected() {
        let body = council.state.directory.bodies["malap"]
        #expect(
            Set(body?.expected(on: "2007-09-06").map(\.person) ?? []) == [
                "councillor-a", "councillor-c", "councillor-e", "officer-a",
            ])
        #expect(body?.expected(on: "2006-12-31").isEmpty == true)
    }

    @Test("a seat's dates are corrected; the same again adds nothing")
    func corrected() {
        let after = council.when(correct("councillor-c") { $0.from = "2007-03-01" }).accepted()
        let expected = after.state.directory.bodies["malap"]?.expected(on: "2007-02-28").map(\.person)
        #expect(expected?.contains("councillor-c") == false)
        let ended = council.when(correct("councillor-c") { $0.until = "2007-03-01" }).accepted()
        ended.when(correct("councillor-c") { $0.until = "2007-03-01" }).thenNothing()
        council.when(correct("councillor-b") { $0.from = "2007-03-01" })
            .thenRefused(rule: "correct-what-is-recorded", record: "body/malap")
    }

    @Test("a seat that never was is withdrawn")
    func withdrawn() {
        let after = council.when(correct("councillor-c") { $0.isWithdrawn = true }).accepted()
        #expect(
            after.state.directory.bodies["malap"]?.seats.contains { $0.person == "councillor-c" } == false)
    }

    @Test("a correction does not give anyone two seats at a time")
    func correctionOverlaps() {
        let back = council.and(
            Fact.vacated("malap", "councillor-c", on: "2007-03-01"),
            Fact.seat("malap", "councillor-c", from: "2007-06-01"))
        back.when(correct("councillor-c") { $0.until = "2007-07-01" })
            .thenRefused(rule: "one-seat", record: "body/malap")
        back.when(correct("councillor-c") { $0.until = "2007-06-01" }).accepted()
    }
}

@Suite("Past seats, in any order")
struct PastSeatTests {
    let council = Given(SmallCouncil.events)

    private func fill(
        _ person: String, _ from: String, until: String? = nil, of body: String = "malap",
        chairs: Bool = false
    ) -> FillSeat {
        make(FillSeat.self) {
            ($0.body, $0.person, $0.capacity) = (body, person, "councillor")
            ($0.from, $0.until, $0.chairs) = (from, until, chairs)
        }
    }

    @Test("an earlier tenure may be entered after a later one, up to the day on which that begins")
    func earlier() {
        let after = council.when(fill("councillor-a", "2005-01-01", until: "2007-01-01")).accepted()
        let seats = after.state.directory.bodies["malap"]?.seats.filter { $0.person == "councillor-a" }
        #expect(seats?.count == 2)
        council.when(fill("councillor-a", "2005-01-01", until: "2007-01-02"))
            .thenRefused(rule: "one-seat", record: "body/malap")
        council.when(fill("councillor-c", "2005-01-01")).thenRefused(rule: "one-seat", record: "body/malap")
        // And again, between the two that are on record.
        after.when(fill("councillor-a", "2003-01-01", until: "2005-01-01")).accepted()
        after.when(fill("councillor-a", "2003-01-01", until: "2005-01-02"))
            .thenRefused(rule: "one-seat", record: "body/malap")
    }

    @Test("those who held a seat one after the other take one seat, not two")
    func successors() {
        let full = council.and(Fact.seat("malap", "councillor-b", from: "2009-01-01"))
        let before = full.when(fill("councillor-d", "2007-06-01", until: "2008-01-01")).accepted()
            .when(fill("leader", "2008-01-01", until: "2009-01-01")).accepted()
        // One of three councillors left at a time: with a fourth for the whole of it, the fifth is refused.
        before.when(fill("leader", "2007-12-31", until: "2008-01-01"))
            .thenRefused(rule: "seats-of-capacity", record: "body/malap")
        let members = before.state.directory.bodies["malap"]?.expected(on: "2008-01-01").map(\.person)
        #expect(members?.contains("leader") == true && members?.contains("councillor-d") == false)
    }

    @Test("a body that has ended takes seats that lay before its end")
    func endedBody() {
        let ended = council.and(Fact.body("forum", "Forum"), Fact.dissolved("forum", on: "2006-05-01"))
        ended.when(fill("councillor-a", "2004-05-01", until: "2006-05-01", of: "forum")).accepted()
        ended.when(fill("councillor-a", "2004-05-01", until: "2006-05-02", of: "forum"))
            .thenRefused(rule: "body-exists", record: "body/forum")
        ended.when(fill("councillor-a", "2006-05-01", of: "forum"))
            .thenRefused(rule: "body-exists", record: "body/forum")
        // Without a day of leaving the seat ends with the body.
        let open = ended.when(fill("councillor-a", "2006-04-30", of: "forum")).accepted()
        #expect(open.state.directory.bodies["forum"]?.seats.first?.tenure.until == "2006-05-01")
    }

    @Test("a body merges into one that ended later, whichever is entered first")
    func mergedIntoEnded() {
        let two = council.and(Fact.body("forum", "Forum"), Fact.dissolved("forum", on: "2010-05-01"))
        func merge(_ day: String) -> MergeBody {
            make(MergeBody.self) { ($0.body, $0.into, $0.on) = ("malap", "forum", day) }
        }
        two.when(merge("2010-04-30")).accepted()
        two.when(merge("2010-05-01")).thenRefused(rule: "body-exists", record: "body/forum")
    }

    @Test("somebody chairs for a part of the time in their seat, whichever is entered first")
    func chairing() throws {
        let seat = fill("councillor-d", "2005-05-01", until: "2007-01-01")
        let chair = fill("councillor-d", "2006-01-01", until: "2006-07-01", chairs: true)
        for order in [[seat, chair], [chair, seat]] {
            var given = council
            for command in order { given = given.when(command).accepted() }
            let body = try #require(given.state.directory.bodies["malap"])
            #expect(body.seats.filter { $0.person == "councillor-d" }.count == 1)
            let days: [(CivilDate, [PersonID], Bool)] = [
                ("2005-12-31", [], true), ("2006-01-01", ["councillor-d"], true),
                ("2006-06-30", ["councillor-d"], true), ("2006-07-01", [], true),
                ("2007-01-01", ["councillor-a"], false),
            ]
            for (day, chairs, sits) in days {
                #expect(body.chairs(on: day) == chairs, "\(day)")
                #expect(body.seats.on(day).contains { $0.person == "councillor-d" } == sits, "\(day)")
            }
        }
        let both = council.when(seat).accepted().when(chair).accepted()
        both.when(fill("councillor-d", "2006-06-30", until: "2006-08-01", chairs: true))
            .thenRefused(rule: "one-seat", record: "body/malap")
        // The time in the chair is corrected by its first day, and the seat stays as it is.
        let corrected = both.when(
            make(CorrectSeat.self) {
                ($0.body, $0.person) = ("malap", "councillor-d")
                ($0.dates.recordedFrom, $0.dates.until) = ("2006-01-01", "2006-09-01")
                $0.dates.reason = "the minutes say so"
            }
        ).accepted()
        #expect(corrected.state.directory.bodies["malap"]?.chairs(on: "2006-08-31") == ["councillor-d"])
        #expect(corrected.state.directory.bodies["malap"]?.seats.last?.tenure.until == "2007-01-01")
    }
}
