// A record says once which fields it has; from that one list it is read, written and described. So a
// payload's JSON, the interface that documents it and the check for unknown fields cannot differ.

/// A value that stands in one field of a record.
public protocol FieldValue: Sendable {
    /// What the value looks like in JSON, for descriptions of interfaces.
    static var shape: FieldShape { get }

    /// Reads the value.
    ///
    /// - Throws: ``FieldError`` if the JSON is of another kind or says something that cannot be.
    init(reading node: JSONNode) throws(FieldError)

    /// Writes the value.
    func write(to json: inout JSONWriter)

    /// Refuses a value out of bounds: see ``FieldCheck``.
    func check(_ check: FieldCheck) throws(FieldError)

    /// Reads as much of the value as can be read, and notes everything that is wrong with it instead of stopping at
    /// the first: see ``FieldCollector``.
    ///
    /// - Returns: nil if nothing of it can be read.
    static func read(_ node: JSONNode, noting problems: inout [FieldError]) -> Self?
}

/// A value with named fields, read from and written as a JSON object.
///
/// A conforming type lists its fields in ``fields(_:)``, in the order in which they are written.
/// Reading refuses a field that is not listed, and the absence of one that is neither optional nor a list.
public protocol Record: FieldValue {
    /// An empty record, whose fields ``fields(_:)`` then fills in.
    init()

    /// Hands each field to the coder, in the order in which they are written.
    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError)

    /// The record's name in descriptions.
    static var typeName: String { get }
}

/// Something that goes through the fields of a record: a reader, a writer or a describer.
public protocol FieldCoder {
    /// A field that has to be there.
    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError)

    /// A field that may be left out, and is when it is nil.
    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value?, _ meaning: StaticString
    ) throws(FieldError)

    /// A list; always written, and empty when it is left out.
    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout [Value], _ meaning: StaticString
    ) throws(FieldError)

    /// Told the bounds of the field before, with its value or the length of its list.
    mutating func bound(_ name: StaticString, _ value: Int?, _ bounds: FieldBounds) throws(FieldError)

    /// A field that keeps the value it has when it is left out; always written.
    mutating func defaulted<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError)
}

extension FieldCoder {
    /// A field whose name says what it means.
    @inlinable
    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value
    ) throws(FieldError) {
        try field(name, &value, "")
    }

    /// A field whose name says what it means, and which may be left out.
    @inlinable
    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value?
    ) throws(FieldError) {
        try field(name, &value, "")
    }

    /// A list whose name says what it means.
    @inlinable
    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout [Value]
    ) throws(FieldError) {
        try field(name, &value, "")
    }
}

extension FieldCoder {
    /// A field whose name says what it means, and which keeps the value it has when it is left out.
    @inlinable
    public mutating func defaulted<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value
    ) throws(FieldError) {
        try defaulted(name, &value, "")
    }
}

/// Why a field could not be read.
public struct FieldError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where the field stands, outermost first: `["entries", "3", "status"]`.
    public var path: [String]
    /// What is wrong with it, and what is expected instead.
    public var problem: String

    public init(_ problem: String, path: [String] = []) {
        self.path = path
        self.problem = problem
    }

    /// The path as people write it: `entries[3].status`.
    public var place: String {
        path.reduce(into: "") { text, step in
            if step.allSatisfy(\.isNumber) {
                text += "[\(step)]"
            } else {
                text += text.isEmpty ? step : ".\(step)"
            }
        }
    }

    /// The problem as a sentence that names the field.
    public var sentence: String {
        if path.isEmpty { return "It cannot be used: \(problem)." }
        return isStatement
            ? "The field \(place) \(problem)." : "The field \(place) cannot be used: \(problem)."
    }

    /// Whether the problem says by itself what is the matter with the field: that it is missing or not known.
    public var isStatement: Bool { problem.hasPrefix("is ") }

    public var description: String { path.isEmpty ? problem : "\(place): \(problem)" }

    /// Adds to a field that is not known the one that was probably meant, or those that are possible.
    func suggesting(_ names: [String]) -> FieldError {
        guard let wrong = path.last, !names.isEmpty else { return self }
        if let near = NearWord.of(wrong, among: names) {
            return FieldError("\(problem); did you mean \"\(near)\"?", path: path)
        }
        return FieldError("\(problem); possible: \(names.joined(separator: ", "))", path: path)
    }

    public func inside(_ step: String) -> FieldError { FieldError(problem, path: [step] + path) }
}

extension Record {
    public static var typeName: String { "\(Self.self)" }

    public static var shape: FieldShape { .record(typeName, { describedFields }) }

    /// The fields with their shapes and meanings, in order.
    public static var describedFields: [FieldDescription] {
        var describer = FieldDescriber()
        var empty = Self()
        // A describer throws nothing: it only looks.
        try? empty.fields(&describer)
        return describer.found
    }

    public init(reading node: JSONNode) throws(FieldError) {
        self.init()
        var reader = try FieldReader(node)
        try fields(&reader)
        do { try reader.finish() } catch { throw error.suggesting(Self.describedFields.map(\.name)) }
    }

    @inlinable
    public func write(to json: inout JSONWriter) {
        var writer = FieldWriter(json: json)
        json = JSONWriter(reservingCapacity: 0)
        writer.json.beginObject()
        var copy = self
        // A writer throws nothing: every value can be written.
        try? copy.fields(&writer)
        writer.json.endObject()
        json = writer.json
    }

    /// The record as JSON bytes.
    public var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// Reads a record from a whole JSON text.
    ///
    /// - Throws: ``FieldError``, also when the text is not JSON.
    public init(json bytes: [UInt8]) throws(FieldError) {
        let document: JSONDocument
        do { document = try JSONDocument(bytes) } catch { throw FieldError(error.description) }
        try self.init(reading: document.root)
    }
}
