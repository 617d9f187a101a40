// Writes JSON text, member by member in the order in which it is told, so that the same value always
// gives the same bytes.

/// Builds one JSON text as bytes.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false
    /// Whether something was written that its field's bounds do not allow: see ``FieldBounds``.
    public var isOutOfBounds = false

    public init(reservingCapacity capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    /// What has been written so far, as a string.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes an object whose members `content` writes.
    public mutating func object<Failure: Error>(
        _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginObject()
        try content(&self)
        endObject()
    }

    /// Writes an array whose elements `content` writes.
    public mutating func array<Failure: Error>(
        _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginArray()
        try content(&self)
        endArray()
    }

    /// Opens an object; ``endObject()`` closes it.
    public mutating func beginObject() { begin(UInt8(ascii: "{")) }
    /// Closes the object that was opened last.
    public mutating func endObject() { end(UInt8(ascii: "}")) }
    /// Opens an array; ``endArray()`` closes it.
    public mutating func beginArray() { begin(UInt8(ascii: "[")) }
    /// Closes the array that was opened last.
    public mutating func endArray() { end(UInt8(ascii: "]")) }

    /// Writes a member's name; its value comes next.
    public mutating func name(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a member's name; its value comes next.
    public mutating func name(_ name: String) {
        value(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string, escaping only what RFC 8259 §7 requires.
    public mutating func value(_ string: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { append(escaping: $0) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a whole number.
    public mutating func value(_ number: Int) {
        separate()
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Writes a number; one that JSON cannot express (infinite, not a number) as null.
    public mutating func value(_ number: Double) {
        separate()
        if let whole = Int(exactly: number) {
            bytes.append(contentsOf: String(whole).utf8)
        } else {
            bytes.append(contentsOf: (number.isFinite ? String(number) : "null").utf8)
        }
    }

    /// Writes true or false.
    public mutating func value(_ boolean: Bool) {
        separate()
        bytes.append(contentsOf: (boolean ? "true" : "false").utf8)
    }

    /// Writes null.
    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a value that is JSON text already, byte for byte.
    public mutating func value(rawJSON: some Collection<UInt8>) {
        separate()
        bytes.append(contentsOf: rawJSON)
    }

    private mutating func begin(_ byte: UInt8) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        bytes.append(byte)
        needsComma = false
    }

    private mutating func end(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func append(escaping raw: UnsafeBufferPointer<UInt8>) {
        var clean = 0
        for (offset, byte) in raw.enumerated()
        where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            bytes.append(contentsOf: raw[clean..<offset])
            clean = offset + 1
            appendEscape(byte)
        }
        bytes.append(contentsOf: raw[clean...])
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        default: bytes.append(byte)
        }
    }
}

extension JSONNode {
    /// The value as JSON text over several lines, indented by two spaces, members in their order.
    public var indented: String {
        var text = ""
        write(into: &text, indentation: "")
        return text
    }

    private func write(into text: inout String, indentation: String) {
        let inner = indentation + "  "
        switch kind {
        case .object where !members.isEmpty:
            text += "{\n"
            for (position, member) in members.enumerated() {
                var name = JSONWriter()
                name.value(member.name)
                text += (position > 0 ? ",\n" : "") + inner + name.text.showingUnprintable + ": "
                member.value.write(into: &text, indentation: inner)
            }
            text += "\n" + indentation + "}"
        case .array where !elements.isEmpty:
            text += "[\n"
            for (position, element) in elements.enumerated() {
                text += (position > 0 ? ",\n" : "") + inner
                element.write(into: &text, indentation: inner)
            }
            text += "\n" + indentation + "]"
        case .object: text += "{}"
        case .array: text += "[]"
        case .null, .boolean, .number: text += self.text
        // The same string, with escapes where its characters would steer a terminal.
        case .string: text += self.text.showingUnprintable
        }
    }
}
