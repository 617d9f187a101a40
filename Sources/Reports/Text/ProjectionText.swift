// The projections themselves as text and comma-separated values: rebuilt, verified, explained, compared.

import Governance

extension RebuiltProjection {
    /// What came of it, in a line.
    var line: String {
        let counted = Noun("row", "rows").count(rows)
        switch outcome {
        case .same: return "\(name): \(counted), the same as before"
        case .copied: return "\(name): \(counted), copied"
        case .new: return "\(name): \(counted), built by this version for the first time"
        case .different:
            let first = difference.map { "; first \($0.place): \($0.words)" } ?? ""
            return "\(name): \(counted), rows differ from before\(first)"
        }
    }
}

extension DifferingRow {
    var place: String { "\(table) \(row)" }

    /// What differs, in words.
    var words: String {
        if !isHere { return "not here" }
        if !isThere { return "only here" }
        return differing.map(\.words).joined(separator: "; ")
    }
}

extension DifferingField {
    /// "standing: absent here, apologies there".
    fileprivate var words: String { "\(field): \(here ?? "nothing") here, \(there ?? "nothing") there" }

    /// "standing: apologies → absent".
    fileprivate var step: String {
        if let here, let there { return "\(field): \(there) → \(here)" }
        return here.map { "\(field): \($0)" } ?? "\(field): \(there ?? "nothing") → nothing"
    }
}

extension VerifyProgress: Rendered {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column("Projection"), Column("Entry", .trailing), Column("Rows", .trailing),
                Column("Hash"), Column.text("Found"),
            ],
            rows: projections.map { one in
                [
                    Cell(one.name), Cell(String(one.position)), Cell(String(one.rows)),
                    Cell(String(one.standing.prefix(16))), one.finding,
                ]
            })
        let all = isSound ?? false
        let verdict =
            all
            ? "All rows match the log."
            : "Some rows do not match the log. Rebuild them with `minutectl projection rebuild`."
        return PlainText.joined(table.lines(style) + (style.hasLegend ? ["", verdict] : []))
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["name", "sound", "position", "rows", "kept", "standing", "folded", "differing", "first"],
            rows: projections.map { one in
                [
                    one.name, CSVTable.field(one.isSound), String(one.position), String(one.rows), one.kept,
                    one.standing, one.folded, String(one.differing), one.difference?.place ?? "",
                ]
            })
    }
}

extension VerifiedProjection {
    fileprivate var finding: Cell {
        if let fault { return Cell("stopped: \(fault)", .bad) }
        if isSound { return Cell("matches the log", .good) }
        guard let difference else { return Cell("the stored hash does not match the rows", .bad) }
        let count = Noun("row differs", "rows differ").count(differing)
        return Cell("\(count); first \(difference.place): \(difference.words)", .bad)
    }
}

extension ChangingEntry {
    /// The entry in a line.
    fileprivate func line(_ style: TextStyle) -> String {
        let day = style.localTime.words(recorded)
        let steps = changes.map(\.step).joined(separator: "; ")
        return PlainText.line(
            "\(seq), \(day): \(what)\(origin.inShort)" + (steps.isEmpty ? "" : " (\(steps))"))
    }
}

extension WhyReport: Rendered {
    public func text(_ style: TextStyle) -> String {
        var lines: [String] = []
        for row in rows {
            if !lines.isEmpty { lines.append("") }
            var block = Block(Cell("\(row.table) \(row.row)"))
            for field in row.says { block.add(field.field, field.here) }
            if row.says.isEmpty { block.add("now", "the row no longer exists") }
            for entry in row.entries { block.add("entry", entry.line(style)) }
            lines += block.lines(style)
        }
        if style.hasLegend {
            lines += ["", "\(Noun("row", "rows").count(rows.count)), up to entry \(position)."]
        }
        return PlainText.joined(lines)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["table", "row", "seq", "recorded", "actor", "what", "field", "before", "behind"],
            rows: rows.flatMap { row in
                row.entries.flatMap { entry in
                    entry.changes.map { change in
                        [
                            row.table, row.row, String(entry.seq), entry.recorded, entry.actor, entry.what,
                            change.field, change.there ?? "", change.here ?? "",
                        ]
                    }
                }
            })
    }
}

