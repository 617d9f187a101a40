// Provenance in words: beside an entry, above an answer or a page, at the head of a letter.

import Governance

extension ProvenanceKind {
    /// The word for one entry.
    var words: String {
        switch self {
        case .source: "source"
        case .inferred: "inferred"
        case .assumed: "assumed"
        case .invented: "invented for illustration"
        }
    }

    /// What a letter says at its head if entries that it rests on are of this kind; empty for those that a source
    /// bears out.
    var letterNote: String {
        switch self {
        case .source, .inferred: ""
        case .assumed: "Partly assumed. This letter rests on entries that no source confirms."
        case .invented:
            "Invented for illustration. This letter rests on invented entries. It says nothing about what the"
                + " council named here did."
        }
    }
}

extension EntryOrigin {
    /// "source: S2 paragraph 4.3"; empty where the entry does not say.
    var words: String {
        guard let kind else { return "" }
        return kind.words + (place.map { ": \($0)" } ?? "")
    }

    /// The same behind a sentence, without the place: " (inferred)".
    var inShort: String { kind.map { " (\($0.words))" } ?? "" }

    /// The columns of a table for programs.
    static let header = ["provenance", "sourceplace"]
    var row: [String] { [kind?.rawValue ?? "", place ?? ""] }
}

/// How much of a record no source bears out.
struct UnsourcedShare {
    let invented: Int
    let assumed: Int
    /// How many entries there are.
    let entries: Int

    /// What heads an answer or a page; nil where a source bears everything out, or nothing is said.
    var sentence: String? {
        if invented > 0 {
            let more = assumed > 0 ? ", and \(assumed) \(assumed == 1 ? "is" : "are") assumed" : ""
            return "Invented for illustration: \(invented) of the \(Self.count(entries)) in this record"
                + " \(invented == 1 ? "is" : "are") invented\(more). Do not take this for what the council did."
        }
        guard assumed > 0 else { return nil }
        return "Partly assumed: no source confirms \(assumed) of the \(Self.count(entries)) in this record."
    }

    private static func count(_ entries: Int) -> String { Noun("entry", "entries").count(entries) }
}

extension Basis {
    /// What has to be said of an answer, and of every page made of it, where the record is partly invented or assumed.
    public var provenanceNote: String? {
        UnsourcedShare(invented: invented ?? 0, assumed: assumed ?? 0, entries: position).sentence
    }

    /// The same as lines of text.
    func provenanceLines(_ style: TextStyle) -> [String] {
        guard let provenanceNote else { return [] }
        return PlainText.wrapped(provenanceNote, to: style.proseWidth).map { style.paint($0, .attention) }
    }
}
