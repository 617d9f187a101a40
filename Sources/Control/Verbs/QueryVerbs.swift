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
            .queries, "People", .reader, "person list", "List people, with their groups, offices and seats",
            PeopleQuestion.self, ReportReply<PeopleReport>.self),
        Verb(
            .queries, "Person", .reader, "person show",
            "Show a person with their seats, attendance, notices, votes and history",
            PersonQuestion.self, ReportReply<PersonReport>.self),
        Verb(
            .queries, "Search", .reader, "search", "Search the texts of the record",
            SearchQuestion.self, ReportReply<SearchReport>.self),
        Verb(
            .queries, "Changes", .reader, "changes", "List what has been recorded since a day or an entry",
            ChangesQuestion.self, ReportReply<ChangesReport>.self),
        Verb(
            .queries, "Calendar", .reader, "calendar",
            "List meetings and deadlines to come, also as iCalendar",
            CalendarQuestion.self, ReportReply<CalendarReport>.self),
        Verb(
            .queries, "MemberVotes", .reader, "report votes",
            "List how members voted, where votes were recorded",
            MemberVotesQuestion.self, ReportReply<MemberVotesReport>.self),
        Verb(
            .queries, "MinutesDraft", .reader, "minutes draft",
            "Draft a meeting's minutes from the record", MinutesDraftQuestion.self,
            ReportReply<MinutesDraftReport>.self),
        Verb(
            .queries, "Groups", .reader, "group list",
            "List political groups, with their leaders and members",
            GroupsQuestion.self, ReportReply<GroupsReport>.self),
        Verb(
            .queries, "Offices", .reader, "office list", "List offices and who holds them",
            OfficesQuestion.self, ReportReply<OfficesReport>.self),
        Verb(
            .queries, "Bodies", .reader, "body list", "List bodies and their terms of reference",
            BodiesQuestion.self, ReportReply<BodiesReport>.self),
        Verb(
            .queries, "BodyMap", .reader, "body map",
            "Show how bodies are linked: whom each advises, reports to and is represented on",
            BodyMapQuestion.self, ReportReply<BodyMapReport>.self),
        Verb(
            .queries, "Seats", .reader, "seat list", "List seats on bodies, filled and unfilled",
            SeatsQuestion.self, ReportReply<SeatsReport>.self),
        Verb(
            .queries, "Meetings", .reader, "meeting list", "List meetings and how many members attended",
            MeetingsQuestion.self, ReportReply<MeetingsReport>.self, streams: .offered),
        Verb(
            .queries, "Meeting", .reader, "meeting show", "Show a meeting and its attendance",
            MeetingQuestion.self, ReportReply<MeetingReport>.self),
        Verb(
            .queries, "AttendanceComparison", .reader, "report attendance",
            "Compare an attendance report as it was with what it says now",
            AttendanceComparisonQuestion.self, ReportReply<AttendanceComparisonReport>.self),
        Verb(
            .queries, "Attendance", .reader, "report attendance",
            "Report members' attendance in the categories councils publish",
            AttendanceQuestion.self, ReportReply<AttendanceReport>.self),
        Verb(
            .queries, "Decisions", .reader, "decision list", "List decisions",
            DecisionsQuestion.self, ReportReply<DecisionsReport>.self, streams: .offered),
        Verb(
            .queries, "Decision", .reader, "decision show",
            "Show a decision in full: proforma, deadlines, findings, history",
            DecisionQuestion.self, ReportReply<DecisionReport>.self),
        Verb(
            .queries, "NonAttendance", .reader, "report non-attendance",
            "Report breaches of the attendance rules and who is told",
            NonAttendanceQuestion.self, ReportReply<NonAttendanceReport>.self, streams: .offered),
        Verb(
            .queries, "Leaders", .reader, "report leader",
            "Report to each leader on their members: attendance, breaches, letters",
            LeaderQuestion.self, ReportReply<LeadersReport>.self),
        Verb(
            .queries, "SixMonth", .reader, "report six-month",
            "Report each councillor's status under the six-month rule, most urgent first",
            SixMonthQuestion.self, ReportReply<SixMonthReport>.self),
        Verb(
            .queries, "Digest", .reader, "report digest", "Report what is overdue or due soon",
            DigestQuestion.self, ReportReply<DigestReport>.self),
    ]

    static let ledger: [Verb] = [
        Verb(
            .ledger, "List", .auditor, "log list", "List entries of the log",
            EntriesQuestion.self, ReportReply<EntriesReport>.self),
        Verb(
            .ledger, "Show", .auditor, "log show", "Show an entry exactly as stored",
            EntryQuestion.self, EntryReply.self),
        Verb(
            .ledger, "Follow", .auditor, "log follow", "Show entries as they are recorded",
            FollowQuestion.self, EntryReply.self, streams: .required),
        Verb(
            .ledger, "Export", .auditor, "log export",
            "Export the log as NDJSON, each entry exactly as stored",
            ExportQuestion.self, ExportPiece.self, streams: .required),
        Verb(
            .ledger, "Backup", .auditor, "backup",
            "Back up the whole log while the daemon runs, and check the copy", NoParameters.self,
            BackupPiece.self,
            streams: .required),
        Verb(
            .ledger, "Checkpoint", .reader, "log checkpoint", "Print the signed checkpoint of the log",
            NoParameters.self, CheckpointReply.self),
        Verb(
            .ledger, "Prove", .auditor, "log prove",
            "Prove that an entry is in the log, or that the log still begins as it did",
            ProofQuestion.self, ProofReply.self),
        Verb(
            .ledger, "Cosign", .auditor, "log cosign",
            "Ask a witness to cosign the log, or add its answer",
            CosignRequest.self, CosignReply.self),
        Verb(
            .ledger, "RotateKey", .administrator, "log rotate-key",
            "Replace the key that signs the log",
            RotateKeyRequest.self, RotateKeyReply.self),
        Verb(
            .ledger, "Upload", .clerk, "log import", "Send part of a file to import or restore",
            UploadPiece.self, UploadReply.self),
        Verb(
            .ledger, "Import", .clerk, "log import", "Import entries as new ones",
            ImportRequest.self, ReportReply<ImportReport>.self),
        Verb(
            .ledger, "Restore", .administrator, "log restore",
            "Restore a log into an empty one, unchanged",
            RestoreRequest.self, ReportReply<ImportReport>.self),
    ]

    static let service: [Verb] = [
        Verb(
            .service, "Status", .reader, "status", "Show what needs doing and whether the service is running",
            NoParameters.self, ReportReply<StatusReport>.self),
        Verb(
            .records, "Submit", .clerk, "submit", "Record many commands, all or none",
            SubmitRequest.self, SubmitReply.self),
    ]
}
