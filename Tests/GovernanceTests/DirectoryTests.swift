// People write names as they speak them: what is most exact wins, and what fits several is refused.

import Codec
import Governance
import Testing

@Suite("What a name means")
struct DirectoryTests {
    let directory = Given(SmallCouncil.events).state.directory

    @Test("an identifier, a name in any case, its beginning")
    func ways() throws {
        for name in [
            "malap", "MALAP", "Multi Agency Looked After Partnership", "multi agency", "MULTI-AGENCY",
        ] {
            #expect(try directory.body(name).id == "malap", "\(name)")
        }
        for name in ["councillor-a", "Councillor A, Group One", "councillor a"] {
            #expect(try directory.person(name).id == "councillor-a", "\(name)")
        }
        #expect(try directory.group("TWO").id == "group-two")
        #expect(try directory.office("leader of the").id == "leader-of-the-council")
    }

    @Test("what is exact wins over what begins so")
    func exactFirst() throws {
        let more = Given(SmallCouncil.events).and(
            Fact.registered("councillor-ab", "Councillor AB"), Fact.body("cabinet-panel", "Cabinet Panel"))
        #expect(try more.state.directory.person("councillor-a").id == "councillor-a")
        #expect(try more.state.directory.body("Cabinet").id == "cabinet")
    }

    @Test("what fits several is answered with them, in order")
    func ambiguous() {
        let error = #expect(throws: Rejection.self) { try directory.person("Councillor") }
        #expect(error?.rule == "unambiguous-person")
        #expect(
            error?.candidates == [
                "Councillor A, Group One (councillor-a)", "Councillor B, Group One (councillor-b)",
                "Councillor C, Group Two (councillor-c)", "Councillor D, Group Two (councillor-d)",
                "Councillor E, no group (councillor-e)",
            ])
    }

    @Test("what fits nothing says so", arguments: ["Nobody", "", "-", "?!", "李"])
    func nothing(_ name: String) {
        let error = #expect(throws: Rejection.self) { try directory.person(name) }
        #expect(error?.rule == "known-person")
        #expect(error?.candidates == [])
    }

    @Test("members are listed by surname, others by name")
    func listed() {
        let council = Given(SmallCouncil.events).and(
            Fact.registered("p1", "Councillor Zoë Adams OBE"),
            Fact.registered("p2", "Cllr Mrs Ann Smith-Jones"),
            Fact.registered("p3", "Khan, Fay"), Fact.registered("p4", "Dr Bob de Silva"),
            Fact.registered("p5", "Councillor Adam Young, Leader of the Council"),
            Fact.registered("p6", "Director of Housing", .officer), Fact.registered("p7", "Ann Adams"))
        let order = council.state.directory.listOrder(["p1", "p2", "p3", "p4", "p5", "p6", "p7"])
        #expect(
            order.sorted { $0.value < $1.value }.map(\.key) == ["p7", "p1", "p6", "p3", "p4", "p2", "p5"])
    }

    @Test("names without a Latin letter are told apart")
    func otherScripts() throws {
        let more = Given(SmallCouncil.events).and(
            Fact.registered("p-1", "王芳", .coOpted), Fact.registered("p-2", "李娜", .coOpted))
        #expect(try more.state.directory.person("李娜").id == "p-2")
        let one = Given(SmallCouncil.events).and(Fact.registered("p-1", "王芳", .coOpted))
        #expect(throws: Rejection.self) { try one.state.directory.person("李娜") }
    }

    @Test("slugs are short, plain and stay well formed, whatever the name")
    func slugs() throws {
        #expect(Slug.make("Children's Trust Board") == "childrens-trust-board")
        #expect(Slug.make("  Łódź – Ærøskøbing  ") == "lodz-aeroskobing")
        #expect(Slug.make("…") == "unnamed")
        var random = SeededGenerator(seed: 3)
        for _ in 0..<2_000 {
            let text = String.any(&random) + String.any(&random)
            let slug = Slug.make(text)
            #expect(throws: Never.self, "\(text)") { try BodyID(text: slug) }
            #expect(slug.count <= 48 && slug.last != "-")
        }
    }
}
