// Bodies, their terms of reference and their seats, as text and comma-separated values.

import Governance

extension BodiesReport: RenderedReport {
    private static let empty = "No bodies. Add one with `minutectl body establish`."

    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(blocks: bodies.map { $0.block(style) }, ifEmpty: Self.empty, style)
        }
        if bodies.contains(where: { $0.named != nil }) { return namedText(style) }
        let table = TextTable(
            [
                Column.id("Body"), Column.name("Name"), Column("Kind"), Column("Members", .trailing),
                Column("Quorum", .trailing), Column.text("Meets"), Column("Status"),
            ],
            rows: bodies.map { body in
                [
                    Cell(body.id), Cell(body.name), Cell(body.kind.words), "\(body.members)",
                    Cell(orDash: body.terms?.quorum.map { String($0) }),
                    Cell(orDash: body.terms?.cadence?.text), body.state(on: basis.asAt),
                ]
            })
        return basis.text(table, listing: Noun("body", "bodies"), ifEmpty: Self.empty, style)
    }

    /// The bodies that require named councillors, with who joined them.
    private func namedText(_ style: TextStyle) -> String {
        let rows = bodies.flatMap { body in (body.named ?? []).map { (body, $0) } }
        let table = TextTable(
            [
                Column.id("Body"), Column.name("Name"), Column.text("Capacity"),
                Column("Seats", .trailing), Column("Unfilled", .trailing), Column("Since"),
                Column.text("Members"),
            ],
            rows: rows.map { body, seats in
                [
                    Cell(body.id), Cell(body.name), Cell(seats.capacity),
                    Cell(orDash: seats.count.map { String($0) }),
                    seats.unfilled == 0 ? "0" : Cell("\(seats.unfilled)", .attention),
                    Cell(orDash: body.namedSince?.spoken),
                    Cell(orDash: seats.members.joined(separator: "; ")),
                ]
            })
        return basis.text(
            table,
            legend: ["\(Noun("body requires", "bodies require").count(bodies.count)) named councillors."],
            ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "id", "name", "aliases", "kind", "advises", "from", "ended", "mergedinto", "members",
                "powers", "cadence", "quorum", "reportsto", "nonattendance", "namedmembers",
            ],
            rows: bodies.map { body in
                [
                    body.id, body.name, CSVTable.field(body.aliases), body.kind.rawValue, body.advises ?? "",
                    body.from?.text ?? "", body.ended?.text ?? "", body.mergedInto ?? "",
                    String(body.members), body.terms?.powers.rawValue ?? "",
                    body.terms?.cadence?.text ?? "", CSVTable.field(body.terms?.quorum),
                    CSVTable.field(body.terms?.reportsTo.map(\.text) ?? []), body.nonAttendance ?? "",
                    CSVTable.field((body.named ?? []).flatMap(\.members)),
                ]
            })
    }
}

extension BodyValue {
    fileprivate func state(on day: CivilDate) -> Cell {
        if let ended, ended.earliest <= day {
            return Cell(mergedInto.map { "merged into \($0)" } ?? "dissolved", .faint)
        }
        return terms == nil ? Cell("no terms of reference", .attention) : "active"
    }

    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(name, id)
        block.add("Kind", kind.words)
        block.add("Also known as", aliases.joined(separator: "; "))
        block.add("From", from?.spoken)
        if let ended {
            block.add("Ended", ended.spoken + (mergedInto.map { ", merged into \($0)" } ?? ""), .faint)
        }
        block.add("Advises", advises)
        block.add("Members", String(members))
        if let terms { terms.add(to: &block) } else { block.add("Terms", "none adopted", .attention) }
        block.add("Non-attendance", nonAttendance)
        return block.lines(style)
    }
}

