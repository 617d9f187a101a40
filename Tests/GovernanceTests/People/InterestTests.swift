// Members' interests: the register, declarations at meetings, dispensations, and what the law asks of them on which days.

import Codec
import Governance
import Testing

@Suite("Members' interests")
struct InterestTests {
    private static let day: CivilDate = "2021-03-16"
    private static let meeting: MeetingID = "council-2021-03-16"

    private let council = Given(SmallCouncil.events).and(
        Fact.scheduled(Self.meeting, of: "council", "2021-03-16T18:00"), Fact.held(Self.meeting),
        .itemTabled(
            make(ItemTabled.self) {
                ($0.meeting, $0.number, $0.label) = (Self.meeting, "4", "Leisure centre")
            }))

    private func register(_ fill: (inout RegisterInterest) -> Void = { _ in }) -> RegisterInterest {
        make(RegisterInterest.self) {
            ($0.person, $0.kind, $0.what, $0.notified) = ("councillor-a", .land, "A house", "1 May 2020")
            fill(&$0)
        }
    }

    private func declare(_ fill: (inout DeclareInterest) -> Void = { _ in }) -> DeclareInterest {
        make(DeclareInterest.self) {
            ($0.meeting, $0.person, $0.item) = (Self.meeting.text, "councillor-a", "4")
            ($0.kind, $0.what) = (.disclosablePecuniary, "The house next door")
            fill(&$0)
        }
    }

    private func declared(_ given: Given, _ fill: (inout DeclareInterest) -> Void = { _ in }) throws
        -> InterestDeclared
    {
        let after = given.when(declare(fill), at: "2021-03-20T09:00").accepted()
        return try #require(after.state.meetings[Self.meeting]?.declarations.last)
    }

    // MARK: - The register

    @Test("an interest gets the next number in the member's register, and ends once")
    func registered() throws {
        let two = council.when(register()).accepted()
            .when(register { ($0.kind, $0.what) = (.employment, "A shop") }).accepted()
        let interests = try #require(two.state.directory.people["councillor-a"]?.interests)
        #expect(interests.map(\.registered.number) == [1, 2])
        let end = make(EndInterest.self) {
            ($0.person, $0.number, $0.on) = ("councillor-a", 1, "1 March 2021")
        }
        let ended = two.when(end, at: "2021-03-20T09:00").accepted()
        #expect(ended.state.directory.people["councillor-a"]?.interests[0].ended == "2021-03-01")
        ended.when(make(EndInterest.self) { ($0 = end, $0.on = "2 March 2021").0 }, at: "2021-03-20T09:00")
            .thenRefused(rule: "interest-ended", record: "person/councillor-a")
        two.when(make(EndInterest.self) { ($0 = end, $0.number = 3).0 }, at: "2021-03-20T09:00")
            .thenRefused(rule: "known-interest", record: "person/councillor-a")
    }

    @Test("what a sensitive interest is about is never recorded, neither in the register nor at a meeting")
    func sensitive() throws {
        council.when(register { $0.isSensitive = true })
            .thenRefused(rule: "sensitive-withheld", record: "person/councillor-a")
        let withheld = council.when(register { ($0.isSensitive, $0.what) = (true, nil) }).accepted()
        withheld.when(declare { $0.number = 1 }, at: "2021-03-20T09:00")
            .thenRefused(rule: "sensitive-withheld", record: "meeting/\(Self.meeting)")
        #expect(try declared(withheld) { ($0.number, $0.what) = (1, nil) }.what == nil)
        council.when(register { $0.what = nil }).thenRefused(rule: "text", record: "person/councillor-a")
    }

    @Test("only members have interests in the register")
    func members() {
        council.when(register { $0.person = "chief" })
            .thenRefused(rule: "members-interests", record: "person/chief")
        council.when(register { $0.person = "carer" }).accepted()
    }

