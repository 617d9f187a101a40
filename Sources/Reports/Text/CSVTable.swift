// Comma-separated values as RFC 4180 has them, for spreadsheets and scripts.

/// A table for programs: a line of field names, then the records.
///
/// RFC 4180: lines end with CR LF, the last one too; a field that holds a comma, a quotation mark or a line
/// end is put in quotation marks, and a quotation mark in it is doubled. The text is UTF-8.
///
/// Field names are those of the JSON, dates are ISO 8601, truth is `true` or `false`, what is not known is
/// empty, and a list in one field is parted by `; `. Values are exact: a text that begins with `=`, `+`,
/// `-` or `@` is not altered, since whoever reads the file back has to find what the record says. A
/// spreadsheet may take such a text for a formula; import the columns as text where that matters.
public struct CSVTable: Sendable, Equatable {
    public var header: [String]
    public var rows: [[String]]

    public init(_ header: [String], rows: [[String]] = []) {
        self.header = header
        self.rows = rows
    }

    /// The table in the form of RFC 4180.
    public var text: String {
        ([header] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
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
