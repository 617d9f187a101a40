// A report prints in the order of its document, its numbers as they are.

import Governance
import Reports
import Testing

@Suite("A report's parts")
struct PaperOrderTests {
    private func report(_ fill: (inout PaperReport) -> Void) -> String {
        var report = PaperReport()
        fill(&report)
        return report.text(TextStyle(width: 80, today: CivilDate.placeholder))
    }

    private func expect(_ words: [String], inOrderIn text: String) {
        let found = words.map { text.firstRange(of: $0)?.lowerBound }
        #expect(!found.contains(nil), "\(text)")
        let places = found.compactMap { $0 }
        #expect(places == places.sorted(), "\(text)")
    }

    @Test("stand in the one run of the paragraphs' numbers, whatever the record keeps them under")
    func oneRun() {
        let text = report {
            $0.proforma = [
                ProformaField("Proposed decision", "That it be agreed"),
                ProformaField("Why is this recommended?", "8. It is needed."),
                ProformaField("Contact", "The Director"),
            ]
            $0.sections = [
                section("Purpose", "1. To ask."), section("Actions", "19. As set out."),
            ]
            $0.implications = [Implication("Legal", "13. None.")]
            $0.recommendations = ["7. That it be agreed"]
        }
        expect(
            ["That it be agreed", "1. To ask", "7. That", "8. It is", "13. None", "19. As", "The Director"],
            inOrderIn: text)
    }

    @Test(
        "with numbers that begin anew in an appendix come after the others; an empty heading stays where it is"
    )
    func appendix() {
        let text = report {
            $0.sections = [
                section("Information", "2.1 As parent."), section("Arrangements", ""),
                section("Board", "3.1 The Board."),
            ]
            $0.implications = [Implication("Financial", "1. None arising.")]
            $0.recommendations = ["1.1 To approve."]
        }
        expect(["1.1 To", "2.1 As", "Arrangements", "3.1 The", "1. None arising"], inOrderIn: text)
    }

    private func section(_ heading: String, _ text: String) -> PaperSection {
        var section = PaperSection()
        (section.heading, section.text) = (heading, text)
        return section
    }
}
