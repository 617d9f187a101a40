// Who is meant: an identifier that is also a name, names as other systems write them, and people entered twice.

import Codec
import Governance
import Testing

@Suite("Names and identifiers")
struct NameTests {
    /// Two of one surname; the first has been renamed.
    private var twoOfAName: Given {
        Given(SmallCouncil.events).and(
            Fact.registered("lee", "Councillor Ann Lee"), Fact.registered("lee-2", "Councillor Bo Lee"),
            .personRenamed(
                make(PersonRenamed.self) {
                    ($0.person, $0.name, $0.reason) = ("lee", "Councillor Ann Smith", "marriage")
                }))
    }

    @Test(
        "an identifier that is another's surname is ambiguous, whatever its capitals",
        arguments: ["lee", "Lee"])
    func identifierOrSurname(_ name: String) throws {
        let error = #expect(throws: Rejection.self) { try twoOfAName.state.directory.person(name) }
        #expect(error?.rule == "unambiguous-person")
        #expect(error?.candidates == ["Councillor Ann Smith (lee)", "Councillor Bo Lee (lee-2)"])
    }

    @Test("with its kind before it an identifier is nothing else")
    func exactly() throws {
        let directory = twoOfAName.state.directory
        #expect(try directory.person("person/lee").id == "lee")
        #expect(try directory.person("lee-2").id == "lee-2")
        #expect(try directory.person("Bo Lee").id == "lee-2")
        #expect(try directory.person("Smith").id == "lee")
        #expect(throws: Rejection.self) { try directory.person("person/Lee") }
    }

    @Test("a surname that is the identifier of somebody who was never called so is ambiguous too")
    func neverCalledSo() {
        let given = Given(SmallCouncil.events).and(
            Fact.registered("khan", "Councillor Ann Smith"), Fact.registered("k-2", "Councillor Bo Khan"))
        for name in ["khan", "Khan", "KHAN"] {
            #expect(throws: Rejection.self) { try given.state.directory.person(name) }
        }
    }

    @Test("a body's name within another's does not make its identifier ambiguous")
    func bodies() throws {
        let given = Given(SmallCouncil.events).and(
            Fact.body("cicc", "Children in Care Council", .youngPeople),
            Fact.body("panel", "The Panel", aliases: ["Cabinet"]))
        #expect(try given.state.directory.body("council").id == "council")
        let error = #expect(throws: Rejection.self) { try given.state.directory.body("cabinet") }
        #expect(error?.candidates == ["Cabinet (cabinet)", "The Panel (panel)"])
        #expect(try given.state.directory.body("body/cabinet").id == "cabinet")
    }

    @Test("taking a name back makes the identifier plain again")
    func takenBack() throws {
        let given = Given(SmallCouncil.events).and(
            Fact.registered("lee", "Councillor Ann Lee"), Fact.registered("k", "Councillor Bo Khan"),
            .personRenamed(
                make(PersonRenamed.self) {
                    ($0.person, $0.name, $0.reason) = ("k", "Councillor Bo Lee", "marriage")
                }))
        #expect(throws: Rejection.self) { try given.state.directory.person("lee") }
        let takeBack = make(TakeBackEntry.self) { ($0.entry, $0.reason) = (given.events.count, "wrong one") }
        #expect(try given.when(takeBack).accepted().state.directory.person("lee").id == "lee")
    }

    @Test(
        "names are found without accents, titles and letters behind them, in whichever spelling of Unicode",
        arguments: [
            ("Councillor Ștefan Țăranu", "Taranu"), ("Councillor Ștefan Țăranu", "Cllr Țăranu OBE"),
            ("Councillor Łukasz Łapiński", "lapinski"), ("Anne Sørby", "Cllr Sorby"),
            ("Þóra Bjǫrk", "Thora Bjǫrk"), ("Zoë Brontë", "Zoe\u{308} Bronte\u{308}"),
            ("Zoe\u{308} Bronte\u{308}", "Zoë Brontë"), ("Jane O’Hara", "O'Hara"),
            ("Dame Jane Frost DBE", "Frost"), ("Jane Frost", "Councillor Frost JP"),
            ("Jane Frost", "Mrs Frost"),
            ("Jane\u{200B} Frost", "jane  frost"), ("Councillor Fay Khan", "Khan, Fay"),
            ("Councillor Fay Khan", "Khan, Cllr Fay"), ("Fay Khan", "Fay Khan, OBE"),
            ("Khan, Fay", "Fay Khan"), ("Khan, Fay", "Khan, Fay"),
        ])
    func spellings(_ name: String, _ reference: String) throws {
        let given = Given(SmallCouncil.events).and(Fact.registered("p-1", name))
        #expect(try given.state.directory.person(reference).id == "p-1")
    }