    @Test(
        "there are disclosable pecuniary interests since 1 July 2012, and not the day before",
        arguments: [("30 June 2012", false), ("1 July 2012", true), ("2 July 2012", true)])
    func inForce(day: String, isAccepted: Bool) {
        let outcome = council.when(register { $0.notified = day })
        if isAccepted {
            outcome.accepted()
        } else {
            outcome.thenRefused(rule: "law-in-force", record: "person/councillor-a")
        }
        council.when(register { ($0.notified, $0.kind) = (day, .otherRegistrable) }).accepted()
    }

    @Test(
        "a new member notifies within 28 days, of which the first is the day on which they become one",
        arguments: [("2021-05-06", true), ("2021-06-02", true), ("2021-06-03", false)] as [(CivilDate, Bool)])
    func newMember(notified: CivilDate, isInTime: Bool) throws {
        let given = council.when(
            register { ($0.from, $0.notified) = ("2019", notified.short) }, at: "2021-08-01T09:00"
        ).accepted()
        let member = try #require(given.state.directory.people["councillor-a"])
        #expect(member.lateNotifications(since: "2021-05-06").isEmpty == isInTime)
        // Before the Act, and where nothing says that they had it then, nothing is late.
        #expect(member.lateNotifications(since: "2012-06-30").isEmpty)
        let unknown = council.when(register { $0.notified = notified.short }, at: "2021-08-01T09:00")
            .accepted()
        #expect(
            unknown.state.directory.people["councillor-a"]?.lateNotifications(since: "2021-05-06").isEmpty
                == true)
    }

    // MARK: - At a meeting

    @Test("a declaration is of an item of the agenda, by number or words, and once")
    func item() throws {
        #expect(try declared(council).item == "Leisure centre")
        #expect(try declared(council) { $0.item = "leisure centre" }.item == "Leisure centre")
        council.when(declare { $0.item = "Housing" }, at: "2021-03-20T09:00")
            .thenRefused(
                rule: "item-of-agenda", record: "meeting/\(Self.meeting)", candidates: ["Leisure centre"])
        council.when(declare(), at: "2021-03-20T09:00").accepted()
            .when(declare { $0.left = true }, at: "2021-03-20T09:00")
            .thenRefused(rule: "declared-once", record: "meeting/\(Self.meeting)")
        council.when(declare(), at: "2021-03-16T17:59")
            .thenRefused(rule: "meeting-begun", record: "meeting/\(Self.meeting)")
        council.when(declare(), at: "2021-03-16T18:00").accepted()
    }

    @Test("before 1 July 2012 interests were personal or prejudicial, and since then they are not")
    func kinds() throws {
        for kind in [DeclaredKind.personal, .prejudicial] {
            council.when(declare { $0.kind = kind }, at: "2021-03-20T09:00")
                .thenRefused(rule: "law-in-force", record: "meeting/\(Self.meeting)")
        }
        for (day, kind, isAccepted) in [
            ("2012-06-30", DeclaredKind.prejudicial, true), ("2012-06-30", .disclosablePecuniary, false),
            ("2012-07-01", .prejudicial, false), ("2012-07-01", .disclosablePecuniary, true),
        ] {
            let meeting = try MeetingID(text: "council-\(day)")
            let given = Given(SmallCouncil.events).and(
                Fact.scheduled(
                    meeting, of: "council", CivilDateTime(iso: "\(day)T18:00") ?? "2012-06-30T18:00"),
                Fact.held(meeting))
            let outcome = given.when(
                declare { ($0.meeting, $0.kind, $0.item) = (meeting.text, kind, "Leisure") },
                at: "2021-03-20T09:00")
            if isAccepted {
                outcome.accepted()
            } else {
                outcome.thenRefused(rule: "law-in-force", record: "meeting/\(meeting)")
            }
        }
    }

    @Test("times are of somebody who left, and in their order")
    func leaving() throws {
        let left = try declared(council) { ($0.leftAt, $0.returnedAt) = (clock("18:10"), clock("18:25")) }
        #expect(left.left)
        council.when(
            declare { ($0.leftAt, $0.returnedAt) = (clock("18:25"), clock("18:10")) }, at: "2021-03-20T09:00"
        )
        .thenRefused(rule: "dates-in-order", record: "meeting/\(Self.meeting)")
        council.when(declare { $0.returnedAt = clock("18:10") }, at: "2021-03-20T09:00")
            .thenRefused(rule: "left-the-room", record: "meeting/\(Self.meeting)")
    }

    @Test(
        "nobody declares an interest who was not there, or after their death, or of an item that there is not"
    )
    func declarable() {
        func refused(
            _ given: Given, _ rule: String, record: String = "meeting/\(Self.meeting)", _ item: String = "4"
        ) {
            given.when(declare { $0.item = item }, at: "2021-03-20T09:00").thenRefused(
                rule: rule, record: record)
        }
        for standing in [Standing.absent, .apologies] {
            refused(
                council.and(Fact.roll(Self.meeting, RollEntry("councillor-a", standing))), "declared-present")
        }
        for standing in [Standing.present, .inAttendance] {
            council.and(Fact.roll(Self.meeting, RollEntry("councillor-a", standing)))
                .when(declare(), at: "2021-03-20T09:00").accepted()
        }
        let bare = Given(SmallCouncil.events).and(
            Fact.scheduled(Self.meeting, of: "council", "2021-03-16T18:00"), Fact.held(Self.meeting))
        refused(bare, "item-of-agenda")
        bare.when(declare { $0.item = "Leisure" }, at: "2021-03-20T09:00").accepted()
        // The day on which they ceased is the first on which they are no longer a councillor.
        for (day, isAccepted) in [("2021-03-15", false), ("2021-03-16", true), ("2021-03-17", true)] {
            let died = council.and(
                .vacancyDeclared(
                    make(VacancyDeclared.self) {
                        ($0.person, $0.on, $0.cause) = (
                            "councillor-a", CivilDate(iso: day) ?? "2021-03-16", .death
                        )
                        $0.reason = Ceasing.death.words
                    }))
            if isAccepted {
                died.when(declare(), at: "2021-03-20T09:00").accepted()
            } else {
                refused(died, "after-death", record: "person/councillor-a")
            }
        }
    }

    @Test("whoever left did so once the meeting had begun", arguments: [("17:59", false), ("18:00", true)])
    func begun(time: String, isAccepted: Bool) {
        let outcome = council.when(declare { $0.leftAt = clock(time) }, at: "2021-03-20T09:00")
        if isAccepted {
            outcome.accepted()
        } else {
            outcome.thenRefused(rule: "dates-in-order", record: "meeting/\(Self.meeting)")
        }
    }

    @Test("a dispensation is the council's to grant")
    func granter() {
        let own = dispense("2021-03-01", "2021-04-30") { $0.by = "councillor-a" }
        council.when(own, at: "2021-03-20T09:00").thenRefused(
            rule: "dispensation-by", record: "person/councillor-a")
        council.when(
            dispense("2021-03-01", "2021-04-30") { $0.by = "chief-executive" }, at: "2021-03-20T09:00"
        ).accepted()
    }

    private func clock(_ text: String) -> ClockTime? { try? ClockTime(text: text) }

    // MARK: - Votes

    private func lack(
        _ given: Given, _ fill: (inout DeclareInterest) -> Void = { _ in }, voter: PersonID = "councillor-a"
    )
        throws -> String?
    {
        let it = try declared(given, fill)
        let vote = make(VoteTaken.self) { $0.membersFor = [voter] }
        return it.voteLack(vote, 1, on: Self.day, in: given.state.directory)?.rule
    }

    @Test("a vote with a pecuniary interest is found, and no other")
    func voted() throws {
        #expect(try lack(council) == "voted-with-interest")
        #expect(try lack(council, voter: "councillor-c") == nil)
        #expect(try lack(council) { $0.kind = .nonRegistrable } == nil)
        #expect(try lack(council) { ($0.kind, $0.left) = (.nonRegistrable, true) } == "voted-though-left")
    }

    @Test(
        "a dispensation covers its first and its last day, and no other",
        arguments: [
            ("2021-03-16", "2021-04-30", true), ("2021-03-17", "2021-04-30", false),
            ("2021-03-01", "2021-03-16", true), ("2021-03-01", "2021-03-15", false),
        ] as [(CivilDate, CivilDate, Bool)])
    func dispensation(on: CivilDate, until: CivilDate, covers: Bool) throws {
        func granted(_ scope: DispensationScope) -> Given {
            council.when(dispense(on, until) { $0.allows = scope }, at: "2021-03-20T09:00").accepted()
        }
        #expect(try lack(granted(.speakAndVote)) == (covers ? nil : "voted-with-interest"))
        #expect(try lack(granted(.speak)) == "voted-with-interest")
    }

    private func dispense(
        _ on: CivilDate, _ until: CivilDate, _ fill: (inout GrantDispensation) -> Void = { _ in }
    ) -> GrantDispensation {
        make(GrantDispensation.self) {
            ($0.person, $0.what, $0.by, $0.reason) = (
                "councillor-a", "The budget", "council", "Too few could vote"
            )
            ($0.on, $0.until) = (on.short, until.short)
            fill(&$0)
        }
    }

    @Test(
        "a dispensation is for four years at most",
        arguments: [("2025-03-15", true), ("2025-03-16", false)] as [(CivilDate, Bool)])
    func fourYears(until: CivilDate, isAccepted: Bool) {
        let outcome = council.when(dispense("2021-03-16", until), at: "2021-03-20T09:00")
        if isAccepted {
            outcome.accepted()
        } else {
            outcome.thenRefused(rule: "dispensation-term", record: "person/councillor-a")
        }
    }

    @Test("a decision is made under the item of its title, or of its report")
    func concerns() throws {
        let it = try declared(council)
        var decision = DecisionRecorded()
        (decision.meeting, decision.title) = (Self.meeting, "LEISURE CENTRE")
        #expect(it.concerns(decision, under: []))
        (decision.title, decision.paper) = ("The contract", "leisure")
        #expect(!it.concerns(decision, under: []))
        let tabled = make(ItemTabled.self) { ($0.label, $0.paper) = ("Leisure centre", "leisure") }
        #expect(it.concerns(decision, under: [tabled]))
        decision.meeting = "council-2021-04-01"
        #expect(!it.concerns(decision, under: [tabled]))
    }

    @Test(
        "what was declared is notified within 28 days, of which the first is that of the meeting",
        arguments: [
            (nil, "2021-04-12", true), (nil, "2021-04-13", false), ("2021-03-16", "2021-05-01", true),
            ("2021-04-12", "2021-05-01", true), ("2021-04-13", "2021-05-01", false),
            ("2021-03-15", "2021-05-01", false),
        ] as [(CivilDate?, CivilDate, Bool)])
    func notRegistered(notified: CivilDate?, asAt: CivilDate, isInOrder: Bool) throws {
        var given = council
        if let notified {
            given = given.when(
                register { ($0.what, $0.notified) = ("A shop", notified.short) }, at: "2021-05-01T09:00"
            ).accepted()
        }
        let lack = try declared(given).registrationLack(met: Self.day, asAt: asAt, in: given.state.directory)
        #expect((lack == nil) == isInOrder)
        // An officer has no register.
        let officer = try declared(council) { $0.person = "chief" }
        #expect(officer.registrationLack(met: Self.day, asAt: asAt, in: council.state.directory) == nil)
        // By its number, or in the same words, it was registered before.
        let before = council.when(register { $0.what = "The house next door, let" }).accepted()
        let same = try declared(before)
        #expect(same.registrationLack(met: Self.day, asAt: asAt, in: before.state.directory) == nil)
        let numbered = try declared(before) { ($0.number, $0.what) = (1, "Something else") }
        #expect(numbered.registrationLack(met: Self.day, asAt: asAt, in: before.state.directory) == nil)
    }
}
