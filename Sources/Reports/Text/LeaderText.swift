// What each leader is told of their members, as text and for spreadsheets.

import Governance

extension LeadersReport: RenderedReport {
    /// The period, in words.
    public var title: String { "For leaders: attendance and letters from \(from.short) to \(to.short)" }

    public func text(_ style: TextStyle) -> String {
        var lines = basis.heading(style)
        if style.hasLegend { lines += [style.paint(PlainText.line(title), .heading), ""] }
        if leaders.isEmpty, style.hasLegend {
            lines.append("No leaders found. Record who leads: `minutectl office take`.")
        }
        lines += Array(leaders.map { $0.lines(style, asAt: basis.asAt) }.joined(separator: [""]))
        let notes = style.hasLegend && !leaders.isEmpty ? [""] + Self.notes : []
        return PlainText.joined(lines + notes.flatMap { PlainText.wrapped($0, to: style.proseWidth) })
    }

    private static let notes = [
        "A group's members are counted at the meetings held while they belonged to the group. The Leader's list"
            + " has every councillor and co-opted member. A breach counts on the day of its last absence, and for each"
            + " group to which the member belonged at one of the absences."
    ]

    public var csvTable: CSVTable {
        CSVTable(
            [
                "role", "title", "leadergroup", "leader", "leadername", "person", "name", "group",
                "groupname",
                "from", "to", "expected", "present", "presentvirtually", "apologies", "absent", "notrecorded",
                "breaches", "unsent", "sent", "waiting", "failed", "unacknowledged",
            ],
            rows: leaders.flatMap { leader in leader.members.map { record(of: $0, under: leader) } })
    }

    private func record(of member: LedMember, under leader: LeaderValue) -> [String] {
        let counted = member.attendance
        let breaches = leader.breaches.filter { $0.person == counted.person }
        let letters = LetterCounts(breaches)
        let numbers = [
            counted.expected, counted.present, counted.presentVirtually, counted.apologies, counted.absent,
            counted.notRecorded, member.breaches, letters.unsent, letters.sent, letters.waiting,
            letters.failed,
            letters.unacknowledged,
        ]
        return [
            leader.role.rawValue, leader.title, leader.group ?? "", leader.person ?? "", leader.name ?? "",
            counted.person, counted.name, counted.group ?? "", counted.groupName ?? "", from.iso, to.iso,
        ] + numbers.map { String($0) }
    }
}

/// What became of the letters about some breaches.
struct LetterCounts {
    /// Breaches of which nobody has been told.
    let unsent: Int
    let sent: Int
    /// Issued, and neither sent nor tried nor acknowledged.
    let waiting: Int
    let failed: Int
    /// Issued to somebody who has not acknowledged it. Follow-ups are not acknowledged on their own.
    let unacknowledged: Int

    init(_ all: [LeaderBreach]) {
        // What was corrected nobody has to acknowledge.
        let breaches = all.filter { $0.isCorrected != true }
        unsent = breaches.count { $0.status == .unsent }
        let letters = all.flatMap { breach in
            breach.letters.filter { $0.on != nil && $0.recipient.person != nil && !breach.isOvertaken($0) }
        }
        sent = letters.count { $0.recipient.sending == .delivered }
        failed = letters.count { $0.recipient.sending == .failed }
        waiting = letters.count { $0.recipient.sending == .waiting && $0.recipient.acknowledged == nil }
        unacknowledged = breaches.flatMap(\.letters).count {
            $0.on != nil && $0.recipient.person != nil && $0.followUp == nil
                && $0.recipient.acknowledged == nil
        }
    }

    /// "Letters: 1 sent, 1 waiting to be sent, 1 not acknowledged."
    var words: String {
        var parts: [String] = []
        if sent > 0 { parts.append("\(sent) sent") }
        if waiting > 0 { parts.append("\(waiting) waiting to be sent") }
        if failed > 0 { parts.append("\(failed) failed") }
        if unacknowledged > 0 { parts.append("\(unacknowledged) not acknowledged") }
        let letters = parts.isEmpty ? "" : " Letters: \(parts.joined(separator: ", "))."
        return (unsent == 0 ? "" : " Not reported yet: \(unsent).") + letters
    }
}

extension LeaderValue {
    fileprivate func lines(_ style: TextStyle, asAt: CivilDate) -> [String] {
        var lines = [style.paint(PlainText.line("\(title): \(name ?? "vacant on \(asAt.short)")"), .heading)]
        let standing = breaches.count { $0.isCorrected != true }
        let count = standing == 0 ? "No breaches." : "\(Noun("breach", "breaches").count(standing))."
        lines += PlainText.wrapped(count + LetterCounts(breaches).words, to: style.proseWidth)
        if members.isEmpty {
            lines += [
                "",
                group == nil
                    ? "Nobody was expected at a meeting in this period." : "No members in this period.",
            ]
        } else {
            lines += [""] + memberTable.lines(style)
        }
        if members.contains(where: { !$0.missed.isEmpty }) { lines += [""] + missedTable.lines(style) }
        for breach in breaches { lines += [""] + breach.block(style) }
        return lines
    }

