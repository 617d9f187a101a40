// A receipt as people want to see it: which records it is about, so that the next command can name them.

import Governance
import Reports

/// A receipt with the records that its entries are about.
struct ShownReceipt: Rendered {
    /// More entries than this are not listed: the log has them.
    static let longestList = 12

    let receipt: CommandReceipt

    init(_ receipt: CommandReceipt) { self.receipt = receipt }

    func text(_ style: TextStyle) -> String {
        let text = receipt.text(style)
        let entries = receipt.entries
        guard !receipt.isDryRun, style.hasLegend, (1...Self.longestList).contains(entries.count) else {
            return text
        }
        return text + entries.map { "  \($0.subject): \(Self.words($0.type))\n" }.joined()
    }

    var csvTable: CSVTable { receipt.csvTable }

    /// The event in words: "meeting scheduled" for `org.minuted.meeting.scheduled`.
    static func words(_ type: String) -> String {
        let name = type.hasPrefix("org.minuted.") ? type.dropFirst(12) : type[...]
        return String(name.map { $0 == "." || $0 == "_" ? " " : $0 })
    }
}
