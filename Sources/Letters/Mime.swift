// A letter as a mail: MIME with the letter as text and as a page, and its table for spreadsheets
// (RFC 5322, 2045 to 2047, 2046). The same letter gives the same bytes.

import Digests

/// One part of a mail.
public struct MailPart: Sendable {
    /// The media type with its parameters but for the character set, which is UTF-8.
    public let type: String
    public let text: String
    /// The name of a part that is attached; nil for one that is shown.
    public let fileName: String?

    public init(_ type: String, _ text: String, fileName: String? = nil) {
        (self.type, self.text, self.fileName) = (type, text, fileName)
    }
}

/// A mail with alternatives of one letter, and what is attached to it.
public struct Mail: Sendable {
    public var from = ""
    public var to = ""
    public var subject = ""
    /// The date as RFC 5322 has it.
    public var date = ""
    /// What is left of the @ of its Message-ID: the same letter, the same one, so that one sent twice shows.
    public var identifier = ""
    /// The plainest first.
    public var alternatives: [MailPart] = []
    public var attachments: [MailPart] = []

    public init() {}

    /// The mail's bytes, with CR LF behind each line.
    public var bytes: [UInt8] {
        let domain = from.split(separator: "@").last.map(String.init) ?? "localhost"
        // RFC 2046 lets a boundary have 70 characters; an identifier may have more.
        let digest = Self.digest(Array(identifier.utf8)).prefix(32)
        let (outer, inner) = ("minuted-\(digest)", "minuted-letter-\(digest)")
        var lines = [
            "From: \(from)", "To: \(to)", "Subject: \(Self.header(subject))", "Date: \(date)",
            "Message-ID: <\(digest)@\(domain)>",
            // RFC 3834: no vacation notice is wanted in answer.
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
            "Content-Type: multipart/mixed;", " boundary=\"\(outer)\"", "",
            "--\(outer)", "Content-Type: multipart/alternative;",
            " boundary=\"\(inner)\"", "",
        ]
        for part in alternatives { lines += ["--\(inner)"] + Self.lines(of: part) }
        lines += ["--\(inner)--", ""]
        for part in attachments { lines += ["--\(outer)"] + Self.lines(of: part) }
        lines.append("--\(outer)--")
        return Array(lines.map { $0 + "\r\n" }.joined().utf8)
    }

    /// The SHA-256 of bytes, in hexadecimal.
    public static func digest(_ bytes: [UInt8]) -> String {
        SHA256.hash(bytes).hex
    }

    private static func lines(of part: MailPart) -> [String] {
        let name = part.fileName.map { "; filename=\"\($0)\"" } ?? ""
        return [
            "Content-Type: \(part.type); charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "Content-Disposition: \(part.fileName == nil ? "inline" : "attachment")\(name)", "",
        ] + QuotedPrintable.lines(part.text) + (part.text.utf8.last == 0x0A ? [""] : [])
    }

    /// A header's text, as encoded words where it is not all ASCII (RFC 2047).
    static func header(_ text: String) -> String {
        let line = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        // What looks like an encoded word would be read as one.
        guard line.utf8.contains(where: { $0 >= 0x7F }) || line.utf8.count > 900 || line.contains("=?") else {
            return line
        }
        var words: [String] = []
        var word: [UInt8] = []
        for character in line {
            // An encoded word has at most 75 characters, 45 bytes in Base64 with what stands around them.
            if word.count + character.utf8.count > 45 {
                words.append(encoded(word))
                word = []
            }
            word += character.utf8
        }
        if !word.isEmpty { words.append(encoded(word)) }
        return words.joined(separator: "\r\n ")
    }

    private static func encoded(_ bytes: [UInt8]) -> String { "=?utf-8?B?\(Base64.text(bytes))?=" }
}

/// Quoted-printable (RFC 2045, 6.7): readable where it is ASCII.
enum QuotedPrintable {
    static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        var current: [UInt8] = []
        var isAfterReturn = false
        func end(soft: Bool) {
            if !soft, let last = current.last, last == 0x20 || last == 0x09 {
                current.removeLast()
                current += hex(last)
            }
            lines.append(String(decoding: current + (soft ? [UInt8(ascii: "=")] : []), as: UTF8.self))
            current = []
        }
        for byte in text.utf8 {
            defer { isAfterReturn = byte == 0x0D }
            if byte == 0x0A {
                if !isAfterReturn { end(soft: false) }
                continue
            }
            if byte == 0x0D {
                end(soft: false)
                continue
            }
            let isPlain = (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "=") || byte == 0x09
            // A line that is a dot alone, or begins with "From ", some mail services change.
            let isRisky = current.isEmpty && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
            let encoded = isPlain && !isRisky ? [byte] : hex(byte)
            if current.count + encoded.count > 75 { end(soft: true) }
            current += encoded
        }
        if !current.isEmpty { end(soft: false) }
        return lines
    }

    private static func hex(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}

/// Base64 (RFC 4648).
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = (0..<3).reduce(0) { bits, offset in
                bits << 8 | (offset < group.count ? Int(group[start + offset]) : 0)
            }
            for offset in 0..<4 {
                text.append(
                    offset <= group.count ? alphabet[bits >> (18 - 6 * offset) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
