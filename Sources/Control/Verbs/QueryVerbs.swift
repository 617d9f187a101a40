// The verbs that ask: of the projections, of the log, of the service.

import Codec
import Governance
public import Reports

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

    /// A verb that asks the record a question.
    init<Asked: Question>(
        _ asked: Asked.Type, _ words: String, _ summary: String, streams: MethodDefinition.Streaming = .never
    ) {
        self.init(
            .queries, Asked.method, .reader, words, summary, asked, ReportReply<Asked.Answer>.self,
            streams: streams)
    }
}

extension Question {
    /// The full name of the method that is asked.
    public static var fullMethod: String { "\(InterfaceName.queries.rawValue).\(method)" }
}

extension VerbTable {
    static let queries: [Verb] = [
        Verb(PeopleQuestion.self, "person list", "List people, with their groups, offices and seats"),
        Verb(
            PersonQuestion.self, "person show",
            "Show a person with their seats, attendance, notices, votes and history"),
        Verb(SearchQuestion.self, "search", "Search the texts of the record"),
        Verb(ChangesQuestion.self, "changes", "List what has been recorded since a day or an entry"),
        Verb(CalendarQuestion.self, "calendar", "List meetings and deadlines to come, also as iCalendar"),
        Verb(MemberVotesQuestion.self, "report votes", "List how members voted, where votes were recorded"),
        Verb(MinutesDraftQuestion.self, "minutes draft", "Draft a meeting's minutes from the record"),
        Verb(GroupsQuestion.self, "group list", "List political groups, with their leaders and members"),
        Verb(OfficesQuestion.self, "office list", "List offices and who holds them"),
        Verb(BodiesQuestion.self, "body list", "List bodies and their terms of reference"),
        Verb(
            BodyMapQuestion.self, "body map",
            "Show how bodies are linked: whom each advises, reports to and is represented on"),
        Verb(SeatsQuestion.self, "seat list", "List seats on bodies, filled and unfilled"),
        Verb(
            MeetingsQuestion.self, "meeting list",
            "List meetings and how many members attended", streams: .offered),
        Verb(MeetingQuestion.self, "meeting show", "Show a meeting and its attendance"),
        Verb(
            AttendanceComparisonQuestion.self, "report attendance",
            "Compare an attendance report as it was with what it says now"),
        Verb(
            AttendanceQuestion.self, "report attendance",
            "Report members' attendance in the categories councils publish"),
        Verb(DecisionsQuestion.self, "decision list", "List decisions", streams: .offered),
        Verb(
            DecisionQuestion.self, "decision show",
            "Show a decision in full: proforma, deadlines, findings, history"),
        Verb(
            NonAttendanceQuestion.self, "report non-attendance",
            "Report breaches of the attendance rules and who is told", streams: .offered),
        Verb(
            LeaderQuestion.self, "report leader",
            "Report to each leader on their members: attendance, breaches, letters"),
        Verb(
            SixMonthQuestion.self, "report six-month",
            "Report each councillor's status under the six-month rule, most urgent first"),
        Verb(DigestQuestion.self, "report digest", "Report what is overdue or due soon"),
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
