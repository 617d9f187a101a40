// Somebody ceases to be a councillor, and somebody is elected: one command each, with all that follows from it.

import Codec
import Governance
import Testing

@Suite("Coming and going of councillors") struct MembershipTests {
    private let day: CivilDate = "2008-06-03"
    private var before: CivilDate { "2008-06-02" }

    /// Councillor A sits on the Council, chairs MALAP, leads Group One, and is to sit on Cabinet later.
    private var given: Given {
        Given(SmallCouncil.events).and(
            .seatFilled(
                make(SeatFilled.self) {
                    ($0.body, $0.person, $0.capacity, $0.from) = (
                        "council", "councillor-a", "member", "2003-05-01"
                    )
                    $0.details.ward = "Parkside"
                }),
            .seatFilled(
                make(SeatFilled.self) {
                    ($0.body, $0.person, $0.capacity) = ("trust-board", "councillor-a", "member")
                    ($0.from, $0.until) = ("2007-05-01", "2009-05-01")
                }),
            Fact.seat("cabinet", "councillor-a", "member", from: "2008-07-01"))
    }

    private func cease(_ why: Ceasing, _ person: String = "councillor-a") -> CeaseToBeMember {
        make(CeaseToBeMember.self) { ($0.person, $0.on, $0.why) = (person, "3 June 2008", why) }
    }

    @Test("every seat, office and membership ends on that day, and not on the day before")
    func ceased() throws {
        let after = given.when(cease(.death), at: "2008-06-10T09:00").accepted()
        let directory = after.state.directory
        let person = try #require(directory.people["councillor-a"])
        func bodies(on day: CivilDate) -> [BodyID] {
            directory.bodies.values.filter { body in
                body.seats.on(day).contains { $0.person == "councillor-a" }
            }.map(\.id).sorted()
        }
        #expect(bodies(on: before) == ["council", "malap", "trust-board"])
        #expect(bodies(on: day) == [] && bodies(on: "2008-07-02") == [])
        #expect(person.group(on: before) == "group-one" && person.group(on: day) == nil)
        let office = try #require(directory.offices["group-one-leader"])
        #expect(office.holder(on: before) == "councillor-a" && office.holder(on: day) == nil)
        #expect(person.vacancies.map(\.on) == [day] && person.vacancies.first?.cause == .death)
        after.when(cease(.death), at: "2008-06-11T09:00").thenNothing()
    }

    /// A seat, an office, a group or attendance that begins on a day.
    private func begun(on day: String) -> [any Command] {
        [
            make(FillSeat.self) { ($0.body, $0.person, $0.from) = ("trust-board", "councillor-a", day) },
            make(TakeOffice.self) {
                ($0.office, $0.person, $0.from) = ("group-two-leader", "councillor-a", day)
            },
            make(JoinGroup.self) { ($0.group, $0.person, $0.from) = ("group-two", "councillor-a", day) },
        ]
    }

    @Test("nobody takes a seat or an office, joins a group or attends after the day of their death")
    func dead() {
        let after = given.and(
            Fact.scheduled("malap-2008-06-03", of: "malap", "2008-06-03T09:00"),
            Fact.held("malap-2008-06-03"),
            Fact.scheduled("malap-2008-06-04", of: "malap", "2008-06-04T09:00"), Fact.held("malap-2008-06-04")
        ).when(cease(.death), at: "2008-06-10T09:00").accepted()
        func attends(_ meeting: String, _ standing: Standing) -> RecordAttendance {
            make(RecordAttendance.self) {
                $0.meeting = meeting
                $0.entries = [make(RollLine.self) { ($0.person, $0.standing) = ("councillor-a", standing) }]
            }
        }
        for command in begun(on: "4 June 2008") + [attends("malap-2008-06-04", .present)] {
            after.when(command, at: "2008-06-10T09:00").thenRefused(
                rule: "after-death", record: "person/councillor-a")
        }
        // Nor is a dead member absent; the day itself may have been a whole one.
        after.when(attends("malap-2008-06-04", .absent), at: "2008-06-10T09:00")
            .thenRefused(rule: "after-death", record: "person/councillor-a")
        after.when(attends("malap-2008-06-03", .present), at: "2008-06-10T09:00").accepted()
        // What began earlier needs its end.
        for command in begun(on: "1 June 2008") {
            after.when(command, at: "2008-06-10T09:00").thenRefused(
                rule: "after-death", record: "person/councillor-a")
        }
        func joined(until day: String) -> JoinGroup {
            make(JoinGroup.self) {
                ($0.group, $0.person, $0.from, $0.until) = ("group-two", "councillor-a", "1 May 2001", day)
            }
        }
        after.when(joined(until: "1 May 2002"), at: "2008-06-10T09:00").accepted()
    }

    @Test("who resigned may come back")
    func back() {
        let after = given.when(cease(.resignation), at: "2008-06-10T09:00").accepted()
        after.when(begun(on: "4 June 2008")[2], at: "2008-06-10T09:00").accepted()
    }

    @Test("an election leaves no casual vacancy")
    func election() throws {
        let after = given.when(cease(.election), at: "2008-06-10T09:00").accepted()
        #expect(after.state.directory.people["councillor-a"]?.vacancies.isEmpty == true)
        #expect(after.state.directory.bodies["council"]?.seats.on(day).isEmpty == true)
    }

