// Tables as the service manager's own tools show them: a header in capitals, two spaces between columns,
// and no wider than the terminal.

/// A table of text.
public struct TextTable: Sendable, Equatable {
    public var columns: [Column]
    /// The rows; a row that is too short is filled up with empty cells.
    public var rows: [[Cell]]

    public init(_ columns: [Column], rows: [[Cell]] = []) {
        self.columns = columns
        self.rows = rows
    }

    /// The table as text, with a line end behind each line; empty if it has neither header nor rows.
    public func text(_ style: TextStyle) -> String { PlainText.joined(lines(style)) }

    /// The table as lines, without a line end.
    func lines(_ style: TextStyle) -> [String] {
        let titles = style.hasLegend ? columns.map { titleLines($0) } : []
        let cells = rows.map { row in
            columns.indices.map { index in
                index < row.count ? Cell(PlainText.line(row[index].text), row[index].emphasis) : ""
            }
        }
        let widths = widths(titles: titles, cells: cells, style)
        let header = headerRows(titles).map { row in
            style.paint(line(row.map { Cell($0) }, widths, style), .heading)
        }
        return header + cells.map { line($0, widths, style) }
    }

    private func titleLines(_ column: Column) -> [String] {
        column.title.uppercased().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The header's lines: titles of fewer lines stand at the bottom.
    private func headerRows(_ titles: [[String]]) -> [[String]] {
        let height = titles.map(\.count).max() ?? 0
        return (0..<height).map { line in
            titles.map { title in
                let own = line - (height - title.count)
                return own >= 0 ? title[own] : ""
            }
        }
    }

    private func line(_ cells: [Cell], _ widths: [Int], _ style: TextStyle) -> String {
        var line = ""
        var pending = 0
        for (index, column) in columns.enumerated() {
            let text = PlainText.shortened(cells[index].text, to: widths[index])
            let padding = widths[index] - text.count
            if column.alignment == .trailing { pending += padding }
            if !text.isEmpty {
                line += String(repeating: " ", count: pending)
                line += style.paint(text, cells[index].emphasis)
                pending = 0
            }
            pending += (column.alignment == .leading ? padding : 0) + 2
        }
        return line
    }

    /// The width of each column. Where the terminal is too narrow the widest column that may be shortened
    /// gives way, then the next, until the rows fit or there is nothing left to take.
    private func widths(titles: [[String]], cells: [[Cell]], _ style: TextStyle) -> [Int] {
        let floors = columns.indices.map { index in
            titles.isEmpty ? 1 : titles[index].map(\.count).max() ?? 0
        }
        var widths = floors
        for row in cells {
            for index in columns.indices { widths[index] = max(widths[index], row[index].text.count) }
        }
        guard let available = style.width, !style.isFull else { return widths }
        var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - max(available, 0)
        while excess > 0 {
            let able = columns.indices.filter {
                columns[$0].canShrink && widths[$0] > max(floors[$0], Self.narrowest)
            }
            guard let widest = able.max(by: { widths[$0] < widths[$1] }) else { break }
            let next = able.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
            let floor = max(floors[widest], Self.narrowest, min(next, widths[widest] - 1))
            let taken = min(excess, widths[widest] - floor)
            widths[widest] -= taken
            excess -= taken
        }
        return widths
    }

    /// No column is made narrower than this many characters.
    private static let narrowest = 8
}

extension TextTable {
    /// One cell of a table.
    public struct Cell: Sendable, Equatable, ExpressibleByStringInterpolation {
        public var text: String
        /// Why it stands out; nil if it does not.
        public var emphasis: Emphasis?

        public init(_ text: String, _ emphasis: Emphasis? = nil) {
            self.text = text
            self.emphasis = emphasis
        }

        /// A cell that shows "-" where there is nothing.
        public init(orDash text: String?) { self.init(text.map { $0.isEmpty ? "-" : $0 } ?? "-") }

        public init(stringLiteral text: String) { self.init(text) }
    }

    /// A column of a table.
    public struct Column: Sendable, Equatable {
        public enum Alignment: Sendable { case leading, trailing }

        /// The title; it is shown in capitals, and on several lines where it has them.
        public var title: String
        public var alignment: Alignment
        /// Whether its cells may be shortened in a narrow terminal. Numbers may not, nor identifiers, which
        /// people copy from one command into the next.
        public var canShrink: Bool

        public init(_ title: String, _ alignment: Alignment = .leading, canShrink: Bool = false) {
            self.title = title
            self.alignment = alignment
            self.canShrink = canShrink
        }
    }
}

// Within the module the parts go by their short names.
typealias Cell = TextTable.Cell
typealias Column = TextTable.Column
