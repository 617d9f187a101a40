// What can be shown, and what every shown report says of what it rests on.

public import Governance

/// An answer that can be shown as text and as comma-separated values. Its JSON is the record itself.
public protocol Rendered: Sendable {
    /// The answer as text for people, with a line end behind each line.
    func text(_ style: TextStyle) -> String

    /// The answer for programs; ``CSVTable`` says how. It says nothing of what it rests on.
    var csvTable: CSVTable { get }
}

extension Rendered {
    /// The answer as comma-separated values, ``CSVTable``.
    public func csv() -> String { csvTable.text }
}

/// A report, which rests on the record up to some entry.
public protocol RenderedReport: Rendered {
    var basis: Basis { get }
    /// The last one listed, where there are more.
    var next: String? { get }
}

extension RenderedReport {
    public var next: String? { nil }
}

extension Basis {
    /// What makes the answer unreliable, in a sentence; nil when nothing does.
    ///
    /// Text shows it first. Whoever shows CSV shows this beside it.
    public var warning: String? {
        guard !isComplete else { return nil }
        let cause = fault.map { " It stopped because: \($0)" } ?? ""
        let end = cause.isEmpty || cause.hasSuffix(".") ? "" : "."
        return "Warning: this answer is not complete. It covers the record up to entry \(position) only."
            + cause + end
    }

    /// What CSV cannot say, and is shown beside it.
    public var remarks: [String] { [warning, provenanceNote].compactMap(\.self) }

    /// Of which day and which state of knowledge the answer is; nil when it is of today and now.
    public func moment(today: CivilDate?) -> String? {
        switch (asAt == today, asKnownOn) {
        case (true, nil): nil
        case (_, nil): "As at \(asAt.short)."
        case (_, let entry?): "As at \(asAt.short), as known at entry \(entry)."
        }
    }

    /// The warning, what is invented, and the moment, as they head a report.
    func heading(_ style: TextStyle) -> [String] {
        var lines = warning.map { [style.paint(PlainText.line($0), .bad)] } ?? []
        lines += provenanceLines(style)
        if style.hasLegend, let moment = moment(today: style.today) { lines.append(moment) }
        return lines.isEmpty ? [] : lines + [""]
    }

    /// A table under what it rests on, with how many it lists; or what to say when there is nothing in it.
    func text(_ table: TextTable, listing noun: Noun, ifEmpty empty: String, _ style: TextStyle) -> String {
        text(table, legend: ["\(noun.count(table.rows.count)) listed."], ifEmpty: empty, style)
    }

    /// A table under what it rests on, with a legend; or what to say when there is nothing in it.
    func text(_ table: TextTable, legend: [String], ifEmpty empty: String, _ style: TextStyle) -> String {
        guard !table.rows.isEmpty else {
            return PlainText.joined(heading(style) + (style.hasLegend ? [empty] : []))
        }
        let lines = legend.flatMap { PlainText.wrapped($0, to: style.proseWidth) }
        return PlainText.joined(
            heading(style) + table.lines(style) + (style.hasLegend ? [""] + lines : []))
    }

    /// A block for each item under what it rests on.
    func text(blocks: [[String]], ifEmpty empty: String, _ style: TextStyle) -> String {
        let lines = blocks.isEmpty && style.hasLegend ? [empty] : Array(blocks.joined(separator: [""]))
        return PlainText.joined(heading(style) + lines)
    }
}

/// A thing that is counted.
struct Noun {
    let one: String
    let many: String

    init(_ one: String, _ many: String) {
        self.one = one
        self.many = many
    }

    static let meeting = Noun("meeting", "meetings")

    /// "1 meeting", "5 meetings".
    func count(_ number: Int) -> String { "\(number) \(number == 1 ? one : many)" }
}

/// The block that shows one item: its title, and labelled lines as a status page has them.
struct Block {
    private let title: Cell
    /// How commands call it: shown behind the title, but not on a page, whose readers have the name.
    private let id: String?
    private var fields: [(label: String, text: String, emphasis: Emphasis?)] = []

    init(_ title: Cell) { (self.title, id) = (title, nil) }

    /// The block of a record. A young person has no other name than the identifier.
    init(_ name: String, _ id: String) { (title, self.id) = (Cell(name), name == id ? nil : id) }

    /// Adds a line, unless there is nothing to say.
    mutating func add(_ label: String, _ text: String?, _ emphasis: Emphasis? = nil) {
        guard let text, !text.isEmpty else { return }
        fields.append((PlainText.line(label), text, emphasis))
    }

    /// The block's lines: labels end in one column, and long texts are wrapped beside them.
    func lines(_ style: TextStyle) -> [String] {
        if style.isPage {
            let shown = fields.map { (label: $0.label, lines: PlainText.lines($0.text)) }
            return [PagePart.block(title: PlainText.line(title.text), fields: shown).line]
        }
        let depth = (fields.map(\.label.count).max() ?? 0) + 2
        let name = id.map { "\(title.text) (\($0))" } ?? title.text
        var lines = [style.paint(PlainText.line(name), title.emphasis ?? .heading)]
        for field in fields {
            let label = String(repeating: " ", count: depth - field.label.count) + field.label + ":"
            let wrapped = PlainText.wrapped(field.text, to: max(style.proseWidth - depth - 2, 20))
            for (index, line) in wrapped.enumerated() {
                let margin = index == 0 ? label : String(repeating: " ", count: depth + 1)
                let shown = line.isEmpty ? "" : " " + style.paint(line, field.emphasis)
                lines.append(index > 0 && line.isEmpty ? "" : margin + shown)
            }
        }
        return lines
    }
}
