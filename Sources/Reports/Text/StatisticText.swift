// Statistics about children as a whole, as text and comma-separated values. A suppressed number is never shown as nought.

import Governance

extension StatisticFigure {
    /// "41", "suppressed", "63 days over 18 children".
    func words(_ unit: StatisticUnit) -> String {
        guard let number else { return "suppressed" }
        return switch unit {
        case .children: String(number)
        case .days: "\(number) days" + (base.map { " over \($0) children" } ?? "")
        }
    }
}

extension StatisticValue {
    /// "1 April 2009 to 31 March 2010", "as at December 2013".
    var period: String { from.map { "\($0.spoken) to \(to.spoken)" } ?? "as at \(to.spoken)" }
}

extension StatisticsReport: RenderedReport {
    private static let empty =
        "No statistics. Record one with `minutectl statistic report`."

    public func text(_ style: TextStyle) -> String {
        let blocks = statistics.map { statistic -> [String] in
            var block = Block(Cell("\(statistic.measure), \(statistic.period)"))
            for figure in statistic.figures {
                block.add(figure.of, figure.words(statistic.unit), figure.number == nil ? .faint : nil)
            }
            block.add("Total", statistic.total.map { String($0) })
            block.add("Source", statistic.source)
            block.add("Reported by", statistic.by?.words)
            block.add("Reported at", "\(statistic.meeting) (\(statistic.reported.short))")
            return block.lines(style)
        }
        let shown = basis.text(blocks: blocks, ifEmpty: Self.empty, style)
        let hasSuppressed = statistics.contains { $0.figures.contains { $0.number == nil } }
        guard style.hasLegend, hasSuppressed else { return shown }
        let note =
            "Suppressed: under \(StatisticReported.least), or withheld so that such a number cannot be worked out."
        return shown + PlainText.joined([""] + PlainText.wrapped(note, to: style.proseWidth))
    }

    public var csvTable: CSVTable {
        CSVTable(
            [
                "body", "meeting", "reported", "measure", "from", "to", "unit", "of", "number", "base",
                "suppressed", "total", "source",
            ],
            rows: statistics.flatMap { it in
                it.figures.map { figure in
                    [
                        it.body, it.meeting, it.reported.iso, it.measure, it.from?.text ?? "", it.to.text,
                        it.unit.rawValue, figure.of, CSVTable.field(figure.number),
                        CSVTable.field(figure.base), CSVTable.field(figure.number == nil),
                        CSVTable.field(it.total), it.source,
                    ]
                }
            })
    }
}
