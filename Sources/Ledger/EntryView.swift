// An entry's attributes found in its stored bytes, without copying any. Folding a log of millions of
// entries stands or falls with this: a general JSON reader takes several times as long. It can be this
// simple because entries are written in one form only: attributes in one order, no spaces.

import Glibc

/// The attributes of one entry, as places in bytes that somebody else holds.
///
/// The view is good for as long as the bytes are: in a scan, until the closure that got it returns.
public struct EntryView {
    /// A text attribute: its bytes as they stand in the JSON string.
    public struct Text {
        /// The bytes between the quotation marks.
        public let raw: UnsafeRawBufferPointer
        /// Whether the bytes hold a backslash, so that they are not the text itself.
        public let isEscaped: Bool

        /// The text, unescaped.
        public var string: String {
            isEscaped ? EnvelopeText.unescaped(raw) : String(decoding: raw, as: UTF8.self)
        }
    }

    /// The whole entry.
    public let bytes: UnsafeRawBufferPointer
    /// The entry's id.
    public let id: Text
    /// `urn:minuted:<council>`.
    public let source: Text
    /// The kind of event.
    public let type: Text
    /// The stream, which CloudEvents calls subject.
    public let stream: Text
    /// The version that the stream has with this entry.
    public let streamVersion: Int
    /// The entry's place in the log, from 1.
    public let seq: Int
    /// When the fact took effect.
    public let time: Text
    /// When it was recorded: 24 characters, UTC.
    public let recordedTime: Text
    /// Who recorded it.
    public let actor: Text
    /// The command that it carries out.
    public let commandId: Text
    /// What caused the command.
    public let causationId: Text
    /// What the command is part of.
    public let correlationId: Text
    /// The SHA-256 of what was asked, where the client named the command.
    public let commandDigest: Text?
    /// The version of the payload's schema.
    public let dataSchemaVersion: Int
    /// Further attributes, in order.
    public let extensions: [(name: Text, value: Text)]
    /// The payload, a JSON object.
    public let data: UnsafeRawBufferPointer

    /// Finds the attributes.
    ///
    /// Checks all that tells one form of an entry from another, but not the inside of the payload and of
    /// strings: bytes from elsewhere go through ``Envelope/init(checking:)`` first.
    ///
    /// - Throws: ``EnvelopeError``, which names the byte at which the form is left.
    public init(_ bytes: UnsafeRawBufferPointer) throws(EnvelopeError) {
        var cursor = EnvelopeCursor(bytes)
        self.bytes = bytes
        try cursor.expect("{\"specversion\":\"1.0\",\"id\":\"")
        id = try cursor.text()
        try cursor.expect(",\"source\":\"")
        source = try cursor.text()
        try cursor.expect(",\"type\":\"")
        type = try cursor.text()
        try cursor.expect(",\"subject\":\"")
        stream = try cursor.text()
        try cursor.expect(",\"streamversion\":")
        streamVersion = try cursor.number()
        try cursor.expect(",\"sequence\":\"")
        seq = try cursor.sequence()
        try cursor.expect(",\"time\":\"")
        time = try cursor.text()
        try cursor.expect(",\"recordedtime\":\"")
        recordedTime = try cursor.text()
        try cursor.expect(",\"actor\":\"")
        actor = try cursor.text()
        try cursor.expect(",\"commandid\":\"")
        commandId = try cursor.text()
        try cursor.expect(",\"causationid\":\"")
        causationId = try cursor.text()
        try cursor.expect(",\"correlationid\":\"")
        correlationId = try cursor.text()
        commandDigest = cursor.skip(",\"commanddigest\":\"") ? try cursor.text() : nil
        try cursor.expect(",\"dataschema\":\"urn:minuted:schema:")
        try cursor.expect(type.raw)
        try cursor.expect(":")
        dataSchemaVersion = try cursor.number()
        try cursor.expect("\"")
        extensions = try cursor.extensions()
        try cursor.expect(",\"data\":")
        data = try cursor.payload()
    }
}

/// Why bytes are not an entry.
public struct EnvelopeError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The byte at which reading stopped, from 0.
    public let offset: Int
    /// What is wrong there.
    public let problem: String

    public var description: String { "not an entry, at byte \(offset): \(problem)" }
}

