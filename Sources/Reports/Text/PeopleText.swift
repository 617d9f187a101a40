// People, political groups and offices, as text and comma-separated values.

import Governance

extension PeopleReport: RenderedReport {
    private static let empty = "No people. Add one with `minutectl person register`."

    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(blocks: people.map { $0.block(style) }, ifEmpty: Self.empty, style)
        }
        let table = TextTable(
            [
                Column("Person"), Column("Name", canShrink: true), Column("Kind"), Column("Group"),
                Column("Offices", canShrink: true), Column("Bodies", canShrink: true),
            ],
            rows: people.map { person in
                [
                    Cell(person.id), Cell(person.name), Cell(person.kind.words), Cell(orDash: person.group),
                    Cell(orDash: person.offices.joined(separator: ", ")),
                    Cell(orDash: person.bodies.joined(separator: ", ")),
                ]
            })
        let noun = Noun("person", "people")
        return basis.text(table, listing: noun, ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["id", "name", "kind", "group", "offices", "bodies", "formernames", "ward"],
            rows: people.map { person in
                [
                    person.id, person.name, person.kind.rawValue, person.group ?? "",
                    CSVTable.field(person.offices), CSVTable.field(person.bodies),
                    CSVTable.field(person.formerNames), person.ward ?? "",
                ]
            })
    }
}

extension PersonValue {
    fileprivate func block(_ style: TextStyle) -> [String] {
        // A young person has no other name than the identifier.
        var block = Block(Cell(name == id ? id : "\(name) (\(id))"))
        block.add("Kind", kind.words)
        block.add("Ward", ward)
        block.add("Group", group)
        block.add("Offices", offices.joined(separator: "\n"))
        block.add("Bodies", bodies.joined(separator: ", "))
        block.add("Formerly", formerNames.joined(separator: ", "))
        return block.lines(style)
    }
}

extension GroupsReport: RenderedReport {
    private static let empty = "No political groups. Add one with `minutectl group form`."

    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(blocks: groups.map { $0.block(style) }, ifEmpty: Self.empty, style)
        }
        let table = TextTable(
            [
                Column("Group"), Column("Name", canShrink: true), Column("Leader"), Column("Deputy"),
                Column("Members", .trailing),
            ],
            rows: groups.map { group in
                [
                    Cell(group.id), Cell(group.name), Cell.held(by: group.leader), Cell(orDash: group.deputy),
                    "\(group.members.count)",
                ]
            })
        let noun = Noun("political group", "political groups")
        return basis.text(table, listing: noun, ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["id", "name", "leader", "deputy", "members"],
            rows: groups.map { group in
                [
                    group.id, group.name, group.leader ?? "", group.deputy ?? "",
                    CSVTable.field(group.members),
                ]
            })
    }
}

extension GroupValue {
    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(Cell("\(name) (\(id))"))
        block.add("Leader", leader ?? "vacant", leader == nil ? .attention : nil)
        block.add("Deputy", deputy)
        block.add(
            "Members", members.isEmpty ? "none" : "\(members.count): " + members.joined(separator: ", "))
        return block.lines(style)
    }
}

extension OfficesReport: RenderedReport {
    private static let empty = "No offices. Add one with `minutectl office establish`."

    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(blocks: offices.map { $0.block(style) }, ifEmpty: Self.empty, style)
        }
        let table = TextTable(
            [
                Column("Office"), Column("Title", canShrink: true), Column("Kind"), Column("Group"),
                Column("Holder"), Column("Since"),
            ],
            rows: offices.map { office in
                [
                    Cell(office.id), Cell(office.title), Cell(office.kind.words), Cell(orDash: office.group),
                    Cell.held(by: office.holder), Cell(orDash: office.since?.spoken),
                ]
            })
        return basis.text(table, listing: Noun("office", "offices"), ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["id", "title", "kind", "group", "holder", "since"],
            rows: offices.map { office in
                [
                    office.id, office.title, office.kind.rawValue, office.group ?? "", office.holder ?? "",
                    office.since?.text ?? "",
                ]
            })
    }
}

extension OfficeValue {
    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(Cell("\(title) (\(id))"))
        block.add("Kind", kind.words)
        block.add("Group", group)
        block.add("Holder", holder ?? "vacant", holder == nil ? .attention : nil)
        block.add("Since", since?.spoken)
        return block.lines(style)
    }
}

extension Cell {
    /// Who holds an office, or that nobody does.
    fileprivate static func held(by holder: String?) -> Cell {
        holder.map { Cell($0) } ?? Cell("vacant", .attention)
    }
}
