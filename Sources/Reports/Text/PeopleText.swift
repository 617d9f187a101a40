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
                Column.id("Person"), Column.name("Name"), Column("Kind"), Column.text("Group"),
                Column.text("Offices"), Column.text("Bodies"),
            ],
            rows: people.map { person in
                [
                    Cell(person.id), Cell(person.name), Cell(person.kind.words),
                    Cell(orDash: person.groupName ?? person.group),
                    Cell(orDash: person.offices.joined(separator: ", ")),
                    Cell(
                        orDash: (person.bodyNames.isEmpty ? person.bodies : person.bodyNames).joined(
                            separator: ", ")),
                ]
            })
        let noun = Noun("person", "people")
        return basis.text(table, listing: noun, ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "id", "name", "kind", "group", "offices", "bodies", "formernames", "ward", "groupname",
                "bodynames", "namesuntil",
            ],
            rows: people.map { person in
                [
                    person.id, person.name, person.kind.rawValue, person.group ?? "",
                    CSVTable.field(person.offices), CSVTable.field(person.bodies),
                    CSVTable.field(person.formerNames), person.ward ?? "", person.groupName ?? "",
                    CSVTable.field(person.bodyNames),
                    CSVTable.field(person.namesUntil.map { "\($0.name) \($0.until.text)" }),
                ]
            })
    }
}

extension PersonValue {
    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(name, id)
        block.add("Kind", kind.words)
        block.add("Ward", ward)
        block.add("Group", groupName ?? group)
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
                Column.id("Group"), Column.name("Name"), Column.text("Leader"), Column.text("Deputy"),
                Column("Members", .trailing),
            ],
            rows: groups.map { group in
                [
                    Cell(group.id), Cell(group.name), Cell.held(by: group.leaderName ?? group.leader),
                    Cell(orDash: group.deputyName ?? group.deputy),
                    "\(group.members.count)",
                ]
            })
        let noun = Noun("political group", "political groups")
        return basis.text(table, listing: noun, ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["id", "name", "leader", "deputy", "members", "leadername", "deputyname", "membernames"],
            rows: groups.map { group in
                [
                    group.id, group.name, group.leader ?? "", group.deputy ?? "",
                    CSVTable.field(group.members), group.leaderName ?? "", group.deputyName ?? "",
                    CSVTable.field(group.memberNames),
                ]
            })
    }
}

extension GroupValue {
    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(name, id)
        block.add("Leader", leaderName ?? leader ?? "vacant", leader == nil ? .attention : nil)
        block.add("Deputy", deputyName ?? deputy)
        block.add(
            "Members", members.isEmpty ? "none" : "\(members.count): " + memberNames.joined(separator: "; "))
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
                Column.id("Office"), Column.name("Title"), Column("Kind"), Column.text("Group"),
                Column.text("Holder"), Column("Since"),
            ],
            rows: offices.map { office in
                [
                    Cell(office.id), Cell(office.title), Cell(office.kind.words),
                    Cell(orDash: office.groupName ?? office.group),
                    Cell.held(by: office.holderName ?? office.holder), Cell(orDash: office.since?.spoken),
                ]
            })
        return basis.text(table, listing: Noun("office", "offices"), ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["id", "title", "kind", "group", "holder", "since", "groupname", "holdername"],
            rows: offices.map { office in
                [
                    office.id, office.title, office.kind.rawValue, office.group ?? "", office.holder ?? "",
                    office.since?.text ?? "", office.groupName ?? "", office.holderName ?? "",
                ]
            })
    }
}

extension OfficeValue {
    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(title, id)
        block.add("Kind", kind.words)
        block.add("Group", groupName ?? group)
        block.add("Holder", holderName ?? holder ?? "vacant", holder == nil ? .attention : nil)
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
