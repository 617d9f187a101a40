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

    static let stripTitle = "All meetings, oldest first:"

    mutating func print(_ checkpoint: String?) {
        guard let checkpoint, let printed = PrintedCheckpoint(checkpoint) else { return }
        let entries = Noun("entry", "entries").count(printed.size)
        checkpointNote =
            "For auditors: please keep these lines with the letter. You do not need to do anything else."
            + " They are a signed checkpoint of the council's record when the letter was issued (\(entries))."
            + " With them an auditor can check that none of it has been changed or removed since."
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
        if let contact = request?.contact {
            parts.closing.append("If you have any questions, please contact \(contact)".asSentence)
        }
        parts.sign(signatory, for: parts.council)
        parts.reference = "Reference: \(id)"
        parts.print(checkpoint)
        return parts
    }

    private func othersTold(beside recipient: RecipientValue) -> [String] {
        let others = recipients.filter {
            ($0.role, $0.person, $0.group) != (recipient.role, recipient.person, recipient.group)
        }
        let told = others.compactMap(\.asOther)
        let vacant = others.filter { $0.asOther == nil }.map(\.title)
        return (told.isEmpty ? [] : ["We have also written to \(told.joined(separator: "; "))."])
            + (vacant.isEmpty
                ? []
                : ["We could not write to \(ListInWords.text(vacant)), because nobody holds the office."])
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
        let since = ruleFrom.map { " This rule has applied since \($0.spoken)." } ?? ""
        parts.opening = [
            finding + missedSince + unrecorded,
            "Under the terms of reference of \(theBody), \(rule.asSentence.startingSmall)\(since)",
        ]
        parts.table = record.isEmpty ? absenceTable : recordTable
        let last = (record.last?.date ?? absences.last?.date).map { " in the year to \($0.short)" } ?? ""
        parts.tableTitle =
            record.isEmpty
            ? "The meetings:" : "Meetings of \(theBody) that \(name) was expected to attend\(last):"
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

    /// The body in running text.
    private var theBody: String { BodyInWords.text(bodyName) }

    /// What the rolls show, in a sentence.
    private var finding: String {
        let meetings = Noun("meeting", "meetings")
        let days = absences.map(\.date)
        switch kind {
        case .consecutive where days.count == 1:
            return "\(name) missed a meeting of \(theBody), on \(days[0].spoken)."
        case .consecutive:
            let count = "\(name) missed \(NumberInWords.text(days.count)) meetings of \(theBody) in a row"
            guard let first = days.first, let last = days.last, days.count > 3 else {
                return "\(count), on \(ListInWords.text(days.map(\.spoken)))."
            }
            return "\(count), from \(first.spoken) to \(last.spoken)."
        case .percentage:
            return
                "\(name) attended \(present) of the \(meetings.count(expected)) of \(theBody) that they were"
                + " expected to attend."
        }
    }

    /// The meetings missed after those, in a sentence.
    private var missedSince: String {
        guard let last = absences.last?.date else { return "" }
        let days = record.filter { $0.effect == .missed && last < $0.date }.map(\.date)
        guard !days.isEmpty else { return "" }
        let which = days.count > 3 ? "" : ", on \(ListInWords.text(days.map(\.spoken)))"
        return " They have missed \(NumberInWords.text(days.count)) more since\(which)."
    }

    /// The meetings among them of which it is not known whether the member attended, in a sentence.
    private var unrecorded: String {
        guard let first = absences.first?.date, let last = absences.last?.date else { return "" }
        let days = record.filter { $0.effect == .notRecorded && first < $0.date && $0.date < last }.map(
            \.date)
        guard !days.isEmpty else { return "" }
        let meetings = days.count == 1 ? "meeting" : "meetings"
        return " Attendance at the \(meetings) of \(ListInWords.text(days.map(\.spoken))) is not recorded, so"
            + " \(days.count == 1 ? "it is" : "they are") not counted either way."
    }

    private var absenceTable: TextTable {
        TextTable(
            [Column("Date"), Column("Attendance")],
            rows: absences.map { [Cell($0.date.spoken), Cell($0.standing.words)] })
    }

    /// The year's meetings, with how the rule counts each and which of them make the breach.
    private var recordTable: TextTable {
        let reported = Set(absences.map(\.meeting))
        return TextTable(
            [Column("Date"), Column("Attendance"), Column("Counts under the rule?")],
            rows: record.map { mark in
                let isReported = reported.contains(mark.meeting)
                return [
                    Cell(mark.date.spoken), Cell(mark.standing?.words ?? "not recorded"),
                    Cell(isReported ? "Yes, missed (this letter)" : mark.effect.words),
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
        parts.subject = PlainText.line("Correction: \(letterSubject)")
        parts.date = followUp.on.spoken
        // A second one may put right the first, and then the notice itself was right.
        let before = followUps.last { $0.number < followUp.number }
        let told = (before.map(\.on) ?? issued).map { " of \($0.spoken)" } ?? ""
        let outcome =
            followUp.stands
            ? before == nil
                ? "The corrected record still shows that the rule was broken, so our request to you still applies."
                : "The corrected record shows that the rule was broken, so the request in our first letter"
                    + " still applies."
            : "The corrected record shows that the rule was not broken. Please disregard our"
                + " \(before == nil ? "letter" : "earlier letters"). If you have told anybody what we wrote, please"
                + " tell them about this correction too."
        let isOnlyLate = followUp.changes.allSatisfy { $0.was == nil }
        parts.opening = [
            isOnlyLate
                ? "When we wrote our letter\(told) about \(name)'s attendance at \(theBody), some of the attendance was"
                    + " not recorded. It has been recorded since."
                : "Our letter\(told) about \(name)'s attendance at \(theBody) was wrong. We are sorry for the mistake.",
            outcome,
        ]
        parts.tableTitle = "What our letter said, and the correct attendance:"
        parts.table = TextTable(
            [Column("Date"), Column("Our letter said"), Column("Correct attendance")],
            rows: followUp.changes.map { change in
                [
                    Cell(change.date.spoken), Cell(change.was?.words ?? "not recorded"),
                    Cell(change.now?.words ?? "not recorded"),
                ]
            })
        parts.closing = [
            "We are writing to you because we sent you that letter. The record keeps it as it was issued."
        ]
        if let contact = request?.contact {
            parts.closing.append("If you have any questions, please contact \(contact)".asSentence)
        }
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
        case .attended: "No, attended"
        case .missed: "Yes, missed"
        case .excused: "No, apologies"
        case .notRecorded: "No, not recorded"
        }
    }
}
