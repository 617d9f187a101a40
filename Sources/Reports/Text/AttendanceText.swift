// Members' attendance, in the categories and words in which councils publish it.

import Governance

extension AttendanceReport: RenderedReport {
    private static let empty =
        "No attendance to show. Record a meeting's attendance with `minutectl attendance record`."

    public func text(_ style: TextStyle) -> String {
        let title = style.hasLegend ? [style.paint(PlainText.line(self.title), .heading), ""] : []
        let lines: [String]
        if members.isEmpty {
            lines = style.hasLegend ? [Self.empty] : []
        } else if style.isDetailed {
            lines = Array(members.map { $0.block(style) }.joined(separator: [""]))
        } else {
            lines = table.lines(style)
        }
        let notes = style.hasLegend ? [""] + notes(style) : []
        return PlainText.joined(basis.heading(style) + title + lines + notes)
    }

    /// Of which meetings it is: "Attendance at malap from 2 August 2007 to 3 March 2008".
    public var title: String {
        let meetings = (bodyName ?? body).map { "at \($0)" } ?? "at the meetings of all bodies"
        let period = from.map { "from \($0.short) to \(to.short)" } ?? "up to \(to.short)"
        return "Attendance \(meetings) \(period)"
    }

    /// What the numbers count, and which meetings are nobody's absence.
    private func notes(_ style: TextStyle) -> [String] {
        var notes = notes
        if !style.isDetailed, !members.isEmpty {
            notes.append("\(Noun("person", "people").count(members.count)) listed.")
        }
        if let officersLeftOut {
            notes.append(
                "Not listed: \(Noun("officer", "officers").count(officersLeftOut)). To list officers too, add --officers."
            )
        }
        return notes.flatMap { PlainText.wrapped($0, to: style.proseWidth) }
    }

    /// The notes as paragraphs.
    var notes: [String] {
        var leftOut: [String] = []
        if cancelled > 0 { leftOut.append("\(cancelled) cancelled") }
        if withoutRoll > 0 { leftOut.append("\(withoutRoll) with no attendance recorded") }
        if let leftOutMarks {
            let marks = Noun("entry", "entries").count(leftOutMarks)
            leftOut.append("\(marks) for people who were not expected at that meeting")
        }
        let counted = "Counted: \(Noun.meeting.count(meetings)) with attendance recorded. "
        let rest = leftOut.isEmpty ? "Nothing left out." : "Left out: \(ListInWords.text(leftOut))."
        guard !members.isEmpty else { return [counted + rest] }
        var notes = [
            counted + rest,
            "Percentages are of the meetings each member was expected to attend. The apologies percentage is of"
                + " meetings missed. Attending as a substitute is not counted.",
        ]
        if order == .percentage, members.contains(where: \.isOfFew) {
            notes.append(
                "* Based on fewer than \(AttendanceValue.fewMeetings) meetings: treat the percentage with care."
                    + " Listed last.")
        }
        if hasStrips {
            let legend = AttendanceStrip.legend(of: members.flatMap { $0.strip.cells.map(\.letter) })
            if !legend.isEmpty { notes.append("Meetings, oldest first: \(legend).") }
        }
        return notes
    }

