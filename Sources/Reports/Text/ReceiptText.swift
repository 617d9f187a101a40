// What a command led to, and why one was refused.

import Codec
import Governance

extension CommandReceipt: Rendered {
    /// One sentence; for a dry run, what would be recorded.
    public func text(_ style: TextStyle) -> String {
        guard isDryRun, isChange else { return PlainText.joined([sentence] + noteLines) }
        let blocks = entries.map { entry in
            let title = Cell("\(entry.event), \(entry.subject)")
            var block = Block(title)
            for (name, value) in entry.fields { block.add(name, value) }
            return PlainText.indented(block.lines(style), by: 2)
        }
        let count = Noun("entry", "entries").count(entries.count + (unlisted ?? 0))
        let more = unlisted.map { ["", "  \(Noun("more entry", "more entries").count($0))."] } ?? []
        return PlainText.joined(
            ["Would record: \(count). Nothing has been recorded."] + noteLines + [""]
                + blocks.joined(separator: [""]) + more)
    }

    private var noteLines: [String] { notes.map { "  " + PlainText.line($0) } }

    /// What became of the command, in a sentence: "Recorded as entries 42 to 47."
    public var sentence: String {
        if isDryRun, isChange {
            return "Would record: \(Noun("entry", "entries").count(entries.count + (unlisted ?? 0)))."
        }
        guard let first else {
            return isPartial == true
                ? "Nothing recorded, but the record differs from what was sent:"
                : "No change: already recorded."
        }
        let last = last ?? first
        let which = first == last ? "entry \(first)" : "entries \(first) to \(last)"
        if isRepeated { return "Recorded before, as \(which)." }
        return isPartial == true ? "Recorded as \(which), but not everything:" : "Recorded as \(which)."
    }

    public var csvTable: CSVTable {
        CSVTable(
            ["seq", "id", "type", "subject", "data"],
            rows: entries.map { entry in
                [
                    String(entry.seq), entry.id, entry.type, entry.subject,
                    String(decoding: entry.data.bytes, as: UTF8.self),
                ]
            })
    }
}

extension RecordedEntry {
    /// The event in words: "attendance recorded" for `org.minuted.attendance.recorded`.
    fileprivate var event: String {
        let name = type.hasPrefix("org.minuted.") ? String(type.dropFirst(12)) : type
        return String(name.map { $0 == "." || $0 == "_" ? " " : $0 })
    }

    /// The fields of what happened, in the entry's order.
    fileprivate var fields: [(String, String)] {
        guard let document = try? JSONDocument(data.bytes) else { return [] }
        return document.root.members.map { ($0.name, Self.words($0.value)) }
    }

    /// A value in words: the members of an object and short lists on one line, a list of objects on lines
    /// of their own.
    private static func words(_ node: JSONNode) -> String {
        switch node.kind {
        case .string: return node.string ?? ""
        case .object:
            return node.members.map { "\($0.name) \(words($0.value))" }.joined(separator: ", ")
        case .array:
            let elements = node.elements
            let separator = elements.contains { $0.kind == .object } ? "\n" : ", "
            return elements.isEmpty ? "none" : elements.map(words).joined(separator: separator)
        case .null, .boolean, .number: return node.text
        }
    }
}
