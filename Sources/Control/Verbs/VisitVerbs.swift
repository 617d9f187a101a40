// The verbs about places and visits.

import Codec
import Governance
import Reports

extension VerbTable {
    static let visits: [Verb] = [
        Verb(
            OpenPlace.self, "place open", "Add a place to be visited", [PlaceOpened.self],
            effective: "on the first day", correctedBy: "place correct"),
        Verb(
            RequireVisits.self, "place require", "Set which visits a place must have from a given date",
            [PlaceVisitsRequired.self], effective: "on the first day",
            correctedBy: "place require, record take-back"),
        Verb(
            ClosePlace.self, "place close", "Record that a place closes", [PlaceClosed.self],
            effective: "on the day it closes", correctedBy: "place correct, record take-back"),
        Verb(
            CorrectPlace.self, "place correct", "Correct a place's name or dates", [PlaceCorrected.self],
            effective: "when recorded", correctedBy: "place correct"),
        Verb(
            AllocateVisit.self, "visit allocate", "Allocate a visit to a member", [VisitAllocated.self],
            effective: "when recorded", correctedBy: "visit withdraw"),
        Verb(
            RecordVisit.self, "visit record", "Record that a visit was made", [VisitMade.self],
            effective: "on the day of the visit", correctedBy: "record take-back"),
        Verb(
            FileVisitReport.self, "visit file-report", "Record that the report on a visit was filed",
            [VisitReported.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            RaiseVisitFollowUp.self, "visit follow-up", "Record what has to be done after a visit",
            [VisitFollowUpRaised.self], effective: "when recorded", correctedBy: "visit complete"),
        Verb(
            CompleteVisitFollowUp.self, "visit complete", "Record that follow-up to a visit was done",
            [VisitFollowUpCompleted.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            WithdrawVisit.self, "visit withdraw", "Withdraw a visit entered by mistake",
            [VisitWithdrawn.self], effective: "when recorded", correctedBy: "visit record"),
    ]

    static let visitQueries: [Verb] = [
        Verb(PlacesQuestion.self, "place list", "List places that are visited, with the visits they require"),
        Verb(VisitsQuestion.self, "visit list", "List visits allocated, made and reported on"),
        Verb(
            VisitAccountQuestion.self, "report visits",
            "Report visits required, allocated, made, reported and overdue, and questions not asked"),
    ]
}
