// What else the record has about a decision, as text: the meeting, the chain, the records that name it.

import Governance

extension DecisionReport {
    /// The meeting, who was there, the agenda item, the chain and the related records.
    func dossierLines(_ style: TextStyle) -> [String] {
        var lines = meetingLines(style) + chainLines(style)
        let others = related.filter { $0.relation != .meeting }
        guard !others.isEmpty else { return lines }
        lines += [style.paint("Related records", .heading), ""]
        for one in others { lines += PlainText.indented(one.lines(style), by: 3) + [""] }
        return lines
    }

    private func meetingLines(_ style: TextStyle) -> [String] {
        guard let attendance else { return [] }
        let known = related.first { $0.relation == .meeting }
        let name = known.map { "\($0.title), \(attendance.starts.listed)" } ?? attendance.starts.listed
        var block = Block(Cell(name))
        block.add(
            "Agenda item",
            item.map { [$0.number.map { "\($0)." }, $0.label].compactMap(\.self).joined(separator: " ") })
        block.add("Attendance", attendance.attendanceWords, attendance.isQuorate == false ? .bad : nil)
        for (label, standings) in RollValue.groups {
            let names = roll.filter { line in line.standing.map { standings.contains($0) } ?? false }
            block.add(label, names.map(\.name).joined(separator: "; "))
        }
        let unknown = roll.filter { $0.standing == nil && $0.isExpected }.map(\.name)
        if attendance.hasRoll { block.add("Not recorded", unknown.joined(separator: "; ")) }
        block.add("Entries", known?.entryNumbers)
        return [style.paint("Meeting", .heading), ""] + PlainText.indented(block.lines(style), by: 3) + [""]
    }

    private func chainLines(_ style: TextStyle) -> [String] {
        guard !chains.isEmpty else { return [] }
        let hops = chains.map { chain in
            chain.hops.flatMap { hop -> [String] in
                let place = "\(hop.by.name), \(hop.made.spoken), resolution \(hop.number)"
                return PlainText.hanging(
                    "-", "\(place): \(hop.explanation)".asSentence, to: style.proseWidth - 3)
            }
        }
        let lines = Array(hops.joined(separator: [""]))
        return [style.paint("From body to body", .heading), ""] + PlainText.indented(lines, by: 3) + [""]
    }

    /// The related records, for ``CSVTable``.
    var dossierFields: [[String]] {
        related.enumerated().flatMap { index, one in
            [
                ("relation", one.relation.rawValue), ("record", one.record), ("title", one.title),
                ("status", one.status), ("entries", CSVTable.field(one.entries.map { String($0.seq) })),
            ].map { ["related", String(index + 1), $0.0, $0.1] }
        }
    }
}

extension RollValue {
    /// Who is listed together, under which words.
    fileprivate static let groups: [(label: String, standings: Set<Standing>)] = [
        ("Present", [.present, .presentVirtually]), ("Substitutes", [.substitute, .substituteVirtually]),
        ("In attendance", [.inAttendance, .inAttendanceVirtually]), ("Apologies", [.apologies]),
        ("Absent", [.absent]),
    ]
}

extension MeetingValue {
    /// How many were there, and whether there was a quorum: "8 of 9 members attended. Quorate (quorum 3)."
    fileprivate var attendanceWords: String {
        guard status != .cancelled else { return "None: the meeting was cancelled." }
        guard hasRoll else { return "Not recorded." }
        let attended = "\(present) of \(expected) members attended."
        return switch (quorum, isQuorate) {
        case (let number?, true?): "\(attended) Quorate (quorum \(number))."
        case (let number?, false?): "\(attended) Not quorate (quorum \(number))."
        default: "\(attended) The terms of reference name no quorum."
        }
    }
}

extension Relation {
    fileprivate var words: String {
        switch self {
        case .report: "Report it rests on"
        case .reportToMeeting: "Report to the same meeting"
        case .meeting: "Meeting"
        case .decision: "Decision before or after it"
        case .duty: "Duty"
        case .action: "Action"
        case .matter: "Matter"
        case .approval: "Absence approved"
        }
    }
}

extension RelatedRecord {
    fileprivate func lines(_ style: TextStyle) -> [String] {
        var block = Block(Cell(relation.words))
        block.add("Title", title)
        block.add("Status", status.asSentence)
        if !style.isPage { block.add("Record", record) }
        block.add("Entries", entryNumbers)
        return block.lines(style)
    }

    /// The numbers of its entries: "31 to 33, 40".
    fileprivate var entryNumbers: String {
        var runs: [ClosedRange<Int>] = []
        for seq in entries.map(\.seq).sorted() {
            if let last = runs.last, last.upperBound + 1 == seq {
                runs[runs.count - 1] = last.lowerBound...seq
            } else {
                runs.append(seq...seq)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
            .joined(separator: ", ")
    }
}
