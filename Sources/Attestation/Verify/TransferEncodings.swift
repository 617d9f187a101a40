// Mails and pages as files: what a text was wrapped in on its way, taken off again as far as a checkpoint needs it.

import Evidence

/// The transfer encodings of mails (RFC 2045, section 6).
enum TransferEncodings {
    /// The texts that a mail may have: all of it without quoted-printable, and each part in Base64 by itself.
    static func texts(of mail: [UInt8]) -> [[UInt8]] {
        [quotedPrintable(mail)] + base64Parts(of: mail)
    }

    /// Section 6.7: `=` and two digits stand for a byte, and `=` at the end of a line for no end.
    private static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let next = bytes[(index + 1)...].prefix(2)
            if bytes[index] != UInt8(ascii: "=") {
                text.append(bytes[index])
                index += 1
            } else if next.first == UInt8(ascii: "\n") {
                index += 2
            } else if next.elementsEqual(Array("\r\n".utf8)) {
                index += 3
            } else if next.count == 2, let byte = UInt8(String(decoding: next, as: UTF8.self), radix: 16) {
                text.append(byte)
                index += 3
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        return text
    }

    /// Section 6.8: lines of Base64, as a mail service on the way may have made of it.
    private static func base64Parts(of mail: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var part: [UInt8] = []
        for line in mail.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if !line.isEmpty, line.count <= 76, line.allSatisfy(isBase64) {
                part += line
            } else if !part.isEmpty {
                if let decoded = Base64.decode(part) { parts.append(decoded) }
                part = []
            }
        }
        if let decoded = Base64.decode(part) { parts.append(decoded) }
        return parts
    }

    static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
            true
        default: false
        }
    }
}

/// Text with tags in it.
enum MarkedUpText {
    private static let named: [Substring: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "mdash": "\u{2014}",
    ]

    /// The text without its tags, with what stands for a character replaced by it.
    static func plain(_ bytes: [UInt8]) -> [UInt8] {
        var text = ""
        var rest = String(decoding: bytes, as: UTF8.self)[...]
        while let next = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
            text += rest[..<next]
            let isTag = rest[next] == "<"
            let longest = isTag ? 1_000 : 10
            guard let end = rest[next...].prefix(longest).firstIndex(of: isTag ? ">" : ";") else {
                text.append(rest[next])
                rest = rest[rest.index(after: next)...]
                continue
            }
            let inside = rest[rest.index(after: next)..<end]
            if isTag {
                if breaksLine(inside) { text += "\n" }
            } else {
                text += character(inside).map(String.init) ?? "&\(inside);"
            }
            rest = rest[rest.index(after: end)...]
        }
        return Array((text + rest).utf8)
    }

    private static func breaksLine(_ tag: Substring) -> Bool {
        ["br", "/p", "/div", "/pre", "pre", "p", "div"].contains(tag.lowercased().prefix { $0 != " " })
    }

    private static func character(_ name: Substring) -> Character? {
        guard name.first == "#" else { return named[name] }
        let digits = name.dropFirst()
        let code = digits.first?.lowercased() == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return code.flatMap(Unicode.Scalar.init).map(Character.init)
    }
}
