// Tables for spreadsheets and for programs, and characters that steer whatever shows them.

import Codec
import Reports
import Testing

@Suite("Harmless output")
struct HarmlessTests {
    @Test(
        "a cell that a spreadsheet would run has an apostrophe for people, and none for programs",
        arguments: ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "  =1"])
    func formulas(_ cell: String) {
        let table = CSVTable(["what"], rows: [[cell]])
        #expect(table.text == "what\r\n\(cell)\r\n")
        #expect(table.textForPeople == "what\r\n'\(cell)\r\n")
    }

    @Test(
        "numbers, dates and words stay as they are",
        arguments: ["-5", "+3", "-0.5", "2007-08-02", "", "a=b", "Smith-Jones"])
    func plain(_ cell: String) {
        let table = CSVTable(["what"], rows: [[cell]])
        #expect(table.textForPeople == table.text)
    }

    @Test(
        "characters that steer a terminal or turn text around are shown as what they are",
        arguments: [
            ("\u{1B}[2J", #"\u001B[2J"#), ("a\u{9B}b", #"a\u009Bb"#), ("a\u{202E}b", #"a\u202Eb"#),
            ("\u{0}", #"\u0000"#),
        ])
    func unprintable(_ text: String, _ shown: String) throws {
        let table = CSVTable(["what"], rows: [[text]])
        #expect(table.text == "what\r\n\(shown)\r\n" && table.textForPeople == table.text)
        var json = JSONWriter()
        json.object { json in
            json.name("what")
            json.value(text)
        }
        let indented = try JSONDocument(json.bytes).root.indented
        #expect(indented.unicodeScalars.allSatisfy { !$0.isUnprintable })
        // The same string all the same.
        #expect(try JSONDocument(indented).root["what"]?.string == text)
    }
}
