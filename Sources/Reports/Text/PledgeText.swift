// Pledges and lists of issues, as text and comma-separated values.

import Governance

extension Rating {
    var emphasis: Emphasis {
        switch self {
        case .red: .bad
        case .amber: .attention
        case .green: .good
        }
    }
}

extension PledgeReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        var lines = basis.heading(style)
        if style.hasLegend { lines += heading(style) + [""] }
        let table = TextTable(
            [
                Column.text("Area"), Column("Promise"), Column("Status"), Column("As of"),
                Column.text("Why"), Column.text("Evidence"),
            ],
            rows: areas.flatMap { area in
                area.promises.map { promise in
                    [
                        Cell(area.title), Cell(promise.id), promise.status,
                        Cell(orDash: promise.assessed?.spoken), Cell(orDash: promise.why),
                        Cell(orDash: promise.evidence.joined(separator: "; ")),
                    ]
                }
            })
        if !areas.isEmpty { lines += table.lines(style) }
        if let issues { lines += (areas.isEmpty ? [] : [""]) + TopTenReport.table(issues).lines(style) }
        guard style.hasLegend else { return PlainText.joined(lines) }
        if !areas.isEmpty { lines += [""] + areas.map { "\(PlainText.line($0.title)): \($0.summary)." } }
        if let list { lines += [""] + PlainText.wrapped(listSentence(list), to: style.proseWidth) }
        lines += areas.flatMap(\.promises).flatMap { $0.earlier(style) }
        guard isToBeSigned else { return PlainText.joined(lines) }
        lines += ["", style.paint("Signatures", .heading)]
        lines += PlainText.wrapped(signatures, to: style.proseWidth)
        if !unsigned.isEmpty { lines += [""] + unsignedTable.lines(style) }
        return PlainText.joined(lines)
    }

    private func heading(_ style: TextStyle) -> [String] {
        var lines = [style.paint(PlainText.line("\(title) (\(id))"), .heading)]
        let by = (adoptedByName ?? adoptedBy).map { " by \($0)" } ?? ""
        lines.append(PlainText.line("Version \(version), adopted \(adopted.spoken)\(by)."))
        lines += presented.map { shown in
            PlainText.line(
                "Presented \(shown.on.spoken) to \(shown.toName)" + (shown.byName.map { " by \($0)." } ?? ".")
            )
        }
        if let text { lines += [""] + PlainText.wrapped(text, to: style.proseWidth) }
        for area in areas {
            lines += [""] + PlainText.wrapped(area.title, to: style.proseWidth)
            lines += area.promises.flatMap {
                PlainText.hanging("- \($0.id):", $0.text, to: style.proseWidth)
            }
        }
        return lines
    }

    /// That the pledge is a list of issues, and how to see more of it.
    private func listSentence(_ list: String) -> String {
        let open = issues?.count ?? 0
        let room = limit.map { " of at most \($0)" } ?? ""
        return "The pledge is the list \(listTitle ?? list): \(open) open\(room). It is managed by "
            + "\(managedBy ?? "nobody"). `minutectl top-ten list \(list) --all` shows retired issues too."
    }

    private var signatures: String {
        let all = signed.count + unsigned.count
        let former =
            signedFormer.isEmpty
            ? "" : " \(Noun("former member", "former members").count(signedFormer.count)) also signed."
        guard !unsigned.isEmpty else { return "All \(all) elected members have signed.\(former)" }
        let later = unsigned.count { $0.isLater }
        let notKnown = unsigned.count { $0.isNotKnown ?? false }
        let members = Noun("elected member has", "elected members have")
        return
            "\(members.count(signed.count)) signed; \(Noun("has", "have").count(unsigned.count - notKnown)) not"
            + (later == 0 ? "." : ", \(later) of them elected since it was adopted.") + former
            + (notKnown == 0
                ? "" : " Not known for \(notKnown): the pledge was adopted before the record begins.")
    }

    private var unsignedTable: TextTable {
        TextTable(
            [
                Column.id("Person"), Column.name("Not signed"), Column.text("Group"),
                Column("Member since"),
            ],
            rows: unsigned.map { member in
                [
                    Cell(member.person), Cell(member.name), Cell(orDash: member.groupName ?? member.group),
                    Cell(
                        (member.elected?.spoken ?? "-") + (member.isLater ? ", after adoption" : "")
                            + (member.isNotKnown ?? false ? ", not known: before the record begins" : ""),
                        member.isLater ? .attention : nil),
                ]
            })
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "pledge", "version", "area", "promise", "text", "rating", "assessed", "assessedby", "why",
                "evidence",
            ],
            rows: areas.flatMap { area in
                area.promises.map { promise in
                    [
                        id, String(version), area.title, promise.id, promise.text,
                        promise.rating?.rawValue ?? "", promise.assessed?.text ?? "",
                        promise.assessedBy ?? "", promise.why ?? "", CSVTable.field(promise.evidence),
                    ]
                }
            }
                + (issues ?? []).map { issue in
                    [
                        id, String(version), listTitle ?? "", String(issue.number), issue.text, "", "", "",
                        "", "",
                    ]
                })
    }
}

