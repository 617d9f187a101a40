// The letter in which a leader is told of a member's non-attendance. It is made only of what the notice
// itself says, so that it reads in ten years as it read on the day; what came after stands below it.

import Governance

extension NoticeValue {
    /// The letter to one recipient, with a line end behind each line.
    ///
    /// - Parameters:
    ///   - recipient: one of the notice's recipients.
    ///   - council: the council's name; left out if empty.
    ///   - width: the width of its lines in characters.
    public func letter(to recipient: RecipientValue, council: String = "", width: Int = 72) -> String {
        PlainText.joined(letterLines(to: recipient, council: council, width: width))
    }

    /// The letter of a follow-up to one of its recipients.
    public func letter(of followUp: FollowUpValue, to recipient: RecipientValue, width: Int = 72) -> String {
        PlainText.joined(parts(of: followUp, to: recipient).lines(to: width))
    }

    /// The letters and what has happened since, as lines.
    func lines(_ style: TextStyle, council: String) -> [String] {
        guard status != .waived else { return waivedLines(style) }
        let width = style.proseWidth
        let rule = String(repeating: "-", count: min(width, 72))
        var lines = [style.paint(PlainText.line("Notice \(id)"), .heading)]
        lines.append(style.paint(statusSentence, status.emphasis))
        if isWithdrawn {
            lines += PlainText.wrapped(
                "Withdrawn: the attendance was corrected, and no rule was broken. First comes the letter that was issued,"
                    + " then the one that corrects it.", to: width
            ).map { style.paint($0, .attention) }
        }
        for recipient in recipients where recipient.person != nil {
            lines += ["", rule] + letterLines(to: recipient, council: council, width: min(width, 72))
            lines.append(rule)
        }
        for followUp in followUps {
            for recipient in followUp.recipients {
                let letter = letter(of: followUp, to: recipient, width: min(width, 72))
                lines +=
                    ["", rule]
                    + letter.split(separator: "\n", omittingEmptySubsequences: false)
                    .dropLast().map(String.init) + [rule]
            }
        }
        let since = sinceThen
        return since.isEmpty ? lines : lines + [""] + since.flatMap { PlainText.wrapped($0, to: width) }
    }

    private func waivedLines(_ style: TextStyle) -> [String] {
        let reason = waivedBecause.map { " Reason: \($0.asSentence)" } ?? ""
        let text =
            "No letters will be sent about \(name)'s non-attendance at \(BodyInWords.text(bodyName)).\(reason)"
        let heading = [
            style.paint(PlainText.line("Notice \(id)"), .heading), style.paint("Waived.", .faint),
        ]
        let table = absences.isEmpty ? [] : [""] + PlainText.indented(parts().table.lines(TextStyle()), by: 2)
        return heading + PlainText.wrapped(text, to: style.proseWidth) + table
    }

    private var statusSentence: String {
        let on = issued.map { " on \($0.short)" } ?? ""
        let entry = seq.map { " as entry \($0)" } ?? ""
        return switch status {
        case .unsent:
            (drafted.map { "Drafted on \($0.short) for checking. Not" } ?? "Not")
                + " issued yet: nobody has been told."
        case .issued: "Issued\(on)\(entry)."
        case .acknowledged: "Issued\(on)\(entry), and acknowledged by every recipient."
        case .waived: "Waived."
        }
    }

    /// What a letter does not say because it came after it.
    private var sinceThen: [String] {
        var lines: [String] = []
        for recipient in recipients {
            guard let person = recipient.name ?? recipient.person else {
                lines.append("No letter goes to \(recipient.title): the office is vacant.")
                continue
            }
            if let day = recipient.acknowledged {
                lines.append("\(person) acknowledged it on \(day.short).")
            } else if status != .unsent {
                lines.append("\(person) has not acknowledged it.")
            }
        }
        for recipient in recipients where recipient.sending == .failed {
            let times = recipient.failures == 1 ? "once" : "\(recipient.failures) times"
            lines.append(
                "Delivery of the letter to \(recipient.name ?? recipient.person ?? "") failed \(times):"
                    + " \((recipient.problem ?? "no reason was given").asSentence)")
        }
        for followUp in followUps {
            lines.append("Follow-up \(followUp.number) was issued on \(followUp.on.short).")
        }
        for absence in absences {
            guard let today = absence.standingToday else { continue }
            lines.append(
                "Corrected since: attendance on \(absence.date.short) is now recorded as \(today.words),"
                    + " not \(absence.standing.words).")
        }
        return lines
    }

    // MARK: - The letter

    private func letterLines(to recipient: RecipientValue, council: String, width: Int) -> [String] {
        parts(to: recipient, council: council).lines(to: width)
    }
}

extension LetterParts {
    /// The letter as lines. The checkpoint's own are as long as they are: broken, they verify no more.
    fileprivate func lines(to width: Int) -> [String] {
        let prose = { (text: String) in PlainText.wrapped(text, to: width) + [""] }
        var lines = [provenanceNote, council, date, address, subject, salutation].filter { !$0.isEmpty }
            .flatMap(prose)
        lines += opening.flatMap(prose) + prose(tableTitle)
        lines += PlainText.indented(table.lines(TextStyle()), by: 2) + [""]
        if !strip.isEmpty { lines += prose("\(Self.stripTitle) \(strip.text)") }
        lines += closing.flatMap(prose)
        if let greeting = signature.first {
            lines += [greeting, ""] + signature.dropFirst() + (signature.count > 1 ? [""] : [])
        }
        lines += prose(reference)
        if !checkpoint.isEmpty { lines += prose(checkpointNote) + checkpoint }
        return lines.last == "" ? lines.dropLast() : lines
    }
}
