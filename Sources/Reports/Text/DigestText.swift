// What is overdue or falls due, as text.

import Governance

extension DigestReport: RenderedReport {
    private static let empty = "Nothing is overdue, and nothing falls due."

    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column("Due"), Column("Overdue", .trailing), Column.text("What"),
                Column.id("Record"),
            ],
            rows: items.map { item in
                [
                    Cell(orDash: item.due?.short),
                    Cell(
                        item.overdue > 0 ? "\(Noun("day", "days").count(item.overdue))" : "-", item.emphasis),
                    Cell(item.text), Cell(item.record),
                ]
            })
        let who = whose.map { " for \($0)" } ?? ""
        let legend =
            "\(Noun("item", "items").count(items.count)) listed\(who), up to \(days) days ahead."
        return basis.text(table, legend: [legend], ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["source", "record", "due", "overdue", "text", "people"],
            rows: items.map { item in
                [
                    item.source, item.record, item.due?.iso ?? "", String(item.overdue), item.text,
                    CSVTable.field(item.people),
                ]
            })
    }
}

extension DigestItem {
    fileprivate var emphasis: Emphasis? { overdue > 0 ? .bad : nil }
}
