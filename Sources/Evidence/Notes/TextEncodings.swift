// Base64, hexadecimal and decimal text, read strictly: one value has one spelling, so that what was
// signed and what was parsed cannot differ.

/// Standard base64 with padding (RFC 4648 §4), canonical only.
package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }()

    /// Writes bytes as base64 with padding.
    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var position = 0
        while position < bytes.count {
            let available = min(3, bytes.count - position)
            var group = UInt32(bytes[position]) << 16
            if available > 1 { group |= UInt32(bytes[position + 1]) << 8 }
            if available > 2 { group |= UInt32(bytes[position + 2]) }
            for place in 0..<4 {
                let sextet = Int((group >> (18 - 6 * UInt32(place))) & 63)
                text.append(place <= available ? alphabet[sextet] : UInt8(ascii: "="))
            }
            position += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads base64; nil for white space, missing padding, or unused bits that are not zero.
    package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        var characters = Array(text)
        guard characters.count % 4 == 0 else { return nil }
        var padding = 0
        while padding < 2, characters.last == UInt8(ascii: "=") {
            characters.removeLast()
            padding += 1
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count * 3 / 4)
        var group: UInt32 = 0
        var bits: UInt32 = 0
        for character in characters {
            let value = values[Int(character)]
            guard value != 0xFF else { return nil }
            group = (group << 6) | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: group >> bits))
                group &= (1 << bits) - 1
            }
        }
        return group == 0 ? bytes : nil
    }
}

/// Hexadecimal, written in lower case and read in either.
package enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Writes bytes as lower-case hexadecimal.
    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads hexadecimal; nil for an odd number of digits or any other character.
    package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2)
        var high: UInt8?
        for character in text {
            guard let value = value(of: character) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// ASCII decimal numbers as the C2SP formats write sizes and indexes.
enum Decimal {
    /// Reads a number without sign or leading zero; nil beyond 2⁶³ − 1, the most a tree size may be.
    static func parse(_ text: some Collection<UInt8>) -> UInt64? {
        guard let first = text.first, text.count <= 19 else { return nil }
        if first == UInt8(ascii: "0") { return text.count == 1 ? 0 : nil }
        var number: UInt64 = 0
        for character in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else { return nil }
            // 19 digits stay below 2⁶⁴.
            number = number * 10 + UInt64(character - UInt8(ascii: "0"))
        }
        return number <= UInt64(Int64.max) ? number : nil
    }
}

extension String {
    /// Whether two texts are the same bytes.
    ///
    /// `==` on strings also equates different spellings of one accented letter, and what was signed is bytes.
    func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension Collection<UInt8> {
    /// The lines of a text in which every line, the last too, ends in a line feed; nil otherwise.
    func terminatedLines() -> [SubSequence]? {
        guard !isEmpty else { return [] }
        var lines = split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let last = lines.popLast(), last.isEmpty else { return nil }
        return lines
    }

    /// What follows a prefix; nil when the text does not begin with it.
    func removing(prefix: String) -> SubSequence? {
        starts(with: prefix.utf8) ? dropFirst(prefix.utf8.count) : nil
    }
}

/// Reads a text line by line, each ending in a line feed.
struct LineReader {
    /// What was not read yet.
    private(set) var rest: ArraySlice<UInt8>
    /// Number of the line read last, from 1.
    private(set) var line = 0

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// The next line without its line feed; nil when there is no whole line.
    mutating func next() -> ArraySlice<UInt8>? {
        line += 1
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    /// Hashes in base64, one to a line, up to and with an empty line; nil when it is anything else.
    mutating func hashes(maximum: Int) -> [Hash]? {
        var hashes: [Hash] = []
        while let text = next() {
            if text.isEmpty { return hashes }
            guard hashes.count < maximum, let hash = Base64.decode(text).flatMap({ Hash($0) }) else {
                return nil
            }
            hashes.append(hash)
        }
        return nil
    }
}
