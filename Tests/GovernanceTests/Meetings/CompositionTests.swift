// Who was there: what a roll cannot say, who counts to the quorum, and the composition of a meeting by capacity,
// after Derby's Board: "at least one young person with a supporting officer, and one senior manager from each of
// Education, Social Care and Health".

import Codec
import Governance
import Testing

@Suite("Composition by capacity")
struct CompositionTests {
    private static let capacities = ["young person", "supporting officer", "senior manager, Health"]

    private static let given = Given(
        SmallCouncil.events + [
            Fact.body("board", "Corporate Parenting Board"),
            Fact.terms("board") { terms in
                terms.seats = capacities.map { capacity in
                    make(SeatDefinition.self) { $0.capacity = capacity }
                }
                terms.composition = capacities.map { CompositionRule($0) }
            },
            Fact.seat("board", "yp-7f3a", "young person"),
            Fact.seat("board", "officer-a", "supporting officer"),
            Fact.seat("board", "chief", "senior manager, Health"),
        ])

    private func met(_ roll: [(PersonID, Standing, PersonID?)]) -> [Bool] {
        let entries = roll.map { line in
            make(RollEntry.self) { ($0.person, $0.standing, $0.substituteFor) = line }
        }
        let body = Self.given.state.directory.bodies["board"]
        return body?.composition(on: "2009-12-01", entries).map(\.isMet) ?? []
    }

    @Test("is met when each capacity is there, a substitute standing for the member's")
    func composed() {
        #expect(
            met([("yp-7f3a", .present, nil), ("officer-a", .presentVirtually, nil), ("chief", .present, nil)])
                == [true, true, true])
        #expect(
            met([("yp-7f3a", .present, nil), ("officer-a", .apologies, nil), ("carer", .substitute, "chief")])
                == [true, false, true])
        #expect(met([("yp-7f3a", .inAttendance, nil)]) == [false, false, false])
        // Somebody who came is there, whoever is said to have stood in for them.
        #expect(
            met([("chief", .present, nil), ("carer", .substitute, "chief")]) == [false, false, true])
    }

    @Test("cannot ask for none, or for a capacity that has no seat")
    func impossible() {
        for rule in [CompositionRule("young person", atLeast: 0), CompositionRule("bishop")] {
            let terms = Fact.terms("board", from: "2010-01-01") { terms in
                terms.seats = [make(SeatDefinition.self) { $0.capacity = "young person" }]
                terms.composition = [rule]
            }
            #expect(refusal(of: terms, in: Self.given) == "terms")
        }
    }

    @Test("is of ordinary meetings: training is nobody's absence from the body")
    func kinds() {
        let schedule = make(ScheduleMeeting.self) {
            ($0.body, $0.starts, $0.kind) = ("board", "2009-12-01T16:00", .training)
        }
        let after = Self.given.when(schedule, at: "2009-11-01T09:00").accepted()
        #expect(after.state.meetings["board-2009-12-01"]?.kind == .training)
        let ordinary = make(ScheduleMeeting.self) {
            ($0.body, $0.starts, $0.kind) = ("board", "2009-12-08T16:00", .ordinary)
        }
        let plain = Self.given.when(ordinary, at: "2009-11-01T09:00").accepted()
        #expect(plain.state.meetings["board-2009-12-08"]?.kind == .ordinary)
    }
}

@Suite("What a roll cannot say")
struct RollProblemTests {
    let held = SmallCouncil.withMeetingHeld
    let id: MeetingID = "malap-2007-09-06"
    let record = "meeting/malap-2007-09-06"

    private func line(
        _ person: String, _ standing: Standing, for member: String? = nil, arrived: ClockTime? = nil,
        left: ClockTime? = nil
    ) -> RollLine {
        make(RollLine.self) {
            ($0.person, $0.standing, $0.substituteFor) = (person, standing, member)
            ($0.arrived, $0.left) = (arrived, left)
        }
    }

    private func roll(_ lines: RollLine...) -> RecordAttendance {
        make(RecordAttendance.self) { ($0.meeting, $0.entries) = (id.text, lines) }
    }

