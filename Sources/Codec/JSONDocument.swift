// JSON text (RFC 8259) parsed into a flat list of nodes over the bytes that were given. Nothing is
// copied until it is asked for, so that reading a log of millions of entries costs little.

/// A parsed JSON text: the bytes, and one node for each value in the order in which they stand.
///
/// Strict where leniency would let two readers see two things: invalid UTF-8, lone surrogates,
/// repeated member names, trailing text and nesting beyond ``maximumDepth`` are refused.
public struct JSONDocument: Sendable {
    /// Arrays and objects nested deeper than this are refused, so that no input can exhaust the stack.
    public static let maximumDepth = 64

    /// The text as it was given.
    public let bytes: [UInt8]
    @usableFromInline let nodes: [Node]

    /// What a node is.
    public enum Kind: UInt8, Sendable {
        case null, boolean, number, string, array, object
    }

    @usableFromInline struct Node: Sendable {
        @usableFromInline let kind: Kind
        /// Whether a string holds a backslash and so has to be unescaped when it is read.
        @usableFromInline var isEscaped: Bool
        /// The bytes of the value; a string's without its quotation marks.
        @usableFromInline var start: Int32
        @usableFromInline var end: Int32
        /// The node that follows this value and all inside it.
        @usableFromInline var next: Int32
    }

    /// Parses a whole text.
    ///
    /// - Throws: ``JSONError``, which names the byte at which the text stops being JSON.
    public init(_ bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser(bytes)
        nodes = try parser.parse()
        self.bytes = bytes
    }

    /// Parses a whole text.
    public init(_ text: String) throws(JSONError) {
        try self.init(Array(text.utf8))
    }

    /// The outermost value.
    public var root: JSONNode { JSONNode(document: self, index: 0) }
}

/// Why a text is not JSON.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The offset in bytes at which reading stopped.
    public let offset: Int
    /// What is wrong there.
    public let problem: String

    public var description: String { "not valid JSON at byte \(offset): \(problem)" }
}

/// One value inside a ``JSONDocument``.
public struct JSONNode: Sendable {
    @usableFromInline let document: JSONDocument
    @usableFromInline let index: Int

    @usableFromInline init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    @usableFromInline var node: JSONDocument.Node { document.nodes[index] }

    /// What the value is.
    public var kind: JSONDocument.Kind { node.kind }

    /// The value's bytes as they stand in the text; a string's without quotation marks or unescaping.
    public var rawBytes: ArraySlice<UInt8> { document.bytes[Int(node.start)..<Int(node.end)] }

    /// The value as JSON text, a string with its quotation marks.
    public var text: String {
        let inner = String(decoding: rawBytes, as: UTF8.self)
        return kind == .string ? "\"\(inner)\"" : inner
    }

    /// The string, unescaped; nil if the value is none.
    public var string: String? {
        guard kind == .string else { return nil }
        return node.isEscaped ? JSONUnescape.string(rawBytes) : String(decoding: rawBytes, as: UTF8.self)
    }

    /// True or false; nil if the value is neither.
    public var boolean: Bool? {
        guard kind == .boolean else { return nil }
        return document.bytes[Int(node.start)] == UInt8(ascii: "t")
    }

    /// The whole number; nil if the value is none or does not fit.
    ///
    /// A number such as `1.000000e+00` counts as whole: some Varlink clients write integers so.
    public var integer: Int? {
        guard kind == .number else { return nil }
        if let plain = JSONNumber.plainInteger(rawBytes) { return plain }
        return number.flatMap { Int(exactly: $0) }
    }

    /// The number; nil if the value is none.
    public var number: Double? {
        guard kind == .number else { return nil }
        return Double(String(decoding: rawBytes, as: UTF8.self))
    }

    /// The values of an array, in order; empty if the value is none.
    public var elements: [JSONNode] {
        guard kind == .array else { return [] }
        var found: [JSONNode] = []
        var child = index + 1
        while child < Int(node.next) {
            found.append(JSONNode(document: document, index: child))
            child = Int(document.nodes[child].next)
        }
        return found
    }

    /// The members of an object, in order; empty if the value is none.
    public var members: [(name: String, value: JSONNode)] {
        guard kind == .object else { return [] }
        var found: [(name: String, value: JSONNode)] = []
        var child = index + 1
        while child < Int(node.next) {
            let name = JSONNode(document: document, index: child).string ?? ""
            found.append((name, JSONNode(document: document, index: child + 1)))
            child = Int(document.nodes[child + 1].next)
        }
        return found
    }

    /// The member of an object with this name; nil if there is none.
    public subscript(name: String) -> JSONNode? {
        guard kind == .object else { return nil }
        var child = index + 1
        while child < Int(node.next) {
            if JSONNode(document: document, index: child).string == name {
                return JSONNode(document: document, index: child + 1)
            }
            child = Int(document.nodes[child + 1].next)
        }
        return nil
    }
}
