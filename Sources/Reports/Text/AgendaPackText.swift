// An agenda as it is sent out, with or without its reports.

import Governance

extension AgendaPack: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        var lines = basis.heading(style) + title(style) + [""]
        if meeting.status == .cancelled { lines += ["This meeting was cancelled.", ""] }
        for (index, item) in agenda.items.enumerated() {
            let number = item.number.map { "\($0)." } ?? "\(index + 1)."
            lines += PlainText.hanging(number, item.label, to: style.proseWidth)
            if let paper = papers.first(where: { $0.paper.id == item.paper }) {
                lines += note("Report: \(paper.paper.subject)", under: number, style)
            } else if let paper = item.paper {
                lines += note("Report: \(paper)", under: number, style)
            }
            if !item.invited.isEmpty {
                lines += note("Invited: \(item.invited.joined(separator: "; "))", under: number, style)
            }
        }
        if agenda.items.isEmpty { lines.append("No agenda of this meeting is recorded.") }
        if style.hasLegend {
            if let published = agenda.published { lines += ["", "Published on \(published.spoken)."] }
            let missing = agenda.missing.map {
                "Not on the agenda, although the terms of reference ask for it: \($0)."
            }
            for sentence in missing + agenda.findings.map(\.message) {
                lines +=
                    [""]
                    + PlainText.wrapped(sentence, to: style.proseWidth).map { style.paint($0, .attention) }
            }
        }
        for paper in papers { lines += ["", ""] + paper.printed(style) }
        return PlainText.joined(lines)
    }

    private func title(_ style: TextStyle) -> [String] {
        let names = [basis.council, meeting.bodyName ?? meeting.body, meeting.title].compactMap(\.self)
        // A page has the council above its heading.
        let shown = style.isPage ? Array(names.dropFirst(basis.council == nil ? 0 : 1)) : ["Agenda"] + names
        return [style.paint(PlainText.line(shown[0]), .heading)] + shown.dropFirst().map(PlainText.line)
            + [meeting.starts.spoken] + (meeting.place.map { [PlainText.line($0)] } ?? [])
    }

    private func note(_ text: String, under number: String, _ style: TextStyle) -> [String] {
        PlainText.indented(
            PlainText.wrapped(text, to: style.proseWidth - number.count - 1), by: number.count + 1)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["meeting", "number", "item", "standing", "paper", "subject", "matter", "invited"],
            rows: agenda.items.map { item in
                [
                    agenda.meeting, item.number ?? "", item.label, item.standing ?? "", item.paper ?? "",
                    papers.first { $0.paper.id == item.paper }?.paper.subject ?? "", item.matter ?? "",
                    CSVTable.field(item.invited),
                ]
            })
    }
}
