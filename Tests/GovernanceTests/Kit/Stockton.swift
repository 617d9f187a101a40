// The Cabinet's decision of 2 August 2007 at Stockton-on-Tees, as its proforma has it.

import Codec
import Governance
import Testing

enum Stockton {
    static let id: DecisionID = "corporate-parenting-strategy"

    static let resolutions: [Resolution] = [
        make(Resolution.self) {
            ($0.number, $0.kind, $0.to) = (1, .recommended, "council")
            $0.text = """
                the Corporate Parenting Strategy and Corporate Parenting Statement be ratified with the aim of \
                implementation as Council policy in Autumn.
                """
            $0.implementation = "with the aim of implementation as Council policy in Autumn"
        },
        make(Resolution.self) {
            ($0.number, $0.kind, $0.to) = (2, .recommended, "council")
            $0.text = """
                the proposal to include the MALAP in the list of groups requiring named Councillor membership \
                be approved.
                """
        },
        make(Resolution.self) {
            $0.number = 3
            $0.text = """
                the proposal that MALAP report to Children's Trust Board as a standing agenda item and \
                subsequently to Cabinet be approved.
                """
        },
        make(Resolution.self) {
            ($0.number, $0.isCallable) = (4, true)
            $0.text = """
                all reports to Cabinet and Council, appertaining to Children and Young People issues, and any \
                other appropriate reports, should contain corporate parenting implications presented in a \
                similar way to financial, legal and community safety implications, to ensure consideration is \
                given

                to looked after children's needs.
                """
        },
    ]

    /// The small council has no meetings: what its bodies did, they did so.
    static let how = "By written procedure"

    /// What the clerk sends.
    static let command = make(RecordDecision.self) {
        $0.title = "Corporate Parenting Strategy"
        ($0.body, $0.made, $0.how) = ("Cabinet", "2 August 2007", how)
        $0.record = "Members commended the Strategy, Statement and Action Plan and supported their approval."
        $0.reasons = "The principle of corporate parenting was first encapsulated in \"Quality Protects\"."
        ($0.alternatives, $0.conflicts, $0.dispensations) = ("None", "None", "Not Applicable")
        $0.callIn = "For decision 4 only, by no later than Midnight on Friday 10th August 2007"
        $0.resolutions = resolutions
        $0.signature = make(Signature.self) { ($0.signedBy, $0.on) = ("Proper Officer", "2007-07-06") }
    }

    /// What is then recorded.
    static let decision = make(DecisionRecorded.self) {
        ($0.decision, $0.title, $0.body, $0.made) = (id, command.title, "cabinet", "2007-08-02")
        ($0.record, $0.reasons, $0.callIn) = (command.record, command.reasons, command.callIn)
        ($0.alternatives, $0.conflicts, $0.dispensations) = ("None", "None", "Not Applicable")
        ($0.resolutions, $0.signature, $0.how) = (resolutions, command.signature, how)
    }

    /// The council with the decision in its record.
    static var recorded: Given { Given(SmallCouncil.events).and(.decisionRecorded(decision)) }

    /// The same, published on Friday 3 August 2007 (the day is inferred from the deadline).
    static var published: Given { recorded.and(Fact.published(id, on: "2007-08-03")) }
}
