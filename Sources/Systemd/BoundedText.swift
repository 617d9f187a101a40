// Text that came from elsewhere, made safe to show: bounded in length, without control characters.
// A log line is often written because of what a stranger sent, and is read on a terminal.

/// Which line structure a rendered text keeps.
enum LineBreaks {
    /// Line feeds and tabs stay; the reader of the field keeps lines apart itself (the journal).
    case kept
    /// Line feeds and tabs are written as `\n` and `\t`; one text is one line.
    case escaped
}

/// Renders text for a log: control and direction-changing characters are written as escapes, and the
/// result is cut at a character so that it has at most `limit` UTF-8 bytes plus an ellipsis.
func loggable(_ text: String, limit: Int, lineBreaks: LineBreaks) -> String {
    let utf8 = text.utf8
    if utf8.count <= limit, utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    var length = 0
    for scalar in text.unicodeScalars {
        let piece = rendering(of: scalar, lineBreaks: lineBreaks)
        length += piece.utf8.count
        if length > limit { return result + "…" }
        result += piece
    }
    return result
}

private func rendering(of scalar: Unicode.Scalar, lineBreaks: LineBreaks) -> String {
    switch scalar.value {
    case 0x0A: return lineBreaks == .kept ? "\n" : "\\n"
    case 0x09: return lineBreaks == .kept ? "\t" : "\\t"
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069:
        return "\\u{" + String(scalar.value, radix: 16) + "}"
    default:
        return String(Character(scalar))
    }
}
