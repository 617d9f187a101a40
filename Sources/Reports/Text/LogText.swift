// The log, the projections and the daemon itself, as text and comma-separated values.

import Codec
import Governance

extension EntriesReport: Rendered {
    public func text(_ style: TextStyle) -> String {
        guard !entries.isEmpty else { return style.hasLegend ? "No entries.\n" : "" }
        let table = TextTable(
            [
                Column("Entry", .trailing), Column("Recorded"), Column.text("By"),
                Column.id("About"),
                Column.text("What"),
            ],
            rows: entries.map { entry in
                [
                    Cell(String(entry.seq)), Cell(style.localTime.words(entry.recorded)),
                    Cell(entry.actor.actorName),
                    Cell(entry.subject), Cell(entry.what + entry.origin.inShort),
                ]
            })
        var lines = table.lines(style)
        if style.hasLegend {
            lines += ["", "\(Noun("entry", "entries").count(entries.count)) of \(position) listed."]
            if let next { lines.append("There are more: add `--after \(next)`.") }
        }
        return PlainText.joined(lines)
    }

    public var csvTable: CSVTable {
        CSVTable(EntryValue.header, rows: entries.map(\.row))
    }
}

extension EntryValue: Rendered {
    static let header =
        ["seq", "id", "type", "subject", "time", "recorded", "actor", "what"] + EntryOrigin.header

    var row: [String] {
        [String(seq), id, type, subject, time, recorded, actor, what] + origin.row
    }

    /// The entry in one line, as it is shown when the log is followed.
    public func line(_ localTime: LocalTime) -> String {
        PlainText.line("\(seq)  \(localTime.words(recorded))  \(actor)  \(subject)  \(what)\(origin.inShort)")
    }

    public func text(_ style: TextStyle) -> String {
        var block = Block(Cell("Entry \(seq): \(what)"))
        block.add("Id", id)
        block.add("Type", type)
        block.add("Subject", subject)
        block.add("Took effect", style.localTime.words(time))
        block.add("Recorded", "\(style.localTime.words(recorded)) (\(recorded))")
        block.add("By", actor)
        block.add("Provenance", origin.words)
        var lines = block.lines(style)
        if let entry, let document = try? JSONDocument(entry.bytes) {
            lines += [""] + PlainText.lines(document.root.indented)
        }
        return PlainText.joined(lines)
    }

    public var csvTable: CSVTable { CSVTable(Self.header, rows: [row]) }
}

extension ImportReport: Rendered {
    public func text(_ style: TextStyle) -> String {
        let noun = Noun("entry", "entries")
        var lines = ["Recorded: \(noun.count(recorded))."]
        if repeated > 0 { lines.append("Already imported: \(noun.count(repeated)).") }
        for line in refused {
            lines.append(
                style.paint("Refused:", .bad)
                    + PlainText.line(" line \(line.line): \(line.message)"))
        }
        if let beyondCount {
            lines.append(
                "Restored unchanged, although they exceed today's limits for new entries: \(noun.count(beyondCount))."
            )
        }
        for line in beyond ?? [] { lines.append(PlainText.line("  entry \(line.line): \(line.message)")) }
        return PlainText.joined(lines)
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["line", "rule", "message"],
            rows: (refused + (beyond ?? [])).map { [String($0.line), $0.rule, $0.message] })
    }
}

extension ProjectionsReport: Rendered {
    public func text(_ style: TextStyle) -> String {
        let table = TextTable(
            [
                Column("Projection"), Column("Version", .trailing), Column("Position", .trailing),
                Column("Status"),
            ],
            rows: projections.map { projection in
                [
                    Cell(projection.name), Cell(String(projection.version)),
                    Cell(String(projection.position)),
                    projection.state(behind: position),
                ]
            })
        let back = previous.map { "; generation \($0) is kept (`minutectl projection revert`)" } ?? ""
        let legend = ["", "Generation \(generation)\(back); the log ends at entry \(position)."]
        return PlainText.joined(table.lines(style) + (style.hasLegend ? legend : []))
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["name", "version", "position", "complete", "fault"],
            rows: projections.map { projection in
                [
                    projection.name, String(projection.version), String(projection.position),
                    CSVTable.field(projection.isComplete), projection.fault ?? "",
                ]
            })
    }
}

