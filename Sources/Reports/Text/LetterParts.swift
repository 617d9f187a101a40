// What a letter says, part by part, before it is set as text or as a page.

import Governance

/// A letter's parts, in the order in which they are read.
struct LetterParts {
    var council = ""
    var address = ""
    var subject = ""
    var date = ""
    /// Paragraphs above the table.
    var opening: [String] = []
    var tableTitle = "The meetings:"
    var table = TextTable([])
    var stripTitle = ""
    var strip = AttendanceStrip([])
    /// Paragraphs below the table.
    var closing: [String] = []
    /// What the checkpoint below is for, in a sentence or two; empty where there is none.
    var checkpointNote = ""
    /// The log's checkpoint, line by line: a signed note that is never broken otherwise.
    var checkpoint: [String] = []

    mutating func print(_ checkpoint: String?) {
        guard let checkpoint, let printed = PrintedCheckpoint(checkpoint) else { return }
        let entries = Noun("entry", "entries").count(printed.size)
        checkpointNote =
            "For whoever checks this letter in later years: the lines below are a signed checkpoint of the"
            + " council's record as it stood when the letter was issued, with \(entries). Held against the"
            + " record, they show whether any of these was changed or taken out since. Keep them with the"
            + " letter."
        // The note ends in a line feed.
        self.checkpoint = PlainText.lines(String(checkpoint.dropLast()))
    }
}

extension NoticeValue {
    /// The parts of the letter to one recipient.
    func parts(to recipient: RecipientValue, council: String = "") -> LetterParts {
        var parts = parts()
        parts.council = councilName ?? council
        parts.address = recipient.address
        parts.closing.append(recipient.reason(for: self))
        let others = recipients.filter {
            ($0.role, $0.person, $0.group) != (recipient.role, recipient.person, recipient.group)
        }
        if !others.isEmpty {
            parts.closing.append("Also told: \(others.map(\.asOther).joined(separator: "; ")).")
        }
        parts.closing.append("Reference: \(id)")
        parts.print(checkpoint)
        return parts
    }

    /// What is said to every recipient.
    func parts() -> LetterParts {
        var parts = LetterParts()
        (parts.subject, parts.date) = (letterSubject, issued?.spoken ?? "")
        let since = ruleFrom.map { " It has applied since \($0.spoken)." } ?? ""
        parts.opening = [finding, "The rule: \(rule.asSentence)\(since)"]
        parts.table = record.isEmpty ? absenceTable : recordTable
        parts.tableTitle = record.isEmpty ? "The meetings:" : "The meetings of the year:"
        parts.strip = AttendanceStrip(record.map { .init($0.date, $0.standing, isCounted: true) })
        parts.stripTitle = "In one line:"
        return parts
    }

    /// What the letter is about, on one line, such as the subject of a mail.
    public var letterSubject: String {
        PlainText.line("Non-attendance of \(name) at \(bodyName)")
    }

    /// What the rolls show, in a sentence.
    private var finding: String {
        let meetings = Noun("meeting", "meetings")
        switch kind {
        case .consecutive where absences.count == 1:
            return "\(name) was absent from a meeting of \(bodyName)."
        case .consecutive:
            return "\(name) was absent from \(NumberInWords.text(absences.count)) meetings of \(bodyName)"
                + " running."
        case .percentage:
            return "\(name) was present at \(present) of \(meetings.count(expected)) of \(bodyName) at which"
                + " they were expected."
        }
    }

    private var absenceTable: TextTable {
        TextTable(
            [Column("Date"), Column("Meeting"), Column("The roll says")],
            rows: absences.map { absence in
                [Cell(absence.date.spoken), Cell(absence.meeting), Cell(absence.standing.words)]
            })
    }

    /// The year's meetings, with how the rule counts each and which of them make the breach.
    private var recordTable: TextTable {
        let reported = Set(absences.map(\.meeting))
        return TextTable(
            [Column("Date"), Column("Meeting"), Column("The roll says"), Column("Under the rule")],
            rows: record.map { mark in
                let isReported = reported.contains(mark.meeting)
                return [
                    Cell(mark.date.spoken), Cell(mark.meeting),
                    Cell(mark.standing?.words ?? "does not say"),
                    Cell(isReported ? "missed, reported here" : mark.effect.words),
                ]
            })
    }

    // MARK: - Follow-ups

    /// The parts of a follow-up's letter.
    func parts(of followUp: FollowUpValue, to recipient: RecipientValue) -> LetterParts {
        var parts = LetterParts()
        parts.council = councilName ?? ""
        parts.address = recipient.address
        parts.subject = PlainText.line("Corrected: \(letterSubject)")
        parts.date = followUp.on.spoken
        let told = issued.map { " of \($0.spoken)" } ?? ""
        let outcome =
            followUp.stands
            ? "The rolls still show what was reported." : "The rolls no longer show what was reported."
        parts.opening = ["What the notice\(told) said has been corrected since. \(outcome)"]
        parts.tableTitle = "What changed:"
        parts.table = TextTable(
            [Column("Date"), Column("Meeting"), Column("You were told"), Column("The roll says")],
            rows: followUp.changes.map { change in
                [
                    Cell(change.date.spoken), Cell(change.meeting),
                    Cell(change.was?.words ?? "not in the roll"),
                    Cell(change.now?.words ?? "not in the roll"),
                ]
            })
        parts.closing = [
            "You are told because the notice went to you. It stays in the record as it was issued.",
            "Reference: \(id), follow-up \(followUp.number)",
        ]
        parts.print(followUp.checkpoint)
        return parts
    }
}

extension AttendanceEffect {
    var words: String {
        switch self {
        case .attended: "attended"
        case .missed: "missed"
        case .excused: "not counted: apologies"
        case .notRecorded: "not counted: not in the roll"
        }
    }
}
