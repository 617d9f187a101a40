// What a web page is made of: tables, blocks and lines come through as what they are, and no text of the record can pass
// for one of them.

import Governance
import Reports
import Testing

@Suite("The parts of a page")
struct PagePartTests {
    private let style = TextStyle.page(isDetailed: false, today: nil, localTime: .utc)

    private func report(_ text: String) -> PlacesReport {
        var place = PlaceValue()
        (place.id, place.name) = ("home-one", text)
        var report = PlacesReport()
        report.places = [place]
        return report
    }

    private func section(_ heading: String, _ text: String) -> PaperSection {
        var section = PaperSection()
        (section.heading, section.text) = (heading, text)
        return section
    }

    @Test("a table keeps its columns, but for identifiers, and its cells whole")
    func table() throws {
        let long = String(repeating: "a long name ", count: 40) + "end"
        let parts = PagePart.parts(of: report(long).text(style))
        let table = try #require(
            parts.lazy.compactMap { if case .table(let table) = $0 { table } else { nil } }.first)
        let name = try #require(table.columns.firstIndex { $0.title == "Name" })
        #expect(table.rows.count == 1 && table.rows[0][name].text == long)
        #expect(!table.rows[0].contains { $0.text == "home-one" })
    }

    @Test(
        "nothing of the record is taken for a part",
        arguments: ["\u{1}heading", "\u{2}<a\u{1E}b\u{1F}c", "\u{3}title", "x\u{1E}y\u{1F}z", "two\nlines"])
    func forged(_ text: String) throws {
        let parts = PagePart.parts(of: report(text).text(style))
        let tables = parts.compactMap { if case .table(let table) = $0 { table } else { nil } }
        #expect(tables.count == 1 && tables[0].rows.count == 1)
        #expect(tables[0].rows[0].count == tables[0].columns.count)
        #expect(!parts.contains { if case .heading = $0 { true } else { false } })
        var paper = PaperReport()
        paper.sections = [section(text, text)]
        let headings = PagePart.parts(of: paper.text(style)).filter {
            if case .heading = $0 { true } else { false }
        }
        #expect(headings.count == 1)
    }

    @Test("a block is labels with texts whose lines stay, and running text is not wrapped")
    func block() throws {
        let sentence = String(repeating: "word ", count: 60) + "end"
        var paper = PaperReport()
        (paper.paper.subject, paper.paper.id) = ("Placements", "placements")
        paper.sections = [section("1. Background", sentence)]
        let parts = PagePart.parts(of: paper.text(style))
        let (title, fields) = try #require(
            parts.lazy.compactMap {
                if case .block(let title, let fields) = $0 { (title, fields) } else { nil }
            }
            .first)
        #expect(title == "Placements" && !fields.isEmpty)
        #expect(parts.contains(.heading("1. Background")))
        #expect(parts.contains { if case .text(sentence, _) = $0 { true } else { false } })
    }
}