extension PromiseValue {
    fileprivate var status: Cell {
        rating.map { Cell($0.rawValue, $0.emphasis) }
            ?? Cell(earlierRating == nil ? "not assessed" : "wording changed", .attention)
    }

    /// That an assessment was of other words.
    fileprivate func earlier(_ style: TextStyle) -> [String] {
        guard let earlierWording, let earlierRating, let assessed else { return [] }
        return [""]
            + PlainText.wrapped(
                "\(id) was found \(earlierRating.rawValue) on \(assessed.spoken) in earlier words: \"\(earlierWording)\"",
                to: style.proseWidth)
    }
}

extension PledgeAreaValue {
    /// "2 green, 1 red, 1 not assessed".
    fileprivate var summary: String {
        let parts: [(Int, String)] = [
            (count(.green), "green"), (count(.amber), "amber"), (count(.red), "red"),
            (count(nil), "not assessed"),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}

extension TopTenReport: RenderedReport {
    /// Issues, each with what it waits for.
    static func table(_ issues: [IssueValue]) -> TextTable {
        TextTable(
            [
                Column("No", .trailing), Column.text("Issue"), Column("Stage"),
                Column("Listed"), Column("Days", .trailing), Column.text("Waiting for"),
                Column("Due"), Column.text("Answer"),
            ],
            rows: issues.map { issue in
                [
                    "\(issue.number)", Cell(issue.text), Cell(issue.stage.rawValue, issue.emphasis),
                    Cell(issue.listed.spoken), "\(issue.days)", Cell(orDash: issue.waitsFor),
                    issue.due.map { Cell($0.short, issue.isOverdue ? .bad : nil) } ?? "-",
                    Cell(orDash: issue.answer),
                ]
            })
    }

    public func text(_ style: TextStyle) -> String {
        let table = Self.table(issues)
        let open = issues.count { $0.stage != .retired }
        let room = limit.map { " of at most \($0)" } ?? ""
        let legend =
            "\(title): \(open) open\(room). Managed by \(managedBy), and only it can retire an issue."
        return basis.text(
            table, legend: [legend], ifEmpty: "No issues. Add one with `minutectl top-ten raise`.", style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "list", "number", "text", "stage", "listed", "days", "replaces", "assignedto", "due",
                "overdue", "considered", "answered", "answer", "fedback", "accepted", "declined", "retired",
                "waitsfor",
            ],
            rows: issues.map { issue in
                [
                    id, String(issue.number), issue.text, issue.stage.rawValue, issue.listed.text,
                    String(issue.days), CSVTable.field(issue.replaces), issue.assignedTo ?? "",
                    issue.due?.iso ?? "", CSVTable.field(issue.isOverdue), CSVTable.field(issue.considered),
                    issue.answered?.text ?? "", issue.answer ?? "", issue.fedBack?.text ?? "",
                    issue.accepted?.text ?? "", String(issue.declined), issue.retired?.text ?? "",
                    issue.waitsFor ?? "",
                ]
            })
    }
}

extension IssueValue {
    fileprivate var emphasis: Emphasis? {
        switch stage {
        case .listed: .attention
        case .assigned, .considered: isOverdue ? .bad : nil
        case .answered, .fedBack: nil
        case .accepted: .good
        case .retired: .faint
        }
    }
}
