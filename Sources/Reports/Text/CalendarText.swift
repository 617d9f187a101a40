// The calendar as text and comma-separated values.

import Governance

extension CalendarReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [Column("Day"), Column("Time"), Column.text("What"), Column.id("Record")],
            rows: entries.map { entry in
                [
                    Cell(entry.day.spoken), Cell(orDash: entry.starts?.spokenTime),
                    Cell(
                        entry.summary + (entry.place.map { ", \($0)" } ?? "")
                            + (entry.isCancelled == true ? " (cancelled)" : "")),
                    Cell(entry.record),
                ]
            })
        return basis.text(
            table, listing: Noun("entry", "entries"),
            ifEmpty: "No meetings or deadlines from \(from.short) to \(to.short).", style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["day", "starts", "instant", "kind", "summary", "record", "bodyname", "cancelled", "place"],
            rows: entries.map { entry in
                [
                    entry.day.iso, entry.starts?.iso ?? "", entry.instant ?? "", entry.kind, entry.summary,
                    entry.record, entry.bodyName ?? "", CSVTable.field(entry.isCancelled),
                    entry.place ?? "",
                ]
            })
    }
}
