// Which columns of a table stand side by side, how wide each is, and which move below their row.
//
// Everything on one line if it fits. If it does not, texts wrap, the widest first, as far as no word is cut. If that is
// not enough, identifiers move to a line of their own and texts get their room back; then days and words wrap too.

struct TableLayout {
    /// The columns side by side, from left to right: names before identifiers.
    private(set) var abreast: [Int]
    /// The columns that stand below their row.
    private(set) var below: [Int] = []
    /// Each column's width in characters.
    private(set) var widths: [Int]

    /// Whether the rows are no wider than the terminal.
    private(set) var fits = true

    /// Spaces between two columns.
    static let gap = 2
    /// No text is made narrower than this.
    private static let narrowest = 8
    /// And none narrower than this before identifiers have moved and days wrap.
    private static let easy = 16
    /// Words longer than this may be cut to make room.
    private static let longestWord = 20
    /// How many lines a cell may take, of which the last ends in "…" if something is left out; `--full` shows all.
    private static let mostLines = 4

    init(_ columns: [Column], titles: [[String]], cells: [[Cell]], _ style: TextStyle) {
        let all = columns.indices
        abreast = all.filter { columns[$0].kind == .name }
        abreast += all.filter { ![.name, .identifier].contains(columns[$0].kind) }
        abreast += all.filter { columns[$0].kind == .identifier }
        let headers = columns.indices.map { titles.isEmpty ? 1 : titles[$0].map(\.count).max() ?? 0 }
        let natural = columns.indices.map { index in
            cells.reduce(headers[index]) { max($0, $1[index].text.count) }
        }
        widths = natural
        guard let width = style.width, !style.isFull, excess(width) > 0 else { return }
        let texts = columns.indices.filter { columns[$0].kind.wraps }
        let words = columns.indices.filter { columns[$0].kind == .fixed && columns[$0].alignment == .leading }
        let floors = columns.indices.map { index in
            cells.reduce(max(headers[index], Self.narrowest)) {
                max($0, min(Self.longestWord(of: $1[index].text), Self.longestWord))
            }
        }
        let easy = floors.map { max($0, Self.easy) }
        narrow(texts, to: easy, width)
        guard excess(width) > 0 else { return }
        below = abreast.filter { columns[$0].kind.moves }
        abreast.removeAll { columns[$0].kind.moves }
        widths = natural
        narrow(texts, to: easy, width)
        narrow(words, to: floors, width)
        narrow(texts, to: floors, width)
        fits = excess(width) <= 0
    }

    /// How much wider the lines are than the terminal.
    private func excess(_ width: Int) -> Int {
        abreast.reduce(0) { $0 + widths[$1] } + Self.gap * (abreast.count - 1) - max(width, 0)
    }

    /// Makes columns narrower, the widest first, until the rows fit or none gives way any more.
    private mutating func narrow(_ columns: [Int], to floors: [Int], _ width: Int) {
        var excess = excess(width)
        while excess > 0 {
            let able = columns.filter { widths[$0] > floors[$0] }
            guard let widest = able.max(by: { widths[$0] < widths[$1] }) else { return }
            let next = able.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
            let floor = max(floors[widest], min(next, widths[widest] - 1))
            let taken = min(excess, widths[widest] - floor)
            widths[widest] -= taken
            excess -= taken
        }
    }

    private static func longestWord(of text: String) -> Int {
        text.split(separator: " ").map(\.count).max() ?? 0
    }

    /// A cell's lines.
    func parts(of text: String, in column: Int) -> [String] {
        let width = widths[column]
        guard text.count > width, !below.contains(column) else { return [text] }
        let lines = PlainText.wrapped(text, to: width).flatMap { Self.pieces($0, width) }
        guard lines.count > Self.mostLines else { return lines }
        let rest = lines[(Self.mostLines - 1)...].joined(separator: " ")
        return lines.prefix(Self.mostLines - 1) + [PlainText.shortened(rest, to: width)]
    }

    /// A word that is longer than a line, in pieces.
    private static func pieces(_ line: String, _ width: Int) -> [String] {
        guard line.count > width else { return [line] }
        return [String(line.prefix(width))] + pieces(String(line.dropFirst(width)), width)
    }
}
