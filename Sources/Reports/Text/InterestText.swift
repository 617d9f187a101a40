// Members' interests, as text and comma-separated values.

import Governance

extension InterestsReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let parts = [
            part("Register of interests", registeredTable, registered.isEmpty, style),
            part("Declared at meetings", declaredTable, declared.isEmpty, style),
            part("Dispensations", dispensationTable, dispensations.isEmpty, style),
        ]
        let shown = parts.flatMap(\.self)
        let none = "No interests are recorded. Register one with `minutectl interest register`."
        return PlainText.joined(basis.heading(style) + (shown.isEmpty ? [none] : Array(shown.dropLast())))
    }

    private func part(_ title: String, _ table: TextTable, _ isEmpty: Bool, _ style: TextStyle) -> [String] {
        isEmpty ? [] : [style.paint(title, .heading), ""] + table.lines(style) + [""]
    }

    private var registeredTable: TextTable {
        TextTable(
            [
                Column.name("Member"), Column("No", .trailing), Column.text("Kind"), Column.text("Interest"),
                Column("From"), Column("Notified"), Column("Until"),
            ],
            rows: registered.map { one in
                [
                    Cell(one.name), "\(one.number)", Cell(one.kind.words), Cell(one.shown),
                    Cell(orDash: one.from?.spoken), Cell(one.notified.short), Cell(orDash: one.until?.spoken),
                ]
            })
    }

    private var declaredTable: TextTable {
        TextTable(
            [
                Column("Date"), Column.text("Body"), Column.name("Member"), Column.text("Item"),
                Column.text("Kind"), Column.text("Interest"), Column.text("Left the room"),
            ],
            rows: declared.map { one in
                [
                    Cell(one.date.short), Cell(one.bodyName), Cell(one.name), Cell(one.item),
                    Cell(one.kind.words), Cell(orDash: one.what), Cell(one.leftWords),
                ]
            })
    }

    private var dispensationTable: TextTable {
        TextTable(
            [
                Column.name("Member"), Column.text("For"), Column.text("May"), Column.text("Granted by"),
                Column("On"), Column("Last day"),
            ],
            rows: dispensations.map { one in
                [
                    Cell(one.name), Cell(one.what), Cell(one.allows.words), Cell(one.byName),
                    Cell(one.on.short),
                    Cell(one.until.short),
                ]
            })
    }

    /// One line for each, `section` saying which of the three it is.
    public var csvTable: CSVTable {
        var table = CSVTable([
            "section", "person", "name", "number", "kind", "what", "from", "notified", "until", "meeting",
            "date", "body",
            "item", "left", "leftat", "returnedat", "allows", "by",
        ])
        table.rows += registered.map { one in
            [
                "registered", one.person, one.name, String(one.number), one.kind.rawValue, one.what ?? "",
                one.from?.text ?? "", one.notified.iso, one.until?.text ?? "", "", "", "", "", "", "", "", "",
                "",
            ]
        }
        table.rows += declared.map { one in
            [
                "declared", one.person, one.name, CSVTable.field(one.number), one.kind.rawValue,
                one.what ?? "", "", "",
                "", one.meeting, one.date.iso, one.body, one.item, CSVTable.field(one.left),
                one.leftAt?.text ?? "",
                one.returnedAt?.text ?? "", "", "",
            ]
        }
        table.rows += dispensations.map { one in
            [
                "dispensation", one.person, one.name, "", "", one.what, one.on.iso, "", one.until.iso, "", "",
                "", "",
                "", "", "", one.allows.rawValue, one.by,
            ]
        }
        return table
    }
}

extension InterestValue {
    /// "1. land: A house in Abbey Road".
    var inBrief: String { "\(number). \(kind.words): \(shown)" }

    fileprivate var shown: String { isSensitive ? "sensitive: details withheld (section 32)" : what ?? "" }
}

extension DispensationValue {
    /// "to speak and vote until 30 April 2027: The budget".
    var inBrief: String { "to \(allows.words) until \(until.short): \(what)" }
}

extension DeclarationValue {
    /// "Cabinet, 1 September 2026, Leisure centre: disclosable pecuniary interest, left the room".
    var inBrief: String {
        "\(bodyName), \(date.short), \(item): \(kind.words)" + (left ? ", left the room" : "")
    }

    /// Whether they left, and when: "yes, from 6.10pm to 6.25pm".
    fileprivate var leftWords: String {
        guard left else { return "no" }
        let times = [leftAt.map { "from \($0.spoken)" }, returnedAt.map { "to \($0.spoken)" }].compactMap(
            \.self)
        return times.isEmpty ? "yes" : "yes, \(times.joined(separator: " "))"
    }

    /// As minutes have it: "Councillor A declared a disclosable pecuniary interest in this item (land at Abbey Road) and
    /// left the room."
    var inMinutes: String {
        let article = kind == .otherRegistrable ? "an" : "a"
        let what = what.map { " (\($0))" } ?? ""
        return "\(name) declared \(article) \(kind.words) in this item\(what)"
            + (left ? " and left the room." : ".")
    }
}