    var table: TextTable {
        let hasVirtual = members.contains { $0.presentVirtually > 0 }
        let hasUnrecorded = members.contains { $0.notRecorded > 0 }
        var columns = [
            Column.text("Member"), Column.aside("Group"), Column("Expected", .trailing),
            Column("Present as\nexpected", .trailing, short: "Present"),
            Column("Present,\nvirtual", .trailing, short: "Virtual"),
            Column("Present as\nsubstitute", .trailing, short: "Subst."),
            Column("In\nattendance", .trailing, short: "In att."),
            Column("Apologies", .trailing, short: "Apols."),
            Column("Absent (incl.\napologies)", .trailing, short: "Absent"),
        ]
        if hasVirtual { columns.append(Column("Present\nin total", .trailing)) }
        if hasUnrecorded { columns.append(Column("Not\nrecorded", .trailing)) }
        if hasStrips { columns.append(Column("Meetings")) }
        let isRanked = order == .percentage
        let rows = members.map { member in
            var row = [
                Cell(member.name + (isRanked && member.isOfFew ? " *" : "")),
                Cell(orDash: member.groupName ?? member.group),
                "\(member.expected)",
                Cell(member.presentWords), Cell(member.virtualWords), Cell(member.substituteWords),
                Cell(member.inAttendanceWords), Cell(member.apologiesWords), member.absentCell,
            ]
            if hasVirtual { row.append(Cell(orDash: member.percentPresent.map { "\($0)%" })) }
            if hasUnrecorded { row.append("\(member.notRecorded)") }
            if hasStrips { row.append(Cell(member.strip.letters.replacing(" ", with: ""))) }
            return row
        }
        return TextTable(columns, rows: rows)
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "person", "name", "group", "body", "from", "to", "expected", "present", "presentvirtually",
                "substitute", "substitutevirtually", "inattendance", "inattendancevirtually", "apologies",
                "absent", "notrecorded", "percentpresent", "percentabsent", "percentapologies",
                "denominator", "groupname",
            ],
            rows: members.map { member in
                [
                    member.person, member.name, member.group ?? "", member.body ?? body ?? "",
                    from?.iso ?? "", to.iso,
                ] + member.counts.map { CSVTable.field($0) } + [member.denominator, member.groupName ?? ""]
            })
    }
}

extension AttendanceValue {
    fileprivate var counts: [Int?] {
        [
            expected, present, presentVirtually, substitute, substituteVirtually, inAttendance,
            inAttendanceVirtually, apologies, absent, notRecorded, percentPresent, percentAbsent,
            percentApologies,
        ]
    }

    /// The share in percent, rounded half up as councils publish it; nil where there is no whole.
    private static func percent(_ part: Int, of whole: Int) -> Int? {
        guard whole > 0, part >= 0, part <= whole else { return nil }
        return Int((Double(part) * 100 / Double(whole)).rounded())
    }

    private static func words(_ count: Int, _ percent: Int?) -> String {
        "\(count)" + (percent.map { " (\($0)%)" } ?? "")
    }

    /// Where nobody came virtually this is the published percentage; otherwise each way has its own share.
    fileprivate var presentWords: String {
        Self.words(present, presentVirtually == 0 ? percentPresent : Self.percent(present, of: expected))
    }

    fileprivate var virtualWords: String {
        Self.words(
            presentVirtually, presentVirtually == 0 ? nil : Self.percent(presentVirtually, of: expected))
    }

    fileprivate var substituteWords: String { Self.visits(substitute, substituteVirtually) }

    fileprivate var inAttendanceWords: String { Self.visits(inAttendance, inAttendanceVirtually) }

    private static func visits(_ inPerson: Int, _ virtual: Int) -> String {
        virtual == 0 ? "\(inPerson)" : "\(inPerson) + \(virtual) virtual"
    }

    fileprivate var apologiesWords: String { Self.words(apologies, percentApologies) }

    fileprivate var absentCell: Cell {
        Cell(Self.words(absent, percentAbsent), absent > 0 ? .attention : nil)
    }

    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(Cell(name))
        block.add("Group", groupName ?? group)
        block.add("Expected", String(expected))
        block.add("Present as expected", presentWords)
        block.add("Present, virtual", virtualWords)
        if presentVirtually > 0 { block.add("Present in total", percentPresent.map { "\($0)%" }) }
        block.add("Present as substitute", substituteWords)
        block.add("In attendance", inAttendanceWords)
        block.add("Apologies", apologiesWords)
        block.add("Absent (incl. apologies)", absentCell.text, absentCell.emphasis)
        if notRecorded > 0 { block.add("Not recorded", String(notRecorded)) }
        block.add("How counted", denominator.asSentence)
        return block.lines(style)
    }
}
