// Meetings and rolls, as text and comma-separated values.

import Governance

extension MeetingsReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        // Most records do not say who chaired; the column is shown where some do.
        let hasChairs = meetings.contains { $0.chairing != nil }
        var columns: [Column] = [
            Column.id("Meeting"), Column.text("Body"), Column("Starts"), Column("Status"),
            Column("Present", .trailing), Column("Quorum"),
        ]
        if hasChairs { columns.append(Column.text("Chair")) }
        let table = TextTable(
            columns + [Column.text("Title")],
            rows: meetings.map { meeting in
                let own = [
                    Cell(meeting.id), Cell(meeting.bodyName ?? meeting.body), Cell(meeting.starts.listed),
                    meeting.state(on: basis.asAt), meeting.turnout, meeting.quorumMet,
                ]
                let chair = hasChairs ? [Cell(orDash: meeting.chairing?.names)] : []
                return own + chair + [Cell(orDash: meeting.title)]
            })
        return basis.text(
            table, listing: .meeting, ifEmpty: "No meetings. Add one with `minutectl meeting schedule`.",
            style)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "id", "body", "starts", "title", "status", "hasroll", "expected", "present", "quorum",
                "quorate", "kind", "composition", "presentforquorum", "chairing", "bodyname", "place",
            ],
            rows: meetings.map { meeting -> [String] in
                let composition = (meeting.composition ?? []).map {
                    "\($0.capacity) \($0.present) of \($0.atLeast)"
                }
                return [
                    meeting.id, meeting.body, meeting.starts.iso, meeting.title ?? "",
                    meeting.status.rawValue, CSVTable.field(meeting.hasRoll), String(meeting.expected),
                    String(meeting.present), CSVTable.field(meeting.quorum),
                    CSVTable.field(meeting.isQuorate), meeting.kind?.rawValue ?? "",
                    CSVTable.field(composition), CSVTable.field(meeting.presentForQuorum),
                    CSVTable.field(meeting.chairing?.by.map(\.person) ?? []), meeting.bodyName ?? "",
                    meeting.place ?? "",
                ]
            })
    }
}

extension MeetingValue {
    /// The status; a meeting that is past and of which nobody said whether it was held is overdue.
    fileprivate func state(on day: CivilDate) -> Cell {
        switch status {
        case .scheduled where starts.date < day: Cell("not recorded", .attention)
        case .scheduled: "scheduled"
        case .cancelled: Cell("cancelled", .faint)
        case .withdrawn: Cell("withdrawn", .faint)
        case .held: "held"
        }
    }

    fileprivate var turnout: Cell {
        guard status == .held else { return "-" }
        return hasRoll ? "\(present) of \(expected)" : Cell("not recorded", .attention)
    }

    fileprivate var quorumMet: Cell {
        switch status == .held ? isQuorate : nil {
        case true?: "met"
        case false?: Cell("not met", .bad)
        case nil: "-"
        }
    }

    /// Whether all were there whom the composition asks for.
    private var composed: String {
        guard let composition, !composition.isEmpty else { return "" }
        let missing = composition.filter { !$0.isMet }.map {
            "\($0.capacity) (\($0.present) of \($0.atLeast))"
        }
        return missing.isEmpty
            ? " The required composition was met."
            : " The required composition was not met: \(ListInWords.text(missing))."
    }

    /// What became of the meeting, in a sentence or three.
    fileprivate func summary(on day: CivilDate, hasSubstitutes: Bool) -> String {
        switch status {
        case .cancelled: return "The meeting was cancelled, so nobody counts as absent."
        case .withdrawn: return "The meeting was entered by mistake and withdrawn."
        case .scheduled where starts.date < day:
            return "The date has passed, but it is not recorded whether the meeting was held."
        case .scheduled: return "Not held yet. Expected: \(expected)."
        case .held where !hasRoll:
            return "Held, but attendance is not recorded, so nobody counts as absent."
                + " Record it with `minutectl attendance record`."
        case .held: break
        }
        let remote = presentForQuorum.map { count in
            " \(count) counted towards the quorum: \(present - count) attended remotely, which did not count that day."
        }
        let quorum =
            switch (self.quorum, isQuorate) {
            case (let number?, true?): "\(remote ?? "") Quorate (quorum \(number))."
            case (let number?, false?): "\(remote ?? "") Not quorate (quorum \(number))."
            default: ""
            }
        let substitutes = hasSubstitutes ? ", including substitutes" : ""
        return "\(present) of \(expected) members attended\(substitutes).\(quorum)\(composed)"
    }
}

