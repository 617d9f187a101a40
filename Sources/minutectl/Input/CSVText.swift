// Tables as spreadsheets write them (RFC 4180), whatever their delimiter and their letters. SwiftCSV would bring all of
// Foundation into the program, and does not say on which line a record begins.

/// A table out of a file of comma-separated values, or with another delimiter.
struct CSVText {
    /// A record with the line, from 1, on which it begins.
    struct Row: Equatable {
        let line: Int
        let fields: [String]
    }

    /// What stands between fields.
    let delimiter: Character
    /// Whether the text was not in UTF-8 but in the letters of older Windows programs.
    let isWindows: Bool
    private(set) var rows: [Row] = []

    static let delimiters: [Character] = [",", ";", "\t", "|"]

    /// Reads a table. Records without any text are left out.
    ///
    /// - Throws: ``Failure`` for a quotation mark that has no other.
    init(_ bytes: [UInt8], name: String) throws(Failure) {
        let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if plain.starts(with: [0xFF, 0xFE]) || plain.starts(with: [0xFE, 0xFF]) {
            throw Failure(
                .usage, "\(name) is text in UTF-16.", ["Save it as \"CSV UTF-8\" in the spreadsheet program."]
            )
        }
        let utf8 = String(validating: plain, as: UTF8.self)
        isWindows = utf8 == nil
        let text = utf8 ?? Self.windows(plain)
        delimiter = Self.delimiter(of: text)
        try read(text, name)
    }

    /// The delimiter that stands most often in the first line, outside of quotation marks.
    private static func delimiter(of text: String) -> Character {
        var counts: [Character: Int] = [:]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if isQuoted { continue }
            if character.isNewline { break }
            counts[character, default: 0] += 1
        }
        return delimiters.max { counts[$0, default: 0] < counts[$1, default: 0] }
            .flatMap { counts[$0] == nil ? nil : $0 } ?? ","
    }

    private mutating func read(_ text: String, _ name: String) throws(Failure) {
        var (fields, field): ([String], String) = ([], "")
        var (line, first) = (1, 1)
        var isQuoted = false
        var characters = text.makeIterator()
        var next = characters.next()
        func trimmed(_ text: String) -> String {
            String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
        func finish(_ rows: inout [Row]) {
            fields.append(trimmed(field))
            if fields.contains(where: { !$0.isEmpty }) { rows.append(Row(line: first, fields: fields)) }
            (fields, field) = ([], "")
        }
        while let character = next {
            next = characters.next()
            if character.isNewline { line += 1 }
            switch character {
            case "\"" where isQuoted && next == "\"":
                field.append("\"")
                next = characters.next()
            case "\"" where isQuoted: isQuoted = false
            // A quotation mark in the middle of a field is one.
            case "\"" where trimmed(field).isEmpty:
                (isQuoted, field) = (true, "")
            case delimiter where !isQuoted:
                fields.append(trimmed(field))
                field = ""
            case _ where character.isNewline && !isQuoted:
                finish(&rows)
                first = line
            default: field.append(character)
            }
        }
        guard !isQuoted else {
            throw Failure(
                .usage, "\(name):\(first): a quotation mark begins a field that does not end.",
                ["Add the second quotation mark, or take the first away."])
        }
        finish(&rows)
    }

    /// Text in Windows-1252, in which spreadsheets save "CSV" by default.
    private static func windows(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let special = (0x80..<0xA0).contains(byte) ? windowsLetters[Int(byte) - 0x80] : nil
            text.append(special ?? Unicode.Scalar(byte))
        }
        return String(text)
    }

    /// The letters that Windows-1252 has from 0x80 to 0x9F; five places have none.
    private static let windowsLetters: [Unicode.Scalar] = [
        "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
        "\u{90}", "‘",
        "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
    ]
}
