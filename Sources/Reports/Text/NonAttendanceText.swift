// Non-attendance: the list of breaches and how far their notices have come.

import Governance

extension NonAttendanceReport: RenderedReport {
    private static let empty =
        "No non-attendance to report: nobody has broken the attendance rule of a body since the record begins."

    /// The list; with `isDetailed`, each notice's letters instead.
    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(
                blocks: notices.map { $0.lines(style, council: council) }, ifEmpty: Self.empty, style)
        }
        let unsent = notices.count { $0.status == .unsent }
        let listed = "\(Noun("notice", "notices").count(notices.count)) listed."
        let next = unsent == 0 ? "" : " \(unsent) unsent: `minutectl notice run` issues those that are due."
        return basis.text(table, legend: [listed + next], ifEmpty: Self.empty, style)
    }

    private var table: TextTable {
        TextTable(
            [
                Column.id("Notice"), Column.name("Member"), Column.text("Body"), Column.text("Breach"),
                Column("Last absence"), Column("Status"), Column.text("Recipients"),
            ],
            rows: notices.map { notice in
                [
                    Cell(notice.id), Cell(notice.name), Cell(notice.bodyName), Cell(notice.breachWords),
                    Cell(orDash: notice.lastMissed?.short),
                    Cell(notice.statusWord, notice.status.emphasis),
                    Cell(orDash: notice.recipients.map(\.shortName).joined(separator: ", ")),
                ]
            })
    }

    /// The list as columns and rows of plain text, for pages: who, then what, then the reference.
    public var register: (columns: [String], rows: [[String]]) {
        (
            ["Member", "Body", "Absences", "Notice", "Told", "Reference"],
            notices.map { notice in
                let days = ListInWords.text(notice.absences.map(\.date.short))
                let names = notice.recipients.map(\.shortName)
                let told = names.isEmpty ? "nobody" : ListInWords.text(names)
                return [
                    notice.name, notice.bodyName.isEmpty ? notice.body : notice.bodyName,
                    "\(notice.breachWords): \(days)", notice.statusWords,
                    notice.status == .unsent ? "to be told: \(told)" : told, notice.id,
                ]
            }
        )
    }

    /// Of which day the list is, and what it goes by.
    public var notes: [String] {
        let count = Noun("notice", "notices").count(notices.count)
        return [
            "As at \(basis.asAt.short): \(count). Each breach is judged by the rule in the body's terms of reference"
                + " on the day of its last absence."
        ]
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
                CSVTable.field(recipient.offices.map(\.role.rawValue)), recipient.person ?? "",
                recipient.name ?? "", CSVTable.field(recipient.offices.compactMap(\.group?.text)),
                recipient.acknowledged?.iso ?? "",
            ]
        }
    }

    /// How far the notice has come, with its day.
    fileprivate var statusWords: String {
        switch status {
        case .unsent: drafted.map { "drafted on \($0.short), not issued yet" } ?? "not issued yet"
        case .issued:
            (issued.map { "issued on \($0.short)" } ?? "issued") + (isWithdrawn ? ", withdrawn" : "")
        case .acknowledged: issued.map { "issued on \($0.short), acknowledged" } ?? "acknowledged"
        case .waived: waivedBecause.map { "waived: \($0)" } ?? "waived"
        }
    }

    fileprivate var statusWord: String {
        drafted != nil ? "drafted" : isWithdrawn ? "withdrawn" : status.rawValue
    }

    /// The breach in a few words.
    fileprivate var breachWords: String {
        switch kind {
        case _ where absences.isEmpty: "-"
        case .consecutive: "\(absences.count) missed in a row"
        case .percentage: "\(present) of \(expected) attended"
        }
    }
}

extension RecipientValue {
    /// The name, or whose office is vacant.
    fileprivate var shortName: String { name ?? person ?? "\(title) (vacant)" }
}