    private func correct(_ line: RollLine) -> CorrectAttendance {
        make(CorrectAttendance.self) { ($0.meeting, $0.line, $0.why) = (id.text, line, "the minutes") }
    }

    private func entry(_ person: PersonID, for member: PersonID) -> RollEntry {
        var entry = RollEntry(person, .substitute)
        entry.substituteFor = member
        return entry
    }

    @Test("one substitute for each member: a second one is refused, in a roll and by correction")
    func oneSubstitute() {
        let first = line("councillor-b", .substitute, for: "councillor-a")
        let second = line("councillor-d", .substitute, for: "councillor-a")
        held.when(roll(first, second)).thenRefused(rule: "one-substitute", record: record)
        let taken = held.when(roll(first)).accepted()
        taken.when(correct(second)).thenRefused(rule: "one-substitute", record: record)
        taken.when(correct(line("councillor-d", .substitute, for: "councillor-c"))).accepted()
    }

    @Test("a member of the body stands in for nobody, whatever their capacity")
    func memberAsSubstitute() {
        for member in ["councillor-c", "officer-a", "yp-7f3a"] {
            held.when(roll(line(member, .substitute, for: "councillor-a")))
                .thenRefused(rule: "substitute-is-member", record: record)
        }
        // Who leaves the seat on the day of the meeting is no member any more; the day after is too late.
        let left = { (day: PartialDate) in
            held.and(Fact.vacated("malap", "councillor-c", on: day))
                .when(roll(line("councillor-c", .substitute, for: "councillor-a")))
        }
        left("2007-09-06").accepted()
        left("2007-09-07").thenRefused(rule: "substitute-is-member", record: record)
    }

    @Test("a roll recorded before these rules is still read, and its problems are found")
    func oldRolls() throws {
        let old = held.and(
            Fact.roll(
                id, entry("councillor-b", for: "councillor-a"), entry("councillor-d", for: "councillor-a"),
                entry("councillor-c", for: "councillor-e")))
        let roll = try #require(old.state.meetings[id]?.roll)
        let body = try #require(old.state.directory.bodies["malap"])
        let found = body.problems(in: roll, startedAt: "2007-09-06T16:30", old.state.directory)
        #expect(found.map(\.rule) == ["one-substitute", "substitute-is-member"])
        // Three people, but they make two of the four expected.
        let presence = body.presence(on: "2007-09-06", roll)
        #expect(presence.expected == 4 && presence.present == 2)
        // The way to put it right is open.
        old.when(correct(line("councillor-d", .inAttendance))).accepted()
        old.when(correct(line("councillor-c", .present))).accepted()
    }

    @Test("nobody arrives or leaves before the start")
    func beforeTheStart() {
        held.when(roll(line("councillor-a", .present, arrived: "16:29")))
            .thenRefused(rule: "time-at-meeting", record: record)
        held.when(roll(line("councillor-a", .present, arrived: "16:30"))).accepted()
        held.when(roll(line("councillor-a", .present, left: "16:29")))
            .thenRefused(rule: "time-at-meeting", record: record)
        let taken = held.when(roll(line("councillor-a", .present))).accepted()
        taken.when(correct(line("councillor-a", .present, left: "09:00")))
            .thenRefused(rule: "time-at-meeting", record: record)
    }

    @Test("a meeting that starts at noon or later may go on past midnight, until six in the morning")
    func pastMidnight() {
        held.when(roll(line("councillor-a", .present, arrived: "20:15", left: "00:20"))).accepted()
        held.when(roll(line("councillor-a", .present, arrived: "00:10", left: "00:20"))).accepted()
        held.when(roll(line("councillor-a", .present, left: "06:00"))).accepted()
        held.when(roll(line("councillor-a", .present, left: "06:01")))
            .thenRefused(rule: "time-at-meeting", record: record)
        held.when(roll(line("councillor-a", .present, arrived: "00:20", left: "20:15")))
            .thenRefused(rule: "dates-in-order", record: record)
        let morning = Given(SmallCouncil.events).and(
            Fact.scheduled(id, of: "malap", "2007-09-06T10:00"), Fact.held(id))
        morning.when(roll(line("councillor-a", .present, left: "00:20")))
            .thenRefused(rule: "time-at-meeting", record: record)
        morning.when(roll(line("councillor-a", .present, left: "19:00"))).accepted()
    }

