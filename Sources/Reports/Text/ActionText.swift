// Actions and chains of decisions, as text and comma-separated values.

import Governance

extension ActionStanding {
    var emphasis: Emphasis? {
        switch self {
        case .open: nil
        case .overdue: .bad
        case .completed: .good
        case .withdrawn: .faint
        }
    }
}

extension ActionsReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column.id("Action"), Column("Status"), Column("Due"), Column("Overdue", .trailing),
                Column("Exception"), Column.text("Owner"), Column.text("Theme"),
                Column.name("What"),
            ],
            rows: actions.map { action in
                [
                    Cell(action.id), Cell(action.standing.rawValue, action.standing.emphasis),
                    Cell(orDash: action.due?.spoken), Cell(orDash: action.overdue.map { String($0) }),
                    action.isException ? Cell("yes", .attention) : "-", Cell(action.owner.words),
                    Cell(orDash: action.theme), Cell(action.what),
                ]
            })
        let listed = "\(Noun("action", "actions").count(actions.count)) listed."
        let groups =
            style.isDetailed
            ? owners.map { $0.sentence("Owner") } + themes.map { $0.sentence("Theme") } : []
        return basis.text(
            table, legend: [listed] + groups,
            ifEmpty: "No actions to list. Add one with `minutectl action raise`.", style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "id", "what", "owner", "ownername", "theme", "plan", "on", "due", "standing", "exception",
                "overdue", "note", "noted", "ended", "outcome", "meeting", "decision", "resolution",
            ],
            rows: actions.map { action in
                [
                    action.id, action.what, action.owner.id, action.owner.name, action.theme ?? "",
                    action.plan ?? "", action.on.text, action.due?.text ?? "", action.standing.rawValue,
                    CSVTable.field(action.isException), CSVTable.field(action.overdue), action.note ?? "",
                    action.noted?.iso ?? "", action.ended?.iso ?? "", action.outcome ?? "",
                    action.meeting ?? "", action.decision ?? "", CSVTable.field(action.resolution),
                ]
            })
    }
}

extension ActionReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        var block = Block(action.what, action.id)
        block.add("Owner", action.owner.words)
        block.add("Agreed", action.on.spoken + (action.meeting.map { " (\($0))" } ?? ""))
        block.add("Due", action.due?.spoken)
        let overdue = action.overdue.map { " by \(Noun("day", "days").count($0))" } ?? ""
        block.add("Status", action.standing.rawValue + overdue, action.standing.emphasis)
        block.add("Exception", action.isException ? "reported by exception" : nil, .attention)
        block.add("Plan", [action.plan, action.theme].compactMap(\.self).joined(separator: ": "))
        let resolution = action.resolution.map { ", resolution \($0)" } ?? ""
        block.add("Carries out", action.decision.map { $0 + resolution })
        for step in progress {
            let due = step.due.map { " Now due \($0.spoken)." } ?? ""
            block.add(step.on.short, step.note.asSentence + due)
        }
        block.add(action.standing == .completed ? "Completed" : "Withdrawn", action.ended?.spoken)
        block.add("Outcome", action.outcome)
        return PlainText.joined(basis.heading(style) + block.lines(style) + [""] + history.lines(style))
    }

    public var csvTable: CSVTable {
        var list = ActionsReport()
        list.actions = [action]
        return list.csvTable
    }
}

extension ActionTally {
    fileprivate func sentence(_ what: String) -> String {
        let name = name.isEmpty ? "none" : name
        return
            "\(what) \(name): \(open) open, \(overdue) overdue, \(exceptions) by exception, \(completed) completed."
    }
}

extension HopState {
    var words: String {
        switch self {
        case .waiting: "waiting"
        case .deferred: "deferred"
        case .takenUp: "taken up"
        case .rejected: "rejected"
        case .deadEnd: "dead end"
        case .decided: "decided"
        case .referredBack: "referred back"
        }
    }

    var emphasis: Emphasis? {
        switch self {
        case .waiting, .deferred: .attention
        case .deadEnd, .referredBack: .bad
        case .takenUp, .rejected, .decided: nil
        }
    }
}

extension ChainsReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column("Chain", .trailing), Column.id("Decision"), Column("No", .trailing), Column("Made"),
                Column.text("By"), Column.text("To"), Column("Status"), Column("Days", .trailing),
                Column.text("Explanation"),
            ],
            rows: chains.enumerated().flatMap { index, chain in
                chain.hops.map { hop in
                    [
                        "\(index + 1)", Cell(hop.decision), "\(hop.number)", Cell(hop.made.spoken),
                        Cell(hop.by.name), Cell(orDash: hop.toName ?? hop.to),
                        Cell(hop.state.words, hop.state.emphasis),
                        Cell(hop.made.date == nil && hop.days > 0 ? "\(hop.days)+" : "\(hop.days)"),
                        Cell(hop.explanation),
                    ]
                }
            })
        let waiting = chains.count(where: \.isWaiting)
        let ends = chains.count(where: \.isDeadEnd)
        return basis.text(
            table,
            legend: [
                "\(Noun("chain", "chains").count(chains.count)) listed, \(waiting) waiting, \(Noun("dead end", "dead ends").count(ends))."
            ],
            ifEmpty: "No recommendations to follow.", style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "chain", "decision", "number", "title", "by", "byname", "made", "to", "state", "days",
                "explanation", "chaindays",
            ],
            rows: chains.enumerated().flatMap { index, chain in
                chain.hops.map { hop in
                    [
                        String(index + 1), hop.decision, String(hop.number), hop.title, hop.by.id,
                        hop.by.name, hop.made.text, hop.to ?? "", hop.state.rawValue, String(hop.days),
                        hop.explanation, String(chain.days),
                    ]
                }
            })
    }
}