    @Test("nobody ceases on or before their first day; on the second they may")
    func firstDay() {
        func on(_ day: String) -> CeaseToBeMember {
            make(CeaseToBeMember.self) { ($0.person, $0.on, $0.why) = ("councillor-a", day, .resignation) }
        }
        for early in ["30 April 2003", "1 May 2003"] {
            given.when(on(early), at: "2008-06-10T09:00").thenRefused(
                rule: "seat-on-council", record: "person/councillor-a")
        }
        given.when(on("2 May 2003"), at: "2008-06-10T09:00").accepted()
    }

    @Test("another day or cause is a correction, which is refused until the first is undone")
    func once() {
        let after = given.when(cease(.death), at: "2008-06-10T09:00").accepted()
        after.when(cease(.resignation), at: "2008-06-11T09:00").thenRefused(
            rule: "ceased-once", record: "person/councillor-a")
        let earlier = make(CeaseToBeMember.self) {
            ($0.person, $0.on, $0.why) = ("councillor-a", "2 June 2008", .death)
        }
        after.when(earlier, at: "2008-06-11T09:00").thenRefused(
            rule: "ceased-once", record: "person/councillor-a")
    }

    @Test("two people are not elected to one vacancy, and nobody to a second seat")
    func twice() {
        let vacant = given.when(cease(.death), at: "2008-06-10T09:00").accepted()
        func elect(_ name: String, _ ward: String, inPlaceOf: String? = "councillor-a") -> ElectMember {
            make(ElectMember.self) {
                ($0.name, $0.on, $0.ward, $0.inPlaceOf) = (name, "10 July 2008", ward, inPlaceOf)
            }
        }
        // Councillor A's seat was that for Parkside.
        vacant.when(elect("Councillor N", "Dale"), at: "2008-07-11T09:00").thenRefused(
            rule: "ward-of-vacancy", record: "person/councillor-a")
        let filled = vacant.when(elect("Councillor N", "Parkside"), at: "2008-07-11T09:00").accepted()
        filled.when(elect("Councillor O", "Parkside"), at: "2008-07-11T09:00").thenRefused(
            rule: "vacancy-declared", record: "person/councillor-a")
        filled.when(elect("Councillor N", "Dale", inPlaceOf: nil), at: "2008-07-11T09:00").thenRefused(
            rule: "elected-once", record: "person/councillor-n")
        let later = make(ElectMember.self) { ($0.name, $0.on) = ("Councillor N", "11 July 2008") }
        filled.when(later, at: "2008-07-12T09:00").thenRefused(
            rule: "elected-once", record: "person/councillor-n")
    }

    @Test("is refused for somebody who is no councillor, or had no seat on the Council")
    func refused() {
        given.when(cease(.resignation, "chief")).thenRefused(rule: "councillors-only", record: "person/chief")
        given.when(cease(.resignation, "councillor-b")).thenRefused(
            rule: "seat-on-council", record: "person/councillor-b")
    }

    @Test("whoever is elected gets a record, a group and the seat, and fills the vacancy")
    func elected() throws {
        let vacant = given.when(cease(.death), at: "2008-06-10T09:00").accepted()
        let elect = make(ElectMember.self) {
            ($0.name, $0.on, $0.ward) = ("Councillor N", "10 July 2008", "Parkside")
            ($0.group, $0.inPlaceOf) = ("group-two", "councillor-a")
        }
        let after = vacant.when(elect, at: "2008-07-11T09:00").accepted()
        let directory = after.state.directory
        let person = try directory.person("Councillor N")
        #expect(directory.ward(of: person.id, on: "2008-07-10") == "Parkside")
        #expect(directory.ward(of: person.id, on: "2008-07-09") == nil)
        #expect(person.group(on: "2008-07-10") == "group-two" && person.group(on: "2008-07-09") == nil)
        let vacancy = try #require(directory.people["councillor-a"]?.vacancies.first)
        #expect(vacancy.filled == "2008-07-10" && !vacancy.isFilledBySame)
        after.when(elect, at: "2008-07-12T09:00").thenNothing()
    }

    @Test("a former councillor keeps their record when they are elected again")
    func again() throws {
        let gone = given.when(cease(.election), at: "2008-06-10T09:00").accepted()
        let after = gone.when(
            make(ElectMember.self) { ($0.name, $0.on) = ("Councillor A, Group One", "5 May 2011") },
            at: "2011-05-10T09:00"
        ).accepted()
        let seats = after.state.directory.bodies["council"]?.seats.filter { $0.person == "councillor-a" }
        #expect(seats?.map(\.tenure.from) == ["2003-05-01", "2011-05-05"])
        #expect(after.state.directory.people.count == given.state.directory.people.count)
    }

    @Test("how a vacancy was filled is not said without whose seat it was")
    func whose() {
        given.when(
            make(ElectMember.self) { ($0.name, $0.how) = ("Councillor N", .coOption) }, at: "2008-06-10T09:00"
        ).thenRefused(rule: "vacancy-declared", record: "person/councillor-n")
    }
}
