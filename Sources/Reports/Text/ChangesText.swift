// What has been recorded, as text and comma-separated values.

import Governance

extension ChangesReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column("Recorded"), Column.text("By"), Column.text("About"), Column.text("What"),
                Column.id("Entry"),
            ],
            rows: changes.map { change in
                [
                    Cell(style.localTime.words(change.step.recorded)), Cell(change.step.actor.actorName),
                    Cell(change.title), Cell(change.step.what), Cell("\(change.step.seq)"),
                ]
            })
        let count = Noun("entry", "entries").count(total)
        return basis.text(
            table,
            legend: [
                next == nil && changes.count == total ? "\(count)." : "\(changes.count) of \(count) listed."
            ],
            ifEmpty: "Nothing has been recorded since then.", style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["seq", "recorded", "actor", "record", "title", "what"] + EntryOrigin.header,
            rows: changes.map { change in
                [
                    "\(change.step.seq)", change.step.recorded, change.step.actor, change.record,
                    change.title, change.step.what,
                ] + change.step.origin.row
            })
    }
}
