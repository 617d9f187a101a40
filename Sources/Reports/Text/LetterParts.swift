// What a letter says, part by part, before it is set as text or as a page.

import Governance

/// A letter's parts, in the order in which they are read.
struct LetterParts {
    /// That the letter rests on what no source bears out; empty where it does not.
    var provenanceNote = ""
    var council = ""
    var date = ""
    var address = ""
    var subject = ""
    var salutation = ""
    /// Paragraphs above the table.
    var opening: [String] = []
    var tableTitle = ""
    var table = TextTable([])
    /// Only where there are more meetings than the table shows at a glance.
    var strip = AttendanceStrip([])
    /// Paragraphs below the table.
    var closing: [String] = []
    /// Who signs, a line each.
    var signature: [String] = []
    var reference = ""
    /// What the checkpoint below is for, in a sentence or two; empty where there is none.
    var checkpointNote = ""
    /// The log's checkpoint, line by line: a signed note that is never broken otherwise.
    var checkpoint: [String] = []

    static let stripTitle = "In one line, oldest first:"

    mutating func print(_ checkpoint: String?) {
        guard let checkpoint, let printed = PrintedCheckpoint(checkpoint) else { return }
        let entries = Noun("entry", "entries").count(printed.size)
        checkpointNote =
            "For auditors: you do not need to do anything. The lines below are a signed checkpoint of the"
            + " council's record, with \(entries), from when this letter was issued. They show whether any of"
            + " these was changed or removed later. Please keep them with the letter."
        // The note ends in a line feed.
        self.checkpoint = PlainText.lines(String(checkpoint.dropLast()))
    }

    mutating func sign(_ signatory: Signatory?, for council: String) {
        let lines = signatory.map { [$0.name, $0.title].compactMap { $0 } } ?? []
        signature = ["Yours sincerely,"] + lines + (council.isEmpty ? [] : [council])
    }
}

extension NoticeValue {
    /// The parts of the letter to one recipient.
    func parts(to recipient: RecipientValue, council: String = "") -> LetterParts {
        var parts = parts()
        parts.provenanceNote = provenance?.letterNote ?? ""
        parts.council = councilName ?? council
        (parts.address, parts.salutation) = (recipient.address, recipient.salutation)
        parts.opening += requestSentences
        parts.closing = [recipient.reason(for: self)] + othersTold(beside: recipient)
        if request?.ask == nil {
            parts.closing.append("Please reply to say that you have received this letter.")
        }
        if let contact = request?.contact { parts.closing.append("Questions: \(contact.asSentence)") }
        parts.sign(signatory, for: parts.council)
        parts.reference = "Reference: \(id)"
        parts.print(checkpoint)
        return parts
    }

    private func othersTold(beside recipient: RecipientValue) -> [String] {
        let others = recipients.filter {
            ($0.role, $0.person, $0.group) != (recipient.role, recipient.person, recipient.group)
        }
        return others.isEmpty ? [] : ["Also told: \(others.map(\.asOther).joined(separator: "; "))."]
    }

    /// What is asked of those who are told, and by when.
    private var requestSentences: [String] {
        guard let ask = request?.ask else { return [] }
        let until = request?.within.map { days in
            issued?.adding(days: days).map { " Please do this by \($0.spoken)." }
                ?? " Please do this within \(Noun("day", "days").count(days)) of this letter."
        }
        return [ask.asSentence + (until ?? "")]
    }

    /// What is said to every recipient.
    func parts() -> LetterParts {
        var parts = LetterParts()
        (parts.subject, parts.date) = (letterSubject, issued?.spoken ?? "")
        let since = ruleFrom.map { " It has applied since \($0.spoken)." } ?? ""
        parts.opening = [
            finding,
            "The rule in the terms of reference of \(bodyName): \(rule.asSentence.startingSmall)\(since)",
        ]
        parts.table = record.isEmpty ? absenceTable : recordTable
        let last = (record.last?.date ?? absences.last?.date).map { " in the year to \($0.short)" } ?? ""
        parts.tableTitle =
            record.isEmpty
            ? "The meetings:" : "Meetings of \(bodyName) at which \(name) was expected\(last):"
        if record.count > Self.mostAtAGlance {
            parts.strip = AttendanceStrip(record.map { .init($0.date, $0.standing, isCounted: true) })
        }
        return parts
    }

