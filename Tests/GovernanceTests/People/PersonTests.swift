// People enter the record once, under an identifier that stays; young people enter it without a name.

import Codec
import Governance
import Testing

@Suite("People")
struct PersonTests {
    let council = Given(SmallCouncil.events)

    private func register(_ name: String?, _ kind: PersonKind, as id: PersonID? = nil) -> RegisterPerson {
        make(RegisterPerson.self) { ($0.name, $0.kind, $0.person) = (name, kind, id) }
    }

    @Test("a councillor's identifier is made from the surname, or from a role")
    func identifiers() {
        council.when(register("Councillor Jane O'Hara", .councillor))
            .then(Fact.registered("ohara", "Councillor Jane O'Hara"))
        council.when(register("Councillor F, Group Two", .councillor))
            .then(Fact.registered("councillor-f-group-two", "Councillor F, Group Two"))
        council.when(register("Director of Children's Services", .officer))
            .then(
                Fact.registered(
                    "director-of-childrens-services", "Director of Children's Services", .officer))
    }

    @Test("somebody of the same surname gets a number; the same name again is asked about")
    func namesakes() {
        let two = council.when(register("Councillor Jane Okafor", .councillor))
            .then(Fact.registered("okafor", "Councillor Jane Okafor"))
            .when(register("Councillor Sam Okafor", .councillor))
            .then(Fact.registered("okafor-2", "Councillor Sam Okafor"))
        for name in [
            "Councillor Jane Okafor", "  councillor JANE  okafor ", "Councillor Jane Oka\u{200B}for",
            "Jane Okafor", "Cllr Jane Okafor OBE", "Jane Ókafor", "Okafor, Jane", "Okafor, Cllr Jane",
            "Jane Okafor, OBE",
        ] {
            two.when(register(name, .councillor)).thenRefused(
                rule: "namesake", record: "person/okafor",
                candidates: ["Councillor Jane Okafor (okafor), councillor"])
        }
        two.when(register("Councillor Sam Okafor", .officer))
            .thenRefused(rule: "namesake", record: "person/okafor-2")
        let turned = council.when(register("Okafor, Jane", .councillor)).accepted()
        turned.when(register("Councillor Jane Okafor", .councillor))
            .thenRefused(rule: "namesake", record: "person/okafor")
        two.when(register("Councillor Jane Okafor", .councillor, as: "okafor-3"))
            .then(Fact.registered("okafor-3", "Councillor Jane Okafor"))
    }

    @Test("a name that is somebody else's, titles or no titles, is given to nobody by renaming either")
    func renamedTo() {
        let rename = { (name: String) in
            make(RenamePerson.self) { ($0.person, $0.name, $0.reason) = ("councillor-c", name, "marriage") }
        }
        let okafor = council.and(Fact.registered("okafor", "Jane Okafor"))
        okafor.when(rename("Cllr Jane Okafor")).thenRefused(rule: "namesake", record: "person/okafor")
        okafor.when(rename("Cllr June Okafor")).accepted()
        // One's own name with a title is one's own.
        council.when(rename("Cllr Councillor C, Group Two")).accepted()
    }

    @Test("somebody who was withdrawn is not registered again under the same identifier")
    func withdrawnAgain() {
        let withdrawn = council.and(Fact.registered("young", "Yan Young")).when(
            make(WithdrawPerson.self) { ($0.person, $0.reason) = ("young", "no such person") }
        ).accepted()
        withdrawn.when(register("Yan Young", .councillor, as: "young"))
            .thenRefused(rule: "new-record", record: "person/young")
        withdrawn.when(register("Yan Young", .councillor, as: "yan-young")).accepted()
    }

    @Test("an identifier belongs to one person")
    func oneIdentifier() {
        council.when(register("Somebody Else", .councillor, as: "councillor-a"))
            .thenRefused(rule: "new-record", record: "person/councillor-a")
        council.when(register("Councillor A, Group One", .officer, as: "councillor-a"))
            .thenRefused(rule: "new-record", record: "person/councillor-a")
    }

    @Test(
        "everybody else has a name, of one line",
        arguments: [nil, "", "  ", "A\nB", String(repeating: "x", count: 121)])
    func named(_ name: String?) {
        council.when(register(name, .officer, as: "officer-b"))
            .thenRefused(rule: "text", record: "person/officer-b")
    }

    @Test("renaming keeps the identifier, and the former name still finds the person")
    func renamed() throws {
        let command = make(RenamePerson.self) {
            ($0.person, $0.name, $0.reason) = ("Councillor D, Group Two", "Councillor Dee", "marriage")
        }
        let event = make(PersonRenamed.self) {
            ($0.person, $0.name, $0.reason) = ("councillor-d", "Councillor Dee", "marriage")
        }
        let after = council.when(command).then(.personRenamed(event))
        #expect(try after.state.directory.person("Councillor D, Group Two").id == "councillor-d")
        #expect(try after.state.directory.person("dee").id == "councillor-d")
        council.when(make(RenamePerson.self) { ($0.person, $0.name) = ("councillor-d", "Councillor Dee") })
            .thenRefused(rule: "reason", record: "person/councillor-d")
    }
}

