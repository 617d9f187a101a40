// A council with places that are visited, for the tests.

import Codec
import Governance
import Testing

enum Homes {
    static func requirement(
        _ kind: VisitKind, _ cadence: String = "monthly", each body: BodyID? = nil
    ) -> VisitRequirement {
        make(VisitRequirement.self) {
            $0.kind = kind
            $0.eachMemberOf = body
            do { $0.cadence = try Cadence(text: cadence) } catch { Issue.record("\(error)") }
        }
    }

    static func opened(
        _ place: PlaceID, from: PartialDate, _ requirements: VisitRequirement..., asking: [Topic] = []
    ) -> Event {
        .placeOpened(
            make(PlaceOpened.self) {
                ($0.place, $0.name, $0.from) = (place, "The \(place)", from)
                ($0.requirements, $0.questions) = (requirements, asking)
            })
    }

    static func allocated(
        _ visit: VisitID, _ place: PlaceID, _ kind: VisitKind, _ period: PartialDate, to member: PersonID
    ) -> Event {
        .visitAllocated(
            make(VisitAllocated.self) {
                ($0.visit, $0.place, $0.kind) = (visit, place, kind)
                ($0.period, $0.member) = (period, member)
            })
    }

    static func made(
        _ visit: VisitID, _ place: PlaceID, _ kind: VisitKind, _ on: PartialDate, by visitors: PersonID...,
        asked: [VisitQuestion] = []
    ) -> Event {
        .visitMade(
            make(VisitMade.self) {
                ($0.visit, $0.place, $0.kind, $0.on) = (visit, place, kind, on)
                ($0.visitors, $0.questions) = (visitors, asked)
            })
    }

    static func reported(_ visit: VisitID, _ on: CivilDate) -> Event {
        .visitReported(make(VisitReported.self) { ($0.visit, $0.on) = (visit, on) })
    }

    /// The small council, with a home that is visited monthly by Regulation 33.
    static let events =
        SmallCouncil.events + [
            opened(
                "lodge", from: "2009-04-01", requirement(.regulation33),
                asking: ["religion", "culture", "food", "health"])
        ]
}
