// Places and visits, and the account of visits, as text and comma-separated values.

import Governance

extension PlacesReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column.id("Place"), Column.name("Name"), Column("Kind"), Column("From"),
                Column("Closed"), Column.text("Visits required"),
            ],
            rows: places.map { place in
                [
                    Cell(place.id), Cell(place.name), Cell(place.kind.rawValue), Cell(place.from.spoken),
                    Cell(orDash: place.closed?.spoken),
                    Cell(orDash: place.requirements.map(\.words).joined(separator: "; ")),
                ]
            })
        return basis.text(
            table, listing: Noun("place", "places"),
            ifEmpty: "No places. Add one with `minutectl place open`.",
            style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["id", "name", "kind", "from", "closed", "requirements", "questions"],
            rows: places.map { place in
                [
                    place.id, place.name, place.kind.rawValue, place.from.text, place.closed?.text ?? "",
                    CSVTable.field(place.requirements.map(\.words)), CSVTable.field(place.questions),
                ]
            })
    }
}

extension VisitRequirement {
    /// "regulation-33 once in each month", "rota every two months by each member of council".
    var words: String {
        "\(kind.rawValue) \(cadence.text)" + (eachMemberOf.map { " by each member of \($0)" } ?? "")
            + (byMembersOf.map { " by a member of \($0)" } ?? "")
            + (isAssumed == true ? " (how often is assumed)" : "")
    }
}

extension VisitStanding {
    var emphasis: Emphasis? {
        switch self {
        case .overdue: .bad
        case .allocated, .made: .attention
        case .reported: .good
        case .withdrawn: .faint
        }
    }
}

extension VisitsReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column.id("Visit"), Column.text("Place"), Column("Kind"), Column.text("Allocated to"),
                Column("For"),
                Column("Made"), Column.text("Visitors"), Column("Status"),
                Column.text("Note"),
            ],
            rows: visits.map { visit in
                [
                    Cell(visit.id), Cell(visit.placeName ?? visit.place), Cell(visit.kind.rawValue),
                    Cell(orDash: visit.memberName ?? visit.member),
                    Cell(orDash: visit.period?.spoken), Cell(orDash: visit.made?.spoken),
                    Cell(
                        orDash: (visit.visitorNames.isEmpty ? visit.visitors : visit.visitorNames).joined(
                            separator: ", ")),
                    Cell(visit.standing.rawValue, visit.standing.emphasis), Cell(orDash: visit.note),
                ]
            })
        return basis.text(
            table, listing: Noun("visit", "visits"),
            ifEmpty: "No visits. Add one with `minutectl visit allocate` or `minutectl visit record`.", style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "id", "place", "kind", "standing", "period", "member", "made", "visitors", "announced",
                "answered", "unanswered", "notasked", "reported", "reportedto", "openfollowups",
            ],
            rows: visits.map { visit in
                [
                    visit.id, visit.place, visit.kind.rawValue, visit.standing.rawValue,
                    visit.period?.text ?? "", visit.member ?? "", visit.made?.text ?? "",
                    CSVTable.field(visit.visitors), CSVTable.field(visit.isAnnounced),
                    CSVTable.field(visit.answered), CSVTable.field(visit.unanswered),
                    CSVTable.field(visit.notAsked), visit.reported?.iso ?? "", visit.reportedTo ?? "",
                    String(visit.followUps.count { $0.completed == nil }),
                ]
            })
    }
}

extension VisitValue {
    /// What was not asked or not answered, and what is still to be done.
    fileprivate var note: String {
        var parts: [String] = []
        if let isAnnounced { parts.append(isAnnounced ? "announced" : "not announced") }
        if !notAsked.isEmpty { parts.append("not asked: \(notAsked.joined(separator: ", "))") }
        if !unanswered.isEmpty { parts.append("not answered: \(unanswered.joined(separator: ", "))") }
        for followUp in followUps where followUp.completed == nil {
            parts.append(
                "to do \(followUp.number): \(followUp.topic)"
                    + (followUp.due.map { " by \($0.short)" } ?? "")
                    + (followUp.isOverdue ? ", overdue" : ""))
        }
        return parts.joined(separator: "; ")
    }
}

