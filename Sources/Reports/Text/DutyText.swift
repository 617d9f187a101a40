// Duties and their calendar, as text and comma-separated values.

import Governance

extension DutyState {
    var words: String {
        switch self {
        case .notBegun: "not begun"
        case .waiting: "waiting"
        case .lapsed: "lapsed"
        case .due: "due"
        case .overdue: "overdue"
        case .continuing: "continuing"
        case .discharged: "discharged"
        case .withdrawn: "withdrawn"
        case .notKnown: "not known"
        }
    }

    var emphasis: Emphasis? {
        switch self {
        case .overdue: .bad
        case .discharged: .good
        case .waiting: .attention
        case .due, .continuing: nil
        case .notBegun, .lapsed, .withdrawn, .notKnown: .faint
        }
    }
}

extension DutyOutcome {
    var words: String {
        switch self {
        case .onTime: "on time"
        case .late: "late"
        case .missed: "missed"
        case .toCome: "to come"
        case .notKnown: "done, not known if on time"
        }
    }

    var emphasis: Emphasis? {
        switch self {
        case .onTime: .good
        case .late: .attention
        case .missed: .bad
        case .toCome, .notKnown: nil
        }
    }
}

extension BearerValue {
    /// The name, and who answers for it where that is somebody else.
    var words: String { personName.map { $0 == name ? name : "\(name) (\($0))" } ?? name }
}

extension DutyValue {
    /// Who answers for it, all of them.
    var responsible: String { BearerValue.words(bearers) }

    /// "annually", and that it is assumed where the source does not say it.
    fileprivate var often: String? {
        var said = cadence
        if let cadence, let known = try? Cadence(text: cadence), case .timesAYear(2...) = known.rule {
            said = "\(cadence), counted as shared out evenly over the year"
        }
        return isAssumed == true ? (said ?? "once") + " (assumed: the source does not say)" : said
    }
}

extension BearerValue {
    /// Those who bear something together.
    fileprivate static func words(_ all: [BearerValue]) -> String {
        all.map(\.words).joined(separator: ", jointly with ")
    }
}

extension DutiesReport: RenderedReport {
    private static let empty = "No duties to list. Add one with `minutectl duty establish`."

    public func text(_ style: TextStyle) -> String {
        guard !style.isDetailed else {
            return basis.text(blocks: duties.map { $0.block(style) }, ifEmpty: Self.empty, style)
        }
        let table = TextTable(
            [
                Column.id("Duty"), Column("Status"), Column("Due"), Column("Days left", .trailing),
                Column("Last done"),
                Column.text("Responsible"), Column.name("What"),
            ],
            rows: duties.map { duty in
                [
                    Cell(duty.id), Cell(duty.state.words, duty.state.emphasis),
                    Cell(
                        orDash: duty.due.map {
                            $0.short + (duty.countedFrom == nil ? "" : "*")
                                + (duty.isAssumed == true ? " (assumed)" : "")
                        }),
                    Cell(orDash: duty.days.map { String($0) }),
                    Cell(orDash: duty.last?.spoken), Cell(duty.responsible), Cell(duty.what),
                ]
            })
        let overdue = duties.count { $0.state == .overdue }
        let begins = duties.compactMap(\.countedFrom).first.map {
            "* Counted from \($0.spoken), when the record begins: when it was last done is not known."
        }
        return basis.text(
            table,
            legend: ["\(Noun("duty", "duties").count(duties.count)) listed, \(overdue) overdue."]
                + [begins].compactMap(\.self),
            ifEmpty: Self.empty, style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "id", "what", "bearer", "bearername", "person", "personname", "cadence", "from", "source",
                "state", "due", "days", "missed", "last", "explanation", "jointly", "assumed",
            ],
            rows: duties.map { duty in
                [
                    duty.id, duty.what, duty.bearer.id, duty.bearer.name, duty.bearer.person ?? "",
                    duty.bearer.personName ?? "", duty.cadence ?? "", duty.from.text, duty.source ?? "",
                    duty.state.rawValue, duty.due?.iso ?? "", CSVTable.field(duty.days),
                    String(duty.missed), duty.last?.text ?? "", duty.explanation,
                    CSVTable.field((duty.jointly ?? []).map(\.id)), duty.isAssumed == true ? "true" : "",
                ]
            })
    }
}