    /// With more meetings a letter shows them in one line as well.
    private static let mostAtAGlance = 12

    /// What the letter is about, on one line, such as the subject of a mail.
    public var letterSubject: String {
        PlainText.line("Non-attendance of \(name) at \(bodyName)")
    }

    /// What the rolls show, in a sentence.
    private var finding: String {
        let meetings = Noun("meeting", "meetings")
        let days = absences.map(\.date)
        switch kind {
        case .consecutive where days.count == 1:
            return "\(name) missed a meeting of \(bodyName), on \(days[0].spoken)."
        case .consecutive:
            let count = "\(name) missed \(NumberInWords.text(days.count)) meetings of \(bodyName) in a row"
            guard let first = days.first, let last = days.last, days.count > 3 else {
                return "\(count), on \(ListInWords.text(days.map(\.spoken)))."
            }
            return "\(count), from \(first.spoken) to \(last.spoken)."
        case .percentage:
            return
                "\(name) attended \(present) of the \(meetings.count(expected)) of \(bodyName) at which they"
                + " were expected."
        }
    }

    private var absenceTable: TextTable {
        TextTable(
            [Column("Date"), Column("The roll says")],
            rows: absences.map { [Cell($0.date.spoken), Cell($0.standing.words)] })
    }

    /// The year's meetings, with how the rule counts each and which of them make the breach.
    private var recordTable: TextTable {
        let reported = Set(absences.map(\.meeting))
        return TextTable(
            [Column("Date"), Column("The roll says"), Column("Under the rule")],
            rows: record.map { mark in
                let isReported = reported.contains(mark.meeting)
                return [
                    Cell(mark.date.spoken), Cell(mark.standing?.words ?? "does not say"),
                    Cell(isReported ? "missed, reported here" : mark.effect.words),
                ]
            })
    }

    // MARK: - Follow-ups

    /// The parts of a follow-up's letter.
    func parts(of followUp: FollowUpValue, to recipient: RecipientValue) -> LetterParts {
        var parts = LetterParts()
        parts.provenanceNote = (followUp.provenance ?? provenance)?.letterNote ?? ""
        parts.council = councilName ?? ""
        (parts.address, parts.salutation) = (recipient.address, recipient.salutation)
        parts.subject = PlainText.line("Corrected: \(letterSubject)")
        parts.date = followUp.on.spoken
        // A second one may put right the first, and then the notice itself was right.
        let before = followUps.last { $0.number < followUp.number }
        let told = (before.map(\.on) ?? issued).map { " of \($0.spoken)" } ?? ""
        let outcome =
            followUp.stands
            ? before == nil
                ? "The rule was broken all the same, so what our letter asked of you stands."
                : "As the record now stands, the rule was broken, so what our first letter asked of you stands."
            : "As the record now stands, the rule was not broken. Nothing more is asked of you. If you have told"
                + " anybody what our letter said, please tell them of this correction too."
        parts.opening = [
            "Our letter\(told) about \(name) and \(bodyName) was wrong, and we are sorry. The record has been"
                + " corrected since.",
            outcome,
        ]
        parts.tableTitle = "What our letter said, and what the record says now:"
        parts.table = TextTable(
            [Column("Date"), Column("You were told"), Column("The record says")],
            rows: followUp.changes.map { change in
                [
                    Cell(change.date.spoken), Cell(change.was?.words ?? "not in the roll"),
                    Cell(change.now?.words ?? "not in the roll"),
                ]
            })
        parts.closing = [
            "You are told because our letter went to you. It stays in the record as it was issued."
        ]
        if let contact = request?.contact { parts.closing.append("Questions: \(contact.asSentence)") }
        parts.sign(followUp.signatory, for: parts.council)
        parts.reference = "Reference: \(id), follow-up \(followUp.number)"
        parts.print(followUp.checkpoint)
        return parts
    }
}

extension RecipientValue {
    fileprivate var salutation: String { "Dear \(name ?? person ?? "Sir or Madam")," }
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