extension Terms {
    fileprivate func add(to block: inout Block) {
        block.add("Powers", powers.words)
        block.add("Meets", cadence?.text)
        block.add("Quorum", quorum.map { String($0) })
        block.add("Seats", seats.map(\.words).joined(separator: "\n"))
        block.add(
            "DBS check needed for",
            seats.filter { $0.requiresDBS == true }.map(\.capacity).joined(separator: "\n"))
        block.add(
            "Has to include",
            (composition ?? []).map { "\($0.atLeast) \($0.capacity)" }.joined(separator: "\n"))
        block.add(
            "Reports need", (requiredImplications ?? []).map { "\($0) implications" }.joined(separator: "\n"))
        block.add("Expected", expected.joined(separator: ", "))
        block.add("Reports to", reportsTo.map(\.text).joined(separator: ", then "))
        block.add("On every agenda", standingItems.joined(separator: "\n"))
        block.add("Expectations", expectations.joined(separator: "\n"))
        block.add("Chaired by", (chairing ?? []).map(\.words).joined(separator: "\n"))
        block.add("Linked with", (links ?? []).map(\.words).joined(separator: "\n"))
        block.add("Questions", (standingQuestions ?? []).map(\.words).joined(separator: "\n"))
        block.add("Members take part in", (participation ?? []).map(\.label).joined(separator: "\n"))
        block.add(
            "Call-in", callIn.map(\.words))
    }
}

extension CallInRule {
    fileprivate var words: String {
        let days = Noun("working day", "working days")
        let period = "for \(days.count(workingDays)) after publication"
        guard let considerWithin else { return period }
        let outcome = otherwise == .referredBack ? "it is referred back" : "the decision stands"
        return
            "\(period); if a call-in is not concluded within \(days.count(considerWithin)) of receipt, \(outcome)"
    }
}

extension GovernanceLinkKind {
    /// As in "represented on": goes before the other body.
    var words: String {
        switch self {
        case .representedOn: "represented on"
        case .linkedTo: "linked to"
        case .worksAlongside: "works alongside"
        }
    }
}

extension GovernanceLink {
    fileprivate var words: String { "\(kind.words) \(to)" + (source.map { " (\($0))" } ?? "") }
}

extension StandingQuestion {
    fileprivate var words: String {
        "\(question) (\(of == .decisions ? "at each decision" : "of each report"))"
    }
}

extension SeatDefinition {
    fileprivate var words: String {
        (count.map { "\($0) × " } ?? "") + capacity + (isNamed ? " (by name)" : "")
    }
}

extension SeatsReport: RenderedReport {
    private static let empty = "No seats to list. Add someone to a body with `minutectl seat fill`."

    public func text(_ style: TextStyle) -> String {
        // Only the council's own seats are for wards, and few bodies name deputies.
        let hasWards = seats.contains { $0.ward != nil }
        let hasDeputies = seats.contains { $0.deputies?.isEmpty == false }
        let table = TextTable(
            [
                Column.text("Body"), Column.text("Capacity"), Column.text("Member"), Column.text("Group"),
            ] + (hasWards ? [Column.text("Ward")] : []) + (hasDeputies ? [Column.text("Deputies")] : []) + [
                Column("Since"), Column("Until"), Column.id("Person"),
            ],
            rows: seats.map { seat in
                [
                    Cell(seat.bodyName ?? seat.body), Cell(seat.capacity + seat.chairWords),
                    seat.name.map { Cell($0) }
                        ?? Cell(seat.count.map { "\($0) unfilled" } ?? "unfilled", .attention),
                    Cell(orDash: seat.groupName ?? seat.group),
                ] + (hasWards ? [Cell(orDash: seat.ward)] : [])
                    + (hasDeputies ? [Cell(orDash: seat.deputies?.joined(separator: ", "))] : [])
                    + [
                        Cell(orDash: seat.from?.spoken), Cell(orDash: seat.until?.spoken),
                        Cell(seat.person ?? ""),
                    ]
            })
        return basis.text(table, listing: Noun("seat", "seats"), ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "body", "capacity", "person", "name", "group", "chairs", "from", "until", "count", "ward",
                "vicechairs", "deputies", "bodyname", "groupname",
            ],
            rows: seats.map { seat in
                [
                    seat.body, seat.capacity, seat.person ?? "", seat.name ?? "", seat.group ?? "",
                    CSVTable.field(seat.chairs), seat.from?.text ?? "", seat.until?.text ?? "",
                    CSVTable.field(seat.count), seat.ward ?? "",
                    seat.viceChairs.map { CSVTable.field($0) } ?? "",
                    seat.deputies?.joined(separator: "; ") ?? "",
                    seat.bodyName ?? "", seat.groupName ?? "",
                ]
            })
    }
}

extension SeatValue {
    /// Whether they chair, as it is written behind their capacity.
    fileprivate var chairWords: String { chairs ? ", chair" : viceChairs == true ? ", vice-chair" : "" }
}
