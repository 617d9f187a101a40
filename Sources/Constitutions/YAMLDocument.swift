// Documents that people write by hand, such as a council's constitution: YAML, of which only the part is
// taken that says the same to every reader, as the JSON that the rest of Minuted reads.

import Codec

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
        // Some editors put a mark before text in UTF-8; it is no part of it.
        let isMarked = text.unicodeScalars.first == "\u{FEFF}"
        let text = isMarked ? String(text.unicodeScalars.dropFirst()) : text
        var converter = Converter(events: try YAMLEvents(text))
        places = try converter.document()
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

    init(_ problem: String, at event: YAMLEvent) {
        self.init(problem, line: event.line, column: event.column)
    }

    public var description: String {
        guard let line else { return "not readable as YAML: \(problem)" }
        return "line \(line)\(column.map { ", column \($0)" } ?? ""): \(problem)"
    }
}

/// Writes a document as JSON while it is read.
private struct Converter {
    let events: YAMLEvents
    var json = JSONWriter(reservingCapacity: 16_384)

    init(events: YAMLEvents) { self.events = events }

    /// The one document of the text.
    mutating func document() throws(YAMLError) -> YAMLDocument.Place {
        let start = try events.next()
        guard case .documentStart = start.kind else {
            throw YAMLError("the document is empty", line: 1, column: 1)
        }
        let first = try events.next()
        if case .scalar(text: "", isPlain: true) = first.kind, first.tag == nil, first.anchor == nil {
            throw YAMLError("the document is empty", at: first)
        }
        let place = try value(first, depth: 0)
        _ = try events.next()
        let behind = try events.next()
        guard case .streamEnd = behind.kind else {
            throw YAMLError("there is more than one document: put each into a file of its own", at: behind)
        }
        return place
    }

    private mutating func value(_ event: YAMLEvent, depth: Int) throws(YAMLError) -> YAMLDocument.Place {
        if let anchor = event.anchor {
            throw YAMLError("anchors and aliases (\"&\(anchor)\") are not used here: write it out", at: event)
        }
        guard depth < JSONDocument.maximumDepth else {
            throw YAMLError("nested deeper than \(JSONDocument.maximumDepth)", at: event)
        }
        let isString = event.tag == "tag:yaml.org,2002:str"
        if let tag = event.tag, !isString || event.isCollection {
            throw YAMLError("tags (\"\(tag)\") are not used here", at: event)
        }
        switch event.kind {
        case .scalar(let text, let isPlain): scalar(text, isPlain: isPlain && !isString)
        case .sequenceStart: return try sequence(event, depth: depth)
        case .mappingStart: return try mapping(event, depth: depth)
        case .sequenceEnd, .mappingEnd, .documentStart, .documentEnd, .streamEnd:
            throw YAMLError("a value is missing", at: event)
        }
        return .init(line: event.line)
    }

    private mutating func scalar(_ text: String, isPlain: Bool) {
        switch (isPlain, text) {
        case (true, ""), (true, "~"), (true, "null"): json.null()
        case (true, "true"): json.value(true)
        case (true, "false"): json.value(false)
        case (true, let digits) where Self.isWholeNumber(digits): json.value(rawJSON: Array(digits.utf8))
        default: json.value(text)
        }
    }

    /// Whether a text is a whole number as JSON writes one: no leading zeros, no plus sign.
    private static func isWholeNumber(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard let first = digits.first, digits.count <= 18,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return false }
        return first != UInt8(ascii: "0") || text == "0"
    }

    private mutating func sequence(_ start: YAMLEvent, depth: Int) throws(YAMLError) -> YAMLDocument.Place {
        var place = YAMLDocument.Place(line: start.line)
        json.beginArray()
        while true {
            let event = try events.next()
            if case .sequenceEnd = event.kind { break }
            place.inside[String(place.inside.count)] = try value(event, depth: depth + 1)
        }
        json.endArray()
        return place
    }

    private mutating func mapping(_ start: YAMLEvent, depth: Int) throws(YAMLError) -> YAMLDocument.Place {
        var place = YAMLDocument.Place(line: start.line)
        json.beginObject()
        while true {
            let key = try events.next()
            if case .mappingEnd = key.kind { break }
            guard case .scalar(let name, _) = key.kind, key.anchor == nil, key.tag == nil else {
                throw YAMLError("a key has to be a plain name", at: key)
            }
            guard place.inside[name] == nil else {
                throw YAMLError("\"\(name)\" is given twice in one mapping", at: key)
            }
            json.name(name)
            // A value is found where its key is, also when it begins on a later line.
            let inner = try value(try events.next(), depth: depth + 1)
            place.inside[name] = .init(line: key.line, inside: inner.inside)
        }
        json.endObject()
        return place
    }
}

extension YAMLEvent {
    fileprivate var isCollection: Bool {
        switch kind {
        case .sequenceStart, .mappingStart: true
        case .scalar, .sequenceEnd, .mappingEnd, .documentStart, .documentEnd, .streamEnd: false
        }
    }
}
