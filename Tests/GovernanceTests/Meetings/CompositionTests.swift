// The composition of a meeting by capacity, after Derby's Board: "at least one young person with a
// supporting officer, and one senior manager from each of Education, Social Care and Health".

import Codec
import Governance
import Testing

@Suite("Composition by capacity")
struct CompositionTests {
    private static let capacities = ["young person", "supporting officer", "senior manager, Health"]

    private static let given = Given(
        SmallCouncil.events + [
            Fact.body("board", "Corporate Parenting Board"),
            Fact.terms("board") { terms in
                terms.seats = capacities.map { capacity in
                    make(SeatDefinition.self) { $0.capacity = capacity }
                }
                terms.composition = capacities.map { CompositionRule($0) }
            },
            Fact.seat("board", "yp-7f3a", "young person"),
            Fact.seat("board", "officer-a", "supporting officer"),
            Fact.seat("board", "chief", "senior manager, Health"),
        ])

    private func met(_ roll: [(PersonID, Standing, PersonID?)]) -> [Bool] {
        let entries = roll.map { line in
            make(RollEntry.self) { ($0.person, $0.standing, $0.substituteFor) = line }
        }
        let body = Self.given.state.directory.bodies["board"]
        return body?.composition(on: "2009-12-01", entries).map(\.isMet) ?? []
    }

    @Test("is met when each capacity is there, a substitute standing for the member's")
    func composed() {
        #expect(
            met([("yp-7f3a", .present, nil), ("officer-a", .presentVirtually, nil), ("chief", .present, nil)])
                == [true, true, true])
        #expect(
            met([("yp-7f3a", .present, nil), ("officer-a", .apologies, nil), ("carer", .substitute, "chief")])
                == [true, false, true])
        #expect(met([("yp-7f3a", .inAttendance, nil)]) == [false, false, false])
        // Somebody who came is there, whoever is said to have stood in for them.
        #expect(
            met([("chief", .present, nil), ("carer", .substitute, "chief")]) == [false, false, true])
    }

    @Test("cannot ask for none, or for a capacity that has no seat")
    func impossible() {
        for rule in [CompositionRule("young person", atLeast: 0), CompositionRule("bishop")] {
            let terms = Fact.terms("board", from: "2010-01-01") { terms in
                terms.seats = [make(SeatDefinition.self) { $0.capacity = "young person" }]
                terms.composition = [rule]
            }
            #expect(refusal(of: terms, in: Self.given) == "terms")
        }
    }

    @Test("is of ordinary meetings: training is nobody's absence from the body")
    func kinds() {
        let schedule = make(ScheduleMeeting.self) {
            ($0.body, $0.starts, $0.kind) = ("board", "2009-12-01T16:00", .training)
        }
        let after = Self.given.when(schedule, at: "2009-11-01T09:00").accepted()
        #expect(after.state.meetings["board-2009-12-01"]?.kind == .training)
        let ordinary = make(ScheduleMeeting.self) {
            ($0.body, $0.starts, $0.kind) = ("board", "2009-12-08T16:00", .ordinary)
        }
        let plain = Self.given.when(ordinary, at: "2009-11-01T09:00").accepted()
        #expect(plain.state.meetings["board-2009-12-08"]?.kind == .ordinary)
    }
}
