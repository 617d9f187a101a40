// The verbs about the projections themselves.

import Governance
import Reports

extension VerbTable {
    static let projections: [Verb] = [
        Verb(
            .projections, "List", .reader, "projection list", "How far each projection has been folded",
            NoParameters.self, ReportReply<ProjectionsReport>.self),
        Verb(
            .projections, "Rebuild", .administrator, "projection rebuild",
            "Fold projections again beside the live ones, compare and switch",
            ProjectionsQuestion.self, RebuildProgress.self, streams: .required),
        Verb(
            .projections, "Revert", .administrator, "projection revert",
            "Go back to the generation of projections before",
            NoParameters.self, RebuildProgress.self),
        Verb(
            .projections, "Verify", .auditor, "projection verify",
            "Fold projections again from the log and compare with what answers",
            ProjectionsQuestion.self, VerifyProgress.self, streams: .required),
        Verb(
            .projections, "Why", .reader, "projection why", "The entries behind a projection's rows",
            WhyQuestion.self, ReportReply<WhyReport>.self),
        Verb(
            .projections, "Diff", .administrator, "projection diff",
            "How a projection's rows differ from others, and the first entry at which they part",
            DifferenceQuestion.self, ReportReply<DifferenceReport>.self),
    ]
}
