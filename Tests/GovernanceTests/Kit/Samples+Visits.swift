// Samples of what happens to places and on visits.

import Codec
import Governance

extension Samples {
    static let visits: [Event] = [
        Homes.opened("lodge", from: "2009-04-01", Homes.requirement(.regulation33), asking: ["food"]),
        .placeVisitsRequired(
            make(PlaceVisitsRequired.self) {
                ($0.place, $0.from) = ("lodge", "2015-04-01")
                $0.requirements = [Homes.requirement(.regulation44)]
            }),
        Homes.allocated("lodge-2009-09", "lodge", .regulation33, "2009-09", to: "councillor-a"),
        Homes.made("lodge-2009-09", "lodge", .regulation33, "2009-09-14", by: "councillor-a"),
        Homes.reported("lodge-2009-09", "2009-09-20"),
        .visitFollowUpRaised(
            make(VisitFollowUpRaised.self) { ($0.visit, $0.topic) = ("lodge-2009-09", "repair-boiler") }),
        .visitFollowUpCompleted(
            make(VisitFollowUpCompleted.self) { ($0.visit, $0.on) = ("lodge-2009-09", "2009-10-01") }),
        .visitWithdrawn(
            make(VisitWithdrawn.self) { ($0.visit, $0.reason) = ("lodge-2009-09", "another home") }),
        .placeClosed(make(PlaceClosed.self) { ($0.place, $0.on) = ("lodge", "2016-01-01") }),
        .placeCorrected(
            make(PlaceCorrected.self) { ($0.place, $0.isOpen, $0.reason) = ("lodge", true, "it stays open") }),
    ]
}
