// The plain values that fields are made of.

extension String: FieldValue {
    public static var shape: FieldShape { .string }

    public init(reading node: JSONNode) throws(FieldError) {
        guard let string = node.string else { throw FieldError("expected a string, found \(node.foundKind)") }
        self = string
    }

    public func write(to json: inout JSONWriter) { json.value(self) }
}

extension Int: FieldValue {
    public static var shape: FieldShape { .integer }

    public init(reading node: JSONNode) throws(FieldError) {
        guard let integer = node.integer else {
            let isNumber = node.kind == .number || node.string.flatMap { Double($0) } != nil
            throw FieldError("expected a whole number, found \(isNumber ? node.text : node.foundKind)")
        }
        self = integer
    }

    public func write(to json: inout JSONWriter) {
        if !FieldBounds.number.range.contains(self) { json.isOutOfBounds = true }
        json.value(self)
    }
}

extension Double: FieldValue {
    public static var shape: FieldShape { .number }

    public init(reading node: JSONNode) throws(FieldError) {
        guard let number = node.number else { throw FieldError("expected a number, found \(node.foundKind)") }
        self = number
    }

    public func write(to json: inout JSONWriter) { json.value(self) }
}

extension Bool: FieldValue {
    public static var shape: FieldShape { .boolean }

    public init(reading node: JSONNode) throws(FieldError) {
        guard let boolean = node.boolean else {
            throw FieldError("expected true or false, found \(node.foundKind)")
        }
        self = boolean
    }

    public func write(to json: inout JSONWriter) { json.value(self) }
}

extension Array: FieldValue where Element: FieldValue {
    public static var shape: FieldShape { .list(Element.shape) }

    public init(reading node: JSONNode) throws(FieldError) {
        guard node.kind == .array else { throw FieldError("expected a list, found \(node.foundKind)") }
        self = []
        for (position, element) in node.elements.enumerated() {
            do { append(try Element(reading: element)) } catch { throw error.inside(String(position)) }
        }
    }

    @inlinable
    public func write(to json: inout JSONWriter) {
        if count > FieldBounds.longestList { json.isOutOfBounds = true }
        json.beginArray()
        // Each is written where it lies; going through the list itself would copy it.
        withUnsafeBufferPointer { elements in
            for place in elements.indices { elements[place].write(to: &json) }
        }
        json.endArray()
    }
}

/// Any JSON object, kept as the text that was given.
public struct JSONObject: FieldValue, Equatable {
    /// The object's bytes, as they were given.
    public let bytes: [UInt8]

    public static var shape: FieldShape { .object }

    public init() { bytes = Array("{}".utf8) }

    public init(_ record: some Record) { bytes = record.json }

    public init(reading node: JSONNode) throws(FieldError) {
        guard node.kind == .object else { throw FieldError("expected an object, found \(node.foundKind)") }
        bytes = Array(node.rawBytes)
    }

    public func write(to json: inout JSONWriter) { json.value(rawJSON: bytes) }
}

/// A word out of a fixed list, such as a status. Conforming types are enums of strings.
public protocol Choice: FieldValue, CaseIterable, RawRepresentable, Hashable where RawValue == String {}

extension Choice {
    public static var shape: FieldShape { .choice("\(Self.self)", allCases.map(\.rawValue)) }

    public init(reading node: JSONNode) throws(FieldError) {
        let word = try String(reading: node)
        guard let value = Self(rawValue: word) else {
            let known = Self.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            let near = NearWord.of(word, among: Self.allCases.map(\.rawValue))
            let meant = near.map { "; did you mean \"\($0)\"?" } ?? ""
            throw FieldError("\"\(word)\" is not one of \(known)\(meant)")
        }
        self = value
    }

    @inlinable
    public func write(to json: inout JSONWriter) { json.value(rawValue) }
}

/// A value that is one piece of text with rules of its own, such as a date or an identifier.
public protocol TextValue: FieldValue {
    /// Reads the value from its text.
    ///
    /// - Throws: ``FieldError`` if the text breaks the rules.
    init(text: String) throws(FieldError)

    /// The value as its text.
    var text: String { get }
}

extension TextValue {
    public static var shape: FieldShape { .string }

    public init(reading node: JSONNode) throws(FieldError) {
        try self.init(text: try String(reading: node))
    }

    @inlinable
    public func write(to json: inout JSONWriter) { json.value(text) }
}

extension JSONObject {
    /// An object whose text has been written or read already.
    public init(json bytes: [UInt8]) { self.bytes = bytes }
}
