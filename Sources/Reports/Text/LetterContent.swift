// What letters and registers say, as plain strings for pages: the same parts that the text is set from.

import Governance

/// A letter's content.
public struct LetterContent: Sendable {
    /// That the letter rests on what no source bears out, to stand at its head; empty where it does not.
    public let provenanceNote: String
    public let council: String
    public let address: String
    public let subject: String
    public let date: String
    public let salutation: String
    public let opening: [String]
    public let tableTitle: String
    public let columns: [String]
    public let rows: [[String]]
    public let strip: AttendanceStrip
    public let closing: [String]
    /// The greeting at the end and who signs, a line each.
    public let signature: [String]
    public let reference: String
    /// What the checkpoint is for; empty where there is none.
    public let checkpointNote: String
    /// The log's checkpoint, a signed note of several lines; empty where there is none.
    public let checkpoint: String

    public init(
        _ notice: NoticeValue, followUp: FollowUpValue? = nil, to recipient: RecipientValue, council: String
    ) {
        let parts =
            followUp.map { notice.parts(of: $0, to: recipient) }
            ?? notice.parts(to: recipient, council: council)
        provenanceNote = parts.provenanceNote
        (self.council, address, subject) = (parts.council, parts.address, parts.subject)
        (date, salutation, opening) = (parts.date, parts.salutation, parts.opening)
        (closing, signature, reference) = (parts.closing, parts.signature, parts.reference)
        checkpointNote = parts.checkpointNote
        checkpoint = parts.checkpoint.map { $0 + "\n" }.joined()
        let title = parts.tableTitle
        tableTitle = title.hasSuffix(":") ? String(title.dropLast()) : title
        columns = parts.table.columns.map(\.title)
        rows = parts.table.rows.map { $0.map(\.text) }
        strip = parts.strip
    }

    /// The table for spreadsheets.
    public var csv: String { csvTable.text }

    /// The same for a spreadsheet.
    public var csvForPeople: String { csvTable.textForPeople }

    /// CSV has no remarks, so each row says where it comes from.
    private var csvTable: CSVTable {
        guard !provenanceNote.isEmpty else { return CSVTable(columns.map { $0.lowercased() }, rows: rows) }
        return CSVTable(
            columns.map { $0.lowercased() } + ["provenance"], rows: rows.map { $0 + [provenanceNote] })
    }

    /// What the letter is about, as the subject of a mail: with that it is invented or assumed, before anything else.
    public var mailSubject: String {
        guard let end = provenanceNote.firstIndex(of: ".") else { return subject }
        return "\(provenanceNote[..<end]): \(subject)"
    }
}

/// The content of a register of attendance.
public struct RegisterContent: Sendable {
    /// One member's line.
    public struct Member: Sendable {
        public let name: String
        public let cells: [String]
        public let strip: AttendanceStrip
        /// Whether too few meetings were expected for a percentage to mean much.
        public let isOfFew: Bool
        public let note: String
    }

    public let council: String
    public let title: String
    public let columns: [String]
    public let members: [Member]
    public let notes: [String]
    public let legend: String

    public init(_ report: AttendanceReport) {
        council = report.council
        title = report.title
        // Whoever only came as a guest or to observe has no attendance to publish.
        var bare = report
        bare.members.removeAll { $0.expected == 0 && $0.notRecorded == 0 && $0.substitute == 0 }
        // Pages show the strip as a picture of its own.
        (bare.hasStrips, bare.order) = (false, nil)
        let table = bare.table
        columns = table.columns.map { $0.title.replacing("\n", with: " ") }
        members = zip(bare.members, table.rows).map { member, row in
            Member(
                name: member.name, cells: Array(row.map(\.text).dropFirst()), strip: member.strip,
                isOfFew: member.isOfFew, note: member.denominator.asSentence)
        }
        notes = bare.notes
        legend = AttendanceStrip.legend(of: bare.members.flatMap { $0.strip.cells.map(\.letter) })
    }
}
