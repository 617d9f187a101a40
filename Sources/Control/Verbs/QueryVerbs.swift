// The verbs that ask: of the projections, of the log, of the service.

import Codec
import Governance
import Reports

extension Verb {
    /// A verb that records nothing.
    init<Asked: Record, Answer: Record>(
        _ interface: InterfaceName, _ method: String, _ role: Role, _ words: String, _ summary: String,
        _ parameters: Asked.Type, _ reply: Answer.Type,
        streams: MethodDefinition.Streaming = .never
    ) {
        self.interface = interface
        self.method = method
        self.role = role
        self.words = words
        self.summary = summary
        events = []
        effective = ""
        correctedBy = ""
        command = nil
        describedParameters = { Asked.describedFields }
        describedReply = { Answer.describedFields }
        self.streams = streams
    }
}

extension VerbTable {
    static let queries: [Verb] = [
        Verb(
            .queries, "People", .reader, "person list", "People, with their groups, offices and seats",
            PeopleQuestion.self, ReportReply<PeopleReport>.self),
        Verb(
            .queries, "Groups", .reader, "group list", "Political groups, with their leaders and members",
            GroupsQuestion.self, ReportReply<GroupsReport>.self),
        Verb(
            .queries, "Offices", .reader, "office list", "Offices, with who holds them",
            OfficesQuestion.self, ReportReply<OfficesReport>.self),
        Verb(
            .queries, "Bodies", .reader, "body list", "Bodies, with their terms of reference",
            BodiesQuestion.self, ReportReply<BodiesReport>.self),
        Verb(
            .queries, "Seats", .reader, "seat list", "Seats on bodies, filled and unfilled",
            SeatsQuestion.self, ReportReply<SeatsReport>.self),
        Verb(
            .queries, "Meetings", .reader, "meeting list", "Meetings, with how many came",
            MeetingsQuestion.self, ReportReply<MeetingsReport>.self),
        Verb(
            .queries, "Meeting", .reader, "meeting show", "One meeting with its roll",
            MeetingQuestion.self, ReportReply<MeetingReport>.self),
        Verb(
            .queries, "AttendanceComparison", .reader, "report attendance",
            "What a report on attendance said at a time and what it says now",
            AttendanceComparisonQuestion.self, ReportReply<AttendanceComparisonReport>.self),
        Verb(
            .queries, "Attendance", .reader, "report attendance",
            "Members' attendance in the categories that councils publish",
            AttendanceQuestion.self, ReportReply<AttendanceReport>.self),
        Verb(
            .queries, "Decisions", .reader, "decision list", "The register of decisions",
            DecisionsQuestion.self, ReportReply<DecisionsReport>.self),
        Verb(
            .queries, "Decision", .reader, "decision show",
            "One decision whole: proforma, clocks, findings, history",
            DecisionQuestion.self, ReportReply<DecisionReport>.self),
        Verb(
            .queries, "NonAttendance", .reader, "report non-attendance",
            "Breaches of the rules on non-attendance, and who is told",
            NonAttendanceQuestion.self, ReportReply<NonAttendanceReport>.self),
        Verb(
            .queries, "SixMonth", .reader, "report six-month",
            "The clocks of the six-month rule, the most urgent first",
            SixMonthQuestion.self, ReportReply<SixMonthReport>.self),
        Verb(
            .queries, "Digest", .reader, "report digest", "What is overdue or falls due",
            DigestQuestion.self, ReportReply<DigestReport>.self),
    ]

    static let ledger: [Verb] = [
        Verb(
            .ledger, "List", .auditor, "log list", "Entries of the log",
            EntriesQuestion.self, ReportReply<EntriesReport>.self),
        Verb(
            .ledger, "Show", .auditor, "log show", "One entry as it is stored",
            EntryQuestion.self, EntryReply.self),
        Verb(
            .ledger, "Follow", .auditor, "log follow", "Entries as they are recorded",
            FollowQuestion.self, EntryReply.self, streams: .required),
        Verb(
            .ledger, "Export", .auditor, "log export", "The log as NDJSON, each entry's bytes as stored",
            ExportQuestion.self, ExportPiece.self, streams: .required),
        Verb(
            .ledger, "Backup", .auditor, "backup",
            "The whole log, copied while the daemon works, and read again", NoParameters.self,
            BackupPiece.self,
            streams: .required),
        Verb(
            .ledger, "Checkpoint", .reader, "log checkpoint", "The signed checkpoint of the log as it stands",
            NoParameters.self, CheckpointReply.self),
        Verb(
            .ledger, "Prove", .auditor, "log prove",
            "A proof that an entry is in the log, or that the log still begins as it did",
            ProofQuestion.self, ProofReply.self),
        Verb(
            .ledger, "Cosign", .auditor, "log cosign",
            "Ask a witness to cosign the log, or take its answer in",
            CosignRequest.self, CosignReply.self),
        Verb(
            .ledger, "RotateKey", .administrator, "log rotate-key",
            "Have another key sign the log from now on",
            RotateKeyRequest.self, RotateKeyReply.self),
        Verb(
            .ledger, "Upload", .clerk, "log import", "Hand over a piece of a file to import or restore",
            UploadPiece.self, UploadReply.self),
        Verb(
            .ledger, "Import", .clerk, "log import", "Record the uploaded entries anew",
            ImportRequest.self, ReportReply<ImportReport>.self),
        Verb(
            .ledger, "Restore", .administrator, "log restore",
            "Put the uploaded log verbatim into an empty one",
            RestoreRequest.self, ReportReply<ImportReport>.self),
    ]

    static let service: [Verb] = [
        Verb(
            .service, "Status", .reader, "status", "How the daemon is, and what waits",
            NoParameters.self, ReportReply<StatusReport>.self),
        Verb(
            .records, "Submit", .clerk, "submit", "Record many commands, all or none",
            SubmitRequest.self, SubmitReply.self),
    ]
}
