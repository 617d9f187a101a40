// The verbs about the projections themselves.

import Governance
import Reports

extension VerbTable {
    static let projections: [Verb] = [
        Verb(
            .projections, "List", .reader, "projection list", "List projections and how up to date each is",
            NoParameters.self, ReportReply<ProjectionsReport>.self),
        Verb(
            .projections, "Rebuild", .administrator, "projection rebuild",
            "Rebuild projections from the log, compare, then switch to them",
            ProjectionsQuestion.self, RebuildProgress.self, streams: .required),
        Verb(
            .projections, "Revert", .administrator, "projection revert",
            "Switch back to the previous projections",
            NoParameters.self, RebuildProgress.self),
        Verb(
            .projections, "Verify", .auditor, "projection verify",
            "Check projections against the log",
            ProjectionsQuestion.self, VerifyProgress.self, streams: .required),
        Verb(
            .projections, "Why", .reader, "projection why", "Show the entries behind a row of a projection",
            WhyQuestion.self, ReportReply<WhyReport>.self),
        Verb(
            .projections, "Diff", .administrator, "projection diff",
            "Compare two versions of a projection and find the first entry where they differ",
            DifferenceQuestion.self, ReportReply<DifferenceReport>.self),
    ]
}
