// Matters, and members who have not reported back, as text and comma-separated values.

import Governance

extension MatterStanding {
    var emphasis: Emphasis? {
        switch self {
        case .waiting: .attention
        case .overdue: .bad
        case .answered: .good
        case .closed: .faint
        case .told: nil
        }
    }
}

extension MattersReport: RenderedReport {
    private static let empty = "No matters to list. Add one with `minutectl matter raise`."

    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(blocks: matters.map { $0.block(style) }, ifEmpty: Self.empty, style)
        }
        let table = TextTable(
            [
                Column.id("Matter"), Column("Kind"), Column("Raised"), Column("Status"),
                Column("Days", .trailing),
                Column.text("From"), Column.text("To"),
                Column.name("What"), Column.text("Answer"),
            ],
            rows: matters.map { matter in
                [
                    Cell(matter.id), Cell(matter.kind.rawValue), Cell(matter.on.spoken),
                    Cell(matter.standing.rawValue, matter.standing.emphasis),
                    matter.standing == .told ? "-" : "\(matter.days)", Cell(matter.from.name),
                    Cell(matter.to.words), Cell(matter.what), Cell(orDash: matter.answer),
                ]
            })
        let open = matters.count { $0.standing == .waiting || $0.standing == .overdue }
        return basis.text(
            table, legend: ["\(Noun("matter", "matters").count(matters.count)) listed, \(open) unanswered."],
            ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "id", "kind", "what", "from", "fromname", "to", "toname", "on", "due", "standing", "days",
                "ended", "answer", "nominee", "meeting", "paper", "decision",
            ],
            rows: matters.map { matter in
                [
                    matter.id, matter.kind.rawValue, matter.what, matter.from.id, matter.from.name,
                    matter.to.id, matter.to.name, matter.on.text, matter.due?.text ?? "",
                    matter.standing.rawValue, String(matter.days), matter.ended?.iso ?? "",
                    matter.answer ?? "", matter.nominee ?? "", matter.meeting ?? "", matter.paper ?? "",
                    matter.decision ?? "",
                ]
            })
    }
}

extension MatterValue {
    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(what, id)
        block.add("Kind", kind.rawValue)
        block.add("From", from.words)
        block.add("To", to.words)
        block.add("Raised", on.spoken + (meeting.map { " (\($0))" } ?? ""))
        block.add("Due", due?.spoken)
        block.add("About", [paper, decision].compactMap(\.self).joined(separator: ", "))
        let waited = standing == .told ? "" : ", \(Noun("day", "days").count(days))"
        block.add("Status", standing.rawValue + waited, standing.emphasis)
        block.add("Answer", answer)
        block.add("Nominee", nominee)
        block.add(standing == .answered ? "Answered" : "Closed", ended?.spoken)
        return block.lines(style)
    }
}

extension MatterReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        var lines = basis.heading(style) + matter.block(style)
        if let source { lines += PlainText.wrapped("Source: \(source.asSentence)", to: style.proseWidth) }
        return PlainText.joined(lines + [""] + history.lines(style))
    }

    public var csvTable: CSVTable {
        var list = MattersReport()
        list.matters = [matter]
        return list.csvTable
    }
}

extension ReportsBackReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column.text("Body"), Column.text("Member"), Column.text("Group"), Column("Last meeting"),
                Column("Last reported"), Column("Days", .trailing),
            ],
            rows: members.map { member in
                [
                    Cell(member.bodyName ?? member.body), Cell(member.name),
                    Cell(orDash: member.groupName ?? member.group), Cell(member.met.short),
                    Cell(orDash: member.last?.spoken), "\(member.days)",
                ]
            })
        return basis.text(
            table, listing: Noun("member", "members"),
            ifEmpty: "Every member has reported back on the last meeting.", style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["body", "person", "name", "group", "meeting", "met", "last", "days"],
            rows: members.map { member in
                [
                    member.body, member.person, member.name, member.group ?? "", member.meeting,
                    member.met.iso, member.last?.text ?? "", String(member.days),
                ]
            })
    }
}
