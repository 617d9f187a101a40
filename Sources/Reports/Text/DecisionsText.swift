// The register of decisions, a line for each resolution, as text and comma-separated values.

import Governance

extension DecisionsReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column.id("Decision"), Column("Made"), Column.text("By"), Column("No", .trailing),
                Column("Kind"),
                Column("Status"), Column("Call-in until"), Column.name("Title"),
            ],
            rows: decisions.flatMap(\.rows))
        let resolutions = decisions.reduce(0) { $0 + $1.resolutions.count }
        let legend =
            "\(Noun("decision", "decisions").count(decisions.count))"
            + " with \(Noun("resolution", "resolutions").count(resolutions)) listed."
        let dealtWith = dealtWithLines(style)
        if decisions.isEmpty, !dealtWith.isEmpty {
            return PlainText.joined(basis.heading(style) + dealtWith)
        }
        let register = basis.text(
            table, legend: [legend],
            ifEmpty: "No decisions to list. Add one with `minutectl decision record`.",
            style)
        let resolved = style.isFull ? decisions.flatMap { $0.resolved(on: basis.asAt, style) } : []
        let rest = Array([dealtWith, resolved].filter { !$0.isEmpty }.joined(separator: [""]))
        return rest.isEmpty ? register : register + "\n" + PlainText.joined(rest)
    }

    /// What the body made of others' recommendations.
    private func dealtWithLines(_ style: TextStyle) -> [String] {
        guard !dealtWith.isEmpty else { return [] }
        let table = TextTable(
            [
                Column.text("Body"), Column("On"), Column("Outcome"), Column.id("Decision"),
                Column("No", .trailing),
                Column.text("Recommended by"), Column.text("Meeting"),
            ],
            rows: dealtWith.map { one in
                [
                    Cell(one.byName ?? one.by), Cell(one.on.short),
                    Cell(one.isEndorsement == true ? "endorsed" : one.outcome.rawValue),
                    Cell(one.decision),
                    "\(one.number)", Cell(one.recommendedBy), Cell(orDash: one.meeting),
                ]
            })
        return [style.paint("Recommendations dealt with", .heading), ""] + table.lines(style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "id", "title", "body", "maker", "made", "published", "withdrawn", "number", "kind", "text",
                "to", "callable", "standing", "explanation", "callindeadline", "ratified", "implemented",
                "implementation", "effective", "key",
            ],
            rows: decisions.flatMap(\.records))
    }
}

extension DecisionValue {
    /// The decision with the words of what it resolved.
    fileprivate func resolved(on day: CivilDate, _ style: TextStyle) -> [String] {
        let by = byName ?? body ?? maker ?? ""
        var lines = [style.paint(PlainText.line("\(title), \(by), \(made.spoken)"), .heading), ""]
        var leading = ""
        for resolution in resolutions {
            if resolution.leadIn != leading {
                leading = resolution.leadIn
                lines += ["   " + PlainText.line(leading), ""]
            }
            lines += PlainText.indented(resolution.lines(on: day, style), by: 3) + [""]
        }
        return lines
    }

    /// A line for each resolution, so that each can be found by what it awaits.
    fileprivate var rows: [[Cell]] {
        func row(_ number: Cell, _ kind: Cell, _ standing: Cell, _ callIn: Cell) -> [Cell] {
            [
                Cell(id), Cell(made.spoken), Cell(orDash: byName ?? body ?? maker), number, kind, standing,
                callIn,
                Cell(title),
            ]
        }
        guard !resolutions.isEmpty else {
            return [row("-", "-", isWithdrawn ? Cell("withdrawn", .faint) : "-", "-")]
        }
        return resolutions.map { resolution in
            row(
                "\(resolution.number)", Cell(resolution.kind.rawValue),
                Cell(resolution.standing.words, resolution.standing.emphasis),
                Cell(orDash: resolution.callInDeadline?.short))
        }
    }

    fileprivate var records: [[String]] {
        let own = [
            id, title, body ?? "", maker ?? "", made.text, published?.iso ?? "", CSVTable.field(isWithdrawn),
        ]
        let key = CSVTable.field(isKey)
        guard !resolutions.isEmpty else { return [own + Array(repeating: "", count: 12) + [key]] }
        return resolutions.map { resolution in
            own + [
                String(resolution.number), resolution.kind.rawValue, resolution.text, resolution.to ?? "",
                CSVTable.field(resolution.isCallable), resolution.standing.rawValue, resolution.explanation,
                resolution.callInDeadline?.iso ?? "", resolution.ratified?.iso ?? "",
                resolution.implemented?.iso ?? "", resolution.implementation ?? "",
                resolution.effective?.iso ?? "", key,
            ]
        }
    }
}
