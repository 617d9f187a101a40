// What a search found, as text and comma-separated values.

import Governance

extension SearchReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let blocks = hits.map { hit -> [String] in
            let heading = "\(hit.title), \(hit.day.spoken)\(hit.bodyName.map { " (\($0))" } ?? "")"
            let excerpt = PlainText.wrapped("\(hit.part): \(hit.excerpt)", to: style.proseWidth - 2)
            return [style.paint(PlainText.line(heading), .heading)]
                + PlainText.indented(excerpt + [hit.command], by: 2)
        }
        let more = total - hits.count
        let end =
            more > 0
            ? [
                "",
                "\(Noun("record", "records").count(total)) found, \(hits.count) shown: --limit shows more.",
            ]
            : ["", "\(Noun("record", "records").count(total)) found."]
        let empty = "Nothing found for \(words)."
        guard !hits.isEmpty else { return basis.text(blocks: [], ifEmpty: empty, style) }
        return basis.text(
            blocks: blocks + (style.hasLegend ? [Array(end.dropFirst())] : []), ifEmpty: empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["record", "kind", "title", "day", "body", "bodyname", "part", "excerpt"],
            rows: hits.map { hit in
                [
                    hit.record, hit.kind.rawValue, hit.title, hit.day.text, hit.body ?? "",
                    hit.bodyName ?? "", hit.part, hit.excerpt,
                ]
            })
    }
}

extension SearchHit {
    /// What shows the record whole.
    fileprivate var command: String {
        let id = record.split(separator: "/", maxSplits: 1).last.map(String.init) ?? record
        let verb =
            switch kind {
            case .decision: "decision show"
            case .paper: "paper show"
            case .agenda: "meeting show"
            case .matter: "matter show"
            case .action: "action show"
            case .duty: "duty show"
            case .pledge: "pledge show"
            case .issue: "top-ten show"
            }
        return "minutectl \(verb) \(id)"
    }
}
