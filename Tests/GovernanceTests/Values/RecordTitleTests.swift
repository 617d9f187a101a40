// Titles as names: what a title, a part of it, or one of several alike means.

import Governance
import Testing

@Suite("Titles as names")
struct RecordTitleTests {
    private let titles = [
        ("strategy", "Corporate Parenting Strategy"),
        ("agreement", "Corporate Parenting Strategy: agreement in principle"),
        ("pledge", "The Corporate Parenting Pledge"), ("passes", "Leisure passes"),
        ("passes", "Leisure passes for children looked after"), ("centres", "Leisure centres"),
        ("again", "Work experience"), ("again-2", "Work  Experience"),
    ].map { RecordTitle(kind: .decision, id: $0.0, title: $0.1) }

    private func meant(_ reference: String) -> [String] { RecordTitle.matching(reference, among: titles) }

    @Test("the whole title goes before titles that begin so, and those before titles that hold it")
    func order() {
        #expect(meant("Corporate Parenting Strategy") == ["strategy"])
        // An article in front of a title is no part of it.
        #expect(meant("Corporate Parenting") == ["agreement", "pledge", "strategy"])
        #expect(meant("The Corporate Parenting Strategy") == ["strategy"])
        #expect(meant("corporate parenting pledge") == ["pledge"])
        #expect(meant("Parenting Pledge") == ["pledge"])
        #expect(meant("agreement in principle") == ["agreement"])
    }

    @Test("capitals, spaces and punctuation do not matter; whole words do")
    func form() {
        #expect(meant("corporate parenting strategy, agreement in PRINCIPLE") == ["agreement"])
        #expect(meant("leisure pass") == [])
        #expect(meant(" … ") == [] && meant("") == [])
    }

    @Test("a former title still leads to the record, once; the same title of two leads to both")
    func several() {
        #expect(meant("leisure passes") == ["passes"])
        #expect(meant("leisure") == ["centres", "passes"])
        #expect(meant("Work experience") == ["again", "again-2"])
    }
}