extension ChairingValue {
    fileprivate var names: String { by.map(\.name).joined(separator: ", then ") }

    /// Who chaired, and how that agrees with the terms.
    fileprivate var sentence: String {
        let who = by.map { one in one.name + (one.capacity.map { " (\($0))" } ?? "") }
        var sentence = "Chaired by \(who.joined(separator: ", then "))."
        if let reason { sentence += " Reason recorded: \(reason)." }
        if !broken.isEmpty {
            sentence += " The terms of reference name \(broken.joined(separator: "; "))."
            if !kept.isEmpty { sentence += " Another passage allows it: \(kept.joined(separator: "; "))." }
        }
        return sentence
    }
}

extension MeetingReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column.id("Person"), Column.name("Name"), Column.text("Group"),
                Column.text("Capacity"), Column("Attendance"), Column.text("Note"),
            ],
            rows: roll.map { line in
                [
                    Cell(line.person), Cell(line.name), Cell(orDash: line.groupName ?? line.group),
                    Cell(orDash: line.capacity), line.standingCell(meeting), Cell(orDash: line.note),
                ]
            })
        let title = bodyName + (meeting.title.map { ": \($0)" } ?? "")
        var lines = [style.paint(PlainText.line(title), .heading)]
        lines.append(PlainText.line("\(meeting.starts.spoken.capitalisedAtStart) (\(meeting.id))"))
        lines += PlainText.wrapped(meeting.place ?? "", to: style.proseWidth).filter { !$0.isEmpty }
        lines += PlainText.wrapped(
            meeting.summary(
                on: basis.asAt, hasSubstitutes: roll.contains { $0.standing?.isSubstitute == true }),
            to: style.proseWidth)
        lines += PlainText.wrapped(meeting.chairing?.sentence ?? "", to: style.proseWidth).filter {
            !$0.isEmpty
        }
        lines.append("")
        let heading = basis.heading(style) + (style.hasLegend ? lines : [])
        guard !roll.isEmpty else {
            return PlainText.joined(
                heading + (style.hasLegend ? ["Nobody was expected, and no attendance is recorded."] : []))
        }
        let legend = style.hasLegend ? ["", "\(Noun("person", "people").count(roll.count)) listed."] : []
        return PlainText.joined(heading + table.lines(style) + legend)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "meeting", "body", "starts", "person", "name", "group", "capacity", "standing",
                "substitutefor", "reason", "arrived", "left", "expected", "corrected",
            ],
            rows: roll.map { line in
                [
                    meeting.id, meeting.body, meeting.starts.iso, line.person, line.name, line.group ?? "",
                    line.capacity ?? "", line.standing?.rawValue ?? "", line.substituteFor ?? "",
                    line.reason?.rawValue ?? "", line.arrived?.text ?? "", line.left?.text ?? "",
                    CSVTable.field(line.isExpected), CSVTable.field(line.isCorrected),
                ]
            })
    }
}

extension RollValue {
    fileprivate func standingCell(_ meeting: MeetingValue) -> Cell {
        if let standing { return Cell(standing.words, standing.emphasis) }
        return meeting.hasRoll ? Cell("not recorded", .attention) : "expected"
    }

    /// What else the roll says: for whom, why, when, and whether it was corrected.
    fileprivate var note: String {
        var parts: [String] = []
        if let name = substituteForName ?? substituteFor { parts.append("for \(name)") }
        if let reason { parts.append(reason.words) }
        if let arrived { parts.append("arrived \(arrived.spoken)") }
        if let left { parts.append("left \(left.spoken)") }
        if isCorrected { parts.append("corrected") }
        return parts.joined(separator: ", ")
    }
}