    @Test("a name that is nearly somebody's is answered with theirs")
    func near() {
        let given = Given(SmallCouncil.events).and(Fact.registered("okafor", "Councillor Jane Okafor"))
        for slip in ["Okafr", "Okafro", "Cllr Okaffor", "Jane Okaforr"] {
            let error = #expect(throws: Rejection.self) { try given.state.directory.person(slip) }
            #expect(error?.rule == "known-person" && error?.candidates == ["Councillor Jane Okafor (okafor)"])
        }
    }

    @Test("a second record of one person is withdrawn, and its identifier means the first")
    func withdrawn() throws {
        let twice = Given(SmallCouncil.events).and(
            Fact.registered("okafor", "Councillor Jane Okafor"),
            Fact.registered("okafor-2", "Councillor Jane Okafor"),
            Fact.seat("cabinet", "okafor-2", "member"))
        let withdraw = make(WithdrawPerson.self) {
            ($0.person, $0.sameAs, $0.reason) = ("okafor-2", "person/okafor", "entered twice")
        }
        twice.when(withdraw).thenRefused(
            rule: "person-in-use", record: "person/okafor-2",
            candidates: [
                "minutectl seat correct cabinet okafor-2 --recorded-from 2007-01-01 --never --reason …"
            ])
        let without = twice.when(
            make(CorrectSeat.self) {
                ($0.body, $0.person) = ("cabinet", "okafor-2")
                ($0.dates.recordedFrom, $0.dates.isWithdrawn, $0.dates.reason) = ("2007-01-01", true, "twice")
            }
        ).accepted().when(withdraw).accepted()
        #expect(try without.state.directory.person("Jane Okafor").id == "okafor")
        #expect(try without.state.directory.person("okafor-2").id == "okafor")
        let back = without.when(
            make(TakeBackEntry.self) { ($0.entry, $0.reason) = (without.events.count, "two people") })
        #expect(throws: Rejection.self) { try back.accepted().state.directory.person("Jane Okafor") }
    }

    @Test("two records of one person are merged: tenures and attendance, and nothing is left of the second")
    func merged() throws {
        let roll = Fact.roll(
            "cabinet-2008-09-06", RollEntry("okafor-2", .present),
            make(RollEntry.self) {
                ($0.person, $0.standing, $0.substituteFor) = ("councillor-b", .substitute, "councillor-a")
            })
        let twice = Given(SmallCouncil.events).and(
            Fact.registered("okafor", "Councillor Jane Okafor"),
            Fact.registered("okafor-2", "Councillor J. Okafor"),
            Fact.joined("okafor-2", "group-one", from: "2007-05-01"),
            Fact.seat("cabinet", "okafor-2", "member", from: "2008-01-01"),
            Fact.vacated("cabinet", "okafor-2", on: "2009-01-01"),
            Fact.seat("cabinet", "councillor-a", "member"),
            Fact.scheduled("cabinet-2008-09-06", of: "cabinet", "2008-09-06T16:30"),
            Fact.held("cabinet-2008-09-06"), roll)
        let merge = make(MergePerson.self) {
            ($0.person, $0.into, $0.reason) = ("okafor-2", "person/okafor", "entered twice")
            $0.meetings = ["cabinet-2008-09-06"]
        }
        let after = twice.when(merge, at: "2009-12-01T09:00").accepted().state
        let directory = after.directory
        #expect(directory.people["okafor"]?.group(on: "2008-01-01") == "group-one")
        #expect(directory.people["okafor-2"]?.groups == [])
        let seats = directory.bodies["cabinet"]?.seats.filter { $0.person == "okafor" }
        #expect(seats?.map(\.tenure.from) == ["2008-01-01"] && seats?.map(\.tenure.until) == ["2009-01-01"])
        let meeting = try #require(after.meetings["cabinet-2008-09-06"])
        #expect(meeting.entry(of: "okafor")?.standing == .present && meeting.entry(of: "okafor-2") == nil)
        #expect(try directory.person("okafor-2").id == "okafor")
        // Identifiers are taken as they are, though the names are the same.
        let same = Given(SmallCouncil.events).and(
            Fact.registered("okafor", "Jane Okafor"), Fact.registered("okafor-2", "Jane Okafor"))
        let plain = make(MergePerson.self) {
            ($0.person, $0.into, $0.reason) = ("okafor-2", "okafor", "twice")
        }
        #expect(
            same.when(plain).accepted().state.directory.people["okafor-2"]?.withdrawal?.sameAs == "okafor")
        let withdraw = make(WithdrawPerson.self) {
            ($0.person, $0.sameAs, $0.reason) = ("okafor-2", "okafor", "twice")
        }
        #expect(
            same.when(withdraw).accepted().state.directory.people["okafor-2"]?.withdrawal?.sameAs == "okafor")
        let both = twice.and(
            .attendanceCorrected(
                make(AttendanceCorrected.self) {
                    ($0.meeting, $0.entry) = ("cabinet-2008-09-06", RollEntry("okafor", .absent))
                    $0.reason = "the minutes"
                }))
        both.when(merge, at: "2009-12-01T09:00")
            .thenRefused(rule: "once-in-a-roll", record: "meeting/cabinet-2008-09-06")
    }
}