extension DifferenceReport: Rendered {
    public func text(_ style: TextStyle) -> String {
        var lines: [String] = []
        if rows.isEmpty {
            lines.append("No differences.")
        } else {
            let table = TextTable(
                [Column("Table"), Column.text("Row"), Column.text("Difference")],
                rows: rows.map { [Cell($0.table), Cell($0.row), Cell($0.words)] })
            lines += table.lines(style)
        }
        if style.hasLegend {
            lines += [
                "",
                "Here: \(projection) version \(version) at entry \(position); there: version "
                    + "\(otherVersion) at entry \(otherPosition).",
            ]
            if count > 0 { lines.append("\(Noun("row differs", "rows differ").count(count)).") }
            if let parting { lines.append("They first differ at entry \(parting.line(style))") }
        }
        return PlainText.joined(lines)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["table", "row", "field", "here", "there"],
            rows: rows.flatMap { row in
                row.differing.map { [row.table, row.row, $0.field, $0.here ?? "", $0.there ?? ""] }
            })
    }
}

extension AttendanceComparisonReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        var lines = basis.heading(style)
        if style.hasLegend {
            let meetings = body.map { "at \($0)" } ?? "at the meetings of all bodies"
            let period = from.map { "from \($0.short) to \(to.short)" } ?? "up to \(to.short)"
            let title = "Attendance \(meetings) \(period): known up to entry \(knownOn), and now"
            lines += [style.paint(PlainText.line(title), .heading), ""]
        }
        if members.isEmpty {
            if style.hasLegend { lines.append("The report is unchanged.") }
        } else {
            let table = TextTable(
                [
                    Column.text("Member"), Column.text("Then"),
                    Column.text("Now"), Column("Because of entries"),
                ],
                rows: members.map { member in
                    [
                        Cell(member.name), Cell(member.then?.inShort ?? "not listed"),
                        Cell(member.now?.inShort ?? "not listed"),
                        Cell(member.entries.map(String.init).joined(separator: ", ")),
                    ]
                })
            lines += table.lines(style)
        }
        if style.hasLegend {
            if !entries.isEmpty { lines += [""] + entries.map { $0.line(style) } }
            lines += ["", "\(Noun("member", "members").count(unchanged)) unchanged."]
        }
        return PlainText.joined(lines)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "person", "name", "presentthen", "expectedthen", "percentthen", "presentnow", "expectednow",
                "percentnow", "entries",
            ],
            rows: members.map { member in
                [
                    member.person, member.name, CSVTable.field(member.then?.present),
                    CSVTable.field(member.then?.expected), CSVTable.field(member.then?.percentPresent),
                    CSVTable.field(member.now?.present), CSVTable.field(member.now?.expected),
                    CSVTable.field(member.now?.percentPresent),
                    CSVTable.field(member.entries.map(String.init)),
                ]
            })
    }
}

extension AttendanceValue {
    /// "5 of 8 (63 %), apologies 1, absent 3".
    fileprivate var inShort: String {
        let share = percentPresent.map { " (\($0)%)" } ?? ""
        var parts = ["\(present + presentVirtually) of \(expected)\(share)"]
        if apologies > 0 { parts.append("apologies \(apologies)") }
        if absent > 0 { parts.append("absent \(absent)") }
        if substitute + substituteVirtually > 0 {
            parts.append("as substitute \(substitute + substituteVirtually)")
        }
        if inAttendance + inAttendanceVirtually > 0 {
            parts.append("in attendance \(inAttendance + inAttendanceVirtually)")
        }
        if notRecorded > 0 { parts.append("not recorded \(notRecorded)") }
        return parts.joined(separator: ", ")
    }
}
