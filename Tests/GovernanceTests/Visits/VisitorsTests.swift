// Who may make which visits.

import Codec
import Governance
import Testing

@Suite("Who makes visits")
struct VisitorsTests {
    private let council = Given(Homes.events)

    private func visit(_ kind: VisitKind, by visitors: String..., on day: String = "14 September 2009")
        -> RecordVisit
    {
        make(RecordVisit.self) {
            ($0.place, $0.on, $0.visitors, $0.kind) = ("The lodge", day, visitors, kind)
        }
    }

    private func refused(_ given: Given, _ visit: RecordVisit, at time: CivilDateTime) {
        guard case .failure(let rejection) = given.when(visit, at: time).decided else {
            Issue.record("accepted: \(visit.visitors)")
            return
        }
        #expect(rejection.rule == "visitors-of-kind", "\(rejection)")
    }

    @Test("not a young person on the council's behalf; on a courtesy visit they may come along")
    func young() {
        for kind in [VisitKind.regulation33, .rota, .spotCheck] {
            refused(council, visit(kind, by: "yp-7f3a"), at: "2009-10-05T09:00")
            refused(council, visit(kind, by: "councillor-a", "yp-7f3a"), at: "2009-10-05T09:00")
        }
        council.when(visit(.courtesy, by: "councillor-a", "yp-7f3a"), at: "2009-10-05T09:00").accepted()
    }

    @Test("a councillor or an officer under Regulation 33, and nobody from outside alone")
    func regulation33() {
        refused(council, visit(.regulation33, by: "carer"), at: "2009-10-05T09:00")
        council.when(visit(.regulation33, by: "officer-a"), at: "2009-10-05T09:00").accepted()
        council.when(visit(.regulation33, by: "carer", "councillor-a"), at: "2009-10-05T09:00").accepted()
    }

    @Test("an independent person under Regulation 44, and no councillor alone")
    func independent() {
        refused(council, visit(.regulation44, by: "councillor-a", on: "1 April 2015"), at: "2015-05-01T09:00")
        council.when(
            visit(.regulation44, by: "carer", on: "1 April 2015"), at: "2015-05-01T09:00"
        ).accepted()
    }

    @Test("a councillor on a rota; and where a place wants rota visitors, one of them on that day")
    func rota() {
        refused(council, visit(.rota, by: "officer-a"), at: "2009-10-05T09:00")
        let given = council.and(
            Fact.body("rota-visitors", "Rota Visitors", .panel),
            Fact.seat("rota-visitors", "councillor-c", "rota visitor", from: "2009-09-14"),
            .placeVisitsRequired(
                make(PlaceVisitsRequired.self) {
                    ($0.place, $0.from) = ("lodge", "2009-09-01")
                    $0.requirements = [
                        make(VisitRequirement.self) {
                            ($0.kind, $0.byMembersOf) = (.regulation33, "rota-visitors")
                        }
                    ]
                }))
        refused(given, visit(.regulation33, by: "councillor-a"), at: "2009-10-05T09:00")
        refused(
            given, visit(.regulation33, by: "councillor-c", on: "13 September 2009"), at: "2009-10-05T09:00")
        for day in ["14 September 2009", "15 September 2009"] {
            given.when(visit(.regulation33, by: "councillor-c", on: day), at: "2009-10-05T09:00").accepted()
        }
    }
}
