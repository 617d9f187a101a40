// One decision whole, in the order of the proforma on which councils keep it.

import Governance

extension DecisionReport: RenderedReport {
    /// The heading under which the resolutions stand.
    private static let recordHeading = "Record of the Decision"
    private static let callInHeading = "Date and Time by which Call In must be executed"
    /// How many lines of a long text are shown when it is not asked for in full.
    private static let shownLines = 6

    public func text(_ style: TextStyle) -> String {
        var body = ProformaLines(width: style.proseWidth, shown: style.isFull ? .max : Self.shownLines)
        for (index, field) in proforma.enumerated() {
            body.add(field, number: index + 1, orElse: instead(of: field), style)
            if field.heading == Self.recordHeading { body.lines += resolutionLines(style) }
        }
        if !proforma.contains(where: { $0.heading == Self.recordHeading }) {
            body.lines += resolutionLines(style)
        }
        var lines = basis.heading(style) + summary(style) + [""] + body.lines
        lines += dossierLines(style) + findingLines(style) + historyLines(style)
        if body.isShortened, style.hasLegend {
            lines += ["Long texts are shortened (…). To see all of them, add `--full`."]
        }
        if lines.last == "" { lines.removeLast() }
        return PlainText.joined(lines)
    }

    /// What is printed under a heading about which the record has no words of its own: the resolutions stand under theirs,
    /// and the time for call-in follows from the terms of reference; nil for nothing.
    private func instead(of field: ProformaField) -> String? {
        if field.heading == Self.recordHeading, !decision.resolutions.isEmpty { return "" }
        guard field.heading == Self.callInHeading,
            let deadline = decision.resolutions.compactMap(\.callInDeadline).max()
        else { return nil }
        return "By the terms of reference: \(deadline.end.spokenAsDeadline)."
    }

    private func summary(_ style: TextStyle) -> [String] {
        var block = Block(decision.title, decision.id)
        if decision.isWithdrawn {
            block.add("Withdrawn", "this decision was entered by mistake", .bad)
        }
        let office = decision.officeTitle ?? decision.office
        let by = [decision.byName ?? decision.body ?? decision.maker, office].compactMap(\.self)
        block.add("Decided by", by.joined(separator: ", "))
        block.add("Meeting", meetingName(style))
        block.add("Made", decision.made.inFull)
        block.add("Key decision", decision.keyWords)
        block.add("Takes again", reconsiders.map { titled($0) })
        block.add("Decided again", reconsideredBy.map { ListInWords.text($0.map { titled($0) }) })
        // Only of executive decisions the law asks that they are published and signed.
        let published = decision.published?.spoken
        block.add(
            "Published", published ?? (isExecutive ? "not recorded" : nil),
            published == nil ? .attention : nil)
        let signature = [signedBy, signedOn?.short].compactMap { $0 }.joined(separator: ", ")
        block.add(
            "Signed", signature.isEmpty ? (isExecutive ? "not signed" : nil) : signature,
            signature.isEmpty ? .attention : nil)
        return block.lines(style)
    }

    /// The meeting as people call it, with how to show it.
    private func meetingName(_ style: TextStyle) -> String? {
        guard let meeting, let attendance, let known = related.first(where: { $0.relation == .meeting })
        else {
            return meeting
        }
        return "\(known.title), \(attendance.starts.listed)" + (style.isPage ? "" : " (\(meeting))")
    }

    /// A decision by its title, with how to show it.
    private func titled(_ id: String) -> String {
        related.first { $0.record == "decision/\(id)" }.map { "\($0.title) (\(id))" } ?? id
    }

    /// The resolutions under "RECOMMENDED to … that" and "RESOLVED that", in the record's one run of numbers.
    private func resolutionLines(_ style: TextStyle) -> [String] {
        var lines: [String] = []
        var leading = ""
        for resolution in decision.resolutions {
            if resolution.leadIn != leading {
                leading = resolution.leadIn
                lines += ["   " + PlainText.line(leading), ""]
            }
            lines += PlainText.indented(resolution.lines(on: basis.asAt, style), by: 3) + [""]
        }
        return lines
    }