    @Test("who left before arriving is refused on either side of midnight")
    func order() {
        held.when(roll(line("councillor-a", .present, arrived: "18:00", left: "17:00")))
            .thenRefused(rule: "dates-in-order", record: record)
        held.when(roll(line("councillor-a", .present, arrived: "00:20", left: "00:10")))
            .thenRefused(rule: "dates-in-order", record: record)
    }
}

@Suite("Who counts as there")
struct PresenceTests {
    private func presence(
        _ kind: BodyKind, on day: CivilDate, remoteQuorum: Bool? = nil, _ marks: [(PersonID, Standing)]
    ) throws -> Presence {
        let given = Given(SmallCouncil.events).and(
            Fact.body("panel", "Panel", kind),
            Fact.terms("panel") { ($0.quorum, $0.remoteQuorum) = (2, remoteQuorum) },
            Fact.seat("panel", "councillor-a"), Fact.seat("panel", "councillor-b"))
        let body = try #require(given.state.directory.bodies["panel"])
        return body.presence(on: day, marks.map { RollEntry($0.0, $0.1) })
    }

    private let one: [(PersonID, Standing)] = [
        ("councillor-a", .present), ("councillor-b", .presentVirtually),
    ]

    @Test(
        "a committee counts those over a link from 4 April 2020 to 6 May 2021, and on no other day",
        arguments: [BodyKind.council, .executive, .committee, .scrutiny, .board, .panel])
    func law(_ kind: BodyKind) throws {
        let counts: [(CivilDate, Int)] = [
            ("2020-04-03", 1), ("2020-04-04", 2), ("2020-04-05", 2), ("2021-05-05", 2), ("2021-05-06", 2),
            ("2021-05-07", 1), ("2026-11-29", 1),
        ]
        for (day, expected) in counts {
            let found = try presence(kind, on: day, one)
            #expect(found.forQuorum == expected, "\(day)")
            #expect(found.present == 2)
        }
    }

    @Test(
        "a partnership, a young people's council and an informal body count everybody, unless their terms say not",
        arguments: [BodyKind.partnership, .youngPeople, .informal])
    func ownTerms(_ kind: BodyKind) throws {
        #expect(try presence(kind, on: "2026-11-29", one).forQuorum == 2)
        #expect(try presence(kind, on: "2026-11-29", remoteQuorum: false, one).forQuorum == 1)
    }

    @Test("a board's terms may say that it is under no such law; a committee's may not")
    func terms() throws {
        #expect(try presence(.board, on: "2026-11-29", remoteQuorum: true, one).forQuorum == 2)
        let given = Given(SmallCouncil.events)
        for body: BodyID in ["cabinet", "council"] {
            for says in [true, false] {
                let adopted = Fact.terms(body) { $0.remoteQuorum = says }
                #expect(refusal(of: adopted, in: given) == "remote-quorum")
            }
        }
        #expect(refusal(of: Fact.terms("trust-board") { $0.remoteQuorum = false }, in: given) == nil)
    }

    @Test("people marked as members without a seat are left out by name; guests and substitutes are not")
    func withoutSeat() throws {
        let found = try presence(
            .committee, on: "2007-09-06",
            [
                ("councillor-a", .present), ("councillor-c", .present), ("councillor-d", .absent),
                ("councillor-e", .apologies), ("chief", .inAttendance),
            ])
        #expect(found.present == 1 && found.expected == 2)
        #expect(found.leftOut == ["councillor-c", "councillor-d", "councillor-e"])
        #expect(found.withoutSeat == found.leftOut)
    }

    @Test("a member whose capacity is not expected has a seat, and is left out all the same")
    func notExpected() throws {
        let given = Given(SmallCouncil.events)
        let body = try #require(given.state.directory.bodies["malap"])
        let found = body.presence(on: "2007-09-06", [RollEntry("yp-7f3a", .present)])
        #expect(found.leftOut == ["yp-7f3a"] && found.withoutSeat.isEmpty && found.present == 0)
    }
}
