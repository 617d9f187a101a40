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

    /// The table as lines, without a line end. Where the rows are too wide, each identifier gets a line of its own
    /// below its row, so that names stay readable.
    func lines(_ style: TextStyle) -> [String] {
        var table = arranged
        guard style.hasLegend, !style.isFull, let width = style.width,
            table.columns.last?.role == .identifier,
            table.naturalWidth > width
        else {
            let parts = table.parts(style)
            return parts.header + parts.body
        }
        let identifiers = table.rows.map { PlainText.line($0.last?.text ?? "") }
        table.columns.removeLast()
        for row in table.rows.indices { table.rows[row].removeLast() }
        let parts = table.parts(style)
        return parts.header
            + parts.body.indices.flatMap { row in
                let next = row + 1 < identifiers.count ? identifiers[row + 1] : nil
                let isShown = identifiers[row] != "-" && identifiers[row] != next
                return [parts.body[row]] + (isShown ? [style.paint("  \(identifiers[row])", .faint)] : [])
            }
    }

    /// The table as it is shown: names first, identifiers last, every row with all its cells.
    private var arranged: TextTable {
        let order = columns.indices.sorted {
            (columns[$0].role.rawValue, $0) < (columns[$1].role.rawValue, $1)
        }
        return TextTable(
            order.map { columns[$0] },
            rows: rows.map { row in order.map { $0 < row.count ? row[$0] : "" } })
    }

    /// How wide the table is where nothing is shortened.
    private var naturalWidth: Int {
        columns.indices.map { index in
            let title = titleLines(columns[index]).map(\.count).max() ?? 0
            return rows.reduce(title) { max($0, $1[index].text.count) }
        }.reduce(0, +) + 2 * (columns.count - 1)
    }

    private func parts(_ style: TextStyle) -> (header: [String], body: [String]) {
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
        return (header, cells.map { line($0, widths, style) })
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
                columns[$0].canShrink && widths[$0] > max(floors[$0], columns[$0].narrowest)
            }
            guard let widest = able.max(by: { widths[$0] < widths[$1] }) else { break }
            let next = able.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
            let floor = max(floors[widest], columns[widest].narrowest, min(next, widths[widest] - 1))
            let taken = min(excess, widths[widest] - floor)
            widths[widest] -= taken
            excess -= taken
        }
        return widths
    }
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
        /// Where it is shown.
        var role = Role.plain

        /// Names come first. An identifier, which people copy into the next command, comes last.
        enum Role: Int { case name, plain, identifier }

        /// It is made no narrower than this many characters.
        var narrowest: Int { role == .name ? 20 : 8 }

        public init(_ title: String, _ alignment: Alignment = .leading, canShrink: Bool = false) {
            self.title = title
            self.alignment = alignment
            self.canShrink = canShrink
        }

        static func name(_ title: String) -> Column {
            var column = Column(title, canShrink: true)
            column.role = .name
            return column
        }

        static func identifier(_ title: String) -> Column {
            var column = Column(title)
            column.role = .identifier
            return column
        }
    }
}

// Within the module the parts go by their short names.
typealias Cell = TextTable.Cell
typealias Column = TextTable.Column