    private func findingLines(_ style: TextStyle) -> [String] {
        guard !findings.isEmpty else { return [] }
        let bullets = findings.flatMap { PlainText.hanging("-", $0.message, to: style.proseWidth - 3) }
        return [style.paint("To check", .attention), ""] + PlainText.indented(bullets, by: 3) + [""]
    }

    private func historyLines(_ style: TextStyle) -> [String] {
        history.isEmpty ? [] : history.lines(style) + [""]
    }

    /// One line for each thing that is known: a decision is no table. `section` says of what, `number` of
    /// which resolution, proforma field or entry, `field` what, `value` its value.
    public var csvTable: CSVTable {
        var table = CSVTable(["section", "number", "field", "value"])
        func add(_ section: String, _ number: Int?, _ fields: [(String, String?)]) {
            table.rows += fields.compactMap { field, value in
                value.map { [section, CSVTable.field(number), field, $0] }
            }
        }
        add(
            "decision", nil,
            [
                ("id", decision.id), ("title", decision.title), ("body", decision.body),
                ("maker", decision.maker), ("office", decision.office), ("meeting", meeting),
                ("made", decision.made.text),
                ("published", decision.published?.iso), ("withdrawn", String(decision.isWithdrawn)),
                ("key", decision.isKey.map { String($0) }), ("noticed", decision.noticed?.iso),
                ("signedby", signedBy), ("signedon", signedOn?.iso),
            ])
        for (index, field) in proforma.enumerated() {
            add(
                "proforma", index + 1,
                [("heading", field.heading), ("answer", field.answer.rawValue), ("text", field.text)])
        }
        for resolution in decision.resolutions { add("resolution", resolution.number, resolution.csvFields) }
        for (index, finding) in findings.enumerated() {
            add("finding", index + 1, [("rule", finding.rule), ("message", finding.message)])
        }
        for step in history {
            add(
                "history", step.seq,
                [("recorded", step.recorded), ("actor", step.actor), ("what", step.what)])
        }
        table.rows += dossierFields
        return table
    }
}

/// The lines of a proforma as they are gathered.
private struct ProformaLines {
    let width: Int
    /// How many lines of each text are shown.
    let shown: Int
    var lines: [String] = []
    private(set) var isShortened = false

    init(width: Int, shown: Int) {
        self.width = width
        self.shown = shown
    }

    /// - Parameter other: what is printed where the record says nothing; nil to say that.
    mutating func add(_ field: ProformaField, number: Int, orElse other: String?, _ style: TextStyle) {
        lines += [style.paint("\(number). \(PlainText.line(field.heading))", .heading), ""]
        if field.answer == .blank {
            let said = other.map { PlainText.indented(PlainText.wrapped($0, to: width - 3), by: 3) }
            let lacking = ["   " + style.paint("Not recorded", .attention)]
            lines += other == "" ? [] : (said ?? lacking) + [""]
        } else {
            lines += PlainText.indented(text(field.text ?? ""), by: 3) + [""]
        }
    }

    private mutating func text(_ text: String) -> [String] {
        let whole = PlainText.wrapped(text, to: width - 3)
        guard whole.count > shown else { return whole }
        isShortened = true
        var kept = Array(whole.prefix(shown))
        while kept.last == "" { kept.removeLast() }
        if let last = kept.popLast() { kept.append(PlainText.shortened(last, to: width - 5) + " …") }
        return kept
    }
}

extension DecisionValue {
    /// Whether it is a key decision, and since when that was announced; nil where neither is recorded.
    fileprivate var keyWords: String? {
        isKey.map { $0 ? "yes" + (noticed.map { ", notice published on \($0.spoken)" } ?? "") : "no" }
    }
}