extension ProjectionValue {
    fileprivate func state(behind end: Int) -> Cell {
        guard isComplete else { return Cell("stopped: \(fault ?? "the reason is not known")", .bad) }
        return position < end ? Cell("catching up", .attention) : Cell("complete", .good)
    }
}

extension RebuildProgress: Rendered {
    public func text(_ style: TextStyle) -> String {
        let folded = "Processed \(Noun("entry", "entries").count(done))"
        guard let generation else { return "\(folded) of \(total).\n" }
        return PlainText.joined(
            ["\(folded); generation \(generation) is now in use."] + projections.map(\.line))
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["done", "total", "generation"],
            rows: [[String(done), String(total), CSVTable.field(generation)]])
    }
}

extension StatusReport: Rendered {
    public func text(_ style: TextStyle) -> String {
        var block = Block(Cell(heading))
        block.add("Record begins", recordBegins?.spoken)
        block.add("Daemon", "version \(version), \(Noun("client", "clients").count(clients))")
        block.add("Log", Noun("entry", "entries").count(entries))
        block.add("You", "\(you) (\(roles.isEmpty ? "no role" : roles.joined(separator: ", ")))")
        for (label, number, command) in waiting where number > 0 {
            block.add(label, "\(number): `\(command)`")
        }
        var lines: [String] = []
        if !isComplete {
            let cause = fault ?? "the reason is not known"
            lines = [
                style.paint(
                    PlainText.line("Answers are incomplete, because a projection has stopped: \(cause)"), .bad
                ), "",
            ]
        }
        if let readOnly {
            lines += [style.paint(PlainText.line("Recording has stopped: \(readOnly)"), .bad), ""]
        }
        let share = UnsourcedShare(invented: invented ?? 0, assumed: assumed ?? 0, entries: entries)
        if let note = share.sentence {
            lines += PlainText.wrapped(note, to: style.proseWidth).map { style.paint($0, .attention) } + [""]
        }
        if let clock { lines += [style.paint(PlainText.line("The clock: \(clock)."), .bad), ""] }
        lines += block.lines(style) + workLines(style)
        if !isComplete {
            lines += ["", "What needs doing is not known until the answers have caught up with the log."]
        } else if style.hasLegend, work.isEmpty, waiting.allSatisfy({ $0.number == 0 }) {
            lines += ["", "Nothing needs doing."]
        }
        return PlainText.joined(lines)
    }

    /// The council's name, or why it is not known.
    private var heading: String {
        guard council.isEmpty else { return council }
        return isComplete ? "No council is set up yet" : "The council's record cannot be read at the moment"
    }

    /// What waits for somebody, and the command that shows it.
    private var waiting: [(label: String, number: Int, command: String)] {
        [
            ("Open to call-in", openToCallIn, "minutectl decision list --filter callable"),
            ("Awaiting ratification", awaitingRatification, "minutectl decision list --filter awaiting"),
            ("Notices to send", unsentNotices, "minutectl notice list --status unsent"),
            ("Attendance not recorded", meetingsWithoutRoll, "minutectl meeting list --status held"),
        ]
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "council", "entries", "version", "clients", "complete", "fault", "readonly", "you", "roles",
                "opentocallin", "awaitingratification", "unsentnotices", "meetingswithoutroll", "clock",
            ],
            rows: [
                [
                    council, String(entries), version, String(clients), CSVTable.field(isComplete),
                    fault ?? "", readOnly ?? "", you, CSVTable.field(roles), String(openToCallIn),
                    String(awaitingRatification), String(unsentNotices), String(meetingsWithoutRoll),
                    clock ?? "",
                ]
            ])
    }
}