/// Goes through the bytes of an entry from the front.
private struct EnvelopeCursor {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private func failure(_ problem: String) -> EnvelopeError {
        EnvelopeError(offset: position, problem: problem)
    }

    private func follows(_ start: UnsafeRawPointer, _ length: Int) -> Bool {
        guard let base = bytes.baseAddress, bytes.count - position >= length else { return false }
        return memcmp(base + position, start, length) == 0
    }

    @inline(__always)
    mutating func expect(_ text: StaticString) throws(EnvelopeError) {
        guard follows(text.utf8Start, text.utf8CodeUnitCount) else { throw failure("expected \(text)") }
        position += text.utf8CodeUnitCount
    }

    /// Whether the text comes next; it is left behind then.
    mutating func skip(_ text: StaticString) -> Bool {
        guard follows(text) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    mutating func expect(_ text: UnsafeRawBufferPointer) throws(EnvelopeError) {
        guard let start = text.baseAddress, follows(start, text.count) else {
            throw failure("expected the entry's type")
        }
        position += text.count
    }

    /// The rest of a string whose opening quotation mark has been read; never empty.
    mutating func text() throws(EnvelopeError) -> EntryView.Text {
        guard let base = bytes.baseAddress else { throw failure("a string does not end") }
        let start = position
        while let quote = memchr(base + position, Int32(UInt8(ascii: "\"")), bytes.count - position) {
            let end = UnsafeRawPointer(quote) - base
            var backslashes = 0
            while end - backslashes > start, bytes[end - backslashes - 1] == UInt8(ascii: "\\") {
                backslashes += 1
            }
            position = end + 1
            // An odd number of backslashes escapes the quotation mark itself.
            guard backslashes.isMultiple(of: 2) else { continue }
            let raw = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            guard !raw.isEmpty else { throw failure("an attribute is empty") }
            let hasEscape = memchr(base + start, Int32(UInt8(ascii: "\\")), raw.count) != nil
            return EntryView.Text(raw: raw, isEscaped: hasEscape)
        }
        throw failure("a string does not end")
    }

    /// A whole number from 1, without leading zeros.
    mutating func number() throws(EnvelopeError) -> Int {
        guard position < bytes.count, bytes[position] != UInt8(ascii: "0") else {
            throw failure("expected a whole number from 1")
        }
        return try digits(atMost: 18)
    }

    /// The 20 digits of a sequence and the quotation mark after them.
    mutating func sequence() throws(EnvelopeError) -> Int {
        let start = position
        while position < bytes.count, position - start < 2, bytes[position] == UInt8(ascii: "0") {
            position += 1
        }
        let value = try digits(atMost: 18)
        guard position - start == 20, value > 0 else { throw failure("expected a sequence of 20 digits") }
        try expect("\"")
        return value
    }

    private mutating func digits(atMost width: Int) throws(EnvelopeError) -> Int {
        var value = 0
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 {
            guard position - start < width else { throw failure("a number is too large") }
            value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            position += 1
        }
        guard position > start else { throw failure("expected a whole number") }
        return value
    }

    mutating func extensions() throws(EnvelopeError) -> [(name: EntryView.Text, value: EntryView.Text)] {
        var found: [(name: EntryView.Text, value: EntryView.Text)] = []
        while !follows(",\"data\":") {
            try expect(",\"")
            let name = try text()
            guard EnvelopeText.isExtensionName(name.raw) else {
                throw failure("\"\(name.string)\" is not an attribute that an entry has here")
            }
            guard !found.contains(where: { $0.name.raw.elementsEqual(name.raw) }) else {
                throw failure("the attribute \"\(name.string)\" is given twice")
            }
            try expect(":\"")
            found.append((name, try text()))
        }
        return found
    }

    private func follows(_ text: StaticString) -> Bool { follows(text.utf8Start, text.utf8CodeUnitCount) }

    /// The object from here up to the brace that closes the entry.
    mutating func payload() throws(EnvelopeError) -> UnsafeRawBufferPointer {
        let end = bytes.count - 1
        guard end - position >= 2, bytes[position] == UInt8(ascii: "{"), bytes[end] == UInt8(ascii: "}"),
            bytes[end - 1] == UInt8(ascii: "}")
        else { throw failure("expected an object as data, and nothing after it") }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<end])
    }
}