extension VisitAccountReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        var lines = basis.heading(style)
        if style.hasLegend {
            let period = from.map { "from \($0.short) to \(to.short)" } ?? "up to \(to.short)"
            lines += [style.paint("Visits \(period)", .heading), ""]
        }
        let tables = [
            ("", numbers("Place", places, hasTotal: true)), ("By member", numbers("Member", members)),
            ("Overdue", overdueTable), ("Questions not asked or not answered", questionTable),
        ]
        for (title, table) in tables where !table.rows.isEmpty {
            if style.hasLegend, !title.isEmpty { lines.append(style.paint(title, .heading)) }
            lines += table.lines(style) + (style.hasLegend ? [""] : [])
        }
        guard style.hasLegend else { return PlainText.joined(lines) }
        if places.isEmpty, members.isEmpty {
            return PlainText.joined(lines + ["No places. Add one with `minutectl place open`."])
        }
        let meaning =
            "Required: periods in which a visit had to be made, once they are over. Periods met: those in which one was made, as a percentage"
            + " of those required. Made: visits that count. Other: visits that do not, such as courtesy visits."
        return PlainText.joined(lines + PlainText.wrapped(meaning, to: style.proseWidth))
    }

    private func numbers(
        _ what: String, _ values: [VisitNumbersValue], hasTotal: Bool = false
    ) -> TextTable {
        var total = VisitNumbersValue()
        for value in values { total.add(value) }
        var rows = values.map { $0.row(Cell($0.name)) }
        if hasTotal, values.count > 1 { rows.append(total.row(Cell("All", .heading))) }
        return TextTable(
            [
                Column.text(what), Column("Required", .trailing), Column("Allocated", .trailing),
                Column("Made", .trailing), Column("Reported", .trailing), Column("Periods\nmet", .trailing),
                Column("Other", .trailing),
            ], rows: rows)
    }

    private var overdueTable: TextTable {
        TextTable(
            [
                Column.text("Place"), Column("Kind"), Column("From"), Column("To"), Column("Days", .trailing),
                Column.text("Allocated to"),
            ],
            rows: overdue.map { visit in
                [
                    Cell(visit.placeName ?? visit.place), Cell(visit.kind.rawValue), Cell(visit.first.short),
                    Cell(visit.last.short), Cell("\(visit.days)", .bad),
                    visit.members.isEmpty
                        ? Cell("nobody", .attention)
                        : Cell(
                            (visit.memberNames.isEmpty ? visit.members : visit.memberNames).joined(
                                separator: ", ")),
                ]
            })
    }

    private var questionTable: TextTable {
        TextTable(
            [
                Column.text("Place"), Column("Question"), Column("Visits", .trailing),
                Column("Asked", .trailing),
                Column("Answered", .trailing),
            ],
            rows: questions.filter { $0.answered < $0.visits }.map { question in
                [
                    Cell(question.placeName ?? question.place), Cell(question.topic), "\(question.visits)",
                    Cell("\(question.asked)", question.asked < question.visits ? .attention : nil),
                    Cell("\(question.answered)", question.answered < question.asked ? .attention : nil),
                ]
            })
    }

    public var csvTable: CSVTable {
        func rows(_ scope: String, _ values: [VisitNumbersValue]) -> [[String]] {
            values.map { value in
                [scope, value.id, value.name]
                    + [
                        value.required, value.allocated, value.made, value.reported, value.met, value.other,
                    ].map { String($0) } + [CSVTable.field(value.percentMet)]
            }
        }
        return CSVTable(
            [
                "scope", "id", "name", "required", "allocated", "made", "reported", "met", "other",
                "percentmet",
            ],
            rows: rows("place", places) + rows("member", members))
    }
}

extension VisitNumbersValue {
    fileprivate mutating func add(_ other: VisitNumbersValue) {
        required += other.required
        allocated += other.allocated
        made += other.made
        reported += other.reported
        met += other.met
        self.other += other.other
    }

    fileprivate func row(_ first: Cell) -> [Cell] {
        [
            first, "\(required)", "\(allocated)", "\(made)",
            Cell("\(reported)", reported < made ? .attention : nil),
            Cell("\(met)" + (percentMet.map { " (\($0)%)" } ?? "")), "\(other)",
        ]
    }
}
