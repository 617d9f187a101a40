// Non-attendance: the list of breaches and how far their notices have come.

import Governance

extension NonAttendanceReport: RenderedReport {
    private static let empty =
        "No non-attendance to report: no roll breaks the rule of its body's terms of reference."

    /// The list; with `isDetailed`, each notice's letters instead.
    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(
                blocks: notices.map { $0.lines(style, council: council) }, ifEmpty: Self.empty, style)
        }
        let unsent = notices.count { $0.status == .unsent }
        let listed = "\(Noun("notice", "notices").count(notices.count)) listed."
        let next = unsent == 0 ? "" : " \(unsent) unsent: `minutectl notice run` issues what is due."
        return basis.text(table, legend: [listed + next], ifEmpty: Self.empty, style)
    }

    private var table: TextTable {
        TextTable(
            [
                Column("Notice"), Column("Member", canShrink: true), Column("Body"), Column("Breach"),
                Column("Last absence"), Column("Status"), Column("Recipients", canShrink: true),
            ],
            rows: notices.map { notice in
                [
                    Cell(notice.id), Cell(notice.name), Cell(notice.body), Cell(notice.breachWords),
                    Cell(orDash: notice.absences.last?.date.short),
                    Cell(notice.statusWord, notice.status.emphasis),
                    Cell(orDash: notice.recipients.map(\.shortName).joined(separator: ", ")),
                ]
            })
    }

    /// The list as columns and rows of plain text, for pages.
    public var register: (columns: [String], rows: [[String]]) {
        (table.columns.map(\.title), table.rows.map { $0.map(\.text) })
    }

    public var csvTable: CSVTable {
        CSVTable(NoticeValue.csvHeader, rows: notices.flatMap(\.records))
    }
}

extension NoticeValue: Rendered {
    /// The letters of one notice, and under them what has happened since.
    public func text(_ style: TextStyle) -> String { PlainText.joined(lines(style, council: "")) }

    public var csvTable: CSVTable { CSVTable(Self.csvHeader, rows: records) }

    static let csvHeader = [
        "id", "body", "bodyname", "person", "name", "kind", "status", "rule", "absences", "expected",
        "present", "issued", "seq", "waivedbecause", "role", "recipient", "recipientname",
        "recipientgroup", "acknowledged",
    ]

    /// A record for each recipient, so that each can be followed up; one where there is none.
    var records: [[String]] {
        let missed = absences.map { "\($0.meeting) \($0.standing.rawValue)" }
        let own = [
            id, body, bodyName, person, name, kind.rawValue, status.rawValue, rule,
            CSVTable.field(missed), String(expected), String(present), issued?.iso ?? "",
            CSVTable.field(seq), waivedBecause ?? "",
        ]
        guard !recipients.isEmpty else { return [own + Array(repeating: "", count: 5)] }
        return recipients.map { recipient in
            own + [
                recipient.role.rawValue, recipient.person ?? "", recipient.name ?? "",
                recipient.group ?? "", recipient.acknowledged?.iso ?? "",
            ]
        }
    }

    fileprivate var statusWord: String { drafted == nil ? status.rawValue : "drafted" }

    /// The breach in a few words.
    fileprivate var breachWords: String {
        switch kind {
        case _ where absences.isEmpty: "-"
        case .consecutive: "\(absences.count) missed running"
        case .percentage: "\(present) of \(expected) attended"
        }
    }
}

extension RecipientValue {
    /// The name, or whose office is vacant.
    fileprivate var shortName: String { name ?? person ?? "\(title) (vacant)" }
}
