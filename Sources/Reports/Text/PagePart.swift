// What a web page is made of: the tables, blocks and lines of an answer's text, as what they are.
//
// An answer is put together once, as text (``Rendered/text(_:)``). Asked for a page, a table or a block gives one line that
// holds its cells between control characters, which no text of the record can have (``PlainText/line(_:)``).

/// A part of a page.
public enum PagePart: Equatable, Sendable {
    /// A heading within the answer.
    case heading(String)
    /// A line of running text, and how far it stands in.
    case text(String, depth: Int)
    case table(TextTable)
    /// What is said of one thing: labels with texts, whose lines stay.
    case block(title: String, fields: [(label: String, lines: [String])])

    /// The parts of an answer's text in the style of a page.
    public static func parts(of text: String) -> [PagePart] {
        text.split(separator: "\n", omittingEmptySubsequences: true).map { line in
            let bare = line.drop { $0 == " " }
            return Mark.part(of: bare) ?? .text(String(bare), depth: (line.count - bare.count) / 2)
        }
    }

    /// The part as a line of text.
    var line: String {
        switch self {
        case .heading(let text): Mark.heading + text
        case .text(let text, let depth): String(repeating: "  ", count: depth) + text
        case .table(let table): Mark.line(of: table)
        case .block(let title, let fields):
            Mark.block
                + ([title] + fields.map { $0.label + Mark.cell + $0.lines.joined(separator: Mark.inCell) })
                .joined(separator: Mark.row)
        }
    }

    public static func == (one: PagePart, other: PagePart) -> Bool { one.line == other.line }
}

/// How parts are written as lines.
private enum Mark {
    static let (heading, table, block) = ("\u{1}", "\u{2}", "\u{3}")
    static let (inCell, row, cell) = ("\u{1D}", "\u{1E}", "\u{1F}")

    static func line(of table: TextTable) -> String {
        // Identifiers are for commands; a reader of a page has the names.
        let shown = table.columns.indices.filter { table.columns[$0].kind != .identifier }
        let titles = shown.map { index in
            let column = table.columns[index]
            return (column.alignment == .trailing ? ">" : "<") + column.title.replacing("\n", with: " ")
        }
        let rows = table.rows.map { row in
            shown.map { $0 < row.count ? PlainText.line(row[$0].text) : "" }.joined(separator: cell)
        }
        return Self.table + ([titles.joined(separator: cell)] + rows).joined(separator: row)
    }

    static func part(of line: Substring) -> PagePart? {
        guard let kind = line.first else { return nil }
        let rows = line.dropFirst().split(separator: row, omittingEmptySubsequences: false)
        switch String(kind) {
        case heading: return .heading(String(line.dropFirst()))
        case table:
            let columns = (rows.first ?? "").split(separator: cell, omittingEmptySubsequences: false).map {
                TextTable.Column(String($0.dropFirst()), $0.first == ">" ? .trailing : .leading)
            }
            return .table(
                TextTable(
                    columns,
                    rows: rows.dropFirst().map { row in
                        row.split(separator: cell, omittingEmptySubsequences: false).map { Cell(String($0)) }
                    }))
        case block:
            return .block(
                title: String(rows.first ?? ""),
                fields: rows.dropFirst().map { field in
                    let parts = field.split(separator: cell, maxSplits: 1, omittingEmptySubsequences: false)
                    let lines = parts.last?.split(separator: inCell, omittingEmptySubsequences: false) ?? []
                    return (String(parts.first ?? ""), lines.map(String.init))
                })
        default: return nil
        }
    }
}
