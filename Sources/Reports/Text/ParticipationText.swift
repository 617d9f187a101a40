// What members take part in, and where DBS checks stand, as text and comma-separated values.

import Governance

extension ParticipationReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        var columns: [Column] = [
            Column.name("Member"), Column.aside("Group"), Column("Meetings", .trailing),
            Column("Observed", .trailing), Column("Training", .trailing), Column("Engagement", .trailing),
            Column("Events", .trailing), Column("Visits", .trailing), Column("Unannounced", .trailing),
            Column("Missed", .trailing), Column("Last attended"),
        ]
        if let kind { columns.append(Column.text("Quarters without \(kind.rawValue)")) }
        let table = TextTable(
            columns,
            rows: members.map { member in
                var row = [
                    Cell(member.name), Cell(orDash: member.groupName ?? member.group),
                    Cell("\(member.ordinary)"),
                    member.hasObserved ? Cell("\(member.observed)") : Cell("never", .attention),
                    member.hasTrained ? Cell("\(member.training)") : Cell("never", .attention),
                    Cell("\(member.engagement)"), Cell("\(member.event)"), Cell("\(member.visits)"),
                    Cell("\(member.unannounced)"), Cell("\(member.missed)"),
                    member.last.map { Cell($0.short) } ?? Cell("never", .attention),
                ]
                if kind != nil { row.append(Cell(orDash: member.missedQuarters.joined(separator: "; "))) }
                return row
            })
        let shown = basis.text(
            table, listing: Noun("member", "members"),
            ifEmpty: "No members. Add someone to a body with `minutectl seat fill`.", style)
        return shown + PlainText.joined(encouraged(style))
    }

    /// For each thing that members are asked or encouraged to take part in, who did and who never has.
    private func encouraged(_ style: TextStyle) -> [String] {
        let labels = members.first?.items?.map(\.label) ?? []
        guard style.hasLegend, !labels.isEmpty else { return [] }
        var lines = ["", style.paint("What members are asked to take part in", .heading)]
        for (place, label) in labels.enumerated() {
            let all = members.compactMap { member -> (name: String, item: ParticipationItemValue)? in
                guard let items = member.items, items.indices.contains(place) else { return nil }
                return (member.name, items[place])
            }
            let took = all.filter { $0.item.count > 0 }.map { "\($0.name) \($0.item.count)" }
            let before = all.filter { $0.item.count == 0 && $0.item.last != nil }.map(\.name)
            let never = all.filter { $0.item.last == nil }.map(\.name)
            var text = label + ": " + (took.isEmpty ? "nobody" : took.joined(separator: ", ")) + "."
            if !before.isEmpty { text += " Not in this period: \(before.joined(separator: ", "))." }
            if !never.isEmpty { text += " Not recorded: \(never.joined(separator: ", "))." }
            lines += PlainText.hanging("-", text, to: style.proseWidth)
        }
        return lines
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "person", "name", "group", "ordinary", "observed", "training", "engagement", "event",
                "visits", "unannounced", "missed", "last", "hasobserved", "hastrained", "missedquarters",
                "items",
            ],
            rows: members.map { member in
                [
                    member.person, member.name, member.group ?? "", String(member.ordinary),
                    String(member.observed), String(member.training), String(member.engagement),
                    String(member.event), String(member.visits), String(member.unannounced),
                    String(member.missed), member.last?.iso ?? "",
                    CSVTable.field(member.hasObserved), CSVTable.field(member.hasTrained),
                    CSVTable.field(member.missedQuarters),
                    CSVTable.field((member.items ?? []).map { "\($0.label): \($0.count)" }),
                ]
            })
    }
}

extension DBSReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column.id("Person"), Column.name("Name"), Column.text("Body"),
                Column.text("Capacity"), Column("Status"), Column("Checked"),
                Column("Expires"),
            ],
            rows: checks.map { check in
                [
                    Cell(check.person), Cell(check.name), Cell(check.bodyName ?? check.body),
                    Cell(check.capacity),
                    Cell(
                        check.standing.rawValue.replacing("-", with: " "),
                        check.standing == .cleared ? .good : .bad),
                    Cell(orDash: check.on?.short), Cell(orDash: check.expires?.short),
                ]
            })
        return basis.text(
            table, listing: Noun("check", "checks"), ifEmpty: "No seat to list needs a DBS clearance.", style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["person", "name", "body", "capacity", "standing", "on", "expires"],
            rows: checks.map { check in
                [
                    check.person, check.name, check.body, check.capacity, check.standing.rawValue,
                    check.on?.iso ?? "", check.expires?.iso ?? "",
                ]
            })
    }
}
