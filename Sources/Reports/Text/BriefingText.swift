// Briefings, with who has not had them, as text and comma-separated values.

import Governance

extension BriefingsReport: RenderedReport {
    private static let empty =
        "No briefings. Add one with `minutectl matter raise briefing … --to BODY --meeting …`."

    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(blocks: briefings.map { $0.block(style) }, ifEmpty: Self.empty, style)
        }
        let table = TextTable(
            [
                Column.text("Briefing"), Column.text("Body briefed"), Column("On"),
                Column("Briefed", .trailing), Column.text("Not briefed"),
            ],
            rows: briefings.map { briefing in
                let missing = briefing.unbriefed.map(\.words).joined(separator: "; ")
                return [
                    Cell(briefing.what), Cell(briefing.to.name), Cell(briefing.on.spoken),
                    "\(briefing.briefed.count)",
                    missing.isEmpty ? Cell("nobody", .good) : Cell(missing, .attention),
                ]
            })
        return basis.text(
            table, listing: Noun("briefing", "briefings"), ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["briefing", "what", "body", "given", "person", "name", "group", "briefed", "since"],
            rows: briefings.flatMap { briefing in
                let given = [briefing.id, briefing.what, briefing.to.id, briefing.on.text]
                let briefed = briefing.briefed.map { given + [$0.person, $0.name, "", $0.on.text, ""] }
                return briefed
                    + briefing.unbriefed.map {
                        given + [$0.person, $0.name, $0.group ?? "", "", $0.since.text]
                    }
            })
    }
}

extension UnbriefedValue {
    fileprivate var words: String {
        if isNotKnown ?? false { return "\(name) (not known: before the record begins)" }
        return isLater ? "\(name) (since \(since.spoken))" : name
    }
}

extension BriefingValue {
    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(what, id)
        block.add("From", from.words)
        block.add("Body briefed", to.words)
        block.add("Given", on.spoken + (meeting.map { " (\($0))" } ?? ""))
        block.add("Briefed", briefed.map { "\($0.name) (\($0.on.spoken))" }.joined(separator: ", "))
        let missing = unbriefed.map(\.words).joined(separator: ", ")
        block.add(
            "Not briefed", missing.isEmpty ? "nobody" : missing, missing.isEmpty ? .good : .attention)
        return block.lines(style)
    }
}
