// What happened to a record, as text and comma-separated values.

import Governance

extension HistoryReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column("Entry", .trailing), Column("Recorded"), Column("By"),
                Column("What", canShrink: true),
            ],
            rows: steps.map { step in
                ["\(step.seq)", Cell(step.recordedWords), Cell(orDash: step.actor), Cell(step.what)]
            })
        return basis.text(
            table, listing: Noun("entry", "entries"), ifEmpty: "Nothing happened to \(record) yet.", style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["seq", "recorded", "actor", "what"],
            rows: steps.map { ["\($0.seq)", $0.recorded, $0.actor, $0.what] })
    }
}
