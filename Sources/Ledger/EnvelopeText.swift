// What texts in an envelope may look like, and how they are spelled in JSON.

import Codec
import Governance

enum EnvelopeText {
    /// Letters, digits and punctuation of ASCII, but neither a quotation mark nor a backslash nor a space.
    @inline(__always)
    static func isName(_ text: some Collection<UInt8>) -> Bool {
        !text.isEmpty
            && text.allSatisfy {
                $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
            }
    }

    /// `org.minuted.<aggregate>.<what_happened>`, of small letters, digits and underscores.
    @inline(__always)
    static func isType(_ text: some Collection<UInt8>) -> Bool {
        // After the prefix at least two parts, none of them empty.
        guard text.starts(with: "org.minuted.".utf8) else { return false }
        var parts = 0
        var length = 0
        for byte in text.dropFirst(12) {
            if byte == UInt8(ascii: ".") {
                guard length > 0 else { return false }
                parts += 1
                length = 0
            } else {
                guard isSmallLetterOrDigit(byte) || byte == UInt8(ascii: "_") else { return false }
                length += 1
            }
        }
        return parts >= 1 && length > 0
    }

    /// `<aggregate>/<id>`.
    @inline(__always)
    static func isStream(_ text: some Collection<UInt8>) -> Bool {
        guard isName(text), let slash = text.firstIndex(of: UInt8(ascii: "/")) else { return false }
        return slash > text.startIndex && text.index(after: slash) < text.endIndex
    }

    /// A UUID in small hexadecimal digits.
    @inline(__always)
    static func isIdentifier(_ text: some Collection<UInt8>) -> Bool {
        guard text.count == 36 else { return false }
        for (position, byte) in text.enumerated() {
            if position == 8 || position == 13 || position == 18 || position == 23 {
                guard byte == UInt8(ascii: "-") else { return false }
            } else {
                let isDigit = byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 6
                guard isDigit else { return false }
            }
        }
        return true
    }

    /// A SHA-256 in small hexadecimal digits.
    static func isDigest(_ text: some Collection<UInt8>) -> Bool {
        text.count == 64 && text.allSatisfy { $0 &- UInt8(ascii: "0") < 10 || $0 &- UInt8(ascii: "a") < 6 }
    }

    /// `original` and more small letters and digits, or one of the two of provenance; CloudEvents advises at most 20
    /// characters.
    static func isExtensionName(_ raw: UnsafeRawBufferPointer) -> Bool {
        guard raw.count <= 20 else { return false }
        if raw.starts(with: "original".utf8) { return raw.allSatisfy(isSmallLetterOrDigit) }
        return raw.elementsEqual(Provenance.kindAttribute.utf8)
            || raw.elementsEqual(Provenance.placeAttribute.utf8)
    }

    /// What is wrong with what an envelope says of provenance, in words; nil if nothing is.
    static func provenanceProblem(_ kind: String?, hasPlace: Bool) -> String? {
        guard let kind else { return hasPlace ? "it has a sourceplace and no provenance" : nil }
        guard let known = ProvenanceKind(rawValue: kind) else {
            return "the provenance \"\(kind)\" is not source, inferred, assumed or invented"
        }
        return known == .source && !hasPlace ? "it comes from a source and has no sourceplace" : nil
    }

    /// The text that a JSON string with escapes spells; the bytes as they are if it spells none.
    static func unescaped(_ raw: UnsafeRawBufferPointer) -> String {
        let quoted = [UInt8(ascii: "\"")] + raw + [UInt8(ascii: "\"")]
        return (try? JSONDocument(quoted))?.root.string ?? String(decoding: raw, as: UTF8.self)
    }

    /// What is wrong with a payload, in words; nil if it is one JSON object with nothing around it.
    static func payloadProblem(_ data: [UInt8]) -> String? {
        guard data.first == UInt8(ascii: "{"), data.last == UInt8(ascii: "}") else {
            return "the data is not a JSON object"
        }
        do { _ = try JSONDocument(data) } catch { return "the data is \(error)" }
        return nil
    }

    private static func isSmallLetterOrDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }
}

extension [UInt8] {
    @inline(__always)
    mutating func put(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends `before`, then the text as a JSON string.
    mutating func put(_ before: StaticString, text: String) {
        put(before)
        var text = text
        text.withUTF8 { raw in
            // Nearly every text can be copied as it is; to see so takes one pass without a branch.
            var special: UInt8 = 0
            for byte in raw {
                special |= (byte < 0x20 ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x5C ? 1 : 0)
            }
            if special == 0 {
                append(UInt8(ascii: "\""))
                append(contentsOf: raw)
                append(UInt8(ascii: "\""))
            } else {
                var writer = JSONWriter()
                writer.value(String(decoding: raw, as: UTF8.self))
                append(contentsOf: writer.bytes)
            }
        }
    }

    /// Appends a number's digits, with zeros in front up to `width`.
    mutating func put(number: Int, width: Int) {
        let digits = String(number).utf8
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: Swift.max(0, width - digits.count)))
        append(contentsOf: digits)
    }
}
