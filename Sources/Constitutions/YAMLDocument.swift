// Documents that people write by hand, such as a council's constitution: YAML, of which only the part is
// taken that says the same to every reader, as the JSON that the rest of Minuted reads.

import Codec
import Yams

/// A YAML 1.2 document as JSON text, with the line on which each value stands.
///
/// Less than all of YAML, so that nothing is taken for something else than its writer meant:
/// - `true` and `false`, whole numbers and `null` (also `~` or nothing) are what they look like; everything
///   else that is not quoted is a string: `no`, `on`, `2007-08-02`, `007`, `1.50`, `16:30`. Quoted is always
///   a string. This is YAML's core schema (YAML 1.2.2 §10.3) without its other spellings and fractions.
/// - Keys are strings, each once in a mapping. Anchors, aliases, tags (but `!!str`, for a string) and several
///   documents in one file are refused.
public struct YAMLDocument: Sendable {
    /// The document as JSON text, members in the order in which they were written.
    public let json: [UInt8]
    private let places: Place

    /// Reads a document.
    ///
    /// - Throws: ``YAMLError``, which names the line.
    public init(_ text: String) throws(YAMLError) {
        var converter = Converter()
        do {
            // The parser has to outlive the reading: its nodes refer to their anchors weakly.
            let parser = try Parser(yaml: text, encoding: .utf8)
            let root = try parser.singleRoot()
            places = try withExtendedLifetime(parser) { () throws(YAMLError) in
                guard let root else { throw YAMLError("the document is empty", line: 1, column: 1) }
                return try converter.convert(root, depth: 0)
            }
        } catch let error as YAMLError {
            throw error
        } catch {
            throw YAMLError(error, in: text)
        }
        json = converter.json.bytes
    }

    /// The line, from 1, on which a value stands.
    ///
    /// - Parameter path: the keys and positions that lead to it, as ``FieldError/path`` has them. Where the
    ///   document has no such value, the line of what it would stand in.
    public func line(of path: [String]) -> Int {
        var place = places
        for step in path {
            guard let next = place.inside[step] else { break }
            place = next
        }
        return place.line
    }

    /// Where a value stands, and those inside it by their keys or positions.
    struct Place: Sendable {
        let line: Int
        var inside: [String: Place] = [:]
    }
}

/// Why a text is not a document that can be read here.
public struct YAMLError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The line, from 1; nil where the parser does not say.
    public let line: Int?
    /// The column, from 1.
    public let column: Int?
    /// What is wrong there.
    public let problem: String

    init(_ problem: String, line: Int?, column: Int?) {
        (self.problem, self.line, self.column) = (problem, line, column)
    }

    init(_ problem: String, at mark: Mark?) {
        self.init(problem, line: mark?.line, column: mark?.column)
    }

    public var description: String {
        guard let line else { return "not readable as YAML: \(problem)" }
        return "line \(line)\(column.map { ", column \($0)" } ?? ""): \(problem)"
    }
}

extension YAMLError {
    /// What the YAML parser says.
    init(_ error: any Error, in text: String) {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            self.init((context.map { "\($0.text), " } ?? "") + problem, at: mark)
        case .reader(let problem, let offset, _, _):
            let before = offset.map { text.unicodeScalars.prefix($0) }
            self.init(problem, line: before.map { $0.count { $0 == "\n" } + 1 }, column: nil)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "\"\($0)\"" }.joined(separator: ", ")
            self.init("given twice in one mapping: \(names)", at: context.mark)
        default: self.init("\(error)", line: nil, column: nil)
        }
    }
}

/// Writes nodes as JSON.
private struct Converter {
    var json = JSONWriter(reservingCapacity: 16_384)

    mutating func convert(_ node: Node, depth: Int) throws(YAMLError) -> YAMLDocument.Place {
        // An alias stands there as a copy of what it refers to, so this finds aliases too, before any of
        // them has multiplied.
        if let anchor = node.anchor {
            throw YAMLError(
                "anchors and aliases (\"&\(anchor.rawValue)\") are not used here: write it out", at: node.mark
            )
        }
        guard depth < JSONDocument.maximumDepth else {
            throw YAMLError("nested deeper than \(JSONDocument.maximumDepth)", at: node.mark)
        }
        switch node {
        case .scalar(let scalar): return try convert(scalar)
        case .sequence(let sequence):
            try refuse(sequence.tag, at: sequence.mark)
            return try convert(sequence, depth: depth)
        case .mapping(let mapping):
            try refuse(mapping.tag, at: mapping.mark)
            return try convert(mapping, depth: depth)
        case .alias(let alias): throw YAMLError("aliases are not used here: write it out", at: alias.mark)
        }
    }

    private func refuse(_ tag: Tag, at mark: Mark?) throws(YAMLError) {
        guard !tag.description.isEmpty else { return }
        throw YAMLError("tags (\"\(tag.description)\") are not used here", at: mark)
    }

    private mutating func convert(_ scalar: Node.Scalar) throws(YAMLError) -> YAMLDocument.Place {
        let text = scalar.string
        // The parser gives this tag to what is quoted, too.
        let isString = scalar.tag.description == Tag.Name.str.rawValue
        if !isString { try refuse(scalar.tag, at: scalar.mark) }
        switch (isString ? .doubleQuoted : scalar.style, text) {
        case (.plain, ""), (.plain, "~"), (.plain, "null"): json.null()
        case (.plain, "true"): json.value(true)
        case (.plain, "false"): json.value(false)
        case (.plain, let digits) where Self.isWholeNumber(digits): json.value(rawJSON: Array(digits.utf8))
        default: json.value(text)
        }
        return .init(line: scalar.mark?.line ?? 1)
    }

    /// Whether a text is a whole number as JSON writes one: no leading zeros, no plus sign.
    private static func isWholeNumber(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard let first = digits.first, digits.count <= 18,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return false }
        return first != UInt8(ascii: "0") || text == "0"
    }

    private mutating func convert(
        _ sequence: Node.Sequence, depth: Int
    ) throws(YAMLError) -> YAMLDocument.Place {
        var place = YAMLDocument.Place(line: sequence.mark?.line ?? 1)
        json.beginArray()
        for (position, element) in sequence.enumerated() {
            place.inside[String(position)] = try convert(element, depth: depth + 1)
        }
        json.endArray()
        return place
    }

    private mutating func convert(
        _ mapping: Node.Mapping, depth: Int
    ) throws(YAMLError) -> YAMLDocument.Place {
        var place = YAMLDocument.Place(line: mapping.mark?.line ?? 1)
        json.beginObject()
        for (key, value) in mapping {
            guard case .scalar(let name) = key, key.anchor == nil else {
                throw YAMLError("a key has to be a plain name", at: key.mark)
            }
            guard place.inside[name.string] == nil else {
                throw YAMLError("\"\(name.string)\" is given twice in one mapping", at: name.mark)
            }
            json.name(name.string)
            // A value is found where its key is, also when it begins on a later line.
            let inner = try convert(value, depth: depth + 1)
            place.inside[name.string] = .init(line: name.mark?.line ?? inner.line, inside: inner.inside)
        }
        json.endObject()
        return place
    }
}
