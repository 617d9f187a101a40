// Agendas and minutes, as text and comma-separated values.

import Governance

extension AgendasReport: RenderedReport {
    private static let empty = "No meetings to list."

    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(blocks: agendas.map { $0.block(style) }, ifEmpty: Self.empty, style)
        }
        let table = TextTable(
            [
                Column.id("Meeting"), Column("Date"), Column("Items", .trailing), Column("Published"),
                Column("Clear\ndays", .trailing), Column.text("Missing standing items"),
            ],
            rows: agendas.map { agenda in
                [
                    Cell(agenda.meeting), Cell(agenda.date.short), "\(agenda.items.count)",
                    Cell(orDash: agenda.published?.short),
                    Cell(agenda.clearDays.map { String($0) } ?? "-", agenda.isShort ? .attention : nil),
                    agenda.missingCell,
                ]
            })
        return basis.text(table, listing: .meeting, ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["meeting", "body", "date", "published", "cleardays", "items", "missing", "findings"],
            rows: agendas.map { agenda in
                [
                    agenda.meeting, agenda.body, agenda.date.iso, agenda.published?.iso ?? "",
                    CSVTable.field(agenda.clearDays), CSVTable.field(agenda.items.map(\.label)),
                    CSVTable.field(agenda.missing), CSVTable.field(agenda.findings.map(\.rule)),
                ]
            })
    }
}

extension AgendaValue {
    fileprivate var isShort: Bool { findings.contains { $0.rule == "agenda-notice" } }

    fileprivate var missingCell: Cell {
        if let finding = findings.first(where: { $0.rule == "agenda-missing" }) {
            return Cell(finding.message, .attention)
        }
        return missing.isEmpty ? "-" : Cell(missing.joined(separator: "; "), .bad)
    }

    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(Cell("\(meeting), \(date.spoken)"))
        block.add("Published", published?.spoken)
        for item in items {
            let number = item.number.map { "\($0). " } ?? ""
            let about = [item.paper, item.matter].compactMap(\.self).joined(separator: ", ")
            block.add("Item", number + item.label + (about.isEmpty ? "" : " (\(about))"))
            if !item.invited.isEmpty { block.add("Invited", item.invited.joined(separator: ", ")) }
        }
        for item in missing { block.add("Missing", item, .bad) }
        for finding in findings { block.add("Finding", finding.message, .attention) }
        return block.lines(style)
    }
}

extension MinutesReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column.id("Meeting"), Column("Date"), Column("Drafted"), Column("Approved"),
                Column("Signed"),
                Column.text("Presented to"), Column.text("Not presented to"),
            ],
            rows: minutes.map { minutes in
                let open = minutes.presentations.filter { $0.on == nil }
                let done = minutes.presentations.compactMap { one in
                    one.on.map { "\(one.toName), \($0.short)" }
                }
                let waits = open.map { "\($0.toName), \(Noun("day", "days").count($0.days))" }
                return [
                    Cell(minutes.meeting), Cell(minutes.date.short), Cell(orDash: minutes.drafted?.short),
                    Cell(orDash: minutes.approved?.short), Cell(orDash: minutes.signed?.short),
                    Cell(orDash: done.joined(separator: "; ")),
                    open.isEmpty ? "-" : Cell(waits.joined(separator: "; "), .attention),
                ]
            })
        return basis.text(table, listing: .meeting, ifEmpty: "No meetings to list.", style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "meeting", "body", "date", "drafted", "approved", "signed", "signedby", "to", "presented",
                "at",
                "days",
            ],
            rows: minutes.flatMap { minutes in
                let own = [
                    minutes.meeting, minutes.body, minutes.date.iso, minutes.drafted?.iso ?? "",
                    minutes.approved?.iso ?? "", minutes.signed?.iso ?? "", minutes.signedBy ?? "",
                ]
                guard !minutes.presentations.isEmpty else { return [own + ["", "", "", ""]] }
                return minutes.presentations.map {
                    own + [$0.to, $0.on?.iso ?? "", $0.at ?? "", String($0.days)]
                }
            })
    }
}
