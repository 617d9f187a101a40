// Findings of the whole record and vacancies, as text and comma-separated values.

import Governance

extension FindingsReport: RenderedReport {
    private var empty: String {
        rule.map { "No findings whose rule begins with \u{201C}\($0)\u{201D}." }
            ?? "No findings: nothing is missing, and nothing contradicts itself."
    }

    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(blocks: findings.map { $0.block(style) }, ifEmpty: empty, style)
        }
        let table = TextTable(
            [Column("Rule"), Column.id("Record"), Column.name("What")],
            rows: findings.map { [Cell($0.rule, .attention), Cell($0.record), Cell($0.message)] })
        return basis.text(table, listing: Noun("finding", "findings"), ifEmpty: empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["rule", "record", "body", "message", "remedy", "count"],
            rows: findings.map {
                [$0.rule, $0.record, $0.body ?? "", $0.message, $0.remedy, String($0.count ?? 1)]
            })
    }
}

extension RecordFinding {
    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(Cell("\(record) [\(rule)]"))
        block.add("Body", body)
        block.add("What", message, .attention)
        block.add("To do", remedy)
        return block.lines(style)
    }
}

extension VacanciesReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column.text("Body"), Column.text("Capacity"), Column.text("Ward"), Column.text("Member"),
                Column("Since"), Column("Days", .trailing), Column.text("By"),
            ],
            rows: vacancies.map { one in
                [
                    Cell(one.bodyName ?? one.body ?? "the Council"),
                    Cell(orDash: one.capacity.map { $0 + (one.count.map { ", \($0) seats" } ?? "") }),
                    Cell(orDash: one.ward), Cell(orDash: one.name),
                    Cell(orDash: one.declared?.short), Cell(orDash: one.days.map(String.init)),
                    Cell(orDash: one.cause?.words ?? one.declared.map { _ in "declaration" }),
                ]
            })
        return basis.text(
            table, listing: Noun("vacancy", "vacancies"),
            ifEmpty:
                "No vacancies: no seat that the terms of reference count is empty, and no vacancy on the Council is"
                + " open.", style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["body", "capacity", "person", "name", "declared", "days", "count", "cause", "ward"],
            rows: vacancies.map { one in
                [
                    one.body ?? "", one.capacity ?? "", one.person ?? "", one.name ?? "",
                    one.declared?.iso ?? "", CSVTable.field(one.days), CSVTable.field(one.count),
                    one.cause?.rawValue ?? "", one.ward ?? "",
                ]
            })
    }
}
