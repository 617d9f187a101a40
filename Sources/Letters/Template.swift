// Templates in Mustache's notation, as far as pages need it. The library for it brings Foundation and ICU
// into the command line, which then takes many times as long to start; this takes neither.

/// A value that a template can name.
enum TemplateValue: Sendable {
    case text(String)
    case truth(Bool)
    case list([TemplateValue])
    case object([String: TemplateValue])

    static func texts(_ texts: [String]) -> TemplateValue { .list(texts.map { .text($0) }) }
}

/// What is wrong with a template.
struct TemplateProblem: Error, CustomStringConvertible {
    let line: Int
    let problem: String
    var description: String { "line \(line): \(problem)" }
}

/// A template, read once.
///
/// `{{name}}` is a text with what HTML needs escaped, `{{{name}}}` the same as it is; `{{#name}} … {{/name}}`
/// is repeated for each item of a list, shown once for a text or an object and left out for nothing;
/// `{{^name}} … {{/name}}` is shown where there is nothing; `{{.}}` is the item itself, `{{! … }}` a remark.
/// A name is looked for in the item, then in what it stands in. One that nothing has is refused: a letter
/// with a hole in it would go out unnoticed.
struct Template {
    private indirect enum Piece {
        case text(Substring)
        case value(String, isEscaped: Bool, line: Int)
        case section(String, isInverted: Bool, [Piece], line: Int)
    }

    private let pieces: [Piece]

    /// How deep sections may lie in one another, and of how many pieces a page may be made.
    private static let (deepest, most) = (32, 1_000_000)

    init(_ text: String) throws(TemplateProblem) {
        var reader = Reader(text)
        pieces = try reader.pieces(until: nil, from: 1)
    }

    func render(_ values: [String: TemplateValue]) throws(TemplateProblem) -> String {
        var page = ""
        var count = 0
        try Self.render(pieces, [.object(values)], into: &page, &count)
        return page
    }

    private static func render(
        _ pieces: [Piece], _ stack: [TemplateValue], into page: inout String, _ count: inout Int
    ) throws(TemplateProblem) {
        for piece in pieces {
            count += 1
            guard count <= most else {
                throw TemplateProblem(line: 1, problem: "the page becomes endless: more than \(most) pieces")
            }
            switch piece {
            case .text(let text): page += text
            case .value(let name, let isEscaped, let line):
                guard case .text(let text) = try find(name, stack, line) else {
                    throw TemplateProblem(line: line, problem: "\"\(name)\" is no text")
                }
                page += isEscaped ? Page.escaped(text) : text
            case .section(let name, let isInverted, let inner, let line):
                let items = items(of: try find(name, stack, line))
                if isInverted {
                    if items.isEmpty { try render(inner, stack, into: &page, &count) }
                } else {
                    for item in items { try render(inner, stack + [item], into: &page, &count) }
                }
            }
        }
    }

    /// What a section is shown for; an empty text is nothing.
    private static func items(of value: TemplateValue) -> [TemplateValue] {
        switch value {
        case .text(let text): text.isEmpty ? [] : [value]
        case .truth(let isTrue): isTrue ? [value] : []
        case .list(let items): items
        case .object: [value]
        }
    }

    private static func find(
        _ name: String, _ stack: [TemplateValue], _ line: Int
    ) throws(TemplateProblem) -> TemplateValue {
        if name == ".", let item = stack.last { return item }
        for case .object(let values) in stack.reversed() {
            if let value = values[name] { return value }
        }
        throw TemplateProblem(line: line, problem: "nothing is called \"\(name)\" here")
    }
}

extension Template {
    /// Reads a template's text.
    private struct Reader {
        private var rest: Substring
        private var line = 1
        private var depth = 0

        init(_ text: String) { rest = text[...] }

        /// The pieces up to the end of a section, or of the text.
        mutating func pieces(until section: String?, from start: Int) throws(TemplateProblem) -> [Piece] {
            var found: [Piece] = []
            while let open = rest.firstRange(of: "{{") {
                found.append(.text(rest[..<open.lowerBound]))
                skip(to: open.upperBound)
                let tag = line
                let isRaw = rest.first == "{"
                guard let close = rest.firstRange(of: isRaw ? "}}}" : "}}") else {
                    throw TemplateProblem(line: tag, problem: "{{ is not closed")
                }
                let inside = rest[rest.startIndex..<close.lowerBound].dropFirst(isRaw ? 1 : 0)
                skip(to: close.upperBound)
                let mark = isRaw ? "{" : inside.first
                let isMarked = mark.map { "#^/!".contains($0) } ?? false
                let name = String((isMarked ? inside.dropFirst() : inside).filter { !$0.isWhitespace })
                switch mark {
                case "!": continue
                case "#", "^":
                    guard depth < deepest else {
                        throw TemplateProblem(line: tag, problem: "sections lie more than \(deepest) deep")
                    }
                    depth += 1
                    let inner = try pieces(until: name, from: tag)
                    depth -= 1
                    found.append(.section(name, isInverted: mark == "^", inner, line: tag))
                case "/":
                    guard name == section else {
                        throw TemplateProblem(line: tag, problem: "{{/\(name)}} closes nothing that is open")
                    }
                    return found
                default: found.append(.value(name, isEscaped: !isRaw, line: tag))
                }
            }
            guard section == nil else {
                throw TemplateProblem(line: start, problem: "{{#\(section ?? "")}} is not closed")
            }
            found.append(.text(rest))
            return found
        }

        private mutating func skip(to index: Substring.Index) {
            line += rest[..<index].count { $0.isNewline }
            rest = rest[index...]
        }
    }
}
