// The parts of a report in the order of the document: councils number their paragraphs in one run, across the headings
// under which the record keeps them.

import Governance

struct PaperOrder {
    /// The parts, each with its heading, as the document has them.
    private(set) var parts: [(heading: String, text: String)] = []

    /// Parts without numbers with which documents end.
    private static let last: Set<String> = ["Appendices", "Background papers", "Contact"]

    init(_ report: PaperReport) {
        let fields = report.proforma.filter { $0.answer != .blank }.map { ($0.heading, $0.text ?? "") }
        let body =
            report.sections.filter { !$0.isOfAppendix }.map { ($0.heading, $0.text) }
            + report.implications.map { ("Implications: \($0.kind)", $0.text) }
            + (report.recommendations.isEmpty
                ? [] : [("Recommendations", report.recommendations.joined(separator: "\n"))])
        let isFirst = { (part: (String, String)) in
            Self.number(part.1) == nil && !Self.last.contains(part.0)
        }
        parts = fields.filter(isFirst)
        parts += Self.inOrder(fields.filter { Self.number($0.1) != nil } + body)
        parts += fields.filter { Self.last.contains($0.0) && Self.number($0.1) == nil }
        parts += report.sections.filter(\.isOfAppendix).map { ($0.heading, $0.text) }
    }

    /// Parts whose numbers are of one depth ("2.", "2.1") make up one run; runs stay in the order of their first parts.
    private static func inOrder(_ all: [(String, String)]) -> [(String, String)] {
        var runs: [Int] = []
        var keyed: [(run: Int, number: [Int], place: Int, part: (String, String))] = []
        // A heading without a text of its own goes with the part that follows it.
        var before: [(String, String)] = []
        for (place, part) in all.enumerated() {
            guard let number = number(part.1) else {
                before.append(part)
                continue
            }
            if !runs.contains(number.count) { runs.append(number.count) }
            let run = runs.firstIndex(of: number.count) ?? 0
            keyed += before.map { (run, number, place - before.count, $0) }
            keyed.append((run, number, place, part))
            before = []
        }
        let sorted = keyed.sorted { one, other in
            if one.run != other.run { return one.run < other.run }
            if one.number != other.number { return one.number.lexicographicallyPrecedes(other.number) }
            return one.place < other.place
        }
        return sorted.map(\.part) + before
    }

    /// The number with which the text begins, such as 2.1; nil if it begins with none.
    private static func number(_ text: String) -> [Int]? {
        let first = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let rest = text.dropFirst(first.count)
        guard rest.first?.isWhitespace ?? false else { return nil }
        let numbers = first.split(separator: ".").compactMap { Int($0) }
        return numbers.isEmpty ? nil : numbers
    }
}

extension PaperSection {
    /// Whether it belongs to what is attached to the document, and so stands behind all of it.
    fileprivate var isOfAppendix: Bool { heading.hasPrefix("Appendix ") }
}
