// Comma-separated values as RFC 4180 has them, for spreadsheets and scripts.

internal import Codec

/// A table for programs: a line of field names, then the records.
///
/// RFC 4180: lines end with CR LF, the last one too; a field that holds a comma, a quotation mark or a line
/// end is put in quotation marks, and a quotation mark in it is doubled. The text is UTF-8.
///
/// Field names are those of the JSON, dates are ISO 8601, truth is `true` or `false`, what is not known is
/// empty, and a list in one field is parted by `; `. Values in ``text`` are exact, since whoever reads the file
/// back has to find what the record says; ``textForPeople`` is for those who open it in a spreadsheet. In both,
/// characters that steer a terminal or turn the direction of text around are written as `\u001B`.
public struct CSVTable: Sendable, Equatable {
    public var header: [String]
    public var rows: [[String]]

    public init(_ header: [String], rows: [[String]] = []) {
        self.header = header
        self.rows = rows
    }

    /// The table in the form of RFC 4180.
    public var text: String { lines { $0 } }

    /// The same for a spreadsheet: a text that it would take for a formula has an apostrophe before it.
    public var textForPeople: String {
        lines { field in
            // Behind white space too; a number with a sign is no formula.
            guard let first = field.first(where: { !$0.isWhitespace }),
                "=+-@".contains(first) || field.first == "\t",
                Double(field) == nil
            else { return field }
            return "'" + field
        }
    }

    private func lines(_ change: (String) -> String) -> String {
        ([header] + rows).map { row in
            row.map { Self.quoted(change($0.showingUnprintable)) }.joined(separator: ",") + "\r\n"
        }.joined()
    }

    private static func quoted(_ field: String) -> String {
        let hasSpecial = field.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r")
                || byte == UInt8(ascii: "\n")
        }
        guard hasSpecial else { return field }
        var text = "\""
        for scalar in field.unicodeScalars {
            if scalar == "\"" { text += "\"" }
            text.unicodeScalars.append(scalar)
        }
        return text + "\""
    }

    /// A number, or nothing.
    static func field(_ number: Int?) -> String { number.map { String($0) } ?? "" }

    /// Truth, or nothing.
    static func field(_ truth: Bool?) -> String { truth.map { String($0) } ?? "" }

    /// Several values in one field.
    static func field(_ list: [String]) -> String { list.joined(separator: "; ") }
}
