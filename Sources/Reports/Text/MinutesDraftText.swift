// The draft of a meeting's minutes, as text to be worked on and as comma-separated values.

import Governance

extension MinutesDraftReport: RenderedReport {
    public func text(_ style: TextStyle) -> String {
        let width = style.proseWidth
        func paragraph(_ text: String, by depth: Int = 0) -> [String] {
            PlainText.indented(PlainText.wrapped(text, to: width - depth), by: depth)
        }
        var lines = basis.heading(style)
        lines += [
            style.paint("Draft minutes", .heading), "", PlainText.line(council), PlainText.line(bodyName),
        ]
        if let title = meeting.title { lines.append(PlainText.line(title)) }
        lines += [meeting.starts.spoken] + (meeting.place.map { [PlainText.line($0)] } ?? []) + [""]
        for (heading, names) in attendance where !names.isEmpty {
            lines += paragraph("\(heading): \(names.joined(separator: "; "))")
        }
        lines += paragraph(turnout) + [""]
        for (index, item) in items.enumerated() {
            lines.append(
                style.paint(PlainText.line("\(item.number ?? "\(index + 1)") \(item.label)"), .heading))
            for declared in item.declared { lines += [""] + paragraph(declared.inMinutes, by: 2) }
            for decision in item.decisions {
                lines += decision.sentences(under: item).flatMap { [""] + paragraph($0, by: 2) }
            }
            lines.append("")
        }
        if items.isEmpty { lines += ["No agenda and no decisions are recorded for this meeting.", ""] }
        // A page goes to people who have no command line.
        let next = style.isPage ? "" : " Once it has: `minutectl minutes record \(meeting.id) approved`."
        lines += paragraph("A draft made from the record. The body has not approved it.\(next)")
        return PlainText.joined(lines)
    }

    /// Who was there and who was not, in the order of minutes.
    private var attendance: [(heading: String, names: [String])] {
        let chairs = Set(meeting.chairing?.by.map(\.person) ?? [])
        func names(_ isMeant: (RollValue) -> Bool) -> [String] {
            roll.filter(isMeant).map { $0.inMinutes(isChair: chairs.contains($0.person)) }
        }
        return [
            ("Present", names { $0.standing?.isPresent == true }),
            ("Substitutes", names { $0.standing?.isSubstitute == true }),
            ("In attendance", names { $0.isAttending }),
            ("Apologies", names { $0.standing == .apologies }),
            ("Absent", names { $0.standing == .absent }),
            ("Not recorded", names { $0.standing == nil }),
        ]
    }

    private var turnout: String {
        guard meeting.hasRoll else { return "The attendance is not recorded." }
        let quorum =
            switch (meeting.quorum, meeting.isQuorate) {
            case (let number?, true?): " The meeting was quorate (quorum \(number))."
            case (let number?, false?): " The meeting was not quorate (quorum \(number))."
            default: ""
            }
        let substitutes = roll.contains { $0.standing?.isSubstitute == true } ? ", including substitutes" : ""
        return "\(meeting.present) of \(meeting.expected) members attended\(substitutes).\(quorum)"
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "number", "item", "decision", "title", "resolution", "kind", "text", "to", "for", "against",
                "abstained",
            ],
            rows: items.flatMap { item -> [[String]] in
                let resolved = item.decisions.flatMap { decision in
                    decision.resolutions.map { one in
                        [
                            item.number ?? "", item.label, decision.decision, decision.title,
                            String(one.number), one.kind.rawValue, one.text, one.to ?? "",
                            CSVTable.field(one.vote?.inFavour), CSVTable.field(one.vote?.against),
                            CSVTable.field(one.vote?.abstained),
                        ]
                    }
                }
                let alone = [item.number ?? "", item.label] + Array(repeating: "", count: 9)
                return resolved.isEmpty ? [alone] : resolved
            })
    }
}

extension RollValue {
    fileprivate var isAttending: Bool { standing == .inAttendance || standing == .inAttendanceVirtually }

    fileprivate func inMinutes(isChair: Bool) -> String {
        var notes: [String] = []
        if isChair { notes.append("in the chair") }
        if let substituteForName { notes.append("for \(substituteForName)") }
        if standing?.isVirtual == true { notes.append("remotely") }
        if let arrived { notes.append("from \(arrived.spoken)") }
        if let left { notes.append("until \(left.spoken)") }
        return notes.isEmpty ? name : "\(name) (\(notes.joined(separator: ", ")))"
    }
}

extension DraftDecisionValue {
    /// What was decided, in the sentences of minutes.
    fileprivate func sentences(under item: DraftItemValue) -> [String] {
        var sentences: [String] = title.lowercased() == item.label.lowercased() ? [] : [title.asSentence]
        if let conflicts { sentences.append("Declarations of interest: \(conflicts)".asSentence) }
        if let dispensations { sentences.append("Dispensations: \(dispensations)".asSentence) }
        for resolution in resolutions {
            sentences.append("\(resolution.heading): \(resolution.text)")
            sentences += resolution.vote.map { [$0.inMinutes] } ?? []
        }
        if let reasons { sentences.append("Reasons: \(reasons)".asSentence) }
        return sentences
    }
}

extension ResolutionValue {
    fileprivate var heading: String {
        switch kind {
        case .resolved: "RESOLVED (\(number))"
        case .recommended: "RECOMMENDED (\(number))"
        }
    }
}

extension VoteValue {
    fileprivate var inMinutes: String {
        var parts: [String] = []
        if let mover { parts.append("moved by \(mover)") }
        if let seconder { parts.append("seconded by \(seconder)") }
        for (count, names, words) in [
            (inFavour, membersFor, "for"), (against, membersAgainst, "against"),
            (abstained, membersAbstained, "abstaining"),
        ] {
            guard let count else { continue }
            parts.append("\(count) \(words)" + (names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"))
        }
        if let castingBy, let castingVote {
            parts.append("with the casting vote of \(castingBy) \(castingVote.words)")
        }
        let sentence = parts.joined(separator: ", ")
        return "(\(sentence.prefix(1).uppercased() + sentence.dropFirst()).)"
    }
}
