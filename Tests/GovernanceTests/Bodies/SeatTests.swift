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
