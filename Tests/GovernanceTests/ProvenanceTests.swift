// Where an entry comes from, as clients may say it.

import Governance
import Testing

@Suite("Provenance")
struct ProvenanceTests {
    private func refused(_ kind: ProvenanceKind?, _ place: String?) -> String? {
        do throws(Rejection) {
            _ = try Provenance.read(kind, place)
            return nil
        } catch { return error.rule }
    }

    @Test("What comes from a source needs the place in it; the rest may have one")
    func place() throws {
        #expect(refused(.source, nil) == "provenance")
        #expect(
            try Provenance.read(.source, "S2 paragraph 4.3") == Provenance(.source, place: "S2 paragraph 4.3")
        )
        for kind in [ProvenanceKind.inferred, .assumed, .invented] {
            #expect(try Provenance.read(kind, nil) == Provenance(kind))
            #expect(try Provenance.read(kind, "S0") == Provenance(kind, place: "S0"))
        }
    }

    @Test("A place alone is refused; nothing at all is nothing")
    func alone() throws {
        #expect(refused(nil, "S2") == "provenance")
        #expect(try Provenance.read(nil, nil) == nil)
    }

    @Test("A place is one line of at most 300 characters, without control characters")
    func bounds() throws {
        #expect(refused(.source, String(repeating: "x", count: 300)) == nil)
        #expect(refused(.source, String(repeating: "x", count: 301)) == "text")
        #expect(refused(.source, "two\nlines") == "text")
        #expect(refused(.invented, "a\u{7}bell") == "text")
        #expect(refused(.invented, " ") == "text")
        #expect(refused(.invented, "right\u{202E}left") == "text")
        #expect(refused(.invented, "e" + String(repeating: "\u{301}", count: 600)) == "text")
    }

    @Test("Invented is weaker than assumed, assumed than inferred, inferred than source")
    func order() {
        #expect(ProvenanceKind.allCases.sorted() == [.source, .inferred, .assumed, .invented])
        #expect(ProvenanceKind.allCases.filter(\.isUnsourced) == [.assumed, .invented])
    }
}
