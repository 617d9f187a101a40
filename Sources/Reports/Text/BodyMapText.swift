// How bodies are linked with one another, as text and comma-separated values.

import Governance

extension BodyMapReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column.text("Body"), Column("Link"), Column.text("Other body"),
                Column.text("Source"),
            ],
            rows: links.map { link in
                [Cell(link.fromName), Cell(link.words), Cell(link.toName), Cell(orDash: link.source)]
            })
        var legend = ["\(Noun("link", "links").count(links.count))."]
        if !unlinked.isEmpty { legend.append("No links recorded: \(unlinked.joined(separator: "; ")).") }
        return basis.text(
            table, legend: legend,
            ifEmpty:
                "No links between bodies. Add them to a body's terms of reference with `minutectl body terms`.",
            style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["from", "fromname", "link", "to", "toname", "hop", "source"],
            rows: links.map { link in
                [
                    link.from, link.fromName, link.link, link.to, link.toName, CSVTable.field(link.hop),
                    link.source ?? "",
                ]
            })
    }
}

extension BodyLinkValue {
    fileprivate var words: String {
        switch link {
        case "reports-to": "reports to" + ((hop ?? 1) > 1 ? ", then" : "")
        default: link.replacing("-", with: " ")
        }
    }
}
