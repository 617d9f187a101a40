// The six-month rule as text: days left, the most urgent first, and why each clock stands where it does.

public import Governance

extension SixMonthReport: RenderedReport {
    private static let empty =
        "The six-month rule applies to nobody: no councillor has a seat on the Council."

    private var whenEmpty: String {
        guard recordBegins <= basis.asAt else {
            return "Not known: the record begins on \(recordBegins.short)."
        }
        guard let others, others > 0 else { return Self.empty }
        return "No six-month clocks match; \(others) \(others == 1 ? "does" : "do") not."
    }

    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(blocks: clocks.map { $0.block(style) }, ifEmpty: whenEmpty, style)
        }
        let table = TextTable(
            [
                Column.text("Member"), Column.aside("Group"), Column("Clock"),
                Column("Days left", .trailing, short: "Days\nleft"), Column("Last day"), Column("Status"),
                Column.text("Last attended"),
            ],
            rows: clocks.map { clock in
                [
                    Cell(clock.name), Cell(orDash: clock.groupName ?? clock.group), Cell(clock.clock.words),
                    Cell(orDash: clock.daysLeft.flatMap { $0 < 0 ? nil : String($0) }),
                    Cell(orDash: clock.lastDay?.short),
                    Cell(
                        clock.standing.words + (clock.doubtedEnd == nil ? "" : "*"), clock.standing.emphasis),
                    Cell(clock.startWords),
                ]
            })
        let months = ListInWords.text(warnings.map { String($0) })
        let legend =
            [
                "\(Noun("clock", "clocks").count(clocks.count)) listed, the most urgent first."
                    + " Warnings after \(months) months (Local Government Act 1972, section 85)."
                    + " Attendance before \(recordBegins.spoken) is not in the record."
            ]
            + (clocks.contains { $0.doubtedEnd != nil }
                ? [
                    "* Whether an earlier six months ended is not known, because the record does not have the attendance of all"
                        + " that time. `--person` says which."
                ] : [])
        return basis.text(table, legend: legend, ifEmpty: whenEmpty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "person", "name", "group", "clock", "standing", "since", "meeting", "lastday", "daysleft",
                "lastdaybylaw", "suspendeddays", "approvedby", "approveduntil", "explanation",
            ],
            rows: clocks.map { clock in
                [
                    clock.person, clock.name, clock.group ?? "", clock.clock.rawValue,
                    clock.standing.rawValue, clock.since.iso, clock.meeting ?? "", clock.lastDay?.iso ?? "",
                    CSVTable.field(clock.daysLeft), clock.lastDayByLaw.iso, String(clock.suspendedDays),
                    clock.approvedBy ?? "", clock.approvedUntil?.iso ?? "", clock.explanation,
                ]
            })
    }
}

extension SixMonthValue {
    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(Cell("\(name) (\(clock.words))"))
        block.add("Group", group)
        block.add("Status", standing.words, standing.emphasis)
        block.add("Last day", lastDay?.spoken)
        block.add("Days left", daysLeft.map { String($0) })
        block.add("Explanation", explanation)
        for attendance in disregarded {
            block.add(
                "Did not count", "\(attendance.date.short), \(attendance.meeting): \(attendance.why.words)")
        }
        return block.lines(style)
    }
}

extension SixMonthValue {
    /// What the clock runs from, in a few words.
    fileprivate var startWords: String {
        switch start {
        case .attended: since.short
        case .stated: "\(since.short), before the record began"
        case .tookOffice: "none recorded since taking office on \(since.short)"
        case .recordBegins: "none recorded since the record began on \(since.short)"
        }
    }
}

extension SixMonthKind {
    var words: String {
        switch self {
        case .any: "any meeting"
        case .executive: "executive meetings"
        }
    }
}

extension SixMonthStanding {
    var words: String {
        switch self {
        case .running: "running"
        case .warning: "warning"
        case .approved: "approved"
        case .suspended: "suspended"
        case .expired: "six months ended"
        case .declared: "vacancy declared"
        case .notKnown: "not known"
        }
    }

    var emphasis: Emphasis? {
        switch self {
        case .running, .approved: nil
        case .warning, .notKnown: .attention
        case .suspended, .declared: .faint
        case .expired: .bad
        }
    }
}

extension Disregard {
    /// Why an attendance does not count, in words.
    public var words: String {
        switch self {
        case .observed: "in attendance only, not as a member of the body"
        case .notAMember: "no seat on the body, and not a substitute"
        case .remote: "remote, which counted only from 4 April 2020 to 6 May 2021"
        case .notQualifying: "not a body of the council, nor one that advises it"
        case .notTheExecutive: "not a meeting of the executive"
        case .afterTheEnd: "after the six months had ended, or the vacancy had been declared"
        }
    }
}
