// Names that change on a day, and names that were never right; surnames first, and letters behind a name.

import Codec
import Governance
import Testing

@Suite("Names that change")
struct FormerNameTests {
    private let council = Given(SmallCouncil.events)

    private func renamed(_ name: String, on day: String? = nil) -> RenamePerson {
        make(RenamePerson.self) {
            ($0.person, $0.name, $0.reason, $0.on) = ("councillor-a", name, "Marriage", day)
        }
    }

    private func name(_ given: Given, on day: CivilDate) -> String {
        given.state.directory.name("councillor-a", on: day)
    }

    @Test(
        "the former name is that of the days before, the new one begins on its day",
        arguments: [
            ("2007-09-11", "Councillor A, Group One"), ("2007-09-12", "Councillor A-New"),
            ("2007-09-13", "Councillor A-New"),
        ] as [(CivilDate, String)])
    func onTheDay(day: CivilDate, expected: String) {
        let given = council.when(renamed("Councillor A-New", on: "12 September 2007"), at: "2007-10-01T09:00")
            .accepted()
        #expect(name(given, on: day) == expected)
        #expect(given.state.directory.people["councillor-a"]?.name == "Councillor A-New")
    }

    @Test("a name that was misspelt was never anybody's")
    func misspelt() {
        let given = council.when(renamed("Councillor A, Group One (Chair)")).accepted()
        #expect(name(given, on: "2003-05-01") == "Councillor A, Group One (Chair)")
        let twice = given.when(renamed("Councillor B-Old", on: "12 September 2007"), at: "2007-10-01T09:00")
            .accepted()
            .when(renamed("Councillor A-Old", on: nil), at: "2007-10-02T09:00").accepted()
        #expect(name(twice, on: "2007-09-11") == "Councillor A, Group One (Chair)")
        #expect(name(twice, on: "2007-09-12") == "Councillor A-Old")
    }

    @Test(
        "a name is recorded from its first day on, and not before",
        arguments: [("2007-09-11", false), ("2007-09-12", true)] as [(CivilDate, Bool)])
    func notYet(today: CivilDate, isAccepted: Bool) {
        let outcome = council.when(renamed("Councillor A-New", on: "12 September 2007"), at: today.start)
        if isAccepted {
            outcome.accepted()
        } else {
            outcome.thenRefused(rule: "not-in-the-future", record: "person/councillor-a")
        }
    }

    @Test("another day for the same name is refused, with how to correct it")
    func otherDay() {
        let given = council.when(renamed("Councillor A-New", on: "12 September 2007"), at: "2007-10-01T09:00")
            .accepted()
        given.when(renamed("Councillor A-New", on: "13 September 2007"), at: "2007-10-01T09:00")
            .thenRefused(rule: "renamed-once", record: "person/councillor-a")
        given.when(renamed("Councillor A-New"), at: "2007-10-01T09:00").thenNothing()
    }

    @Test("of names that change the later one begins no earlier")
    func order() {
        let given = council.when(renamed("Councillor A-New", on: "12 September 2007"), at: "2007-10-01T09:00")
            .accepted()
        given.when(renamed("Councillor A-Newer", on: "11 September 2007"), at: "2007-10-01T09:00")
            .thenRefused(rule: "dates-in-order", record: "person/councillor-a")
        given.when(renamed("Councillor A-Newer", on: "12 September 2007"), at: "2007-10-01T09:00").accepted()
    }

    @Test(
        "a member written with the surname first is recorded as people say it",
        arguments: [
            ("Khan, Fay", "Fay Khan"), ("de la Cruz, Cllr Ana", "Cllr Ana de la Cruz"),
            ("Khan, OBE", "Khan, OBE"),
            ("Councillor Z, Group Nine", "Councillor Z, Group Nine"),
            ("Khan, of Group One", "Khan, of Group One"),
            ("Ma, Li", "Li Ma"), ("Al Reilly, Jr.", "Al Reilly, Jr."), ("Al Reilly, III", "Al Reilly, III"),
        ])
    func surnameFirst(written: String, recorded: String) throws {
        let register = make(RegisterPerson.self) { $0.name = written }
        let given = council.when(register).accepted()
        #expect(given.state.directory.people.values.contains { $0.name == recorded })
    }

    @Test("an officer's name stays as it is written: what is before the comma is a post")
    func officers() {
        let register = make(RegisterPerson.self) { ($0.name, $0.kind) = ("Finance, Assistant", .officer) }
        let given = council.when(register).accepted()
        #expect(given.state.directory.people.values.contains { $0.name == "Finance, Assistant" })
    }

    @Test("Ma is a surname, and MA a degree")
    func letters() throws {
        let given = council.and(
            Fact.registered("ma", "Councillor Li Ma"), Fact.registered("li", "Councillor Bo Li MA"),
            Fact.registered("moss", "Councillor Moss"))
        let order = given.state.directory.listOrder(["ma", "li", "moss"])
        #expect(order.sorted { $0.value < $1.value }.map(\.key) == ["li", "ma", "moss"])
        let namesake = make(RegisterPerson.self) { $0.name = "Councillor Li" }
        given.when(namesake).accepted()
        given.when(make(RegisterPerson.self) { $0.name = "Bo Li" })
            .thenRefused(
                rule: "namesake", record: "person/li", candidates: ["Councillor Bo Li MA (li), councillor"])
    }
}
