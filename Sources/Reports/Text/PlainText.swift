// Text from the record on its way to a terminal: made harmless, wrapped, shortened, indented.

/// Text made fit to be shown.
enum PlainText {
    /// The text on one line: line ends and tabs become spaces, and characters that steer a terminal or turn
    /// the direction of writing become U+FFFD, so that no record can disguise another.
    static func line(_ text: String) -> String {
        var line = ""
        var wasReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where wasReturn: break
            case "\n", "\r", "\t", "\u{2028}", "\u{2029}": line.unicodeScalars.append(" ")
            default: line.unicodeScalars.append(isHarmless(scalar) ? scalar : "\u{FFFD}")
            }
            wasReturn = scalar == "\r"
        }
        return line
    }

    /// The text's lines, each made fit to be shown.
    static func lines(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line(String($0)) }
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: false
        case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: false
        default: true
        }
    }

    /// The text broken between words into lines of at most `width` characters. Its own line ends and blank
    /// lines stay; a longer word has a line to itself.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        lines(text).flatMap { wrappedLine($0, to: max(width, 1)) }
    }

    private static func wrappedLine(_ line: String, to width: Int) -> [String] {
        var found: [String] = []
        var current = ""
        var length = 0
        for word in line.split(separator: " ") {
            let size = word.count
            if length > 0, length + 1 + size > width {
                found.append(current)
                (current, length) = ("", 0)
            }
            current += (length == 0 ? "" : " ") + word
            length += (length == 0 ? 0 : 1) + size
        }
        return found + [current]
    }

    /// The text cut to `width` characters, the last of them `…` if something was left out.
    static func shortened(_ text: String, to width: Int) -> String {
        guard text.count > width else { return text }
        let kept = text.prefix(max(width - 1, 0))
        let end = kept.lastIndex { $0 != " " }.map { kept.index(after: $0) } ?? kept.startIndex
        return kept[..<end] + "…"
    }

    /// The lines with spaces before them; empty lines stay empty.
    static func indented(_ lines: [String], by depth: Int) -> [String] {
        let margin = String(repeating: " ", count: depth)
        return lines.map { $0.isEmpty ? "" : margin + $0 }
    }

    /// A text wrapped behind a mark such as `4.`, its later lines standing under its first.
    static func hanging(_ mark: String, _ text: String, to width: Int) -> [String] {
        let depth = mark.count + 1
        var lines = indented(wrapped(text, to: width - depth), by: depth)
        guard let first = lines.first else { return [mark] }
        lines[0] = first.isEmpty ? mark : mark + " " + first.dropFirst(depth)
        return lines
    }

    /// The lines as one text, each ended; empty for none.
    static func joined(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
}
