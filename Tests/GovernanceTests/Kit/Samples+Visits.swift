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

// Samples of what happens to pledges and lists of issues, and of DBS checks.
extension Samples {
    private static let reason = "the minutes say so"

    static let pledges: [Event] = [
        .pledgeAdopted(
            make(PledgeAdopted.self) {
                ($0.pledge, $0.title, $0.on) = ("pledge", "Our Pledge", "2011")
                $0.areas = PledgeTests.adopt.areas
            }),
        .pledgePresented(
            make(PledgePresented.self) { ($0.pledge, $0.on, $0.to) = ("pledge", "2012", "council") }),
        .pledgeSigned(
            make(PledgeSigned.self) { ($0.pledge, $0.person, $0.on) = ("pledge", "councillor-a", "2012") }),
        .pledgeSignatureWithdrawn(
            make(PledgeSignatureWithdrawn.self) {
                ($0.pledge, $0.person, $0.reason) = ("pledge", "councillor-a", reason)
            }),
        .promiseAssessed(
            make(PromiseAssessed.self) {
                ($0.pledge, $0.promise, $0.on, $0.why) = ("pledge", "good-home", "2013", reason)
            }),
        .promiseAssessmentWithdrawn(
            make(PromiseAssessmentWithdrawn.self) { ($0.pledge, $0.reason) = ("pledge", reason) }),
        .personDBSRecorded(
            make(PersonDBSRecorded.self) {
                ($0.person, $0.record.isCleared, $0.record.on) = ("councillor-a", true, "2014-04-01")
            }),
    ]

    static let issues: [Event] = [
        Fact.body("cicc", "Children in Care Council", .youngPeople),
        .issueListEstablished(
            make(IssueListEstablished.self) {
                ($0.list, $0.title, $0.managedBy, $0.limit) = ("top-ten", "Top Ten", "cicc", 10)
                $0.from = "2009-11-01"
            }),
        .issueListed(
            make(IssueListed.self) { ($0.list, $0.text, $0.on) = ("top-ten", "Too many changes", "2009-11") }
        ),
        .issueCorrected(
            make(IssueCorrected.self) {
                ($0.list, $0.text, $0.reason) = ("top-ten", "Too many changes of worker", reason)
            }),
        .issueAssigned(
            make(IssueAssigned.self) { ($0.list, $0.on, $0.toBody) = ("top-ten", "2009-12", "malap") }),
        .issueConsidered(
            make(IssueConsidered.self) { ($0.list, $0.on, $0.by) = ("top-ten", "2010-01", "malap") }),
        .issueAnswered(
            make(IssueAnswered.self) {
                ($0.list, $0.on, $0.by, $0.answer) = ("top-ten", "2010-02", "malap", "Fewer")
            }),
        .issueFedBack(
            make(IssueFedBack.self) { ($0.list, $0.on, $0.by) = ("top-ten", "2010-03", "malap") }),
        .issueAnswerJudged(
            make(IssueAnswerJudged.self) { ($0.list, $0.on, $0.by) = ("top-ten", "2010-04", "cicc") }),
        .issueRetired(
            make(IssueRetired.self) { ($0.list, $0.on, $0.by) = ("top-ten", "2010-05", "cicc") }),
    ]
}