extension DutyValue {
    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(what, id)
        block.add("Responsible", responsible)
        block.add("How often", often)
        block.add("From", from.spoken)
        block.add("Source", source)
        block.add("Last done", last?.spoken)
        block.add("Status", sentence, state.emphasis)
        return block.lines(style)
    }
}

extension DutyValue {
    /// The state in a sentence that names it.
    fileprivate var sentence: String {
        switch state {
        case .due, .overdue: explanation
        case .continuing: state.words
        case .discharged: "discharged: \(explanation)"
        case .notBegun, .waiting, .lapsed, .withdrawn, .notKnown:
            explanation.isEmpty ? state.words : "\(state.words): \(explanation)"
        }
    }
}

extension DutyReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        var lines = basis.heading(style) + duty.block(style)
        if !occurrences.isEmpty {
            lines += [""] + DutyOccurrenceValue.table(occurrences, namesDuty: false).lines(style)
        }
        if let years, !years.isEmpty { lines += [""] + years.map(\.sentence) }
        return PlainText.joined(lines + HistoryValue.lines(history, style))
    }

    public var csvTable: CSVTable { DutyOccurrenceValue.csv(occurrences) }
}

extension MeetingYearValue {
    /// "1 November 2009 to 31 October 2010: 4 of 4 meetings held (4 called, none cancelled)."
    fileprivate var sentence: String {
        let cancelled = cancelled == 0 ? "none" : String(cancelled)
        let meetings = required == 1 ? "meeting" : "meetings"
        return "\(from.short) to \(to.short): \(held) of \(required) \(meetings) held (\(called) called, "
            + "\(cancelled) cancelled)"
            + (isOver ? "." : " so far.") + (isWhole ? "" : " The record does not cover the whole year.")
    }
}

extension DutyCalendarReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let missed = occurrences.reduce(0) { $0 + ($1.outcome == .missed ? $1.times ?? 1 : 0) }
        return basis.text(
            DutyOccurrenceValue.table(occurrences, namesDuty: true),
            legend: [
                "From \(from.short) to \(to.short): \(Noun("day", "days").count(occurrences.count)) on which a duty is due, \(missed) missed."
            ],
            ifEmpty: "Nothing falls due from \(from.short) to \(to.short).", style)
    }

    public var csvTable: CSVTable { DutyOccurrenceValue.csv(occurrences) }
}

extension DutyOccurrenceValue {
    fileprivate static func table(_ all: [DutyOccurrenceValue], namesDuty: Bool) -> TextTable {
        var table = TextTable([
            Column("Due"), Column("Outcome"), Column("Done"), Column.text("Responsible"),
        ])
        if namesDuty { table.columns += [Column.id("Duty"), Column.name("What")] }
        table.rows = all.map { one in
            let own = [
                Cell(one.due.short),
                Cell(one.outcome.words + (one.times.map { ", \($0) times" } ?? ""), one.outcome.emphasis),
                Cell(orDash: one.done?.spoken), Cell(BearerValue.words([one.bearer] + (one.jointly ?? []))),
            ]
            return namesDuty ? own + [Cell(one.duty), Cell(one.what)] : own
        }
        return table
    }

    fileprivate static func csv(_ all: [DutyOccurrenceValue]) -> CSVTable {
        CSVTable(
            [
                "due", "outcome", "done", "duty", "what", "bearer", "bearername", "person", "personname",
                "times",
            ],
            rows: all.map { one in
                [
                    one.due.iso, one.outcome.rawValue, one.done?.text ?? "", one.duty, one.what,
                    one.bearer.id,
                    one.bearer.name, one.bearer.person ?? "", one.bearer.personName ?? "",
                    CSVTable.field(one.times ?? 1),
                ]
            })
    }
}
