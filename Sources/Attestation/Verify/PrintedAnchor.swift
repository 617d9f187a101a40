// Checkpoints as they come back from the world: in the middle of a letter or of minutes, with lines that a mail
// program indented, quoted or broke, in a mail as it was sent or in a page. The signature says whether what was put
// together again is right.

import Evidence

enum PrintedAnchor {
    /// The first checkpoint in a text, a mail or a page; nil when there is none.
    static func find(in bytes: [UInt8]) -> SignedCheckpoint? {
        // A tag would be taken for a part of the line that it stands in: without tags first.
        ([bytes] + TransferEncodings.texts(of: bytes)).lazy
            .flatMap { [MarkedUpText.plain($0), $0] }.compactMap(find(inText:)).first
    }

    private static func find(inText bytes: [UInt8]) -> SignedCheckpoint? {
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(bare)
        for (blank, line) in lines.enumerated() where line.isEmpty && blank >= 3 {
            let text = lines[(blank - 3)..<blank]
            let signatures = signatureLines(lines[(blank + 1)...])
            guard !signatures.isEmpty, text.allSatisfy({ !$0.isEmpty }) else { continue }
            let note = (text + [""] + signatures).map { $0 + "\n" }.joined()
            if let signed = try? SignedCheckpoint(parsing: Array(note.utf8)) { return signed }
        }
        return nil
    }

    /// Whether a text has something that may be a signature.
    static func mayBeSigned(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .contains { bare($0).hasPrefix("\u{2014} ") }
    }

    /// A line without the marks of a quotation and the white space around it.
    private static func bare(_ line: Substring) -> Substring {
        let start = line.firstIndex { !$0.isWhitespace && $0 != ">" } ?? line.endIndex
        let end = line[start...].lastIndex { !$0.isWhitespace }.map { line.index(after: $0) } ?? start
        return line[start..<end]
    }

    /// The signature lines each in one piece again, up to the first line that is none.
    private static func signatureLines(_ lines: ArraySlice<Substring>) -> [Substring] {
        var whole: [Substring] = []
        for line in lines {
            if line.hasPrefix("—") {
                whole.append(line)
            } else if isBase64(line), let last = whole.popLast() {
                // Broken behind the name, where a space was, or within the signature, which has none.
                whole.append(last + (last.split(separator: " ").count < 3 ? " " : "") + line)
            } else {
                break
            }
        }
        return whole
    }

    private static func isBase64(_ line: Substring) -> Bool {
        !line.isEmpty && line.utf8.allSatisfy(TransferEncodings.isBase64)
    }
}
