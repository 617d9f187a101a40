// The morning's picture that status gives a clerk: what is overdue, what falls due in two weeks, what waits.

import Governance

extension StatusReport {
    /// How many lines of each part are shown; the digest has all.
    private static let shown = 8

    func workLines(_ style: TextStyle) -> [String] {
        let parts: [(heading: String, emphasis: Emphasis, items: [DigestItem])] = [
            ("Overdue", .bad, work.filter { $0.overdue > 0 }),
            ("Due in the next two weeks", .attention, work.filter { $0.overdue == 0 && $0.due != nil }),
            ("Waiting", .heading, work.filter { $0.overdue == 0 && $0.due == nil }),
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
    fileprivate var sentence: String {
        var sentence = text
        if overdue > 0 {
            sentence += ", \(Noun("day", "days").count(overdue)) overdue"
        } else if let due {
            sentence += ", due \(due.short)"
        }
        return "\(sentence) (\(record))"
    }
}
