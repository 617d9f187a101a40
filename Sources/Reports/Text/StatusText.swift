// The morning's picture that status gives a clerk: what is overdue, what falls due in two weeks, what waits.

import Governance

extension StatusReport {
    /// How many lines of each part are shown; the digest has all.
    private static let shown = 8

    func workLines(_ style: TextStyle) -> [String] {
        // Without a day nothing says what is far off.
        let soon = asAt?.adding(days: 14) ?? .last
        let parts: [(heading: String, emphasis: Emphasis, items: [DigestItem])] = [
            ("Overdue", .bad, work.filter { $0.overdue > 0 }),
            ("Due in the next two weeks", .attention, work.filter { $0.isDue(by: soon) }),
            (
                "Due later, but needing attention now", .attention,
                work.filter { $0.overdue == 0 && $0.due != nil && !$0.isDue(by: soon) }
            ),
            ("No deadline", .heading, work.filter { $0.overdue == 0 && $0.due == nil }),
        ]
        var lines: [String] = []
        for part in parts where !part.items.isEmpty {
            lines += ["", style.paint("\(part.heading) (\(part.items.count))", part.emphasis)]
            // The longest overdue and the nearest due come first in the digest's order.
            for item in part.items.prefix(style.isFull ? .max : Self.shown) {
                lines += PlainText.indented(
                    PlainText.hanging("-", item.sentence, to: style.proseWidth - 3), by: 2)
            }
            let more = part.items.count - Self.shown
            if more > 0, !style.isFull {
                lines.append("  … and \(more) more: `minutectl report digest --days 14`")
            }
        }
        return lines
    }
}

extension DigestItem {
    fileprivate func isDue(by day: CivilDate) -> Bool {
        overdue == 0 && due.map { $0 <= day } ?? false
    }

    fileprivate var sentence: String {
        var when: String?
        if overdue > 0 {
            when = "\(Noun("day", "days").count(overdue)) overdue"
        } else if let due {
            when = "due \(due.short)"
        }
        guard let when else { return "\(text) (\(record))" }
        // What is a sentence of its own is followed by another one.
        return text.hasSuffix(".")
            ? "\(text) \(when.capitalisedAtStart). (\(record))" : "\(text), \(when) (\(record))"
    }
}
