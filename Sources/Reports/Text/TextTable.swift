// Tables as the service manager's own tools show them: a header in capitals, two spaces between columns, names before
// identifiers. In a narrow terminal texts wrap, and then identifiers move to a line of their own below their row;
// TableLayout.swift says what goes where. What is too wide even so is shown as blocks, a line for each column.

import Governance

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
        if style.isPage { return [PagePart.table(self).line] }
        let cells = rows.map { row in
            columns.indices.map { index in
                index < row.count ? Cell(PlainText.line(row[index].text), row[index].emphasis) : ""
            }
        }
        for columns in [columns, columns.map(\.narrowed)] {
            let titles = style.hasLegend ? columns.map(\.titleLines) : []
            let layout = TableLayout(columns, titles: titles, cells: cells, style)
            guard layout.fits else { continue }
            let rows = cells.map { (abreast: row($0, layout, style), below: below($0, layout)) }
            let hasBelow = rows.contains { !$0.below.isEmpty }
            return header(titles, layout, hasBelow: hasBelow, style)
                + rows.flatMap { $0.abreast + $0.below.map { style.paint($0, .faint) } }
        }
        return cells.enumerated().flatMap { ($0 == 0 ? [] : [""]) + block($1, style) }
    }

    /// A row as a block of its own, where it is too wide for the terminal whatever wraps.
    private func block(_ cells: [Cell], _ style: TextStyle) -> [String] {
        let first = firstText ?? 0
        var block = Block(cells[first])
        for index in columns.indices where index != first && cells[index].text != "-" {
            let title = columns[index].title.replacing("\n", with: " ")
            block.add(title, cells[index].text, cells[index].emphasis)
        }
        return block.lines(style)
    }

    /// The header's lines: titles of fewer lines stand at the bottom.
    private func header(
        _ titles: [[String]], _ layout: TableLayout, hasBelow: Bool, _ style: TextStyle
    ) -> [String] {
        guard !titles.isEmpty else { return [] }
        let height = layout.abreast.map { titles[$0].count }.max() ?? 0
        var lines = (0..<height).map { line in
            self.line(layout, style) { column in
                let own = line - (height - titles[column].count)
                return own >= 0 ? Cell(titles[column][own]) : ""
            }
        }
        if hasBelow {
            lines.append(
                Self.margin + layout.below.map { titles[$0].joined(separator: " ") }.joined(separator: "  "))
        }
        return lines.map { style.paint($0, .heading) }
    }

    /// A row's lines: texts that do not fit go on below.
    private func row(_ cells: [Cell], _ layout: TableLayout, _ style: TextStyle) -> [String] {
        let parts = columns.indices.map { layout.parts(of: cells[$0].text, in: $0) }
        let height = layout.abreast.map { parts[$0].count }.max() ?? 0
        return (0..<height).map { line in
            self.line(layout, style) { column in
                line < parts[column].count ? Cell(parts[column][line], cells[column].emphasis) : ""
            }
        }
    }

    /// What found no room beside the rest of its row. An identifier that only spells the name is left out: commands
    /// take the name.
    private func below(_ cells: [Cell], _ layout: TableLayout) -> [String] {
        guard !layout.below.isEmpty else { return [] }
        let name = firstText.map { Slug.make(cells[$0].text) }
        let texts = layout.below.map { cells[$0].text }.filter { !$0.isEmpty && $0 != "-" && $0 != name }
        return texts.isEmpty ? [] : [Self.margin + texts.joined(separator: "  ")]
    }

    private func line(_ layout: TableLayout, _ style: TextStyle, _ cell: (Int) -> Cell) -> String {
        var line = ""
        var pending = 0
        for index in layout.abreast {
            let cell = cell(index)
            let padding = max(layout.widths[index] - cell.text.count, 0)
            if columns[index].alignment == .trailing { pending += padding }
            if !cell.text.isEmpty {
                line += String(repeating: " ", count: pending)
                line += style.paint(cell.text, cell.emphasis)
                pending = 0
            }
            pending += (columns[index].alignment == .leading ? padding : 0) + TableLayout.gap
        }
        return line
    }

    /// The column that names the row.
    private var firstText: Int? {
        columns.indices.first { columns[$0].kind == .name }
            ?? columns.indices.first { columns[$0].kind.wraps }
    }

    private static let margin = "  "
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

        /// What its cells do in a narrow terminal.
        public enum Kind: Sendable {
            /// A number stays as it is; a day or a word goes on in the next line where nothing else helps.
            case fixed
            /// What the row is about: stands first, and goes on in the next line.
            case name
            /// Another name or a text: goes on in the next line.
            case text
            /// What the row can do without: moves below it.
            case aside
            /// What people copy from one command into the next: stands last, and moves below its row.
            case identifier

            var moves: Bool { self == .aside || self == .identifier }

            var wraps: Bool { self == .name || self == .text }
        }

        /// The title; it is shown in capitals, and on several lines where it has them.
        public var title: String
        public var alignment: Alignment
        public var kind: Kind
        /// A shorter title, used where the table does not fit otherwise.
        public var shortTitle: String?

        public init(
            _ title: String, _ alignment: Alignment = .leading, _ kind: Kind = .fixed, short: String? = nil
        ) {
            (self.title, self.alignment, self.kind, shortTitle) = (title, alignment, kind, short)
        }

        /// The column of what the rows are about.
        public static func name(_ title: String) -> Column { Column(title, .leading, .name) }

        /// A column of names or other texts.
        public static func text(_ title: String) -> Column { Column(title, .leading, .text) }

        /// A column of what a row can do without.
        public static func aside(_ title: String) -> Column { Column(title, .leading, .aside) }

        /// A column of identifiers.
        public static func id(_ title: String) -> Column { Column(title, .leading, .identifier) }

        /// The column under its shorter title.
        var narrowed: Column { Column(shortTitle ?? title, alignment, kind) }

        var titleLines: [String] {
            title.uppercased().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }
}

// Within the module the parts go by their short names.
typealias Cell = TextTable.Cell
typealias Column = TextTable.Column