@Suite("Young people are pseudonymous, always")
struct YoungPeopleTests {
    let council = Given(SmallCouncil.events)

    @Test("one is registered without a name, under an identifier that says nothing")
    func registered() {
        let command = make(RegisterPerson.self) { $0.kind = .youngPerson }
        let one = council.when(command, entropy: 0x0abc)
            .then(Fact.registered("yp-0abc", nil, .youngPerson), repeatable: false)
        #expect(one.state.directory.people["yp-0abc"]?.name == "yp-0abc")
        // Nothing tells two of them apart, so asking twice registers two.
        let two = one.when(command, entropy: 0x0abc).accepted(repeatable: false)
        #expect(two.state.directory.people.count == one.state.directory.people.count + 1)
    }

    @Test("every identifier that is made says nothing, whatever the entropy")
    func entropy() {
        var random = SeededGenerator(seed: 5)
        var given = council
        for _ in 0..<200 {
            let command = make(RegisterPerson.self) { $0.kind = .youngPerson }
            given = given.when(command, entropy: random.next() & 0xff).accepted(repeatable: false)
        }
        let young = given.state.directory.people.values.filter { $0.kind == .youngPerson }
        #expect(young.count == 201)
        #expect(
            young.allSatisfy { $0.name == $0.id.text && $0.id.text.wholeMatch(of: /yp-[0-9a-f]{4}/) != nil })
    }

    @Test("a name is refused when one is registered")
    func nameOnRegistering() {
        for id: PersonID? in [nil, "yp-1234"] {
            let outcome = council.when(
                make(RegisterPerson.self) { ($0.kind, $0.name, $0.person) = (.youngPerson, "Sam Smith", id) })
            outcome.thenRefused(
                rule: "young-people-pseudonymous", record: "person/\(id?.text ?? "yp-a481")",
                saysNothingOf: "sam", "smith")
        }
    }

    @Test(
        "an identifier that could say who it is is refused",
        arguments: ["sam", "yp", "yp-", "yp-sam", "yp-1", "yp-12g4", "young-1234", "yp-12-34", "yp-smith"])
    func tellingIdentifier(_ id: String) throws {
        let person = try PersonID(text: id)
        council.when(make(RegisterPerson.self) { ($0.kind, $0.person) = (.youngPerson, person) })
            .thenRefused(rule: "young-people-pseudonymous", record: "person/\(id)")
    }

    @Test("a name is refused afterwards too")
    func nameOnRenaming() {
        council.when(
            make(RenamePerson.self) {
                ($0.person, $0.name, $0.reason) = ("yp-7f3a", "Sam Smith", "asked for")
            }
        ).thenRefused(
            rule: "young-people-pseudonymous", record: "person/yp-7f3a", saysNothingOf: "sam", "smith")
    }

    @Test("a constitution cannot bring one in either")
    func nameInConstitution() {
        for id: PersonID in ["yp-7f3a", "yp-0001"] {
            let command = make(ApplyConstitution.self) {
                ($0.constitution.council.id, $0.constitution.council.name) = ("stockton", "Stockton")
                $0.constitution.council.origin = "minuted.example/stockton"
                $0.constitution.people = [
                    make(Constitution.PersonSection.self) {
                        ($0.id, $0.kind, $0.name) = (id, .youngPerson, "Sam Smith")
                    }
                ]
            }
            council.when(command).thenRefused(
                rule: "young-people-pseudonymous", record: "person/\(id)", saysNothingOf: "sam", "smith")
        }
    }

    @Test("nor can an import or a restored log")
    func nameInImport() {
        #expect(
            refusal(of: Fact.registered("yp-0001", "Sam Smith", .youngPerson), in: council)
                == "young-people-pseudonymous")
        #expect(
            refusal(of: Fact.registered("sam-smith", nil, .youngPerson), in: council)
                == "young-people-pseudonymous")
        let renamed = make(PersonRenamed.self) {
            ($0.person, $0.name, $0.reason) = ("yp-7f3a", "Sam Smith", "x")
        }
        #expect(refusal(of: .personRenamed(renamed), in: council) == "young-people-pseudonymous")
    }

    @Test("one belongs to no political group")
    func noGroup() {
        council.when(
            make(JoinGroup.self) { ($0.person, $0.group, $0.from) = ("yp-7f3a", "Group One", "2007") }
        ).thenRefused(rule: "groups-of-councillors", record: "person/yp-7f3a")
    }
}

extension Outcome {
    /// Refused, without repeating in the answer what was not to be said.
    fileprivate func thenRefused(
        rule: String, record: String, saysNothingOf words: String...,
        location: SourceLocation = #_sourceLocation
    ) {
        thenRefused(rule: rule, record: record, location)
        guard case .failure(let rejection) = decided else { return }
        let said = "\(rejection) \(rejection.candidates)".lowercased()
        #expect(!words.contains { said.contains($0) }, "\(said)", sourceLocation: location)
    }
}