    private var memberTable: TextTable {
        let hasUnrecorded = members.contains { $0.attendance.notRecorded > 0 }
        var columns: [Column] = [Column.name("Member")]
        if group == nil { columns.append(Column.text("Group")) }
        columns += [
            Column("Expected", .trailing), Column("Attended", .trailing), Column("Apologies", .trailing),
            Column("Absent (incl.\napologies)", .trailing),
        ]
        if hasUnrecorded { columns.append(Column("Not\nrecorded", .trailing)) }
        columns.append(Column("Breaches", .trailing))
        return TextTable(
            columns,
            rows: members.map { member in
                let counted = member.attendance
                var row = [Cell(counted.name)]
                if group == nil { row.append(Cell(orDash: counted.groupName ?? counted.group)) }
                row += [
                    Cell("\(counted.expected)"), Cell(counted.attendedWords), Cell("\(counted.apologies)"),
                    Cell("\(counted.absent)", counted.absent > 0 ? .attention : nil),
                ]
                if hasUnrecorded { row.append(Cell("\(counted.notRecorded)")) }
                row.append(Cell("\(member.breaches)", member.breaches > 0 ? .bad : nil))
                return row
            })
    }

    private var missedTable: TextTable {
        let missed = members.flatMap { member in member.missed.map { (member.attendance.name, $0) } }
            .sorted { ($0.1.date, $0.1.meeting, $0.0) < ($1.1.date, $1.1.meeting, $1.0) }
        return TextTable(
            [
                Column("Missed on"), Column.text("Body"), Column.text("Member"),
                Column("Attendance"),
            ],
            rows: missed.map { name, meeting in
                [
                    Cell(meeting.date.short), Cell(meeting.bodyName), Cell(name),
                    Cell(meeting.standing.words, meeting.standing.emphasis),
                ]
            })
    }
}

extension AttendanceValue {
    /// How many meetings the member attended as expected, in the room or not, with the share.
    fileprivate var attendedWords: String {
        "\(present + presentVirtually)" + (percentPresent.map { " (\($0)%)" } ?? "")
    }
}

extension LeaderBreach {
    /// Whether a letter need not go out any more: what it says was corrected before the leader was told.
    fileprivate func isOvertaken(_ letter: LeaderLetter) -> Bool {
        isCorrected == true
            && !letters.contains {
                $0.followUp == nil && $0.recipient.person == letter.recipient.person
                    && ($0.recipient.sending == .delivered || $0.recipient.acknowledged != nil)
            }
    }

    fileprivate func block(_ style: TextStyle) -> [String] {
        var block = Block(Cell(PlainText.line(sentence)))
        let days = ListInWords.text(absences.map(\.date.short))
        if isCorrected == true {
            block.add("Corrected", "The attendance was corrected later. The rule was not broken.", .attention)
            block.add("As reported", days)
        } else {
            block.add("Absences", days)
        }
        switch status {
        case .unsent: block.add("Letters", "Nobody has been told yet.", status.emphasis)
        case .waived:
            let reason = waivedBecause.map { " Reason: \($0.asSentence)" } ?? ""
            block.add("Letters", "It was decided to send no letters.\(reason)")
        case .issued, .acknowledged:
            if letters.isEmpty { block.add("Letters", "None to this leader.") }
            for letter in letters {
                if isOvertaken(letter) {
                    block.add(letter.label, "Withdrawn before it was sent.")
                } else {
                    block.add(letter.label, letter.sentence, letter.emphasis)
                }
            }
        }
        block.add("Notice", notice)
        return block.lines(style)
    }

    private var sentence: String {
        if isCorrected == true { return "\(name) did not break the rule of \(bodyName) after all" }
        switch kind {
        case .consecutive:
            return "\(name) missed \(Noun.meeting.count(absences.count)) of \(bodyName)"
                + (absences.count > 1 ? " in a row" : "")
        case .percentage: return "\(name) attended \(present) of \(expected) meetings of \(bodyName)"
        }
    }
}

extension LeaderLetter {
    fileprivate var label: String { followUp.map { "Follow-up \($0)" } ?? "Letter" }

    /// To whom, of which day, and what became of it.
    fileprivate var sentence: String {
        guard let told = recipient.name ?? recipient.person else {
            return "No letter: the office was vacant."
        }
        let day = on.map { " on \($0.short)" } ?? ""
        let acknowledged =
            followUp != nil
            ? "" : recipient.acknowledged.map { " Acknowledged on \($0.short)." } ?? " Not acknowledged."
        return "To \(told), issued\(day). \(outcome)\(acknowledged)".trimmingSpaces
    }

    private var outcome: String {
        switch recipient.sending {
        case .delivered: "Sent."
        case .failed:
            "Failed \(recipient.failures == 1 ? "once" : "\(recipient.failures) times"):"
                + " \((recipient.problem ?? "no reason was given").asSentence)"
        case .waiting where recipient.acknowledged == nil: "Not sent yet."
        case .waiting, nil: ""
        }
    }

    fileprivate var emphasis: Emphasis? {
        if recipient.sending == .failed { return .bad }
        return recipient.acknowledged == nil && followUp == nil ? .attention : nil
    }
}

extension String {
    /// The text with one space where there were several.
    fileprivate var trimmingSpaces: String {
        split(separator: " ").joined(separator: " ")
    }
}
