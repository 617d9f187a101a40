// Reports submitted to bodies, as text and comma-separated values.

import Governance

extension PapersReport: RenderedReport {
    private static let empty = "No reports to list. Add one with `minutectl paper submit`."

    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(blocks: papers.map { $0.block(style) }, ifEmpty: Self.empty, style)
        }
        let table = TextTable(
            [
                Column.id("Report"), Column("Submitted"), Column.text("To"), Column("For"),
                Column("Key"), Column.text("Missing"), Column.name("Subject"),
            ],
            rows: papers.map { paper in
                let lacks = paper.findings.map {
                    $0.rule.replacing("-missing", with: "").replacing("-", with: " ")
                }
                return [
                    Cell(paper.id), Cell(paper.submitted.spoken), Cell(paper.to.name),
                    Cell(orDash: paper.purpose?.rawValue), Cell(paper.isKey == true ? "key" : "-"),
                    lacks.isEmpty ? Cell("-") : Cell(lacks.joined(separator: ", "), .attention),
                    Cell(paper.subject, paper.isWithdrawn ? .faint : nil),
                ]
            })
        return basis.text(table, listing: Noun("report", "reports"), ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "id", "subject", "to", "toname", "meeting", "submitted", "reportfor", "key", "urgent",
                "exemptparagraph", "implications", "missingimplications", "findings", "withdrawn",
            ],
            rows: papers.map { paper in
                [
                    paper.id, paper.subject, paper.to.id, paper.to.name, paper.meeting ?? "",
                    paper.submitted.text, paper.purpose?.rawValue ?? "", CSVTable.field(paper.isKey),
                    CSVTable.field(paper.isUrgent), CSVTable.field(paper.exemptParagraph),
                    CSVTable.field(paper.implications), CSVTable.field(paper.missingImplications),
                    CSVTable.field(paper.findings.map(\.rule)), CSVTable.field(paper.isWithdrawn),
                ]
            })
    }
}

extension PaperValue {
    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(subject, id)
        block.add("Submitted to", to.words)
        block.add("Meeting", meeting)
        block.add("On", submitted.date?.spoken ?? submitted.spoken)
        block.add("For", purpose?.rawValue)
        block.add("Holds until", holdsUntil?.spoken)
        if isKey == true { block.add("Key decision", "yes") }
        block.add("Implications", implications.joined(separator: ", "))
        if isWithdrawn { block.add("Status", "withdrawn", .faint) }
        for finding in findings { block.add("Finding", finding.message, .attention) }
        return block.lines(style)
    }
}

extension PaperReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        PlainText.joined(basis.heading(style) + printed(style) + HistoryValue.lines(history, style))
    }

    /// The report itself, without what the record says of its history.
    func printed(_ style: TextStyle) -> [String] {
        var lines = paper.block(style)
        if !reportOf.isEmpty {
            lines += ["", "Report of: " + PlainText.line(reportOf.joined(separator: "; "))]
        }
        for (heading, text) in PaperOrder(self).parts { lines += part(heading, text, style) }
        return lines
    }

    private func part(_ heading: String, _ text: String, _ style: TextStyle) -> [String] {
        var body = PlainText.wrapped(text, to: style.proseWidth - 3).map { $0.isEmpty ? "" : "   " + $0 }
        while body.last == "" { body.removeLast() }
        return ["", style.paint(PlainText.line(heading), .heading), ""] + body
    }

    public var csvTable: CSVTable {
        var report = PapersReport()
        report.papers = [paper]
        return report.csvTable
    }
}

extension HistoryValue {
    /// A record's history under its heading; nothing where there is none or no legend is wanted.
    static func lines(_ history: [HistoryValue], _ style: TextStyle) -> [String] {
        guard !history.isEmpty, style.hasLegend else { return [] }
        return [""] + history.lines(style)
    }
}
