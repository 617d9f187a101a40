// What happened to a record, as text and comma-separated values.

import Governance

extension [HistoryValue] {
    /// What happened, as a table; with where each step comes from, where one says so.
    func table(_ style: TextStyle) -> TextTable {
        let hasOrigins = contains { $0.origin.kind != nil }
        return TextTable(
            [
                Column("Entry", .trailing), Column("Recorded"), Column.text("By"),
                Column.text("What"),
            ] + (hasOrigins ? [Column.text("Provenance")] : []),
            rows: map { step in
                [
                    "\(step.seq)", Cell(style.localTime.words(step.recorded)),
                    Cell(orDash: step.actor.actorName),
                    Cell(step.what),
                ] + (hasOrigins ? [Cell(orDash: step.origin.words)] : [])
            })
    }

    /// The same under a heading; nothing where there is no history.
    func lines(_ style: TextStyle) -> [String] {
        isEmpty ? [] : [style.paint("History", .heading), ""] + table(style).lines(style)
    }
}

extension HistoryReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = steps.table(style)
        return basis.text(
            table, listing: Noun("entry", "entries"), ifEmpty: "There are no entries about \(record).", style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["seq", "recorded", "actor", "what"] + EntryOrigin.header,
            rows: steps.map { ["\($0.seq)", $0.recorded, $0.actor, $0.what] + $0.origin.row })
    }
}

extension String {
    /// Who did it as people say it: the name in "uid:1001(clerk)"; all of it where there is none.
    var actorName: String {
        guard let open = firstIndex(of: "("), hasSuffix(")") else { return self }
        let name = self[index(after: open)...].dropLast()
        return name.isEmpty ? self : String(name)
    }
}
